"""Add up the matches of the types of one side with every sentence and every span of the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aligner.ladder.links import Types

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

# A type that meets in more than this share of all cells is common: a product of matrices adds up its matches
# faster than they are added one by one. In 2,000 sentences of news these are 126 of 26,000 types, with a
# quarter of the matches, and of documentation 1,141 of 25,000 types, with three in five. A share of 1/16 or
# 1/256 takes as long.
COMMON = 1 / 64


def matches(
    held: Types, links_of: NDArray[np.intp], wanted: NDArray[np.intp], weight: Table, width: int
) -> Table:
    """Return the weight of the best link of each type of one side into each sentence of the other side.

    Args:
        held: The types of the side whose sentences are the rows.
        links_of: For every link, its type on that side.
        wanted: For every link, its type on the other side, which is a column.
        weight: The weight of every link.
        width: Number of columns: types of the other side.
    """
    best = np.zeros((len(held.tokens), width))
    order = np.argsort(links_of, kind="stable")
    of_type = np.bincount(links_of, minlength=len(held))
    counts = of_type[held.types]
    ends = np.cumsum(counts)
    rows = np.repeat(held.sentences, counts)
    offsets = np.repeat((np.cumsum(of_type) - of_type)[held.types] - ends + counts, counts)
    link = order[offsets + np.arange(len(rows))]
    np.maximum.at(best, (rows, wanted[link]), weight[link])
    return best


class Meetings:
    """The sentences of the other side in which the types of this side have links: a sparse table.

    Attributes:
        side: The types of this side.
        found: For each sentence of the other side (row) and each type of this side (column), the weight of
            the best link; 0 without a link.
    """

    def __init__(self, side: Types, found: Table) -> None:
        self.side, self.found = side, found
        self._linked = np.flatnonzero(found.any(axis=0))
        self._noted: dict[tuple[int, ...], tuple[_Cells, _Common]] = {}

    def sums(self, widths: tuple[int, ...], worth: Table) -> Table:
        """Return the worth of the matches of each sentence of this side (column) in each span (row).

        Args:
            widths: Numbers of sentences in a span of the other side, rising, none more than the side has. The
                spans of one width follow those of the width before.
            worth: Worth of a full match of every type; on the grid, so that the order of a sum does not
                matter.
        """
        if widths not in self._noted:
            self._note(widths)
        rare, common = self._noted[widths]
        shape = sum(len(self.found) - width + 1 for width in widths), len(self.side.tokens)
        worths = rare.weight * worth[rare.types]
        summed: Table = np.bincount(rare.cells, worths, shape[0] * shape[1]).reshape(shape)  # type: ignore[assignment]
        # With no cells at all, numpy returns an array of integers.
        return summed + (common.best * worth[common.types]) @ common.held if len(common.types) else summed

    def _note(self, widths: tuple[int, ...]) -> None:
        """Find and store the matches in spans of these widths, and those of the first width alone."""
        best = self._best(widths)
        met = best > 0  # numpy finds the places of truth values much faster than those of numbers
        _, _, counts = self.side.holders
        often = met.sum(axis=0) * counts[self._linked] > COMMON * len(best) * len(self.side.tokens)
        types = self._linked[often]
        common = _Common(types, best[:, often], self.side.held_in(types))
        met[:, often] = False
        rare = self._rare(best, met)
        self._noted[widths] = rare, common
        first = len(self.found) - widths[0] + 1
        end = np.searchsorted(rare.cells >= first * len(self.side.tokens), True)
        self._noted[widths[:1]] = (
            _Cells(rare.cells[:end], rare.types[:end], rare.weight[:end]),
            _Common(types, common.best[:first], common.held),
        )

    def _best(self, widths: tuple[int, ...]) -> Table:
        """Return the weight of the best link of each linked type (column) into each span (row)."""
        single = longest = np.ascontiguousarray(self.found[:, self._linked])
        best = np.empty((sum(len(single) - width + 1 for width in widths), len(self._linked)))
        row = 0
        for width in range(1, widths[-1] + 1):
            if width > 1:
                longest = np.maximum(longest[:-1], single[width - 1 :])
            if width in widths:
                best[row : row + len(longest)] = longest
                row += len(longest)
        return best

    def _rare(self, best: Table, met: NDArray[np.bool_]) -> _Cells:
        """Return every match in the places `met` of the table `best`, span by span."""
        places = np.flatnonzero(met)
        spans = np.repeat(np.arange(len(best)), met.sum(axis=1))
        columns = places - spans * best.shape[1]
        sentences, starts, counts = self.side.holders
        types = self._linked[columns]
        times = counts[types]
        offsets = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        holders = sentences[np.repeat(starts[types], times) + offsets]
        cells = np.repeat(spans * len(self.side.tokens), times) + holders
        return _Cells(cells, np.repeat(types, times), np.repeat(best.ravel()[places], times))


class _Cells(NamedTuple):
    """Matches one by one, for types that meet in few cells.

    Attributes:
        cells: For each match the cell: the span (row) and the sentence (column).
        types: The type.
        weight: The weight of its best link into the span.
    """

    cells: NDArray[np.intp]
    types: NDArray[np.intp]
    weight: Table


class _Common(NamedTuple):
    """Matches of types that meet in many cells, as two tables whose product counts them.

    Attributes:
        types: The types.
        best: The weight of the best link of each type (column) into each span (row).
        held: 1 where a type (row) is in a sentence (column), else 0.
    """

    types: NDArray[np.intp]
    best: Table
    held: Table
