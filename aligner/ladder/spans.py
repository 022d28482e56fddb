"""Lay out the spans of neighbouring sentences so that several bead types share one table.

An article has about ten sentences a side, and an operation on a table of that size takes as long as one on a
table of a thousand. So the spans of all widths of a side are put one below the other. Bead types that have
one side in common, such as 1-1, 1-2 and 1-3, make one block, whose table holds the tables of the types side
by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from aligner.ladder.half import Half

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

Kind = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """Bead types whose tables are placed side by side, or one below the other.

    One of the two attributes holds only one width.

    Attributes:
        lefts: Widths of the spans on the first side (rows), rising.
        rights: Widths of the spans on the second side (columns), rising.
    """

    lefts: tuple[int, ...]
    rights: tuple[int, ...]


@lru_cache(maxsize=64)
def blocks(kinds: tuple[Kind, ...]) -> tuple[Block, ...]:
    """Group bead types to blocks, each type in one block.

    Examples:
        >>> blocks(((1, 1), (1, 2), (2, 1), (2, 2))) == (Block((1,), (1, 2)), Block((2,), (1, 2)))
        True
        >>> [(block.lefts, block.rights) for block in blocks(((1, 1), (2, 1), (3, 1)))]
        [((1, 2, 3), (1,))]
    """
    by_left = {left: tuple(sorted(kind[1] for kind in kinds if kind[0] == left)) for left, _ in sorted(kinds)}
    wide = [left for left, rights in by_left.items() if len(rights) > 1]
    result = [
        Block((left,), run) for left in wide for run in _runs(by_left[left], sorted({r for _, r in kinds}))
    ]
    lone = [(rights[0], left) for left, rights in by_left.items() if left not in wide]
    for right, of_right in groupby(sorted(lone), key=lambda lone_kind: lone_kind[0]):
        result += [Block(run, (right,)) for run in _runs([left for _, left in of_right], sorted(by_left))]
    return tuple(result)


def _runs(widths: Sequence[int], among: Sequence[int]) -> list[tuple[int, ...]]:
    """Cut a list of widths where it leaves out one of the widths in `among`."""
    places = [among.index(width) - number for number, width in enumerate(widths)]
    return [tuple(widths[n] for n in run) for _, run in groupby(range(len(widths)), key=places.__getitem__)]


def windows(table: NDArray[Any], widths: Sequence[int], axis: int) -> NDArray[Any]:
    """Sum neighbours along an axis, for each width (rising) in turn, and join the tables along that axis."""
    rows = table if axis == 0 else table.T
    parts, total = [], rows
    for width in range(1, widths[-1] + 1):
        if width > 1:
            total = total[:-1] + rows[width - 1 :]
        if width in widths:
            parts.append(total)
    stacked = parts[0] if len(parts) == 1 else np.concatenate(parts)
    return stacked if axis == 0 else stacked.T


@dataclass(frozen=True)
class Spans:
    """All spans of some widths of one side: the narrowest first, spans of one width by their first sentence.

    Attributes:
        half: The sentences.
        widths: Numbers of sentences in a span, rising, none more than the side has.
    """

    half: Half
    widths: tuple[int, ...]

    def place(self, widths: Sequence[int]) -> slice:
        """Return the place of the spans of neighbouring widths among all spans."""
        return slice(self._starts[widths[0]], self._starts[widths[-1]] + self._counts[widths[-1]])

    def counts(self, widths: Sequence[int]) -> list[int]:
        """Return the number of spans of each width."""
        return [self._counts[width] for width in widths]

    @cached_property
    def _counts(self) -> dict[int, int]:
        """Number of spans, by width."""
        return {width: len(self.half) - width + 1 for width in self.widths}

    @cached_property
    def _starts(self) -> dict[int, int]:
        """Number of the first span, by width."""
        return dict(zip(self.widths, accumulate(self._counts.values(), initial=0), strict=False))

    @cached_property
    def length(self) -> Table:
        """Length of each span, in the pair's measure."""
        return windows(self.half.length, self.widths, 0)

    @cached_property
    def marks(self) -> NDArray[np.bool_]:
        """Whether each span (row) holds each mark (column)."""
        return windows(self.half.marks, self.widths, 0)

    @cached_property
    def short(self) -> Table:
        """How short the shortest sentence of each span is (`Half.short`); 0 for a span of one sentence."""
        short = self.half.short
        parts, shortest = [], short
        for width in range(1, self.widths[-1] + 1):
            if width > 1:
                shortest = np.maximum(shortest[:-1], short[width - 1 :])
            if width in self.widths:
                parts.append(shortest if width > 1 else np.zeros(len(short)))
        return np.concatenate(parts)

    @cached_property
    def opens(self) -> NDArray[np.intp]:
        """1 for each span that begins with the first sentence of a paragraph, else 0."""
        opens = self.half.opens.astype(np.intp)
        return np.concatenate([opens[:count] for count in self.counts(self.widths)])

    @cached_property
    def crossed(self) -> NDArray[np.intp]:
        """Number of paragraph borders inside each span."""
        paragraph = self.half.paragraph
        counts = zip(self.widths, self.counts(self.widths), strict=True)
        crossed: NDArray[np.intp] = np.abs(
            np.concatenate([paragraph[width - 1 :] - paragraph[:count] for width, count in counts])
        )
        return crossed

    @cached_property
    def group(self) -> NDArray[np.intp]:
        """Group of each span; -1 if its sentences are of several groups."""
        group = self.half.group
        parts = []
        for width in self.widths:
            spans = sliding_window_view(group, width)
            parts.append(np.where((spans == spans[:, :1]).all(axis=1), spans[:, 0], -1))
        return np.concatenate(parts)


