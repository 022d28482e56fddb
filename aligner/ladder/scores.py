"""Compute the evidence for each possible bead, as log-likelihood ratios in nats.

For a type `e` of the second side and a span of sentences of the first, let `x` be the weight of its best link
into the span and `q` its chance of a link into any sentence of the document. A match is worth `log(1 -
(1-p)(1-q)) - log q`, where `p` is the chance of a match in a true pair. A word that matches everywhere is
worth nothing, so no separate weight for rarity is needed. A type without a match counts against the bead.
Both directions are added, and each kind of evidence has a fitted weight.

The best link is searched in the whole span, but the evidence is summed over the single sentences of the other
side. So an unrelated sentence in a bead pays for each of its own unmatched words, and is likelier to stay
unmatched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.grid import on_grid, to_grid
from aligner.ladder.half import Half, unit_vectors
from aligner.ladder.links import Links, Types, find_links
from aligner.ladder.meetings import Meetings, matches
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

# Pseudo-counts of the in-document chance q, and its bounds. The lower bound limits the evidence of one rare
# word (in hunalign, a shared number once shifted whole files); .01 and .003 were worse on news.
Q_ADDED, Q_SENTENCES, Q_LEAST, Q_MOST = 0.6, 2.0, 0.03, 0.9

# The most evidence, in nats, that a type without possible links adds to the coverage of a 1-1 bead.
POTENTIAL_OTHER = 0.1
MOST_COVERAGE = 2.0
# An encoder's similarity this many standard deviations above the mean of the document is no evidence either
# way; and the least standard deviation that is used (with two sentences a side it would be nearly 0).
SIMILARITY_CENTRE = 1.5
LEAST_SIMILARITY_SPREAD = 0.05

# The types of a long sentence are not independent of each other: beyond this number of types, the evidence
# grows with the square root of the number. With every type counted in full, all paragraphs of a free
# translation (of sixty types each) stay unmatched, while news changes by only .001 (docs-dev `tales`,
# align-dev; 16, and an exponent of 1, give similar results).
TEMPERED = 12

SIZE_CENTRE = 3.5  # log of the number of types in a usual 1-1 bead of news

# Of two scores that differ by this many nats, the lower adds only a millionth of a step of the grid.
UNSEEN = 25.0

# Lower bound of the centred size: however short two sentences are, 1-1 stays the likeliest bead without
# evidence.
LEAST_SIZE = -1.0


@dataclass(frozen=True)
class Direction:
    """The types of one side and their matches on the other side.

    Attributes:
        types: The types of this side.
        meetings: Their matches in the sentences of the other side.
        common: For each type, the chance (`q`) that any sentence of the document matches it.
        gain: For each type, the worth of a full match, in nats, before weighting.
        chance: For each type, the chance (`p`) that it is matched in a true pair.
        missing: For each type, the weight of a missing match, relative to usual text.
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
        """For each sentence of this side, the factor by which its evidence is reduced, at most 1."""
        factor: Table = np.sqrt(np.minimum(1.0, TEMPERED / np.maximum(self.types.counts, 1)))
        return factor

    def with_chance(self, chance: Table) -> Direction:
        """Return a copy in which each type has a new chance of a match in a true pair."""
        missing = self.missing * np.log(1 - chance) / np.log(1 - self.chance)
        gain = _gain(chance, self.common)
        return Direction(
            self.types, self.meetings, self.common, gain, chance, missing, self.kinds, self.language
        )

    def weighted(self, weights: Weights) -> tuple[Table, Table]:
        """Return the weighted scores of each type: for a full match, and for no match; on the grid."""
        match = np.array(weights.match[self.language])[self.kinds] * self.gain
        miss = np.array(weights.miss[self.language])[self.kinds] * self.missing
        return on_grid(match), on_grid(miss)

    def spans(self, widths: tuple[int, ...], match: Table, miss: Table) -> Table:
        """Compute the evidence of every sentence of this side (column) with every span of the other (row).

        Args:
            widths: Numbers of sentences in a span, rising; the spans of one width follow those of the width
                before.
            match: Score of each type if it is matched; on the grid.
            miss: Score of each type if it is not matched; on the grid.
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
    """Make the direction of one side.

    Args:
        side: Types of this side.
        other: Types of the other side.
        to: For every link, its type on the other side.
        of: For every link, its type on this side.
        links: The links between the two sides.
        language: Code of the language of this side.
        matched: Chance that a token of each class is matched in a true pair.
        sentences: Number of sentences of the other side, without blank ones.
    """
    best = matches(other, to, of, links.weight, len(side))
    q = (best.sum(axis=0) + Q_ADDED) / (sentences + Q_SENTENCES)
    q = np.minimum(np.maximum(q, Q_LEAST), Q_MOST)
    p = np.array([matched[kind] for kind in TokenClass])[side.kinds]
    return Direction(side, Meetings(side, best), q, _gain(p, q), p, np.ones_like(p), side.kinds, language)


def _gain(chance: Table, common: Table) -> Table:
    """Return the worth of a match in nats, by its chance in a true pair and in any pair (`common`)."""
    return on_grid(np.log(1 - (1 - chance) * (1 - common)) - np.log(common))


def _at_least(table: Table, free: float) -> None:
    """Add the score of a free translation to each score, as a log sum, in place.

    Where the two differ by `UNSEEN` nats or more, the higher one is taken.
    """
    beside = np.abs(table - free) < UNSEEN
    sums = np.logaddexp(table[beside], free)
    np.maximum(table, free, out=table)
    table[beside] = sums


@dataclass(frozen=True, slots=True)
class Weighing:
    """All evidence between two sides; tables of scores are made for the bead types that are needed.

    Attributes:
        pair: The two languages.
        first_half: The sentences of the first side.
        second_half: The sentences of the second side.
        links: Links between the types of the two sides.
        first: Matches of the types of the first side on the second.
        second: Matches of the types of the second side on the first.
        shift: Log ratio of lengths to expect in this document.
        background: Variance of the log ratio of lengths between unrelated sentences.
        agreement: Agreement of the paragraphs of the two sides.
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
        """Compute the scores of all beads, for the bead types that fit the document.

        Args:
            weights: The weights of all evidence.
            kinds: The bead types.
            form: The result of `form` for these weights and types, if it is known.

        Returns:
            For each bead type, the scores by the first sentence on either side.
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
        for table, evidence in zip(tables, borders(form, self.agreement, weights), strict=False):
            table += evidence
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
        """Compute the part of the scores that depends neither on links between words nor on paragraphs."""
        n, m = len(self.first_half), len(self.second_half)
        fitting = tuple((left, right) for left, right in kinds if left <= n and right <= m)
        first = Spans(self.first_half, tuple(sorted({left for left, _ in fitting})))
        second = Spans(self.second_half, tuple(sorted({right for _, right in fitting})))
        scores: list[Table] = []
        form = Form(fitting, first, second, blocks(fitting), scores)
        if not fitting:
            return form
        lengths, other_lengths = (
            self.pair.length.terms(side.length, self.background) for side in (first, second)
        )
        short, other_short = weights.short * first.short[:, None], weights.short * second.short
        for block, (rows, columns) in zip(form.blocks, form.places, strict=True):
            own, other = lengths.at((rows, None)), other_lengths.at((None, columns))
            score = own.evidence(other, self.shift)
            score *= weights.length
            marks = punctuation_evidence(first.marks[rows], second.marks[columns], self.pair)
            marks *= weights.punctuation
            score += marks
            score += short[rows] + form.starts(block, weights.bead)
            score += other_short[columns]
            scores.append(score)
        by_kind = form.by_kind(scores)
        if self.first_half.vectors is not None and self.second_half.vectors is not None:
            for kind, score in by_kind.items():
                score += weights.encoder * (self.similarity(kind) - SIMILARITY_CENTRE)
        if (1, 1) in by_kind:
            by_kind[1, 1] += weights.same * self.same() + weights.size * self.size()
        return form

    def same(self) -> Table:
        """Return 1 where two sentences have equal texts, as code and file names do, and 0 elsewhere."""
        numbers: dict[str, int] = {}
        first, second = (
            np.array(
                [numbers.setdefault(sentence.text.strip(), len(numbers)) for sentence in half.side.sentences]
            )
            for half in (self.first_half, self.second_half)
        )
        equal: Table = (first[:, None] == second[None, :]).astype(np.float64)
        return equal

    def similarity(self, kind: tuple[int, int]) -> Table:
        """Compute the cosine of the vectors of the two sides of every bead, in standard deviations.

        The vector of several sentences is the mean of their vectors, weighted by length. The mean and the
        standard deviation are taken over all pairs of single sentences, few of which belong together.
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
        """Compute the share of its possible evidence that each 1-1 bead has, at most `MOST_COVERAGE`."""
        realised, possible = [], []
        for side in (self.first, self.second):
            realised.append(side.spans((1,), side.gain, np.zeros(len(side.gain))))
            worth = side.chance * side.gain
            potential = np.where(side.kinds == TokenClass.OTHER, POTENTIAL_OTHER, worth)
            possible.append(side.types.sums(on_grid(potential)))
        covered = (realised[0].T + realised[1]) / (possible[0][:, None] + possible[1][None, :] + 1)
        return np.minimum(MOST_COVERAGE, covered)

    def size(self) -> Table:
        """Compute the centred logarithm of the number of types of each 1-1 bead: long pairs are surer."""
        types = self.first.types.counts[:, None] + self.second.types.counts[None, :]
        size: Table = np.maximum(np.log(types + 1) - SIZE_CENTRE, LEAST_SIZE)
        return size


def weigh(first: Half, second: Half, lexicon: Lexicon, pair: LanguagePair) -> Weighing:
    """Collect the evidence between two sides: types, their links, and the worth of matches."""
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
