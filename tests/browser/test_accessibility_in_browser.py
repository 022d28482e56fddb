"""What axe finds wrong for readers with a screen reader, a keyboard or weak eyes: nothing."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from aligner.model.alignment import Alignment

Opened = Callable[..., Any]

# All that the page can show at once: help, a pair under correction, a corrected one, the lines aside.
EVERYTHING = """
document.querySelector('.keys').open = true;
document.querySelector('.aside').open = true;
document.querySelector('.accept').click();
document.querySelectorAll('.pair .edit')[1].click();
document.querySelector('[data-edit=joinNext]').click();
document.querySelector('.why').open = true;
"""
RUN = """
const done = arguments[0];
axe.run().then(({ violations, passes }) => done({
  passed: passes.length,
  violations: violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`)),
}));
"""


@pytest.fixture(scope="session")
def axe() -> str:
    pytest.importorskip("axe_core_python", reason="needs the extra `browser`")
    return files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("copies", "width", "scheme", "language"),
    [
        (1, 1280, "light", "en"),
        (1, 1280, "dark", "ko"),
        (1, 390, "light", "ko"),
        (1, 390, "dark", "en"),
        (2, 1280, "dark", "en"),
        (2, 390, "light", "ko"),
    ],
)
def test_axe_finds_nothing(
    opened: Opened, harbour: Alignment, axe: str, copies: int, width: int, scheme: str, language: str
) -> None:
    page = opened(*[harbour] * copies, width=width, scheme=scheme)
    if language == "ko":
        page.click("#language")
    page.run(EVERYTHING)
    page.run(axe)
    found = page.driver.execute_async_script(RUN)
    assert found["violations"] == []
    assert found["passed"] > 30


def test_what_has_the_focus_is_seen(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour)
    outline = "return getComputedStyle(document.activeElement).outlineStyle"
    seen = []
    for _ in range(12):
        page.press("\ue004")  # Tab
        seen.append(page.run(outline))
    page.press("n")
    seen.append(page.run(outline))
    page.press("j")
    seen.append(page.run(outline))
    assert set(seen) <= {"solid", "auto"}


def test_print_leaves_out_what_nobody_can_click(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour)
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = [page.find(selector) for selector in ("search", ".accept", ".edit", "#language")]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == [[], [], [], []]


def test_languages_are_told(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour)
    page.click("#pair-1 .edit", '[data-edit="unlink"]')
    wrong = "return [...document.querySelectorAll('.side')].filter((side) => !side.classList.contains('none')"
    wrong += " && side.lang !== (side.classList.contains('left') ? 'ko' : 'en')).length"
    assert page.run(wrong) == 0
    assert page.run("return document.querySelectorAll('.side.none[lang]').length") == 0
