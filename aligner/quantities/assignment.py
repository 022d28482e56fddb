"""Find the cheapest assignment between two small lists, exactly.

The method is that of Jonker & Volgenant (1987), with shortest augmenting paths, for the rectangular problem.
Every row has an additional column of its own, so that it may also stay unmatched. Sentences hold only a few
quantities, so no matrix library is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def cheapest(costs: Sequence[Sequence[float]], alone: float) -> list[tuple[int, int]]:
    """Find the pairs of (row, column) with the lowest total cost.

    Args:
        costs: One row for each item of the first list, one column for each item of the second.
        alone: Cost of an item, of either list, that stays without a partner.

    Returns:
        The pairs in order of rows; a pair is made only if it is cheaper than two items without partners.

    Examples:
        >>> cheapest([[0.0, 1.0], [0.2, 9.0]], alone=1.0)
        [(0, 1), (1, 0)]
    """
    rows, columns = len(costs), len(costs[0]) if costs else 0
    width = columns + rows
    # The cost of every column without a partner is paid in advance, so pairing a column gives it back.
    price = [[cost - alone for cost in row] + [alone] * rows for row in costs]
    row_of = [-1] * width
    row_potential, column_potential = [0.0] * rows, [0.0] * width
    for row in range(rows):
        distance, previous, done = [inf] * width, [-1] * width, [False] * width
        current, reached, column = row, 0.0, -1
        while True:
            for other in range(width):
                if not done[other]:
                    step = reached + price[current][other] - row_potential[current] - column_potential[other]
                    if step < distance[other]:
                        distance[other], previous[other] = step, column
            column = min((other for other in range(width) if not done[other]), key=distance.__getitem__)
            reached = distance[column]
            if row_of[column] < 0:
                break
            done[column] = True
            current = row_of[column]
        for other in range(width):
            if done[other]:
                row_potential[row_of[other]] += reached - distance[other]
                column_potential[other] -= reached - distance[other]
        row_potential[row] += reached
        while column >= 0:
            before = previous[column]
            row_of[column] = row if before < 0 else row_of[before]
            column = before
    pairs = [(row_of[column], column) for column in range(columns) if row_of[column] >= 0]
    return sorted(pair for pair in pairs if costs[pair[0]][pair[1]] < 2 * alone)
