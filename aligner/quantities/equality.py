"""When two quantities of different languages mean the same.

Numbers are compared exactly after conversion within a dimension (24 months, two years), with a tolerance
where a unit of one system was turned into one of another (평 and m2, miles and km) as newspapers round.
Dates are compared field by field, because 14일 is "the 14th" and "Jan. 14". A number with a counter equals
the same number without.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor, log
from typing import Literal

from aligner.languages import Language, codes, language
from aligner.model.quantity import Quantity
from aligner.numerals.moments import seconds_of
from aligner.numerals.units import Unit, unit

# Newspapers round what they convert: 100평 is 330 (330.58) square meters, 83 miles 134 km.
CONVERTED = 0.06
# Lengths of months and years differ by the calendar: 30 days is a month, 4 weeks too; 보름 is two weeks.
CALENDAR = 0.11
DAYS_OF_MONTH = Fraction(3652425, 120000)
SECONDS_OF_DAY = 86400
AMBIGUOUS = {
    "pound": frozenset(("GBP", "lb", "pound")),
    "franc": frozenset(("CHF", "franc")),
    "degree": frozenset(("C", "F", "degree")),
}
TWO_SYSTEMS = frozenset(("length", "area", "mass", "volume", "speed"))
TWENTY_FOUR_HOURS = re.compile(r"(?:1[3-9]|2[0-4])")
NO_LETTERS = re.compile(r"[\W_]+")
# A quantity without a unit, or with one that says little, may be the other side of anything.
OPEN_UNITS = frozenset((None, "item", "ordinal"))
# 평균 속도는 31㎞: Korean leaves the hour to the noun.
LOOSE_SPEEDS = frozenset(frozenset(pair) for pair in (("km", "km/h"), ("m", "m/s"), ("mi", "mph")))
# What a counter of no dimension may be called on the other side: 15바퀴, 15 times.
LOOSE_COUNTS = frozenset((("item", "point"), ("item", "serving"), ("times", "turn"), ("times", "point")))
Exact = int | Fraction
DEGREES = frozenset(("C", "F", "degree"))
SHARES = frozenset(("%", "%p", "point"))
PAIRED = frozenset(("ratio", "score"))
# Parts of a law or a book: Article 2 is no Paragraph 2.
_NUMBERED = frozenset(("article", "paragraph", "section", "chapter", "page"))
SHORT_NAME = 4  # digits of a name that may stand apart on the other side: 아이폰15, iPhone 15
KEY_STEPS = 12  # buckets per factor e, for quantities that may have been converted


Relation = Literal["equal", "converted", "unit", "magnitude", "number", "date", "none"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two quantities relate (`none`: nothing in common), and what pairing them costs."""

    relation: Relation
    cost: float


NONE = Likeness("none", 99.0)


def is_number(quantity: Quantity) -> bool:
    """Whether the value is a number and no date, time or name."""
    return not isinstance(quantity.value, str)


def fields(value: str) -> tuple[str | None, str | None, str | None]:
    """Year, month and day of a date, None where the text leaves them unsaid."""
    parts = [*value.split("-"), "", ""][:3]
    year, month, day = (part if part and "X" not in part else None for part in parts)
    return year, month, day


@lru_cache(maxsize=4096)
def measured(quantity: Quantity) -> tuple[Unit, Fraction] | None:
    """The unit and the size in base units, for a number with a unit of measure or money."""
    found = unit("year" if quantity.unit == "year-old" else quantity.unit)
    if found is None or isinstance(quantity.value, str) or quantity.kind == "ordinal":
        return None  # the 30th year has no length
    if isinstance(quantity.value, Decimal) and not quantity.value.is_finite():
        return None
    return found, Fraction(quantity.value) * found.factor


def _days(found: Unit, size: Fraction) -> Fraction | None:
    if found.dimension == "calendar":
        return size * DAYS_OF_MONTH
    if found.dimension == "time":
        return size / SECONDS_OF_DAY
    return size if found.dimension == "night" else None


