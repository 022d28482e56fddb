"""Reading of English quantities that start with a digit, from the most specific form to the plainest.

Two ordered lists of named rules are the configuration. The rules of `FORMS` read what is more than a numeral:
numeric dates, phone numbers, names with digits (KF-21, COVID-19), times. The rules of `NUMERALS` decide what
a numeral in digits means: an ordinal or day (14th), a year or decade, a score or ratio, and at last a number
with what it counts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from aligner.expressions import expression
from aligner.languages.en import dates as en_dates
from aligner.languages.en.codes import name_with_digits, serial
from aligner.languages.en.counting import (
    DAY_GOES_ON,
    as_fraction,
    as_quantities,
    bound_of,
    counted,
    counting,
    is_numbered,
    ordinal,
    simple,
)
from aligner.languages.en.numerals import Numeral, read_numeral
from aligner.languages.en.units import read_unit
from aligner.model.quantity import Bound, Kind, Quantity, Value
from aligner.model.text import Span
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import VULGAR, tidy
from aligner.numerals.feet import FEET_MARKS, read_feet
from aligner.numerals.moments import date_value, full_year, lap
from aligner.numerals.rules import Rule, first_reading, rules_at
from aligner.numerals.telephone import read_telephone
from aligner.numerals.units import sign_before

YEARS = expression(r"((?:1[5-9]|20)\d\d)[-\N{EN DASH}—/]((?:1[5-9]|20)?\d\d)(?![\d%-])")
ORDINAL_SUFFIX = expression(r"(?:[-\N{EN DASH}]|(?P<apart> ))?(?P<suffix>st|nd|rd|th|ST|ND|RD|TH)\b")
IDLE_THIRD = expression(r"[ -]part(?:y|ies)\b", re.IGNORECASE)  # 3rd-party tools
DIGITS = expression(r"\d+")
CAPITAL_BEFORE = expression(r"\b([A-Z][a-z]+) $")
COUNTED_NOUN = expression(r" [a-z%]")
JUMP = expression(r"(\d{1,2})m(\d\d)(?![A-Za-z\d:])")
LINE_START = expression(r"(?:^|\n)[ \t(]*$")
# The number of a list item before its text, which starts with a capital or a mark.
ITEM = expression(r"\d{1,2}[.)] (?=[A-Z\"'(\[\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}])")
SET_PHRASES: tuple[tuple[str, Value, str | None, Kind], ...] = (
    ("9/11", "XXXX-09-11", "day", "date"),
    ("24/7", 24, "hour", "duration"),
    ("7-Eleven", "7-Eleven", None, "identifier"),
)
COMMA_LIST = expression(r"\d{1,3}(?:,\d{1,3}){2,}(?![\d%]|[.,:/-]\d)")
GROUPED = expression(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
SPOKEN_POINT = expression(rf"(?:^|\b(?:{any_of('en', 'before a spoken point')}) )(point )$")
DECADE = expression(r"['\N{RIGHT SINGLE QUOTATION MARK}]?s\b(?! ?\d)")
DECADE_OF_LIFE = expression(
    r"(?:\b(?:his|her|their|my|our|your|in|aged|into|people|men|women|adults)(?: (?:early|late"
    r"|mid))?[ -](?:mid|early|late)?-?|\b(?:mid|early|late)-|(?<!\d)[1-9]0s(?:,| and| or| to|, and|, or) )$",
    re.IGNORECASE,
)
YEAR_BEFORE = expression(
    rf"(?:\b(?:{any_of('en', 'before a year')})[ -]+(?:the )?|^|[(,\N{{EN DASH}}—-] ?|= ?)$", re.IGNORECASE
)
COUNTS_AFTER_YEAR = expression(rf"[ -](?:{any_of('en', 'counted, so no year')})", re.IGNORECASE)
DAY_ORDINAL = expression(
    r"(?:\b(?:on|for|until|till|by|since|from|to|of|through|before|after|between|and)(?: the"
    r"| last| this)? |^the |, the |\bthe )$",
    re.IGNORECASE,
)
RATIO = expression(r"(\d{1,4}(?:\.\d+)?):(\d{1,4}(?:\.\d+)?)(?![\d:.]\d|\d)")
SCORE = expression(r"(\d{1,3})[-\N{EN DASH}](\d{1,3})(?![\d%]|[-\N{EN DASH}]\d|,\d|\.\d)")
BY_AGE = expression(r"(?<![A-Za-z])(over|under)-$", re.IGNORECASE)
FRACTION = expression(r"(\d{1,3}) ?/ ?(\d{1,3})(?![\d/])")
NOON_AFTER = expression(r" (?:noon|midnight|midday)\b", re.IGNORECASE)
COUNTED_RANGE = expression(
    r" (?:people|years?|months?|days?|hours?|weeks?|minutes?|million|billion|percent|times"
    r"|degrees|companies|students)\b|-(?:year|month|day|hour|week|minute|member|seat)"
)
MINUS_BEFORE = expression(r"(?:^|[ (])-$")
APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"


def _years(text: str, match: re.Match[str]) -> list[Quantity]:
    """Return the two years of a span such as 1992-1995 or 2023-24."""
    first, last = match[1], match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
    first_span, last_span = Span(*match.span(1)), Span(*match.span(2))
    return [
        Quantity(first, "year", "date", first_span.of(text), first_span, None, last_span),
        Quantity(last, "year", "date", last_span.of(text), last_span, None, first_span),
    ]


def _plain_digits(text: str, start: int, numeral: Numeral, *lengths: int) -> bool:
    """Return whether the numeral is a plain row of digits with one of the given lengths."""
    written = text[start : numeral.end]
    return len(written) in lengths and written.isdecimal()


def _has_apostrophe(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in APOSTROPHES


def _course(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read a name with the number 101, such as English 101 or Taipei 101, unless a counted noun follows."""
    if text[start : numeral.end] != "101" or COUNTED_NOUN.match(text, numeral.end):
        return None
    name = CAPITAL_BEFORE.search(text[max(0, start - 24) : start])
    return simple(text, start, numeral.end, f"{name[1]} 101", None, "identifier") if name else None


