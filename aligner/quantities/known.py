"""A quantity with what is reckoned from it once, and what two of them are to each other.

The rules of comparison ask the same of a quantity again and again: its value as it can be reckoned with,
its size in base units. Here that is worked out at the first question and kept with the quantity, as long
as the comparison of a pair of sentences lasts.
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
# What a unit of one language can mean there, where that differs from `open_units.tsv`.
Meant = Mapping[str, tuple[str, ...]]
_NOT_ASKED: Sizes = ()
DAYS_OF_MONTH = Fraction(3652425, 120000)
SECONDS_OF_DAY = 86400


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two quantities relate (`none`: nothing in common), and what pairing them costs."""

    relation: Relation
    cost: float


NONE = Likeness("none", 99.0)


class Known:
    """A quantity, and what it comes to.

    Attributes:
        quantity: As it was read.
        unit: Its unit.
        family: What rules hold for it: those of names, numbers or moments.
        value: A number exactly; 0 for a name or a moment.
    """

    __slots__ = ("_asked", "_meant", "_sizes", "family", "quantity", "unit", "value")

    def __init__(self, quantity: Quantity, meant: Meant | None = None) -> None:
        self.quantity = quantity
        self.unit = quantity.unit
        value = quantity.value
        self.family: Family = (
            "name" if quantity.kind == "identifier" else "moment" if isinstance(value, str) else "number"
        )
        # Whole numbers, which most are, are reckoned with ten times as fast as fractions.
        self.value: Exact = (
            value if isinstance(value, int) else 0 if isinstance(value, str) else Fraction(value)
        )
        self._meant = meant
        self._asked = False
        self._sizes = _NOT_ASKED

    @property
    def sizes(self) -> Sizes:
        """The units that may be meant, likeliest first, each with the size in base units."""
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
            (found, self.value * (factor.numerator if factor.denominator == 1 else factor))
            for found in map(unit, codes)
            if found is not None
            for factor in (found.factor,)
        )

    @property
    def measured(self) -> tuple[Unit, Exact] | None:
        """The likeliest unit of measure or money, with the size in base units."""
        sizes = self.sizes
        return sizes[0] if sizes else None


# A rule: how two quantities relate, None where it has nothing to say of them.
Rule = Callable[[Known, Known], Likeness | None]


def is_number(quantity: Quantity) -> bool:
    """Whether the value is a number and no date, time or name."""
    return not isinstance(quantity.value, str)


def fields(value: str) -> tuple[str | None, str | None, str | None]:
    """Year, month and day of a date, None where the text leaves them unsaid."""
    parts = [*value.split("-"), "", ""][:3]
    year, month, day = (part if part and "X" not in part else None for part in parts)
    return year, month, day


def days(found: Unit, size: Exact) -> Exact | None:
    """A length of time in days; None for anything else."""
    if found.dimension == "calendar":
        return size * DAYS_OF_MONTH
    if found.dimension == "time":
        return Fraction(size, SECONDS_OF_DAY)
    return size if found.dimension == "night" else None


def near(one: Exact, two: Exact, tolerance: float) -> bool:
    """Whether two sizes differ by at most that share of the larger one."""
    largest = max(abs(float(one)), abs(float(two)))
    return float(abs(Fraction(one) - two)) <= tolerance * largest
