"""Writes what `aligner check` found as data: a record for each pair, or a row for each mismatch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from aligner.formats import services
from aligner.formats.cells import csv_text, tsv_text
from aligner.formats.jsonl import dumps
from aligner.formats.rows import MISMATCH_COLUMNS, mismatch_row
from aligner.formats.schema import plain_mismatch
from aligner.model.bitext import CheckedFile

# Columns behind those of frames: where an editor finds the pair, and what its file calls it.
PLACE_COLUMNS = ("line", "place", "name")


def records(files: Sequence[CheckedFile]) -> Iterator[dict[str, Any]]:
    """One record for each pair that was kept, also for pairs without mismatches; pairs count from 1."""
    for file in files:
        for unit in file:
            yield {
                "document": file.name,
                "pair": unit.number,
                "source": unit.unit.source,
                "target": unit.unit.target,
                "mismatches": [plain_mismatch(mismatch) for mismatch in unit.mismatches],
                **{name: getattr(unit.unit, name) for name in (*PLACE_COLUMNS, "state")},
            }


def _rows(files: Sequence[CheckedFile]) -> Iterator[list[object]]:
    """A header, and one row for each mismatch."""
    yield [*MISMATCH_COLUMNS, *PLACE_COLUMNS]
    for file in files:
        for unit in file:
            places = [getattr(unit.unit, name) for name in PLACE_COLUMNS]
            for mismatch in unit.mismatches:
                yield [*mismatch_row(mismatch, file.name, unit.number).values(), *places]


# The text of a file in each format.
WRITERS: dict[str, Callable[[Sequence[CheckedFile]], str]] = {
    "json": lambda files: dumps(list(records(files)), indent=1) + "\n",
    "jsonl": lambda files: "".join(dumps(record) + "\n" for record in records(files)),
    "tsv": lambda files: tsv_text(_rows(files)),
    # The byte order mark tells Excel that it is UTF-8, as in `aligner.formats.files`.
    "csv": lambda files: "\ufeff" + csv_text(_rows(files)),
    "github": services.github,
    "gitlab": services.gitlab,
    "junit": services.junit,
    "sarif": services.sarif,
}
# Formats that include units without findings.
WHOLE = frozenset(["json", "jsonl"])
