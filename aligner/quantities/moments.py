"""Rules that compare dates and times with each other and with numbers; the first that applies decides.

Dates are compared field by field, because 14일 is both "the 14th" and "Jan. 14". A number may be a day that
lost its sign, a year or a duration; and a number of days may have been read as a day of the month.
"""

from __future__ import annotations

from aligner.expressions import compiled
from aligner.numerals.moments import seconds_of
from aligner.quantities.known import NONE, Known, Likeness, Rule, days, fields
from aligner.quantities.numbers import records

_TWENTY_FOUR_HOURS = compiled(r"(?:1[3-9]|2[0-4])")
_DAYS_OF_WEEK = 7
_CENTURY = 100
# The values of rough amounts (수십, dozens) begin with VAGUE, those of halves of a year with HALF.
VAGUE, HALF = "X0", "H"


def _value(moment: Known) -> str:
    return str(moment.quantity.value)


# ---------------------------------------------------------------- a number and a moment


def time_taken(number: Known, moment: Known) -> Likeness | None:
    """A time may be a duration of a stopwatch. Alike: `2시간 7분 34초에 뛰었다.` / `He ran it in 2:07:34.`"""
    if moment.quantity.kind != "time" or number.measured is None or number.measured[0].dimension != "time":
        return None
    if number.measured[1] in seconds_of(_value(moment)):
        return Likeness("equal", 0.2)
    return Likeness("number", 1.2) if len(_value(moment)) > len("T07:34") else None


def hour_of_day(number: Known, moment: Known) -> Likeness | None:
    """A number may be an hour. Alike: `오후 3시에 열린다.` / `It opens at 3.`"""
    if moment.quantity.kind != "time" or number.unit not in (None, "hour"):
        return None
    hour = int(_value(moment)[1:3])
    return Likeness("equal", 0.5) if number.quantity.value in (hour, hour % 12) else None


def no_number(number: Known, moment: Known) -> Likeness | None:
    """Rough amounts, times and weekdays equal no number. Apart: `수십 명이 왔다.` / `Seven came.`"""
    vague = _value(moment).startswith(VAGUE)
    return NONE if vague or moment.quantity.kind != "date" or moment.unit == "weekday" else None


def decade_of_life(number: Known, moment: Known) -> Likeness | None:
    """A decade may be an age. Alike: `80대 노인이다.` / `He is in the 80s.`"""
    if moment.unit != "decade" or number.unit != "age decade":
        return None
    # Only the other side shows that an age is meant.
    year = fields(_value(moment))[0]
    return Likeness("equal", 0.2) if number.value == int(year or 0) % 100 else NONE


def century_by_year(number: Known, moment: Known) -> Likeness | None:
    """A century may be named by its first year. Alike: `18세기 지도다.` / `It is a map from the 1700s.`"""
    year = fields(_value(moment))[0]
    if number.unit != "century" or moment.unit != "decade" or year is None or int(year) % _CENTURY:
        return None
    return Likeness("equal", 0.3) if number.value == int(year) // _CENTURY + 1 else Likeness("date", 1.2)


def half_for_quarter(number: Known, moment: Known) -> Likeness | None:
    """Half a year is no quarter. Differ: `3분기에 늘었다.` / `It grew in the first half.`"""
    wrong = number.unit == "quarter" and number.quantity.kind == "ordinal" and _value(moment)[0] == HALF
    return Likeness("date", 1.2) if wrong else None


def weeks_as_days(number: Known, moment: Known) -> Likeness | None:
    """A day of the month may be a number of days. Alike: `격리는 14일이다.` / `It lasts two weeks.`"""
    year, month, day = fields(_value(moment))
    if day is None or month or year or number.measured is None or number.unit not in ("week", "month"):
        return None
    length = days(*number.measured)
    if length is None:
        return None
    exact = int(day) == length or (number.unit == "month" and number.value == 1 and day in ("30", "31"))
    if exact:
        return Likeness("equal", 0.5)
    return Likeness("number", 1.4) if number.unit == "week" and int(day) % _DAYS_OF_WEEK == 0 else None


def day_alone(number: Known, moment: Known) -> Likeness | None:
    """A number may be a day without its month. Alike: `9일에 열린다.` / `It opens on 9.`"""
    _, month, day = fields(_value(moment))
    if day is None or month is not None or number.unit not in (None, "ordinal", "day", "night", "times"):
        return None
    if number.value == int(day):
        return Likeness("equal", 0.3)
    bare = number.unit in (None, "ordinal") and number.quantity.value in range(1, 32)
    return Likeness("date", 1.5) if bare else NONE


def day_as_place(number: Known, moment: Known) -> Likeness | None:
    """A day may be a place in an order. Alike: `12위에서 올랐다.` / `It rose from Jan. 12th.`"""
    day = fields(_value(moment))[2]
    if day is None or not (number.unit is None or number.quantity.kind == "ordinal"):
        return None
    return Likeness("equal", 0.4) if number.value == int(day) else None