def _near(one: Fraction, two: Fraction, tolerance: float) -> bool:
    return abs(one - two) <= tolerance * max(abs(one), abs(two))


def likeness(source: Quantity, target: Quantity) -> Likeness:
    """How the two relate; symmetric."""
    if source.kind == "identifier" or target.kind == "identifier":
        return _identifiers(source, target)
    if is_number(source) and is_number(target):
        return _numbers(source, target)
    if is_number(source) or is_number(target):
        number, moment = (source, target) if is_number(source) else (target, source)
        return _number_and_moment(number, moment)
    return _moments(source, target)


def _exact(number: Quantity) -> Exact:
    """The value as it can be reckoned with; whole numbers, which most are, ten times as fast as fractions."""
    value = number.value
    return value if isinstance(value, int) else Fraction(value)


def _numbers(source: Quantity, target: Quantity) -> Likeness:
    one, two = _exact(source), _exact(target)
    first, second = measured(source), measured(target)
    conflict = _units_conflict(source, target, first, second)
    if one == two:
        if source.unit in _NUMBERED and target.unit in _NUMBERED and source.unit != target.unit:
            return NONE
        if conflict:
            return Likeness("unit", 0.8)
        night = (
            "night" in (source.unit, target.unit)
            and source.unit != target.unit
            and source.unit
            and target.unit
        )
        return Likeness("equal", 0.0 if source.unit == target.unit else 0.9 if night else 0.1)
    if first and second:
        alike = _measured_alike(first, second)
        if alike:
            return alike
    if _dozens(source, target, one, two):
        return Likeness("equal", 0.4)
    if _share_and_percent(source, target, one, two):
        return Likeness("equal", 0.3)
    if conflict or (bool(first) != bool(second) and not {source.unit, target.unit} & OPEN_UNITS):
        return NONE
    if "round-of" in (source.unit, target.unit) and source.unit != target.unit:
        return NONE
    if (
        (source.kind == "age") != (target.kind == "age")
        and None not in (source.unit, target.unit)
        and not {source.unit, target.unit} & {"year", "month"}
    ):
        return NONE
    if (
        first
        and second
        and first[0].dimension != second[0].dimension
        and not {source.unit, target.unit} <= DEGREES
    ):
        return NONE
    return _unequal(source, target, one, two)


def _unequal(source: Quantity, target: Quantity, one: Exact, two: Exact) -> Likeness:
    """A wrong number, or a slip of magnitude."""
    same_unit = source.unit == target.unit and source.unit is not None
    if (
        source.kind != target.kind
        and {source.kind, target.kind} & {"ordinal", "multiple", "ratio", "score"}
        and not same_unit
    ):
        if {source.kind, target.kind} & PAIRED and not {source.kind, target.kind} <= PAIRED:
            return NONE
        distance = 0.3
    else:
        distance = 0.0 if same_unit else 0.15
    if one and two and one * two > 0:
        ratio = abs(Fraction(one, two))
        ratio = max(ratio, 1 / ratio)
        power = round(log(float(ratio), 10)) if ratio < 10**18 else 0
        if power >= 1 and ratio == 10**power:
            return Likeness("magnitude", 0.9 + distance)
        closeness = min(1.0, abs(log(float(ratio), 10)))
    else:
        closeness = 1.0
    return Likeness("number", 1.1 + distance + 0.4 * closeness)


