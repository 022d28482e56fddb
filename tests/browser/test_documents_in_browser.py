"""A report of several documents: an index, worst first, and each opened when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

import aligner
from aligner.model.alignment import Alignment

Opened = Callable[..., Any]


@pytest.fixture
def documents(library: Alignment, alignment_of: Callable[..., Alignment]) -> tuple[Alignment, ...]:
    clean = alignment_of([(("비가 왔다.",), ("It rained.",))], (), "clean.txt")
    warned = alignment_of(
        [(("비가 왔다.", "바람도 불었다."), ("It rained.",))],
        [(0, "name", "warning", "비", "rained")],
        "wind.txt",
    )
    found = tuple(replace(one, id=f"{n:012x}") for n, one in enumerate(warned.mismatches))
    pair = replace(warned.pairs[0], mismatches=found)
    return clean, replace(warned, pairs=(pair,), mismatches=found), library


@pytest.fixture
def page(opened: Opened, documents: tuple[Alignment, ...]) -> Any:
    return opened(*documents)


def shown(page: Any) -> str:
    """The name of the file that is open: below the headline, or in its place."""
    return str(page.one("#head .file" if page.find("#head .file") else "#head h2").text)


def test_the_worst_comes_first_and_is_open(page: Any) -> None:
    rows = [
        [cell.text for cell in row.find_elements("css selector", "th, td")] for row in page.find("tbody tr")
    ]
    assert rows == [
        ["달빛시 '이동도서관' 3대 추가 운행 library.txt", "4", "1", "3", "1", "1"],
        ["비가 왔다. wind.txt", "1", "0", "0", "1", "0"],
        ["비가 왔다. clean.txt", "1", "0", "0", "0", "0"],
    ]
    assert shown(page) == "library.txt"
    assert len(page.find(".pair")) == 5
    assert page.complaints() == []


def test_a_document_is_opened_by_its_name_and_by_key(page: Any) -> None:
    page.click('.index a[href="#page-1"]')
    assert page.until(lambda: shown(page) == "clean.txt")
    assert page.ids(".pair") == ["page-1-pair-1"]
    assert page.one('.index [aria-current="true"]').get_attribute("hash") == "#page-1"
    page.press("[")
    assert page.until(lambda: shown(page) == "wind.txt")


def test_an_address_leads_to_a_pair_of_a_document(opened: Opened, documents: tuple[Alignment, ...]) -> None:
    page = opened(*documents, hash="#page-3-pair-4")
    assert page.until(lambda: page.focus == "page-3-pair-4")


def test_the_open_document_is_seen_in_a_long_index(opened: Opened, documents: tuple[Alignment, ...]) -> None:
    page = opened(*[documents[0]] * 60, hash="#page-50")
    seen = """
        const [box, row] = [".index .scroll", ".index [aria-current]"].map(
            (selector) => document.querySelector(selector).getBoundingClientRect());
        return row.top > box.top && row.bottom < box.bottom;
    """
    assert page.until(lambda: page.run(seen))


def test_links_of_a_document_stay_in_it(page: Any) -> None:
    page.click("#page-3-finding-5 .places a")
    assert page.until(lambda: page.focus == "page-3-pair-4")


def test_what_was_done_is_there_when_one_comes_back(page: Any) -> None:
    page.click("#page-3-pair-2 .edit", '[data-edit="joinNext"]')
    for number in (1, 3):
        page.run(f"location.hash = '#page-{number}'")
        assert page.until(lambda number=number: page.ids(".pair")[0].startswith(f"page-{number}-"))
    assert len(page.find(".pair")) == 4


def test_the_index_tells_what_was_done(page: Any) -> None:
    page.click("#page-3-pair-2 .edit", '[data-edit="joinNext"]')
    page.run("location.hash = '#page-2'")
    assert page.until(lambda: shown(page) == "wind.txt")
    page.click(".accept")
    page.refresh()
    assert [place.text for place in page.find(".index .done")] == ["corrected", "1 accepted"]
    page.click("#language")
    assert [place.text for place in page.find(".index .done")] == ["고침", "1개 그대로 둠"]


def test_one_baseline_of_all_documents(page: Any, documents: tuple[Alignment, ...]) -> None:
    page.run("location.hash = '#page-2'")
    assert page.until(lambda: shown(page) == "wind.txt")
    page.click(".accept")
    page.refresh()
    page.run("location.hash = '#page-1'")  # not the one of the finding
    page.click("#save-accepted")
    accepted = aligner.read_baseline(page.saved("pages.accepted.tsv"))
    assert accepted == {documents[1].mismatches[0].id}


def test_corrected_documents_are_saved_together(page: Any, documents: tuple[Alignment, ...]) -> None:
    page.click("#page-3-pair-2 .edit", '[data-edit="joinNext"]')
    page.run("location.hash = '#page-2'")
    assert page.until(lambda: shown(page) == "wind.txt")
    page.click("#page-2-pair-1 .edit", '[data-edit="split"]', "#save-corrected")
    lines = page.saved("pages.corrected.jsonl").read_text(encoding="utf-8").splitlines()
    from aligner.formats.jsonl import read_lines

    corrected = read_lines("\n".join(lines))
    assert [one.document for one in corrected] == ["library.txt", "wind.txt"]
    assert [pair.bead.kind for pair in corrected[1]] == [(1, 1), (1, 0)]


def test_the_language_is_that_of_every_document(page: Any) -> None:
    page.click("#language")
    page.run("location.hash = '#page-2'")
    assert page.until(lambda: shown(page) == "wind.txt")
    assert page.one(".severity").text == "경고"
    page.click("#language")
    assert page.one(".severity").text == "warning"


def test_kinds_offered_are_those_of_the_document(page: Any) -> None:
    def offered() -> list[str]:
        options = page.driver.find_elements("css selector", "#kind option:not([hidden])")
        return [option.get_attribute("textContent") for option in options]

    assert offered()[1:] == [
        "magnitude (1)",
        "name variant (1)",
        "number (1)",
        "sentence dropped (1)",
        "split (1)",
    ]
    page.run("location.hash = '#page-2'")
    assert page.until(lambda: offered()[1:] == ["name (1)"])


HOSTILE = '"><script>window.hit = 1</script><img src=x onerror=window.hit=2> ${1} \u202e \x00 \ud800'


def test_hostile_names_and_addresses_do_nothing(
    opened: Opened, documents: tuple[Alignment, ...], alignment_of: Callable[..., Alignment]
) -> None:
    hostile = alignment_of([((HOSTILE,), (HOSTILE,))], [(0, HOSTILE, "error", HOSTILE, HOSTILE)], HOSTILE)
    page = opened(hostile, *documents)
    assert HOSTILE[:20] in page.one(".index").text
    for address in ("#page-9", "#page-1-pair-999", "#pair-<script>", "#page-1-finding-0", "#%00", "#page-1"):
        page.run("location.hash = arguments[0]", address)
    page.find("#kind option")[1].click()
    page.click("#page-1-pair-1 .edit", '[data-edit="unlink"]', "#language", ".why summary", "#save-corrected")
    assert page.until(lambda: any(page.folder.glob("*.corrected.json")))
    assert page.run("return window.hit ?? null") is None
    assert page.run("return document.images.length") == 0
    assert page.complaints() == []


@pytest.fixture
def without_scripts(driver: Any) -> Iterator[None]:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    yield
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.usefixtures("without_scripts")
def test_without_scripts_a_document_is_whole_and_several_say_what_they_need(
    opened: Opened, documents: tuple[Alignment, ...]
) -> None:
    page = opened(documents[2])
    assert len(page.find(".pair")) == len(page.find(".finding")) == 5
    assert page.find("button, input, select") == []
    page = opened(*documents)
    assert "open with the script of this page" in page.one("noscript").text
    assert len(page.find(".index tbody tr")) == 3


def test_a_report_of_nothing_opens(opened: Opened) -> None:
    page = opened()
    assert page.one("h1").text == "Alignment report"
    assert page.complaints() == []
