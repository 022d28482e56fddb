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

from aligner.formats.rows import PAIR_COLUMNS, pair_rows, read_sentences, written, written_spans
from aligner.languages import codes, language
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead, Evidence
from aligner.model.errors import FormatError
from aligner.model.text import Sentence, Span
from aligner.pairs import direction, directions, pairs
from aligner.pairs.script import languages_of

_COLUMNS = (*PAIR_COLUMNS, "source_spans", "target_spans")

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


def read_bitext(text: str, separator: str = "\t") -> list[tuple[str, str]]:
    """Source and target text of each row, of a file of ours or any with two columns."""
    alignments = read_csv(text) if separator == "," else read_tsv(text)
    return [(pair.source_text, pair.target_text) for alignment in alignments for pair in alignment]


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


def _uncelled(cell: str) -> str:
    plain = _ESCAPED.sub(
        lambda match: _PLAIN[match[3]] if match[3] else chr(int(match[1] or match[2], 16)), cell
    )
    return plain[1:] if plain.startswith("'") and _FORMULA.match(plain) else plain


def _read(rows: Sequence[Sequence[str]]) -> list[Alignment]:
    if not rows:
        return []
    if not {"source", "target", "source_spans", "target_spans"} <= set(rows[0]):
        return [_bitext(rows)]
    records = [
        (number, dict(zip(rows[0], map(_uncelled, row), strict=False)))
        for number, row in enumerate(rows[1:], 2)
    ]
    alignments = []
    names: set[str] = set()
    for document, group in groupby(records, key=lambda item: item[1].get("document", "")):
        members = list(group)
        if document in names:
            raise FormatError(
                f"row {members[0][0]}: other rows of the document {document!r} stand further up;"
                " sort the rows by document and pair"
            )
        names.add(document)
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
    header = _text_columns(rows[0])
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


def _text_columns(row: Sequence[str]) -> tuple[int, int] | None:
    """Numbers of the two columns that a first row names; None if it is a pair rather than a header."""
    meanings = _meanings()
    meant = [meanings.get(cell.strip().lower()) for cell in row]
    for first, second in pairs():
        left, right = (
            next((number for number, meaning in enumerate(meant) if meaning in wanted), None)
            for wanted in ((first, "source"), (second, "target"))
        )
        if left is not None and right is not None:
            return left, right
    return None


def _meanings() -> dict[str, str]:
    """What a column holds, a language or the source or target, by its name in any language."""
    records = [language(code) for code in codes()]
    names = {name: record.code for record in records for name in (record.code, record.name.lower())}
    return names | {name: meaning for record in records for name, meaning in record.headers.items()}


def _given(text: str) -> Iterator[Sentence]:
    if text:
        yield Sentence(text, Span(0, len(text)))
