"""Pairs of sentences that belong together almost surely, found without comparing all with all.

Words and numbers that stand in few sentences on either side vote for the cells they meet in; the cells
with most votes are chained by the longest increasing subsequence (Moore 2002 prunes with sure pairs in
the same spirit). On development news the chain held no wrong pair, and the gold path ran within one
sentence of every anchor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import chain, product
from math import lcm

from aligner.ladder.half import Half
from aligner.ladder.links import Types, indexed_links
from aligner.model.lexicon import Lexicon

Rung = tuple[int, int]

# Rarest links only: product of the numbers of sentences that hold the two types.
RARE = 9

# Votes of a cell, each link counting as one over that product; 2.0 gave chains without an error on
# `page` and `hard` data, 1.2 one with .994 and a third less distance between anchors.
ENOUGH_VOTES = 1.2

# One vote, so that all its shares are whole numbers, whose sums know no order.
VOTE = lcm(*range(1, RARE + 1))


def find_anchors(first: Half, second: Half, lexicon: Lexicon) -> list[Rung]:
    """Rungs on a chain, both numbers rising; may be empty."""
    left, right = Types(first.tokens), Types(second.tokens)
    places = [_places(types) for types in (left, right)]
    votes: Counter[Rung] = Counter()
    for ours, theirs, _ in chain.from_iterable(indexed_links(left, right, lexicon)):
        rows, columns = places[0][ours], places[1][theirs]
        together = len(rows) * len(columns)
        if together <= RARE:
            for cell in product(rows, columns):
                votes[cell] += VOTE // together
    return _longest_chain(sorted(cell for cell, sum_ in votes.items() if sum_ >= ENOUGH_VOTES * VOTE))


def _places(types: Types) -> list[list[int]]:
    """The sentences of every type."""
    places: list[list[int]] = [[] for _ in range(len(types))]
    for sentence, held in enumerate(types.by_sentence):
        for kind in held:
            places[kind].append(sentence)
    return places


def _longest_chain(cells: list[Rung]) -> list[Rung]:
    """The longest sequence in which both numbers rise (patience sorting); the first found of equals."""
    ends: list[int] = []  # smallest last column of a chain of each length
    of_length: list[int] = []
    before: list[int] = []
    # Cells of one row are taken from right to left, so that no two of them can follow each other.
    order = sorted(range(len(cells)), key=lambda number: (cells[number][0], -cells[number][1]))
    for number in order:
        column = cells[number][1]
        length = bisect_left(ends, column)
        before.append(of_length[length - 1] if length else -1)
        position = len(before) - 1
        if length == len(ends):
            ends.append(column)
            of_length.append(position)
        else:
            ends[length] = column
            of_length[length] = position
    chain = []
    position = of_length[-1] if of_length else -1
    while position >= 0:
        chain.append(cells[order[position]])
        position = before[position]
    return chain[::-1]
