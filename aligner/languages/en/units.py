"""Reading of what follows an English number: a unit of measure, a currency or a counted noun.

Units and currencies come from the tables that all languages share; their names in CLDR are included.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aligner.expressions import compiled
from aligner.languages.en.thousands import number_words
from aligner.model.quantity import Kind
from aligner.numerals.contexts import any_of
from aligner.numerals.units import kind_of_unit, surfaces
from aligner.tables import read_table

# Most words of the name of a unit: "kilometers per hour".
LONGEST_UNIT = 3


ENDS_WORD = ("", " ", ".", ",", ")")


UNIT_WORDS = compiled(
    r"(?: ?- ?| ?[({<] ?| )?((?:[A-Za-zµμ%¢$€£¥°元ரூ㎀-㏟℃℉²³/]+)(?:\d(?!\d))?)"
    r"(?:(?:[ -]|\. )([A-Za-z]+))?(?:[ -]([A-Za-z]+))?"
)


_NOUN = compiled(r"[ -](?:[a-z]+[ -])?([a-z]+)\b")


AMERICAN = compiled(r" (?:U\.S\.|US|American) dollars?\b")


RANKED = compiled(rf"-(?!long\b|per\b)[a-z]| (?:{any_of('en', 'ranked by second')})\b")


# The unit begins a word of its own: two foot-washing areas, three day-care centres; not a 30 minute-drive.
_OTHER_WORD = compiled(r"-(?:(?!lasting)[a-z]+ing|care|ends?|cakes?|baths?|and-mouth|trip(?:s|pers?)?)\b")


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit or noun after a number."""

    end: int
    unit: str | None
    kind: Kind


@cache
def _short_units() -> dict[str, str]:
    """Map short names of units to the condition under which they count; see `numerals/short_units.tsv`."""
    return {row["surface"]: row["counts"] for _, row in read_table("numerals/short_units.tsv")}


@cache
def _nouns() -> dict[str, str]:
    return {row["surface"]: row["unit"] for _, row in read_table("en/counters.tsv")}


def read_unit(text: str, end: int, written: str) -> Counted | None:
    """Read the unit of measure or currency after a number; the longest name wins."""
    if american := AMERICAN.match(text, end):
        return Counted(american.end(), "USD", "money")
    match = UNIT_WORDS.match(text, end)
    if match is None:
        return None
    known = surfaces("en")
    for count in range(LONGEST_UNIT, 0, -1):
        if match[count] is None:
            continue
        name = text[match.start(1) : match.end(count)]
        code = known.get(name)
        if code is None and (count > 1 or len(name) > 3):
            code = known.get(name.replace("-", " ").lower())
        elif code is None and len(name) > 1 and name.lower() not in _short_units():
            code = known.get(name.lower())
        if code is None:
            continue
        counts = _short_units().get(name)
        if match.start(1) > end and (
            counts == "touching"
            or (counts == "ending" and text[match.end(1) : match.end(1) + 1] not in ENDS_WORD)
        ):
            continue
        if match.start(1) > end and _OTHER_WORD.match(text, match.end(count)):
            continue
        if name == "second" and (not written or _is_a_rank(text, match.start(1), match.end(1))):
            continue
        closing = match.end(count)
        if text[closing : closing + 1] in (")", "}", ">") and text[end : match.start(1)].strip() in (
            "(",
            "{",
            "<",
        ):
            closing += 1
        return Counted(closing, code, kind_of_unit(code))
    return None


def _is_a_rank(text: str, start: int, end: int) -> bool:
    """Return whether "second" after a number and a blank is an ordinal: 75 second-prize winners."""
    return text[start - 1] == " " and RANKED.match(text, end) is not None


def read_noun(text: str, end: int) -> Counted | None:
    """Read a counted noun after a number, or after it and one adjective: 30 people, 30 local people."""
    match = _NOUN.match(text, end)
    if match is None:
        return None
    first = text[end + 1 : match.end(1)].split(" ")[0]
    if first.partition("-")[0] in number_words():
        return None  # the adjective holds a number: 30 second-term lawmakers
    for noun, closing in ((first, end + 1 + len(first)), (match[1], None)):
        if noun in _nouns():
            return Counted(closing if closing else end, _nouns()[noun], "cardinal")
    return None
