"""Makes training pairs from aligned documents in Arrow columns (extra `arrow`).

    pairs = training_table(align_table(pages), drop="error", dedup="near")

See `aligner.pipelines.training`. `aligner corpus --pairs` writes the same rows for the same documents and
filters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypedDict, Unpack

from aligner.model.errors import InputError, MissingExtraError
from aligner.model.mismatch import Severity
from aligner.pairs import direction, pair_of
from aligner.pipelines.repeats import exact_repeats, near_repeats
from aligner.pipelines.training import Candidate, Dedup, Filters, graver, graver_elsewhere, kept

try:
    import pyarrow as pa
except ImportError as missing:
    raise MissingExtraError.of("columns need", "pyarrow", "arrow") from missing

# The columns of an aligned document that are read.
NEEDED = ("source_language", "target_language", "pairs", "document_mismatches")
# The columns that may name the document; the first one that exists does.
NAMES = ("document", "id")

_ROWS = 64  # documents that are converted at a time


class FilterChanges(TypedDict, total=False):
    """Keywords that change single filters: the fields of `Filters`, each of which may be left out."""

    least_confidence: float
    drop: Severity | None
    most_length_ratio: float | None
    dedup: Dedup | None


def training_schema(codes: tuple[str, str] | None = None) -> pa.Schema:
    """Return the columns of training pairs: `translation` with the text in both languages, and the others."""
    sides = pa.struct([(code, pa.string()) for code in codes or direction()])
    known = [
        ("document", pa.string()),
        ("pair", pa.int32()),
        ("confidence", pa.float64()),
        ("kinds", pa.string()),
    ]
    return pa.schema([("translation", sides), *known])


def training_table(
    aligned: pa.Table | pa.RecordBatch, filters: Filters | None = None, **changes: Unpack[FilterChanges]
) -> pa.Table:
    """Select pairs that are good for training, one in each row.

    Args:
        aligned: What `align_batch` or `align_table` returned, or what a Parquet file of `aligner corpus`
            holds. The column `document`, or `id`, names a document; without either its name is its number,
            from 0.
        filters: Which pairs are left out.
        **changes: Single filters, as `drop="error"`.

    Returns:
        `translation` (the text in both languages), `document`, `pair` (its number there, from 1),
        `confidence`, and `kinds` of its mismatches. Documents that could not be aligned have no rows.

    Raises:
        InputError: A column is missing.
        SettingsError: A filter has a value that is not allowed.

    Examples:
        >>> from aligner.pipelines.arrow import align_table
        >>> texts = {"source": ["비가 왔다. 3만 명이 왔다."], "target": ["It rained. 300,000 came."]}
        >>> training_table(align_table(pa.table(texts)), drop="error")["translation"].to_pylist()
        [{'ko': '비가 왔다.', 'en': 'It rained.'}]
    """
    wanted = filters_of(filters, changes)
    rows = [row for row, _ in training_rows(aligned, wanted)]
    texts = [(row["first"], row["second"]) for row in rows]
    if wanted.dedup:
        repeats = exact_repeats(texts)
        rows = [row for number, row in enumerate(rows) if number not in repeats]
    if wanted.dedup == "near":
        repeats = near_repeats([(row["first"], row["second"]) for row in rows])
        rows = [row for number, row in enumerate(rows) if number not in repeats]
    return pa.Table.from_pylist([_cells(row) for row in rows], schema=training_schema())


def filters_of(filters: Filters | None, changes: FilterChanges) -> Filters:
    """Apply changes of single filters to some filters, or to none."""
    from dataclasses import replace

    return replace(filters or Filters(), **changes)


def training_rows(
    aligned: pa.Table | pa.RecordBatch, filters: Filters
) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the rows of all documents, repeated ones included, each with the number of its document.

    Raises:
        InputError: A column is missing.
    """
    lacking = [name for name in NEEDED if name not in aligned.schema.names]
    if lacking:
        raise InputError(f"no column {lacking[0]!r}: these are no documents that `align_batch` returned")
    name = next((name for name in NAMES if name in aligned.schema.names), None)
    columns = aligned.select([*NEEDED, *filter(None, [name])])
    batches = columns.to_batches(_ROWS) if isinstance(columns, pa.Table) else [columns]
    number = 0
    for batch in batches:
        for document in batch.to_pylist():
            called = document[name] if name else number
            for pair in kept(_candidates(document), filters)[0]:
                yield _row(pair, "" if called is None else str(called)), number
            number += 1


def _row(pair: Candidate, document: str) -> dict[str, Any]:
    confidence = round(pair.confidence, 4)  # rounded by Python, since each engine rounds in its own way
    known = {"document": document, "pair": pair.number, "confidence": confidence, "kinds": pair.kinds}
    return {"first": pair.first, "second": pair.second, **known}


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    sides = dict(zip(direction(), (row["first"], row["second"]), strict=True))
    known = {name: value for name, value in row.items() if name not in ("first", "second")}
    return {"translation": sides, **known}


def _candidates(document: Mapping[str, Any]) -> Iterator[Candidate]:
    """Yield the pairs of a document in columns; see `aligner.pipelines.training.candidates`."""
    if not document["pairs"]:
        return
    languages = pair_of(document["source_language"], document["target_language"])
    turned = document["source_language"] == languages.second.code
    codes = languages.first.code, languages.second.code
    whole, of_sentences = graver_elsewhere(
        (mismatch["severity"], mismatch["source_sentences"] or (), mismatch["target_sentences"] or ())
        for mismatch in document["document_mismatches"] or ()
    )
    for pair in document["pairs"]:
        texts = pair["source"], pair["target"]
        numbers = tuple(range(pair[f"{side}_start"], pair[f"{side}_stop"]) for side in ("source", "target"))
        others = (of_sentences.get((side, sentence), "") for side in (0, 1) for sentence in numbers[side])
        first, second = texts[::-1] if turned else texts
        of_first, of_second = numbers[::-1] if turned else numbers
        yield Candidate(
            first,
            second,
            pair["pair"],
            pair["confidence"],
            pair["kinds"],
            graver(pair["severity"], whole, *others),
            codes,
            (of_first, of_second),
        )
