"""Pairs of our own, with the kinds of differences that the comparison must report."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.quantities import read_quantities
from aligner.quantities.compare import compare

CASES = Path(__file__).parent.parent / "cases" / "quantities"


def cases(name: str) -> list[list[str]]:
    """Rows of a table, the header left out."""
    lines = [
        line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
    ]
    return [(line.split("\t") + [""] * 5)[:5] for line in lines[1:]]


def kinds_of_differences(korean: str, english: str) -> str:
    source, target = read_quantities(korean, "ko"), read_quantities(english, "en")
    differences = compare(
        source, target, source_text=korean, target_text=english, languages=("ko", "en")
    ).differing
    return (
        ",".join(sorted(difference.kind for difference in differences if difference.severity != "info"))
        or "equal"
    )


@pytest.mark.parametrize(("label", "korean", "english", "expected", "comment"), cases("pairs.tsv"))
def test_pair(label: str, korean: str, english: str, expected: str, comment: str) -> None:
    assert kinds_of_differences(korean, english) == expected, f"{label} {comment}"


@pytest.mark.parametrize(("label", "korean", "english", "expected", "comment"), cases("known_pairs.tsv"))
@pytest.mark.xfail(strict=True)
def test_known_failure(label: str, korean: str, english: str, expected: str, comment: str) -> None:
    assert kinds_of_differences(korean, english) == expected, f"{label} {comment}"


@pytest.mark.parametrize(("label", "korean", "english", "expected", "comment"), cases("pairs.tsv"))
def test_english_may_be_the_source(
    label: str, korean: str, english: str, expected: str, comment: str
) -> None:
    """Source and target exchanged: the differences stay, with missing and added exchanged."""
    source, target = read_quantities(english, "en"), read_quantities(korean, "ko")
    differences = compare(
        source, target, source_text=english, target_text=korean, languages=("en", "ko")
    ).differing
    kinds = sorted(difference.kind for difference in differences if difference.severity != "info")
    mirror = {"number_missing": "number_added", "number_added": "number_missing"}
    assert sorted(mirror.get(kind, kind) for kind in kinds) == (
        [] if expected == "equal" else expected.split(",")
    )


@pytest.mark.parametrize(
    ("korean", "english"), [(row[1], row[2]) for row in cases("pairs.tsv") if row[4].endswith("an info")]
)
def test_a_lost_unit_is_an_info(korean: str, english: str) -> None:
    """The value agrees, so an editor of the translation has nothing to correct."""
    source, target = read_quantities(korean, "ko"), read_quantities(english, "en")
    differences = compare(
        source, target, source_text=korean, target_text=english, languages=("ko", "en")
    ).differing
    assert [(difference.kind, difference.severity) for difference in differences] == [
        ("source_damage", "info")
    ]
