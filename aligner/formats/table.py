r"""TSV and CSV: one row a pair, for spreadsheets, and plain two-column bitexts.

Three habits of spreadsheets shape the cells. A cell that begins with `=`, `+`, `-` or `@` is taken
for a formula, which in a file from the web is an attack (OWASP, "CSV injection"), so it gets an
apostrophe in front, taken off when read back. Tabs and line breaks end cells of a TSV file, so
they stand there as `\t`, `\n`, `\r`, and a backslash as `\\`; in CSV quotes do that work. A NUL or a
lone surrogate stands as `\x00` or `\ud800` in both. The columns are those of data frames
(`aligner.formats.rows`) and the spans, by which the sentences of a side are told apart again.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from aligner.formats.bitexts.columns import by_head
from aligner.formats.rows import PAIR_COLUMNS, pair_rows, read_sentences, written, written_spans
from aligner.languages import language
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead, Evidence
from aligner.model.errors import FormatError
from aligner.model.text import Sentence, Span
from aligner.pairs import direction, directions
from aligner.pairs.script import languages_of

_COLUMNS = (*PAIR_COLUMNS, "source_spans", "target_spans")
OWN_COLUMNS = ("source", "target", "source_spans", "target_spans")  # by which a table of ours is known

# What a spreadsheet takes for the start of a formula, full-width forms included (OWASP), after any
# apostrophes of ours or of the text.
_FORMULA = re.compile(
    r"'*[=+\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}"
    r"\N{FULLWIDTH COMMERCIAL AT}\t\r\n]"
)
_NAMED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_UNSAFE_TSV = re.compile("[\\\\\t\n\r\x00\ud800-\udfff]")
_UNSAFE_CSV = re.compile("[\\\\\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([\\tnr]))")
_PLAIN = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


def write_tsv(alignments: Sequence[Alignment]) -> str:
    """Tab-separated rows under a header, one a pair."""
    rows = (_COLUMNS, *_rows(alignments))
    return "".join("\t".join(_cell(value, _UNSAFE_TSV) for value in row) + "\n" for row in rows)


def write_csv(alignments: Sequence[Alignment]) -> str:
    """Comma-separated rows under a header, one a pair, lines ended as RFC 4180 has it."""
    return csv_text([_COLUMNS, *_rows(alignments)])


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with cells that a spreadsheet leaves alone."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([_cell(value, _UNSAFE_CSV) for value in row] for row in rows)
    return file.getvalue()


def tsv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as TSV with cells that a spreadsheet leaves alone."""
    return "".join("\t".join(_cell(value, _UNSAFE_TSV) for value in row) + "\n" for row in rows)


def read_tsv(text: str) -> list[Alignment]:
    """The alignments of `write_tsv`, or a bitext of two columns, a pair a row."""
    lines = (line.removesuffix("\r") for line in text.split("\n"))
    return _read([line.split("\t") for line in lines if line])


def read_csv(text: str) -> list[Alignment]:
    """The alignments of `write_csv`, or a bitext of two columns, a pair a row."""
    csv.field_size_limit(sys.maxsize)
    try:
        return _read([row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row])
    except csv.Error as error:
        raise FormatError(f"not CSV: {error}") from error


def _rows(alignments: Sequence[Alignment]) -> Iterator[list[object]]:
    names = [alignment.document for alignment in alignments]
    if len(set(names)) < len(names):
        raise FormatError("several documents of one name can't be told apart in one table")
    for alignment in alignments:
        for row, pair in zip(pair_rows(alignment), alignment, strict=True):
            yield list((row | written_spans(pair)).values())


def _cell(value: object, unsafe: re.Pattern[str]) -> str:
    text = written(value)
    return unsafe.sub(_escape, f"'{text}" if _FORMULA.match(text) else text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return _NAMED.get(match[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def uncelled(cell: str) -> str:
    """The text of a cell that was made safe for a spreadsheet."""
    plain = _ESCAPED.sub(
        lambda match: _PLAIN[match[3]] if match[3] else chr(int(match[1] or match[2], 16)), cell
    )
    return plain[1:] if plain.startswith("'") and _FORMULA.match(plain) else plain


def _read(rows: Sequence[Sequence[str]]) -> list[Alignment]:
    if not rows:
        return []
    if not {*OWN_COLUMNS} <= {*rows[0]}:
        return [_bitext(rows)]
    records = [
        (number, dict(zip(rows[0], map(uncelled, row), strict=False)))
        for number, row in enumerate(rows[1:], 2)
    ]
    alignments = []
    for document, group in groupby(records, key=lambda item: item[1].get("document", "")):
        members = list(group)
        source, _, target = members[0][1].get("direction", "").partition("-")
        if (source, target) not in directions():
            known = " nor ".join(map("-".join, directions()))
            raise FormatError(f"row {members[0][0]}: direction {source}-{target} is neither {known}")
        alignments.append(
            Alignment(
                source_language=source,
                target_language=target,
                pairs=tuple(_pair(number, record) for number, record in members),
                document=document,
            )
        )
    return alignments


def _pair(number: int, record: dict[str, str]) -> Pair:
    try:
        return Pair(
            source=read_sentences(record["source"], record["source_spans"]),
            target=read_sentences(record["target"], record["target_spans"]),
            bead=Bead(
                range(int(record["source_start"]), int(record["source_stop"])),
                range(int(record["target_start"]), int(record["target_stop"])),
            ),
            confidence=float(record["confidence"]),
            evidence=Evidence(length_ratio=float(record["length_ratio"])),
        )
    except (KeyError, ValueError) as error:
        raise FormatError(f"row {number}: {error}") from error


def _bitext(rows: Sequence[Sequence[str]]) -> Alignment:
    """Pairs of a table with two columns of text, whichever language each is in."""
    header = by_head(rows[0])
    source, target = header or (0, 1)
    body = rows[1:] if header else rows
    pairs: list[Pair] = []
    source_done = target_done = 0
    for number, row in enumerate(body, len(rows) - len(body) + 1):
        if len(row) <= max(source, target):
            names = " and ".join(language(code).name for code in direction())
            raise FormatError(f"row {number}: one column; two are needed, {names}, with a tab between")
        left, right = (tuple(_given(row[column])) for column in (source, target))
        bead = Bead(range(source_done, source_done + len(left)), range(target_done, target_done + len(right)))
        pairs.append(Pair(left, right, bead))
        source_done, target_done = bead.source.stop, bead.target.stop
    languages = languages_of(*(" ".join(row[column] for row in body) for column in (source, target)))
    return Alignment(*languages, tuple(pairs))


def _given(text: str) -> Iterator[Sentence]:
    if text:
        yield Sentence(text, Span(0, len(text)))
