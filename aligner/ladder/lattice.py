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
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.bead import Bead

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

DROPPED = (1, 0)
ADDED = (0, 1)


@dataclass(frozen=True, slots=True)
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


def best_ladder(lattice: Lattice) -> list[Bead]:
    """The ladder with the highest score; of equals the one whose bead type is listed first.

    Returns:
        Beads in order, every sentence of both sides in exactly one; empty for two empty sides.
    """
    n, m = len(lattice.dropped), len(lattice.added)
    running = lattice.running
    kinds = [*lattice.beads, DROPPED]
    reached = np.full((n + 1, m + 1), -np.inf)  # by a bead or a dropped sentence
    passed = np.full((n + 1, m + 1), -np.inf)  # by anything
    choice = np.zeros((n + 1, m + 1), dtype=np.int8)
    by_addition = np.zeros((n + 1, m + 1), dtype=bool)
    reached[0, 0] = 0.0
    for i in range(n + 1):
        row, picked = reached[i], choice[i]
        for number, (left, right) in enumerate(kinds):
            if left > i:
                continue
            if right:
                coming = passed[i - left, : m + 1 - right] + lattice.beads[left, right][i - left]
            else:
                coming = reached[i - 1] + lattice.dropped[i - 1]
            better = coming > row[right:]
            row[right:][better] = coming[better]
            picked[right:][better] = number
        level = row - running
        highest = np.maximum.accumulate(level)
        by_addition[i] = highest > level
        passed[i] = np.where(by_addition[i], highest + running, row)
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

    def dropped(self) -> Table:
        """Probability of every source sentence to be unmatched."""
        ways = self.reached[:-1] + self.lattice.dropped[:, None] + self.leaving[1:] - self.total
        summed: Table = np.exp(ways).sum(axis=1)
        return summed

    def added(self) -> Table:
        """Probability of every target sentence to be unmatched."""
        ways = self.passed[:, :-1] + self.lattice.added[None, :] + self.leaving_added[:, 1:] - self.total
        summed: Table = np.exp(ways).sum(axis=0)
        return summed


def posterior(lattice: Lattice) -> Posterior:
    """Sums over all ladders of a lattice."""
    n, m = len(lattice.dropped), len(lattice.added)
    running = lattice.running
    reached = np.full((n + 1, m + 1), -np.inf)
    passed = np.full((n + 1, m + 1), -np.inf)
    reached[0, 0] = 0.0
    for i in range(n + 1):
        row = reached[i]
        for (left, right), scores in lattice.beads.items():
            if left <= i:
                coming = passed[i - left, : m + 1 - right] + scores[i - left]
                np.logaddexp(row[right:], coming, out=row[right:])
        if i:
            np.logaddexp(row, reached[i - 1] + lattice.dropped[i - 1], out=row)
        passed[i] = np.logaddexp.accumulate(row - running) + running
    leaving = np.full((n + 1, m + 1), -np.inf)
    leaving_added = np.full((n + 1, m + 1), -np.inf)
    for i in range(n, -1, -1):
        onward = np.full(m + 1, -np.inf)
        if i == n:
            onward[m] = 0.0
        for (left, right), scores in lattice.beads.items():
            if i + left <= n:
                going = scores[i] + leaving[i + left, right:]
                np.logaddexp(onward[: m + 1 - right], going, out=onward[: m + 1 - right])
        leaving_added[i] = np.logaddexp.accumulate((onward + running)[::-1])[::-1] - running
        leaving[i] = onward
        leaving[i, :-1] = np.logaddexp(leaving[i, :-1], lattice.added + leaving_added[i, 1:])
        if i < n:
            np.logaddexp(leaving[i], lattice.dropped[i] + leaving[i + 1], out=leaving[i])
    return Posterior(lattice, reached, passed, leaving, leaving_added, float(passed[n, m]))


def confidences(beads: list[Bead], sums: Posterior) -> list[float]:
    """Posterior probability of every bead of a ladder, in [0, 1]."""
    tables = {
        kind: np.exp(sums.beads(kind)) for kind in {bead.kind for bead in beads} & set(sums.lattice.beads)
    }
    dropped, added = sums.dropped(), sums.added()
    found = []
    for bead in beads:
        if not bead.target:
            probability = dropped[bead.source.start]
        elif not bead.source:
            probability = added[bead.target.start]
        else:
            probability = tables[bead.kind][bead.source.start, bead.target.start]
        found.append(float(np.clip(probability, 0.0, 1.0)))
    return found
