"""The report as its reader meets it: in a browser, with keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.model.alignment import Alignment

Opened = Callable[..., Any]

HARBOUR = Path(__file__).parents[2] / "examples" / "articles" / "harbour_festival.txt"


@pytest.fixture
def page(opened: Opened, library: Alignment) -> Any:
    """The report of five pairs with five findings, one of them on the document, opened anew."""
    found = enumerate(library.mismatches)
    named = {id(mismatch): replace(mismatch, id=f"{number:012x}") for number, mismatch in found}
    pairs = tuple(
        replace(pair, mismatches=tuple(named[id(mismatch)] for mismatch in pair.mismatches))
        for pair in library
    )
    return opened(replace(library, pairs=pairs, mismatches=tuple(named.values())))


def test_the_page_opens_without_complaints(page: Any) -> None:
    assert page.complaints() == []
    assert len(page.find(".pair")) == len(page.find(".finding")) == 5
    assert page.one("#shown").text == "5 of 5 pairs, 5 of 5 findings shown, 0 accepted, 0 corrected"


def test_severities_filter_findings_pairs_and_marks(page: Any) -> None:
    for severity in ("warning", "info"):
        page.one(f'[name=severity][value="{severity}"]').click()
    assert {element.get_attribute("data-severity") for element in page.find(".finding")} == {"error"}
    assert page.ids(".pair") == ["pair-2", "pair-3", "pair-4"]
    assert {mark.get_attribute("class") for mark in page.find("mark:not(.off)")} == {"error"}
    assert page.one("#shown").text == "3 of 5 pairs, 3 of 5 findings shown, 0 accepted, 0 corrected"


def test_a_kind_filters(page: Any) -> None:
    page.choose("#kind", "magnitude")
    assert page.ids(".pair") == ["pair-3"]
    page.choose("#kind", "")
    assert len(page.ids(".pair")) == 5


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("found", ["pair-2", "pair-3", "pair-4"]),
        ("unmatched", ["pair-4"]),
        ("joined", ["pair-2"]),
        ("doubtful", ["pair-1"]),
    ],
)
def test_pairs_are_chosen_by_their_bead(page: Any, choice: str, expected: list[str]) -> None:
    page.choose("#show", choice)
    assert page.ids(".pair") == expected


@pytest.mark.parametrize(
    ("sought", "expected"),
    [("골목까지", ["pair-4"]), ("MOBILE LIBRARIES", ["pair-1", "pair-2"]), ("accept", [])],
)
def test_search_finds_text_of_both_languages(page: Any, sought: str, expected: list[str]) -> None:
    page.one("#find").send_keys(sought)
    assert page.until(lambda: page.ids(".pair") == expected)
    assert bool(page.find("#nothing")) == (not expected)


def test_j_and_k_move_between_findings(page: Any) -> None:
    assert page.press("jj") == "finding-2"
    assert page.press("k") == "finding-1"
    assert page.press("k") == "finding-1"  # there is none before
    assert [mark.text for mark in page.find("mark.current a")] == ["3대", "30"]


def test_j_leaves_out_what_the_filter_hides(page: Any) -> None:
    page.choose("#kind", "sentence_dropped")
    page.one("h1").click()
    assert page.press("j") == "finding-4"


def test_keys_are_letters_where_one_types_and_can_be_turned_off(page: Any) -> None:
    page.press("/")
    assert page.press("jaw") == "find"
    assert page.one("#find").get_attribute("value") == "jaw"
    page.one("#find").clear()
    page.one(".keys summary").click()
    page.one("#keys").click()
    assert page.press("j") == "keys"


def test_a_mark_leads_to_its_finding(page: Any) -> None:
    page.one('#pair-3 [lang="en"] mark a').click()
    assert page.focus == "finding-3"


def test_a_link_to_a_pair_shows_it(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour, hash="#pair-12")
    assert 0 <= page.run("return document.getElementById('pair-12').getBoundingClientRect().top") < 900
    page.choose("#kind", "number")
    page.run("location.hash = '#pair-2'")
    assert page.until(lambda: "pair-2" in page.ids(".pair"))


def test_accepted_findings_are_kept_and_saved_as_a_baseline(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour)
    page.one("#finding-1 .accept").click()
    page.press("ja")  # the second one, by keyboard
    page.refresh()
    pressed = [page.one(f"#finding-{n} .accept").get_attribute("aria-pressed") for n in (1, 2, 3)]
    assert pressed == ["true", "true", "false"]
    assert page.one("#shown").text.endswith("2 accepted, 0 corrected")
    page.one("#hide-accepted").click()
    assert "finding-1" not in page.ids(".finding")
    page.one("#save-accepted").click()
    accepted = aligner.read_baseline(page.saved("harbour_festival.accepted.tsv"))
    assert accepted == {page.one(f"#finding-{n}").get_attribute("data-id") for n in (1, 2)}
    again = aligner.align_page(HARBOUR.read_bytes(), aligner.Settings(accepted=accepted))
    left = {mismatch.context for mismatch in harbour.mismatches} - accepted
    assert {mismatch.context for mismatch in again.mismatches} == left


def test_accepting_again_takes_it_back(page: Any) -> None:
    for expected in ("true", "false"):
        page.one("#finding-3 .accept").click()
        assert page.one("#finding-3 .accept").get_attribute("aria-pressed") == expected


def test_the_page_speaks_korean(page: Any) -> None:
    page.one("#language").click()
    assert page.one("html").get_attribute("lang") == "ko"
    assert page.one("#finding-1 .severity").text == "오류"
    assert page.one("#shown").text == "쌍 5개 중 5개, 지적 5개 중 5개 표시, 0개 그대로 둠, 0개 고침"
    assert page.one("#kind").text.splitlines()[0].strip() == "모든 종류"
    assert page.one("#finding-1 .message").text == "숫자가 다릅니다: 원문 “3대”, 번역 “30”."
    assert page.one("#finding-1 .message").get_attribute("lang") == "ko"
    page.refresh()  # which the browser remembers
    assert page.one("#finding-1 .severity").text == "오류"
    page.one("#language").click()
    assert page.one("#finding-1 .severity").text == "error"
    assert page.one("#finding-1 .message").get_attribute("lang") == "en"


def test_every_control_has_a_name(page: Any) -> None:
    page.one(".keys summary").click()
    controls = page.find("button, input, select, a, summary")
    assert len(controls) > 20
    assert [control.get_attribute("outerHTML") for control in controls if not control.accessible_name] == []


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_is_wider_than_the_window(opened: Opened, harbour: Alignment, width: int) -> None:
    page = opened(harbour, width=width)
    page.one(".keys summary").click()
    assert page.run("return document.documentElement.scrollWidth") <= width


MOVED = (
    (("비가 왔다.",), ("It rained.",)),
    ((), ("The mayor thanked all.",)),
    (("길이 막혔다.",), ("Roads were blocked.",)),
    (("시장이 감사를 전했다.",), ()),
)


def threads(page: Any) -> list[list[str]]:
    """The pieces of thread in each row, by class."""
    script = (
        "return [...document.querySelectorAll('.pair')].map((row) => [...row.querySelectorAll('.thread')]"
    )
    return [list(row) for row in page.run(f"{script}.map((thread) => thread.className))")]


def test_a_thread_leads_to_where_a_sentence_went(
    opened: Opened, alignment_of: Callable[..., Alignment]
) -> None:
    moved: list[object] = [(None, "moved", "warning", "시장이 감사를 전했다.", "The mayor thanked all.")]
    page = opened(alignment_of(MOVED, moved))
    assert threads(page) == [[], ["thread up arrives"], ["thread up passes"], ["thread up leaves"]]
    page.click("#pair-1 .edit", '[data-edit="unlink"]')  # which has nothing to do with it
    assert [len(row) for row in threads(page)] == [0, 0, 1, 1, 1]
    page.click("#pair-4 .edit", '[data-edit="leftUp"]')  # now it has a counterpart
    assert not any(threads(page))


@pytest.mark.parametrize("width", [768, 1280])
def test_a_thread_has_no_gaps(opened: Opened, alignment_of: Callable[..., Alignment], width: int) -> None:
    moved: list[object] = [(None, "moved", "warning", "시장이 감사를 전했다.", "The mayor thanked all.")]
    page = opened(alignment_of(MOVED, moved), width=width)
    boxes = page.run(
        "return [...document.querySelectorAll('.thread')].map((one) => one.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) == 3
    for above, below in pairwise(boxes):
        assert abs(above["bottom"] - below["top"]) < 1
    # Down the middle: the left edge of the piece that arrives, the right edge of the others.
    assert max(boxes[0]["left"] + 3, boxes[1]["right"], boxes[2]["right"]) == pytest.approx(
        boxes[1]["right"], abs=1
    )


def test_hostile_text_does_nothing(opened: Opened, alignment_of: Callable[..., Alignment]) -> None:
    hostile = (
        "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'>"
        '"><svg onload=window.hit=3> \u202e\u200b'
    )
    made = alignment_of([((f"가 {hostile}",), (hostile,))], [(0, hostile, "error", "가", None)], hostile)
    page = opened(made)
    assert page.run("return window.hit ?? null") is None
    assert page.run("return document.images.length") == 0
    assert "<script>window.hit = 1</script>" in page.one("#pair-1").text
    assert "\\u202e\\u200b" in page.one("#pair-1").text
    assert len(page.find(".pair")) == 1


def test_a_page_of_no_pairs_opens(opened: Opened) -> None:
    page = opened(Alignment("ko", "en", ()))
    assert page.one("header .note").text == "There are no sentences to pair."
    assert page.one("#shown").text == "0 of 0 pairs, 0 of 0 findings shown, 0 accepted, 0 corrected"
