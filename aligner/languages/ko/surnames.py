"""The surnames of Koreans, in Hangul and in their Latin spellings."""

from __future__ import annotations

from functools import lru_cache

from aligner.tables import read_table


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Return the Korean surnames of the table, in Hangul."""
    return frozenset(row["hangul"] for _, row in read_table("ko/surnames.tsv"))


@lru_cache(maxsize=1)
def surname_spellings() -> dict[str, tuple[str, ...]]:
    """Return the lower-case Latin spellings of every Korean surname of the table."""
    return {row["hangul"]: tuple(row["latin"].split("|")) for _, row in read_table("ko/surnames.tsv")}
