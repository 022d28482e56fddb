"""What a corpus is made of: files, folders, patterns, lines, rows, compressed or not."""

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aligner.corpus.files import find_files
from aligner.corpus.inputs import Entry, document_in, entries
from aligner.corpus.unpacking import numbered_lines
from aligner.model.errors import AlignerError, InputError
from aligner.model.page import Page

LARGEST = 10_000
PAGE = "비가 왔다.\n아래는 구글 번역이 번역한 영문 기사의 전문입니다.\nIt rained.\n"
ROWS = [{"source": "비가 왔다.", "target": "It rained.", "id": "rain"}, {"page": PAGE, "year": 2024}]
LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()


def read(path: Path | str) -> list[Any]:
    """The documents of one input, or what is wrong with them."""
    return [_document(entry) for entry in entries(find_files([str(path)]), LARGEST)]


def _document(entry: Entry) -> Any:
    try:
        return document_in(entry, LARGEST)
    except AlignerError as error:
        return str(error)


def test_a_folder_is_searched_to_its_depths_in_order(tmp_path: Path) -> None:
    """Hidden files, files of other kinds and the output of a run before are left out."""
    names = ["b.txt", "a/c.html.gz", "a/b/x.jsonl", "a.parquet", ".hidden/x.txt", "notes.md", "side.json"]
    for name in [*names, "out.jsonl"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = find_files([str(tmp_path)], apart=[tmp_path / "out.jsonl"])
    shown = [str(Path(file.path).relative_to(tmp_path)) for file in found]
    assert shown == ["a/b/x.jsonl", "a/c.html.gz", "a.parquet", "b.txt"]


def test_markdown_is_taken_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("# 다리\n\n*열렸다.*\n\n# Bridge\n\nIt *opened*.\n", encoding="utf-8")
    for name in ("guide.md", "*.md"):
        (document,) = read(tmp_path / name)
        assert isinstance(document.page, Page)
        assert [part.text for part in document.page.paragraphs] == ["다리", "열렸다.", "Bridge", "It opened."]
    with pytest.raises(InputError, match="no file in this folder"):
        find_files([str(tmp_path)])


def test_names_and_patterns_keep_their_order_and_count_once(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt", "deep/3.txt", "page"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    given = [str(tmp_path / name) for name in ("2.txt", "**/*.txt", "page")]
    assert [Path(file.path).name for file in find_files(given)] == ["2.txt", "1.txt", "3.txt", "page"]


def test_a_name_may_look_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "page[1].txt").write_text(PAGE, encoding="utf-8")
    assert len(find_files([str(tmp_path / "page[1].txt")])) == 1


@pytest.mark.parametrize("name", ["missing.txt", "*.nothing", "folder", "nul\0"])
def test_what_means_nothing_is_an_error_with_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match=r"no such file|no file in this folder|can't be read"):
        find_files([str(tmp_path / name)])


def _zstd(content: bytes) -> bytes:
    zstd = pytest.importorskip("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd")
    half = len(content) // 2  # in two frames, as big dumps are
    return bytes(zstd.compress(content[:half]) + zstd.compress(content[half:]))


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_lines_of_json_are_documents(tmp_path: Path, suffix: str) -> None:
    packed = {"": bytes, ".gz": gzip.compress, ".zst": _zstd}[suffix](LINES)
    path = tmp_path / f"x.jsonl{suffix}"
    path.write_bytes(packed)
    rain, page = read(path)
    assert (rain.identifier, rain.target, rain.metadata) == ("rain", "It rained.", {"id": "rain"})
    assert (page.identifier, page.page, page.metadata) == (f"{path}:2", PAGE, {"year": 2024})


@pytest.mark.parametrize("suffix", [".txt", ".txt.gz", ".txt.zst"])
def test_a_file_is_a_page(tmp_path: Path, suffix: str) -> None:
    packed = {".txt": bytes, ".txt.gz": gzip.compress, ".txt.zst": _zstd}[suffix](PAGE.encode())
    path = tmp_path / f"x{suffix}"
    path.write_bytes(packed)
    assert [document.page for document in read(path)] == [PAGE.encode()]


def test_a_file_called_html_is_html_whatever_it_begins_with(tmp_path: Path) -> None:
    pytest.importorskip("selectolax", reason="needs the extra `web`")
    path = tmp_path / "x.html"
    path.write_text("<!-- saved --><center>비가 <b>왔다</b>.</center>", encoding="utf-8")
    (document,) = read(path)
    assert isinstance(document.page, Page) and document.page.text.strip() == "비가 왔다."


def test_json_is_one_document_or_a_list(tmp_path: Path) -> None:
    one, several = tmp_path / "one.json", tmp_path / "several.json"
    one.write_text(json.dumps(ROWS[0]), encoding="utf-8")
    several.write_text(json.dumps(ROWS), encoding="utf-8")
    assert [document.identifier for document in read(one)] == ["rain"]
    assert [document.identifier for document in read(several)] == ["rain", f"{several}:2"]


def test_rows_of_parquet_are_documents(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "x.parquet"
    rows = [dict.fromkeys(("page", "source", "target", "id")) | row for row in ROWS]
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    rain, page = read(path)
    assert (rain.identifier, rain.source, rain.page) == ("rain", "비가 왔다.", None)
    assert (page.identifier, page.page) == (f"{path}:2", PAGE)


def test_metadata_that_json_has_no_form_for_becomes_text(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    row = {"source": "비가 왔다.", "target": "It rained.", "day": date(2024, 1, 14), "share": float("nan")}
    parquet.write_table(pyarrow.Table.from_pylist([row | {"sum": [Decimal("1.50")]}]), tmp_path / "x.parquet")
    (document,) = read(tmp_path / "x.parquet")
    assert document.metadata == {"day": "2024-01-14", "share": "nan", "sum": ["1.50"]}


@pytest.mark.parametrize(("content", "count"), [(LINES, 2), (PAGE.encode(), 1)])
def test_standard_input_is_lines_of_json_or_a_page(
    monkeypatch: pytest.MonkeyPatch, content: bytes, count: int
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    documents = read("-")
    assert len(documents) == count
    assert documents[-1].page in (PAGE, PAGE.encode())


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.html", b" \n\n", "empty"),
        ("large.txt", b"x" * (LARGEST + 1), "larger than"),
        ("bomb.txt.gz", gzip.compress(b" " * 50_000_000), "larger than"),
        ("damaged.txt.gz", gzip.compress(PAGE.encode())[:-12], "can't be read"),
        ("not.txt.gz", PAGE.encode(), "can't be read"),
        ("not.txt.zst", PAGE.encode(), "can't be read"),
        ("line.jsonl", b'{"page": "x"\n', "not JSON"),
        ("word.jsonl", b"3\n", "an object of JSON was expected"),
        ("bytes.jsonl", b'{"page": "\xff"}\n', "not UTF-8"),
        ("deep.jsonl", b"[" * 9_000 + b"\n", "not JSON"),
        ("keys.jsonl", b'{"text": "x"}\n', "'page'"),
        ("nested.jsonl", b'{"page": {"text": "x"}}\n', "'page' is a dict"),
        ("long.jsonl", b'{"page": "' + b"x" * LARGEST + b'"}\n', "larger than"),
        ("list.json", json.dumps([{"page": "x" * (LARGEST + 1)}]).encode(), "larger than"),
        ("x.json", b"{", "can't be read"),
        ("x.parquet", b"PAR1", "can't be read"),
    ],
)
def test_what_can_not_be_read_has_a_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    if ".zst" in name:
        _zstd(b"")
    if ".parquet" in name:
        pytest.importorskip("pyarrow")
    path = tmp_path / name
    path.write_bytes(content)
    (problem,) = read(path)
    assert isinstance(problem, str) and reason in problem
    assert "\n" not in problem


def test_a_damaged_file_gives_what_comes_before_and_does_not_end_the_rest(tmp_path: Path) -> None:
    damaged, good = tmp_path / "a.jsonl.gz", tmp_path / "b.txt"
    damaged.write_bytes(gzip.compress(LINES * 500)[:-40])
    good.write_text(PAGE, encoding="utf-8")
    documents = [_document(entry) for entry in entries(find_files([str(tmp_path)]), LARGEST)]
    assert isinstance(documents[-2], str) and "can't be read" in documents[-2]
    assert documents[-1].page == PAGE.encode()
    assert len(documents) > 500


def test_a_line_that_is_too_long_is_passed_over_to_its_end() -> None:
    stream = io.BytesIO(b"one\n" + b"x" * 95 + b"\ntwo")
    numbers = [
        (number, line if isinstance(line, bytes) else "too long")
        for number, line in numbered_lines(stream, 10)
    ]
    assert numbers == [(1, b"one\n"), (2, "too long"), (3, b"two")]


def test_what_was_consumed_grows_to_the_size_of_all_files(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_bytes(LINES)
    consumed = [entry.consumed for entry in entries(find_files([str(tmp_path)]), LARGEST)]
    assert consumed == sorted(consumed) and consumed[-1] == 2 * len(LINES)
