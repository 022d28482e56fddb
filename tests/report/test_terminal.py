"""The terminal report: readable at every width, the same without colour, safe with hostile text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from aligner.model.alignment import Alignment
from aligner.report.terminal import WIDEST, console_for, print_report

GOLDEN = Path(__file__).parent.parent / "golden"

AlignmentOf = Callable[..., Alignment]


def printed(alignment: Alignment, width: int, colour: bool = False) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
    )
    print_report(alignment, console)
    return stream.getvalue()


@pytest.mark.parametrize("width", [50, 80, 160])
def test_report_is_the_golden_one(library: Alignment, width: int) -> None:
    """To accept a change: write what the test shows into the file, and read it."""
    expected = (GOLDEN / f"library.{width}.txt").read_text(encoding="utf-8")
    assert printed(library, width) == expected


@pytest.mark.parametrize("width", [20, 50, 80, 100, 160, 400])
def test_no_line_is_wider_than_the_terminal(library: Alignment, width: int) -> None:
    lines = printed(library, width).splitlines()
    assert max(cell_len(line) for line in lines) <= min(width, WIDEST)
    assert not any(line.endswith(" ") for line in lines)


def test_bars_stand_in_one_column_after_wide_letters(library: Alignment) -> None:
    lines = printed(library, 80).splitlines()
    columns = {cell_len(line[: line.index(" |")]) for line in lines if " |" in line}
    assert len(columns) == 1


def test_summary_comes_first_and_counts(library: Alignment) -> None:
    first = printed(library, 160).splitlines()[0]
    assert first == (
        "library.txt: 4 pairs of 5 Korean and 5 English sentences, 1 Korean unmatched; "
        "3 errors, 1 warning, 1 info"
    )


def test_colour_adds_only_colour(library: Alignment) -> None:
    coloured = printed(library, 100, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == printed(library, 100)


def test_marks_stand_on_both_sides(library: Alignment) -> None:
    report = printed(library, 160)
    assert "{12억 원}" in report and "{120 million won}" in report
    assert "{한소라}" in report and "{Han So-ra}" in report


def test_korean_stands_left_when_it_is_the_translation(library: Alignment) -> None:
    turned = replace(
        library,
        source_language="en",
        target_language="ko",
        pairs=tuple(
            replace(
                pair,
                source=pair.target,
                target=pair.source,
                bead=replace(pair.bead, source=pair.bead.target, target=pair.bead.source),
                mismatches=(),
            )
            for pair in library
        ),
        mismatches=(),
    )
    line = next(line for line in printed(turned, 160).splitlines() if "이용은 무료다." in line)
    assert line.index("이용은") < line.index("Use is free")


def test_hostile_text_neither_drives_the_terminal_nor_breaks_lines(alignment_of: AlignmentOf) -> None:
    hostile = "지우기\x1b[2J\x07 뒤집기\u202e 줄\r\n끝\x9b31m 반쪽\ud800 널\x00"
    alignment = alignment_of(
        [((hostile,), ("Fine.",))], [(0, "number", "error", "\x1b[2J", None)], "a\x1b[1mb\n.txt"
    )
    report = printed(alignment, 160)
    report.encode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", report)
    assert r"{\x1b[2J}\x07" in report and r"\ud800" in report
    assert report.startswith(r"a\x1b[1mb .txt: 1 pair")


def test_one_language_only_says_what_is_missing(library: Alignment) -> None:
    assert library.page is not None
    page = replace(library.page, notes=("No English article was found.",))
    korean = tuple(
        replace(pair, target=(), bead=replace(pair.bead, target=range(0)), mismatches=()) for pair in library
    )
    report = printed(replace(library, pairs=korean, mismatches=(), page=page), 80)
    assert "note: No English article was found." in report
    assert "0 pairs of 5 Korean and 0 English sentences" in report
    assert "No English text, so nothing is paired: 5 Korean sentences stand alone." in report
    assert "달빛시" not in report


def test_an_empty_page_says_so() -> None:
    assert "No Korean or English text, so nothing is paired." in printed(Alignment("ko", "en", ()), 80)


@pytest.mark.parametrize(("columns", "width"), [("", 100), ("72", 72), ("0", 100), ("x", 100)])
def test_a_pipe_has_a_fixed_width(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert console_for(io.StringIO()).width == width


def test_long_words_are_cut_and_take_linear_time(alignment_of: AlignmentOf) -> None:
    alignment = alignment_of([(("1" * 20_000,), ("가" * 20_000,))])
    lines = printed(alignment, 80).splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert sum(line.count("가") for line in lines) == 20_000
