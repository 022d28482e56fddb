"""English amounts and measures that continue after their unit: $5 and 20 cents, an hour and a half."""

from __future__ import annotations

import re
from fractions import Fraction

from aligner.expressions import compiled
from aligner.languages.en.numerals import number_words, read_numeral
from aligner.languages.en.units import read_unit
from aligner.numerals.exact import Number, tidy
from aligner.numerals.units import unit

# Dimensions whose units may follow one another in one quantity: 5 feet 2 inches, 2 hours 30 minutes.
COMPOUNDS = frozenset(("length", "mass", "time", "calendar"))


COMPOUND = compiled(r"(?:,? and|,)? (?=\d|[a-z]+[ -])", re.IGNORECASE)


AND_HALF = compiled(
    r"(?:,?[ -]and(?:[ -]an?| one)?[ -](half|quarter|third))\b(?! (?:million|of|the))", re.IGNORECASE
)


DOLLARS = frozenset(("CAD", "AUD", "HKD", "SGD", "NZD", "TWD"))


# Inches without their unit, where no noun follows that they could count: 6 feet 2, six-foot-two.
BARE_INCHES = compiled(
    r"-(?P<joined>\d{1,2}|[a-z]+)(?![\w.]\d|\w)(?:-inch(?:es)?\b)?"
    r"|[ -](?P<apart>\d{1,2}|[a-z]+)(?=$|[.,;:)!?\"]|,? (?:tall|and|but|who|with|when|at|in)\b)",
    re.IGNORECASE,
)


BARE_CENTS = compiled(r" ([1-9]\d)(?=$|[.,;!?](?!\d)| m)")  # 15 dollars 50


CENTS_AFTER = compiled(r" and (?=\d{1,2} |[a-z])", re.IGNORECASE)


SHORT_APART = compiled(r" (bn?|mn?)\b(?!\.)")


def money_after(text: str, value: Number, end: int, code: str) -> tuple[Number, int, str]:
    """Read what follows an amount with a currency sign: $5m, US$10 Canadian dollars, $5 and 20 cents.

    Return the value, the end and the currency.
    """
    if text[end : end + 1].lower() == "m" and not text[end + 1 : end + 2].isalnum():
        return tidy(value * 10**6), end + 1, code
    if apart := SHORT_APART.match(text, end):
        return tidy(value * (10**9 if apart[1][0] == "b" else 10**6)), apart.end(), code
    if gap := CENTS_AFTER.match(text, end):
        cents = _cents(text, gap.end(), code)
        return (tidy(Fraction(value) + cents[0]), cents[1], code) if cents else (value, end, code)
    follows = read_unit(text, end, "")
    if follows and follows.unit and follows.kind == "money":
        same = follows.unit == code or (code == "USD" and follows.unit in DOLLARS and text[end] == " ")
        return (value, follows.end, follows.unit) if same else (value, end, code)
    return value, end, code


def _cents(text: str, start: int, code: str | None) -> tuple[Fraction, int] | None:
    """Return the cents after an amount, as a part of its unit, and their end."""
    following = read_numeral(text, start)
    large = unit(code)
    if following is None or following.form != "cardinal" or large is None or large.factor != 1:
        return None
    cents = read_unit(text, following.end, text[start : following.end])
    small = unit(cents.unit) if cents and cents.unit in ("cent", "pence") else None
    if cents is None or small is None or small.dimension != large.dimension:
        return None
    return Fraction(following.value) / 100, cents.end


SCALE_BEHIND = compiled(r" (million|billion|trillion|thousand)\b", re.IGNORECASE)


GAP_OF_CENTS = compiled(r"(?: and)? (?=[\da-z])", re.IGNORECASE)


def amount(text: str, value: Number, code: str | None, end: int) -> tuple[Number, int]:
    """Add what follows an amount in words (15 dollars 50, 75 USD million); return the value and the end."""
    if scale := SCALE_BEHIND.match(text, end):
        return tidy(value * number_words()[scale[1].lower()][1]), scale.end()
    gap = GAP_OF_CENTS.match(text, end)
    if gap is None:
        return value, end
    if cents := _cents(text, gap.end(), code):
        return tidy(Fraction(value) + cents[0]), cents[1]
    large = unit(code)
    bare = BARE_CENTS.match(text, end)
    if bare is None or large is None or large.factor != 1:
        return value, end
    return tidy(Fraction(value) + Fraction(int(bare[1]), 100)), bare.end()


# A mile has 5,280 feet, and no larger step is written: `four weeks, 60 minutes each` are two durations. And a
# part is less than one of the larger unit: `for an hour, 90 minutes at most`.
MOST_PARTS = 5280


def compound(text: str, value: Number, code: str | None, end: int) -> tuple[Number, int]:
    """Add smaller units to a measure in its largest unit (5 feet 2 inches); return the value and the end."""
    large = unit(code)
    if large is None or large.dimension not in COMPOUNDS:
        return value, end
    if half := AND_HALF.match(text, end):
        part = {"half": 2, "quarter": 4, "third": 3}[half[1].lower()]
        return tidy(Fraction(value) + Fraction(1, part)), half.end()
    last = large
    while (gap := COMPOUND.match(text, end)) and gap.end() < len(text):
        following = read_numeral(text, gap.end())
        if following is None or following.form != "cardinal":
            break
        smaller = read_unit(text, following.end, text[gap.end() : following.end])
        small = unit(smaller.unit) if smaller else None
        if (
            smaller is None
            or small is None
            or small.dimension != large.dimension
            or small.factor * MOST_PARTS < last.factor
            or small.factor * Fraction(following.value) >= last.factor
        ):
            break
        value = tidy(Fraction(value) + Fraction(following.value) * small.factor / large.factor)
        end, last = smaller.end, small
    if code == "ft" and last is large and (inches := _bare_inches(text, end)):
        return tidy(Fraction(value) + Fraction(inches[0], 12)), inches[1]
    return value, end


def _bare_inches(text: str, end: int) -> tuple[int, int] | None:
    """Return the inches of 6 feet 2 and six-foot-two, and their end."""
    match = BARE_INCHES.match(text, end)
    if match is None:
        return None
    written = (match["joined"] or match["apart"]).lower()
    number = int(written) if written.isdecimal() else number_words().get(written, ("", 12))[1]
    named = written.isdecimal() or number_words().get(written, ("",))[0] == "unit"
    return (number, match.end()) if named and number < 12 else None
