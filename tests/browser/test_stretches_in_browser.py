"""Lone sentences of a page that can't be relied on are one line a stretch, and still at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import aligner

Opened = Callable[..., Any]

KOREAN = [
    "시장은 예산을 설명했다.",
    *(f"주민들은 {word} 샀다." for word in ("사과를", "우산을", "신발을", "그림을", "연필을")),
    "학생들은 도서관에서 책을 읽었다.",
]
ENGLISH = ["The mayor explained the budget.", "Students read books in the library."]


@pytest.fixture
def page(opened: Opened) -> Any:
    beads = [
        aligner.Bead(range(0, 1), range(0, 1)),
        *(aligner.Bead(range(number, number + 1), range(1, 1)) for number in range(1, 6)),
        aligner.Bead(range(6, 7), range(1, 2)),
    ]
    return opened(aligner.align(KOREAN, ENGLISH, locked=beads))


def test_a_stretch_is_one_line_until_it_is_opened(page: Any) -> None:
    assert page.ids(".pair") == ["pair-1", "pair-7"]
    assert page.one(".stretch summary").text.startswith("5 in a row without counterpart")
    page.click(".stretch summary")
    assert page.ids(".pair") == [f"pair-{number}" for number in range(1, 8)]


def test_the_first_finding_is_that_nothing_can_be_relied_on(page: Any) -> None:
    assert page.press("j") == "finding-1"
    assert page.one("#finding-1").get_attribute("data-kind") == "unreliable"
    assert page.press("j") == "finding-2"  # of a pair in the stretch, which opens
    assert len(page.find(".pair")) == 7


def test_who_looks_for_something_sees_it(page: Any) -> None:
    page.choose("#show", "unmatched")
    assert page.ids(".pair") == [f"pair-{number}" for number in range(2, 7)]
    page.choose("#show", "joined")
    assert page.find(".stretch") == []


def test_a_corrected_stretch_is_rows_again(page: Any) -> None:
    page.click(".stretch summary")
    page.run("arguments[0].scrollIntoView({ block: 'center' })", page.one("#pair-1"))
    page.click("#pair-1 .edit", '[data-edit="joinNext"]')
    assert page.find(".stretch") == []
    assert len(page.find(".pair")) == 6
