"""The surnames of Koreans, in Hangul and as they are spelt in Latin letters."""

from __future__ import annotations

from functools import lru_cache

from aligner.tables import read_table


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """The Korean surnames of the table, in Hangul."""
    return frozenset(row["hangul"] for _, row in read_table("ko/surnames.tsv"))


@lru_cache(maxsize=1)
def surname_spellings() -> dict[str, tuple[str, ...]]:
    """The Latin spellings of every Korean surname of the table, lower case."""
    return {row["hangul"]: tuple(row["latin"].split("|")) for _, row in read_table("ko/surnames.tsv")}
