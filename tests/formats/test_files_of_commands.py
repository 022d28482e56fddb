"""Files that commands read besides articles: projects, glossaries, workbooks, baselines and reviews.

Each was found by mutated files (`tests/fuzz`) or made by hand; the first lines of the tests say what it did.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import aligner
from aligner.cli.config import config_of
from aligner.corrections.work import Work
from aligner.formats import Limits
from aligner.formats.bitexts.reading import read_units
from aligner.formats.bitexts.written import annotated
from aligner.model.alignment import Pair
from aligner.model.bead import Bead
from aligner.model.errors import FormatError, InputError, SettingsError
from aligner.review.desk import Desk
from aligner.review.documents import digest, plain, read_work, work_file, write_work

Parts = dict[str, bytes]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("aligner.toml", f"document = {'9' * 5000}", "not TOML: Exceeds the limit"),
        ("aligner.toml", "ignore = " + "[" * 5000, "not TOML"),
        (
            "aligner.toml",
            f"[error-rates]\nnumber = {'9' * 400}",
            "error-rates.number: the number is too large",
        ),
        ("aligner.toml", f"document = 0x{'f' * 4000}", "Exceeds the limit"),
        ("pyproject.toml", "tool = {aligner = 3}", "tool.aligner: a table was expected, not 3"),
    ],
)
def test_a_project_beyond_reading_is_told(name: str, content: str, told: str, tmp_path: Path) -> None:
    """Each was a ValueError, a RecursionError, an OverflowError or an AttributeError."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises((InputError, SettingsError), match=told) as error:
        config_of(tmp_path / name)
    assert str(error.value).startswith(str(tmp_path / name))