def _over_an_age(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read a group of persons above or below an age, such as over-65s."""
    decade = DECADE.match(text, numeral.end) if _plain_digits(text, start, numeral, 2, 3) else None
    by_age = BY_AGE.search(text[max(0, start - 6) : start]) if decade else None
    if decade is None or by_age is None:
        return None
    limit: Bound = "at_least" if by_age[1].lower() == "over" else "less_than"
    ages = simple(text, start - len(by_age[0]), decade.end(), int(numeral.value), "year-old", "age")
    return [replace(age, bound=limit) for age in ages]


def _decade(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read a decade of a century or of a life: the 1990s, the '80s, her 30s."""
    decade = DECADE.match(text, numeral.end) if _plain_digits(text, start, numeral, 2, 4) else None
    value = int(numeral.value) if decade else 1
    if decade is None or value % 10:
        return None
    short = numeral.end - start == 2
    of_life = value < 50 or "'" in decade.group() or DECADE_OF_LIFE.search(text[max(0, start - 16) : start])
    if short and of_life and not _has_apostrophe(text, start):
        bound, end = bound_of(text, start, decade.end())
        return [replace(age, bound=bound) for age in simple(text, start, end, value, "age decade", "age")]
    return simple(text, start, decade.end(), f"{full_year(value, numeral.end - start):04d}", "decade", "date")


def _short_year(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read a year of two digits after an apostrophe, such as '98."""
    if not _has_apostrophe(text, start) or not _plain_digits(text, start, numeral, 2):
        return None
    return simple(text, start, numeral.end, f"{full_year(int(numeral.value), 2):04d}", "year", "date")


def _year(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read a year of four digits (in 2024), unless the number counts or numbers something (Room 1907)."""
    if not _plain_digits(text, start, numeral, 4) or not 1000 <= int(numeral.value) <= 2199:
        return None
    value = int(numeral.value)
    likely = 1900 <= value <= 2099 or YEAR_BEFORE.search(text[max(0, start - 12) : start])
    if not likely or DECADE.match(text, numeral.end):
        return None
    if sign_before(text, start) or is_numbered(text, start):
        return None
    if COUNTS_AFTER_YEAR.match(text, numeral.end) or read_unit(text, numeral.end, ""):
        return None
    return simple(text, start, numeral.end, f"{value:04d}", "year", "date")


def _ratio(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read a ratio with a colon, such as 2:1."""
    match = RATIO.match(text, start)
    return _two(match, "ratio") if match else None


def _score(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read a score such as 3-1. A range (21-24 percent) and Article 21-3 are left to the counting rule."""
    match = SCORE.match(text, start)
    if match is None or text[start - 1 : start] in ("-", "$", "£", "€") or is_numbered(text, start):
        return None
    if COUNTED_RANGE.match(text, match.end()) or read_unit(text, match.end(), ""):
        return None
    return _two(match, "score")


def _two(match: re.Match[str], kind: Kind) -> list[Quantity]:
    first_span, second_span = Span(*match.span(1)), Span(*match.span(2))
    return [
        Quantity(tidy(Decimal(match[1])), None, kind, match[1], first_span, None, second_span),
        Quantity(tidy(Decimal(match[2])), None, kind, match[2], second_span, None, first_span),
    ]


def _slashed(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read a fraction with a slash, such as 2/3."""
    fraction = FRACTION.match(text, start)
    if fraction is None or not int(fraction[2]) or sign_before(text, start):
        return None
    sign = -1 if MINUS_BEFORE.search(text[max(0, start - 2) : start]) else 1
    value = tidy(sign * Fraction(int(fraction[1]), int(fraction[2])))
    return simple(text, start, fraction.end(), value, None, "fraction")


def _vulgar(text: str, start: int) -> list[Quantity] | None:
    """Read a fraction that is one character, such as ½."""
    if text[start] not in VULGAR:
        return None
    top, bottom = VULGAR[text[start]]
    return [counted(text, start, Numeral(tidy(Fraction(top, bottom)), start + 1, "fraction"))]


def _item_number(text: str, start: int) -> list[Quantity] | None:
    """Read nothing in the number of a list item at the start of a line: 3. The festival is coming."""
    if start and LINE_START.search(text[max(0, start - 8) : start]) is None:
        return None
    return [] if ITEM.match(text, start) else None


def _numeric_date(text: str, start: int) -> list[Quantity] | None:
    """Read a date in digits, such as 2024-01-14 or 1/14/2024."""
    numeric = en_dates.read_numeric_date(text, start)
    return as_quantities(text, [numeric]) if numeric else None


def _set_phrase(text: str, start: int) -> list[Quantity] | None:
    """Read a set phrase: in news, 9/11 is a day and 24/7 means around the clock; neither is a fraction."""
    for written, value, code, kind in SET_PHRASES:
        end = start + len(written)
        if text.startswith(written, start) and not text[end : end + 1].isalnum():
            return simple(text, start, end, value, code, kind)
    return None


def _span_of_years(text: str, start: int) -> list[Quantity] | None:
    """Read a span of years, such as 1992-1995 or 2023-24."""
    years = YEARS.match(text, start)
    return _years(text, years) if years else None


def _list(text: str, start: int) -> list[Quantity] | None:
    """Read a list of numbers without blanks (4,1,2,3), unless the commas separate groups of digits."""
    match = COMMA_LIST.match(text, start)
    if match is None or GROUPED.fullmatch(match.group()) or text[start - 1 : start] in ("(", "$", "£", "€"):
        return None
    items = list(re.finditer(r"\d+", match.group()))
    quantities = [
        simple(text, start + item.start(), start + item.end(), int(item.group()), None, "cardinal")[0]
        for item in items[:-1]
    ]
    last = start + items[-1].start()
    return quantities + counting(text, last, Numeral(int(items[-1].group()), match.end()))


def _jump(text: str, start: int) -> list[Quantity] | None:
    """Read metres and centimetres in the form 2m35, as in results of jumps."""
    jump = JUMP.match(text, start)
    if jump is None:
        return None
    return simple(text, start, jump.end(), tidy(Decimal(f"{jump[1]}.{jump[2]}")), "m", "measure")


def _time_taken(text: str, start: int) -> list[Quantity] | None:
    """Read a duration such as 1:44.80 or 2h 7m 34s."""
    taken = lap(text, start) or en_dates.lettered(text, start)
    return simple(text, start, taken[2], taken[0], taken[1], "duration") if taken else None


def _clock(text: str, start: int) -> list[Quantity] | None:
    """Read a time of day such as 3:30 p.m."""
    moment = en_dates.read_clock(text, start)
    return as_quantities(text, [moment]) if moment else None


# Rules for what is more than a numeral, tried in this order.
FORMS = (
    Rule("vulgar fraction", _vulgar, behind=frozenset("".join(VULGAR))),
    Rule("item number", _item_number, behind=frozenset(".)")),
    Rule("numeric date", _numeric_date, behind=frozenset("./- ")),
    Rule("set phrase", _set_phrase, behind=frozenset("/-")),
    Rule("feet and inches", read_feet, behind=FEET_MARKS),
    Rule("span of years", _span_of_years, behind=frozenset("-\N{EN DASH}\N{EM DASH}/")),
    Rule("list", _list, behind=frozenset(",")),
    Rule("telephone number", read_telephone, behind=frozenset("-. ()")),
    Rule("serial number", serial, behind=frozenset("-.")),
    Rule("jump", _jump, behind=frozenset("m")),
    Rule("name with digits", name_with_digits),
    Rule("time taken", _time_taken, behind=frozenset(": hm")),
    Rule("clock", _clock, behind=frozenset(":. (aphlAPGUKE")),
)
# Rules for rows of at least `LONG_ROW` digits only.
LONG_ROWS = (Rule("compact date", _numeric_date), Rule("long serial number", serial))
LONG_ROW = 8
# Most characters whose rules are cached, since texts in foreign scripts may hold any character.
MOST_SIGNS = 512


def _bare_decimal(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read a decimal without its zero: .268, point 77."""
    if not start or not isinstance(numeral.value, int):
        return None
    written = text[start : numeral.end]
    if not written.isdecimal():
        return None
    if text[start - 1] == ".":
        if text[max(0, start - 2) : start - 1].isalnum():
            return None
        begin = start - 1
    elif text[start - 1] == " " and (spoken := SPOKEN_POINT.search(text[max(0, start - 24) : start])):
        begin = start - len(spoken[1])
        if len(written) == 1 and read_unit(text, numeral.end, "") is None:
            return None
    else:
        return None
    value = Decimal("0." + written)
    return [as_fraction(counted(text, begin, replace(numeral, value=value)))]


def _noon(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read nothing in the number of 12 noon: the time is read at the word noon."""
    return [] if NOON_AFTER.match(text, numeral.end) else None


def _figure_ordinal(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read an ordinal in digits (14th): a day where a date is likely, a rank elsewhere."""
    suffix = ORDINAL_SUFFIX.match(text, numeral.end) if isinstance(numeral.value, int) else None
    if suffix is None or (suffix["apart"] and not _suffix_fits(text[start : numeral.end], suffix["suffix"])):
        return None
    end, value = suffix.end(), int(numeral.value)
    if value == 3 and IDLE_THIRD.match(text, end):
        return []
    moment = en_dates.read_day_month(text, start, value, end)
    if moment:
        return as_quantities(text, [moment])
    day = DAY_ORDINAL.search(text[max(0, start - 12) : start])
    if 1 <= value <= 31 and day and DAY_GOES_ON.match(text, end):
        return simple(text, start, end, date_value(None, None, value), "day", "date")
    return ordinal(text, start, end, value)


def _suffix_fits(written: str, suffix: str) -> bool:
    """Return whether a separate suffix fits the number (21 st), so that it is not St. or another word."""
    teens = written[-2:-1] == "1"
    return suffix == ("th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(written[-1], "th"))


def _day_and_month(text: str, start: int, numeral: Numeral) -> list[Quantity] | None:
    """Read a date or time that begins with a number: 14 January, 10 a.m."""
    if not isinstance(numeral.value, int) or numeral.value > 60 or sign_before(text, start):
        return None
    moment = en_dates.read_day_month(text, start, numeral.value, numeral.end) or en_dates.read_hour(
        text, start, numeral.value, numeral.end
    )
    return as_quantities(text, [moment]) if moment else None


# Rules for a numeral in digits, tried in this order; the last one reads any numeral.
NUMERALS = (
    Rule("bare decimal", _bare_decimal),
    Rule("noon", _noon, behind=frozenset(" ")),
    Rule(
        "ordinal in figures",
        _figure_ordinal,
        behind=frozenset("snrtSNRT -\N{EN DASH}"),
    ),
    Rule("course", _course),
    Rule("over an age", _over_an_age, behind=frozenset("s'\N{RIGHT SINGLE QUOTATION MARK}")),
    Rule("decade", _decade, behind=frozenset("s'\N{RIGHT SINGLE QUOTATION MARK}")),
    Rule("short year", _short_year),
    Rule("year", _year),
    Rule("ratio", _ratio, behind=frozenset(":")),
    Rule("score", _score, behind=frozenset("-\N{EN DASH}")),
    Rule("slashed fraction", _slashed, behind=frozenset("/ ")),
    Rule("day or hour", _day_and_month),
    Rule("count", counting),
)


_KEPT: tuple[dict[str, tuple[Rule, ...]], dict[str, tuple[Rule, ...]]] = ({}, {})


def _rules_behind(stage: int, sign: str) -> tuple[Rule, ...]:
    """Return the rules of `FORMS` (stage 0) or `NUMERALS` (1) for the character after the digits, cached."""
    rules = rules_at((FORMS, NUMERALS)[stage], "", sign)
    if len(_KEPT[stage]) < MOST_SIGNS:
        _KEPT[stage][sign] = rules
    return rules


def read_figure(text: str, start: int) -> tuple[str, list[Quantity]]:
    """Return the name of the rule that read what starts with a digit, and the quantities that it read."""
    row = DIGITS.match(text, start)
    end = row.end() if row else start
    sign = text[end : end + 1]
    name, quantities = first_reading(_KEPT[0].get(sign) or _rules_behind(0, sign), text, start)
    if not name and end - start >= LONG_ROW:
        name, quantities = first_reading(LONG_ROWS, text, start)
    if name:
        return name, quantities
    numeral = read_numeral(text, start)
    if numeral is None:
        return "", []
    sign = text[numeral.end : numeral.end + 1]
    return first_reading(_KEPT[1].get(sign) or _rules_behind(1, sign), text, start, numeral)
