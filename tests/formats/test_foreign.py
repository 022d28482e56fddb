"""Files that other programs write: bitexts, translation memories, ladders, lists of beads."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.formats import load, save
from aligner.formats.bitexts.tables import read_table
from aligner.formats.findings import WRITERS
from aligner.model.alignment import Alignment
from aligner.model.bitext import BadUnit, CheckedFile, CheckedUnit, Unit
from aligner.model.errors import FormatError
from aligner.model.mismatch import Mismatch

TMX = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="{srclang}" creationtool="other"/><body>
<tu><tuv xml:lang="ko-KR"><seg>비가 <ph>&lt;br/&gt;</ph>왔다.</seg></tuv>
    <tuv xml:lang="EN-us"><seg>Rain <hi>fell</hi>.</seg></tuv></tu>
<tu><tuv xml:lang="ja"><seg>雨</seg></tuv><tuv xml:lang="en"><seg>Rain</seg></tuv></tu>
<tu><tuv lang="en"><seg>Snow.</seg></tuv><tuv lang="ko"><seg>눈.</seg></tuv></tu>
</body></tmx>"""

ENTITIES = """<?xml version="1.0"?>
<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<tmx version="1.4"><header/><body><tu><tuv xml:lang="ko"><seg>&b;</seg></tuv></tu></body></tmx>"""


def written(folder: Path, name: str, text: str) -> Alignment:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load(path)


def texts(alignment: Alignment) -> list[tuple[str, str]]:
    return [(pair.source_text, pair.target_text) for pair in alignment]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("비가 왔다.\tRain fell.\n", [("비가 왔다.", "Rain fell.")]),
        (
            "비가 왔다.\tRain fell.\tnote\r\n\r\n눈.\tSnow.\r\n",
            [("비가 왔다.", "Rain fell."), ("눈.", "Snow.")],
        ),
        ("id\ten\tko\n7\tRain.\t비.\n", [("비.", "Rain.")]),
        ("원문\t번역문\n비.\tRain.\n", [("비.", "Rain.")]),
        ("C:\\temp\t비\n", [("C:\\temp", "비")]),
        ("\tOnly English.\n한국어만.\t\n", [("", "Only English."), ("한국어만.", "")]),
        ("", []),
    ],
)
def test_bitexts_with_and_without_header(table: str, expected: list[tuple[str, str]]) -> None:
    assert [(unit.source, unit.target) for unit in read_table(table)] == expected


def test_a_bitext_of_one_column_is_refused_with_its_row() -> None:
    _, bad = read_table("비.\tRain.\n눈. Snow.\n")
    assert isinstance(bad, BadUnit) and str(bad).startswith("row 2: one column; two are needed")


def test_direction_of_a_bitext_is_that_of_its_scripts(tmp_path: Path) -> None:
    assert written(tmp_path, "a.tsv", "Rain.\t비.\n").source_language == "en"
    assert written(tmp_path, "b.csv", "비.,Rain.\n").source_language == "ko"


def test_a_bitext_keeps_unmatched_sentences(tmp_path: Path) -> None:
    alignment = written(tmp_path, "a.tsv", "비.\tRain.\n눈.\t\n\tWind.\n")
    assert [pair.bead.kind for pair in alignment] == [(1, 1), (1, 0), (0, 1)]


def test_a_spreadsheet_meets_no_formula(library: Alignment, tmp_path: Path) -> None:
    alignment = written(
        tmp_path, "a.tsv", "=HYPERLINK(1)\t+1\n-기자\t\N{FULLWIDTH EQUALS SIGN}비\n'=비\t@cmd\n"
    )
    save(alignment, tmp_path / "b.csv")
    lines = (tmp_path / "b.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    cells = [cell for line in lines for cell in line.split(",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}"))]
    assert texts(load(tmp_path / "b.csv")) == texts(alignment)


