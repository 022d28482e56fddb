"""Reading of Korean dates and times: 2024년 1월 14일, 24년 상반기, 2024. 1. 14., 오후 3시 30분, 80년대.

A date has its fields in falling order, each followed by 년, 월, 일, or separated by full stops, slashes or
hyphens. `N일` alone is a day of the month or a number of days; the words around it decide.
"""

from __future__ import annotations

import re

from aligner.expressions import expression
from aligner.languages.ko.counting import HALF
from aligner.languages.ko.numerals import BOUNDARY
from aligner.numerals.contexts import any_of
from aligner.numerals.moments import Moment, date_value, finest, full_year, is_day

MARKED = expression(  # 2024년 1월 14일, or any of its parts alone
    r"(?:(?P<years>(?P<year>\d{2,4}) ?년"
    r"(?:(?P<since> ?대)|(?:도(?!입|움|로|시|심))?(?!간|만|여|제|째|차))) ?-? ?)?"
    r"(?:(?P<months>(?P<month>\d{1,2}) ?월(?!드|등)) ?-? ?)?"
    r"(?P<days>(?P<day>\d{1,2}) ?일(?!반|자리|본|정한|괄|손|당))?"
)
ENGLISH_ORDER = expression(r",? ?(?P<year>\d{4})년?(?!\d)")  # the year comes last: 1월 12일, 2016년
ISO = expression(
    r"(?P<year>[12]\d{3}) ?(?P<sep>[./-]) ?(?P<month>\d{1,2}) ?(?P=sep) ?(?P<day>\d{1,2})(?!\d)\.?"
)
MONTH_POINT = expression(r"(?P<year>(?:19|20)\d\d)[./](?P<month>0[1-9]|1[0-2])(?![\d.])")
YEAR_LAST = expression(r"(?P<first>\d{1,2})(?P<sep>[./-])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d)")
YEAR_SHORT = expression(r"(?P<year>\d{2})(?P<sep>[./])(?P<month>\d{2})(?P=sep)(?P<day>\d{2})(?![\d.])")
NAMED = expression(
    r"(?P<month>\d{1,2})(?:·(?P<day>\d{1,2})(?![\d·%])"
    rf"|[./](?P<event>\d{{1,2}})(?= ?(?:{any_of('ko', 'event of a day')})"
    rf"| (?:[가-힣]{{2,5}} ){{1,2}}(?:{any_of('ko', 'event behind a place')})))"
)
# Two digits are a year only before a part of a year, or with an apostrophe: 24년 상반기, '24년.
PART_OF_YEAR = expression(r" ?(?:상반기|하반기|\d ?(?:/4)?분기|\d{1,2}월|도(?![로시])|산 |식 )")
# What follows `14일` as a number of days: whole words (3일 전부터, but 3일 전주에서), and verbs of duration.
DAYS_AFTER = expression(
    rf" ?(?:{any_of('ko', 'number of days')})"
    + BOUNDARY.pattern
    + r"| ?(?:넘|연장(?!전)|앞두|앞당|걸[리렸려린])|만(?= )|도 (?:안|채)"
    r"|(?:이|을) (?:된|지난|지나|걸|넘|남|더|꼬박)|에 (?:불과|그[쳤치]|달[했하])|(?:의|짜리) (?:시간|기간"
    r"|휴가|말미|유예|여유)|로 (?:늘|줄)|에서 \d{1,3} ?일(?:간?으?로|까지) (?:늘|줄|연장|확대|단축)"
)
DAYS_BEFORE = expression(rf"(?:{any_of('ko', 'before a number of days')}) ?$")

# What follows a number of years: 1600년 전 means 1,600 years ago, not the year 1600.
YEARS_AFTER = expression(r" ?(?:전(?![국쟁반체후가-힣]{2})|된|묵|넘|가까이|이상|동안|역사의|의 역사|만에)")

