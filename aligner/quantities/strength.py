"""Rate the strength of the evidence for a difference, in steps.

Each sign of an error adds a step; differences that are rare among errors and common in right pairs have the
lowest step. How often findings of each step were right is in the table of confidences of the language pair
(`examples/measure/mismatches.py --calibrate`), so only the order of the steps matters.
"""

from __future__ import annotations

from collections.abc import Callable

from aligner.model.quantity import Quantity
from aligner.numerals.units import unit

# Strength with 0, 1, 2, 3 and 4 signs.
STEPS = (0.5, 0.6, 0.7, 0.8, 0.9)
# An info: languages omit the number freely, or the pair holds it in another form.
FREE = 0.3
# Set by hand, since the development data hold no seeded errors of bounds, lost characters and exchanged
# roles.
BOUND, DAMAGE, LOST_UNIT, EXCHANGED = 0.7, 0.8, 0.6, 0.8
_FAR = 0.34  # share of the quantities of a side; a quantity farther away is in another clause
SMALL = 12  # news writes numbers up to this one in words, and omits them freely

Sign = Callable[[Quantity], bool]


def in_digits(quantity: Quantity) -> bool:
    """Whether a quantity is written in figures."""
    return any(letter.isdecimal() for letter in quantity.surface)


def has_unit(quantity: Quantity) -> bool:
    """Whether a quantity names what it measures: money, percent, a measure, a date."""
    return isinstance(quantity.value, str) or unit(quantity.unit) is not None


def is_large(quantity: Quantity) -> bool:
    """Whether a quantity is larger than the numbers that news writes in words; True for dates and times."""
    return isinstance(quantity.value, str) or not -SMALL <= quantity.value <= SMALL


def of_lone(quantity: Quantity, agreeing: int) -> float:
    """Return the strength of the evidence that a number without a counterpart is an error, 0 to 1.

    Args:
        quantity: The number.
        agreeing: How many other numbers of the pair agree, which shows that the sentences belong together.
    """
    return STEPS[in_digits(quantity) + has_unit(quantity) + is_large(quantity) + (agreeing > 0)]


def of_pair(source: Quantity, target: Quantity, distance: float, agreeing: int) -> float:
    """Return the strength of the evidence that two numbers of one role that differ are an error, 0 to 1.

    Args:
        source: The number of the source.
        target: The number of the target.
        distance: Difference of their places, each as a share of the quantities of its side, 0 to 1.
        agreeing: How many other numbers of the pair agree.
    """
    same_unit = source.unit == target.unit and source.unit is not None
    digits = in_digits(source) or in_digits(target)
    return STEPS[same_unit + digits + (distance < _FAR) + (agreeing > 0 or is_large(source))]
