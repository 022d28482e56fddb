"""Reading of Korean quantities that start with a digit, from the most specific form to the plainest.

Phone numbers and names with digits (063-280-2114, KF-21, 코로나19) are read first, as identifiers. Then
follow dates, times, ratios and scores, fractions (3분의 1), and at last a numeral with what it counts: ranges
(3~4명), lists (1·2위) and compounds (1년 6개월).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from string import ascii_letters

from aligner.expressions import expression
from aligner.languages.ko import codes
from aligner.languages.ko.amounts import NEGATIVE, ORDINAL_BEFORE, counted
from aligner.languages.ko.counting import bound_of
from aligner.languages.ko.numerals import DIGITS, RECENT, SPACED, Numeral, number, read_mixed
from aligner.languages.ko.spans import (
    LIST_SIGN,
    LONGEST_LIST,
    RANGE_SIGN,
    date_or_time,
    named_day,
    opened_list,
    opened_range,
    season,
)
from aligner.model.quantity import Kind, Quantity, Value
from aligner.model.text import Span
from aligner.numerals import moments
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import Number, tidy
from aligner.numerals.feet import FEET_MARKS, read_feet
from aligner.numerals.rules import Rule
from aligner.numerals.telephone import read_telephone

ITEM = expression(r"\d{1,2}(?:\. |\) ?)(?!\d)")
AT_START = expression(r"(?:^|\n)[ \t(]*$")
LINE_WINDOW = 8  # characters before an item number in which the line must begin
APOSTROPHES = "'`\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
DATE_BEHIND_APOSTROPHE = expression(r"(\d\d)\. ?(\d{1,2})\. ?(\d{1,2})(?!\d)\.?")
DAY_AND_WEEKDAY = expression(r"(\d{1,2})[./] ?(\d{1,2})(?!\d)\.?(?= ?\([월화수목금토일](?:요일)?[),·~])")
REIGN = expression(r"(?P<reign>\d{1,2}) ?년 ?\((?P<year>1\d{3}|20\d\d|[3-9]\d\d)(?= ?년?\))")
REIGN_BEFORE = expression(rf"(?:[가-힣](?:조|종|왕|제)|{any_of('ko', 'reign')})(?: ?재위)? ?$")
JUMP = expression(r"(\d{1,2})m(\d\d)(?![\dA-Za-z])")
SERIES = expression(r"(\d{1,2})[전판] ?\d{1,2}(?:선승|승|선)제")
COMMA_LIST = expression(r"(?<![\d,.])\d{1,3}(?:,\d{1,3}){2,}(?![\d,.])(?!\.\d)")
GROUPED = expression(r"\d{1,3}(?:,\d{3})+")
NEIGHBOURS = expression(r"(\d{1,2})(?:, ?|· ?)(\d{1,2})(?= ?[십백천만억조])")
BEHIND_A_LIST = expression(r"\d(?:, ?|· ?)$")
FRACTION_OF = expression(r" ?(?:분|分)의 ?")
# The part of a mixed number: 1 1/2컵. A larger whole number may be a year before a date: 2024 1/2.
SLASHED_PART = expression(r" (1(?=/)|2(?=/3)|3(?=/[458])|[57](?=/8))/([2-9])(?![\d/])")
LARGEST_WHOLE = range(1, 100)
SLASHED = expression(r"(\d{1,3})/(\d{1,3})(?![\d/])")
RATIO = expression(
    r"(\d{1,4}(?:\.\d+)?)(?: ?대 ?|:)(\d{1,4}(?:\.\d+)?)"
    r"(?![\d:]|\.\d| ?(?:명|개|대|억|만|천|년|월))"
)
SCORE = expression(
    r"(\d{1,3})[-\N{EN DASH}](\d{1,3})"
    r"(?=으?로|\(|승|패|무| ?완|[,.](?!\d)|\)| ?동점| ?무승부| ?승리| ?패| ?역전|$)"
)
BATTING = expression(r"(\d) ?할(?: ?(\d) ?푼)?(?: ?(\d) ?[리모])?(?!인)")  # batting: 2할6푼8리 is .268
WHOLE_AND_PART = expression(r"(?:과|와) ?(?=[\d일이삼사오육칠팔구십백천만])")
LAW_BEFORE = expression(r"(?:법|시행령|규칙|조례|협약|조약|헌장|규정) ?$")
ARTICLE = expression(r"\d{1,4} ?조(?! ?(?:원|달러|엔|위안|유로|\d))")
ODDS = expression(r" ?대 ?(\d{1,3})(?![\d명개대]| ?[가-힣])")
QUARTER = expression(r"([1-4]) ?[·/] ?4 ?분기")
GENERATIONS = expression(r"([2-7]0)([3-8]0)(?= ?(?:세대|청년|여성|남성|직장인|주부|고객|소비자|젊은))")
PAIR_OF_TWO = expression(r"\d인 ?$")
EACH = expression(r"당(?![사국일초시선대첨연])")
PARAGRAPH_AFTER = expression(r"\d{1,4} ?조(?: ?의 ?\d{1,2})? ?(?:제 ?)?\d{1,3} ?항")


def _quarter(text: str, start: int) -> list[Quantity] | None:
    """Read a quarter of a year: 3/4분기."""
    match = QUARTER.match(text, start)
    return [codes.quantity(text, start, match.end(), int(match[1]), "quarter", "ordinal")] if match else None


def _generations(text: str, start: int) -> list[Quantity] | None:
    """Read two decades of life: 2030세대, people in their twenties and thirties."""
    match = GENERATIONS.match(text, start)
    if match is None:
        return None
    spans = (Span(*match.span(1)), Span(*match.span(2)))
    return [Quantity(int(span.of(text)), "age decade", "age", span.of(text), span) for span in spans]


def _item_number(text: str, start: int) -> list[Quantity] | None:
    """Read nothing in the number of a list item at the start of a line: `3.`, `2)`."""
    match = ITEM.match(text, start)
    return [] if match and AT_START.search(text[max(0, start - LINE_WINDOW) : start]) else None


def _day_and_weekday(text: str, start: int) -> list[Quantity] | None:
    """Read a month and a day, written in digits, with the weekday behind them: 3. 14.(금), 3/14 (금)."""
    match = DAY_AND_WEEKDAY.match(text, start)
    if match is None or not moments.is_day(int(match[1]), int(match[2])):
        return None
    value = moments.date_value(None, int(match[1]), int(match[2]))
    return [codes.quantity(text, start, match.end(), value, "day", "date")]


def _short_date(text: str, start: int) -> list[Quantity] | None:
    """Read a date whose year of two digits has an apostrophe: '23.11.9."""
    if not start or text[start - 1] not in APOSTROPHES:
        return None
    match = DATE_BEHIND_APOSTROPHE.match(text, start)
    if match is None:
        return None
    year, month, day = (int(match[part]) for part in (1, 2, 3))
    if not moments.is_day(month, day):
        return None
    value = moments.date_value(moments.full_year(year, 2), month, day)
    return [codes.quantity(text, start, match.end(), value, "day", "date")]


