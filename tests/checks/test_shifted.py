"""Rows of a bitext that slipped."""

from __future__ import annotations

import pytest
from slipped_rows import FIRST, Pairs, right_rows, shifted, turned

import aligner


def test_right_rows_stand_where_they_belong() -> None:
    pairs = right_rows()
    assert len(pairs) > 3 * FIRST
    assert shifted(pairs) == []


@pytest.mark.parametrize("length", [5, 8, 12])
@pytest.mark.parametrize(("by", "key"), [(1, "earlier"), (-1, "later"), (2, "earlier")])
def test_a_stretch_that_slipped_is_one_finding(length: int, by: int, key: str) -> None:
    ((number, mismatch),) = shifted(turned(right_rows(), length + abs(by), by))
    assert (mismatch.kind, mismatch.severity, mismatch.key) == ("shifted", "error", key)
    assert mismatch.fields["by"] == abs(by)
    assert abs(int(mismatch.fields["rows"]) - length) <= 2 and abs(number - FIRST) <= 2


def test_a_cell_left_out_moves_all_rows_behind_it() -> None:
    pairs = right_rows()
    sources, targets = [source for source, _ in pairs], [target for _, target in pairs]
    del targets[FIRST]
    ((number, mismatch),) = shifted(list(zip(sources, targets, strict=False)))
    assert mismatch.key == "earlier" and abs(number - FIRST) <= 2
    assert int(mismatch.fields["rows"]) >= len(pairs) - FIRST - 4


def test_nothing_else_is_told_of_rows_that_slipped() -> None:
    """One cause, one mismatch: numbers and names of other rows are no slips of their own."""
    pairs = turned(right_rows(), 12, 1)
    stretch = range(FIRST + 1, FIRST + 10)
    loud = {
        mismatch.kind
        for number, found in enumerate(aligner.check(pairs))
        for mismatch in found
        if number in stretch and mismatch.severity != "info"
    }
    assert loud <= {"shifted", "name"}


def swapped(pairs: Pairs, first: int) -> Pairs:
    """Two neighbouring rows with each other's translation."""
    (one, its), (other, theirs) = pairs[first : first + 2]
    return [*pairs[:first], (one, theirs), (other, its), *pairs[first + 2 :]]


def test_two_rows_that_are_swapped_are_one_finding() -> None:
    pairs = right_rows()
    found = [shifted(swapped(pairs, first)) for first in range(FIRST, FIRST + 40)]
    told = [(number, findings) for number, findings in enumerate(found, FIRST) if findings]
    assert len(told) >= 20
    for first, findings in told:
        assert [(number, mismatch.key) for number, mismatch in findings] in ([(first, "swapped")],) or all(
            first <= number <= first + 1 and mismatch.key in ("later_row", "earlier_row")
            for number, mismatch in findings
        )


def test_one_row_says_where_its_translation_stands() -> None:
    pairs = right_rows()
    seen = set()
    for first in range(FIRST, FIRST + 40):
        rows = [*pairs[:first], (pairs[first][0], pairs[first + 1][1]), (pairs[first + 1][0], "Thank you."),
                *pairs[first + 2 :]]  # fmt: skip
        seen |= {(number - first, mismatch.key) for number, mismatch in shifted(rows)}
    assert seen <= {
        (1, "earlier_row"),
        (0, "later_row"),
        (0, "earlier"),
        (1, "earlier"),
        (0, "later"),
        (0, "swapped"),
    }
    assert (1, "earlier_row") in seen


def test_a_file_of_two_rows_and_short_rows_are_not_judged() -> None:
    (first, second) = right_rows()[:2]
    assert shifted([(first[0], second[1]), (second[0], first[1])]) == []
    short = [("비가 왔다.", "It snowed."), ("눈이 왔다.", "It rained.")]
    assert shifted([*right_rows()[:FIRST], *short, *right_rows()[FIRST:]]) == []
