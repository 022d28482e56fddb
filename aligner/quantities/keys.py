"""Keys by which a quantity finds equal ones on the other side, without comparing it with every quantity."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from fractions import Fraction
from math import floor, log

from aligner.model.quantity import Quantity
from aligner.numerals.moments import seconds_of
from aligner.numerals.units import Unit
from aligner.quantities.identifiers import SHORT_NAME, digits_of, skeleton
from aligner.quantities.known import Exact, Known, days, fields
from aligner.quantities.numbers import TWO_SYSTEMS

# Name and step of the edge of a bound: "two or more" and "more than one" have one edge.
_EDGES = {
    "at_least": ("over", -1),
    "more_than": ("over", 0),
    "at_most": ("under", 1),
    "less_than": ("under", 0),
}
KEY_STEPS = 12  # buckets in a factor of e, for quantities that may have been converted


def keys(quantity: Quantity) -> frozenset[Hashable]:
    """Return the keys of a quantity; equal quantities share at least one key.

    A number has its value as a key and, with a unit, also its size in base units, or two neighbouring buckets
    of size if newspapers convert the unit. A date has each field; a time has hour and minute; a name has its
    digits.
    """
    if quantity.kind == "identifier":
        digits = digits_of(quantity)
        bare = {("number", int(digits))} if 0 < len(digits) <= SHORT_NAME else set()
        return frozenset({("name", skeleton(quantity)), ("digits", digits), *bare})
    if isinstance(quantity.value, str):
        return _moment_keys(quantity, quantity.value)
    return frozenset(_number_keys(Known(quantity)))


def _number_keys(known: Known) -> Iterator[Hashable]:
    yield "number", known.quantity.value
    if known.quantity.kind == "percent":
        yield "number", Fraction(known.value) / 100
        yield "number", Fraction(known.value) / 100 + 1
    if known.unit == "inning" and known.value.denominator != 1:
        yield "innings", known.value // 1
    if known.unit == "century":
        yield "number", known.value * 100
    if known.unit == "century" and known.value.denominator == 1:
        yield "year", f"{100 * (int(known.value) - 1):04d}"
    bound = known.quantity.bound
    if bound is not None and bound in _EDGES and (not known.sizes or known.quantity.kind == "age"):
        side, step = _EDGES[bound]
        yield side, known.value + step
    for unit, size in known.sizes:
        yield from _size_keys(unit, size)


def _size_keys(unit: Unit, size: Exact) -> Iterator[Hashable]:
    in_days = days(unit, size)
    if in_days is not None and in_days > 0:
        step = floor(log(float(in_days)) * KEY_STEPS)
        yield "days", step
        yield "days", step + 1
        yield "size", unit.dimension, size
        if unit.code in ("week", "month"):
            yield "day", f"{floor(in_days):02d}"
            yield "day", f"{floor(in_days) + 1:02d}"
    elif unit.dimension in TWO_SYSTEMS and size > 0:
        step = floor(log(float(size)) * KEY_STEPS)
        yield "near", unit.dimension, step
        yield "near", unit.dimension, step + 1
    elif unit.dimension in ("celsius", "fahrenheit"):
        celsius = size if unit.dimension == "celsius" else Fraction((size - 32) * 5, 9)
        yield "heat", floor(celsius)
        yield "heat", floor(celsius) + 1
    else:
        yield "size", unit.dimension, size


def _moment_keys(quantity: Quantity, value: str) -> frozenset[Hashable]:
    if quantity.kind == "time":
        hour = int(value[1:3])
        lengths = {("size", "time", length) for length in seconds_of(value)}
        return frozenset((("time", hour % 12, value[4:6]), ("number", hour), ("number", hour % 12), *lengths))
    if quantity.kind != "date" or quantity.unit == "weekday":
        return frozenset((("word", value),))
    year, month, day = fields(value)
    result: set[Hashable] = set()
    if year:
        result |= {("year", year), ("number", int(year))}
    if year and quantity.unit == "decade":
        result.add(("number", int(year) % 100))
    if month:
        result.add(("month", month))
        if day is None:
            result.add(("number", int(month)))
    if day:
        result |= {("day", day), ("number", int(day))}
    return frozenset(result)