def _year_of_a_reign(text: str, start: int) -> list[Quantity] | None:
    """Read a year of a reign, as a name, with the year AD after it: 세종 12년(1430).

    Both mean one year, so translations may leave out the reign.
    """
    match = REIGN.match(text, start)
    if match is None or not REIGN_BEFORE.search(text[max(0, start - 8) : start]):
        return None
    year = Span(*match.span("year"))
    return [
        codes.quantity(text, start, match.end("reign"), match["reign"], None, "identifier"),
        Quantity(moments.date_value(int(match["year"]), None, None), "year", "date", year.of(text), year),
    ]


def _metres_and_centimetres(text: str, start: int) -> list[Quantity] | None:
    """Read metres and centimetres as in results of jumps: 2m35."""
    match = JUMP.match(text, start)
    if match is None:
        return None
    value = tidy(Decimal(f"{match[1]}.{match[2]}"))
    return [codes.quantity(text, start, match.end(), value, "m", "measure")]


def _series(text: str, start: int) -> list[Quantity] | None:
    """Read a best-of series: 7전 4승제, 5판 3선승제."""
    match = SERIES.match(text, start)
    return [codes.quantity(text, start, match.end(), int(match[1]), None, "cardinal")] if match else None


def _lap(text: str, start: int) -> list[Quantity] | None:
    """Read a duration with a colon and hundredths of a second: 1:44.80."""
    taken = moments.lap(text, start)
    return [codes.quantity(text, start, taken[2], taken[0], taken[1], "duration")] if taken else None


