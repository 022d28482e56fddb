"""Reads TSV, CSV and other text tables row by row, with the line numbers that an editor shows."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from aligner.expressions import compiled
from aligner.formats.bitexts.columns import SAMPLE, by_head, by_script
from aligner.formats.cells import uncelled
from aligner.formats.rows import OWN_COLUMNS
from aligner.formats.whole import content_of
from aligner.languages import language
from aligner.model.bitext import BadUnit, Unit
from aligner.model.errors import EMPTY, InputError
from aligner.pairs import direction

TAB = "\t"
# What may part columns, the usual sign of the suffix first; the others only where they part every row alike.
SEPARATORS = {".csv": (",", ";", TAB, "|"), "": (TAB, ";", "|", ",")}


# A line with its end. Lines are read one by one: all lines of a large table, or a file in memory, take up to
# four times as much memory as the text.
_LINE = compiled(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def read(path: Path) -> Iterator[Unit | BadUnit]:
    """Read the rows of a table in a file, in any encoding that `aligner page` reads."""
    text = any_text(path)
    if not text or text.isspace():
        raise InputError(EMPTY)
    yield from read_table(text, path.suffix.lower())


def any_text(path: Path) -> str:
    """Read the text of a file in any encoding that `aligner page` reads.

    Raises:
        InputError: It can't be read, or it is no text.
        FormatError: It is larger than it may be, see `aligner.formats.Limits`.
    """
    from aligner.page.decode import decode

    try:
        content = content_of(path)
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    return decode(content)[0]


def read_table(text: str, suffix: str = "") -> Iterator[Unit | BadUnit]:
    """Read the rows of a table. Blank lines and a first row with headers are skipped.

    Args:
        text: The content of the file.
        suffix: The suffix of its name; `.csv` means commas.
    """
    separators = SEPARATORS.get(suffix, SEPARATORS[""])
    separator, places = _form(text, separators)
    rows = rows_of(text, separator)
    head = next((cells for _, cells in rows_of(text, separator) if isinstance(cells, list)), [])
    if by_head(head):
        next(rows)
    own = {*OWN_COLUMNS} <= {*head}
    source, target = places
    needed = " and ".join(language(code).name for code in direction())
    sign = "a tab" if separator == TAB else f"{separator!r}"
    for line, cells in rows:
        if not isinstance(cells, list):
            yield BadUnit(f"row {line}", f"not CSV: {cells}")
        elif len(cells) <= max(source, target):
            have = f"{len(cells)} columns" if len(cells) > 1 else "one column"
            wanted = "two" if max(source, target) == 1 else f"{max(source, target) + 1}"
            yield BadUnit(f"row {line}", f"{have}; {wanted} are needed, {needed}, with {sign} between")
        else:
            texts = [uncelled(cells[side]) if own else cells[side] for side in (source, target)]
            yield Unit(texts[0], texts[1], line, f"line {line}")


def _form(text: str, separators: Sequence[str]) -> tuple[str, tuple[int, int]]:
    """What separates the columns, and which two columns have the texts."""
    usual = separators[0]
    for separator in separators:
        rows = [cells for _, cells in islice(rows_of(text, separator), SAMPLE) if isinstance(cells, list)]
        places = by_head(rows[0]) if rows else None
        wide = [row for row in rows if len(row) > 1]
        if separator == usual and len(wide) > len(rows) / 2:
            return usual, places or _without_head(wide)
        if len({len(row) for row in rows}) == 1 and (places or (wide and by_script(rows))):
            return separator, places or _without_head(rows)
    return usual, (0, 1)


def _without_head(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Without headers: two columns are source and target; of more columns the script decides."""
    if max(map(len, rows)) == len(("source", "target")):
        return 0, 1
    return by_script(rows) or (0, 1)


def rows_of(text: str, separator: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The rows that are not blank, each with the line where it begins, from 1; an error for what is no row.

    If tabs separate columns, quotation marks are part of the text.
    """
    if separator == TAB:
        ends = "\n" if "\n" in text else "\r"  # carriage returns alone end the lines of old Macs
        for number, row_text in enumerate(_lines(text, ends), 1):
            if cells := row_text.removesuffix("\r"):
                yield number, cells.split(TAB)
        return
    csv.field_size_limit(sys.maxsize)
    lines = (match[0] for match in _LINE.finditer(text))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error
            continue
        if row:
            yield line, row


def _lines(text: str, end: str) -> Iterator[str]:
    """Yield the lines of a text without their ends."""
    start = 0
    while (stop := text.find(end, start)) >= 0:
        yield text[start:stop]
        start = stop + 1
    yield text[start:]
