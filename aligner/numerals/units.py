"""Units of measure and currencies: their surfaces in a language, their dimension and their size.

Names come from Unicode CLDR through Babel ("킬로미터", "kilometers", "홍콩 달러"). Two tables of this room
list the known units with their sizes; a table of each language adds the names that newspapers use.
Currencies are units too: the dimension of a currency is the currency itself, and a cent is a
hundredth of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from itertools import product

from aligner import cldr
from aligner.expressions import compiled
from aligner.model.errors import TableError
from aligner.model.quantity import Kind
from aligner.model.text import LanguageCode
from aligner.tables import read_table

# A currency code has at most this many letters; a longer sign of letters is a name (dollar).
LONGEST_CODE = 3
AN_AMOUNT = compiled(r" ?(?:\d{1,3},\d{3}|[\d.]+ ?(?:million|billion|trillion|bn|mn|tn)\b)", re.IGNORECASE)
# Characters that hold a whole unit (㎞, ㎡, ℃); their compatibility form spells it.
SQUARED = (*range(0x3380, 0x33E0), 0x2103, 0x2109, 0x2113)
# CLDR spells micrometre with a Greek letter; keyboards and Latin-1 have another character that looks alike.
MU, MICRO = "\N{GREEK SMALL LETTER MU}", "\N{MICRO SIGN}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; it equals `factor` times the base unit of its dimension."""

    code: str
    dimension: str
    factor: Fraction

    @property
    def is_currency(self) -> bool:
        return self.code in currencies()


def _factor(cell: str, place: str) -> Fraction:
    try:
        return Fraction(Decimal(cell))
    except InvalidOperation:
        raise TableError(f"{place}: factor {cell!r} is not a number") from None


@cache
def units() -> dict[str, Unit]:
    """Return all units that are no currencies, by code."""
    return {
        row["code"]: Unit(row["code"], row["dimension"], _factor(row["factor"], place))
        for place, row in read_table("numerals/units.tsv")
    }


@cache
def open_units() -> dict[str, tuple[str, ...]]:
    """Return the ambiguous units, each with the codes of the units that it may mean, likeliest first."""
    return {row["unit"]: tuple(row["means"].split("|")) for _, row in read_table("numerals/open_units.tsv")}


@cache
def currencies() -> dict[str, Unit]:
    """Return all currencies, from CLDR and from our table, by code."""
    known = {code: Unit(code, code, Fraction(1)) for code in cldr.currency_codes()}
    for place, row in read_table("numerals/currencies.tsv"):
        known[row["code"]] = Unit(row["code"], row["dimension"], _factor(row["factor"], place))
    return known


def unit(code: str | None) -> Unit | None:
    """Return the unit or currency with this code; None for a counter (`person`), which has no dimension."""
    if code is None:
        return None
    return units().get(code) or currencies().get(code)


def _cldr_units(language: LanguageCode) -> Iterator[tuple[str, str]]:
    """Yield (surface, code) for every unit with a CLDR name."""
    patterns = cldr.names(language).units
    for _, row in read_table("numerals/units.tsv"):
        if row["cldr"] in patterns:
            for length, count in product(("long", "short"), ("one", "other")):
                pattern = patterns[row["cldr"]].get(length, {}).get(count)
                if pattern:
                    surface = pattern.replace("{0}", "").strip()
                    if surface and "{" not in surface and "/" not in surface:
                        yield surface, row["code"]


def _cldr_currencies(language: LanguageCode) -> Iterator[tuple[str, str]]:
    known = cldr.names(language)
    for code, name in known.currencies.items():
        if "(" not in name and code[0] != "X":
            yield name, code
    for code, names in known.currencies_counted.items():
        for name in names:
            if "(" not in name and code[0] != "X":  # X: gold, silver, funds
                yield name, code


@cache
def surfaces(language: LanguageCode) -> dict[str, str]:
    """Return the surfaces that follow a number, with their codes.

    Long surfaces are in lower case and as written, short ones only as written, since case distinguishes them.
    """
    codes: dict[str, str] = {}
    for surface, code in (*_cldr_currencies(language), *_cldr_units(language)):
        if len(surface) > 3:
            codes[surface.lower()] = code
        codes[surface] = code
    for _, row in read_table(f"{language}/unit_names.tsv"):
        for surface in row["names"].split("|"):
            if surface:
                codes[surface] = row["code"]
                if len(surface) > 3:
                    codes[surface.lower()] = row["code"]
    for point in SQUARED:
        spelled = unicodedata.normalize("NFKC", chr(point))
        if spelled in codes:
            codes[chr(point)] = codes[spelled]
    for surface in [surface for surface in codes if MU in surface]:
        codes[surface.replace(MU, MICRO)] = codes[surface]
    for _, row in read_table("numerals/short_units.tsv"):
        if row["counts"] == "never":
            codes.pop(row["surface"], None)
    return codes


@cache
def currency_signs() -> dict[str, str]:
    """Return the signs that precede an amount (`$`, `us$`, `krw`), in lower case, with their codes."""
    signs: dict[str, str] = {}
    for _, row in read_table("numerals/currencies.tsv"):
        for sign in row["before"].split("|"):
            if sign:
                signs[sign.lower()] = row["code"]
    return signs


def sign_before(text: str, start: int) -> tuple[str, int] | None:
    """Find the currency sign before an amount, with at most one space between.

    Args:
        start: Where the amount starts.

    Returns:
        The code of the currency, and where its sign starts; None if there is no sign.
    """
    signs = currency_signs()
    end = start - 1 if text[start - 1 : start] == " " else start
    if text[end - 1 : end].lower() not in _sign_ends():  # true of most amounts
        return None
    for length in _sign_lengths():
        begin = end - length
        if begin >= 0 and text[begin:end].lower() in signs and _is_a_sign(text, begin, end):
            return signs[text[begin:end].lower()], begin
    return None


def _is_a_sign(text: str, begin: int, end: int) -> bool:
    """Whether letters before an amount are a currency sign there; a sign that is no letter always is.

    Letters must not be the end of a word (AKRW500), and a name must not be the unit of another number (50
    dollar 50). A single letter needs an amount that is no part of a name (W5,000, W30 billion, but not W203).
    """
    if not text[begin].isalpha():
        return True
    if text[begin - 1 : begin].isalpha():
        return False
    if end - begin == 1:
        return AN_AMOUNT.match(text, end) is not None
    return (
        end - begin <= LONGEST_CODE
        or text[begin - 1 : begin] != " "
        or not text[begin - 2 : begin - 1].isdigit()
    )


@cache
def _sign_ends() -> frozenset[str]:
    return frozenset(sign[-1] for sign in currency_signs())


@cache
def _sign_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(sign) for sign in currency_signs()}, reverse=True))


def kind_of_unit(code: str) -> Kind:
    """Return the kind of a quantity by the code of its unit; counters and unknown codes make a cardinal."""
    known = unit(code)
    if known is None:
        return "cardinal"
    if known.is_currency:
        return "money"
    if known.dimension in ("time", "calendar", "night"):
        return "duration"
    return "percent" if known.dimension in ("percent", "percent point") else "measure"