def _comma_list(text: str, start: int) -> list[Quantity] | None:
    """Read the numbers of a list without blanks (4,1,2,3); 1,234 is one number."""
    match = COMMA_LIST.match(text, start)
    if match is None or GROUPED.fullmatch(match.group()):
        return None
    earlier: list[Quantity] = []
    at = start
    for digits in match.group().split(",")[:-1]:
        earlier.append(codes.quantity(text, at, at + len(digits), int(digits), None, "cardinal"))
        at += len(digits) + 1
    last = counted(text, at, Numeral(int(text[at : match.end()]), match.end(), "digits"))
    return [*earlier, last]


def _neighbours(text: str, start: int) -> list[Quantity] | None:
    """Read two neighbouring numbers that share the scale after the second: 3, 4만원, 5·6천 명."""
    match = NEIGHBOURS.match(text, start)
    before = text[max(0, start - 3) : start]
    if match is None or BEHIND_A_LIST.search(before) or ORDINAL_BEFORE.search(before):
        return None
    low, high = int(match[1]), int(match[2])
    step = 10 if low % 10 == high % 10 == 0 else 1
    if high != low + step:
        return None
    at = match.start(2)
    numeral = read_mixed(text, at)
    if numeral is None or not numeral.scaled or numeral.value % high:
        return None
    second = counted(text, at, numeral)
    span = Span(start, match.end(1))
    value = tidy(Fraction(numeral.value) * low / high)
    first = replace(second, value=value, surface=span.of(text), span=span, partner=second.span)
    return [first, replace(second, partner=span)]


def _ratio(text: str, start: int) -> list[Quantity] | None:
    """Read a ratio: 3대 1, 1:1, 7:3."""
    return _pair_of(text, start, RATIO.match(text, start), "ratio")


def _score(text: str, start: int) -> list[Quantity] | None:
    """Read a score: 2-2로, 89-78이었다."""
    return _pair_of(text, start, SCORE.match(text, start), "score")


def _pair_of(text: str, start: int, match: re.Match[str] | None, kind: Kind) -> list[Quantity] | None:
    """Return the two quantities of a ratio or score, each with the other's span as `partner`."""
    if match is None or (start and text[start - 1] in "-.,:"):
        return None
    first_span, second_span = Span(*match.span(1)), Span(*match.span(2))
    first = Quantity(tidy(number(match[1])), None, kind, match[1], first_span, None, second_span)
    return [first, Quantity(tidy(number(match[2])), None, kind, match[2], second_span, None, first_span)]


@lru_cache(maxsize=RECENT)
def _numeral(text: str, start: int) -> Numeral | None:
    """Return the numeral at `start` with its spaced groups and a fraction after it (10 1/2, 1½)."""
    if (
        ORDINAL_BEFORE.search(text[max(0, start - 3) : start])
        or PARAGRAPH_AFTER.match(text, start)
        or (LAW_BEFORE.search(text[max(0, start - 5) : start]) and ARTICLE.match(text, start))
    ):
        digits = DIGITS.match(text, start)  # 제12조 is an article of a law: 조 does not mean trillion
        return Numeral(number(digits.group()), digits.end(), "digits") if digits else None
    if text.startswith("1조", start) and PAIR_OF_TWO.search(text[max(0, start - 4) : start]):
        return Numeral(1, start + 1, "digits")  # in 2인 1조, 조 means team
    spaced = SPACED.match(text, start)
    if spaced:
        return Numeral(int(re.sub(r"\D", "", spaced.group())), spaced.end(), "digits")
    return read_mixed(text, start)


