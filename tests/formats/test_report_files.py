"""The report for the browser as a format: what is read back from a page."""

from __future__ import annotations

from pathlib import Path

import pytest

import aligner
from aligner.alignment import Alignment
from aligner.errors import FormatError
from aligner.formats import save
from aligner.formats.html import read
from aligner.formats.jsonl import dumps

PAGE = """<!doctype html><script>var a = "b";</script>
<script type="application/json" id="labels">{"a": 1}</script>
<script type="application/json" id="alignment">%s</script><p>"""


def test_the_alignment_is_told_from_other_data_of_the_page(library: Alignment) -> None:
    data = dumps(library.to_dict()).replace("<", "\\u003c")
    assert read(PAGE % data) == [library]


def test_a_report_is_written_by_its_suffix(library: Alignment, tmp_path: Path) -> None:
    library.save(tmp_path / "report.html")
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == library.to_html()
    with pytest.raises(FormatError, match="one document a file"):
        save([library, library], tmp_path / "two.html")


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ("<!doctype html><p>Rain fell.", r"page\.html: a page without an alignment"),
        ("", "a page without an alignment"),
        (PAGE % "{", "not JSON"),
        (PAGE % '{"schema": 99}', "schema 99 is newer"),
    ],
)
def test_pages_of_others_are_refused(page: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with pytest.raises(FormatError, match=complaint):
        aligner.load(tmp_path / "page.html")
