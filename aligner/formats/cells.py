r"""Writes cells of TSV and CSV so that they are safe in spreadsheets and can be read back exactly.

A cell that begins with `=`, `+`, `-` or `@` is taken for a formula, which in a file from the web is an attack
(OWASP, "CSV injection"). So it gets an apostrophe in front, which is removed when it is read back. Tabs and
line breaks would end the cells of a TSV file, so they are written as `\t`, `\n`, `\r`, and a backslash as
`\\`; CSV has quotes for this. A NUL or a lone surrogate is written as `\x00` or `\ud800` in both.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from aligner.expressions import compiled
from aligner.formats.rows import written

# What a spreadsheet takes for the start of a formula, full-width forms included (OWASP), after any
# apostrophes of ours or of the text.
_FORMULA = compiled(
    r"'*[=+\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}"
    r"\N{FULLWIDTH COMMERCIAL AT}\t\r\n]"
)
_NAMED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_UNSAFE_TSV = compiled("[\\\\\t\n\r\x00\ud800-\udfff]")
_UNSAFE_CSV = compiled("[\\\\\x00\ud800-\udfff]")
_ESCAPED = compiled(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([\\tnr]))")
_PLAIN = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


def inert(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet would take it for a formula.

    Examples:
        >>> inert("=1+1"), inert("'=1"), inert("3만 명")
        ("'=1+1", "''=1", '3만 명')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as CSV with cells that are safe in a spreadsheet."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([cell_of(value, _UNSAFE_CSV) for value in row] for row in rows)
    return file.getvalue()


def tsv_text(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as TSV with cells that are safe in a spreadsheet."""
    return "".join("\t".join(cell_of(value, _UNSAFE_TSV) for value in row) + "\n" for row in rows)


def cell_of(value: object, unsafe: re.Pattern[str]) -> str:
    """A value as a cell, with everything escaped that is unsafe there."""
    return unsafe.sub(_escape, inert(written(value)))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return _NAMED.get(match[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def uncelled(cell: str) -> str:
    """The text of a cell without what made it safe for a spreadsheet."""
    plain = _ESCAPED.sub(
        lambda match: _PLAIN[match[3]] if match[3] else chr(int(match[1] or match[2], 16)), cell
    )
    return plain[1:] if plain.startswith("'") and _FORMULA.match(plain) else plain