def _units_conflict(source: Quantity, target: Quantity, first: tuple[Unit, Fraction] | None,
                    second: tuple[Unit, Fraction] | None) -> bool:  # fmt: skip
    """Whether both sides say a unit and the two can't be the same thing."""
    if source.unit is None or target.unit is None or source.unit == target.unit:
        return False
    for known in AMBIGUOUS.values():
        if source.unit in known and target.unit in known:
            return {source.unit, target.unit} == {"C", "F"}
    if first and second:
        shares = {source.unit, target.unit} <= SHARES
        spoken = frozenset((source.unit, target.unit)) in LOOSE_SPEEDS
        same = first[0].code == second[0].code  # 800년, 800 years old
        return not (
            same or shares or spoken or {first[0].dimension, second[0].dimension} == {"night", "time"}
        )
    if first or second:
        other = target if first else source
        here = (first or second or (None,))[0]
        if other.kind == "multiple" or other.unit in (
            "times",
            "person",
            "place",
            "household",
            "company",
            "vehicle",
            "item",
        ):
            return here is not None and (other.unit, here.dimension) not in LOOSE_COUNTS
    return False


def _measured_alike(first: tuple[Unit, Fraction], second: tuple[Unit, Fraction]) -> Likeness | None:
    (one, size), (two, other) = first, second
    if one.dimension == two.dimension:
        if size == other:
            return Likeness("equal", 0.05)
        if one.code != two.code and one.dimension in TWO_SYSTEMS and _near(size, other, CONVERTED):
            return Likeness("converted", 0.3)
        if (
            one.code != two.code
            and (one.dimension == "calendar" or {one.code, two.code} == {"day", "week"})
            and _near(size, other, CALENDAR / 1.5)
        ):
            return Likeness("equal", 0.4)
        return None
    if {one.dimension, two.dimension} == {"length", "speed"}:
        # 시속 may stand far from its kilometers.
        length, speed = (size, other) if one.dimension == "length" else (other, size)
        if _near(length / 1000, speed, CONVERTED):
            return Likeness("converted", 0.35)
    days, others = _days(one, size), _days(two, other)
    if days is not None and others is not None and _near(days, others, CALENDAR):
        return Likeness("equal", 0.3)
    if {one.dimension, two.dimension} == {"celsius", "fahrenheit"}:
        celsius, fahrenheit = (size, other) if one.dimension == "celsius" else (other, size)
        if abs(celsius * 9 / 5 + 32 - fahrenheit) <= 2:
            return Likeness("converted", 0.3)
    return None


def _dozens(source: Quantity, target: Quantity, one: Exact, two: Exact) -> bool:
    """십여 명 and "a dozen people", 30여 and "three dozen": rough tens on one side, dozens on the other."""
    for rough, dozens, tens, twelves in ((source, target, one, two), (target, source, two, one)):
        if rough.bound == "about" and _says_dozen(dozens.surface.lower()):
            return tens > 0 and tens % 10 == 0 and tens * 12 == twelves * 10
    return False


def _says_dozen(surface: str) -> bool:
    return any(word in surface for record in _records() for word in record.comparing.dozens)


def _records() -> Iterator[Language]:
    """All languages: a quantity does not say which of them it was read in."""
    return map(language, codes())


def _share_and_percent(source: Quantity, target: Quantity, one: Exact, two: Exact) -> bool:
    """절반 and 50 percent, 2배 and 200 percent or "up 100 percent"."""
    if "percent" not in (source.kind, target.kind) or {source.kind, target.kind} == {"percent"}:
        return False
    percent, share = (one, two) if source.kind == "percent" else (two, one)
    other = target if source.kind == "percent" else source
    if other.kind not in ("fraction", "multiple") and other.unit is not None:
        return False
    if share.denominator == 3 and -4 <= percent - share * 100 <= 4:
        return True  # "a third" is said of 30 to 37 percent
    return percent == share * 100 or (other.kind == "multiple" and percent == (share - 1) * 100)


