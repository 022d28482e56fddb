"""Reports of many pairs and of many documents: they open, filter and change without delay.

Bounds are for a busy machine, far above what it takes; `examples/measure/browser.py` prints what it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.mismatch import Mismatch
from aligner.model.text import Sentence, Span

Opened = Callable[..., Any]

PAIRS, DOCUMENTS = 2000, 200


@pytest.fixture
def long(opened: Opened) -> Any:
    """The report of 2,000 pairs, every second with a finding."""
    return opened(_document(PAIRS))


def milliseconds(page: Any, action: str) -> float:
    """How long an action takes until all is laid out."""
    script = f"const begun = performance.now(); {action}; document.body.offsetHeight;"
    return float(page.run(f"{script} return performance.now() - begun"))


def test_a_long_page_opens_without_delay(long: Any) -> None:
    spent = long.run("return performance.timing.loadEventEnd - performance.timing.fetchStart")
    assert spent < 6000


def test_a_long_page_filters_without_delay(long: Any) -> None:
    assert milliseconds(long, "document.querySelector('[value=warning]').click()") < 1000
    assert long.one("#shown").text.startswith(f"{PAIRS // 4} of {PAIRS} pairs")


def test_a_long_page_is_corrected_without_delay(long: Any) -> None:
    assert milliseconds(long, "document.querySelector('#pair-1000 .edit').click()") < 1000
    assert milliseconds(long, "document.querySelector('[data-edit=joinNext]').click()") < 1000
    assert long.one("#shown").text.startswith(f"{PAIRS - 1} of {PAIRS - 1} pairs")


def test_many_documents_open_one_at_a_time(opened: Opened) -> None:
    page = opened(
        *(replace(_document(30, first=number), document=f"{number}.txt") for number in range(DOCUMENTS))
    )
    spent = page.run("return performance.timing.loadEventEnd - performance.timing.fetchStart")
    assert spent < 6000
    assert len(page.driver.find_elements("css selector", ".pair")) == 30
    assert milliseconds(page, "location.hash = '#page-150'") < 1000
    assert page.until(lambda: page.one("#head h2").text == "149.txt")
    assert page.ids(".pair")[0] == "page-150-pair-1"


def _document(pairs_wanted: int, first: int = 0) -> Alignment:
    korean = "이날 시민 {} 명이 찾아와 늦은 밤까지 거리와 시장을 가득 메웠다고 시 관계자가 전했다."
    english = "City officials said {} citizens came and filled the streets and markets until late at night."
    pairs = []
    for number in range(pairs_wanted):
        texts = korean.format(first + number), english.format(first + number + 1)
        source, target = ((Sentence(text, Span(0, len(text)), number),) for text in texts)
        bead = Bead(range(number, number + 1), range(number, number + 1))
        found = () if number % 2 else (_wrong_number(number, first),)
        pairs.append(Pair(source, target, bead, mismatches=found))
    held = tuple(mismatch for pair in pairs for mismatch in pair.mismatches)
    return Alignment("ko", "en", tuple(pairs), held)


def _wrong_number(number: int, first: int) -> Mismatch:
    source, target = str(first + number), str(first + number + 1)
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
        id=f"{first + number:012x}",
    )
