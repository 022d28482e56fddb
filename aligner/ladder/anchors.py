"""Pairs of sentences that belong together almost surely, found without comparing all with all.

Words and numbers that stand in few sentences on either side vote for the cells they meet in; the cells
with most votes are chained by the longest increasing subsequence (Moore 2002 prunes with sure pairs in
the same spirit). On development news the chain held no wrong pair, and the gold path ran within one
sentence of every anchor.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from aligner.ladder.half import Half
from aligner.ladder.links import Types, indexed_links
from aligner.model.lexicon import Lexicon

Rung = tuple[int, int]

# Rarest links only: product of the numbers of sentences that hold the two types.
RARE = 9

# Votes of a cell, each link counting as one over that product; 2.0 gave chains without an error on
# `page` and `hard` data, 1.2 one with .994 and a third less distance between anchors.
ENOUGH_VOTES = 1.2


def find_anchors(first: Half, second: Half, lexicon: Lexicon) -> list[Rung]:
    """Rungs on a chain, both numbers rising; may be empty."""
    left, right = Types(first.tokens), Types(second.tokens)
    votes: dict[Rung, float] = {}
    places = [_places(types) for types in (left, right)]
    for links in indexed_links(left, right, lexicon):
        for left_type, right_type, weight in sorted(links):  # sums don't depend on the order of sets
            rows, columns = places[0][left_type], places[1][right_type]
            if len(rows) * len(columns) <= RARE:
                for row in rows:
                    for column in columns:
                        vote = weight / (len(rows) * len(columns))
                        votes[row, column] = votes.get((row, column), 0.0) + vote
    return _longest_chain(sorted(cell for cell, sum_ in votes.items() if sum_ >= ENOUGH_VOTES))


def _places(types: Types) -> list[list[int]]:
    """The sentences of every type."""
    order = np.argsort(types.types, kind="stable")
    counts = np.bincount(types.types, minlength=len(types))
    return (
        [part.tolist() for part in np.split(types.sentences[order], np.cumsum(counts)[:-1])]
        if len(types)
        else []
    )


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