def _number_and_moment(number: Quantity, moment: Quantity) -> Likeness:
    """9 (a day that lost its 일) and the 9th; 2024 and the year 2024; 3일 read as a date, "three days"."""
    value = str(moment.value)
    if value.startswith("X0") or moment.kind == "time":
        if moment.kind == "time" and (taken := _taken(number, value)):
            return taken
        if (
            moment.kind == "time"
            and number.unit in (None, "hour")
            and number.value in (int(value[1:3]), int(value[1:3]) % 12)
        ):
            return Likeness("equal", 0.5)
        return NONE
    if moment.kind != "date" or moment.unit == "weekday":
        return NONE
    year, month, day = fields(value)
    if moment.unit == "decade" and number.unit == "age decade":
        # 80대 and "the 80s": only the other side tells that an age is meant.
        return Likeness("equal", 0.2) if number.value == int(year or 0) % 100 else NONE
    if day is not None and month is None and number.unit in (None, "ordinal", "day", "night", "times"):
        if number.value == int(day):
            return Likeness("equal", 0.3)
        return (
            Likeness("date", 1.5)
            if number.unit in (None, "ordinal") and number.value in range(1, 32)
            else NONE
        )
    if day is not None and (number.unit is None or number.kind == "ordinal") and number.value == int(day):
        return Likeness("equal", 0.4)  # 12위, "from 12th to ninth"
    if (
        year is not None
        and month is None
        and number.value == int(year)
        and number.unit in (None, "year", "ordinal")
    ):
        return Likeness("equal", 0.3)
    if year is not None and month is None and number.unit == "year" and number.value == int(year) % 100:
        return Likeness("equal", 0.4)
    if month is not None and day is None and number.unit in ("month", None) and number.value == int(month):
        return Likeness("equal", 0.5)
    return NONE


def _taken(number: Quantity, time: str) -> Likeness | None:
    """2시간 7분 34초 and 2:07:34, which is read as a time of day."""
    sized = measured(number)
    if sized is None or sized[0].dimension != "time":
        return None
    if sized[1] in seconds_of(time):
        return Likeness("equal", 0.2)
    return Likeness("number", 1.2) if len(time) > len("T07:34") else None


def _moments(source: Quantity, target: Quantity) -> Likeness:
    one, two = str(source.value), str(target.value)
    if one[0] == "H" or two[0] == "H":
        return NONE if one[0] != two[0] else Likeness("equal", 0.0) if one == two else Likeness("date", 0.9)
    if one.startswith("X0") or two.startswith("X0"):
        if not (one.startswith("X0") and two.startswith("X0")):
            return NONE
        return Likeness("equal", 0.0) if one == two else Likeness("magnitude", 0.9)
    if source.kind != target.kind:
        return NONE
    if source.kind == "time":
        return _times(source, target)
    if (source.unit == "weekday") != (target.unit == "weekday"):
        # 24일(현지시간) is "Thursday" in English news; nothing in the pair tells whether it was one.
        other = target if source.unit == "weekday" else source
        return Likeness("equal", 0.75) if other.unit == "day" else NONE
    if source.unit == "weekday":
        return Likeness("equal", 0.0) if one == two else Likeness("date", 1.0)
    shared = [(here, there) for here, there in zip(fields(one), fields(two), strict=True) if here and there]
    if not shared:
        return NONE
    if (source.unit == "decade") != (target.unit == "decade"):
        return NONE
    wrong = sum(here != there for here, there in shared)
    if wrong == 0:
        return Likeness("equal", 0.0 if one == two else 0.2)
    return Likeness("date", 1.0 + 0.25 * (wrong - 1) + (0.2 if len(shared) == wrong > 1 else 0.0))


def _times(source: Quantity, target: Quantity) -> Likeness:
    if source.value == target.value:
        return Likeness("equal", 0.0)
    open_half = not (_says_half_day(source.surface) and _says_half_day(target.surface))
    one, two = str(source.value), str(target.value)
    if open_half and one[3:] == two[3:] and int(one[1:3]) % 12 == int(two[1:3]) % 12:
        return Likeness("equal", 0.1)
    return Likeness("date", 1.0)


