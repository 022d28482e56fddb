"""The trait of a language by which `aligner.stress` damages its sentences on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from aligner.expressions import compiled
from aligner.tables import read_table

# Forms and their replacements, by sort of damage: unit, scale, day, month, negation, opposite, points, name,
# person, sentence, clause, foreign, chat.
_Forms = Mapping[str, Mapping[str, str]]

_NEVER = compiled("(?!)")


@cache
def slips_of(code: str) -> _Forms:
    """Return the forms of a language with a folder, from its `stress.tsv`, by sort, longest first."""
    forms: dict[str, dict[str, str]] = {}
    for _, row in read_table(f"{code}/stress.tsv"):
        forms.setdefault(row["sort"], {})[row["form"]] = row["instead"]
    return {
        sort: dict(sorted(instead.items(), key=lambda item: -len(item[0]))) for sort, instead in forms.items()
    }


def no_slips() -> _Forms:
    """Return no forms, for a language in whose sentences none is replaced."""
    return {}


@dataclass(frozen=True)
class Slips:
    """Patterns of the places where a sentence can be damaged; one that is not given matches nowhere.

    Attributes:
        forms: Returns the forms that are replaced or added, by sort.
        after_number: Matches after a number that is part of a date, a time or an ordinal.
        border: A regular expression for a word border; empty if particles are attached to words.
        clause_first: Whether a clause is added in front of the main clause, rather than behind it.
        clause: Matches between two clauses where a sentence can be cut so that the rest is still a sentence.
        day: Matches the digits of a day of the month.
        day_ending: The ending after the digits of a day, if it depends on the day: `th`.
        last_name: Matches joined names; group 1 is the last name with its conjunction.
        lower: Letters that begin words other than names, as the inside of a character class.
        month_around: A regular expression for the name of a month (`{0}`) where it means the month.
        name, person: Matches a name that can be replaced; for a person, group 1 is the first part.
        name_ends: The endings of texts in which names may be replaced; headlines have none of them.
        pieces: Matches a piece of a sentence that can be left untranslated.
        states_month: Matches a month in digits or words.
        words: Matches a word that an untranslated piece can replace.
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
