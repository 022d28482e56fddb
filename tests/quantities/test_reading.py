"""Forms of quantities in both languages: each row of the case tables is one form."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.languages import codes
from aligner.model.quantity import Quantity
from aligner.quantities import read_quantities

CASES = Path(__file__).parent.parent / "cases" / "quantities"
MARKS = {None: "", "about": "~", "at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}


def cases(name: str) -> list[list[str]]:
    """Rows of a table, the header left out."""
    lines = [
        line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
    ]
    return [(line.split("\t") + [""] * 4)[:4] for line in lines[1:]]


def written(quantity: Quantity) -> str:
    return f"{MARKS[quantity.bound]}{quantity.value}" + (f" {quantity.unit}" if quantity.unit else "")


def read(text: str, label: str) -> str:
    language = "ko" if label == "ko" else "en"
    return "; ".join(written(quantity) for quantity in read_quantities(text, language))


@pytest.mark.parametrize(("label", "text", "expected", "comment"), cases("found.tsv") + cases("made.tsv"))
def test_form(label: str, text: str, expected: str, comment: str) -> None:
    assert label in codes()
    assert read(text, label) == expected, comment


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("ko", "시는 2조\n1,870억원을 썼다", "2187000000000 KRW"),
        ("ko", "평균보다 7만 \n  5천원 적다", "75000 KRW"),
        ("ko", "열두\n명이 왔다", "12 person"),
        ("ko", "오는 5월\n3일 연다", "XXXX-05-03 day"),
        ("en", "some 350\nbillion won", "~350000000000 KRW"),
        ("en", "it took two\n  hours", "2 hour"),
        ("en", "on May\r\n3, 2024", "2024-05-03 day"),
        ("ko", "참가자는 14만\n\n6,800명이 투표했다", "140000; 6800 person"),  # an empty line is a wall
    ],
)
def test_line_break(label: str, text: str, expected: str) -> None:
    assert read(text, label) == expected


@pytest.mark.parametrize(("label", "text", "comment", "_"), cases("untouched.tsv"))
def test_look_alike(label: str, text: str, comment: str, _: str) -> None:
    assert read(text, label) == "", comment


@pytest.mark.parametrize(("label", "text", "expected", "comment"), cases("known_failures.tsv"))
@pytest.mark.xfail(strict=True)
def test_known_failure(label: str, text: str, expected: str, comment: str) -> None:
    assert read(text, label) == expected, comment
