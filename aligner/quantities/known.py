"""Quantities with cached values and sizes, and the relations of two quantities.

The rules of comparison need the exact value of a quantity, and its size in base units, many times. They are
computed at their first use and kept with the quantity during the comparison of a pair of sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from aligner.model.quantity import Quantity
from aligner.numerals.units import Unit, open_units, unit

Exact = int | Fraction
Family = Literal["name", "number", "moment"]
Relation = Literal["equal", "converted", "unit", "percent_points", "magnitude", "number", "date", "none"]
Sizes = tuple[tuple[Unit, Exact], ...]
# The meanings of units in one language, where they differ from `open_units.tsv`.
Meant = Mapping[str, tuple[str, ...]]
_NOT_ASKED: Sizes = ()
DAYS_OF_MONTH = Fraction(3652425, 120000)
SECONDS_OF_DAY = 86400


@dataclass(frozen=True, slots=True)
class Likeness:
    """The relation of two quantities (`none`: nothing in common), and the cost of pairing them."""

    relation: Relation
    cost: float


NONE = Likeness("none", 99.0)


class Known:
    """A quantity with its exact value and its sizes.

    Attributes:
        quantity: The quantity as it was read.
        unit: Its unit.
        family: The family of rules that apply to it: name, number or moment.
        value: The exact value of a number; 0 for a name or a moment.
    """

    __slots__ = ("_asked", "_meant", "_sizes", "family", "quantity", "unit", "value")

    def __init__(self, quantity: Quantity, meant: Meant | None = None) -> None:
        self.quantity = quantity
        self.unit = quantity.unit
        value = quantity.value
        self.family: Family = (
            "name" if quantity.kind == "identifier" else "moment" if isinstance(value, str) else "number"
        )
        # Most values are whole numbers, which are ten times as fast as fractions.
        self.value: Exact = (
            value if isinstance(value, int) else 0 if isinstance(value, str) else Fraction(value)
        )
        self._meant = meant
        self._asked = False
        self._sizes = _NOT_ASKED

    @property
    def sizes(self) -> Sizes:
        """The units that it may have, likeliest first, each with the size in base units; empty for none."""
        if not self._asked:
            self._asked = True
            if self.unit is not None:
                self._sizes = self._reckoned()
        return self._sizes

    def _reckoned(self) -> Sizes:
        if self.family != "number" or self.quantity.kind == "ordinal":
            return ()  # the 30th year has no length
        code = "year" if self.unit == "year-old" else str(self.unit)
        codes = (self._meant or {}).get(code) or open_units().get(code) or (code,)
        return tuple(
            (known, self.value * (factor.numerator if factor.denominator == 1 else factor))
            for known in map(unit, codes)
            if known is not None
            for factor in (known.factor,)
        )

    @property
    def measured(self) -> tuple[Unit, Exact] | None:
        """The likeliest unit of measure or money, with the size in base units; None if it has no unit."""
        sizes = self.sizes
        return sizes[0] if sizes else None


# A rule returns the relation of two quantities; None if it does not apply to them.
Rule = Callable[[Known, Known], Likeness | None]


def is_number(quantity: Quantity) -> bool:
    """Whether the value is a number, not a date, time or name."""
    return not isinstance(quantity.value, str)


def fields(value: str) -> tuple[str | None, str | None, str | None]:
    """Return year, month and day of a date; None for each that the text omits."""
    parts = [*value.split("-"), "", ""][:3]
    year, month, day = (part if part and "X" not in part else None for part in parts)
    return year, month, day


def days(length_unit: Unit, size: Exact) -> Exact | None:
    """Return a duration in days; None for other dimensions."""
    if length_unit.dimension == "calendar":
        return size * DAYS_OF_MONTH
    if length_unit.dimension == "time":
        return Fraction(size, SECONDS_OF_DAY)
    return size if length_unit.dimension == "night" else None


def near(first: Exact, second: Exact, tolerance: float) -> bool:
    """Whether two sizes differ by at most the share `tolerance` of the larger one."""
    largest = max(abs(float(first)), abs(float(second)))
    return float(abs(Fraction(first) - second)) <= tolerance * largest
