"""The words for the kinds of mismatches, and their order: what `tables/kinds.tsv` says.

A kind itself stands in the module of its check. What it is called in each language of a report, and what its
findings say in languages other than English, are rows of the table.
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
    """The place of each kind of the table, from 0."""
    return {kind: place for place, kind in enumerate(dict.fromkeys(row["kind"] for row in _rows()))}


@cache
def labels(code: str) -> Mapping[str, str]:
    """What the kinds are called in a language; nothing in one that has no column.

    Examples:
        >>> labels("en")["number_missing"], labels("a language without a column")
        ('number missing', {})
    """
    return {row["kind"]: row[code] for row in _rows() if row["sides"] == LABEL and row.get(code)}


@cache
def templates(code: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """What findings say in a language, for a kind and its sides, in the order in which they are tried."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in _rows():
        if row["sides"] != LABEL and row.get(code):
            key = row["kind"], row["sides"]
            found[key] = (*found.get(key, ()), row[code])
    return found
