"""The report for the browser as a format: what is read back from a page."""

from __future__ import annotations

from pathlib import Path

import pytest

import aligner
from aligner.formats import load_all, save
from aligner.model.alignment import Alignment
from aligner.model.errors import FormatError

OURS = (
    '<meta name="generator" content="aligner 1"><script type="application/json" class="alignment">%s</script>'
)


def test_a_report_holds_its_alignments(library: Alignment, tmp_path: Path) -> None:
    library.save(tmp_path / "one.html")
    save([library, library], tmp_path / "two.html")
    assert (tmp_path / "one.html").read_text(encoding="utf-8") == library.to_html()
    assert aligner.load(tmp_path / "one.html") == library
    assert load_all(tmp_path / "two.html") == [library, library]


def test_what_the_text_says_about_itself_is_not_believed(alignment_of: object, tmp_path: Path) -> None:
    assert callable(alignment_of)
    odd = alignment_of([(("</script><script>",), (OURS % "{}",))], (), OURS % "[]")
    odd.save(tmp_path / "odd.html")
    assert aligner.load(tmp_path / "odd.html") == odd


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ("<!doctype html><p>Rain fell.", r"page\.html: a page that is no report of ours"),
        ("", "no report of ours"),
        (OURS % "{", "not JSON"),
        (OURS % '{"schema": 99}', "schema 99 is newer"),
    ],
)
def test_pages_of_others_are_refused(page: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with pytest.raises(FormatError, match=complaint):
        aligner.load(tmp_path / "page.html")
