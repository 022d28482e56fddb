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

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise, product
from math import lcm

import numpy as np

from aligner.ladder.half import Half
from aligner.ladder.links import Vocabulary, indexed_links
from aligner.model.lexicon import Lexicon
from aligner.model.token import Token

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
    search = partial(_anchors, lexicon=lexicon, slope=whole)
    found = search(first, second)
    gaps = pairwise([(0, 0), *found, whole])
    return sorted({*found, *chain.from_iterable(_filled(first, second, *gap, search) for gap in gaps)})


def _filled(
    first: Half, second: Half, start: Rung, end: Rung, search: Callable[[Half, Half], list[Rung]]
) -> Iterator[Rung]:
    """Yield the anchors between two rungs, block by block; none if the rungs are no gap apart.

    A block begins at the last anchor of the block before, but at least half a block further on.
    """
    i, j = start
    while (left := max(end[0] - i, end[1] - j)) > GAP and i < end[0] and j < end[1]:
        block = (
            first.part(i, min(i + BLOCK, end[0])),
            second.part(j, min(j + BLOCK, end[1])),
        )
        found = search(*block)
        yield from ((i + row, j + column) for row, column in found)
        row, column = found[-1] if found else (0, 0)
        ahead = max(0, BLOCK // 2 - max(row, column))
        i, j = i + row + ahead * (end[0] - i) // left, j + column + ahead * (end[1] - j) // left


def _anchors(first: Half, second: Half, lexicon: Lexicon, slope: Rung) -> list[Rung]:
    """Find anchors by the words and numbers that are rare in these sentences; `slope` as in `best_chain`."""
    left, right = _Places(first.tokens), _Places(second.tokens)
    votes: Counter[Rung] = Counter()
    for left_type, right_type, _ in chain.from_iterable(indexed_links(left, right, lexicon)):
        rows, columns = left.places[left_type], right.places[right_type]
        cells = len(rows) * len(columns)
        if cells <= RARE:
            for cell in product(rows, columns):
                votes[cell] += VOTE // cells
    likely = sorted(cell for cell, sum_ in votes.items() if sum_ >= ENOUGH_VOTES * VOTE)
    return best_chain(likely, slope)


class _Places(Vocabulary):
    """The types of one side.

    Attributes:
        places: For each type, the numbers of the sentences that hold it.
    """

    def __init__(self, tokens: Sequence[Sequence[Token]]) -> None:
        super().__init__()
        self.places: list[list[int]] = []
        for sentence, of_sentence in enumerate(tokens):
            for token in of_sentence:
                kind = self.type_of(token)
                if kind == len(self.places):
                    self.places.append([sentence])
                elif self.places[kind][-1] != sentence:
                    self.places[kind].append(sentence)


def best_chain(cells: Sequence[Rung], slope: Rung) -> list[Rung]:
    """Return the best sequence of cells in which both numbers rise; of equal ones, the first found.

    Args:
        cells: In order.
        slope: Numbers of sentences of the two sides: the straight way rises by the second for the first.

    Examples:
        >>> best_chain([(0, 0), (5, 5), (6, 60), (7, 7)], (100, 100))
        [(0, 0), (5, 5), (7, 7)]
    """
    rows, columns = (np.array([cell[side] for cell in cells], dtype=np.int64) for side in (0, 1))
    # How far each cell is above the straight way; all worth in units of the longer side, as whole numbers.
    unit = max(slope)
    above = columns * slope[0] - rows * slope[1]
    worth = np.zeros(len(cells), dtype=np.int64)
    before: list[int] = []
    for number in range(len(cells)):
        near = slice(max(0, number - LOOK_BACK), number)
        rises = (rows[near] < rows[number]) & (columns[near] < columns[number])
        with_each = np.where(rises, worth[near] - np.abs(above[near] - above[number]), 0)
        previous = int(with_each.argmax()) if number else 0
        longer = bool(number) and with_each[previous] > 0
        worth[number] = STRAIGHT * unit + (with_each[previous] if longer else 0)
        before.append(near.start + previous if longer else -1)
    best = []
    position = int(worth.argmax()) if cells else -1
    while position >= 0:
        best.append(cells[position])
        position = before[position]
    return best[::-1]
