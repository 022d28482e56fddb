"""Reads Parquet files of `aligner corpus` as alignments (extra `arrow`).

What the columns do not have is lost: links of the evidence, the page, the settings. Documents that could not
be aligned give no alignment. Values of numbers are texts, as in the columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aligner.formats.rows import MISMATCH_COLUMNS
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead, Evidence
from aligner.model.errors import FormatError, InputError, MissingExtraError
from aligner.model.mismatch import Mismatch
from aligner.model.text import Sentence, Span

_NEEDED = frozenset({"source_language", "target_language", "splitter", "pairs", "document_mismatches"})
_ROWS = 64  # documents in memory at once, besides what was made of those before

# What a row says of a mismatch by its own name; spans are two columns each, and the place is known.
_OWN = [name for name in MISMATCH_COLUMNS if name in Mismatch.__dataclass_fields__]


def read_columns(path: Path) -> list[Alignment]:
    """Read the documents of a file, in order.

    Raises:
        InputError: The file can't be read.
        FormatError: It is no Parquet, or it has other columns.
        MissingExtraError: pyarrow is not installed.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as missing:
        raise MissingExtraError.of("Parquet needs", "pyarrow", "arrow") from missing
    try:
        with parquet.ParquetFile(path) as file:
            lacking = sorted(_NEEDED.difference(file.schema_arrow.names))
            if lacking:
                raise FormatError(f"no column {lacking[0]!r}: this is no file that `aligner corpus` wrote")
            batches = file.iter_batches(batch_size=_ROWS)
            return [alignment for batch in batches for alignment in _documents(batch.to_pylist())]
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except ArrowException as error:
        raise FormatError(f"no Parquet that can be read: {error}") from error


def _documents(rows: list[dict[str, Any]]) -> Iterator[Alignment]:
    for row in rows:
        if row.get("error") is not None:
            continue
        pairs = tuple(_pair(pair) for pair in row["pairs"] or ())
        mismatches = tuple(mismatch for pair in pairs for mismatch in pair.mismatches)
        across = tuple(map(_mismatch, row["document_mismatches"] or ()))
        metadata = json.loads(row.get("metadata") or "{}")
        yield Alignment(
            row["source_language"],
            row["target_language"],
            pairs,
            mismatches + across,
            splitter=row["splitter"],
            document=row.get("document") or "",
            metadata=metadata,
        )


def _pair(row: Mapping[str, Any]) -> Pair:
    terms = tuple((term["name"], term["nats"]) for term in row["evidence_terms"] or ())
    return Pair(
        tuple(_sentences(row["source"], row["source_sentences"])),
        tuple(_sentences(row["target"], row["target_sentences"])),
        Bead(
            range(row["source_start"], row["source_stop"]),
            range(row["target_start"], row["target_stop"]),
        ),
        row["confidence"],
        Evidence(row["evidence"], terms, row["length_ratio"]),
        tuple(map(_mismatch, row["mismatches"] or ())),
    )


def _sentences(text: str, rows: list[Mapping[str, Any]] | None) -> Iterator[Sentence]:
    """The sentences of a side, which are joined by a space."""
    start = 0
    for row in rows or ():
        length = row["end"] - row["start"]
        span = Span(row["start"], row["end"])
        yield Sentence(text[start : start + length], span, row["paragraph"], row["role"])
        start += length + 1


def _mismatch(row: Mapping[str, Any]) -> Mismatch:
    own: dict[str, Any] = {name: row[name] for name in _OWN}
    for side in ("source", "target"):
        start, end = row[f"{side}_start"], row[f"{side}_end"]
        own[f"{side}_span"] = None if start is None else Span(start, end)
        own[f"{side}_sentences"] = tuple(row[f"{side}_sentences"] or ())
    return Mismatch(**own)
