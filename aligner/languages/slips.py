"""The trait of a language that tells how its sentences are damaged on purpose, for `aligner.stress`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from aligner.tables import read_table

# Forms and what stands instead, by sort: unit, scale, day, month, negation, opposite, points, name, person,
# sentence, clause, foreign, chat.
_Forms = Mapping[str, Mapping[str, str]]

_NEVER = re.compile("(?!)")


@cache
def slips_of(code: str) -> _Forms:
    """The forms of a language that is a folder of the library, from its `stress.tsv`, the longest first."""
    forms: dict[str, dict[str, str]] = {}
    for _, row in read_table(f"{code}/stress.tsv"):
        forms.setdefault(row["sort"], {})[row["form"]] = row["instead"]
    return {
        sort: dict(sorted(found.items(), key=lambda item: -len(item[0]))) for sort, found in forms.items()
    }


def no_slips() -> _Forms:
    """What a language has in whose sentences no form is replaced."""
    return {}


@dataclass(frozen=True)
class Slips:
    """Where a sentence can be damaged; a pattern that is left out matches nowhere.

    Attributes:
        forms: What is replaced, and what is added.
        after_number: What makes a number in front of it a date, a time or an ordinal.
        border: A regular expression for the border of a word; empty where words run on.
        clause_first: Whether what is added to a sentence stands in front of its main clause.
        clause: Between two clauses, where a sentence can be cut so that what is left is still one.
        day: The digits of a day of the month.
        day_ending: What a day has behind its digits, if that depends on the day: `th`.
        last_name: Names that are joined; in group 1 the last of them, with what joins it.
        lower: Letters of words that are no names, as they stand in a class of a regular expression.
        month_around: A regular expression for a month (`{0}`) that is meant as one.
        name, person: A name that can be replaced; of a person with the first part in group 1.
        name_ends: How a text ends that holds such names: no headline.
        pieces: A piece that can be left untranslated.
        states_month: A month in digits or words.
        words: A word in whose place an untranslated piece can stand.
    """

    forms: Callable[[], _Forms] = no_slips
    after_number: re.Pattern[str] = _NEVER
    border: str = ""
    clause_first: bool = False
    clause: re.Pattern[str] = _NEVER
    day: re.Pattern[str] = _NEVER
    day_ending: str = ""
    last_name: re.Pattern[str] = _NEVER
    lower: str = ""
    month_around: str = "{0}"
    name: re.Pattern[str] = _NEVER
    person: re.Pattern[str] = _NEVER
    name_ends: tuple[str, ...] = ()
    pieces: re.Pattern[str] = _NEVER
    states_month: re.Pattern[str] = _NEVER
    words: re.Pattern[str] = _NEVER


NO_SLIPS = Slips()
