"""Files that are text and no pages are refused with the way to read them, and so are names of files."""

from __future__ import annotations

from pathlib import Path

import pytest

import aligner
from aligner.formats import FORMATS, save
from aligner.model.errors import InputError
from aligner.page import read_page

PAGE = "다리가 새로 열렸다.\n\nThe bridge has opened."
# Files of numbers without any text: read as a page they are empty.
WITHOUT_TEXT = {".ladder", ".align"}


@pytest.mark.parametrize("suffix", sorted(FORMATS.keys() - WITHOUT_TEXT))
def test_what_aligner_saves_is_no_page(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"saved{suffix}"
    save(aligner.align_page(PAGE), path)
    content = path.read_bytes()
    for page in (content, content.decode("utf-8-sig")):
        with pytest.raises(InputError, match=r"no page; aligner\.load"):
            aligner.align_page(page)


def test_a_correction_that_the_report_saves_is_no_page() -> None:
    with pytest.raises(InputError, match="an alignment in JSON"):
        read_page('{"schema":1,"aligner":"0.1.0","source_language":"ko","pairs":[]}\n')


@pytest.mark.parametrize(
    "page",
    [PAGE, '{"schema": 1} is how the file begins.', "<p>다리가 열렸다.</p><p>The xliff file opened.</p>"],
)
def test_pages_that_look_a_little_like_it_are_read(page: str) -> None:
    assert read_page(page).text


def test_the_name_of_a_file_is_told_from_a_page(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    with pytest.raises(InputError, match="is the name of a file that is there"):
        aligner.align_page(str(path))
    assert read_page(str(tmp_path / "other.txt")).paragraphs == ()
    assert read_page("다리/교량") == read_page("다리/교량")
    assert read_page("\ud800.txt\ud800/").text
