"""Reads XLSX row by row, from each sheet that has two columns of text, with openpyxl (extra `qa`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from aligner.formats.bitexts.columns import SAMPLE, by_head, by_script
from aligner.model.bitext import Unit
from aligner.model.errors import FormatError, InputError, MissingExtraError

MOST_ROWS = 1_048_576  # what a sheet can hold; the size that a file states is not believed
DAMAGED = (KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError)


@contextmanager
def workbook(path: Path, *, read_only: bool) -> Iterator[Any]:
    """Open a workbook and close it at the end.

    Raises:
        MissingExtraError: openpyxl is not installed.
        InputError: The file can't be read.
        FormatError: It is no workbook.
    """
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise MissingExtraError.of("XLSX files are read by", "openpyxl", "qa") from error
    from xml.etree.ElementTree import ParseError
    from zipfile import BadZipFile

    try:
        book = load_workbook(path, read_only=read_only, data_only=read_only)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}") from error
    except (*DAMAGED, BadZipFile, ParseError, InvalidFileException) as error:
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
    first = [[_text(cell) for cell in row] for row in islice(_values(sheet), SAMPLE)]
    heads = next((number for number, row in enumerate(first) if by_head(row)), None)
    places = by_head(first[heads]) if heads is not None else by_script([row for row in first if any(row)])
    if places is None:
        return
    for number, row in enumerate(_values(sheet)):
        if heads is not None and number <= heads:
            continue
        texts = [_text(row[side]) if side < len(row) else "" for side in places]
        if any(texts):
            line = number + 1
            place = f"sheet {sheet.title}, row {line}" if several else f"row {line}"
            home = (sheet.title, line, places[1] + 1)
            yield Unit(texts[0], texts[1], line, place, home=home)


def _values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True, max_row=MOST_ROWS)
    return rows


def _text(value: object) -> str:
    return "" if value is None else str(value)
