"""Rules that compare two numbers; the first that applies decides.

Numbers are compared exactly after conversion within a dimension (24 months, two years), and with a tolerance
if a unit of one system was converted to one of another (평 and m2, miles and km), since newspapers round. A
number with a counter equals this number without one. Rules that find equality come before rules that
separate quantities of unlike kinds; the last rule classifies how two numbers of one role differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import log10

from aligner.languages import Language, codes, language
from aligner.numerals.units import Unit
from aligner.quantities.known import NONE, Exact, Known, Likeness, Rule, days, near

# Largest relative error of a converted measure. Newspapers round: 100평 is 330 (330.58) square meters, 83
# miles are 134 km.
CONVERTED = 0.06
# Largest error of a converted and rounded temperature, in degrees Fahrenheit: if a scale is named, and if
# none is.
HEAT_ROUNDED, HEAT_GUESSED = 2, 1
HOT_ROUNDED = Fraction(2, 100)  # larger error of high ones, as a share: an oven of 180 degrees is one of 350
# Largest relative error of durations by the calendar: 30 days is a month, 4 weeks too; 보름 is two weeks.
CALENDAR = 0.11
_IMPERIAL = frozenset(
    ["in", "ft", "yd", "mi", "ac", "ft2", "mi2", "ft3", "oz", "lb", "dram", "floz", "pt", "gal", "mph"]
)
TWO_SYSTEMS = frozenset(("length", "area", "mass", "volume", "speed"))
# A quantity without a unit, or with one of these, may be the counterpart of a quantity in any unit.
OPEN_UNITS = frozenset((None, "item", "ordinal"))
# Dimensions in which two different sizes are a wrong number, whatever their units.
_MEASURED = TWO_SYSTEMS | {"time", "calendar", "alcohol"}
# Units of length that may be a speed. Korean omits the hour if a noun implies it: 평균 속도는 31㎞.
LOOSE_SPEEDS = frozenset(
    frozenset(pair) for pair in (("km", "km/h"), ("kilo", "km/h"), ("m", "m/s"), ("mi", "mph"))
)
# Counters, and the dimension of a unit that may be their counterpart: 15바퀴, 15 times.
LOOSE_COUNTS = frozenset(
    (
        ("item", "point"),
        ("item", "serving"),
        ("times", "turn"),
        ("times-as-many", "turn"),
        ("times", "point"),
    )
)
# Things that are counted one by one; their number is never the counterpart of a measure.
_COUNTED = frozenset(("times", "person", "place", "household", "company", "vehicle", "item"))
# Pairs of dimensions whose quantities may be equal: 5박 and five nights, 초당 5비트 and 5 bits per second.
_SAME_SAID = frozenset(frozenset(pair) for pair in (("night", "time"), ("bit", "bitrate")))
# Pairs of dimensions of one role: 30도 and 85°F, 초당 5비트 and 6 bits per second are wrong numbers.
_KINDRED = (frozenset(("celsius", "fahrenheit")), frozenset(("bit", "bitrate")))
# Units of runs or points in cricket; a century is a hundred of them.
_RUNS = frozenset((None, "item", "point", "run"))
SHARES = frozenset(("%", "%p", "point"))
PERCENT_AND_POINTS = frozenset(("%", "%p"))
PAIRED = frozenset(("ratio", "score"))
# Parts of a law or a book: Article 2 is no Paragraph 2.
_NUMBERED = frozenset(("article", "paragraph", "section", "chapter", "page"))
# Kinds that are expressed by words of their own, so that one of them is no error for another.
_OWN_KINDS = frozenset(("ordinal", "multiple", "ratio", "score"))
# A number word of FREE_WORDS assigned to a larger number, or to a measure above NO_SLIP, is a pronoun or an
# article, no error.
FREE_WORDS, NO_SLIP = (0, 1, 2), 2
# An error of magnitude is smaller than this factor.
_FARTHEST = 10**18
# Bounds that are equal for whole numbers with this difference: two or more is more than one.
_ONE_APART = (("at_least", "more_than", 1), ("at_most", "less_than", -1))
_THIRDS = {Fraction(1, 10): Fraction(1, 3), Fraction(2, 10): Fraction(2, 3)}


def parts_of_a_book(source: Known, target: Known) -> Likeness | None:
    """Different parts of a book do not agree by number. Apart: `제2조를 본다.` / `See Section 2.`"""
    if source.unit in _NUMBERED and target.unit in _NUMBERED and source.unit != target.unit:
        return NONE if source.value == target.value else None
    return None


def percent_for_points(source: Known, target: Known) -> Likeness | None:
    """Percent is no percentage point. Differ: `0.3%포인트 올랐다.` / `It rose 0.3 percent.`"""
    if {source.unit, target.unit} == PERCENT_AND_POINTS and source.value == target.value:
        return Likeness("percent_points", 0.15)
    return None


def another_unit(source: Known, target: Known) -> Likeness | None:
    """Equal numbers of other units differ in the unit. Differ: `무게는 70㎏이다.` / `It weighs 70 pounds.`"""
    return Likeness("unit", 0.8) if source.value == target.value and units_conflict(source, target) else None


def same_value(source: Known, target: Known) -> Likeness | None:
    """Equal numbers agree, with or without a counter. Alike: `군인 7명이 왔다.` / `Seven soldiers came.`"""
    if source.value != target.value:
        return None
    if source.unit == target.unit:
        return Likeness("equal", 0.0)
    night = "night" in (source.unit, target.unit) and source.unit and target.unit
    return Likeness("equal", 0.9 if night else 0.1)


def same_size(source: Known, target: Known) -> Likeness | None:
    """Equal sizes in two units are equal. Alike: `24개월 걸렸다.` / `It took two years.`"""
    for source_unit, source_size in source.sizes:
        for target_unit, target_size in target.sizes:
            if source_unit.dimension == target_unit.dimension and source_size == target_size:
                return Likeness("equal", 0.05)
    return None


def converted_size(source: Known, target: Known) -> Likeness | None:
    """A measure may be converted to another system. Alike: `70㎏이다.` / `It weighs 154 pounds.`"""
    for source_unit, source_size in source.sizes:
        for target_unit, target_size in target.sizes:
            if of_two_systems(source_unit, target_unit) and near(source_size, target_size, CONVERTED):
                return Likeness("converted", 0.3)
    return None


def of_two_systems(one: Unit, other: Unit) -> bool:
    """Whether two units of one dimension are of two systems (m and ft), so that conversions are rounded."""
    if one.dimension != other.dimension or one.dimension not in TWO_SYSTEMS:
        return False
    return _system(one) != _system(other)


def _system(measure: Unit) -> str:
    """Return the system of a unit: `imperial`, `metric` for powers of ten of a base unit, else its code."""
    if measure.code in _IMPERIAL:
        return "imperial"
    top, bottom = str(measure.factor.numerator), str(measure.factor.denominator)
    return "metric" if top.rstrip("0") == bottom.rstrip("0") == "1" else measure.code


def calendar_length(source: Known, target: Known) -> Likeness | None:
    """Months, weeks and days are equal by the calendar. Alike: `30일간 쉰다.` / `We rest for a month.`"""
    first, second = source.measured, target.measured
    if first is None or second is None:
        return None
    (source_unit, source_size), (target_unit, target_size) = first, second
    source_days, target_days = days(source_unit, source_size), days(target_unit, target_size)
    if source_days is None or target_days is None or source_unit.code == target_unit.code:
        return None
    if source_unit.dimension != target_unit.dimension:
        return Likeness("equal", 0.3) if near(source_days, target_days, CALENDAR) else None
    if source_unit.dimension == "calendar" or {source_unit.code, target_unit.code} == {"day", "week"}:
        return Likeness("equal", 0.4) if near(source_size, target_size, CALENDAR / 1.5) else None
    return None


def spoken_speed(source: Known, target: Known) -> Likeness | None:
    """A length may be a speed if the hour is implied. Alike: `평균 80㎞다.` / `The average is 50 mph.`"""
    first, second = source.measured, target.measured
    if first is None or second is None or {first[0].dimension, second[0].dimension} != {"length", "speed"}:
        return None
    length, speed = (first[1], second[1]) if first[0].dimension == "length" else (second[1], first[1])
    return Likeness("converted", 0.35) if near(length, speed, CONVERTED) else None


def rate_of_bits(source: Known, target: Known) -> Likeness | None:
    """Bits may be bits per second. Alike: `초당 100메가비트다.` / `It is 0.1 gigabits per second.`"""
    first, second = source.measured, target.measured
    if first is None or second is None or {first[0].dimension, second[0].dimension} != {"bit", "bitrate"}:
        return None
    return Likeness("equal", 0.1) if first[1] == second[1] else None


def heat(source: Known, target: Known) -> Likeness | None:
    """Celsius may be converted to Fahrenheit. Alike: `기온은 30도다.` / `It is 86°F.`"""
    guessed = len(source.sizes) > 1 and len(target.sizes) > 1
    if source.value == -target.value != 0:
        return None  # one is below zero and the other above
    for source_unit, source_size in source.sizes:
        for target_unit, target_size in target.sizes:
            if {source_unit.dimension, target_unit.dimension} == {"celsius", "fahrenheit"}:
                celsius, fahrenheit = (
                    (source_size, target_size)
                    if source_unit.dimension == "celsius"
                    else (target_size, source_size)
                )
                off = abs(Fraction(celsius) * 9 / 5 + 32 - fahrenheit)
                hot = off <= HOT_ROUNDED * fahrenheit
                if off <= HEAT_GUESSED or (not guessed and (hot or off <= HEAT_ROUNDED)):
                    return Likeness("converted", 0.3)
    return None


def rough_dozens(source: Known, target: Known) -> Likeness | None:
    """Rough tens may be dozens. Alike: `30여 명이 왔다.` / `Three dozen people came.`"""
    for rough, dozens in ((source, target), (target, source)):
        tens = rough.quantity.bound == "about" and rough.value > 0 and rough.value % 10 == 0
        alike = tens and rough.value * 12 == dozens.value * 10
        if alike and _says_dozen(dozens.quantity.surface.lower()):
            return Likeness("equal", 0.4)
    return None


def _says_dozen(surface: str) -> bool:
    return any(word in surface for record in records() for word in record.comparing.dozens)


def records() -> Iterator[Language]:
    """Yield the records of all languages, since a quantity does not know the language that it was read in."""
    return map(language, codes())


def share_in_percent(source: Known, target: Known) -> Likeness | None:
    """A share or a multiple may be in percent. Alike: `절반이 찬성했다.` / `50 percent agreed.`"""
    if (source.quantity.kind == "percent") == (target.quantity.kind == "percent"):
        return None
    percent, other = (source, target) if source.quantity.kind == "percent" else (target, source)
    kind, share = other.quantity.kind, other.value
    if kind not in ("fraction", "multiple") and other.unit is not None:
        return None
    roughly = share.denominator == 3 and -4 <= percent.value - share * 100 <= 4  # 30 to 37 percent
    grown = kind == "multiple" and percent.value == (share - 1) * 100
    return Likeness("equal", 0.3) if roughly or grown or percent.value == share * 100 else None


def thirds_of_an_inning(source: Known, target: Known) -> Likeness | None:
    """The decimal of innings counts thirds. Alike: `5.2이닝을 던졌다.` / `He pitched 5 2/3 innings.`"""
    for written, spoken in ((source, target), (target, source)):
        if "inning" in (written.unit, spoken.unit) and {written.unit, spoken.unit} <= {"inning", None}:
            whole = written.value // 1
            thirds = _THIRDS.get(Fraction(written.value) - whole)
            if thirds is not None and spoken.value == whole + thirds:
                return Likeness("equal", 0.2)
    return None


def runs_by_the_century(source: Known, target: Known) -> Likeness | None:
    """A century of cricket is a hundred runs. Alike: `그는 200점을 냈다.` / `He made two centuries.`"""
    for runs, century in ((source, target), (target, source)):
        if century.unit == "century" and runs.unit in _RUNS and runs.value == century.value * 100:
            return Likeness("equal", 0.4)
    return None


def bounds_one_apart(source: Known, target: Known) -> Likeness | None:
    """Two or more is more than one. Alike: `세 개 이상 고른다.` / `Choose more than two.`"""
    if not (_is_whole_count(source) and _is_whole_count(target)):
        return None
    for inclusive, exclusive, step in _ONE_APART:
        for left, right in ((source, target), (target, source)):
            if (left.quantity.bound, right.quantity.bound) == (inclusive, exclusive):
                return Likeness("equal", 0.3) if left.value - right.value == step else None
    return None


def _is_whole_count(known: Known) -> bool:
    """Whether a quantity counts things or years of age, so that there is no value between one and two."""
    return known.value.denominator == 1 and (not known.sizes or known.quantity.kind == "age")


def unlike_units(source: Known, target: Known) -> Likeness | None:
    """Units of unrelated dimensions are not compared. Apart: `3㎏이다.` / `There are 40 people.`"""
    if source.unit == target.unit is not None:
        return None  # the twelfth year and twenty years differ in the number
    if units_conflict(source, target) and not _of_one_measure(source, target):
        return NONE
    if bool(source.sizes) != bool(target.sizes):
        return None if source.unit in OPEN_UNITS or target.unit in OPEN_UNITS else NONE
    if source.sizes:
        left, right = ({unit.dimension for unit, _ in side.sizes} for side in (source, target))
        if not (left & right or any(left & known and right & known for known in _KINDRED)):
            return NONE
    return None


def unlike_roles(source: Known, target: Known) -> Likeness | None:
    """A round of a cup or an age equals nothing else. Apart: `16강에 올랐다.` / `There are 8.`"""
    source_unit, target_unit = source.unit, target.unit
    if source_unit != target_unit and "round-of" in (source_unit, target_unit):
        return NONE
    one_age = (source.quantity.kind == "age") != (target.quantity.kind == "age")
    if (
        one_age
        and source_unit != target_unit
        and source_unit is not None
        and target_unit is not None
        and not {source_unit, target_unit} & {"year", "month"}
    ):
        return NONE
    return None


def unlike_kinds(source: Known, target: Known) -> Likeness | None:
    """A place in an order, a ratio or a score is not compared with a number.

    Apart: `세 곳이 남았다.` / `The first is left.`
    """
    kinds = {source.quantity.kind, target.quantity.kind}
    if len(kinds) == 1 or (source.unit == target.unit is not None):
        return None
    special = kinds & _OWN_KINDS
    if special & PAIRED and not kinds <= PAIRED:
        return NONE
    if "ordinal" in special and (_is_word(source) or _is_word(target)):
        return NONE
    return None


def article_or_pronoun(source: Known, target: Known) -> Likeness | None:
    """A word such as one may be an article or a pronoun. Apart: `득표율은 59%다.` / `One candidate leads.`"""
    for small, large in ((source, target), (target, source)):
        is_word = small.value in FREE_WORDS and small.unit in (None, "item") and _is_word(small)
        is_much = large.value >= 10 or bool(large.sizes and not -NO_SLIP <= large.value <= NO_SLIP)
        if is_word and is_much:
            return NONE
    return None


def _is_word(known: Known) -> bool:
    """Whether a number is written without digits."""
    return not any(letter.isdecimal() for letter in known.quantity.surface)


def another_number(source: Known, target: Known) -> Likeness | None:
    """Other numbers differ, by a power of ten or not. Differ: `직원은 240명이다.` / `It has 420 workers.`"""
    same_unit = source.unit == target.unit and source.unit is not None
    kinds = {source.quantity.kind, target.quantity.kind}
    other_kind = len(kinds) > 1 and kinds & _OWN_KINDS
    distance = 0.0 if same_unit else 0.3 if other_kind else 0.15
    left, right = source.value, target.value
    if not left or not right or (left < 0) != (right < 0):
        return Likeness("number", 1.5 + distance)
    small: Exact = left if left > 0 else -left
    large: Exact = right if right > 0 else -right
    if small > large:
        small, large = large, small
    if large >= small * _FARTHEST:
        return Likeness("number", 1.5 + distance)
    digits = log10(large / small)
    if digits > 0.5 and large == small * 10 ** round(digits):
        return Likeness("magnitude", 0.9 + distance)
    return Likeness("number", 1.1 + distance + 0.4 * min(1.0, digits))


def units_conflict(source: Known, target: Known) -> bool:
    """Whether both quantities have a unit, and the two units can't measure or count one thing."""
    if source.unit is None or target.unit is None or source.unit == target.unit:
        return False
    if source.sizes and target.sizes:
        first, second = source.sizes[0][0], target.sizes[0][0]
        return not (
            {one.code for one, _ in source.sizes} & {other.code for other, _ in target.sizes}
            or {source.unit, target.unit} <= SHARES
            or frozenset((source.unit, target.unit)) in LOOSE_SPEEDS
            or frozenset((first.dimension, second.dimension)) in _SAME_SAID
        )
    if source.sizes or target.sizes:
        measure, other = (source, target) if source.sizes else (target, source)
        return _is_counted(other) and (other.unit, _unit(measure).dimension) not in LOOSE_COUNTS
    return False


def _of_one_measure(source: Known, target: Known) -> bool:
    """Whether both have one measured dimension: 16 kilometers and 30 miles differ in the number."""
    return any(
        left.dimension == right.dimension and left.dimension in _MEASURED
        for left, _ in source.sizes
        for right, _ in target.sizes
    )


def _unit(known: Known) -> Unit:
    return known.sizes[0][0]


def _is_counted(known: Known) -> bool:
    return known.quantity.kind == "multiple" or known.unit in _COUNTED


NUMBERS: tuple[Rule, ...] = (
    parts_of_a_book,
    percent_for_points,
    another_unit,
    same_value,
    same_size,
    converted_size,
    calendar_length,
    spoken_speed,
    rate_of_bits,
    heat,
    rough_dozens,
    share_in_percent,
    thirds_of_an_inning,
    runs_by_the_century,
    bounds_one_apart,
    unlike_units,
    unlike_roles,
    unlike_kinds,
    article_or_pronoun,
    another_number,
)