@dataclass(frozen=True)
class Form:
    """The part of the scores that depends neither on links between words nor on paragraphs.

    Attributes:
        kinds: The bead types that fit the document.
        sources: The spans of the first side.
        targets: The spans of the second side.
        blocks: The bead types, grouped by the table that they share.
        scores: A table for each block.
    """

    kinds: tuple[Kind, ...]
    sources: Spans
    targets: Spans
    blocks: tuple[Block, ...]
    scores: Sequence[Table] = ()

    @cached_property
    def places(self) -> list[tuple[slice, slice]]:
        """For each block, the spans that are its rows, and the spans that are its columns."""
        return [(self.sources.place(block.lefts), self.targets.place(block.rights)) for block in self.blocks]

    def starts(self, block: Block, of_kind: Mapping[Kind, float]) -> Table:
        """Return a row or a column with the number of the bead type for each column or row of a block."""
        if len(block.lefts) == 1:
            numbers = [of_kind[block.lefts[0], right] for right in block.rights]
            return np.array(numbers).repeat(self.targets.counts(block.rights))[None, :]
        numbers = [of_kind[left, block.rights[0]] for left in block.lefts]
        return np.array(numbers).repeat(self.sources.counts(block.lefts))[:, None]

    def by_kind(self, tables: Sequence[Table]) -> dict[Kind, Table]:
        """Cut the tables of the blocks to one table for each bead type, in the order of `kinds`.

        The parts share the memory of the tables.

        Args:
            tables: One for each block.
        """
        return {kind: tables[block][cells] for kind, (block, cells) in self._parts.items()}

    @cached_property
    def _parts(self) -> dict[Kind, tuple[int, tuple[slice, slice]]]:
        """For each bead type the number of its block, and its rows and columns in the table of the block."""
        parts = {}
        for number, block in enumerate(self.blocks):
            row = 0
            for left, rows in zip(block.lefts, self.sources.counts(block.lefts), strict=True):
                column = 0
                for right, columns in zip(block.rights, self.targets.counts(block.rights), strict=True):
                    parts[left, right] = number, (slice(row, row + rows), slice(column, column + columns))
                    column += columns
                row += rows
        return {kind: parts[kind] for kind in self.kinds}