def fraction(text: str, start: int, numeral: Numeral) -> tuple[Number, int] | None:
    """Return the value and the end of a fraction: 3분의 1, 1/3, 2할6푼."""
    if of := FRACTION_OF.match(text, numeral.end):
        top = read_mixed(text, of.end())
        if top is not None and numeral.value:
            return tidy(Fraction(top.value) / Fraction(numeral.value)), top.end
    if and_part := WHOLE_AND_PART.match(text, numeral.end):
        bottom = read_mixed(text, and_part.end())
        part = (
            fraction(text, and_part.end(), bottom)
            if bottom and (FRACTION_OF.match(text, bottom.end) or SLASHED.match(text, and_part.end()))
            else None
        )
        if part:
            return tidy(Fraction(numeral.value) + Fraction(part[0])), part[1]
    if numeral.value in LARGEST_WHOLE and (over := SLASHED_PART.match(text, numeral.end)):
        return tidy(Fraction(numeral.value) + Fraction(int(over[1]), int(over[2]))), over.end()
    if (slash := SLASHED.match(text, start)) and int(slash[2]):
        return Fraction(int(slash[1]), int(slash[2])), slash.end()
    if hits := BATTING.match(text, start):
        return Decimal("0." + "".join(digit or "0" for digit in hits.groups())).normalize(), hits.end()
    return None


def _odds(text: str, start: int) -> list[Quantity] | None:
    """Read odds with a numeral: 1만 대 1."""
    numeral = _numeral(text, start)
    odds = ODDS.match(text, numeral.end) if numeral else None
    if numeral is None or odds is None:
        return None
    first_span, second_span = Span(start, numeral.end), Span(*odds.span(1))
    return [
        Quantity(numeral.value, None, "ratio", first_span.of(text), first_span, None, second_span),
        Quantity(number(odds[1]), None, "ratio", odds[1], second_span, None, first_span),
    ]


def _fraction(text: str, start: int) -> list[Quantity] | None:
    """Read a fraction: 3분의 1, 1/3, 2할6푼."""
    numeral = _numeral(text, start)
    share = fraction(text, start, numeral) if numeral else None
    if share is None:
        return None
    value, end = share
    bound, end = bound_of(text, start, end)
    sign = -1 if NEGATIVE.search(text[max(0, start - 6) : start]) else 1
    return [codes.quantity(text, start, end, tidy(sign * value), None, "fraction", bound=bound)]


def _point_first(text: str, start: int) -> list[Quantity] | None:
    """Read a decimal without its zero: .08."""
    if not start or text[start - 1] != "." or text[max(0, start - 2) : start - 1].isalnum():
        return None
    digits = DIGITS.match(text, start)
    numeral = _numeral(text, start)
    if digits is None or numeral is None or numeral.end != digits.end() or not digits.group().isdecimal():
        return None
    first = counted(text, start - 1, replace(numeral, value=Decimal("0." + digits.group())))
    return _several(text, first, numeral)


def _counting(text: str, start: int) -> list[Quantity] | None:
    """Read a numeral with what it counts, or all numerals of a range or list."""
    numeral = _numeral(text, start)
    if numeral is None:
        return None
    first = counted(text, start, numeral)
    if numeral.value == 1 and EACH.match(text, first.span.end):
        return []  # 1인당 means "per head"
    return _several(text, first, numeral)


def _several(text: str, first: Quantity, numeral: Numeral) -> list[Quantity]:
    """Return the first quantity and the others of its range or list."""
    match = RANGE_SIGN.match(text, first.span.end)
    other = _numeral(text, match.end()) if match else None
    if match is None or other is None or first.kind == "identifier" or FRACTION_OF.match(text, other.end):
        return _listed(text, first)
    second = counted(text, match.end(), other)
    if first.unit is None:
        if second.unit is None and match.group().strip() in "-\N{EN DASH}":
            return [first]
        value = _scaled_like(text, first.value, numeral, other, match.end())
        first = replace(first, unit=second.unit, kind=second.kind, value=value)
    elif first.unit != second.unit:
        return [first]
    return [replace(first, partner=second.span), replace(second, partner=first.span)]