def year_as_number(number: Known, moment: Known) -> Likeness | None:
    """A number may be a year, of two digits too. Alike: `2024년 예산이다.` / `It is the budget of 2,024.`"""
    year, month, _ = fields(_value(moment))
    if year is None or month is not None:
        return None
    if number.value == int(year) and number.unit in (None, "year", "year-old", "ordinal"):
        return Likeness("equal", 0.3)
    return Likeness("equal", 0.4) if number.unit == "year" and number.value == int(year) % 100 else None


def month_as_number(number: Known, moment: Known) -> Likeness | None:
    """A number may be a month without its sign. Alike: `5월에 열린다.` / `It opens in month 5.`"""
    _, month, day = fields(_value(moment))
    if month is None or day is not None or number.unit not in ("month", None):
        return None
    return Likeness("equal", 0.5) if number.value == int(month) else None


def nothing_in_common(source: Known, target: Known) -> Likeness | None:
    """All other pairs have nothing in common. Apart: `5월에 열린다.` / `There are 7 people.`"""
    return NONE


NUMBER_AND_MOMENT: tuple[Rule, ...] = (
    time_taken,
    hour_of_day,
    half_for_quarter,
    no_number,
    decade_of_life,
    century_by_year,
    weeks_as_days,
    day_alone,
    day_as_place,
    year_as_number,
    month_as_number,
    nothing_in_common,
)

# ---------------------------------------------------------------- two moments


def halves_of_a_year(source: Known, target: Known) -> Likeness | None:
    """Halves of a year are compared. Differ: `하반기에 열린다.` / `It opens in the first half.`"""
    source_value, target_value = _value(source), _value(target)
    if HALF not in (source_value[0], target_value[0]):
        return None
    if source_value[0] != target_value[0]:
        return NONE
    return Likeness("equal", 0.0) if source_value == target_value else Likeness("date", 0.9)


def rough_amounts(source: Known, target: Known) -> Likeness | None:
    """Rough amounts are compared by size. Differ: `수천 명이 왔다.` / `Hundreds came.`"""
    source_value, target_value = _value(source), _value(target)
    if source_value.startswith(VAGUE) and target_value.startswith(VAGUE):
        return Likeness("equal", 0.0) if source_value == target_value else Likeness("magnitude", 0.9)
    return NONE if source_value.startswith(VAGUE) or target_value.startswith(VAGUE) else None


def times_of_day(source: Known, target: Known) -> Likeness | None:
    """Times are equal, before or after noon, if one side omits which half of the day it is.

    Alike: `14:30에 연다.` / `It opens at 2:30.`
    """
    kinds = (source.quantity.kind, target.quantity.kind)
    if kinds[0] != kinds[1]:
        return NONE
    if kinds[0] != "time":
        return None
    source_time, target_time = _value(source), _value(target)
    if source_time == target_time:
        return Likeness("equal", 0.0)
    open_half = not (_names_half_day(source.quantity.surface) and _names_half_day(target.quantity.surface))
    minutes_agree = source_time[3:] == target_time[3:]
    if open_half and minutes_agree and int(source_time[1:3]) % 12 == int(target_time[1:3]) % 12:
        return Likeness("equal", 0.1)
    return Likeness("date", 1.0)


def _names_half_day(surface: str) -> bool:
    """Whether a time shows if it is before or after noon."""
    return _TWENTY_FOUR_HOURS.match(surface) is not None or any(
        half_day.search(surface) for record in records() if (half_day := record.comparing.half_day)
    )


def weekdays(source: Known, target: Known) -> Likeness | None:
    """Weekdays are compared; one may replace a day. Differ: `월요일에 연다.` / `It opens on Friday.`"""
    if "weekday" not in (source.unit, target.unit):
        return None
    if source.unit == target.unit:
        return Likeness("equal", 0.0) if _value(source) == _value(target) else Likeness("date", 1.0)
    # 24일(현지시간) is "Thursday" in English news; nothing in the pair shows whether that day was one.
    other = target if source.unit == "weekday" else source
    return Likeness("equal", 0.75) if other.unit == "day" else NONE


def dates(source: Known, target: Known) -> Likeness | None:
    """Dates are compared by the fields of both. Differ: `14일에 연다.` / `It opens on the 15th.`"""
    source_date, target_date = _value(source), _value(target)
    both_fields = zip(fields(source_date), fields(target_date), strict=True)
    shared = [(left, right) for left, right in both_fields if left and right]
    if not shared or (source.unit == "decade") != (target.unit == "decade"):
        return None
    wrong = sum(left != right for left, right in shared)
    if wrong == 0:
        return Likeness("equal", 0.0 if source_date == target_date else 0.2)
    return Likeness("date", 1.0 + 0.25 * (wrong - 1) + (0.2 if len(shared) == wrong > 1 else 0.0))


MOMENTS: tuple[Rule, ...] = (
    halves_of_a_year,
    rough_amounts,
    times_of_day,
    weekdays,
    dates,
    nothing_in_common,
)