_CLOCK = expression(
    r"(?P<hour>\d{1,2}) ?시(?!간|군|도|·|장|의회|내|립|민|범|작|절|대|세|즌|험|리즈|점|행|장)"
    r"(?: ?(?:(?P<minute>\d{1,2}) ?분(?!의|기|야)|(?P<half>" + HALF + r")))?"
    r"(?: ?(?P<second>\d{1,2}(?:\.\d+)?) ?초)?(?P<noon> (?:정오|자정)(?=[가-힣]? |[에을은까.,]))?"
)
COLON = expression(r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])")
DAYPART = expression(r"(?:(오전|오후|새벽|아침|정오|대낮|낮|점심|저녁|한밤|밤|자정|AM|PM|am|pm) ?)$")
MORNING = frozenset(("오전", "새벽", "아침", "AM", "am"))
EVENING = frozenset(("오후", "저녁", "대낮", "낮", "점심", "PM", "pm"))


def read_date(text: str, start: int) -> Moment | None:
    """Read the date whose digits start at `start`, unless they are a number of years or days."""
    for pattern in (ISO, YEAR_LAST, YEAR_SHORT, MONTH_POINT):
        if match := pattern.match(text, start):
            fields = match.groupdict()
            year = full_year(int(match["year"]), len(match["year"]))
            if "first" in fields:
                month, day = int(match["first"]), int(match["second"])
                if month > 12:
                    month, day = day, month
            else:
                month, day = int(match["month"]), int(fields.get("day") or 0) or None  # type: ignore[assignment]
            if is_day(month, day):
                return Moment(date_value(year, month, day), start, match.end(), finest(year, month, day))
    match = MARKED.match(text, start)
    if match and match.end() > start:
        return _marked(text, start, match)
    return None


def _marked(text: str, start: int, match: re.Match[str]) -> Moment | None:
    year = int(match["year"]) if match["year"] else None
    month = int(match["month"]) if match["month"] else None
    day = int(match["day"]) if match["day"] else None
    if not is_day(month, day):
        if day is not None and month is None and year is None:
            return None
        day = None
        if not is_day(month, None):
            return None
    end = match.end("days" if day is not None else "months" if month is not None else "years")
    if day is not None and month is None and year is None:
        after = DAYS_AFTER.match(text, end)
        if after or DAYS_BEFORE.search(text[max(0, start - 5) : start]):
            return None
    if year is not None and match["year"]:
        digits = len(match["year"])
        if match["since"]:
            if digits == 3 or year % 10:
                return None
            return Moment(f"{full_year(year, digits):04d}", start, match.end("since"), "decade")
        if digits == 3 or (digits == 4 and (year > 2200 or YEARS_AFTER.match(text, match.end("years")))):
            return None
        apostrophe = (
            start > 0 and text[start - 1] in "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
        )
        if digits == 2 and not (
            apostrophe or month is not None or PART_OF_YEAR.match(text, match.end("years"))
        ):
            return None
        year = full_year(year, digits)
    if year is None and month is not None and day is not None and (last := ENGLISH_ORDER.match(text, end)):
        year, end = int(last["year"]), last.end()
    return Moment(date_value(year, month, day), start, end, finest(year, month, day))


def clock_value(hour: int, minute: int, second: str | None, part: str | None) -> str | None:
    """Return `T15:30` for an hour and the part of the day (오전, 밤); None if no clock shows it."""
    if hour > 24 or minute > 59:
        return None
    if (part in EVENING and hour < 12) or (part in ("밤", "한밤") and 6 <= hour < 12):
        hour += 12
    elif (part in MORNING or part in ("밤", "한밤", "자정")) and hour == 12:
        hour = 0
    value = f"T{hour % 24:02d}:{minute:02d}"
    return value + (f":{int(float(second)):02d}" if second else "")


def read_time(text: str, start: int) -> Moment | None:
    """Read the time whose digits start at `start`, with the part of the day before it: 오후 3시."""
    match = _CLOCK.match(text, start) or COLON.match(text, start)
    if match is None:
        return None
    fields = match.groupdict()
    before = DAYPART.search(text[max(0, start - 4) : start])
    minute = 30 if fields.get("half") else int(match["minute"] or 0)
    value = clock_value(int(match["hour"]), minute, match["second"], before[1] if before else None)
    if value is None:
        return None
    begin = start - len(before[0]) if before else start
    return Moment(value, begin, match.end(), "hour", "time")
