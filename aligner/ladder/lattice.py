"""The best ladder through a table of bead scores, and how sure each bead of it is.

A dynamic programme over rungs (Gale & Church 1993), row by row, each row a handful of vector
operations: beads come from earlier rows, and the unmatched target sentences of a row, which would make
its cells depend on each other, are one running maximum (`V = max.accumulate(B - c) + c`, with c the
running cost). The same in the log-sum semiring gives forward and backward sums, and from them the
posterior probability of every bead.

Unmatched sentences that meet are taken in one order only, source before target; otherwise one
alignment would be counted several times in the sums.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp
from typing import TYPE_CHECKING

import numpy as np

from aligner.model.bead import Bead

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

DROPPED = (1, 0)
ADDED = (0, 1)


@dataclass(frozen=True)
class Lattice:
    """Scores of everything that a ladder can be made of, in nats.

    Attributes:
        beads: For each bead type the scores by its first source (row) and target (column) sentence.
        dropped: Score of leaving each source sentence unmatched.
        added: Score of leaving each target sentence unmatched.
    """

    beads: Mapping[tuple[int, int], Table]
    dropped: Table
    added: Table

    @property
    def running(self) -> Table:
        """Score of leaving the first j target sentences unmatched, for j from 0."""
        return np.concatenate(([0.0], np.cumsum(self.added)))

    @cached_property
    def steps(self) -> _Steps:
        """The same scores as a ladder goes through them, laid out once for the best one and for the sums."""
        return _Steps(self)


class _Steps:
    """All beads of a lattice by the rung that they start from and by the one that they lead to.

    So a row of rungs is a handful of operations. A table of rungs has a margin on every side that no ladder
    reaches; its cells are counted row by row.

    Attributes:
        starting, arriving: By row of rungs, bead type and column the score of the bead that starts there,
            that leads there; no bead, no ladder.
        margin: Sentences of the largest bead on each side.
        width: Cells of a row.
    """

    def __init__(self, lattice: Lattice) -> None:
        n, m = len(lattice.dropped), len(lattice.added)
        self.margin = max((max(kind) for kind in lattice.beads), default=1)
        self.width = m + 1 + 2 * self.margin
        self.starting = np.full((n + 1, len(lattice.beads), m + 1), -np.inf)
        self.arriving = np.full((n + 1, len(lattice.beads), m + 1), -np.inf)
        for number, ((left, right), table) in enumerate(lattice.beads.items()):
            self.starting[: n + 1 - left, number, : m + 1 - right] = table
            self.arriving[left:, number, right:] = table
        lengths = [left * self.width + right for left, right in lattice.beads]
        offsets = np.array(lengths, dtype=np.intp)[:, None]
        columns = self.margin * self.width + np.arange(self.margin, self.margin + m + 1)
        self._from, self._to = columns - offsets, columns + offsets

    def table(self) -> Table:
        """A table of rungs that nothing has reached."""
        return np.full((len(self.starting) + 2 * self.margin, self.width), -np.inf)

    def inner(self, table: Table) -> Table:
        """The rungs of a table, without the margin."""
        return table[self.margin : -self.margin, self.margin : -self.margin]

    def coming(self, row: int, passed: Table) -> Table:
        """By bead type (row) and rung of a row: the score of reaching it by such a bead."""
        best: Table = passed.reshape(-1).take(self._from + row * self.width)
        best += self.arriving[row]
        return best

    def going(self, row: int, leaving: Table) -> Table:
        """By bead type and rung of a row: the score of going on from it by such a bead."""
        best: Table = leaving.reshape(-1).take(self._to + row * self.width)
        best += self.starting[row]
        return best


def best_ladder(lattice: Lattice) -> list[Bead]:
    """The ladder with the highest score.

    Of equals the one that pairs earlier sentences, so that of two alike the second is unmatched; then the
    one whose bead type is listed first.

    Returns:
        Beads in order, every sentence of both sides in exactly one; empty for two empty sides.
    """
    n, m = len(lattice.dropped), len(lattice.added)
    running = lattice.running
    steps = lattice.steps
    kinds = [DROPPED, *lattice.beads]
    reached = np.full((n + 1, m + 1), -np.inf)  # by a bead or a dropped sentence
    reached[0, 0] = 0.0
    passed = steps.table()  # by anything
    inner = steps.inner(passed)
    choice = np.zeros((n + 1, m + 1), dtype=np.int8)
    by_addition = np.zeros((n + 1, m + 1), dtype=bool)
    ways = np.full((len(kinds), m + 1), -np.inf)
    every = np.arange(m + 1)
    for i in range(n + 1):
        if i:
            ways[0] = reached[i - 1] + lattice.dropped[i - 1]
            ways[1:] = steps.coming(i, passed)
            choice[i] = ways.argmax(axis=0)
            reached[i] = ways[choice[i], every]
        level = reached[i] - running
        highest = np.maximum.accumulate(level)
        by_addition[i, 1:] = highest[:-1] >= level[1:]
        inner[i] = np.where(by_addition[i], highest + running, reached[i])
    beads = []
    i, j = n, m
    after_drop = False
    while i or j:
        if by_addition[i, j] and not after_drop:
            left, right = ADDED
        else:
            left, right = kinds[choice[i, j]]
        beads.append(Bead(range(i - left, i), range(j - right, j)))
        i, j, after_drop = i - left, j - right, (left, right) == DROPPED
    return beads[::-1]


@dataclass(frozen=True, slots=True)
class Posterior:
    """Forward and backward log sums of a lattice.

    Attributes:
        reached, passed: Of all ways to a rung that end in a bead or dropped sentence, in anything.
        leaving: Of all ways on from a rung reached by a bead or dropped sentence.
        leaving_added: Of all ways on from a rung reached by an added sentence.
        total: Of all ladders.
    """

    lattice: Lattice
    reached: Table
    passed: Table
    leaving: Table
    leaving_added: Table
    total: float

    def beads(self, kind: tuple[int, int]) -> Table:
        """Log probability of every bead of a type, by its first source and target sentence."""
        left, right = kind
        scores = self.lattice.beads[kind]
        rows, columns = scores.shape
        return self.passed[:rows, :columns] + scores + self.leaving[left:, right:] - self.total

    def bead(self, bead: Bead) -> float:
        """Log probability of one bead with two sides."""
        start, stop = (bead.source.start, bead.target.start), (bead.source.stop, bead.target.stop)
        return float(
            self.passed[start] + self.lattice.beads[bead.kind][start] + self.leaving[stop] - self.total
        )

    def dropped(self, sentence: int) -> float:
        """Probability of a source sentence to be unmatched."""
        ways = self.reached[sentence] + self.lattice.dropped[sentence] + self.leaving[sentence + 1]
        return float(np.exp(ways - self.total).sum())

    def added(self, sentence: int) -> float:
        """Probability of a target sentence to be unmatched."""
        ways = self.passed[:, sentence] + self.lattice.added[sentence] + self.leaving_added[:, sentence + 1]
        return float(np.exp(ways - self.total).sum())


def posterior(lattice: Lattice) -> Posterior:
    """Sums over all ladders of a lattice."""
    n, m = len(lattice.dropped), len(lattice.added)
    running = lattice.running
    steps = lattice.steps
    ways = np.full((len(lattice.beads) + 1, m + 1), -np.inf)
    reached = np.full((n + 1, m + 1), -np.inf)
    reached[0, 0] = 0.0
    passed, leaving = steps.table(), steps.table()
    inner, onward = steps.inner(passed), steps.inner(leaving)
    leaving_added = np.full((n + 1, m + 1), -np.inf)
    beads = np.full(m + 1, -np.inf)
    beads[m] = 0.0
    for i in range(n + 1):
        if i:
            ways[:-1] = steps.coming(i, passed)
            ways[-1] = reached[i - 1] + lattice.dropped[i - 1]
            np.logaddexp.reduce(ways, out=reached[i])
        inner[i] = np.logaddexp.accumulate(reached[i] - running) + running
    for i in range(n, -1, -1):
        if i < n:
            beads = np.logaddexp.reduce(steps.going(i, leaving))
            np.logaddexp(beads, lattice.dropped[i] + onward[i + 1], out=onward[i])
        else:
            onward[i] = beads
        leaving_added[i] = np.logaddexp.accumulate((beads + running)[::-1])[::-1] - running
        np.logaddexp(onward[i, :-1], lattice.added + leaving_added[i, 1:], out=onward[i, :-1])
    return Posterior(lattice, reached, inner, onward, leaving_added, float(inner[n, m]))


def confidences(beads: list[Bead], sums: Posterior) -> list[float]:
    """Posterior probability of every bead of a ladder, in [0, 1]."""
    found = []
    for bead in beads:
        if not bead.target:
            probability = sums.dropped(bead.source.start)
        elif not bead.source:
            probability = sums.added(bead.target.start)
        else:
            probability = exp(sums.bead(bead))
        found.append(min(probability, 1.0))
    return found
