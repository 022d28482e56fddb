"""How strong the evidence of a difference is: what was seen, counted in steps.

Each sign that was seen adds a step; what was seen least often among slips and most often among right
pairs is the lowest step. How often findings of a step were right is counted in the table of confidences
of the pair of languages (`examples/measure/mismatches.py --calibrate`), so the steps need only be in the
right order.
"""

from __future__ import annotations

from collections.abc import Callable

from aligner.model.quantity import Quantity
from aligner.numerals.units import unit

# Strength of 0, 1, 2 ... signs; the last one holds for more.
STEPS = (0.5, 0.6, 0.7, 0.8, 0.9)
# An info: the number comes and goes with the language, or stands in the pair in another form.
FREE = 0.3
# What the pair can't tell: bounds and lost characters are not seeded in the development data, set by hand.
BOUND, DAMAGE, LOST_UNIT, EXCHANGED = 0.7, 0.8, 0.6, 0.8
_FAR = 0.34  # of the length of the row of quantities: another clause
_SMALL = 12  # news writes numbers up to here in words, and drops them freely

Sign = Callable[[Quantity], bool]


def in_digits(quantity: Quantity) -> bool:
    """Whether it is written in figures."""
    return any(letter.isdecimal() for letter in quantity.surface)


def has_unit(quantity: Quantity) -> bool:
    """Whether it says what it measures: money, percent, a measure, a date."""
    return isinstance(quantity.value, str) or unit(quantity.unit) is not None


def is_large(quantity: Quantity) -> bool:
    """Whether it is more than news writes in words."""
    return isinstance(quantity.value, str) or not -_SMALL <= quantity.value <= _SMALL


def of_lone(quantity: Quantity, agreeing: int) -> float:
    """Of a number without counterpart.

    Args:
        quantity: The number.
        agreeing: How many other numbers of the pair agree, so that the two sentences render each other.
    """
    return STEPS[in_digits(quantity) + has_unit(quantity) + is_large(quantity) + (agreeing > 0)]


def of_pair(source: Quantity, target: Quantity, distance: float, agreeing: int) -> float:
    """Of two numbers of one role that differ.

    Args:
        source, target: The numbers.
        distance: Between their places in the rows of quantities of their sides, in [0, 1].
        agreeing: How many other numbers of the pair agree.
    """
    same_unit = source.unit == target.unit and source.unit is not None
    digits = in_digits(source) or in_digits(target)
    return STEPS[same_unit + digits + (distance < _FAR) + (agreeing > 0 or is_large(source))]
