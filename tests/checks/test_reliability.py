"""A document that was read or paired badly says so first, and folds what stands alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import replace

import aligner
from aligner.page import read_page
from aligner.report.terminal import console_for, report_lines

PAGE = """솔내시 항구 축제 폐막

솔내시는 14일 시민 3만 명이 항구 축제를 찾았다고 밝혔다. 비는 오지 않았다.

Solnae Harbor Festival Closes

Solnae City said on the 14th that 30,000 citizens visited the harbor festival. It did not rain.
"""
ALONE = [
    ("시장은 예산을 설명했다.", "The mayor explained the budget."),
    *((f"주민들은 {word} 샀다.", "") for word in ("사과를", "우산을", "신발을", "그림을", "연필을")),
    ("학생들은 도서관에서 책을 읽었다.", "Students read books in the library."),
    *(("", f"The museum sold its {word}.") for word in ("clock", "piano")),
]


def kinds(mismatches: Iterable[aligner.Mismatch]) -> list[str]:
    return [mismatch.kind for mismatch in mismatches]


def report(alignment: aligner.Alignment) -> str:
    console = console_for(io.StringIO())
    return "\n".join(line.plain for line in report_lines(alignment, console))


def test_a_page_that_was_read_well_says_nothing() -> None:
    assert "unreliable" not in kinds(aligner.align_page(PAGE).mismatches)


def test_a_page_that_was_read_badly_says_so_first() -> None:
    page = replace(read_page(PAGE), confidence=0.6)
    alignment = aligner.align_page(page)
    assert kinds(alignment.document_mismatches)[0] == "unreliable"
    assert "confidence 60 %" in alignment.document_mismatches[0].message
    lines = report(alignment).splitlines()
    assert next(line for line in lines[1:] if line.strip()).split()[:2] == ["warning", "unreliable:"]


def test_rows_of_which_a_third_stand_alone_say_so() -> None:
    found = [mismatch for row in aligner.check(ALONE, document=True) for mismatch in row]
    assert "unreliable" in kinds(found)
    assert "unreliable" not in kinds(mismatch for row in aligner.check(ALONE) for mismatch in row)


def unreliable_alignment() -> aligner.Alignment:
    """Two pairs, between them five sentences without a counterpart, one behind them."""
    source = [one for one, _ in ALONE if one]
    target = [other for _, other in ALONE if other]
    numbers = [(0, 0), (6, 1)]
    locked = [aligner.Bead(range(a, a + 1), range(b, b + 1)) for a, b in numbers] + [
        aligner.Bead(range(n, n + 1), range(1, 1)) for n in range(1, 6)
    ]
    return aligner.align(source, target, locked=locked)


def test_it_comes_back_from_json_and_the_report_folds() -> None:
    alignment = unreliable_alignment()
    assert "unreliable" in kinds(alignment.mismatches)
    assert aligner.Alignment.from_dict(alignment.to_dict()) == alignment
    assert "5 in a row without counterpart" in report(alignment)


def test_the_page_for_the_browser_says_it_first_and_folds_the_same_pairs() -> None:
    page = unreliable_alignment().to_html()
    body = page.split('<div id="body">')[1]
    first = body.index("<section")
    assert first < body.index("<article")
    assert 'data-kind="unreliable"' in body[first : body.index("<article")]
    assert body.count('data-kind="unreliable"') == 1
    stretches = re.findall(r'<details class="stretch">.*?</details>', body, re.S)
    assert [stretch.count("<article") for stretch in stretches] == [5, 2]
    summary = stretches[0].split("</summary>")[0]
    assert "5 <span" in summary
    assert all(sentence in summary for sentence in ("“주민들은 사과를 샀다.”", "“주민들은 연필을 샀다.”"))
    dropped = 'data-kind="sentence_dropped"'
    assert stretches[0].count(dropped) == body.count(dropped) > 1


def test_a_page_that_can_be_relied_on_folds_nothing() -> None:
    page = aligner.align(["비가 왔다.", "바람이 불었다.", "눈이 왔다."], ["It rained."]).to_html()
    assert 'class="stretch"' not in page and 'class="across leading"' not in page
