"""Find the best ladder through a table of bead scores, and the posterior probability of each bead.

The algorithm is a dynamic programme over rungs (Gale & Church 1993), row by row. Each row takes a few vector
operations: beads come from earlier rows. The unmatched target sentences of a row, which would make its cells
depend on each other, are one running maximum (`V = max.accumulate(B - c) + c`, with c the running cost). The
same recursion with log sums instead of maxima gives forward and backward sums, and from them the posterior
probability of every bead.

Neighbouring unmatched sentences are taken in one order only, source before target; otherwise one alignment
would be counted several times in the sums.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.grid import to_grid
from aligner.model.bead import Bead

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

DROPPED = (1, 0)
ADDED = (0, 1)

# SLACK: a ladder so many nats below the best one is left out of a corridor. A thousand of these ladders have
# less than a millionth of a millionth of the probability, and a margin of the same size is left for the
# changed scores of a second pass (in 131 news documents and 34 others no confidence changed). WIDE: rows with
# fewer rungs have no corridor, as finding it takes longer than it saves.
SLACK, WIDE = 60.0, 64


@dataclass(frozen=True)
class Lattice:
    """Scores of all beads and unmatched sentences of a document, in nats.

    Attributes:
        beads: For each bead type, the scores by its first source (row) and target (column) sentence.
        dropped: Score of leaving each source sentence unmatched.
        added: Score of leaving each target sentence unmatched.
    """

    beads: Mapping[tuple[int, int], Table]
    dropped: Table
    added: Table

    @property
    def running(self) -> Table:
        """Score of leaving the first j target sentences unmatched, for each j from 0."""
        return np.concatenate(([0.0], np.cumsum(self.added)))

    @cached_property
    def steps(self) -> _Steps:
        """The scores, laid out for the dynamic programmes; made once, and used by all of them."""
        return _Steps(self)


class _Steps:
    """All beads of a lattice in one table, so that a row of rungs takes only a few vector operations.

    A table of rungs has a margin on each of its four sides, which no ladder reaches; its cells are numbered
    row by row.

    Attributes:
        scores: Scores by bead type and by the rung (row, column) where the bead starts; minus infinity where
            there is no bead.
        margin: Width of the margin: the most sentences that a bead has on one side.
        width: Number of cells in a row, margins included.
    """

    def __init__(self, lattice: Lattice) -> None:
        n, m = len(lattice.dropped), len(lattice.added)
        self.margin = max((max(kind) for kind in lattice.beads), default=1)
        self.width = m + 1 + 2 * self.margin
        height = n + 1 + 2 * self.margin
        self.scores, by_end = np.full((2, len(lattice.beads), height, self.width), -np.inf)
        for number, ((left, right), table) in enumerate(lattice.beads.items()):
            rows, columns = table.shape
            row, column = self.margin, self.margin
            self.scores[number, row : row + rows, column : column + columns] = table
            row, column = row + left, column + right
            by_end[number, row : row + rows, column : column + columns] = table
        lengths = [left * self.width + right for left, right in lattice.beads]
        offsets = np.array(lengths, dtype=np.intp)[:, None]
        columns = self.margin * self.width + np.arange(self.margin, self.margin + m + 1)
        self._from, self._to = columns - offsets, columns + offsets
        self._ending, self._starting = self._by_row(by_end), self._by_row(self.scores)

    def _by_row(self, scores: Table) -> list[Table]:
        """Return for each row of rungs the scores by bead type and rung, without the margin."""
        return list(self.inner(scores).transpose(1, 0, 2))

    def table(self) -> Table:
        """Return a table of rungs filled with minus infinity: no rung is reached."""
        return np.full(self.scores.shape[1:], -np.inf)

    def wide(self, table: Table) -> Table:
        """Add the margin to a table of rungs."""
        wide = self.table()
        wide[self.margin : -self.margin, self.margin : -self.margin] = table
        return wide

    def inner(self, table: Table) -> Table:
        """Return a view without the margin of one or several tables of rungs."""
        return table[..., self.margin : -self.margin, self.margin : -self.margin]

    def coming(self, row: int, passed: Table, here: slice) -> Table:
        """Return the scores of reaching the rungs `here` of a row (columns) by each bead type (rows).

        Args:
            passed: Scores of reaching the rungs of earlier rows, with the margin.
        """
        best: Table = passed.ravel()[row * self.width :].take(self._from[:, here])
        best += self._ending[row][:, here]
        return best

    def going(self, row: int, leaving: Table, here: slice) -> Table:
        """Return the scores of continuing from the rungs `here` of a row (columns) by each bead type (rows).

        Args:
            leaving: Scores of continuing from the rungs of later rows, with the margin.
        """
        best: Table = leaving.ravel()[row * self.width :].take(self._to[:, here])
        best += self._starting[row][:, here]
        return best


# For each row, the rungs in which ladders are searched.
Corridor = Sequence[slice]


def corridor(lattice: Lattice) -> Corridor:
    """Return for each row the range of rungs that holds all ladders within `SLACK` nats of the best one.

    Two passes with maxima find it, which take a third of the time of passes with sums.
    """
    n, m = len(lattice.dropped), len(lattice.added)
    every = slice(0, m + 1)
    if m < WIDE:
        return [every] * (n + 1)
    steps, running = lattice.steps, lattice.running
    passed, leaving = steps.table(), steps.table()
    inner, onward = steps.inner(passed), steps.inner(leaving)
    reached = np.full(m + 1, -np.inf)
    reached[0] = 0.0
    for i in range(n + 1):
        if i:
            reached = steps.coming(i, passed, every).max(axis=0, initial=-np.inf)
            np.maximum(reached, inner[i - 1] + lattice.dropped[i - 1], out=reached)
        inner[i] = np.maximum.accumulate(reached - running) + running
    remaining = np.full(m + 1, -np.inf)
    remaining[m] = 0.0
    for i in range(n, -1, -1):
        if i < n:
            remaining = steps.going(i, leaving, every).max(axis=0, initial=-np.inf)
            np.maximum(remaining, onward[i + 1] + lattice.dropped[i], out=remaining)
        onward[i] = np.maximum.accumulate((remaining + running)[::-1])[::-1] - running
    near = inner + onward >= inner[n, m] - SLACK
    # A row that all good ladders skip (inside a bead) has no near rung; it gets the range between its
    # neighbours.
    start = np.where(near.any(axis=1), near.argmax(axis=1), m)
    stop = np.where(near.any(axis=1), m + 1 - near[:, ::-1].argmax(axis=1), 0)
    start = np.minimum.accumulate(start[::-1])[::-1]
    stop = np.maximum(np.maximum.accumulate(stop), start + 1)
    return list(map(slice, start.tolist(), stop.tolist()))


def best_ladder(lattice: Lattice, within: Corridor | None = None) -> list[Bead]:
    """Return the ladder with the highest score.

    Of ladders with equal scores, the one that pairs earlier sentences is taken, so that of two equal
    sentences the second is unmatched; then the one whose bead type is listed first.

    Args:
        lattice: All scores.
        within: The corridor in which the ladder is searched; None for all rungs.

    Returns:
        Beads in order, every sentence of both sides in exactly one; empty for two empty sides.
    """
    n, m = len(lattice.dropped), len(lattice.added)
    running = lattice.running
    steps = lattice.steps
    kinds = [DROPPED, *lattice.beads]
    reached = np.full((n + 1, m + 1), -np.inf)  # ways that end with a bead or a dropped sentence
    reached[0, 0] = 0.0
    passed = steps.table()  # all ways
    inner = steps.inner(passed)
    choice = np.zeros((n + 1, m + 1), dtype=np.int8)
    by_addition = np.zeros((n + 1, m + 1), dtype=bool)
    ways = np.full((len(kinds), m + 1), -np.inf)
    every = np.arange(m + 1)
    for i, here in enumerate(within or [slice(0, m + 1)] * (n + 1)):
        if i:
            part = ways[:, here]
            part[0] = reached[i - 1, here] + lattice.dropped[i - 1]
            part[1:] = steps.coming(i, passed, here)
            chosen = part.argmax(axis=0)
            choice[i, here] = chosen
            reached[i, here] = part[chosen, every[: len(chosen)]]
        level = reached[i, here] - running[here]
        highest = np.maximum.accumulate(level)
        added = highest[:-1] >= level[1:]
        by_addition[i, here.start + 1 : here.stop] = added
        inner[i, here.start] = reached[i, here.start]
        inner[i, here.start + 1 : here.stop] = np.where(
            added, highest[1:] + running[here][1:], reached[i, here][1:]
        )
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


@dataclass(frozen=True)
class Posterior:
    """Forward and backward log sums of a lattice, in nats.

    Attributes:
        lattice: The scores.
        reached: Log sum of all ways to a rung that end with a bead or a dropped sentence.
        passed: Log sum of all ways to a rung.
        leaving: Log sum of all ways to the end from a rung that was reached by a bead or a dropped sentence.
        leaving_added: Log sum of all ways to the end from a rung that was reached by an added sentence.
        total: Log sum of all ladders.
    """

    lattice: Lattice
    reached: Table
    passed: Table
    leaving: Table
    leaving_added: Table
    total: float

    def beads(self, kind: tuple[int, int]) -> Table:
        """Log probability of every bead of a type, by its first source (row) and target (column) sentence."""
        left, right = kind
        scores = self.lattice.beads[kind]
        rows, columns = scores.shape
        return self.passed[:rows, :columns] + scores + self.leaving[left:, right:] - self.total

    @cached_property
    def chances(self) -> Table:
        """Log probability of all beads, on the grid: by type, first source sentence, first target sentence.

        The types are in the order of the lattice. The tables have a margin, which holds no beads.
        """
        steps = self.lattice.steps
        chances = steps.scores + steps.wide(self.passed)
        leaving = steps.wide(self.leaving)
        height, width = leaving.shape
        for of_kind, (left, right) in zip(chances, self.lattice.beads, strict=True):
            of_kind[: height - left, : width - right] += leaving[left:, right:]
        chances -= self.total
        to_grid(chances)
        return chances

    def sure(self, kind: tuple[int, int], least: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the first source and target sentences of the beads with at least this log probability."""
        number = list(self.lattice.beads).index(kind)
        return np.nonzero(self.lattice.steps.inner(self.chances[number]) >= least)  # type: ignore[return-value]

    def bead(self, bead: Bead) -> float:
        """Log probability of one bead with two sides."""
        start, stop = (bead.source.start, bead.target.start), (bead.source.stop, bead.target.stop)
        return float(
            self.passed[start] + self.lattice.beads[bead.kind][start] + self.leaving[stop] - self.total
        )

    def dropped(self, sentence: int) -> float:
        """Probability that a source sentence is unmatched."""
        ways = self.reached[sentence] + self.lattice.dropped[sentence] + self.leaving[sentence + 1]
        return float(np.exp(ways - self.total).sum())

    def added(self, sentence: int) -> float:
        """Probability that a target sentence is unmatched."""
        ways = self.passed[:, sentence] + self.lattice.added[sentence] + self.leaving_added[:, sentence + 1]
        return float(np.exp(ways - self.total).sum())


