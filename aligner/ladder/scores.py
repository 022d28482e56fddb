"""How much speaks for each possible bead, as log-likelihood ratios in nats.

For a type `e` of the second side and a span of sentences of the first let `x` be the weight of its best link
into the span and `q` its chance of finding one anywhere in the document. A match is worth
`log(1 - (1-p)(1-q)) - log q`, where `p` is the chance of a match in a true pair: a word that matches
everywhere is worth nothing, so there is no separate rarity weight. A type without a match counts
against the bead. Both directions are added, and every evidence has a fitted weight.

As the best link is sought over the whole span, but summed over the single sentences of the other side,
a foreign sentence swallowed by a bead pays for each of its own unmatched words: this is what lets an
unmatched sentence stay unmatched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from aligner.ladder.grid import on_grid
from aligner.ladder.half import Half, unit_vectors
from aligner.ladder.links import Links, Meetings, Types, find_links, matches
from aligner.ladder.paragraphs import Agreement, borders, expected
from aligner.ladder.punctuation import punctuation_evidence
from aligner.ladder.weights import Weights
from aligner.model.lexicon import Lexicon
from aligner.model.token import TokenClass
from aligner.pairs import LanguagePair

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

# Pseudo-counts of the in-document chance q, and its bounds. The lower bound caps what one rare word
# can say (a shared number once shifted whole files in hunalign); .01 and .003 were worse on news.
Q_ADDED, Q_SENTENCES, Q_LEAST, Q_MOST = 0.6, 2.0, 0.03, 0.9

# Evidence that an unlinkable type could at most bring, for the coverage of a 1-1 bead.
POTENTIAL_OTHER = 0.1
MOST_COVERAGE = 2.0
# Standard deviations above the mean of the document at which an encoder's similarity says nothing, and the
# least deviation that is believed (two sentences a side have hardly any).
SIMILARITY_CENTRE = 1.5
LEAST_SIMILARITY_SPREAD = 0.05

# The types of a long sentence are no independent witnesses: beyond so many of them their evidence grows with
# the root of their number. With every type counted in full the paragraphs of a free translation, of sixty
# types, all count as unmatched, though only news was changed by .001 (docs-dev `tales`, align-dev; 16 and
# an exponent of 1 are alike).
TEMPERED = 12

SIZE_CENTRE = 3.5  # log of the number of types in a usual 1-1 bead of news

# Of two ways so many nats apart the lesser adds a millionth of a step of the grid.
UNSEEN = 25.0

# However short two sentences are, without any evidence 1-1 stays the likeliest bead.
LEAST_SIZE = -1.0


@dataclass(frozen=True)
class Direction:
    """One side's types as they find matches on the other side.

    Attributes:
        types: Of this side.
        meetings: Of them with their links on the other side.
        common: Chance of each type to find a match in any sentence of the document.
        gain: What a full match of the type is worth, in nats, before weighting.
        chance: That the type has its link in a true pair.
        missing: What a miss of the type weighs, against one in usual text.
        kinds: Class of each type.
        language: Code of the language of this side.
    """

    types: Types
    meetings: Meetings
    common: Table
    gain: Table
    chance: Table
    missing: Table
    kinds: NDArray[np.intp]
    language: str

    @cached_property
    def temper(self) -> Table:
        """For each sentence of this side how far its types are believed, at most 1."""
        believed: Table = np.sqrt(np.minimum(1.0, TEMPERED / np.maximum(self.types.counts, 1)))
        return believed

    def with_chance(self, chance: Table) -> Direction:
        """The same view where each type has another chance of a match in a true pair."""
        missing = self.missing * np.log(1 - chance) / np.log(1 - self.chance)
        return replace(self, gain=_gain(chance, self.common), chance=chance, missing=missing)

    def weighted(self, weights: Weights) -> tuple[Table, Table]:
        """Score of each type when matched in full, and when not."""
        match = np.array(weights.match[self.language])[self.kinds] * self.gain
        miss = np.array(weights.miss[self.language])[self.kinds] * self.missing
        return on_grid(match), on_grid(miss)

    def tables(self, widths: Sequence[int], match: Table, miss: Table) -> dict[int, Table]:
        """Evidence of every sentence of this side (column) against every span of the other (row).

        Args:
            widths: Numbers of sentences in a span; one table each.
            match, miss: Score of each type when matched, when not; on the grid.
        """
        missed = self.types.sums(miss)
        return {width: (self.meetings.sums(width, match - miss) + missed) * self.temper for width in widths}


def _direction(
    side: Types,
    other: Types,
    to: NDArray[np.intp],
    of: NDArray[np.intp],
    links: Links,
    language: str,
    matched: Mapping[TokenClass, float],
    sentences: int,
) -> Direction:
    """The view from one side: `of` are the links' types on this side, `to` those on the other.

    Args:
        side, other: Types of the two sides.
        to, of: For every link its type on the other side, on this side.
        links: Between the two.
        language: Code of the language of this side.
        matched: Chance that a token of a class has its link in a true pair.
        sentences: Of the other side, blank ones left out.
    """
    found = matches(other, to, of, links.weight, len(side))
    q = (found.sum(axis=0) + Q_ADDED) / (sentences + Q_SENTENCES)
    q = np.clip(q, Q_LEAST, Q_MOST)
    p = np.array([matched[kind] for kind in TokenClass])[side.kinds]
    return Direction(side, Meetings(side, found), q, _gain(p, q), p, np.ones_like(p), side.kinds, language)


def _gain(chance: Table, common: Table) -> Table:
    """What a match is worth that a true pair holds with one chance, any two sentences with another."""
    return on_grid(np.log(1 - (1 - chance) * (1 - common)) - np.log(common))


def _window(table: NDArray[Any], axis: int, width: int) -> NDArray[Any]:
    """Sums over `width` neighbours along an axis."""
    rows = table if axis == 0 else table.T
    spans = len(rows) - width + 1
    total = rows[:spans]
    for step in range(1, width):
        total = total + rows[step : step + spans]
    return total if axis == 0 else total.T


def _at_least(table: Table, free: float) -> None:
    """Add to each score, as one more way, that of a free translation: in place, and only where it shows."""
    beside = np.abs(table - free) < UNSEEN
    sums = np.logaddexp(table[beside], free)
    np.maximum(table, free, out=table)
    table[beside] = sums


def _groups(group: NDArray[np.intp], width: int) -> NDArray[np.intp]:
    """The group of every span of `width` sentences, -1 where they are of several groups."""
    spans = sliding_window_view(group, width)
    groups: NDArray[np.intp] = np.where((spans == spans[:, :1]).all(axis=1), spans[:, 0], -1)
    return groups


@dataclass(frozen=True, slots=True)
class _Spans:
    """Of all spans of so many sentences of one side.

    Attributes:
        length: In the measure of the pair.
        marks: Which marks (columns) each holds.
        score: What the form of the span says by itself: how short the shortest of several sentences is.
    """

    length: Table
    marks: NDArray[np.bool_]
    score: Table


def _spans(half: Half, width: int, weights: Weights) -> _Spans:
    """The spans of a side by their first sentence."""
    spans = len(half) - width + 1
    shortest = half.short[:spans] if width > 1 else np.zeros(spans)
    for step in range(1, width):
        shortest = np.maximum(shortest, half.short[step : step + spans])
    return _Spans(_window(half.length, 0, width), _window(half.marks, 0, width), weights.short * shortest)


@dataclass(frozen=True, slots=True)
class Weighing:
    """All there is to know before a path is chosen; tables are made for the bead types asked for.

    Attributes:
        pair: The two languages.
        first_half, second_half: The sentences.
        links: Between the types of the two.
        first, second: What each side finds on the other.
        shift: Log ratio of lengths to expect in this document.
        background: Variance of the log ratio between unrelated sentences.
        agreement: Of the paragraphs of the two.
    """

    pair: LanguagePair
    first_half: Half
    second_half: Half
    links: Links
    first: Direction
    second: Direction
    shift: float
    background: float
    agreement: Agreement

    def beads(
        self,
        weights: Weights,
        kinds: Sequence[tuple[int, int]],
        form: Mapping[tuple[int, int], Table] | None = None,
    ) -> dict[tuple[int, int], Table]:
        """Scores of the bead types that fit the document, by their first sentence on either side.

        Args:
            weights: Of all evidence.
            kinds: The bead types.
            form: What `form` gives for these weights and types, when it is known.
        """
        form = self.form(weights, kinds) if form is None else form
        forward = self.second.tables(sorted({left for left, _ in form}), *self.second.weighted(weights))
        backward = self.first.tables(sorted({right for _, right in form}), *self.first.weighted(weights))
        tables = {
            (left, right): score + _window(forward[left], 1, right) + _window(backward[right].T, 0, left)
            for (left, right), score in form.items()
        }
        for kind, said in borders(self.first_half, self.second_half, self.agreement, weights, form).items():
            tables[kind] += said
        if (1, 1) in tables:
            tables[1, 1] += weights.coverage * self.coverage()
            _at_least(tables[1, 1], weights.free)
        tables = {kind: on_grid(score) for kind, score in tables.items()}
        if self.first_half.group.any() or self.second_half.group.any():
            for (left, right), score in tables.items():
                sources = _groups(self.first_half.group, left)[:, None]
                targets = _groups(self.second_half.group, right)[None, :]
                score[(sources != targets) | (sources < 0)] = -np.inf
        return tables

    def form(self, weights: Weights, kinds: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Table]:
        """The part of the scores that neither the links between words nor paragraphs have a share in."""
        n, m = len(self.first_half), len(self.second_half)
        tables: dict[tuple[int, int], Table] = {}
        kinds = [(left, right) for left, right in kinds if left <= n and right <= m]
        if not kinds:
            return tables
        sources = {width: _spans(self.first_half, width, weights) for width in {left for left, _ in kinds}}
        targets = {width: _spans(self.second_half, width, weights) for width in {right for _, right in kinds}}
        for left, right in kinds:
            source, target = sources[left], targets[right]
            score = self.pair.length.evidence(
                source.length[:, None], target.length[None, :], self.shift, self.background
            )
            score *= weights.length
            score += weights.punctuation * punctuation_evidence(source.marks, target.marks, self.pair)
            score += (source.score + weights.bead[left, right])[:, None]
            score += target.score
            if self.first_half.vectors is not None and self.second_half.vectors is not None:
                score += weights.encoder * (self.similarity((left, right)) - SIMILARITY_CENTRE)
            tables[left, right] = score
        if (1, 1) in tables:
            tables[1, 1] += weights.same * self.same() + weights.size * self.size()
        return tables

    def same(self) -> Table:
        """1 where two sentences are the same text, as code and names of files are."""
        numbers: dict[str, int] = {}
        first, second = (
            np.array(
                [numbers.setdefault(sentence.text.strip(), len(numbers)) for sentence in half.side.sentences]
            )
            for half in (self.first_half, self.second_half)
        )
        alike: Table = (first[:, None] == second[None, :]).astype(np.float64)
        return alike

    def similarity(self, kind: tuple[int, int]) -> Table:
        """Cosine of the vectors of the two sides of every bead, in standard deviations of the document.

        The vector of several sentences is the mean of theirs, by length. The mean and the deviation are
        those of all single sentences, of which few belong together.
        """
        first, second = self.first_half, self.second_half
        assert first.vectors is not None
        assert second.vectors is not None
        single = first.vectors @ second.vectors.T
        spread = max(float(single.std()), LEAST_SIMILARITY_SPREAD)
        sides = []
        for half, width in ((first, kind[0]), (second, kind[1])):
            assert half.vectors is not None
            summed = _window(half.vectors * half.length[:, None], 0, width)
            sides.append(unit_vectors(summed))
        table: Table = (sides[0] @ sides[1].T - single.mean()) / spread
        return table

    def coverage(self) -> Table:
        """Share of the evidence that a 1-1 bead could bring and does bring, at most `MOST_COVERAGE`."""
        realised, possible = [], []
        for side in (self.first, self.second):
            realised.append(side.tables([1], side.gain, np.zeros_like(side.gain))[1])
            worth = side.chance * side.gain
            potential = np.where(side.kinds == TokenClass.OTHER, POTENTIAL_OTHER, worth)
            possible.append(side.types.sums(on_grid(potential)))
        covered = (realised[0].T + realised[1]) / (possible[0][:, None] + possible[1][None, :] + 1)
        return np.minimum(MOST_COVERAGE, covered)

    def size(self) -> Table:
        """Logarithm of the number of types of a 1-1 bead, centred: long pairs are surer pairs."""
        types = self.first.types.counts[:, None] + self.second.types.counts[None, :]
        size: Table = np.maximum(np.log(types + 1) - SIZE_CENTRE, LEAST_SIZE)
        return size


def weigh(first: Half, second: Half, lexicon: Lexicon, pair: LanguagePair) -> Weighing:
    """The evidence between two sides: types, their links, what matches are worth."""
    left, right = Types(first.tokens), Types(second.tokens)
    links = find_links(left, right, lexicon, pair)
    lengths = [half.length[~half.blank] for half in (first, second)]
    codes, matched = (pair.first.code, pair.second.code), pair.ladder.matched
    return Weighing(
        pair,
        first,
        second,
        links,
        _direction(
            left, right, links.second, links.first, links, codes[0], matched[codes[0]], len(lengths[1])
        ),
        _direction(
            right, left, links.first, links.second, links, codes[1], matched[codes[1]], len(lengths[0])
        ),
        pair.length.log_ratio(*(length.tolist() for length in lengths)),
        pair.length.background_variance(*lengths),
        expected(first.opens, second.opens),
    )
