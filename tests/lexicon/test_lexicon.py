"""The tables of the lexicon keep their shape, and stems are found where they stand."""

from __future__ import annotations

import unicodedata

import pytest

from aligner.data import read_table
from aligner.lexicon import Lexicon, news_lexicon, without_particle
from aligner.lexicon.lexicon import _TABLES


@pytest.mark.parametrize(("table", "column"), _TABLES)
def test_no_stem_stands_twice_in_a_table(table: str, column: str) -> None:
    stems = [row[column] for _, row in read_table(f"bilingual/{table}.tsv")]
    assert len(stems) == len(set(stems))
    assert len(stems) > 500


@pytest.mark.parametrize(("table", "column"), _TABLES)
def test_rows_are_composed_and_lower_case(table: str, column: str) -> None:
    for place, row in read_table(f"bilingual/{table}.tsv"):
        assert unicodedata.is_normalized("NFC", row[column]), place
        assert row["english"] == row["english"].lower(), place
        assert all(word.strip() for word in row["english"].split("|")), place


def test_territories_come_from_cldr() -> None:
    assert "germany" in news_lexicon().translations["독일"]


def test_stems_are_leftmost_then_longest() -> None:
    lexicon = Lexicon(
        {"도지사": frozenset({"governor"}), "지사": frozenset({"governor"}), "물": frozenset({"water"})}
    )
    assert lexicon.stems("전북도지사는") == ((2, 5),)
    assert lexicon.stems("물을") == ((0, 1),)
    assert lexicon.stems("물결") == ()


@pytest.mark.parametrize(
    ("word", "bare"),
    [("전주에서는", "전주"), ("시장이라고", "시장"), ("나이", "나이"), ("의", "의"), ("", "")],
)
def test_particles_are_taken_off(word: str, bare: str) -> None:
    assert without_particle(word) == bare
