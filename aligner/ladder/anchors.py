"""Find pairs of sentences that belong together almost surely, without comparing every pair.

A cell is a pair of one sentence of each side. Words and numbers that occur in few sentences of both sides
vote for the cells of these sentences. The cells with most votes are chained (Moore 2002 also prunes with sure
pairs): the chain is the longest sequence of cells in which both numbers rise, less a price for every sentence
by which it leaves the straight way. On development news the chain held no wrong pair, and the gold path ran
within one sentence of every anchor.

The longer a text, the fewer of its words are rare. So where the chain of the whole text leaves a gap, anchors
are sought in a block of sentences at a time, among the words that are rare in the block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aligner.ladder.half import Half
from aligner.ladder.links import Vocabulary, indexed_links
from aligner.model.lexicon import Lexicon
from aligner.model.token import Token

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]

Rung = tuple[int, int]

# Only links of rare types vote: this is the largest product of the numbers of sentences that hold the two
# types.
RARE = 9

# Votes that a cell needs; a link counts as one vote divided by that product. 2.0 gave chains without an error
# on `page` and `hard` data; 1.2 gives chains of which .994 is right, with a third less distance between
# anchors.
ENOUGH_VOTES = 1.2

# One vote, in units of which every share is a whole number, so that the order of a sum does not matter.
VOTE = lcm(*range(1, RARE + 1))


# So many sentences off the straight way cost a chain as much as one anchor brings. In 16,000 sentences of
# documentation a few coincidences otherwise lead the chain 594 sentences astray and back; a part of that
# length that is really missing on one side costs 12 anchors once, fewer than the text behind it has.
STRAIGHT = 50

# A chain looks so many cells back for the cell before.
LOOK_BACK = 1000

# A gap is a stretch between anchors with more than this number of sentences on a side (two windows of
# `ladder`), and a block holds so many sentences of each side. In texts of up to 1000 sentences (align-dev
# `long`) no stretch between anchors is a gap.
GAP, BLOCK = 300, 500


def find_anchors(first: Half, second: Half, lexicon: Lexicon) -> list[Rung]:
    """Find the anchors of two sides: a chain of rungs whose numbers both rise; it may be empty."""
    whole = (len(first), len(second))
    search = _Search(_Places(first.tokens), _Places(second.tokens), lexicon, whole)
    found = search.anchors((0, 0), whole)
    gaps = pairwise([(0, 0), *found, whole])
    return sorted({*found, *chain.from_iterable(_filled(*gap, search.anchors) for gap in gaps)})


def _filled(start: Rung, end: Rung, search: Callable[[Rung, Rung], list[Rung]]) -> Iterator[Rung]:
    """Yield the anchors between two rungs, block by block; none if the rungs are no gap apart.

    A block begins at the last anchor of the block before, but at least half a block further on.
    """
    i, j = start
    while (left := max(end[0] - i, end[1] - j)) > GAP and i < end[0] and j < end[1]:
        found = search((i, j), (min(i + BLOCK, end[0]), min(j + BLOCK, end[1])))
        yield from found
        row, column = (found[-1][0] - i, found[-1][1] - j) if found else (0, 0)
        ahead = max(0, BLOCK // 2 - max(row, column))
        i, j = i + row + ahead * (end[0] - i) // left, j + column + ahead * (end[1] - j) // left


class _Places(Vocabulary):
    """The types of one side, with the sentences that hold each of them."""

    def __init__(self, tokens: Sequence[Sequence[Token]]) -> None:
        super().__init__()
        types = np.array([self.type_of(token) for of_sentence in tokens for token in of_sentence], np.intp)
        sentences = np.arange(len(tokens)).repeat([len(of_sentence) for of_sentence in tokens])
        # Each type once a sentence, sentence by sentence.
        self._sentences, self._types = np.divmod(np.unique(sentences * len(self) + types), max(len(self), 1))
        self._starts = np.searchsorted(self._sentences, np.arange(len(tokens) + 1))

    def rare(self, start: int, end: int) -> _Rare:
        """Return the types that are rare in the sentences from `start` to before `end`."""
        block = slice(self._starts[start], self._starts[end])
        order = self._types[block].argsort(kind="stable")
        types, starts, counts = np.unique(self._types[block][order], return_index=True, return_counts=True)
        few = counts <= RARE
        return _Rare(types[few], starts[few], counts[few], self._sentences[block][order])


class _Rare(NamedTuple):
    """The types that are rare in a block of sentences.

    Attributes:
        types: Their numbers, rising.
        starts: Where the sentences of each type begin in `sentences`.
        counts: Number of the sentences of each type.
        sentences: Numbers of sentences, type by type.
    """

    types: Numbers
    starts: Numbers
    counts: Numbers
    sentences: Numbers


class _Search:
    """Finds anchors in blocks of two sides, by the words and numbers that are rare in the block.

    Args:
        first, second: The types of the two sides.
        lexicon: The lexicon that links them.
        slope: As for `best_chain`.
    """

    def __init__(self, first: _Places, second: _Places, lexicon: Lexicon, slope: Rung) -> None:
        self._sides, self._slope = (first, second), slope
        links = chain.from_iterable(indexed_links(first, second, lexicon))
        pairs = np.array([link[:2] for link in links], dtype=np.intp).reshape(-1, 2)
        self._linked = pairs[pairs[:, 0].argsort(kind="stable"), 1]
        self._counts = np.bincount(pairs[:, 0], minlength=len(first))
        self._starts = self._counts.cumsum() - self._counts

    def anchors(self, start: Rung, end: Rung) -> list[Rung]:
        """Find the anchors between two rungs."""
        left, right = (side.rare(*numbers) for side, *numbers in zip(self._sides, start, end, strict=True))
        owners, steps = _each(self._counts[left.types])
        linked = self._linked[self._starts[left.types][owners] + steps]
        partners = np.searchsorted(right.types, linked)
        known = np.append(right.types, -1)[partners] == linked
        owners, partners = owners[known], partners[known]
        cells = left.counts[owners] * right.counts[partners]
        owners, partners, cells = (column[cells <= RARE] for column in (owners, partners, cells))
        links, steps = _each(cells)
        down, across = np.divmod(steps, right.counts[partners][links])
        rows = left.sentences[left.starts[owners][links] + down]
        columns = right.sentences[right.starts[partners][links] + across]
        width = end[1]
        voted, which = np.unique(rows * width + columns, return_inverse=True)
        votes = np.bincount(which, (VOTE // cells)[links], len(voted))
        likely = voted[votes >= ENOUGH_VOTES * VOTE]
        return best_chain([divmod(cell, width) for cell in likely.tolist()], self._slope)


def _each(counts: Numbers) -> tuple[Numbers, Numbers]:
    """Count up to each of some counts: the place of the count, and the steps from 0, one after the other."""
    places = np.arange(len(counts)).repeat(counts)
    return places, np.arange(len(places)) - (counts.cumsum() - counts)[places]


def best_chain(cells: Sequence[Rung], slope: Rung) -> list[Rung]:
    """Return the best sequence of cells in which both numbers rise; of equal ones, the first found.

    Args:
        cells: In order.
        slope: Numbers of sentences of the two sides: the straight way rises by the second for the first.

    Examples:
        >>> best_chain([(0, 0), (5, 5), (6, 60), (7, 7)], (100, 100))
        [(0, 0), (5, 5), (7, 7)]
    """
    rows, columns = (np.array([cell[side] for cell in cells], dtype=np.intp) for side in (0, 1))
    # How far each cell is above the straight way; all worth in units of the longer side, as whole numbers.
    unit = max(slope)
    above = columns * slope[0] - rows * slope[1]
    worth = np.zeros(len(cells), dtype=np.intp)
    before: list[int] = []
    for number, (row, column) in enumerate(cells):
        near = slice(max(0, number - LOOK_BACK), number)
        previous, most = -1, 0
        if number:
            with_each = worth[near] - np.abs(above[near] - above[number])
            with_each *= (rows[near] < row) & (columns[near] < column)
            best_before = int(with_each.argmax())
            if with_each[best_before] > 0:
                previous, most = near.start + best_before, int(with_each[best_before])
        worth[number] = STRAIGHT * unit + most
        before.append(previous)
    best = []
    position = int(worth.argmax()) if cells else -1
    while position >= 0:
        best.append(cells[position])
        position = before[position]
    return best[::-1]
