"""Reads XLSX row by row, from each sheet that has two columns of text, with openpyxl (extra `qa`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from itertools import islice
from pathlib import Path
from typing import Any

from aligner.expressions import compiled
from aligner.formats.bitexts.columns import SAMPLE, by_head, by_script
from aligner.formats.law import limits
from aligner.model.bitext import Unit
from aligner.model.errors import FormatError, InputError, MissingExtraError

MOST_ROWS = 1_048_576  # what a sheet can hold
# Areas that are merged or a link, of which openpyxl makes every cell when it reads a workbook to write it.
_AREA = compiled(
    rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*\bref=["']\$?([A-Z]{1,3})\$?([0-9]{1,9}):\$?([A-Z]{1,3})\$?([0-9]{1,9})["']"""
)
DAMAGED = (KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError)


@contextmanager
def workbook(path: Path, *, read_only: bool) -> Iterator[Any]:
    """Open a workbook and close it at the end.

    Raises:
        MissingExtraError: openpyxl is not installed.
        InputError: The file can't be read.
        FormatError: It is no workbook, or unpacks to more than it may.
    """
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise MissingExtraError.of("XLSX files are read by", "openpyxl", "qa") from error
    from xml.etree.ElementTree import ParseError
    from zipfile import BadZipFile

    try:
        _bound_parts(path, whole=not read_only)
        book = load_workbook(path, read_only=read_only, data_only=read_only)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}") from error
    except (*DAMAGED, BadZipFile, ParseError, InvalidFileException, NotImplementedError) as error:
        raise FormatError(f"no workbook: {error}") from error
    try:
        yield book
    finally:
        book.close()


def read(path: Path) -> Iterator[Unit]:
    """Read the rows of all sheets with two columns of text. A formula is read as its last calculated value.

    Raises:
        FormatError: No sheet has two columns of text.
    """
    has_texts = False
    with workbook(path, read_only=True) as book:
        for sheet in book.worksheets:
            for unit in _rows(sheet, several=len(book.worksheets) > 1):
                has_texts = True
                yield unit
    if not has_texts:
        raise FormatError("no sheet has a column with the source and one with the target; name them in row 1")


def _rows(sheet: Any, *, several: bool) -> Iterator[Unit]:
    first = [[text_of(cell) for cell in row] for row in islice(rows_of(sheet), SAMPLE)]
    heads = next((number for number, row in enumerate(first) if by_head(row)), None)
    places = by_head(first[heads]) if heads is not None else by_script([row for row in first if any(row)])
    if places is None:
        return
    for number, row in enumerate(rows_of(sheet)):
        if heads is not None and number <= heads:
            continue
        texts = [text_of(row[side]) if side < len(row) else "" for side in places]
        if any(texts):
            line = number + 1
            place = f"sheet {sheet.title}, row {line}" if several else f"row {line}"
            home = (sheet.title, line, places[1] + 1)
            yield Unit(texts[0], texts[1], line, place, home=home)


def rows_of(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The values of each row, no longer than its last cell; the size that a file states is not believed."""
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True, max_row=MOST_ROWS)
    return rows


def text_of(value: object) -> str:
    """What a cell holds, as text; empty for an empty one."""
    return "" if value is None else str(value)


def _bound_parts(path: Path, *, whole: bool) -> None:
    """See to it that a workbook can be read: a file of 2 kB can hold gigabytes, or a cell a billion times.

    Args:
        path: The file.
        whole: Whether it is read to be written again, when each cell of an area becomes an object.

    Raises:
        FormatError: It asks for too much.
    """
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
        if size > limits().unpacked:
            raise FormatError(
                f"larger than {limits().unpacked:,} bytes when it is unpacked; save it as a table, or allow"
                " it: limits=Limits(unpacked=...)"
            )
        if whole:
            sheets = [archive.read(part) for part in archive.infolist() if "sheet" in part.filename]
            held = sum(_cells(*found.groups()) for sheet in sheets for found in _AREA.finditer(sheet))
            if held > limits().numbers:
                raise FormatError(
                    f"{held:,} cells are merged or one link; more than {limits().numbers:,} are not read"
                )


def _cells(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    """How many cells an area has."""
    columns = [reduce(lambda done, letter: 26 * done + letter - 64, name, 0) for name in (left, right)]
    return (abs(columns[1] - columns[0]) + 1) * (abs(int(bottom) - int(top)) + 1)
