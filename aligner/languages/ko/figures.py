"""Korean quantities that start with a digit, from the most specific form to the plainest.

Phone numbers and names with digits (063-280-2114, KF-21, 코로나19) are identifiers. Then dates, times,
ratios and scores, fractions (3분의 1), and at last a numeral with what it counts, with ranges (3~4명),
lists (1·2위), and compounds (1년 6개월).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from aligner.languages.ko import dates as ko_dates
from aligner.languages.ko.amounts import NEGATIVE, ORDINAL_BEFORE, counted
from aligner.languages.ko.counting import bound_of, read_counted
from aligner.languages.ko.numerals import DIGITS, SPACED, Numeral, number, read_mixed
from aligner.model.quantity import Quantity, Value
from aligner.model.text import Span
from aligner.numerals import moments
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import Number, tidy
from aligner.numerals.units import sign_before

SERIAL = re.compile(
    r"(?:\d{2,4}-)?\d{3,4}-\d{4}(?![\d-])|\d{2,}-\d{2,}-\d{3,}|\d+(?:\.\d+){2,}(?!\d)|\d{25,}"
)
LATIN_BEFORE = re.compile(r"(?<![가-힣])[A-Za-z][A-Za-z&]*[-.]?$|[A-Za-z]-?$")
LATIN_AFTER = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-\d+)?")
HANGUL_BEFORE = re.compile(r"[가-힣]+$")
_OPENING = re.compile(rf"(?:{any_of('ko', 'before a number')})$")
FRACTION_OF = re.compile(r" ?(?:분|分)의 ?")
SLASHED = re.compile(r"(\d{1,3})/(\d{1,3})(?![\d/])")
RATIO = re.compile(
    r"(\d{1,4}(?:\.\d+)?)(?: ?대 ?|[:\N{FULLWIDTH COLON}])(\d{1,4}(?:\.\d+)?)"
    r"(?![\d:]|\.\d| ?(?:명|개|대|억|만|천|년|월))"
)
SCORE = re.compile(
    r"(\d{1,3})[-\N{EN DASH}](\d{1,3})(?=으?로|\(|승|패|무| ?완|,|\.|\)| ?동점| ?무승부| ?승리| ?패| ?역전|$)"
)
NOT_A_DAY = re.compile(rf" ?(?:{any_of('ko', 'numbered in a list')})")
BATTING = re.compile(r"(\d) ?할(?: ?(\d) ?푼)?(?: ?(\d) ?[리모])?(?!인)")  # 2할6푼8리 = .268
RANGE_SIGN = re.compile(
    r" ?(?:[~\N{TILDE OPERATOR}〜\N{FULLWIDTH TILDE}]|내지) ?(?=\d)|[-\N{EN DASH}](?=\d)|에서 (?=\d)"
)
LONGEST_LIST = 6
LIST_SIGN = re.compile(r"(?:[·ㆍ・‧] ?|, )(?:제 ?)?(?=\d)")
WHOLE_AND_PART = re.compile(r"(?:과|와) ?(?=[\d일이삼사오육칠팔구십백천만])")
LAW_BEFORE = re.compile(r"(?:법|시행령|규칙|조례|협약|조약|헌장|규정) ?$")
ARTICLE = re.compile(r"\d{1,4} ?조(?! ?(?:원|달러|엔|위안|유로|\d))")
ODDS = re.compile(r" ?대 ?(\d{1,3})(?![\d명개대]| ?[가-힣])")
QUARTER = re.compile(r"([1-4]) ?[·/] ?4 ?분기")
SEASON = re.compile(r"((?:19|20)\d\d)(?:[-~\N{TILDE OPERATOR}\N{EN DASH}/]((?:19|20)?\d\d))?(?= ?시즌)")
GENERATIONS = re.compile(r"([2-7]0)([3-8]0)(?= ?(?:세대|청년|여성|남성|직장인|주부|고객|소비자|젊은))")
PAIR_OF_TWO = re.compile(r"\d인 ?$")
EACH = re.compile(r"당(?![사국일초시선대첨연])")
PARAGRAPH_AFTER = re.compile(r"\d{1,4} ?조(?: ?의 ?\d{1,2})? ?(?:제 ?)?\d{1,3} ?항")
INCIDENT_DAY = re.compile(
    r"6[·ㆍ・‧.]25(?= ?(?:전쟁|참전|전사|사변|때|당시|이후|동란|남침|발발|의|를|가|는|와|직후))"
)


def read_figure(text: str, start: int) -> list[Quantity]:
    """The quantity (or the several of a range, list or ratio) whose digits start at `start`."""
    if quarter := QUARTER.match(text, start):
        return [_quantity(text, start, quarter.end(), int(quarter[1]), "quarter", "ordinal")]
    if ages := GENERATIONS.match(text, start):
        spans = (Span(*ages.span(1)), Span(*ages.span(2)))
        return [Quantity(int(span.of(text)), "age decade", "age", span.of(text), span) for span in spans]
    if season := SEASON.match(text, start):
        return _season(text, season)
    if found := _identifier(text, start):
        return found
    if taken := moments.lap(text, start):
        return [_quantity(text, start, taken[2], taken[0], taken[1], "duration")]
    if found := _moments(text, start):
        return found
    if found := _ratio(text, start):
        return found
    return _counting(text, start)


def _quantity(
    text: str, start: int, end: int, value: Value, code: str | None, kind: str, **more: object
) -> Quantity:
    return Quantity(value, code, kind, text[start:end], Span(start, end), **more)  # type: ignore[arg-type]


def _identifier(text: str, start: int) -> list[Quantity]:
    """A phone or serial number, or a name that holds digits."""
    if (match := SERIAL.match(text, start)) and not ko_dates.read_date(text, start):
        return [_quantity(text, start, match.end(), match.group(), None, "identifier")]
    if incident := INCIDENT_DAY.match(text, start):
        return [_quantity(text, start, incident.end(), "6·25", None, "identifier")]
    end = _end_of_digits(text, start)
    before = text[max(0, start - 20) : start]
    if before and (before[-1].isalpha() or before[-1] in "-."):
        if sign_before(text, start):
            return []
        begin = _name_before(text, start, end, before)
        if begin < start:
            after = LATIN_AFTER.match(text, end) if text[begin].isascii() else None
            end = after.end() if after else end
            return [_quantity(text, begin, end, text[begin:end], None, "identifier")]
    after = LATIN_AFTER.match(text, end)
    if after and len(after.group()) <= 2 and not _is_counted(text, start, end):
        return [_quantity(text, start, after.end(), text[start : after.end()], None, "identifier")]
    return []


def _name_before(text: str, start: int, end: int, before: str) -> int:
    """Where the name of the digits starts (KF-21, 코로나19); `start` if there is none."""
    if latin := LATIN_BEFORE.search(before):
        letters = latin.group()
        # BTS 7명: three letters and more may be a word of their own before a count.
        if letters[-1] in "-." or len(letters) < 3 or not _is_counted(text, start, end):
            return start - len(letters)
    hangul = HANGUL_BEFORE.search(before)
    if hangul and not _OPENING.search(hangul.group()) and not _is_counted(text, start, end):
        return start - len(hangul.group())
    return start


def _end_of_digits(text: str, start: int) -> int:
    match = DIGITS.match(text, start)
    return match.end() if match else start + 1


def _is_counted(text: str, start: int, end: int) -> bool:
    numeral = read_mixed(text, start)
    return numeral is not None and (
        numeral.end > end
        or read_counted(text, numeral) is not None
        or ko_dates.read_date(text, start) is not None
    )


def _moments(text: str, start: int) -> list[Quantity]:
    """A date or a time; a range of them is two."""
    moment = ko_dates.read_date(text, start) or ko_dates.read_time(text, start)
    if moment is None:
        return _opened_range(text, start) or _opened_list(text, start) or _named_day(text, start)
    first = _from_moment(text, moment)
    sign = RANGE_SIGN.match(text, moment.end)
    if sign:
        other = ko_dates.read_date(text, sign.end()) or ko_dates.read_time(text, sign.end())
        if other and other.kind == moment.kind:
            second = _from_moment(text, other)
            return [replace(first, partner=second.span), replace(second, partner=first.span)]
    return [first]


def _from_moment(text: str, moment: moments.Moment) -> Quantity:
    end, bound = moment.end, None
    if moment.kind == "time":
        bound, end = bound_of(text, moment.start, moment.end)
    return _quantity(text, moment.start, end, moment.value, moment.unit, moment.kind, bound=bound)


def _opened_range(text: str, start: int) -> list[Quantity]:
    """1~9월, 21-24일, 2016~2018년, 오후 2~4시: the first half leaves its field to the second."""
    end = _end_of_digits(text, start)
    sign = RANGE_SIGN.match(text, end)
    if sign is None or sign.group().startswith("에서"):
        return []
    moment = ko_dates.read_date(text, sign.end()) or ko_dates.read_time(text, sign.end())
    if moment is None or moment.unit == "decade":
        return []
    if moment.kind == "time":
        return _opened_hours(text, start, end, moment)
    value = _field_like(moment.value, text[start:end])
    if value is None:
        return []
    first = _quantity(text, start, end, value, moment.unit, moment.kind)
    last = _from_moment(text, moment)
    return [replace(first, partner=last.span), replace(last, partner=first.span)]


def _opened_hours(text: str, start: int, end: int, moment: moments.Moment) -> list[Quantity]:
    """오후 2~4시: the part of the day holds for both."""
    part = ko_dates.DAYPART.search(text[max(0, start - 4) : start])
    hours = (text[start:end], moment.value[1:3])
    if not all(hour.isdecimal() and len(hour) <= 2 for hour in hours):
        return []
    minutes = (0, int(moment.value[4:6]))
    values = [
        ko_dates.clock_value(int(hour), minute, None, part[1] if part else None)
        for hour, minute in zip(hours, minutes, strict=True)
    ]
    if values[0] is None or values[1] is None:
        return []
    first = _quantity(text, start, end, values[0], moment.unit, moment.kind)
    last = _from_moment(text, replace(moment, value=values[1]))
    return [replace(first, partner=last.span), replace(last, partner=first.span)]


def _opened_list(text: str, start: int) -> list[Quantity]:
    """7·8월, 11, 12일, 3·4·5월: days, months or years in rising order leave their field to the last."""
    opened = [Span(start, _end_of_digits(text, start))]
    while len(opened) < LONGEST_LIST and (sign := LIST_SIGN.match(text, opened[-1].end)):
        moment = ko_dates.read_date(text, sign.end())
        if moment is None:
            opened.append(Span(sign.end(), _end_of_digits(text, sign.end())))
            continue
        values = [_field_like(moment.value, span.of(text)) for span in opened] + [moment.value]
        found = [value for value in values if value is not None]
        if len(found) < len(values) or found != sorted(set(found)):
            return []
        return [
            _quantity(text, *span, value, moment.unit, moment.kind)
            for span, value in zip(opened, found, strict=False)
        ] + [_from_moment(text, moment)]
    return []


def _field_like(value: str, digits: str) -> str | None:
    """The date that digits stand for if they leave their field to a day, a month or a year after them."""
    if not digits.isdecimal() or len(digits) > 4:
        return None
    field = int(digits)
    if value.startswith("XXXX-XX"):
        return moments.date_value(None, None, field) if 1 <= field <= 31 else None
    if value.startswith("XXXX-") and len(value) == 7:
        return moments.date_value(None, field, None) if 1 <= field <= 12 else None
    return moments.date_value(moments.full_year(field, len(digits)), None, None) if len(value) == 4 else None


def _season(text: str, match: re.Match[str]) -> list[Quantity]:
    """2024시즌, 2023-24시즌, 2023~2024 시즌: one year or two."""
    spans = [Span(*match.span(part)) for part in (1, 2) if match[part]]
    years = [match[1], match[1][:2] + (match[2] or "")[-2:]]
    found = [
        Quantity(year, "year", "date", span.of(text), span) for year, span in zip(years, spans, strict=False)
    ]
    if len(found) == 1:
        return found
    return [replace(found[0], partner=found[1].span), replace(found[1], partner=found[0].span)]


def _named_day(text: str, start: int) -> list[Quantity]:
    """5·18 민주화운동, 12·3 비상계엄, 3·1절; not 1·2위."""
    match = ko_dates.NAMED.match(text, start)
    if match is None or NOT_A_DAY.match(text, match.end()):
        return []
    month, day = int(match["month"]), int(match["day"] or match["event"])
    if not 1 <= month <= 12 or not moments.is_day(month, day):
        return []
    return [_quantity(text, start, match.end(), moments.date_value(None, month, day), "day", "date")]


def _ratio(text: str, start: int) -> list[Quantity]:
    """3대 1, 2-2로, 1:1, 7:3: two quantities that know of each other."""
    match = RATIO.match(text, start)
    kind = "ratio"
    if match is None:
        match, kind = SCORE.match(text, start), "score"
    if match is None or (start and text[start - 1] in "-.,:"):
        return []
    one, two = Span(*match.span(1)), Span(*match.span(2))
    first = Quantity(tidy(number(match[1])), None, kind, match[1], one, None, two)  # type: ignore[arg-type]
    return [first, Quantity(tidy(number(match[2])), None, kind, match[2], two, None, one)]  # type: ignore[arg-type]


def _numeral(text: str, start: int) -> Numeral | None:
    """The numeral with its spaced groups, and a fraction sign after it (10 1/2, 1½)."""
    if (
        ORDINAL_BEFORE.search(text[max(0, start - 3) : start])
        or PARAGRAPH_AFTER.match(text, start)
        or (LAW_BEFORE.search(text[max(0, start - 5) : start]) and ARTICLE.match(text, start))
    ):
        digits = DIGITS.match(text, start)  # 제12조 is an article, no trillions
        return Numeral(number(digits.group()), digits.end(), "digits") if digits else None
    if text.startswith("1조", start) and PAIR_OF_TWO.search(text[max(0, start - 4) : start]):
        return Numeral(1, start + 1, "digits")  # 2인 1조: one team
    spaced = SPACED.match(text, start)
    if spaced:
        return Numeral(int(re.sub(r"\D", "", spaced.group())), spaced.end(), "digits")
    return read_mixed(text, start)


def fraction(text: str, start: int, numeral: Numeral) -> tuple[Number, int] | None:
    """3분의 1, 1/3, 2할6푼: value and end."""
    if of := FRACTION_OF.match(text, numeral.end):
        top = read_mixed(text, of.end())
        if top is not None and numeral.value:
            return tidy(Fraction(top.value) / Fraction(numeral.value)), top.end
    if and_part := WHOLE_AND_PART.match(text, numeral.end):
        bottom = read_mixed(text, and_part.end())
        part = (
            fraction(text, and_part.end(), bottom) if bottom and FRACTION_OF.match(text, bottom.end) else None
        )
        if part:
            return tidy(Fraction(numeral.value) + Fraction(part[0])), part[1]
    if (slash := SLASHED.match(text, start)) and int(slash[2]):
        return Fraction(int(slash[1]), int(slash[2])), slash.end()
    if hits := BATTING.match(text, start):
        return Decimal("0." + "".join(digit or "0" for digit in hits.groups())).normalize(), hits.end()
    return None


def _counting(text: str, start: int) -> list[Quantity]:
    """A numeral with what it counts."""
    numeral = _numeral(text, start)
    if numeral is None:
        return []
    if odds := ODDS.match(text, numeral.end):
        one = Span(start, numeral.end)
        two = Span(*odds.span(1))
        return [
            Quantity(numeral.value, None, "ratio", one.of(text), one, None, two),
            Quantity(number(odds[1]), None, "ratio", odds[1], two, None, one),
        ]
    if share := fraction(text, start, numeral):
        value, end = share
        bound, end = bound_of(text, start, end)
        sign = -1 if NEGATIVE.search(text[max(0, start - 6) : start]) else 1
        return [_quantity(text, start, end, tidy(sign * value), None, "fraction", bound=bound)]
    if (
        start
        and text[start - 1] == "."
        and not text[max(0, start - 2) : start - 1].isalnum()
        and numeral.form == "digits"
    ):
        written = text[start : numeral.end]
        if written.isdecimal():  # .08
            numeral = replace(numeral, value=Decimal("0." + written))
            start -= 1
    first = counted(text, start, numeral)
    if numeral.value == 1 and EACH.match(text, first.span.end):
        return []  # 1인당 is per head
    return _several(text, first, numeral)


def _several(text: str, first: Quantity, numeral: Numeral) -> list[Quantity]:
    """The first quantity and what a range or list sign binds to it."""
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
    """1·2위, 1·2·3호기, 제2ㆍ제3: the last of a list gives its counter to all."""
    found = [first]
    while (
        len(found) < LONGEST_LIST
        and (found[-1].unit is None or found[-1].unit == "ordinal")
        and (sign := LIST_SIGN.match(text, found[-1].span.end))
    ):
        numeral = _numeral(text, sign.end())
        if numeral and first.kind == "ordinal" and (digits := DIGITS.match(text, sign.end())):
            numeral = Numeral(number(digits.group()), digits.end(), "digits")  # 제3·4조: articles
        if numeral is None or FRACTION_OF.match(text, numeral.end):
            break
        found.append(counted(text, sign.end(), numeral))
    last = found[-1]
    if len(found) == 1 or (last.kind not in ("ordinal", "identifier") and last.unit != "age decade"):
        return [first]
    return [replace(quantity, unit=last.unit, kind=last.kind) for quantity in found]


def _scaled_like(text: str, value: Value, numeral: Numeral, other: Numeral, start: int) -> Value:
    """10~20만 명 means 100,000 to 200,000: a bare first number takes the scale of the second."""
    digits = DIGITS.match(text, start)
    if numeral.scaled or not other.scaled or digits is None or isinstance(value, str):
        return value
    mantissa = number(digits.group())
    if not mantissa or value >= mantissa:
        return value
    return tidy(Fraction(value) * Fraction(other.value) / Fraction(mantissa))
