"""Glossaries in tables with all columns, in workbooks and in TBX."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner import read_glossary
from aligner.cli import run as command
from aligner.model.errors import FormatError, InputError
from aligner.model.lexicon import Term

ROWS = [
    ["source", "target", "forbidden", "case", "part", "context", "note"],
    ["달빛시", "Moonlight City|the city", "Dalbit City|Moon City", "yes", "no", "", "as on signs"],
    ["시장", "mayor", "", "", "", "의회|취임", ""],
    ["시장", "market", "", "", "yes", "", ""],
    ["", "", "utilize", "", "", "", ""],
]
TERMS = (
    Term(
        "달빛시", ("Moonlight City", "the city"), ("Dalbit City", "Moon City"), case=True, note="as on signs"
    ),
    Term("시장", ("mayor",), context=("의회", "취임")),
    Term("시장", ("market",), part=True),
    Term("", (), ("utilize",)),
)


def table(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_table_with_all_columns_in_any_order(tmp_path: Path) -> None:
    assert read_glossary(table(tmp_path / "terms.tsv", ROWS)) == TERMS
    turned = [row[::-1] for row in ROWS]
    assert read_glossary(table(tmp_path / "turned.tsv", turned)) == TERMS
    titled = [["원문", "번역문"], ["달빛시", "Moonlight City"]]
    assert read_glossary(table(tmp_path / "titled.tsv", titled)) == (Term("달빛시", ("Moonlight City",)),)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([*ROWS, ["시장", "bazaar"]], r"terms\.tsv:6: '시장' is in an earlier row too"),
        ([["source", "target", "colour"]], "no column is called 'colour'"),
        ([ROWS[0], ["시장", "market", "", "maybe"]], r"terms\.tsv:2: case is 'maybe'"),
        ([ROWS[0], ["", "market"]], r"terms\.tsv:2: .* is not a source term"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(rows: list[list[str]], said: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=said):
        read_glossary(table(tmp_path / "terms.tsv", rows))


def test_a_workbook_has_the_same_columns(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    second = book.create_sheet("more")
    for row in (["# a comment"], [], ["source", "target"], ["축제", "festival"], ["해", 2024]):
        second.append(row)
    book.save(tmp_path / "terms.xlsx")
    more = (Term("축제", ("festival",)), Term("해", ("2024",)))
    assert read_glossary(tmp_path / "terms.xlsx") == (*TERMS, *more)


@pytest.mark.parametrize("content", [b"no workbook", b"PK\x03\x04torn"])
def test_what_is_no_workbook_is_said(content: bytes, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    (tmp_path / "terms.xlsx").write_bytes(content)
    with pytest.raises(FormatError, match=r"terms\.xlsx: no workbook"):
        read_glossary(tmp_path / "terms.xlsx")


BASIC = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="c1"><note>as on <hi>signs</hi></note>
 <langSet xml:lang="ko"><tig><term>달빛시</term></tig></langSet>
 <langSet xml:lang="en-US">
  <tig><term>Dalbit City</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  <tig><term>the city</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
  <ntig><termGrp><term>Moonlight City</term>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
 </langSet></termEntry>
<termEntry id="c2">
 <langSet xml:lang="ko"><tig><term>시장</term></tig></langSet>
 <langSet xml:lang="en"><tig><term>mayor</term></tig></langSet></termEntry>
<termEntry id="c3">
 <langSet xml:lang="ko"><tig><term>시장</term></tig></langSet>
 <langSet xml:lang="en"><tig><term>market</term></tig></langSet>
 <langSet xml:lang="fr"><tig><term>marché</term></tig></langSet></termEntry>
</body></text></martif>
"""
OF_2019 = """<?xml version="1.0"?>
<tbx type="TBX-Min" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min"><text><body>
<conceptEntry id="c1">
 <langSec xml:lang="ko"><termSec><term>달빛시</term></termSec></langSec>
 <langSec xml:lang="en">
  <termSec><term>Moonlight City</term><min:administrativeStatus>preferred</min:administrativeStatus></termSec>
  <termSec><term>Moon City</term><min:administrativeStatus>superseded</min:administrativeStatus></termSec>
 </langSec></conceptEntry>
</body></text></tbx>
"""


def test_tbx_of_both_editions(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(BASIC, encoding="utf-8")
    city = Term("달빛시", ("Moonlight City", "the city"), ("Dalbit City",), note="as on signs")
    assert read_glossary(path) == (city, Term("시장", ("mayor", "market")))
    turned = read_glossary(path, "en")
    assert [(term.source, term.targets) for term in turned] == [
        ("the city", ("달빛시",)),
        ("Moonlight City", ("달빛시",)),
        ("mayor", ("시장",)),
        ("market", ("시장",)),
    ]
    path.write_text(OF_2019, encoding="utf-8")
    assert read_glossary(path) == (Term("달빛시", ("Moonlight City",), ("Moon City",)),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<tmx/>", "the root is <tmx>"),
        ("<martif>", "not XML"),
        ('<!DOCTYPE martif [<!ENTITY a "b">]><martif>&a;</martif>', "refused"),
        ("<martif/>", "no term with a ko and a en word"),
    ],
)
def test_tbx_that_is_none_or_does_harm_is_refused(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "terms.tbx").write_text(content, encoding="utf-8")
    with pytest.raises(FormatError, match=rf"terms\.tbx: .*{said}"):
        read_glossary(tmp_path / "terms.tbx")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in ("terms.tbx", "terms.tsv"):
        with pytest.raises(InputError, match="terms"):
            read_glossary(tmp_path / name)


def test_the_command_takes_every_form(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rows.tsv").write_text("달빛시는 크다.\tDalbit City is large.\n", encoding="utf-8")
    (tmp_path / "terms.tbx").write_text(BASIC, encoding="utf-8")
    options = ["--glossary", str(tmp_path / "terms.tbx"), "--format", "tsv", "--fail-on", "warning"]
    assert command(["check", str(tmp_path / "rows.tsv"), *options]) == 1
    assert "“Dalbit City” must not be used here, but “Moonlight City”" in capfd.readouterr().out