def test_the_tables_of_other_tools_are_none_of_our_concern(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    for content in ("tool = 3", "[tool.other]\na = 1", "a = " + "9" * 5000, "= 3"):
        path.write_text(content, encoding="utf-8")
        assert config_of(None, tmp_path).folder != tmp_path


def workbook(path: Path, edit: Callable[[bytes], bytes] = bytes, more: Parts | None = None) -> Path:
    """A workbook of two terms that are pairs too, with its sheet edited and parts put in."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["source", "target"], ["시장", "mayor"], ["비", "rain"]):
        book.active.append(row)
    book.save(path)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {SHEET: edit(parts[SHEET]), **(more or {})}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def far(content: bytes) -> bytes:
    """A row stands in the last row that there can be, and the sheet says it is as wide as can be."""
    content = content.replace(b'ref="A1:B3"', b'ref="A1:XFD1048576"').replace(
        b'<row r="3"', b'<row r="1048576"'
    )
    return content.replace(b'r="A3"', b'r="A1048576"').replace(b'r="B3"', b'r="B1048576"')


def beyond(content: bytes) -> bytes:
    return content.replace(b'<row r="3"', b'<row r="999999999999"').replace(b'r="A3"', b'r="A999999999999"')


def merged(content: bytes) -> bytes:
    area = b'<mergeCells count="1"><mergeCell ref="A4:XFD1048576"/></mergeCells>'
    return content.replace(b"</sheetData>", b"</sheetData>" + area)


@pytest.mark.parametrize(("edit", "terms"), [(far, 2), (beyond, 1), (merged, 2)])
def test_a_sheet_that_says_it_is_as_large_as_can_be_is_read(
    edit: Callable[[bytes], bytes], terms: int, tmp_path: Path
) -> None:
    """5 kB: a glossary of 17 billion cells, all of them empty, was not read to its end."""
    path = workbook(tmp_path / "terms.xlsx", edit)
    began = process_time()
    assert len(aligner.read_glossary(path)) == terms
    assert aligner.check_file(path).count >= 1
    assert process_time() - began < 10  # two million rows; 17 billion cells are hours


def test_areas_of_cells_are_bounded_where_each_would_be_made(tmp_path: Path) -> None:
    """`annotated` reads the workbook to write it, which makes a cell of each in an area that is one."""
    path = workbook(tmp_path / "pairs.xlsx", merged)
    with pytest.raises(FormatError, match=r"pairs\.xlsx: 17,179,820,032 cells are merged or one link"):
        annotated(path, aligner.check_file(path))
    few = workbook(tmp_path / "few.xlsx", lambda content: merged(content).replace(b"XFD1048576", b"C9"))
    assert annotated(few, aligner.check_file(few))
    wide = workbook(tmp_path / "wide.xlsx", lambda content: content.replace(b"A1:B3", b"A1:XFD1048576"))
    assert annotated(wide, aligner.check_file(wide))


def test_a_workbook_is_looked_at_before_it_is_unpacked(tmp_path: Path) -> None:
    """200 kB that are 200 MB; a glossary may be as large where that is allowed."""
    path = workbook(tmp_path / "terms.xlsx", more={"xl/more.xml": b"a" * 200_000_001})
    for read in (aligner.read_glossary, aligner.check_file):
        with pytest.raises(
            FormatError, match=r"terms\.xlsx: larger than 200,000,000 bytes when it is unpacked"
        ):
            read(path)
        assert read(path, limits=Limits(unpacked=2**28))


@pytest.mark.parametrize(
    ("name", "content", "read"),
    [
        ("terms.tsv", "시장\tmayor\n", aligner.read_glossary),
        ("accepted.tsv", "0123456789abcdef\n", aligner.read_baseline),
        ("pairs.json", '[{"source": "비가 왔다.", "target": "It rained."}]', aligner.load),
        ("pairs.po", 'msgid "비가 왔다."\nmsgstr "It rained."\n', aligner.check_file),
    ],
)
def test_every_reader_takes_the_limits(
    name: str, content: str, read: Callable[..., Any], tmp_path: Path
) -> None:
    if name.endswith(".po"):
        pytest.importorskip("polib")
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    size = path.stat().st_size
    assert read(path, limits=Limits(size=size))
    with pytest.raises(FormatError, match=rf"{name}: larger than {size - 1} bytes"):
        read(path, limits=Limits(size=size - 1))
    assert read(path), "the limits of one call are not those of the next"


@pytest.mark.parametrize("encoding", ["utf-16", "cp949"])
def test_notes_for_a_file_that_is_cut_off_within_a_character(encoding: str, tmp_path: Path) -> None:
    """Its units are read as far as they go; it was a UnicodeDecodeError to write notes between them."""
    unit = '<trans-unit id="1"><source>3만 명</source><target>300,000 people</target></trans-unit>'
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><xliff version="1.2"><file source-language="ko" '
        f'target-language="en"><body>{unit}</body></file></xliff>가'
    )
    path = tmp_path / "a.xlf"
    path.write_bytes(text.encode(encoding)[:-1])
    with pytest.raises(FormatError, match=r"a\.xlf: not .*, as the file declares"):
        annotated(path, aligner.check_file(path))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("changes", [1]),
        ("changes", True),
        ("changes", "edit"),
        ("changes", [{"do": "edit", "side": "target", "sentence": 0, "text": 3}]),
        ("changes", [{"do": ["edit"]}]),
        ("changes", [{"do": "undo", "x": float("inf")}]),
        ("done", -1),
        ("done", 2),
        ("done", float("inf")),
        ("revision", None),
        ("revision", "9" * 5000),
        ("read", []),
    ],
)
def test_a_review_that_is_none_is_refused_with_a_cure(key: str, value: object, tmp_path: Path) -> None:
    """Some were an AttributeError, a TypeError or an OverflowError; one could not be written again."""
    path = tmp_path / "rain.txt"
    path.write_text("비가 왔다.\n\nIt rained.\n", encoding="utf-8")
    change = {"do": "edit", "side": "target", "sentence": 0, "text": "It snowed."}
    work = Work(aligner.align("비가 왔다.", "It rained.")).changed(change)
    write_work(work, path, plain(work.read), digest(path))
    assert read_work(path, "rain", aligner.Aligner()).work.done == 1
    values = json.loads(work_file(path).read_text(encoding="utf-8"))
    work_file(path).write_text(json.dumps(values | {key: value}), encoding="utf-8")
    with pytest.raises(
        FormatError, match=r"rain\.txt\.review\.json: is no work .*; move it away to begin anew"
    ):
        read_work(path, "rain", aligner.Aligner())


def test_a_review_of_halves_of_characters_is_opened_again(tmp_path: Path) -> None:
    """All work on such a text was lost: it was written as bytes that are no UTF-8."""
    path = tmp_path / "odd.json"
    aligner.align(["가 \ud800 왔다."], ["It \udc00 came."]).save(path)
    desk = Desk([path])
    (key,) = desk.paths
    desk.change(key, 0, {"do": "edit", "side": "target", "sentence": 0, "text": "It \udfff rained."})
    assert Desk([path]).open(key).work == desk.open(key).work
    written = work_file(path).read_text(encoding="utf-8")
    work_file(path).write_bytes(written.replace("\\udfff", "\udfff").encode("utf-8", "surrogatepass"))
    assert Desk([path]).open(key).work == desk.open(key).work, "as earlier versions wrote it"


@pytest.mark.parametrize("value", [float("inf"), float("nan"), {"a": [float("-inf")]}])
def test_metadata_that_json_can_not_hold_is_refused(value: object, tmp_path: Path) -> None:
    """`1e999` is infinity to Python: it was read, and could not be saved."""
    values = aligner.align(["비가 왔다."], ["It rained."]).to_dict() | {"metadata": {"score": value}}
    (tmp_path / "a.json").write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(FormatError, match=r"a\.json: metadata: JSON can't hold 'score'"):
        aligner.load(tmp_path / "a.json")


def test_a_pair_of_nothing_stays_in_xliff(tmp_path: Path) -> None:
    """As the first of a document it was taken for the sign of an empty document."""
    alignment = aligner.align(["비가 왔다."], ["It rained."])
    nothing = Pair((), (), Bead(range(0), range(0)))
    for held in ((nothing,), (nothing, *alignment.pairs), (), alignment.pairs):
        replace(alignment, pairs=held).save(tmp_path / "a.xlf")
        assert [pair.bead for pair in aligner.load(tmp_path / "a.xlf")] == [pair.bead for pair in held]


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".tmx", lambda size: memory("\n" * 10 * size)),  # a text came line by line, each put to those before
        (".tmx", lambda size: memory("&amp;" * 2 * size)),
        (
            ".jsonl",
            lambda size: f'{{"source": "{"a" * 1000 * size}", "target": "b"}}',
        ),  # and a line by pieces
        (".xlf", lambda size: interchange('<mrk mtype="seg" mid="1">a</mrk>' * size)),
        (".po", lambda size: 'msgid "가"\n' + '"가"\n' * size + 'msgstr "a"\n'),
        (".tsv", lambda size: "가\ta" + "\t" * 10 * size),
    ],
    ids=["lines", "references", "one line", "segments", "pieces", "columns"],
)
def test_bitexts_are_read_in_linear_time(suffix: str, content: Callable[[int], str], tmp_path: Path) -> None:
    """Two were quadratic."""
    if suffix == ".po":
        pytest.importorskip("polib")

    def seconds(size: int) -> float:
        path = tmp_path / f"{size}{suffix}"
        path.write_text(content(size), encoding="utf-8")
        began = process_time()
        for _ in read_units(path):
            pass
        return process_time() - began

    short, long = (min(seconds(size) for _ in range(3)) for size in (5_000, 40_000))
    assert long < max(24 * short, 0.2)  # eight times, or 64


def memory(text: str) -> str:
    sides = f'<tuv xml:lang="ko"><seg>{text}</seg></tuv><tuv xml:lang="en"><seg>a</seg></tuv>'
    return f'<tmx version="1.4"><header srclang="ko"/><body><tu>{sides}</tu></body></tmx>'


def interchange(text: str) -> str:
    unit = f"<trans-unit><source>{text}</source><target>a</target></trans-unit>"
    head = '<xliff version="1.2"><file source-language="ko" target-language="en"><body>'
    return f"{head}{unit}</body></file></xliff>"
