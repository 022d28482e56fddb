"""Confidences come from a table, rise with the strength; where nothing was counted a check keeps its own."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest

import aligner
from aligner.checks import KINDS
from aligner.checks.confidence import calibrated
from aligner.pairs import pair_of
from aligner.tables import read_table

PAIR = pair_of("ko", "en")
ROWS = [row for _, row in read_table("ko_en/confidence.tsv")]


def test_the_table_names_kinds_and_its_steps_rise() -> None:
    assert {row["kind"] for row in ROWS} <= KINDS.keys()
    for _, steps in groupby(ROWS, key=lambda row: row["kind"]):
        numbers = [(float(row["strength"]), float(row["confidence"])) for row in steps]
        assert all(a < c and b <= d for (a, b), (c, d) in pairwise(numbers))
        assert all(0 < confidence < 1 for _, confidence in numbers)


@pytest.mark.parametrize("row", ROWS)
def test_a_strength_holds_up_to_the_next_one(row: dict[str, str]) -> None:
    assert calibrated(row["kind"], float(row["strength"]), PAIR) == float(row["confidence"])


def test_what_was_never_counted_keeps_its_own() -> None:
    assert calibrated("glossary", 0.8, PAIR) == 0.8
    assert calibrated("number", 0.0, PAIR) == min(
        float(row["confidence"]) for row in ROWS if row["kind"] == "number"
    )


def test_a_mismatch_has_the_confidence_of_the_table() -> None:
    ((found,),) = aligner.check([("축제에 3만 명이 다녀갔다.", "The festival drew 300,000 visitors.")])
    assert found.confidence == calibrated("magnitude", 0.92, PAIR)
