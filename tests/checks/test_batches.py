"""Rows are checked in batches, and it makes no difference where one ends."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slipped_rows import FIRST, Pairs, right_rows, shifted, turned

import aligner
from aligner.checks import batches as at_once
from aligner.checks.batches import AROUND, MOST_CHARACTERS, MOST_ROWS, batches
from aligner.pairs.script import languages_of

ROW = ("시장은 새 학교를 방문했다.", "The mayor visited the new school.")
BEFORE = 60  # rows, so that a batch has enough of them to count its shares
WRONG = (ROW[0], "The company built two factories.")


def batches_of(rows: Pairs) -> Iterator[Pairs]:
    return batches(rows, lambda row: row, languages_of)


def sizes(rows: Pairs) -> list[int]:
    return [len(batch) for batch in batches_of(rows)]


@given(
    st.lists(st.sampled_from([ROW, WRONG, ("", ""), ("12", "12"), ROW[::-1]]), max_size=40),
    st.integers(1, 12),
)
def test_every_row_is_in_one_batch_in_order(rows: Pairs, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(at_once, "MOST_ROWS", most)
        found = list(batches_of(rows))
    assert [row for batch in found for row in batch] == rows
    assert all(0 < len(batch) <= most for batch in found)


def test_a_batch_is_full_before_the_next_begins() -> None:
    assert sizes([]) == []
    assert sizes([ROW] * MOST_ROWS) == [MOST_ROWS]
    first, rest = sizes([ROW] * (MOST_ROWS + 1))
    assert (first, rest) == (MOST_ROWS + 1 - AROUND // 2, AROUND // 2)


def test_long_rows_make_small_batches() -> None:
    half = MOST_CHARACTERS // 2 - 10
    assert sizes([("가" * half, "It rained.")] * 4) == [2, 2]
    assert sizes([("가" * 2 * half, "It rained and snowed all day.")] * 2) == [1, 1]


def test_a_batch_ends_between_rows_that_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows without words tell nothing; where no row fits, the batch is as long as it may be."""
    monkeypatch.setattr(at_once, "MOST_ROWS", 30)
    slipped, silent = [WRONG] * 12, [("—", "—")] * 5
    assert sizes([ROW] * 15 + slipped + [ROW] * 2 + slipped)[0] == 15 - AROUND // 2
    assert sizes([ROW] * 15 + [ROW] * 3 + silent + [ROW] * 3 + slipped)[0] == 15 + 3 + len(silent)
    assert sizes([WRONG] * 40)[0] == 30


@pytest.mark.parametrize("length", [3, 6, 10])
def test_a_stretch_at_a_border_is_found_whole(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = right_rows()
    pairs = [*rows[-BEFORE:], *turned(rows[:-BEFORE], length + 1, 1)]
    whole = shifted(pairs)
    assert whole
    for most in range(BEFORE + FIRST + 1, BEFORE + FIRST + length + 2):
        monkeypatch.setattr(at_once, "MOST_ROWS", most)
        assert [(number, found.message) for number, found in shifted(pairs)] == [
            (number, found.message) for number, found in whole
        ]


def test_a_file_is_checked_in_the_same_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_once, "MOST_ROWS", FIRST + 4)
    pairs = turned(right_rows(), 8, 1)
    file = tmp_path / "rows.tsv"
    file.write_text("".join(f"{source}\t{target}\n" for source, target in pairs), encoding="utf-8")
    found = [list(unit.mismatches) for unit in aligner.check_file(file)]
    assert found == aligner.check(pairs)
    assert any(found)


def test_memory_does_not_grow_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times as many rows take the same memory, apart from the lists that are returned."""
    monkeypatch.setattr(at_once, "MOST_ROWS", 20)
    rows = right_rows()[:20]

    def peak(copies: int) -> int:
        many = rows * copies
        tracemalloc.start()
        found = aligner.check(many)
        returned, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(found) == len(many)
        return most - returned

    peak(1)
    assert peak(8) < 1.5 * peak(2)
