"""What `aligner check` found in a bitext, as data: a record a pair, or a row a mismatch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from aligner.formats.jsonl import dumps
from aligner.formats.rows import MISMATCH_COLUMNS, mismatch_row
from aligner.formats.schema import plain_mismatch
from aligner.formats.table import csv_text, tsv_text
from aligner.model.mismatch import Mismatch

_Pairs = Sequence[tuple[str, str]]
_Found = Sequence[Sequence[Mismatch]]


def records(document: str, pairs: _Pairs, found: _Found) -> Iterator[dict[str, Any]]:
    """One record a pair, those without mismatches included; pairs count from 1 as rows of a file do."""
    for number, ((source, target), mismatches) in enumerate(zip(pairs, found, strict=True), 1):
        yield {
            "document": document,
            "pair": number,
            "source": source,
            "target": target,
            "mismatches": [plain_mismatch(mismatch) for mismatch in mismatches],
        }


def _rows(document: str, found: _Found) -> Iterator[list[object]]:
    """A header and one row a mismatch."""
    yield list(MISMATCH_COLUMNS)
    for number, mismatches in enumerate(found, 1):
        for mismatch in mismatches:
            yield list(mismatch_row(mismatch, document, number).values())


# The text of a file in each format, from the name of the bitext, its pairs and what was found.
WRITERS: dict[str, Callable[[str, _Pairs, _Found], str]] = {
    "json": lambda document, pairs, found: dumps(list(records(document, pairs, found)), indent=1) + "\n",
    "jsonl": lambda document, pairs, found: "".join(
        dumps(record) + "\n" for record in records(document, pairs, found)
    ),
    "tsv": lambda document, pairs, found: tsv_text(_rows(document, found)),
    # The byte order mark tells Excel that it is UTF-8, as in `aligner.formats.files`.
    "csv": lambda document, pairs, found: "\ufeff" + csv_text(_rows(document, found)),
}
