"""Units of measure and currencies: their surfaces in a language, their dimension and their size.

Names come from Unicode CLDR through Babel ("킬로미터", "kilometers", "홍콩 달러"); two tables of this room
choose which units we know and give their size, a table of each language adds what newspapers write.
Currencies are units too: the dimension of a currency is the currency, cents are a hundredth of it.
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

from aligner.model.errors import TableError
from aligner.model.quantity import Kind
from aligner.model.text import LanguageCode
from aligner.tables import read_table

# Letters of a currency code; a longer sign of letters is a name (dollar).
LONGEST_CODE = 3
AN_AMOUNT = re.compile(r" ?(?:\d{1,3},\d{3}|[\d.]+ ?(?:million|billion|trillion|bn|mn|tn)\b)", re.IGNORECASE)
# Letters that hold a whole unit (㎞, ㎡, ℃); their compatibility form spells it.
SQUARED = (*range(0x3380, 0x33E0), 0x2103, 0x2109, 0x2113)
# CLDR spells micrometre with a Greek letter; keyboards and Latin-1 have a sign of its own, which looks alike.
MU, MICRO = "\N{GREEK SMALL LETTER MU}", "\N{MICRO SIGN}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; equal to `factor` of the base unit of its dimension."""

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
    """Every unit that is no currency, by its code."""
    return {
        row["code"]: Unit(row["code"], row["dimension"], _factor(row["factor"], place))
        for place, row in read_table("numerals/units.tsv")
    }


@cache
def open_units() -> dict[str, tuple[str, ...]]:
    """Units that may mean several things, each with what it can mean, likeliest first."""
    return {row["unit"]: tuple(row["means"].split("|")) for _, row in read_table("numerals/open_units.tsv")}


@cache
def currencies() -> dict[str, Unit]:
    """Every currency, those of CLDR included, by its code."""
    from babel.numbers import list_currencies

    known = {code: Unit(code, code, Fraction(1)) for code in sorted(list_currencies())}
    for place, row in read_table("numerals/currencies.tsv"):
        known[row["code"]] = Unit(row["code"], row["dimension"], _factor(row["factor"], place))
    return known


def unit(code: str | None) -> Unit | None:
    """The unit of that code; None for a counter (`person`, `case`), which has no dimension."""
    if code is None:
        return None
    return units().get(code) or currencies().get(code)


def _cldr_units(language: LanguageCode) -> Iterator[tuple[str, str]]:
    """(surface, code) of every unit with a CLDR name."""
    from babel import Locale

    patterns = Locale(language)._data["unit_patterns"]
    for _, row in read_table("numerals/units.tsv"):
        if row["cldr"] in patterns:
            for length, count in product(("long", "short"), ("one", "other")):
                pattern = dict(patterns[row["cldr"]].get(length, {})).get(count)
                if pattern:
                    surface = pattern.replace("{0}", "").strip()
                    if surface and "{" not in surface and "/" not in surface:
                        yield surface, row["code"]


def _cldr_currencies(language: LanguageCode) -> Iterator[tuple[str, str]]:
    from babel import Locale

    locale = Locale(language)
    for code, name in locale.currencies.items():
        if "(" not in name and code[0] != "X":
            yield name, code
    for code, names in dict(locale._data["currency_names_plural"]).items():
        for name in dict(names).values():
            if "(" not in name and code[0] != "X":  # X: gold, silver, funds
                yield name, code


@cache
def surfaces(language: LanguageCode) -> dict[str, str]:
    """What stands after a number, lower case (and as written where case tells units apart), to the code."""
    found: dict[str, str] = {}
    for surface, code in (*_cldr_currencies(language), *_cldr_units(language)):
        if len(surface) > 3:
            found[surface.lower()] = code
        found[surface] = code
    for _, row in read_table(f"{language}/unit_names.tsv"):
        for surface in row["names"].split("|"):
            if surface:
                found[surface] = row["code"]
                if len(surface) > 3:
                    found[surface.lower()] = row["code"]
    for point in SQUARED:
        spelled = unicodedata.normalize("NFKC", chr(point))
        if spelled in found:
            found[chr(point)] = found[spelled]
    for surface in [surface for surface in found if MU in surface]:
        found[surface.replace(MU, MICRO)] = found[surface]
    for _, row in read_table("numerals/short_units.tsv"):
        if row["counts"] == "never":
            found.pop(row["surface"], None)
    return found


@cache
def currency_signs() -> dict[str, str]:
    """What stands before an amount (`$`, `US$`, `KRW`, lower case) to the code."""
    signs: dict[str, str] = {}
    for _, row in read_table("numerals/currencies.tsv"):
        for sign in row["before"].split("|"):
            if sign:
                signs[sign.lower()] = row["code"]
    return signs


def sign_before(text: str, start: int) -> tuple[str, int] | None:
    """The currency whose sign stands before an amount, at most a blank between, and where the sign starts."""
    signs = currency_signs()
    end = start - 1 if text[start - 1 : start] == " " else start
    if text[end - 1 : end].lower() not in _sign_ends():  # of most amounts
        return None
    for length in _sign_lengths():
        begin = end - length
        if begin >= 0 and text[begin:end].lower() in signs and _is_a_sign(text, begin, end):
            return signs[text[begin:end].lower()], begin
    return None


def _is_a_sign(text: str, begin: int, end: int) -> bool:
    """Whether letters before an amount stand for a currency there; other signs always do.

    They are no end of a word (AKRW500), a name is no unit of another number (50 dollar 50), and a lone
    letter wants an amount that no name has (W5,000, W30 billion, but W203).
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
    """The kind of a quantity in a unit; counted things and unknown codes make a cardinal."""
    found = unit(code)
    if found is None:
        return "cardinal"
    if found.is_currency:
        return "money"
    if found.dimension in ("time", "calendar", "night"):
        return "duration"
    return "percent" if found.dimension in ("percent", "percent point") else "measure"
