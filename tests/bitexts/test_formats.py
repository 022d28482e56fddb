"""Every format of files with pairs: the findings of the table, and all but our notes as it was."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.formats.bitexts.codes import without_codes
from aligner.formats.bitexts.written import annotated

Make = Callable[[str], Path]
Command = Callable[..., tuple[int, str, str]]

XML = ["memory.tmx", "wide.tmx", "one.xlf", "euc.xliff", "two.xlf", "studio.sdlxliff", "memoq.mqxliff"]
EVERY = ["table.tsv", "semicolons.csv", *XML, "catalogue.po", "sheet.xlsx", "rows.jsonl", "ours.jsonl"]
# Notes of ours, with the white space that was put in with them.
NOTES = re.compile(
    r'\s*<note from="aligner".*?</note>|<notes>(?:<note category="aligner:.*?</note>)+</notes>\s*'
    r'|<prop type="x-mismatch">.*?</prop>\s*|<!-- checked by aligner -->|# checked by aligner\r?\n'
    r"|(?m:^# aligner: .*\r?\n)"
)


def of_text(file: aligner.CheckedFile) -> list[tuple[str, str]]:
    """What was found in the texts, by what a baseline calls it; tags aside."""
    return [(found.kind, found.context) for found in file.mismatches]


@pytest.mark.parametrize("name", EVERY)
def test_the_findings_are_those_of_the_table(name: str, made: Make, rows: list[tuple[str, str]]) -> None:
    checked = aligner.check_file(made(name))
    wanted = [(found.kind, found.context) for of_row in aligner.check(rows) for found in of_row]
    assert of_text(checked) == wanted and len({kind for kind, _ in wanted}) >= 3
    assert checked.bad == ()
    units = [one.unit for one in checked]
    sources = [without_codes(unit.source, unit.source_codes) for unit in units]
    targets = [without_codes(unit.target, unit.target_codes) for unit in units]
    assert list(zip(sources, targets, strict=True)) == rows


@pytest.mark.parametrize("name", EVERY)
def test_every_file_loads_as_an_alignment(name: str, made: Make, rows: list[tuple[str, str]]) -> None:
    """With the units that `check` leaves out, as they are part of the text."""
    texts = [(pair.source_text, pair.target_text) for pair in aligner.load(made(name))]
    assert texts[: len(rows)] == rows


@pytest.mark.parametrize("name", EVERY)
def test_surfaces_are_what_stands_at_their_spans(name: str, made: Make) -> None:
    for one in aligner.check_file(made(name)):
        for found in one.mismatches:
            for span, surface, text in (
                (found.source_span, found.source_surface, one.unit.source),
                (found.target_span, found.target_surface, one.unit.target),
            ):
                assert span is None or span.of(text) == surface


@pytest.mark.parametrize(("name", "first"), [
    ("table.tsv", "line 1"), ("semicolons.csv", "line 1"), ("memory.tmx", "line 6"), ("wide.tmx", "line 6"),
    ("one.xlf", "line 5"), ("two.xlf", "line 6"), ("catalogue.po", "line 7"), 
    ("sheet.xlsx", "sheet Sheet, row 2"), ("rows.jsonl", "line 1"), ("ours.jsonl", "line 1, pair 1"),
])  # fmt: skip
def test_a_place_is_as_an_editor_shows_it(name: str, first: str, made: Make) -> None:
    assert aligner.check_file(made(name)).units[0].unit.place == first


@pytest.mark.parametrize(("name", "skipped"), [
    ("one.xlf", {"locked": 1, "untranslated": 2}), ("two.xlf", {"locked": 1, "untranslated": 1}),
    ("studio.sdlxliff", {"locked": 1}), ("memoq.mqxliff", {"locked": 1, "untranslated": 1}),
    ("catalogue.po", {"untranslated": 2}), ("memory.tmx", {}),
])  # fmt: skip
def test_units_that_nobody_is_to_look_at_are_counted(name: str, skipped: dict[str, int], made: Make) -> None:
    assert dict(aligner.check_file(made(name)).skipped) == skipped


def test_states_that_are_skipped_can_be_chosen(made: Make) -> None:
    path = made("memoq.mqxliff")
    everything = aligner.check_file(path, skip=())
    assert everything.count == len(aligner.check_file(path)) + 2
    assert [one.unit.state for one in everything][-2:] == ["locked", "untranslated"]
    assert aligner.check_file(path, skip=("approved",)).count == 2


# ---------------------------------------------------------------- written back


@pytest.mark.parametrize("name", [*XML, "catalogue.po"])
def test_all_but_our_notes_is_as_it_was(name: str, made: Make) -> None:
    path = made(name)
    content, checked = path.read_bytes(), aligner.check_file(path)
    written = annotated(path, checked)
    encoding = {"wide.tmx": "utf-16", "euc.xliff": "euc-kr"}.get(name, "utf-8")
    text = written.decode(encoding)
    for found in checked.mismatches:
        assert f"{found.severity} {found.kind}: " in text
    assert NOTES.sub("", text) == content.decode(encoding)


@pytest.mark.parametrize("name", [*XML, "catalogue.po"])
def test_notes_are_written_once_and_go_with_the_slip(name: str, made: Make) -> None:
    path = made(name)
    checked = aligner.check_file(path)
    again = path.with_name(f"again{path.suffix}")
    again.write_bytes(annotated(path, checked))
    assert of_text(aligner.check_file(again)) == of_text(checked)
    assert annotated(again, aligner.check_file(again)) == again.read_bytes()
    encoding = {"wide.tmx": "utf-16", "euc.xliff": "euc-kr"}.get(name, "utf-8")
    clean = annotated(again, aligner.check_file(again, ignore=aligner.KINDS)).decode(encoding)
    signature = "# checked by aligner\n" if path.suffix == ".po" else "<!-- checked by aligner -->"
    assert clean.replace(signature, "", 1) == path.read_bytes().decode(encoding)


@pytest.mark.parametrize(("name", "storage"), [
    ("memory.tmx", "tmx.tmxfile"), ("one.xlf", "xliff.Xliff1File"), ("two.xlf", "xliff2.Xliff2File"),
    ("studio.sdlxliff", "xliff.Xliff1File"), ("memoq.mqxliff", "xliff.Xliff1File"),
])  # fmt: skip
def test_translate_toolkit_reads_what_was_written(name: str, storage: str, made: Make) -> None:
    module, _, store = storage.partition(".")
    pytest.importorskip("translate", reason="needs translate-toolkit, extra `test`")
    reader = getattr(importlib.import_module(f"translate.storage.{module}"), store)
    path = made(name)
    expected = [(str(unit.source), str(unit.target)) for unit in reader.parsestring(path.read_bytes()).units]
    path.write_bytes(annotated(path, aligner.check_file(path)))
    store = reader.parsestring(path.read_bytes())
    assert len(expected) > 1
    assert [(str(unit.source), str(unit.target)) for unit in store.units] == expected
    assert b"error magnitude: " in bytes(store)


def test_a_mark_of_byte_order_and_line_ends_stay(made: Make) -> None:
    path = made("catalogue.po")
    content = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(content)
    written = annotated(path, aligner.check_file(path))
    assert NOTES.sub("", written.decode()) == content.decode() and b"magnitude" in written
    assert written.count(b"\n") == written.count(b"\r\n")


def test_polib_reads_what_was_written(made: Make) -> None:
    polib = pytest.importorskip("polib", reason="needs polib, extra `qa`")
    path = made("catalogue.po")
    before = [(entry.msgid, entry.msgstr, entry.obsolete) for entry in polib.pofile(str(path))]
    path.write_bytes(annotated(path, aligner.check_file(path)))
    after = polib.pofile(str(path))
    assert [(entry.msgid, entry.msgstr, entry.obsolete) for entry in after] == before
    assert "aligner: error magnitude: " in after[0].tcomment and "to 0" in after[0].tcomment


def test_notes_of_a_workbook_are_comments(made: Make) -> None:
    openpyxl: Any = pytest.importorskip("openpyxl", reason="needs openpyxl, extra `qa`")
    path = made("sheet.xlsx")
    book = openpyxl.load_workbook(path)
    book.active["C2"].comment = openpyxl.comments.Comment("ask Kim", "Lee")
    book.save(path)
    for _ in range(2):  # the second time over its own notes
        path.write_bytes(annotated(path, aligner.check_file(path)))
    sheet = openpyxl.load_workbook(path).active
    assert sheet["C2"].comment.text.startswith("ask Kim\naligner: error magnitude: ")
    assert sheet["C2"].comment.text.count("magnitude") == 1
    assert (
        sheet["C2"].comment.author == "Lee"
        and sheet["C3"].comment is None
        and sheet["C2"].value == "To Nuri City 300,000 people came."
    )


# ---------------------------------------------------------------- the command


def test_a_folder_is_checked_by_one_command(command: Command, made: Make, tmp_path: Path) -> None:
    pytest.importorskip("polib", reason="needs polib, extra `qa`")
    for name in EVERY:
        made(name)
    code, out, err = command("check", tmp_path, "--format", "jsonl", "--fail-on", "error")
    assert (code, err) == (1, "")
    kinds: dict[str, list[str]] = {}
    for record in map(json.loads, out.splitlines()):
        found = kinds.setdefault(Path(record["document"]).name, [])
        found += [mismatch["kind"] for mismatch in record["mismatches"]]
    assert kinds.keys() == {*EVERY}
    assert {tuple(found) for found in kinds.values()} == {tuple(kinds["table.tsv"])}


@pytest.mark.parametrize("name", ["memory.tmx", "wide.tmx", "one.xlf", "catalogue.po", "sheet.xlsx"])
def test_the_file_with_notes_is_replaced_by_the_next_run(name: str, command: Command, made: Make) -> None:
    path = made(name)
    output = path.with_name(f"out{path.suffix}")
    for _ in range(2):
        code, out, err = command("check", path, "-o", output)
        assert (code, err) == (0, "") and "marred" in out
    assert len(aligner.check_file(output).mismatches) == len(aligner.check_file(path).mismatches)
    code, _, err = command("check", output, "-o", path)
    assert code == 2 and "not replaced" in err  # the original is nobody's to write over


def test_notes_go_into_a_file_of_the_same_format(command: Command, made: Make, tmp_path: Path) -> None:
    memory, table = made("memory.tmx"), made("table.tsv")
    for arguments in ((table, "-o", tmp_path / "x.tmx"), (memory, memory, table, "-o", tmp_path / "x.tmx")):
        code, _, err = command("check", *arguments)
        assert code == 2 and "name one input" in err
    (tmp_path / "notes").mkdir()
    assert command("check", memory, made("one.xlf"), "-o", tmp_path / "notes")[0] == 0
    assert {path.name for path in (tmp_path / "notes").iterdir()} == {"memory.tmx", "one.xlf"}


def test_notes_and_annotations_come_of_one_run(command: Command, made: Make, tmp_path: Path) -> None:
    memory, notes = made("memory.tmx"), tmp_path / "notes"
    alone = command("check", memory, "--format", "github")[1]
    assert command("check", memory, "-o", tmp_path / "x.tmx", "--format", "github")[1] == alone != ""
    assert "x-mismatch" in (tmp_path / "x.tmx").read_text(encoding="utf-8")
    code, _, err = command("check", memory, "-o", notes)
    assert code == 2 and "no such folder" in err
    notes.mkdir()
    assert command("check", memory, "-o", notes, "--format", "github")[1] == alone
    assert "x-mismatch" in (notes / "memory.tmx").read_text(encoding="utf-8")


def test_annotations_name_the_sheet_of_a_workbook(command: Command, made: Make, tmp_path: Path) -> None:
    openpyxl: Any = pytest.importorskip("openpyxl", reason="needs openpyxl, extra `qa`")
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("도움말")):
        sheet.append(["ko", "en"])
        sheet.append(["3만 명이 왔다.", "300,000 people came."])
    path = tmp_path / "two.xlsx"
    book.save(path)
    for form in ("github", "gitlab", "sarif", "junit"):
        assert "sheet 도움말, row 2: " in command("check", path, "--format", form)[1]
    assert "::line " not in command("check", made("memory.tmx"), "--format", "github")[1]
    assert "시트 도움말, 2행" in command("check", path, "--language", "ko")[1]


def test_the_report_for_the_browser_names_the_places(command: Command, made: Make, tmp_path: Path) -> None:
    code, _, _ = command("check", made("memory.tmx"), made("one.xlf"), "--report", tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert code == 0 and "line 6 (t0)" in text and "line 5 (u0)" in text
    assert "line 10 (t1)" not in text  # nothing is wrong there
