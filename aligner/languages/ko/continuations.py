"""Words that continue the sentence before them in spite of a stop or ending: particles, quotatives."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from aligner.tables import read_table


def continues(text: str, start: int, after: Literal["any", "bare", "quotation"]) -> bool:
    """Return whether the word at `start` continues the sentence before it."""
    words, prefixes = _continuations()[after]
    head = text[start : start + 8]
    return head.startswith(prefixes) or re.split(r"[\s,.]", head, maxsplit=1)[0] in words


def quotation_goes_on(following: str) -> bool:
    """Return whether a line after a closing quotation mark continues its sentence: 하고 묻자."""
    return bool(following) and continues(following, 0, "quotation")


@cache
def _continuations() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    rows = [row for _, row in read_table("ko/continuations.tsv")]
    tables = {
        "any": [row for row in rows if row["after"] == "any"],
        "bare": [row for row in rows if row["after"] in ("any", "bare")],
        "quotation": [row for row in rows if row["after"] in ("any", "quotation")],
    }
    return {
        after: (
            frozenset(row["surface"] for row in chosen if row["match"] == "word"),
            tuple(row["surface"] for row in chosen if row["match"] == "prefix"),
        )
        for after, chosen in tables.items()
    }
