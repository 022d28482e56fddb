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
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.grid import on_grid, to_grid
from aligner.ladder.half import Half, unit_vectors
from aligner.ladder.links import Links, Meetings, Types, find_links, matches
from aligner.ladder.paragraphs import Agreement, borders, expected
from aligner.ladder.punctuation import punctuation_evidence
from aligner.ladder.spans import Form, Spans, blocks, windows
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

    def spans(self, widths: tuple[int, ...], match: Table, miss: Table) -> Table:
        """Evidence of every sentence of this side (column) against every span of the other (row).

        Args:
            widths: Numbers of sentences in a span, rising; the spans of each follow those of the one before.
            match, miss: Score of each type when matched, when not; on the grid.
        """
        table: Table = (self.meetings.sums(widths, match - miss) + self.types.sums(miss)) * self.temper
        return table


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


def _at_least(table: Table, free: float) -> None:
    """Add to each score, as one more way, that of a free translation: in place, and only where it shows."""
    beside = np.abs(table - free) < UNSEEN
    sums = np.logaddexp(table[beside], free)
    np.maximum(table, free, out=table)
    table[beside] = sums


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
        self, weights: Weights, kinds: Sequence[tuple[int, int]], form: Form | None = None
    ) -> dict[tuple[int, int], Table]:
        """Scores of the bead types that fit the document, by their first sentence on either side.

        Args:
            weights: Of all evidence.
            kinds: The bead types.
            form: What `form` gives for these weights and types, when it is known.
        """
        form = form or self.form(weights, kinds)
        if not form.kinds:
            return {}
        forward = self.second.spans(form.sources.widths, *self.second.weighted(weights))
        backward = self.first.spans(form.targets.widths, *self.first.weighted(weights)).T
        tables = [
            score + windows(forward[rows], block.rights, 1) + windows(backward[:, columns], block.lefts, 0)
            for block, score, (rows, columns) in zip(form.blocks, form.scores, form.places, strict=True)
        ]
        for table, said in zip(tables, borders(form, self.agreement, weights), strict=False):
            table += said
        by_kind = form.by_kind(tables)
        if (1, 1) in by_kind:
            by_kind[1, 1] += weights.coverage * self.coverage()
            _at_least(by_kind[1, 1], weights.free)
        for table in tables:
            to_grid(table)
        if self.first_half.group.any() or self.second_half.group.any():
            for table, (rows, columns) in zip(tables, form.places, strict=True):
                sources, targets = form.sources.group[rows, None], form.targets.group[None, columns]
                table[(sources != targets) | (sources < 0)] = -np.inf
        return by_kind

    def form(self, weights: Weights, kinds: Sequence[tuple[int, int]]) -> Form:
        """The part of the scores that neither the links between words nor paragraphs have a share in."""
        n, m = len(self.first_half), len(self.second_half)
        fitting = tuple((left, right) for left, right in kinds if left <= n and right <= m)
        first = Spans(self.first_half, tuple(sorted({left for left, _ in fitting})))
        second = Spans(self.second_half, tuple(sorted({right for _, right in fitting})))
        form, scores = Form(fitting, first, second, blocks(fitting)), []
        for block, (rows, columns) in zip(form.blocks, form.places, strict=True):
            score = self.pair.length.evidence(
                first.length[rows, None], second.length[None, columns], self.shift, self.background
            )
            score *= weights.length
            marks = punctuation_evidence(first.marks[rows], second.marks[columns], self.pair)
            marks *= weights.punctuation
            score += marks
            score += weights.short * first.short[rows, None] + form.starts(block, weights.bead)
            score += weights.short * second.short[columns]
            scores.append(score)
        by_kind = form.by_kind(scores)
        if self.first_half.vectors is not None and self.second_half.vectors is not None:
            for kind, score in by_kind.items():
                score += weights.encoder * (self.similarity(kind) - SIMILARITY_CENTRE)
        if (1, 1) in by_kind:
            by_kind[1, 1] += weights.same * self.same() + weights.size * self.size()
        return replace(form, scores=scores)

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
            summed = windows(half.vectors * half.length[:, None], (width,), 0)
            sides.append(unit_vectors(summed))
        table: Table = (sides[0] @ sides[1].T - single.mean()) / spread
        return table

    def coverage(self) -> Table:
        """Share of the evidence that a 1-1 bead could bring and does bring, at most `MOST_COVERAGE`."""
        realised, possible = [], []
        for side in (self.first, self.second):
            realised.append(side.spans((1,), side.gain, np.zeros_like(side.gain)))
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
