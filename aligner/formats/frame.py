"""Data frames of pairs and of mismatches (extra `frame`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aligner.formats.rows import MISMATCH_COLUMNS, PAIR_COLUMNS, mismatch_rows, pair_rows
from aligner.model.alignment import Alignment
from aligner.model.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas


def pair_frame(alignment: Alignment, *, texts: bool = True) -> pandas.DataFrame:
    """See `Alignment.to_frame`; each kind of evidence has a column `evidence_<name>`, in nats."""
    load = _data_frame()
    names = list(dict.fromkeys(name for pair in alignment for name, _ in pair.evidence.terms))
    rows = [
        _storable(row)
        | {"evidence": pair.evidence.total}
        | {f"evidence_{name}": pair.evidence.term(name) for name in names}
        for row, pair in zip(pair_rows(alignment), alignment, strict=True)
    ]
    known = [name for name in PAIR_COLUMNS if texts or name not in ("source", "target")]
    return load(rows, columns=[*known, "evidence", *(f"evidence_{name}" for name in names)])


def mismatch_frame(alignment: Alignment) -> pandas.DataFrame:
    """See `Alignment.mismatch_frame`."""
    frame = _data_frame()(list(map(_storable, mismatch_rows(alignment))), columns=list(MISMATCH_COLUMNS))
    # Whole numbers with gaps; the plain integer type would turn them into floats.
    numbers = ["pair", "source_start", "source_end", "target_start", "target_end"]
    return frame.astype(dict.fromkeys(numbers, "Int64"))


def _storable(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose texts any store accepts: lone surrogates are escaped, as in TSV."""
    return {
        name: value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
        for name, value in row.items()
    }


def _data_frame() -> type[pandas.DataFrame]:
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise MissingExtraError.of("data frames need", "pandas", "frame") from error
    return DataFrame
