"""Whole pages of our own in the layouts that pages come in: the role of every line is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from aligner.page import read_page

LAYOUTS = Path(__file__).parent.parent / "cases" / "page" / "layouts"


@dataclass(frozen=True)
class Sheet:
    """A page as a table: one row a line, or a part of one, with the role it has."""

    layout: str
    rows: tuple[tuple[str, str], ...]
    text: str


def read_sheet(path: Path) -> Sheet:
    layout, text = "", ""
    rows: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# layout:"):
            layout = line.removeprefix("# layout:").strip()
        if line.startswith(("#", "role\t")):
            continue
        if line == "blank":
            text += "\n"
            continue
        role, part, *comment = line.split("\t")
        if comment == ["same line"]:
            text = text.removesuffix("\n")
        rows.append((role, part))
        text += part + "\n"
    return Sheet(layout, tuple(rows), text)


def sheets() -> Iterator[pytest.ParameterSet]:
    for path in sorted(LAYOUTS.glob("*.tsv")):
        yield pytest.param(read_sheet(path), id=path.stem)


@pytest.mark.parametrize("sheet", list(sheets()))
def test_every_line_has_its_role(sheet: Sheet) -> None:
    page = read_page(sheet.text)
    assert page.layout == sheet.layout
    found = [(line.role, line.text) for line in page.lines if line.text.strip()]
    assert found == list(sheet.rows)


@pytest.mark.parametrize("sheet", list(sheets()))
def test_roles_hold_without_the_furniture_tables(sheet: Sheet) -> None:
    """Structure tells the articles from the rest; words only help."""
    page = read_page(sheet.text, words=False)
    wanted = [text for role, text in sheet.rows if role in ("headline", "deck", "body")]
    found = [line.text for line in page.lines if line.role in ("headline", "deck", "body")]
    assert found == wanted
