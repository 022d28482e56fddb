"""How two numbers relate: ordered rules, the first that has something to say wins.

Numbers are compared exactly after conversion within a dimension (24 months, two years), with a tolerance
where a unit of one system was turned into one of another (평 and m2, miles and km) as newspapers round. A
number with a counter equals the same number without. Rules that find equality come before those that tell
quantities of unlike kinds apart, and the last one tells how two numbers of one role differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import log10

from aligner.languages import Language, codes, language
from aligner.numerals.units import Unit
from aligner.quantities.known import NONE, Exact, Known, Likeness, Rule, days, near

# Newspapers round what they convert: 100평 is 330 (330.58) square meters, 83 miles 134 km.
CONVERTED = 0.06
# Degrees that a temperature may be off by when it was converted and rounded, with a sign of its scale
# and without.
HEAT_ROUNDED, HEAT_GUESSED = 2, 1
HOT_ROUNDED = Fraction(2, 100)  # share of Fahrenheit: an oven of 180 degrees is one of 350
# Lengths of months and years differ by the calendar: 30 days is a month, 4 weeks too; 보름 is two weeks.
CALENDAR = 0.11
_IMPERIAL = frozenset(
    ["in", "ft", "yd", "mi", "ac", "ft2", "mi2", "ft3", "oz", "lb", "dram", "floz", "pt", "gal", "mph"]
)
TWO_SYSTEMS = frozenset(("length", "area", "mass", "volume", "speed"))
# A quantity without a unit, or with one that says little, may be the other side of anything.
OPEN_UNITS = frozenset((None, "item", "ordinal"))
# Dimensions in which two sizes that differ are a wrong number, whatever their units.
_MEASURED = TWO_SYSTEMS | {"time", "calendar", "alcohol"}
# 평균 속도는 31㎞: Korean leaves the hour to the noun.
LOOSE_SPEEDS = frozenset(frozenset(pair) for pair in (("km", "km/h"), ("m", "m/s"), ("mi", "mph")))
# What a counter of no dimension may be called on the other side: 15바퀴, 15 times.
LOOSE_COUNTS = frozenset((("item", "point"), ("item", "serving"), ("times", "turn"), ("times", "point")))
# Things that are counted one by one; they are never the other side of a measure.
_COUNTED = frozenset(("times", "person", "place", "household", "company", "vehicle", "item"))
# Dimensions that say the same though they are not one: 5박 and five nights, 초당 5비트 and 5 bits per second.
_SAME_SAID = frozenset(frozenset(pair) for pair in (("night", "time"), ("bit", "bitrate")))
# Dimensions of one role: 30도 and 85°F, 초당 5비트 and 6 bits per second differ in the number.
_KINDRED = (frozenset(("celsius", "fahrenheit")), frozenset(("bit", "bitrate")))
# What is counted in runs or points, of which a century is a hundred.
_RUNS = frozenset((None, "item", "point", "run"))
SHARES = frozenset(("%", "%p", "point"))
PERCENT_AND_POINTS = frozenset(("%", "%p"))
PAIRED = frozenset(("ratio", "score"))
# Parts of a law or a book: Article 2 is no Paragraph 2.
_NUMBERED = frozenset(("article", "paragraph", "section", "chapter", "page"))
# Kinds that are told of by words of their own, so that one of them is no slip for another.
_OWN_KINDS = frozenset(("ordinal", "multiple", "ratio", "score"))
# A number word up to two says one, a pair: beside a number above this it is a pronoun or an article, no
# slip.
FREE_WORDS, NO_SLIP = (0, 1, 2), 2
# No slip of magnitude is larger.
_FARTHEST = 10**18
# What the bounds of whole numbers one apart say alike: two or more is more than one.
_ONE_APART = (("at_least", "more_than", 1), ("at_most", "less_than", -1))
_THIRDS = {Fraction(1, 10): Fraction(1, 3), Fraction(2, 10): Fraction(2, 3)}


def parts_of_a_book(source: Known, target: Known) -> Likeness | None:
    """Article 2 is no Paragraph 2. Apart: `제2조를 본다.` / `See Section 2.`"""
    if source.unit in _NUMBERED and target.unit in _NUMBERED and source.unit != target.unit:
        return NONE if source.value == target.value else None
    return None


def percent_for_points(source: Known, target: Known) -> Likeness | None:
    """Percent beside percentage points. Differ: `0.3%포인트 올랐다.` / `It rose 0.3 percent.`"""
    if {source.unit, target.unit} == PERCENT_AND_POINTS and source.value == target.value:
        return Likeness("percent_points", 0.15)
    return None


def another_unit(source: Known, target: Known) -> Likeness | None:
    """The number of another unit. Differ: `무게는 70㎏이다.` / `It weighs 70 pounds.`"""
    return Likeness("unit", 0.8) if source.value == target.value and units_conflict(source, target) else None


def same_value(source: Known, target: Known) -> Likeness | None:
    """The number, its counter said or not. Alike: `군인 7명이 왔다.` / `Seven soldiers came.`"""
    if source.value != target.value:
        return None
    if source.unit == target.unit:
        return Likeness("equal", 0.0)
    night = "night" in (source.unit, target.unit) and source.unit and target.unit
    return Likeness("equal", 0.9 if night else 0.1)


def same_size(source: Known, target: Known) -> Likeness | None:
    """One size in two units of a dimension. Alike: `24개월 걸렸다.` / `It took two years.`"""
    for one, size in source.sizes:
        for other, measure in target.sizes:
            if one.dimension == other.dimension and size == measure:
                return Likeness("equal", 0.05)
    return None


def converted_size(source: Known, target: Known) -> Likeness | None:
    """A measure in the units of another system. Alike: `70㎏이다.` / `It weighs 154 pounds.`"""
    for one, size in source.sizes:
        for other, measure in target.sizes:
            if of_two_systems(one, other) and near(size, measure, CONVERTED):
                return Likeness("converted", 0.3)
    return None


def of_two_systems(one: Unit, other: Unit) -> bool:
    """Whether units of one dimension are of two systems, so that what is converted is rounded: m and ft."""
    if one.dimension != other.dimension or one.dimension not in TWO_SYSTEMS:
        return False
    return _system(one) != _system(other)


def _system(found: Unit) -> str:
    """`metric` for powers of ten of a base unit; a unit of no system is one of its own."""
    if found.code in _IMPERIAL:
        return "imperial"
    top, bottom = str(found.factor.numerator), str(found.factor.denominator)
    return "metric" if top.rstrip("0") == bottom.rstrip("0") == "1" else found.code


def calendar_length(source: Known, target: Known) -> Likeness | None:
    """Months, weeks and days that differ by the calendar. Alike: `30일간 쉰다.` / `We rest for a month.`"""
    first, second = source.measured, target.measured
    if first is None or second is None:
        return None
    (one, size), (other, measure) = first, second
    in_days, others = days(one, size), days(other, measure)
    if in_days is None or others is None or one.code == other.code:
        return None
    if one.dimension != other.dimension:
        return Likeness("equal", 0.3) if near(in_days, others, CALENDAR) else None
    if one.dimension == "calendar" or {one.code, other.code} == {"day", "week"}:
        return Likeness("equal", 0.4) if near(size, measure, CALENDAR / 1.5) else None
    return None


def spoken_speed(source: Known, target: Known) -> Likeness | None:
    """A length for a speed, whose hour stands apart. Alike: `평균 80㎞다.` / `The average is 50 mph.`"""
    first, second = source.measured, target.measured
    if first is None or second is None or {first[0].dimension, second[0].dimension} != {"length", "speed"}:
        return None
    length, speed = (first[1], second[1]) if first[0].dimension == "length" else (second[1], first[1])
    return Likeness("converted", 0.35) if near(length, speed, CONVERTED) else None


def rate_of_bits(source: Known, target: Known) -> Likeness | None:
    """Bits whose second stands apart. Alike: `초당 100메가비트다.` / `It is 0.1 gigabits per second.`"""
    first, second = source.measured, target.measured
    if first is None or second is None or {first[0].dimension, second[0].dimension} != {"bit", "bitrate"}:
        return None
    return Likeness("equal", 0.1) if first[1] == second[1] else None


def heat(source: Known, target: Known) -> Likeness | None:
    """Celsius and Fahrenheit. Alike: `기온은 30도다.` / `It is 86°F.`"""
    guessed = len(source.sizes) > 1 and len(target.sizes) > 1
    if source.value == -target.value != 0:
        return None  # below zero and above
    for one, size in source.sizes:
        for other, measure in target.sizes:
            if {one.dimension, other.dimension} == {"celsius", "fahrenheit"}:
                celsius, fahrenheit = (size, measure) if one.dimension == "celsius" else (measure, size)
                off = abs(Fraction(celsius) * 9 / 5 + 32 - fahrenheit)
                hot = off <= HOT_ROUNDED * fahrenheit
                if off <= HEAT_GUESSED or (not guessed and (hot or off <= HEAT_ROUNDED)):
                    return Likeness("converted", 0.3)
    return None


def rough_dozens(source: Known, target: Known) -> Likeness | None:
    """Rough tens and dozens. Alike: `30여 명이 왔다.` / `Three dozen people came.`"""
    for rough, dozens in ((source, target), (target, source)):
        tens = rough.quantity.bound == "about" and rough.value > 0 and rough.value % 10 == 0
        alike = tens and rough.value * 12 == dozens.value * 10
        if alike and _says_dozen(dozens.quantity.surface.lower()):
            return Likeness("equal", 0.4)
    return None


def _says_dozen(surface: str) -> bool:
    return any(word in surface for record in records() for word in record.comparing.dozens)


def records() -> Iterator[Language]:
    """All languages: a quantity does not say which of them it was read in."""
    return map(language, codes())


def share_in_percent(source: Known, target: Known) -> Likeness | None:
    """A share or a multiple in percent. Alike: `절반이 찬성했다.` / `50 percent agreed.`"""
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
    """Outs of an inning behind the point. Alike: `5.2이닝을 던졌다.` / `He pitched 5 2/3 innings.`"""
    for written, spoken in ((source, target), (target, source)):
        if "inning" in (written.unit, spoken.unit) and {written.unit, spoken.unit} <= {"inning", None}:
            whole = written.value // 1
            thirds = _THIRDS.get(Fraction(written.value) - whole)
            if thirds is not None and spoken.value == whole + thirds:
                return Likeness("equal", 0.2)
    return None


def runs_by_the_century(source: Known, target: Known) -> Likeness | None:
    """Runs of cricket. Alike: `그는 200점을 냈다.` / `He made two centuries.`"""
    for runs, century in ((source, target), (target, source)):
        if century.unit == "century" and runs.unit in _RUNS and runs.value == century.value * 100:
            return Likeness("equal", 0.4)
    return None


def bounds_one_apart(source: Known, target: Known) -> Likeness | None:
    """Two or more, more than one. Alike: `세 개 이상 고른다.` / `Choose more than two.`"""
    if not (_is_whole_count(source) and _is_whole_count(target)):
        return None
    for inclusive, exclusive, step in _ONE_APART:
        for one, other in ((source, target), (target, source)):
            if (one.quantity.bound, other.quantity.bound) == (inclusive, exclusive):
                return Likeness("equal", 0.3) if one.value - other.value == step else None
    return None


def _is_whole_count(known: Known) -> bool:
    """Whether it counts things, or years of age: there is nothing between one and two."""
    return known.value.denominator == 1 and (not known.sizes or known.quantity.kind == "age")


def unlike_units(source: Known, target: Known) -> Likeness | None:
    """Units that have nothing to do with each other. Apart: `3㎏이다.` / `There are 40 people.`"""
    if source.unit == target.unit is not None:
        return None  # the twelfth year and twenty years differ in the number
    if units_conflict(source, target) and not _of_one_measure(source, target):
        return NONE
    if bool(source.sizes) != bool(target.sizes):
        return None if source.unit in OPEN_UNITS or target.unit in OPEN_UNITS else NONE
    if source.sizes:
        here, there = ({unit.dimension for unit, _ in side.sizes} for side in (source, target))
        if not (here & there or any(here & known and there & known for known in _KINDRED)):
            return NONE
    return None


def unlike_roles(source: Known, target: Known) -> Likeness | None:
    """A round of a cup, or an age, and something else. Apart: `16강에 올랐다.` / `There are 8.`"""
    one, other = source.unit, target.unit
    if one != other and "round-of" in (one, other):
        return NONE
    one_age = (source.quantity.kind == "age") != (target.quantity.kind == "age")
    if (
        one_age
        and one != other
        and one is not None
        and other is not None
        and not {one, other} & {"year", "month"}
    ):
        return NONE
    return None


def unlike_kinds(source: Known, target: Known) -> Likeness | None:
    """A place in an order, a multiple or a score, and a number.

    Apart: `세 곳이 남았다.` / `The first is left.`
    """
    one, other = source.quantity.kind, target.quantity.kind
    if one == other or (source.unit == target.unit is not None):
        return None
    special = {one, other} & _OWN_KINDS
    if special & PAIRED and not {one, other} <= PAIRED:
        return NONE
    if "ordinal" in special and (_is_word(source) or _is_word(target)):
        return NONE
    return None


def article_or_pronoun(source: Known, target: Known) -> Likeness | None:
    """One as an article. Apart: `득표율은 59%다.` / `One candidate leads.`"""
    for small, large in ((source, target), (target, source)):
        is_word = small.value in FREE_WORDS and small.unit in (None, "item") and _is_word(small)
        is_much = large.value >= 10 or bool(large.sizes and not -NO_SLIP <= large.value <= NO_SLIP)
        if is_word and is_much:
            return NONE
    return None


def _is_word(known: Known) -> bool:
    """Whether a number is written without a digit."""
    return not any(letter.isdecimal() for letter in known.quantity.surface)


def another_number(source: Known, target: Known) -> Likeness | None:
    """A slip of magnitude, or a wrong number. Differ: `직원은 240명이다.` / `It has 420 workers.`"""
    same_unit = source.unit == target.unit and source.unit is not None
    kinds = {source.quantity.kind, target.quantity.kind}
    other_kind = len(kinds) > 1 and kinds & _OWN_KINDS
    distance = 0.0 if same_unit else 0.3 if other_kind else 0.15
    one, two = source.value, target.value
    if not one or not two or (one < 0) != (two < 0):
        return Likeness("number", 1.5 + distance)
    small: Exact = one if one > 0 else -one
    large: Exact = two if two > 0 else -two
    if small > large:
        small, large = large, small
    if large >= small * _FARTHEST:
        return Likeness("number", 1.5 + distance)
    digits = log10(large / small)
    if digits > 0.5 and large == small * 10 ** round(digits):
        return Likeness("magnitude", 0.9 + distance)
    return Likeness("number", 1.1 + distance + 0.4 * min(1.0, digits))


def units_conflict(source: Known, target: Known) -> bool:
    """Whether both sides say a unit and the two can't be the same thing."""
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
    """Whether both say a length, or both a weight: 16 kilometers and 30 miles differ."""
    return any(
        one.dimension == other.dimension and one.dimension in _MEASURED
        for one, _ in source.sizes
        for other, _ in target.sizes
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
