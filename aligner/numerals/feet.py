"""Feet and inches by their signs: 6'2" in texts of any language."""

from __future__ import annotations

from fractions import Fraction

from aligner.numerals.exact import Number, tidy

FEET_SIGN = "'\N{RIGHT SINGLE QUOTATION MARK}\N{PRIME}"
INCH_SIGN = '"\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE PRIME}'
# The inches of 6'2", where their sign stands: one character, or that of feet twice.
SIGNED = rf"(\d)[{FEET_SIGN}] ?(1[01]|\d)(?:[{INCH_SIGN}]|[{FEET_SIGN}]{{2}})"


def in_feet(feet: str, inches: str) -> Number:
    """Feet and inches, both as digits, in feet.

    Examples:
        >>> in_feet("6", "2")
        Fraction(37, 6)
    """
    return tidy(Fraction(int(feet)) + Fraction(int(inches), 12))
