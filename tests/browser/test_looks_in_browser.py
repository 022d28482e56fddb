"""What an editor sees: nothing covered, nothing cut, the first pair at once, severity without colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.model.alignment import Alignment

Opened = Callable[..., Any]

PAGES = Path(__file__).parents[2] / "examples" / "pages"

# Pairs of what stands in the gutter and of the text beside it that lie over each other.
OVERLAPS = """
return [...document.querySelectorAll('.pair')].flatMap((row) => {
  const text = row.querySelector('.side').getBoundingClientRect();
  return [...row.querySelectorAll('.gutter *')]
    .filter((part) => !part.closest('.unseen, .high'))
    .map((part) => part.getBoundingClientRect())
    .filter((part) => part.width > 1 && part.right > text.left + 1)
    .map((part) => [part.right, text.left]);
});
"""


@pytest.mark.parametrize("width", [1280, 390])
def test_what_a_pair_is_called_never_lies_over_its_text(
    opened: Opened, harbour: Alignment, width: int
) -> None:
    page = opened(harbour, width=width)
    page.run("document.querySelectorAll('.pair .edit')[9].click()")
    page.click('[data-edit="joinNext"]', '[data-edit="done"]')
    assert page.find(".pair.edited .label")[0].text == "10\N{EN DASH}11"
    assert page.run(OVERLAPS) == []
    page.run("document.querySelector('.pair.edited .label').textContent = '11998\N{EN DASH}11999'")
    assert page.run(OVERLAPS) == []


def test_a_number_in_a_quotation_has_a_mark_of_its_own(opened: Opened) -> None:
    found = aligner.align(
        ["시는 “정비 사업에 37억5천만원을 들인다”고 밝혔다."],
        ['The city said, "We will spend 375 million won on maintenance.'],
    )
    page = opened(found)
    marks = [
        (mark.get_attribute("class"), mark.text, mark.get_attribute("data-ending"))
        for mark in page.find(".left mark")
    ]
    assert marks == [
        ("warning", "“정비 사업에", None),
        ("error", "37억5천만원", "1"),
        ("warning", "을 들인다”", "2"),
    ]


def test_on_a_phone_no_button_lies_on_a_pencil(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour, width=390)
    on_top = """
        const [pencil] = arguments;
        pencil.focus();
        const { x, y, width, height } = pencil.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) === pencil;
    """
    assert [page.run(on_top, pencil) for pencil in page.find(".pair .edit")] == [True] * len(harbour)
    page.run("scrollTo(0, 0)")
    for pencil in page.find(".pair .edit"):
        page.run("arguments[0].scrollIntoView({ block: 'nearest' })", pencil)
        pencil.click()  # raises if something else would get the click


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (1280, "ko"), (390, "en"), (390, "ko")])
def test_the_first_pair_is_seen_at_once(
    opened: Opened, harbour: Alignment, width: int, language: str
) -> None:
    page = opened(harbour, width=width)
    page.run("localStorage.setItem('aligner language', JSON.stringify(arguments[0]))", language)
    page.refresh()
    first = page.run("return document.querySelector('.pair').getBoundingClientRect().bottom")
    assert first < (420 if width > 1000 else 700)


def test_the_first_pair_is_seen_at_once_at_the_desk(at_desk: Any) -> None:
    first = "return document.querySelector('.pair').getBoundingClientRect().bottom"
    assert at_desk.run(first) < 420
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    at_desk.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    assert at_desk.until(lambda: at_desk.run(first) < 700)


def test_the_headline_is_the_title_and_folders_stay_at_home(opened: Opened, harbour: Alignment) -> None:
    page = opened(replace(harbour, document="/home/kim/news/harbour.txt"))
    assert page.one("h1").text == "해온시 '달빛항구축제' 나흘간 23만명 찾았다"
    assert page.one("h1 span").get_attribute("lang") == "ko"
    assert page.one(".file").text == "harbour.txt"
    assert page.driver.title.startswith("해온시 '달빛항구축제'")
    assert "/home/kim" not in page.driver.page_source


def test_how_sure_the_document_is_comes_first(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour)
    assert [part.text for part in page.find(".summary dt")] == [
        "sure of the page",
        "sure of the pairs",
        "error",
        "warning",
        "info",
    ]
    assert all(part.text.endswith("%") for part in page.find(".summary dd")[:2])
    page = opened(aligner.align("비가 왔다.", "It rained."))
    assert page.find(".summary dt")[0].text == "sure of the pairs", "no page was read"


def test_kinds_are_counted_and_looked_for(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour)
    counted = [button.text for button in page.find(".kinds button")]
    assert len(counted) == len({one.kind for one in harbour.mismatches})
    assert counted[0] == "magnitude 1"
    page.click('.kinds [data-kind="quotation"]')
    assert [one.get_attribute("data-kind") for one in page.find(".finding")] == ["quotation"]
    assert page.one('.kinds [data-kind="quotation"]').get_attribute("aria-pressed") == "true"
    page.click('.kinds [data-kind="quotation"]')
    assert len(page.find(".finding")) == len(harbour.mismatches)


def test_text_around_the_article_is_folded(opened: Opened) -> None:
    page = opened(aligner.align_page((PAGES / "proverb_blog.txt").read_bytes()))
    asides = page.run("return document.querySelectorAll('.asides .finding[data-kind=aside]').length")
    assert asides > 0
    assert page.find('.finding[data-kind="aside"]') == []
    page.click('.kinds [data-kind="aside"]')
    assert len(page.find('.finding[data-kind="aside"]')) == asides


def test_the_gravest_come_first_and_are_corrected_there(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour)
    as_text = page.ids(".pair")
    page.choose("#order", "gravity")
    gravity = [float(one.get_attribute("data-gravity")) for one in page.find(".finding")]
    firsts = [
        max(
            float(one.get_attribute("data-gravity"))
            for one in block.find_elements("css selector", ".finding")
        )
        for block in page.find("#body > .pair, #body > .across")
        if block.find_elements("css selector", ".finding")
    ]
    assert firsts == sorted(firsts, reverse=True)
    assert max(gravity) == gravity[0]
    page.one("h1").click()
    page.press("j")
    assert page.focus == page.ids(".finding")[0]
    first = page.ids(".pair")[0]
    page.click(f"#{first} .edit", '[data-edit="joinNext"]', '[data-edit="undo"]', '[data-edit="done"]')
    page.choose("#order", "text")
    assert page.ids(".pair") == as_text


def test_severity_is_told_by_word_shape_and_line(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour)
    looks = {
        severity: page.run(
            """
            const finding = document.querySelector(`.finding.${arguments[0]}`);
            const sign = getComputedStyle(finding.querySelector('.severity'), '::before');
            const mark = document.querySelector(`mark.${arguments[0]} a`);
            const line = mark && getComputedStyle(mark).textDecorationStyle;
            return [finding.querySelector('.severity').textContent, sign.clipPath + sign.borderRadius, line];
            """,
            severity,
        )
        for severity in ("error", "warning", "info")
    }
    words, signs, lines = zip(*looks.values(), strict=True)
    assert words == ("error", "warning", "info")
    assert len(set(signs)) == 3
    assert lines == ("solid", "double", "dotted")


def test_a_reason_stands_beside_what_is_accepted(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour)
    page.click(".accept")
    field = page.one(".finding.accepted .remark input")
    field.send_keys("as the city says\ue004")
    page.refresh()
    assert page.one(".remark input").get_attribute("value") == "as the city says"
    page.click("#save-accepted")
    saved = page.saved("harbour_festival.accepted.tsv")
    (line,) = [one for one in saved.read_text(encoding="utf-8").splitlines() if not one.startswith("#")]
    name, day, by, reason, what = line.split("\t")
    assert (day, by, reason) == ("", "", "as the city says")
    assert what.startswith("number: ")
    assert aligner.read_baseline(saved) == {name}
    page.click(".accept")
    assert page.find(".remark") == []


def test_nothing_is_left_in_english(opened: Opened, harbour: Alignment) -> None:
    """Notes, categories and messages too; texts of the article, of course, stay as they are."""
    page = opened(
        replace(
            harbour,
            page=replace(harbour.page, notes=("decoded from cp949", "2 article pairs on one page")),
        )
    )
    page.click("#language", ".keys summary")
    words = page.run(
        """
        const copy = document.body.cloneNode(true);
        const texts = '.side, .file, h1, .message, .aside li span:last-child, pre, #language';
        copy.querySelectorAll(`${texts}, code, script, template, .unseen`).forEach((one) => one.remove());
        return [...copy.textContent.matchAll(/[A-Za-z]{2,}/g)].map(([word]) => word);
        """
    )
    assert set(words) <= {"aligner", "Esc"}, set(words)
    notes = [note.text for note in page.find(".note")]
    assert notes == ["cp949 인코딩으로 읽었습니다.", "한 페이지에 기사 쌍이 2개 있습니다."]
    assert all(any("가" <= sign <= "힣" for sign in one.text) for one in page.find(".finding .message"))
