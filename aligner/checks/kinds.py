"""Reads `tables/kinds.tsv`: the names of the kinds of mismatches in each language, and their order.

A kind itself is defined in the module of its check. Its name in each language of a report, and the messages
of its findings in languages other than English, are rows of the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from aligner.model.errors import TableError
from aligner.tables import read_table

TABLE = "checks/kinds.tsv"
LABEL = "label"
SIDES = (LABEL, "any", "both", "source", "target", "none")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    rows = []
    for place, row in read_table(TABLE):
        if row["sides"] not in SIDES:
            raise TableError(f"{place}: sides {row['sides']!r} is none of {', '.join(SIDES)}")
        rows.append(row)
    return tuple(rows)


@cache
def known_order() -> Mapping[str, int]:
    """Return the position of each kind in the table, counted from 0."""
    return {kind: place for place, kind in enumerate(dict.fromkeys(row["kind"] for row in _rows()))}


@cache
def labels(code: str) -> Mapping[str, str]:
    """Return the names of the kinds in a language; empty if the table has no column for it.

    Examples:
        >>> labels("en")["number_missing"], labels("a language without a column")
        ('number missing', {})
    """
    return {row["kind"]: row[code] for row in _rows() if row["sides"] == LABEL and row.get(code)}


@cache
def templates(code: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the message templates of a language by kind and sides, in the order in which they are tried."""
    by_kind: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in _rows():
        if row["sides"] != LABEL and row.get(code):
            key = row["kind"], row["sides"]
            by_kind[key] = (*by_kind.get(key, ()), row[code])
    return by_kind