def test_csv_opens_in_excel_as_utf_8(library: Alignment, tmp_path: Path) -> None:
    library.save(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument,pair,")


def test_findings_of_a_bitext_are_as_safe_in_a_spreadsheet() -> None:
    unit = Unit("=3만 명", "=300,000 people", 1, "=place", "+name")
    mismatch = Mismatch("=kind", "", "error", "+message", source_surface="=3만", target_surface="@300,000")
    text = WRITERS["csv"]([CheckedFile("-document", (CheckedUnit(1, unit, (mismatch,)),))])
    assert text.startswith("\ufeffdocument,pair,")
    assert not [cell for cell in text.splitlines()[1].split(",") if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("suffix", [".tsv", ".tmx"])
def test_an_edited_sentence_is_taken_over(library: Alignment, tmp_path: Path, suffix: str) -> None:
    library.save(tmp_path / f"a{suffix}")
    text = (tmp_path / f"a{suffix}").read_text(encoding="utf-8")
    edited = written(tmp_path, f"b{suffix}", text.replace("이용은 무료다.", "이용은 공짜다!!"))
    assert edited[4].source_text == "이용은 공짜다!!"
    assert edited[4].bead == library[4].bead


@pytest.mark.parametrize(("suffix", "place"), [(".tsv", "row 3"), (".tmx", "unit '달빛시는")])
def test_an_edit_of_two_sentences_is_refused(
    library: Alignment, tmp_path: Path, suffix: str, place: str
) -> None:
    library.save(tmp_path / f"a{suffix}")
    text = (tmp_path / f"a{suffix}").read_text(encoding="utf-8")
    with pytest.raises(FormatError, match=rf"b{suffix}: {place}.*was it edited"):
        written(tmp_path, f"b{suffix}", text.replace("It starts on the 5th.", "It starts soon."))


@pytest.mark.parametrize(
    ("srclang", "first"), [("ko", "비가 왔다."), ("en-US", "Rain fell."), ("*all*", "비가 왔다.")]
)
def test_memories_of_others_give_one_to_one_pairs(tmp_path: Path, srclang: str, first: str) -> None:
    alignment = written(tmp_path, "a.tmx", TMX.format(srclang=srclang))
    assert alignment[0].source_text == first
    assert [pair.bead.kind for pair in alignment] == [(1, 1), (1, 1)]
    assert alignment[1].bead.source == range(1, 2)


def test_entities_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="refused"):
        written(tmp_path, "a.tmx", ENTITIES)


def test_memory_holds_a_unit_for_each_pair_of_two_sides(library: Alignment, tmp_path: Path) -> None:
    library.save(tmp_path / "a.tmx")
    text = (tmp_path / "a.tmx").read_text(encoding="utf-8")
    assert text.count("<tu>") == 4 and text.count("<tuv ") == 8
    assert '<prop type="x-mismatch">error magnitude:' in text
    assert 'srclang="ko"' in text and 'type="x-unmatched"' in text


def test_documents_of_a_memory_are_told_apart_by_name(library: Alignment, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="different names"):
        save([library, library], tmp_path / "a.tmx")
    assert not list(tmp_path.iterdir())


def test_ladders_of_hunalign(tmp_path: Path) -> None:
    alignment = written(tmp_path, "a.ladder", "0\t0\t0.3\n1\t1\t10.7\n1\t2\t-0.3\n3\t3\t0\n")
    assert [pair.bead.kind for pair in alignment] == [(1, 1), (0, 1), (2, 1)]
    assert [pair.confidence for pair in alignment] == [0.3, 1.0, 1.0]


@pytest.mark.parametrize(
    ("text", "complaint"), [("0\t0\n1 x\n", "line 2"), ("2\t2\n1\t3\n", "below the one before")]
)
def test_what_is_no_ladder_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(FormatError, match=complaint):
        written(tmp_path, "a.ladder", text)


def test_lists_of_vecalign(tmp_path: Path) -> None:
    alignment = written(tmp_path, "a.align", "# gold\n[0]:[0, 1]:0.25\n[1, 2]:[2]:1.7\n[]:[3]:0.0\n[3]:[]\n")
    assert [pair.bead.kind for pair in alignment] == [(1, 2), (2, 1), (0, 1), (1, 0)]
    assert [pair.confidence for pair in alignment] == [0.75, 1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[0]:[x]:1\n", "line 1: .* is not a bead"),
        ("[0, 2]:[0]\n", "leaves a sentence out"),
        ("[0]:[0]\n[0]:[1]\n", "line 2: sentence 0 is in a bead already"),
        ("[0 1]:[0]\n", "not a list of sentence numbers"),
    ],
)
def test_what_is_no_list_of_beads_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(FormatError, match=complaint):
        written(tmp_path, "a.align", text)


CES = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">
<cesAlign version="1.0"><linkGrp targType="s" fromDoc="ko/a.xml.gz" toDoc="en/a.xml.gz">
<link id="SL0" xtargets="{first}" certainty="0.75"/><link xtargets="3;"/><link xtargets=";4" certainty="9.1"/>
</linkGrp></cesAlign>"""


def test_links_of_opus(tmp_path: Path) -> None:
    alignment = written(tmp_path, "a.ces", CES.format(first="1 2;1 2 3"))
    assert [pair.bead.kind for pair in alignment] == [(2, 3), (1, 0), (0, 1)]
    assert [pair.confidence for pair in alignment] == [0.75, 1.0, 1.0]


@pytest.mark.parametrize(
    ("first", "complaint"),
    [
        ("1", "link SL0: xtargets '1' has no two sides"),
        ("1 3;1", "leaves a sentence out"),
        ("x;1", "'x' is not the number of a sentence"),
        ("0;1", "'0' is not the number of a sentence"),
        ("5;1", "sentence 2 is in a bead already"),
    ],
)
def test_what_is_no_list_of_links_is_refused(tmp_path: Path, first: str, complaint: str) -> None:
    with pytest.raises(FormatError, match=complaint):
        written(tmp_path, "a.ces", CES.format(first=first))


def test_notes_of_xliff_carry_the_mismatches(library: Alignment, tmp_path: Path) -> None:
    library.save(tmp_path / "a.xlf")
    text = (tmp_path / "a.xlf").read_text(encoding="utf-8")
    assert '<note id="n1" category="magnitude" priority="1" appliesTo="target">error: ' in text
    assert text.index('category="name_variant"') < text.index("<unit")
    assert text.count('subState="aligner:error"') == 3


def test_documents_of_two_directions_need_two_files(library: Alignment, tmp_path: Path) -> None:
    turned = Alignment("en", "ko", ())
    with pytest.raises(FormatError, match="one source language"):
        save([library, turned], tmp_path / "a.xlf")
