"""Whole pages and the report expected of them; a change of any stage shows up as a diff.

To accept a change, from the project's folder: aligner page examples/articles/NAME > tests/golden/NAME.report
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

import aligner
from aligner.report.terminal import console_for, print_report

GOLDEN = Path(__file__).parent / "golden"
ARTICLES = Path(__file__).parent.parent / "examples" / "articles"


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.report")), ids=lambda path: path.stem)
def test_report_of_a_page_is_the_golden_one(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    page = ARTICLES / golden.stem
    alignment = replace(aligner.align_page(page.read_bytes()), document=f"examples/articles/{page.name}")
    stream = io.StringIO()
    print_report(alignment, console_for(stream))
    assert stream.getvalue() == golden.read_text(encoding="utf-8")