def _listed(text: str, first: Quantity) -> list[Quantity]:
    """Return the quantities of a list such as 1·2·3호기, whose last counter holds for all."""
    items = [first]
    while (
        len(items) < LONGEST_LIST
        and (items[-1].unit is None or items[-1].unit == "ordinal")
        and (sign := LIST_SIGN.match(text, items[-1].span.end))
    ):
        numeral = _numeral(text, sign.end())
        if numeral and first.kind == "ordinal" and (digits := DIGITS.match(text, sign.end())):
            numeral = Numeral(number(digits.group()), digits.end(), "digits")  # articles of a law: 제3·4조
        if numeral is None or FRACTION_OF.match(text, numeral.end):
            break
        items.append(counted(text, sign.end(), numeral))
    last = items[-1]
    if len(items) == 1 or (last.kind not in ("ordinal", "identifier") and last.unit != "age decade"):
        return [first]
    return [replace(quantity, unit=last.unit, kind=last.kind) for quantity in items]


def _scaled_like(text: str, value: Value, numeral: Numeral, other: Numeral, start: int) -> Value:
    """Return the first value of a range, times the scale of the second: 10~20만 is 100,000 to 200,000."""
    digits = DIGITS.match(text, start)
    if numeral.scaled or not other.scaled or digits is None or isinstance(value, str):
        return value
    mantissa = number(digits.group())
    if not mantissa or value >= mantissa:
        return value
    return tidy(Fraction(value) * Fraction(other.value) / Fraction(mantissa))


_DOTS = frozenset("·")
_HYPHENS = frozenset("-\N{EN DASH}")
_POINTS = frozenset(".,")
_TILDES = frozenset("~")
FIGURES = (
    Rule("quarter", _quarter, behind=frozenset(" ·/")),
    Rule("two generations", _generations, behind=frozenset(" 세청여남직주고소젊")),
    Rule("season", season, behind=_HYPHENS | _TILDES | frozenset(" /시")),
    Rule("day and weekday", _day_and_weekday, behind=frozenset("./")),
    Rule("item number", _item_number, behind=frozenset(".)")),
    Rule("date behind an apostrophe", _short_date, behind=frozenset(".")),
    Rule("year of a reign", _year_of_a_reign, behind=frozenset(" 년")),
    Rule("telephone number", read_telephone, behind=_HYPHENS | frozenset(". ()")),
    Rule("serial number", codes.serial, behind=_HYPHENS | frozenset(".")),
    Rule("long row of digits", codes.long_row),
    Rule("incident named by its day", codes.incident_day, behind=_DOTS | frozenset(".")),
    Rule("name with digits", codes.name_with_digits),
    Rule("metres and centimetres", _metres_and_centimetres, behind=frozenset("m")),
    Rule("digits with letters", codes.digits_with_letters, behind=_POINTS | frozenset(ascii_letters)),
    Rule("feet and inches", read_feet, behind=FEET_MARKS),
    Rule("lap", _lap, behind=frozenset(":")),
    Rule("date or time", date_or_time),
    Rule("opened range", opened_range, behind=_HYPHENS | _TILDES | _POINTS | frozenset(" 내")),
    Rule("opened list", opened_list, behind=_DOTS | _POINTS),
    Rule("day as a name", named_day, behind=_DOTS | frozenset("./")),
    Rule("ratio", _ratio, behind=frozenset(" 대:.")),
    Rule("score", _score, behind=_HYPHENS),
    Rule("series", _series, behind=frozenset("전판")),
    Rule("list with commas", _comma_list, behind=frozenset(",")),
    Rule("neighbouring figures", _neighbours, behind=_DOTS | frozenset(",")),
    Rule("odds", _odds),
    Rule("fraction", _fraction),
    Rule("point first", _point_first),
    Rule("number with counter", _counting),
)
