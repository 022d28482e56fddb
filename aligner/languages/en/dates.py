"""Reading of English dates and times: January 14, 2024, the 14th, 2024-01-14, 3:30 p.m., half past seven.

Names of months and weekdays come from CLDR. A month that is also a word (may, march, sun) counts only in
capitals or beside a day or year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from aligner import cldr
from aligner.expressions import expression
from aligner.languages.en.numerals import number_words, read_numeral
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import Number, tidy
from aligner.numerals.moments import Moment, date_value, finest, full_year, is_day

# Months that are also words or names: Pyo Jun-ho, Jan Kim, April Lee, "May I", "March on".
WORDS = frozenset(("may", "march", "mar", "dec", "second"))
WORDS_IN_LOWER_CASE = frozenset(("may", "march", "mar", "second", "august"))
GIVEN_NAMES = frozenset(("april", "may", "june", "august", "jan", "jun", "aug", "jul", "mar", "nov", "dec"))
SHORT_WEEKDAYS = frozenset(("sun", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat"))
ISO = expression(r"(?P<year>[12]\d{3})(?P<sep> ?[./-] ?| )(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)")
COMPACT = expression(r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
LIKE_A_DATE = expression(r"\d{1,4} ?[./-]|[12]\d{3} \d|\d{8}")  # matched before the date patterns, for speed
YEAR_LAST = expression(
    r"(?P<first>\d{1,2})(?P<sep>[./-])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?![\d/])"
)
YEAR_MONTH = expression(
    r"(?P<year>(?:19|20)\d\d)(?P<sep> ?[./-] ?)(?P<month>0?[1-9]|1[0-2])(?!\d|[.,]\d|[/-]\d)"
)
MONTH_YEAR = expression(r"(?P<month>0?[1-9]|1[0-2])(?P<sep> ?- ?|/)(?P<year>(?:19|20)\d\d)(?!\d)")
DAY_AFTER = expression(
    r"[.,]? ?[/-]? ?(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.,]\d|:\d| ?(?:percent"
    r"|million|billion|a\.?m|p\.?m))",
    re.IGNORECASE,
)
YEAR_AFTER = expression(r"(?: ?,? ?(?:of |in )?| ?[/-] ?)(?P<year>(?:1\d|20|21)\d\d)(?![\d%]|,\d|\.\d)")
SHORT_YEAR_AFTER = expression(r",? '(?P<year>\d\d)(?!\d)")
MORE_DAYS = expression(
    r" ?(?:[-\N{EN DASH}~]| to | and |, ) ?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%]|,\d|:\d)"
)
MONTH_AFTER = expression(r"(?:st|nd|rd|th)?(?: day)?(?: of | in |[ /-])(?P<month>[A-Za-z]+)\.?")
YEAR_BEFORE = expression(r"(?P<year>(?:19|20)\d\d) ?[,/-]? ?$")

ZULU = expression(
    r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?= ?(?:\(|GMT|hrs\b|hours\b|UTC|KST|ET\b|EST\b|local))"
)
AMPM = expression(r"[ .]?\s?-?(?P<half>[ap]) ?\.? ?(?:m\b\.?)|(?P<only>[ap])\b\.?(?=\s|$|\.)", re.IGNORECASE)
# Matched before the patterns of times, for speed.
LIKE_A_CLOCK = expression(r"\d{1,2} ?[:h.] ?\d|\d{3,4}[ (apAPGUKEhl]")
_CLOCK = expression(r"(?P<hour>\d{1,2}) ?[:h] ?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])")
POINTED = expression(r"(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)(?= ?[ap]\.? ?m)", re.IGNORECASE)
MILITARY = expression(r"(?P<hour>\d{1,2})(?P<minute>[0-5]\d)(?= ?[ap]\.? ?m)", re.IGNORECASE)
DAYPART_AFTER = expression(
    r",? (?:in the |at |this |that |the next )?(?P<part>morning|afternoon|evening|night|lunchtime)\b",
    re.IGNORECASE,
)
DAYPART_BEFORE = expression(r"(?P<part>morning|afternoon|evening|night)(?: at)? ?$", re.IGNORECASE)
OCLOCK = expression(r" ?o[\N{RIGHT SINGLE QUOTATION MARK}'` ]?\s?clock", re.IGNORECASE)
PAST = expression(r" ?(?:minutes?|mins?)?\s?(?P<side>past|to|after|before) ", re.IGNORECASE)
LETTERED = expression(
    r"(?:(?P<hours>\d{1,3}) ?h(?:rs?)? )?(?P<minutes>\d{1,2}) ?m(?:ins?)?\b"
    r"(?: (?P<seconds>\d{1,2}(?:\.\d{1,3})?) ?s(?:ecs?)?\b)?"
)
IN_THE = expression(r" (?:in the|at) (?P<part>morning|afternoon|evening|night)\b", re.IGNORECASE)
LAST_OF_CLOCK = 24
EVENING = 5  # o'clock; "at night" with an earlier hour is after midnight


@cache
def months() -> dict[str, int]:
    """Map the lower-case names and abbreviations of months to their numbers."""
    numbers: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in cldr.names("en").months[width].items():
            numbers[name.lower().rstrip(".")] = number
    return numbers | {"sept": 9}


@cache
def weekdays() -> dict[str, int]:
    """Map the lower-case names, plurals (on Mondays) and abbreviations of weekdays to 1 (Monday) to 7."""
    numbers: dict[str, int] = {}
    for width, plural in (("wide", "s"), ("abbreviated", "")):
        for number, name in cldr.names("en").days[width].items():
            for ending in {"", plural}:
                numbers[name.lower().rstrip(".") + ending] = number + 1
    return numbers | {"tues": 2, "thur": 4, "thurs": 4}


@dataclass(frozen=True, slots=True)
class _Fields:
    year: int | None
    month: int | None
    day: int | None


def _moment(fields: _Fields, start: int, end: int) -> Moment | None:
    if fields.month is not None and not 1 <= fields.month <= 12:
        return None
    if fields.day is not None and not 1 <= fields.day <= 31:
        return None
    return Moment(
        date_value(fields.year, fields.month, fields.day),
        start,
        end,
        finest(fields.year, fields.month, fields.day),
    )


def read_numeric_date(text: str, start: int) -> Moment | None:
    """Read a date in digits: 2024-01-14, 1/14/2024, 2024/01, 20240114."""
    if LIKE_A_DATE.match(text, start) is None:
        return None
    for pattern in (ISO, COMPACT, YEAR_LAST, YEAR_MONTH, MONTH_YEAR):
        match = pattern.match(text, start)
        if match is None:
            continue
        fields = match.groupdict()
        if "first" in fields:
            month, day = int(match["first"]), int(match["second"])
            if month > 12:
                month, day = day, month
            if len(match["year"]) == 2 and match["sep"] != "/":
                continue
        else:
            month, day = int(match["month"]), int(fields.get("day") or 0)
        if is_day(month, day or None):
            year = full_year(int(match["year"]), len(match["year"]))
            return _moment(_Fields(year, month, day or None), start, match.end())
    return None


def read_month(text: str, start: int, end: int, month: int) -> list[Moment]:
    """Read a date, or both dates of a range, that begins with the name of a month at `start:end`."""
    word = text[start:end].lower()
    after_dot = end + 1 if text.startswith(".", end) else end
    year: int | None = None
    found_year = YEAR_AFTER.match(text, after_dot) or SHORT_YEAR_AFTER.match(text, after_dot)
    day_match = DAY_AFTER.match(text, end)
    if (
        day_match
        and not (found_year and found_year.end() > day_match.end())
        and 1 <= int(day_match["day"]) <= 31
    ):
        return _with_days(text, start, month, int(day_match["day"]), day_match.end())
    spoken = _spoken_day(text, after_dot)
    if spoken:
        day, at = spoken
        return _with_days(text, start, month, day, at)
    if found_year:
        year = full_year(int(found_year["year"]), len(found_year["year"]))
        moment = _moment(_Fields(year, month, None), start, found_year.end())
        return [moment] if moment else []
    before = YEAR_BEFORE.search(text[max(0, start - 7) : start])
    begin = start
    if before and month:
        begin, year = start - len(before.group()), int(before["year"])
    elif not _surely_a_month(text, start, end, word):
        return []
    moment = _moment(_Fields(year, month, None), begin, end)
    return [moment] if moment else []


_MONTH_BEFORE = expression(
    rf"(?:\b(?:{any_of('en', 'before a month')})[ \-\N{{EN DASH}}/]|, )$", re.IGNORECASE
)
NAME_BEFORE = expression(r"[A-Z][\w'\N{RIGHT SINGLE QUOTATION MARK}]* $")
_MONTH_AFTER = expression(rf" (?:{any_of('en', 'after a month')})\b")


# After these words a name of a month is no person's name, even before a capital: In June Samsung said.
MONTH_SURELY_BEFORE = expression(
    r"\b(?:in|since|until|till|last|this|next|early|mid|late|during|through|of|each|every)[ -]$",
    re.IGNORECASE,
)
PART_OF_NAME = expression(r"-[a-z]")
CAPITAL_BEFORE = expression(r"[A-Za-z,] [A-Z][a-z]+ $|^[A-Z][a-z]+ $")
CAPITAL_AFTER = expression(r" [A-Z][a-z]")


def _surely_a_month(text: str, start: int, end: int, word: str) -> bool:
    """Return whether the name of a month without day or year means a month, not a person or a verb."""
    if PART_OF_NAME.match(text, end):
        return False
    before = text[max(0, start - 24) : start]
    if text[start].islower() and word in WORDS_IN_LOWER_CASE:
        return False
    if word in WORDS and not (
        _MONTH_BEFORE.search(before)
        or (before.endswith("(") and text[end : end + 1] in (")", "-", "\N{EN DASH}"))
        or (_MONTH_AFTER.match(text, end) and not NAME_BEFORE.search(before))
    ):
        return False
    if word not in GIVEN_NAMES:
        return True
    if not text[start].isupper():
        return _MONTH_BEFORE.search(before) is not None
    if CAPITAL_AFTER.match(text, end) and (len(word) == 3 or not MONTH_SURELY_BEFORE.search(before)):
        return False
    return _MONTH_BEFORE.search(before) is not None or CAPITAL_BEFORE.search(before) is None


WEEKDAY_AFTER = expression(r"\.|,? ?\d|\)|, (?=[A-Z])")


def is_weekday(text: str, start: int, end: int, word: str) -> bool:
    """Return whether a word means a weekday; short forms do so only before a full stop or a date (Sun 14)."""
    if word not in SHORT_WEEKDAYS:
        return True
    return text[start].isupper() and WEEKDAY_AFTER.match(text, end) is not None


def _with_days(text: str, start: int, month: int, day: int, end: int) -> list[Moment]:
    """Return the date of a month and day, or both dates of a range of days, with the year after them."""
    days, ends = [day], [end]
    more = MORE_DAYS.match(text, end)
    if more and 1 <= int(more["day"]) <= 31 and (more.group().strip()[0] in "-\N{EN DASH}~ta"):
        days.append(int(more["day"]))
        ends.append(more.end())
    year_match = YEAR_AFTER.match(text, ends[-1]) or SHORT_YEAR_AFTER.match(text, ends[-1])
    year = full_year(int(year_match["year"]), len(year_match["year"])) if year_match else None
    if year_match:
        ends[-1] = year_match.end()
    begins = [start, ends[0] + 1] if len(days) > 1 else [start]
    moments = (
        _moment(_Fields(year, month, number), begin, at)
        for number, begin, at in zip(days, begins, ends, strict=True)
    )
    return [moment for moment in moments if moment]


def _spoken_day(text: str, end: int) -> tuple[int, int] | None:
    """Read the day after a month in words (January first, february twenty second): its number and end."""
    if text[end : end + 1] != " ":
        return None
    word = expression(r" (?:the )?(?=[A-Za-z])").match(text, end)
    if word is None:
        return None
    first = expression(r"[A-Za-z]+").match(text, word.end())
    if first is None or number_words().get(first.group().lower(), ("",))[0] not in ("ordinal", "tens"):
        return None
    numeral = read_numeral(text, word.end())
    if numeral is None or numeral.form != "ordinal" or not 1 <= numeral.value <= 31:
        return None
    return int(numeral.value), numeral.end


def read_day_month(text: str, start: int, day: int, end: int) -> Moment | None:
    """Read a date whose day comes first: 14 January 2024, 14th of Jan, the 15th day of June.

    `end` is the end of the number of the day.
    """
    match = MONTH_AFTER.match(text, end)
    if match is None or not 1 <= day <= 31:
        return None
    month = months().get(match["month"].lower())
    if month is None:
        return None
    plain = not text[end : match.start("month")].strip(" ") and not text[start:end].isalpha()
    if plain and match["month"].lower() in ("may", "march", "mar") and not match["month"][0].isupper():
        return None
    at = match.end("month")
    year = YEAR_AFTER.match(text, at + 1 if text.startswith(".", at) else at)
    value = int(year["year"]) if year else None
    return _moment(_Fields(value, month, day), start, year.end() if year else at)


def lettered(text: str, start: int) -> tuple[Number, str, int] | None:
    """Read a duration such as 2h 7m 34s: its value in the largest unit, that unit, and its end."""
    match = LETTERED.match(text, start)
    if match is None or (match["hours"] is None and match["seconds"] is None):
        return None
    seconds = Fraction(int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60)
    seconds += Fraction(match["seconds"] or 0)
    unit, length = ("hour", 3600) if match["hours"] else ("minute", 60)
    return tidy(seconds / length), unit, match.end()


def clock(hour: int, minute: int, second: int, half: str | None) -> str | None:
    """Return `T15:30` for an hour and the half of the day (`a`, `p`, or None); None if no clock shows it."""
    if hour > LAST_OF_CLOCK or minute > 59:
        return None
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return f"T{hour % 24:02d}:{minute:02d}" + (f":{second:02d}" if second else "")


def half_of_day(text: str, start: int, end: int, hour: int) -> tuple[str | None, int]:
    """Return `a` or `p` by the words after or before a time (p.m., in the evening), and the end of the time.

    At night, twelve and the hours before `EVENING` are `a`.
    """
    if match := AMPM.match(text, end):
        return (match["half"] or match["only"]).lower(), match.end()
    if match := DAYPART_AFTER.match(text, end):
        return _half_named(match["part"].lower(), hour), match.end()
    before = DAYPART_BEFORE.search(text[max(0, start - 14) : start])
    return (_half_named(before["part"].lower(), hour), end) if before else (None, end)


def _half_named(part: str, hour: int) -> str:
    return "a" if part == "morning" or (part == "night" and (hour == 12 or hour < EVENING)) else "p"


def read_clock(text: str, start: int) -> Moment | None:
    """Read a time in digits: 3:30 p.m., 7h01, 2.30pm, 1140 a.m., 10:20."""
    if LIKE_A_CLOCK.match(text, start) is None:
        return None
    match = (
        _CLOCK.match(text, start)
        or POINTED.match(text, start)
        or MILITARY.match(text, start)
        or ZULU.match(text, start)
    )
    if match is None:
        return None
    half, end = half_of_day(text, start, match.end(), int(match["hour"]))
    value = clock(int(match["hour"]), int(match["minute"]), int(match.groupdict().get("second") or 0), half)
    return Moment(value, start, end, "hour", "time") if value else None


def read_hour(text: str, start: int, number: int, end: int) -> Moment | None:
    """Read a time that begins with a number: 10 a.m., 7 o'clock, seven thirty pm, 20 past eight.

    `end` is the end of that number.
    """
    if past := PAST.match(text, end):
        hour = (
            read_numeral(text, past.end()) if past.end() < len(text) and text[past.end()].isalnum() else None
        )
        if (
            hour
            and isinstance(hour.value, int)
            and hour.value <= 12
            and number < 60
            and past["side"].lower() in ("past", "after")
        ):
            return _past(text, start, hour.value, number, hour.end)
        return None
    clocked = OCLOCK.match(text, end)
    at = clocked.end() if clocked else end
    half = AMPM.match(text, at) or (IN_THE.match(text, at) if number <= 12 else None)
    if half and half.re is AMPM and half["half"] is None and not text[start:end].isdecimal():
        half = None
    if half is None and clocked is None:
        return _spoken_minutes(text, start, number, end)
    part, closing = half_of_day(text, start, at, number)
    value = clock(number, 0, 0, part)
    return Moment(value, start, closing, "hour", "time") if value else None


def _past(text: str, start: int, hour: int, minute: int, end: int) -> Moment | None:
    clocked = OCLOCK.match(text, end)
    half, closing = half_of_day(text, start, clocked.end() if clocked else end, hour)
    value = clock(hour, minute, 0, half)
    return Moment(value, start, closing, "hour", "time") if value else None


def _spoken_minutes(text: str, start: int, hour: int, end: int) -> Moment | None:
    """Read the minutes in words after an hour: seven thirty am, seven-thirty."""
    if hour > 24 or text[end : end + 1] not in (" ", "-") or not text[end + 1 : end + 2].isalpha():
        return None
    minute = read_numeral(text, end + 1)
    if minute is None or not minute.words or not isinstance(minute.value, int) or minute.value > 59:
        return None
    half = AMPM.match(text, minute.end)
    if half is None or half["half"] is None:
        hyphen = text[end] == "-" and minute.value % 5 == 0  # minutes after a hyphen: seven-thirty
        clocked = hyphen or text[max(0, start - 3) : start].lower() == "at "
        if not clocked or minute.value < 10 or not 1 <= hour <= 12:
            return None
        spoken = clock(hour, minute.value, 0, None)  # without a half of the day: at ten thirty
        return Moment(spoken, start, minute.end, "hour", "time") if spoken else None
    value = clock(hour, minute.value, 0, half["half"].lower())
    return Moment(value, start, half.end(), "hour", "time") if value else None
