"""The report as its reader meets it: in a browser, with keyboard and mouse."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.alignment import Alignment, Pair
from aligner.ladder.bead import Bead
from aligner.mismatches.mismatch import Mismatch
from aligner.sentences.sentence import Sentence
from aligner.span import Span

Opened = Callable[..., Any]

HARBOUR = Path(__file__).parents[2] / "examples" / "articles" / "harbour_festival.txt"
PAIRS = 2000


@pytest.fixture(scope="session")
def harbour() -> Alignment:
    """An article of ours, with whatever is found in it."""
    return replace(aligner.align_page(HARBOUR.read_bytes()), document="harbour_festival.txt")


@pytest.fixture
def page(opened: Opened, library: Alignment) -> Iterator[Any]:
    """The report of five pairs with five findings, one of them on the document, opened anew."""
    found = enumerate(library.mismatches)
    named = {id(mismatch): replace(mismatch, id=f"{number:012x}") for number, mismatch in found}
    pairs = tuple(
        replace(pair, mismatches=tuple(named[id(mismatch)] for mismatch in pair.mismatches))
        for pair in library
    )
    driver = opened(replace(library, pairs=pairs, mismatches=tuple(named.values())))
    yield driver
    driver.execute_script("localStorage.clear()")


def find(page: Any, selector: str) -> list[Any]:
    """The elements that are displayed."""
    return [element for element in page.find_elements("css selector", selector) if element.is_displayed()]


def one(page: Any, selector: str) -> Any:
    return page.find_element("css selector", selector)


def ids(page: Any, selector: str) -> list[str]:
    return [element.get_attribute("id") for element in find(page, selector)]


def press(page: Any, keys: str) -> str:
    """Type on whatever has the focus; the id of what has it afterwards."""
    for key in keys:
        page.switch_to.active_element.send_keys(key)
    return str(page.switch_to.active_element.get_attribute("id"))


def choose(page: Any, selector: str, value: str) -> None:
    one(page, f'{selector} option[value="{value}"]').click()


def until(condition: Callable[[], bool]) -> bool:
    """Whether it comes true within a few seconds."""
    end = time.monotonic() + 5
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def test_the_page_opens_without_complaints(page: Any) -> None:
    assert [entry for entry in page.get_log("browser") if "report.html" in entry["message"]] == []
    assert len(find(page, ".pair")) == len(find(page, ".finding")) == 5
    assert one(page, "#shown").text == "5 of 5 pairs, 5 of 5 findings shown, 0 accepted, 0 corrected"


def test_severities_filter_findings_pairs_and_marks(page: Any) -> None:
    for severity in ("warning", "info"):
        one(page, f'[name=severity][value="{severity}"]').click()
    assert {element.get_attribute("data-severity") for element in find(page, ".finding")} == {"error"}
    assert ids(page, ".pair") == ["pair-2", "pair-3", "pair-4"]
    assert {mark.get_attribute("class") for mark in find(page, "mark:not(.off)")} == {"error"}
    assert one(page, "#shown").text == "3 of 5 pairs, 3 of 5 findings shown, 0 accepted, 0 corrected"


def test_a_kind_filters(page: Any) -> None:
    choose(page, "#kind", "magnitude")
    assert ids(page, ".pair") == ["pair-3"]
    choose(page, "#kind", "")
    assert len(ids(page, ".pair")) == 5


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
    choose(page, "#show", choice)
    assert ids(page, ".pair") == expected


@pytest.mark.parametrize(
    ("sought", "expected"),
    [("골목까지", ["pair-4"]), ("MOBILE LIBRARIES", ["pair-1", "pair-2"]), ("accept", [])],
)
def test_search_finds_text_of_both_languages(page: Any, sought: str, expected: list[str]) -> None:
    one(page, "#find").send_keys(sought)
    assert until(lambda: ids(page, ".pair") == expected)
    assert bool(find(page, "#nothing")) == (not expected)


def test_j_and_k_move_between_findings(page: Any) -> None:
    assert press(page, "jj") == "finding-2"
    assert press(page, "k") == "finding-1"
    assert press(page, "k") == "finding-1"  # there is none before
    assert [mark.text for mark in find(page, "mark.current a")] == ["3대", "30"]


def test_j_leaves_out_what_the_filter_hides(page: Any) -> None:
    choose(page, "#kind", "sentence_dropped")
    one(page, "h1").click()
    assert press(page, "j") == "finding-4"


def test_keys_are_letters_where_one_types_and_can_be_turned_off(page: Any) -> None:
    press(page, "/")
    assert press(page, "jaw") == "find"
    assert one(page, "#find").get_attribute("value") == "jaw"
    one(page, "#find").clear()
    one(page, ".keys summary").click()
    one(page, "#keys").click()
    assert press(page, "j") == "keys"


def test_a_mark_leads_to_its_finding(page: Any) -> None:
    one(page, '#pair-3 [lang="en"] mark a').click()
    assert page.switch_to.active_element.get_attribute("id") == "finding-3"


def test_a_link_to_a_pair_shows_it(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour, hash="#pair-12")
    assert (
        0
        <= page.execute_script("return document.getElementById('pair-12').getBoundingClientRect().top")
        < 900
    )
    choose(page, "#kind", "number")
    page.execute_script("location.hash = '#pair-2'")
    assert until(lambda: "pair-2" in ids(page, ".pair"))


def test_accepted_findings_are_kept_and_saved_as_a_baseline(
    opened: Opened, harbour: Alignment, tmp_path: Path
) -> None:
    page = opened(harbour)
    one(page, "#finding-1 .accept").click()
    press(page, "ja")  # the second one, by keyboard
    page.refresh()
    pressed = [one(page, f"#finding-{n} .accept").get_attribute("aria-pressed") for n in (1, 2, 3)]
    assert pressed == ["true", "true", "false"]
    assert one(page, "#shown").text.endswith("2 accepted, 0 corrected")
    one(page, "#hide-accepted").click()
    assert "finding-1" not in ids(page, ".finding")
    one(page, "#save-accepted").click()
    place = tmp_path / "harbour_festival.accepted.tsv"
    assert until(place.exists)
    accepted = aligner.read_baseline(place)
    assert accepted == {one(page, f"#finding-{n}").get_attribute("data-id") for n in (1, 2)}
    again = aligner.align_page(HARBOUR.read_bytes(), aligner.Settings(accepted=accepted))
    left = {mismatch.id for mismatch in harbour.mismatches} - accepted
    assert {mismatch.id for mismatch in again.mismatches} == left
    page.execute_script("localStorage.clear()")


def test_accepting_again_takes_it_back(page: Any) -> None:
    for expected in ("true", "false"):
        one(page, "#finding-3 .accept").click()
        assert one(page, "#finding-3 .accept").get_attribute("aria-pressed") == expected


def test_the_page_speaks_korean(page: Any) -> None:
    one(page, "#language").click()
    assert one(page, "html").get_attribute("lang") == "ko"
    assert one(page, "#finding-1 .severity").text == "오류"
    assert one(page, "#shown").text == "쌍 5개 중 5개, 지적 5개 중 5개 표시, 0개 수용, 0개 고침"
    assert one(page, "#kind").text.splitlines()[0].strip() == "모든 종류"
    one(page, "#language").click()
    assert one(page, "#finding-1 .severity").text == "error"


def test_every_control_has_a_name(page: Any) -> None:
    one(page, ".keys summary").click()
    controls = find(page, "button, input, select, a, summary")
    assert len(controls) > 20
    assert [control.get_attribute("outerHTML") for control in controls if not control.accessible_name] == []


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_is_wider_than_the_window(opened: Opened, harbour: Alignment, width: int) -> None:
    page = opened(harbour, width)
    one(page, ".keys summary").click()
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


def test_hostile_text_does_nothing(opened: Opened, alignment_of: Callable[..., Alignment]) -> None:
    hostile = (
        "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'>"
        '"><svg onload=window.hit=3> \u202e\u200b'
    )
    made = alignment_of([((f"가 {hostile}",), (hostile,))], [(0, hostile, "error", "가", None)], hostile)
    page = opened(made)
    assert page.execute_script("return window.hit ?? null") is None
    assert page.execute_script("return document.images.length") == 0
    assert "<script>window.hit = 1</script>" in one(page, "#pair-1").text
    assert "\\u202e\\u200b" in one(page, "#pair-1").text
    assert len(find(page, ".pair")) == 1


def test_a_page_of_no_pairs_opens(opened: Opened) -> None:
    page = opened(Alignment("ko", "en", ()))
    assert one(page, "header .note").text == "There are no sentences to pair."
    assert one(page, "#shown").text == "0 of 0 pairs, 0 of 0 findings shown, 0 accepted, 0 corrected"


def test_a_long_page_opens_and_filters_without_delay(opened: Opened) -> None:
    """2,000 pairs, every second with a finding; bounds for a busy machine, far above what it takes."""
    page = opened(_long())
    spent = page.execute_script("return performance.timing.loadEventEnd - performance.timing.fetchStart")
    assert spent < 6000
    filtering = (
        "const begun = performance.now(); const box = document.querySelector('[value=warning]'); box.click();"
        "document.body.offsetHeight; return performance.now() - begun"
    )
    assert page.execute_script(filtering) < 1000
    assert one(page, "#shown").text.startswith(f"{PAIRS // 4} of {PAIRS} pairs")


def _long() -> Alignment:
    korean = "이날 시민 {} 명이 찾아와 늦은 밤까지 거리와 시장을 가득 메웠다고 시 관계자가 전했다."
    english = "City officials said {} citizens came and filled the streets and markets until late at night."
    pairs = []
    for number in range(PAIRS):
        texts = korean.format(number), english.format(number + 1)
        source, target = ((Sentence(text, Span(0, len(text)), number),) for text in texts)
        bead = Bead(range(number, number + 1), range(number, number + 1))
        found = () if number % 2 else (_wrong_number(number),)
        pairs.append(Pair(source, target, bead, mismatches=found))
    held = tuple(mismatch for pair in pairs for mismatch in pair.mismatches)
    return Alignment("ko", "en", tuple(pairs), held)


def _wrong_number(number: int) -> Mismatch:
    source, target = str(number), str(number + 1)
    return Mismatch(
        kind="number",
        category="accuracy/mistranslation/number",
        severity="error" if number % 4 else "warning",
        message=f"{source} became {target}.",
        source_sentences=(number,),
        target_sentences=(number,),
        source_span=Span(7, 7 + len(source)),
        target_span=Span(20, 20 + len(target)),
        source_surface=source,
        target_surface=target,
        id=f"{number:012x}",
    )
