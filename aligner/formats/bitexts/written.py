"""Writes a checked file of pairs back in its own format, with the findings as notes.

XML and PO keep every other byte: notes are put between the bytes, and those of an earlier run are removed.
XLSX is written by openpyxl, which keeps cells, formats and comments, and leaves out what it does not know,
such as macros.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from aligner.formats.bitexts import catalogues, sheets
from aligner.formats.bitexts.elements import in_utf8
from aligner.formats.bitexts.memories import OURS
from aligner.formats.bitexts.notes import Home, blanks_after, blanks_before, edited
from aligner.formats.bitexts.reading import XLIFF, read_units
from aligner.formats.law import reading
from aligner.formats.markup import ILLEGAL
from aligner.formats.ours import CHECKED
from aligner.formats.visible import one_line
from aligner.formats.whole import content_of
from aligner.formats.xliff import PRIORITIES
from aligner.model.bitext import CheckedFile, Unit
from aligner.model.errors import FormatError
from aligner.model.mismatch import Mismatch

AUTHOR = "aligner"
LINE = f"{AUTHOR}: "  # begins each line of ours in the comment of a cell
NOTE_WIDTH = 400  # pixels, enough for a message in three lines
_Found = Mapping[int, Sequence[Mismatch]]


def annotated(path: Path, checked: CheckedFile) -> bytes:
    """The content of the file with notes about the findings.

    Args:
        path: The file that was checked; it must not have changed since.
        checked: What was found in it.

    Raises:
        FormatError: The format has no place for notes, or the file has changed, or can't be read to its end.
    """
    suffix = path.suffix.lower()
    if suffix not in WRITERS:
        raise FormatError(
            f"{path}: notes can be put into {', '.join(WRITERS)}, not into {suffix or 'this file'}"
        )
    mismatches_of = {unit.number: unit.mismatches for unit in checked.units}
    with reading(path):
        return WRITERS[suffix](path, mismatches_of)


def _homes(path: Path, mismatches_of: _Found) -> Iterator[tuple[Any, Unit, Sequence[Mismatch]]]:
    """The place for notes of each unit of a file, with the findings in the unit."""
    units = (unit for unit in read_units(path) if isinstance(unit, Unit))
    for number, unit in enumerate(units, 1):
        if unit.home is not None:
            yield unit.home, unit, mismatches_of.get(number, ())


def said(mismatch: Mismatch) -> str:
    """One line of a note."""
    return one_line(f"{mismatch.severity} {mismatch.kind}: {mismatch.message}")


# ---------------------------------------------------------------- XML


def _in_xml(path: Path, mismatches_of: _Found) -> bytes:
    mark, encoding, text = in_utf8(content_of(path))
    new = edited(text, _edits(text, _gathered(_homes(path, mismatches_of))))
    new = edited(new, [_signature(new)])
    return new if encoding == "utf-8" else mark + new.decode().encode(encoding, "xmlcharrefreplace")


def _gathered(homes: Iterable[tuple[Home, Unit, Sequence[Mismatch]]]) -> dict[Home, list[Mismatch]]:
    """The notes for each place; several segments may share a place."""
    notes: dict[Home, list[Mismatch]] = {}
    for home, _, mismatches in homes:
        notes.setdefault(home, []).extend(mismatches)
    return notes


def _edits(content: bytes, notes: Mapping[Home, Sequence[Mismatch]]) -> Iterator[tuple[int, int, bytes]]:
    for home, mismatches in notes.items():
        behind = home.form == "note-1"  # behind an element, so the blanks go before each note
        for start, end in home.former:
            if behind:
                yield start - len(blanks_before(content, start)), end, b""
            else:
                yield start, end + len(blanks_after(content, end)), b""
        if mismatches:
            prefix = _prefix(content, home.place, before=behind)
            forms = [_FORMS[home.form](prefix, mismatch) for mismatch in mismatches]
            if home.wrapped:
                forms = [f"<{prefix}notes>{''.join(forms)}</{prefix}notes>"]
            blanks = blanks_before(content, home.beside)
            pieces = [blanks + form.encode() if behind else form.encode() + blanks for form in forms]
            yield home.place, home.place, b"".join(pieces)


def _prefix(content: bytes, place: int, *, before: bool) -> str:
    """The name space prefix of the elements around a place, with its colon."""
    start = content.rfind(b"</", 0, place) + 1 if before else place
    name = content[start + 1 : start + 100].lstrip(b"/").split(b">")[0].split(b" ")[0].split(b"/")[0]
    prefix, colon, _ = name.partition(b":")
    return (prefix + colon).decode() if colon else ""


def _text(mismatch: Mismatch) -> str:
    return escape(ILLEGAL.sub("\ufffd", said(mismatch)))


def _side(mismatch: Mismatch) -> str:
    return "target" if mismatch.target_span or not mismatch.source_span else "source"


# A note in each format: TMX 1.4b, XLIFF 1.2, XLIFF 2.
_FORMS: dict[str, Callable[[str, Mismatch], str]] = {
    "prop": lambda prefix, one: f'<{prefix}prop type="{OURS}">{_text(one)}</{prefix}prop>',
    "note-1": lambda prefix, one: (
        f'<{prefix}note from="{AUTHOR}" annotates="{_side(one)}" priority="{PRIORITIES[one.severity]}">'
        f"{_text(one)}</{prefix}note>"
    ),
    "note-2": lambda prefix, one: (
        f'<{prefix}note category={quoteattr(f"{AUTHOR}:{one.kind}")} appliesTo="{_side(one)}" '
        f'priority="{PRIORITIES[one.severity]}">{_text(one)}</{prefix}note>'
    ),
}


def _signature(content: bytes) -> tuple[int, int, bytes]:
    """A comment behind the declaration, which tells a later run that it may replace the file."""
    if CHECKED in content[: 1 << 12]:
        return 0, 0, b""
    place = content.find(b"?>") + 2 if content.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") else 0
    if not place and content.startswith(b"\xef\xbb\xbf"):
        place = 3
    return place, place, b"<!-- " + CHECKED + b" -->"


# ---------------------------------------------------------------- PO


def _in_catalogue(path: Path, mismatches_of: _Found) -> bytes:
    text, encoding = catalogues.text_of(path)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    former: set[int] = set()
    notes: dict[int, list[str]] = {}
    for home, _, mismatches in _homes(path, mismatches_of):
        former.update(line for start, stop in home.former for line in range(start, stop))
        notes.setdefault(home.place, []).extend(
            f"{catalogues.MARK}{said(mismatch)}{end}" for mismatch in mismatches
        )
    signature = f"# {CHECKED.decode()}{end}"
    new = [] if signature in lines[:1] else [signature]
    for number, line in enumerate(lines):
        new += notes.get(number, ())
        if number not in former:
            new.append(line)
    return (mark + "\n".join(new)).encode(encoding, "backslashreplace")


# ---------------------------------------------------------------- XLSX


def _in_workbook(path: Path, mismatches_of: _Found) -> bytes:
    from openpyxl.comments import Comment

    with sheets.workbook(path, read_only=False) as book:
        for (title, row, column), _, mismatches in _homes(path, mismatches_of):
            cell = book[title].cell(row, column)
            comment = cell.comment
            kept = [line for line in comment.text.split("\n") if not line.startswith(LINE)] if comment else []
            lines = [*kept, *(LINE + said(mismatch) for mismatch in mismatches)]
            if comment is None and not lines:
                continue
            author = comment.author if comment and kept else AUTHOR
            cell.comment = Comment("\n".join(lines), author, width=NOTE_WIDTH) if lines else None
        book.properties.lastModifiedBy = AUTHOR
        content = io.BytesIO()
        book.save(content)
    return content.getvalue()


WRITERS: dict[str, Callable[[Path, _Found], bytes]] = {
    **dict.fromkeys((".tmx", *XLIFF), _in_xml),
    ".po": _in_catalogue,
    ".pot": _in_catalogue,
    ".xlsx": _in_workbook,
}
