"""TSV and CSV: one row for each pair, for spreadsheets; and plain bitexts of two columns.

The columns are those of data frames (`aligner.formats.rows`), and the spans, which say how a side is divided
into sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from aligner.formats.bitexts.alignments import alignment_of
from aligner.formats.bitexts.tables import TAB, read_table, rows_of
from aligner.formats.cells import csv_text, tsv_text, uncelled
from aligner.formats.rows import OWN_COLUMNS, PAIR_COLUMNS, pair_rows, read_sentences, written_spans
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead, Evidence
from aligner.model.errors import FormatError
from aligner.pairs import directions

_COLUMNS = (*PAIR_COLUMNS, "source_spans", "target_spans")


def write_tsv(alignments: Sequence[Alignment]) -> str:
    """Write a header and one row for each pair, separated by tabs."""
    return tsv_text([_COLUMNS, *_rows(alignments)])


def write_csv(alignments: Sequence[Alignment]) -> str:
    """Write a header and one row for each pair, separated by commas, with the line ends of RFC 4180."""
    return csv_text([_COLUMNS, *_rows(alignments)])


def read_tsv(text: str) -> list[Alignment]:
    """Read the alignments that `write_tsv` wrote, or the pairs of any table with two columns of text."""
    return _read(text, ".tsv", TAB)


def read_csv(text: str) -> list[Alignment]:
    """Read the alignments that `write_csv` wrote, or the pairs of any table with two columns of text."""
    return _read(text, ".csv", ",")


def _rows(alignments: Sequence[Alignment]) -> Iterator[list[object]]:
    names = [alignment.document for alignment in alignments]
    if len(set(names)) < len(names):
        raise FormatError("documents in one table need different names")
    for alignment in alignments:
        for row, pair in zip(pair_rows(alignment), alignment, strict=True):
            yield list((row | written_spans(pair)).values())


def _read(text: str, suffix: str, separator: str) -> list[Alignment]:
    first = next((row for _, row in rows_of(text, separator)), None)
    if first is None:
        return []
    if not isinstance(first, list) or not {*OWN_COLUMNS} <= {*first}:
        return [alignment_of(read_table(text, suffix))]
    rows = [row for _, row in rows_of(text, separator)]
    if error := next((row for row in rows if not isinstance(row, list)), None):
        raise FormatError(f"not CSV: {error}")
    records = [
        (number, dict(zip(first, map(uncelled, row), strict=False)))
        for number, row in enumerate(rows[1:], 2)
        if isinstance(row, list)
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
