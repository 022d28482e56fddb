"""English quantities that start with a digit, from the most specific form to the plainest.

Numeric dates, phone numbers and names with digits (KF-21, COVID-19), times, ordinals and days (14th), years
and decades, scores and ratios, and at last a numeral with what it counts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from aligner.languages.en import dates as en_dates
from aligner.languages.en.counting import (
    DAY_GOES_ON,
    as_quantities,
    bound_of,
    counted,
    counting,
    is_numbered,
    ordinal,
    read_unit,
    simple,
)
from aligner.languages.en.numerals import Numeral, read_numeral
from aligner.model.quantity import Bound, Kind, Quantity
from aligner.model.text import Span
from aligner.numerals.contexts import any_of, words_of
from aligner.numerals.exact import VULGAR, tidy
from aligner.numerals.moments import date_value, full_year, lap
from aligner.numerals.units import sign_before

SERIAL = re.compile(
    r"\+?\d{1,4}(?:-\d{2,4})*-\d{3,4}-\d{4}(?![\d-])|\d{3,4}-\d{4}(?![\d-])|\d{2,}-\d{2,}-\d{3,}|\d+(?:\.\d+){2,}(?!\d)|\d{25,}"
)
# Letters that touch a digit make a name (KF-21, G7, COVID-19), except some prefixes.
_NAME_BEFORE = re.compile(r"(?<![A-Za-z])[A-Za-z][A-Za-z&]*-?$")
PREFIXES = words_of("en", "before a number")
YEARS = re.compile(r"((?:1[5-9]|20)\d\d)[-\N{EN DASH}—/]((?:1[5-9]|20)?\d\d)(?![\d%-])")
QUARTER_BEFORE = re.compile(r"(?<![A-Za-z])Q$")
VERSION_BEFORE = re.compile(r"(?<![A-Za-z.])[A-Z]{2,}\.$")
NAME_AFTER = re.compile(r"[A-Za-z]+(?:-?\d+)?")
ORDINAL_SUFFIX = re.compile(r"(?:st|nd|rd|th)\b")
DECADE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]?s\b(?! ?\d)")
DECADE_OF_LIFE = re.compile(
    r"(?:\b(?:his|her|their|my|our|your|in|aged|into|people|men|women|adults)(?: (?:early|late"
    r"|mid))?[ -](?:mid|early|late)?-?|\b(?:mid|early|late)-|(?<!\d)[1-9]0s(?:,| and| or| to|, and|, or) )$",
    re.IGNORECASE,
)
YEAR_BEFORE = re.compile(
    rf"(?:\b(?:{any_of('en', 'before a year')})[ -]+(?:the )?|^|[(,\N{{EN DASH}}—-] ?|= ?)$", re.IGNORECASE
)
COUNTS_AFTER_YEAR = re.compile(rf"[ -](?:{any_of('en', 'counted, so no year')})", re.IGNORECASE)
DAY_ORDINAL = re.compile(
    r"(?:\b(?:on|for|until|till|by|since|from|to|of|through|before|after|between|and)(?: the"
    r"| last| this)? |^the |, the |\bthe )$",
    re.IGNORECASE,
)
RATIO = re.compile(r"(\d{1,4}(?:\.\d+)?):(\d{1,4}(?:\.\d+)?)(?![\d:.]\d|\d)")
SCORE = re.compile(r"(\d{1,3})[-\N{EN DASH}](\d{1,3})(?![\d%]|[-\N{EN DASH}]\d|,\d|\.\d)")
FEET = re.compile(
    r"(\d)['\N{RIGHT SINGLE QUOTATION MARK}\N{PRIME}](1[01]|\d)"
    r"(?:[\"”″]|['\N{RIGHT SINGLE QUOTATION MARK}\N{PRIME}]{2})"
)  # 6'2"
BY_AGE = re.compile(r"(?<![A-Za-z])(over|under)-$", re.IGNORECASE)
FRACTION = re.compile(r"(\d{1,3}) ?/ ?(\d{1,3})(?![\d/])")
NOON_AFTER = re.compile(r" (?:noon|midnight|midday)\b", re.IGNORECASE)
# No number is longer; a row of digits and commas without an end would be read anew at each of them.
LONGEST_ROW = 100
DIGIT_ROW = re.compile(rf"[\d,.]{{0,{LONGEST_ROW}}}\d")


def end_of_digits(text: str, start: int) -> int:
    match = DIGIT_ROW.match(text, start)
    return match.end() if match else start + 1


def read_figure(text: str, start: int) -> list[Quantity]:
    """A quantity that starts with a digit."""
    char = text[start]
    if char in VULGAR:
        top, bottom = VULGAR[char]
        return [counted(text, start, Numeral(tidy(Fraction(top, bottom)), start + 1, "fraction"))]
    numeric = en_dates.read_numeric_date(text, start)
    if numeric:
        return as_quantities(text, [numeric])
    if text.startswith("9/11", start) and not text[start + 4 : start + 5].isdigit():
        return simple(text, start, start + 4, "XXXX-09-11", "day", "date")  # never a fraction in news
    if text.startswith("24/7", start) and not text[start + 4 : start + 5].isalnum():
        return simple(text, start, start + 4, 24, "hour", "duration")  # around the clock
    if feet := FEET.match(text, start):
        value = tidy(Fraction(int(feet[1])) + Fraction(int(feet[2]), 12))
        return simple(text, start, feet.end(), value, "ft", "measure")
    if years := YEARS.match(text, start):
        return _years(text, years)
    if serial := SERIAL.match(text, start):
        return simple(text, start, serial.end(), serial.group(), None, "identifier")
    if name := _name(text, start):
        return name
    if taken := lap(text, start) or en_dates.lettered(text, start):
        value, code, end = taken
        return simple(text, start, end, value, code, "duration")
    moment = en_dates.read_clock(text, start)
    if moment:
        return as_quantities(text, [moment])
    numeral = read_numeral(text, start)
    if numeral is None:
        return []
    if (
        start
        and text[start - 1] == "."
        and isinstance(numeral.value, int)
        and not text[max(0, start - 2) : start - 1].isalnum()
    ):
        written = text[start : numeral.end]
        if written.isdecimal():  # .268
            return [
                replace(
                    counted(text, start - 1, replace(numeral, value=Decimal("0." + written))), kind="fraction"
                )
            ]
    if NOON_AFTER.match(text, numeral.end):
        return []  # 12 noon is read at its noon
    if VULGAR.get(text[numeral.end : numeral.end + 1]):
        top, bottom = VULGAR[text[numeral.end]]
        numeral = Numeral(tidy(Fraction(numeral.value) + Fraction(top, bottom)), numeral.end + 1)
    if ORDINAL_SUFFIX.match(text, numeral.end) and isinstance(numeral.value, int):
        return _figure_ordinal(text, start, numeral)
    if found := _year_or_decade(text, start, numeral) or _pair(text, start):
        return found
    if isinstance(numeral.value, int) and numeral.value <= 60 and not sign_before(text, start):
        moment = en_dates.read_day_month(text, start, numeral.value, numeral.end) or en_dates.read_hour(
            text, start, numeral.value, numeral.end)  # fmt: skip
        if moment:
            return as_quantities(text, [moment])
    return counting(text, start, numeral)


def _years(text: str, match: re.Match[str]) -> list[Quantity]:
    """1992-1995, 2023-24."""
    first, last = match[1], match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
    one, two = Span(*match.span(1)), Span(*match.span(2))
    return [
        Quantity(first, "year", "date", one.of(text), one, None, two),
        Quantity(last, "year", "date", two.of(text), two, None, one),
    ]


def _name(text: str, start: int) -> list[Quantity]:
    """KF-21, G7, COVID-19, 5G, 3D: letters that touch the digits."""
    before = text[max(0, start - 24) : start]
    digits = end_of_digits(text, start)
    quarter = QUARTER_BEFORE.search(before)
    if quarter and text[start] in "1234" and digits == start + 1:
        return simple(text, start - 1, digits, int(text[start]), "quarter", "ordinal")
    if before and (before[-1].isalpha() or before[-1] in "-."):
        match = _NAME_BEFORE.search(before) or VERSION_BEFORE.search(before)
        if match and match.group().rstrip("-").lower() not in PREFIXES and not sign_before(text, start):
            if match.group().rstrip("-").lower().rstrip(".") in en_dates.months():
                return []
            begin = start - len(match.group())
            if after := NAME_AFTER.match(text, digits):
                digits = after.end()
            return simple(text, begin, digits, text[begin:digits], None, "identifier")
    after = NAME_AFTER.match(text, digits)
    if after and after.group() in ("G", "D", "K", "X", "GX", "LG", "PM2") and not sign_before(text, start):
        return simple(text, start, after.end(), text[start : after.end()], None, "identifier")
    return []


def _figure_ordinal(text: str, start: int, numeral: Numeral) -> list[Quantity]:
    """14th: a day where a date may stand, a rank elsewhere."""
    suffix = ORDINAL_SUFFIX.match(text, numeral.end)
    end = suffix.end() if suffix else numeral.end
    value = int(numeral.value)
    moment = en_dates.read_day_month(text, start, value, end)
    if moment:
        return as_quantities(text, [moment])
    if (
        1 <= value <= 31
        and DAY_ORDINAL.search(text[max(0, start - 12) : start])
        and DAY_GOES_ON.match(text, end)
    ):
        return simple(text, start, end, date_value(None, None, value), "day", "date")
    return ordinal(text, start, end, value)


def _year_or_decade(text: str, start: int, numeral: Numeral) -> list[Quantity]:
    """2024, the 1990s, '98, her 30s."""
    written = text[start : numeral.end]
    if not written.isdecimal() or len(written) not in (2, 3, 4):
        return []
    value = int(written)
    apostrophe = (
        start > 0 and text[start - 1] in "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    )
    decade = DECADE.match(text, numeral.end)
    if decade and (by_age := BY_AGE.search(text[max(0, start - 6) : start])):  # over-65s
        limit: Bound = "at_least" if by_age[1].lower() == "over" else "less_than"
        found = simple(text, start - len(by_age[0]), decade.end(), value, "year-old", "age")
        return [replace(one, bound=limit) for one in found]
    if decade:
        if value % 10 or len(written) == 3:
            return []
        of_life = (
            value < 50 or "'" in decade.group() or DECADE_OF_LIFE.search(text[max(0, start - 16) : start])
        )
        if len(written) == 2 and not apostrophe and of_life:
            bound, end = bound_of(text, start, decade.end())
            return [
                replace(found, bound=bound) for found in simple(text, start, end, value, "age decade", "age")
            ]
        return simple(text, start, decade.end(), f"{full_year(value, len(written)):04d}", "decade", "date")
    if len(written) == 2 and apostrophe:
        return simple(text, start, numeral.end, f"{full_year(value, 2):04d}", "year", "date")
    if len(written) != 4 or not 1000 <= value <= 2199 or sign_before(text, start) or is_numbered(text, start):
        return []
    counts = COUNTS_AFTER_YEAR.match(text, numeral.end) or read_unit(text, numeral.end, "")
    likely = 1900 <= value <= 2099 or YEAR_BEFORE.search(text[max(0, start - 12) : start])
    if counts or not likely:
        return []
    return simple(text, start, numeral.end, f"{value:04d}", "year", "date")


def _pair(text: str, start: int) -> list[Quantity]:
    """3-1, 2:1: scores and ratios; 21-24 percent is a range and left to the counting reader."""
    kind: Kind = "ratio"
    match = RATIO.match(text, start)
    if match is None:
        match, kind = SCORE.match(text, start), "score"
        if match and (
            read_unit(text, match.end(), "")
            or text[start - 1 : start] in ("-", "$", "£", "€")
            or COUNTED_RANGE.match(text, match.end())
        ):
            return []
        if match and len(match[2]) == 4:
            return []
    if match is None:
        if (fraction := FRACTION.match(text, start)) and int(fraction[2]) and not sign_before(text, start):
            sign = -1 if re.search(r"(?:^|[ (])-$", text[max(0, start - 2) : start]) else 1
            return simple(
                text,
                start,
                fraction.end(),
                tidy(sign * Fraction(int(fraction[1]), int(fraction[2]))),
                None,
                "fraction",
            )
        return []
    one, two = Span(*match.span(1)), Span(*match.span(2))
    return [Quantity(tidy(Decimal(match[1])), None, kind, match[1], one, None, two),
            Quantity(tidy(Decimal(match[2])), None, kind, match[2], two, None, one)]  # fmt: skip


COUNTED_RANGE = re.compile(
    r" (?:people|years?|months?|days?|hours?|weeks?|minutes?|million|billion|percent|times"
    r"|degrees|companies|students)\b|-(?:year|month|day|hour|week|minute|member|seat)"
)