def _says_half_day(surface: str) -> bool:
    """Whether a time says whether it is before or after noon."""
    return TWENTY_FOUR_HOURS.match(surface) is not None or any(
        half_day.search(surface) for record in _records() if (half_day := record.comparing.half_day)
    )


def _identifiers(source: Quantity, target: Quantity) -> Likeness:
    if source.kind != target.kind:
        number, name = (source, target) if target.kind == "identifier" else (target, source)
        digits = re.sub(r"\D", "", str(name.value))
        bare = 0 < len(digits) <= SHORT_NAME and is_number(number) and number.value == int(digits)
        return Likeness("equal", 0.3) if bare else NONE
    one, two = (NO_LETTERS.sub("", str(quantity.value)).lower() for quantity in (source, target))
    if one == two:
        return Likeness("equal", 0.0)
    digits_one, digits_two = (re.sub(r"\D", "", name) for name in (one, two))
    if digits_one and digits_one == digits_two:
        return Likeness("equal", 0.2)
    serial = len(digits_one) >= 7 and len(digits_two) >= 7
    if serial and abs(len(digits_one) - len(digits_two)) <= 1:
        return Likeness("number", 0.9)
    letters_one, letters_two = (re.sub(r"[\d]", "", name) for name in (one, two))
    if letters_one and letters_one == letters_two and letters_one.isascii():
        return Likeness("number", 1.0)
    return NONE


@lru_cache(maxsize=4096)
def keys(quantity: Quantity) -> frozenset[Hashable]:
    """What a quantity can be found by on the other side: equal quantities share at least one key.

    Numbers by value and, with a unit, by size in base units and by two neighbouring buckets of size where
    newspapers convert; dates by each field; times by hour and minute; names by their digits.
    """
    value = quantity.value
    if quantity.kind == "identifier":
        name = NO_LETTERS.sub("", str(value)).lower()
        digits = re.sub(r"\D", "", name)
        bare = {("number", int(digits))} if 0 < len(digits) <= SHORT_NAME else set()
        return frozenset({("name", name), ("digits", digits), *bare})
    if isinstance(value, str):
        return _moment_keys(quantity, value)
    found: set[Hashable] = {("number", value)}
    if quantity.kind == "percent":
        found |= {("number", Fraction(value) / 100), ("number", Fraction(value) / 100 + 1)}
    sized = measured(quantity)
    if sized:
        here, size = sized
        days = _days(here, size)
        if days is not None and days > 0:
            step = floor(log(float(days)) * KEY_STEPS)
            found |= {("days", step), ("days", step + 1), ("size", here.dimension, size)}
        elif here.dimension in TWO_SYSTEMS and size > 0:
            step = floor(log(float(size)) * KEY_STEPS)
            found |= {("near", here.dimension, step), ("near", here.dimension, step + 1)}
        elif here.dimension in ("celsius", "fahrenheit"):
            celsius = size if here.dimension == "celsius" else (size - 32) * 5 / 9
            found |= {("heat", floor(celsius)), ("heat", floor(celsius) + 1)}
        else:
            found.add(("size", here.dimension, size))
    return frozenset(found)


def _moment_keys(quantity: Quantity, value: str) -> frozenset[Hashable]:
    if quantity.kind == "time":
        hour = int(value[1:3])
        lengths = {("size", "time", length) for length in seconds_of(value)}
        return frozenset((("time", hour % 12, value[4:6]), ("number", hour), ("number", hour % 12), *lengths))
    if quantity.kind != "date" or quantity.unit == "weekday":
        return frozenset((("word", value),))
    year, month, day = fields(value)
    found: set[Hashable] = set()
    if year:
        found |= {("year", year), ("number", int(year))}
    if year and quantity.unit == "decade":
        found.add(("number", int(year) % 100))
    if month:
        found.add(("month", month))
        if day is None:
            found.add(("number", int(month)))
    if day:
        found |= {("day", day), ("number", int(day))}
    return frozenset(found)
