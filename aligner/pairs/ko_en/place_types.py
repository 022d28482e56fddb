"""Kinds of places: a suffix of the name in Korean, a word behind it in English: 강나루시, Gangnaru City."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aligner.expressions import compiled
from aligner.tables import read_table


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """A kind of place: its Hangul ending and the English endings and beginnings of such names."""

    hangul: str
    english: re.Pattern[str]
    is_place: bool


@cache
def place_kinds() -> tuple[dict[str, PlaceKind], re.Pattern[str]]:
    """Return the kinds of the table by their Hangul, and a pattern of all of them, the longest first."""
    rows = [row for _, row in read_table("ko_en/place_types.tsv")]
    kinds = {
        row["hangul"]: PlaceKind(row["hangul"], _beside(row["english"]), row["alone"] == "yes")
        for row in rows
    }
    return kinds, compiled("|".join(sorted(kinds, key=lambda form: (-len(form), form))))


def _beside(english: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in english.split("|")]
    return compiled("|".join(word if word.startswith(re.escape("-")) else rf" {word}\b" for word in words))