def posterior(lattice: Lattice, within: Corridor | None = None) -> Posterior:
    """Compute the sums over all ladders of a lattice.

    Args:
        lattice: All scores.
        within: The corridor in which ladders are searched; None for all rungs.
    """
    n, m = len(lattice.dropped), len(lattice.added)
    running = lattice.running
    steps = lattice.steps
    within = within or [slice(0, m + 1)] * (n + 1)
    reached = np.full((n + 1, m + 1), -np.inf)
    reached[0, 0] = 0.0
    passed, leaving = steps.table(), steps.table()
    inner, onward = steps.inner(passed), steps.inner(leaving)
    leaving_added = np.full((n + 1, m + 1), -np.inf)
    dropped = lattice.dropped.tolist()
    for i, here in enumerate(within):
        row = reached[i, here]
        if i:
            by_bead = np.logaddexp.reduce(steps.coming(i, passed, here))
            np.logaddexp(by_bead, reached[i - 1, here] + dropped[i - 1], out=row)
        level = row - running[here]
        np.logaddexp.accumulate(level, out=level)
        np.add(level, running[here], out=inner[i, here])
    for i in range(n, -1, -1):
        here = within[i]
        row = onward[i, here]
        if i < n:
            beads = np.logaddexp.reduce(steps.going(i, leaving, here))
            np.logaddexp(beads, onward[i + 1, here] + dropped[i], out=row)
        else:
            beads = np.full(here.stop - here.start, -np.inf)
            beads[-1] = 0.0
            row[:] = beads
        level = (beads + running[here])[::-1]
        np.logaddexp.accumulate(level, out=level)
        added = np.subtract(level[::-1], running[here], out=leaving_added[i, here])
        before = row[:-1]
        np.logaddexp(before, lattice.added[here.start : here.stop - 1] + added[1:], out=before)
    return Posterior(lattice, reached, inner, onward, leaving_added, float(inner[n, m]))


def confidences(beads: list[Bead], sums: Posterior) -> list[float]:
    """Posterior probability of every bead of a ladder, in [0, 1]."""
    probabilities = []
    for bead in beads:
        if not bead.target:
            probability = sums.dropped(bead.source.start)
        elif not bead.source:
            probability = sums.added(bead.target.start)
        else:
            probability = exp(sums.bead(bead))
        probabilities.append(min(probability, 1.0))
    return probabilities
