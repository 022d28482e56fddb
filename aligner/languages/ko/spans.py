"""Reading of Korean dates and times in digits, with ranges and lists: 1~9월, 7·8월, 2023-24시즌."""

from __future__ import annotations

from dataclasses import replace

from aligner.expressions import compiled
from aligner.languages.ko import codes
from aligner.languages.ko import dates as ko_dates
from aligner.languages.ko.counting import bound_of
from aligner.model.quantity import Quantity
from aligner.model.text import Span
from aligner.numerals import moments
from aligner.numerals.contexts import any_of

NOT_A_DAY = compiled(rf" ?(?:{any_of('ko', 'numbered in a list')})")


RANGE_SIGN = compiled(r" ?(?:~|내지) ?(?=\d)|[-\N{EN DASH}](?=\d)|에서 (?=\d)")


LONGEST_LIST = 6


LIST_SIGN = compiled(r"(?:· ?|, )(?:제 ?)?(?=\d)")


SEASON = compiled(r"((?:19|20)\d\d)(?:[-~\N{EN DASH}/]((?:19|20)?\d\d))?(?= ?시즌)")


def date_or_time(text: str, start: int) -> list[Quantity] | None:
    """Read a date or a time, or both ends of a range."""
    moment = ko_dates.read_date(text, start) or ko_dates.read_time(text, start)
    if moment is None:
        return None
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
    return codes.quantity(text, moment.start, end, moment.value, moment.unit, moment.kind, bound=bound)


def opened_range(text: str, start: int) -> list[Quantity] | None:
    """Read a range whose first half has no unit word: 1~9월, 21-24일, 2016~2018년, 오후 2~4시."""
    end = codes.end_of_digits(text, start)
    sign = RANGE_SIGN.match(text, end)
    if sign is None or sign.group().startswith("에서"):
        return None
    moment = ko_dates.read_date(text, sign.end()) or ko_dates.read_time(text, sign.end())
    if moment is None or moment.unit == "decade":
        return None
    if moment.kind == "time":
        return _opened_hours(text, start, end, moment)
    value = _field_like(moment.value, text[start:end])
    if value is None:
        return None
    first = codes.quantity(text, start, end, value, moment.unit, moment.kind)
    last = _from_moment(text, moment)
    return [replace(first, partner=last.span), replace(last, partner=first.span)]


def _opened_hours(text: str, start: int, end: int, moment: moments.Moment) -> list[Quantity] | None:
    """Read a range of hours, for both of which the part of the day holds: 오후 2~4시."""
    part = ko_dates.DAYPART.search(text[max(0, start - 4) : start])
    hours = (text[start:end], moment.value[1:3])
    if not all(hour.isdecimal() and len(hour) <= 2 for hour in hours):
        return None
    minutes = (0, int(moment.value[4:6]))
    values = [
        ko_dates.clock_value(int(hour), minute, None, part[1] if part else None)
        for hour, minute in zip(hours, minutes, strict=True)
    ]
    if values[0] is None or values[1] is None:
        return None
    first = codes.quantity(text, start, end, values[0], moment.unit, moment.kind)
    last = _from_moment(text, replace(moment, value=values[1]))
    return [replace(first, partner=last.span), replace(last, partner=first.span)]


def opened_list(text: str, start: int) -> list[Quantity] | None:
    """Read days, months or years in rising order, of which only the last has a unit word: 7·8월."""
    opened = [Span(start, codes.end_of_digits(text, start))]
    while len(opened) < LONGEST_LIST and (sign := LIST_SIGN.match(text, opened[-1].end)):
        moment = ko_dates.read_date(text, sign.end())
        if moment is None:
            opened.append(Span(sign.end(), codes.end_of_digits(text, sign.end())))
            continue
        values = [_field_like(moment.value, span.of(text)) for span in opened] + [moment.value]
        known_values = [value for value in values if value is not None]
        if len(known_values) < len(values) or known_values != sorted(set(known_values)):
            return None
        return [
            codes.quantity(text, *span, value, moment.unit, moment.kind)
            for span, value in zip(opened, known_values, strict=False)
        ] + [_from_moment(text, moment)]
    return None


def _field_like(value: str, digits: str) -> str | None:
    """Return the date of digits that share the unit of the date `value` after them, or None."""
    if not digits.isdecimal() or len(digits) > 4:
        return None
    field = int(digits)
    if value.startswith("XXXX-XX"):
        return moments.date_value(None, None, field) if 1 <= field <= 31 else None
    if value.startswith("XXXX-") and len(value) == 7:
        return moments.date_value(None, field, None) if 1 <= field <= 12 else None
    return moments.date_value(moments.full_year(field, len(digits)), None, None) if len(value) == 4 else None


def season(text: str, start: int) -> list[Quantity] | None:
    """Read a season as one year or two: 2024시즌, 2023-24시즌, 2023~2024 시즌."""
    match = SEASON.match(text, start)
    if match is None:
        return None
    spans = [Span(*match.span(part)) for part in (1, 2) if match[part]]
    years = [match[1], match[1][:2] + (match[2] or "")[-2:]]
    quantities = [
        Quantity(year, "year", "date", span.of(text), span) for year, span in zip(years, spans, strict=False)
    ]
    if len(quantities) == 1:
        return quantities
    return [
        replace(quantities[0], partner=quantities[1].span),
        replace(quantities[1], partner=quantities[0].span),
    ]


def named_day(text: str, start: int) -> list[Quantity] | None:
    """Read a day that names an event: 5·18 민주화운동, 12·3 비상계엄, 3·1절; not 1·2위."""
    match = ko_dates.NAMED.match(text, start)
    if match is None or (match["day"] and NOT_A_DAY.match(text, match.end())):
        return None
    month, day = int(match["month"]), int(match["day"] or match["event"])
    if not 1 <= month <= 12 or not moments.is_day(month, day):
        return None
    return [codes.quantity(text, start, match.end(), moments.date_value(None, month, day), "day", "date")]
