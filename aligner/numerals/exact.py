"""Exact numbers: an integer if the value is whole, a decimal if it has an end, else a fraction."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Number = int | Decimal | Fraction


# Fractions in one character: numerator and denominator.
VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip


def tidy(value: Number) -> Number:
    """Return the simplest exact form of a number: 3/2 becomes 1.5, 4.0 becomes 4, 1/3 stays.

    Examples:
        >>> tidy(Fraction(3, 2)), tidy(Decimal("4.0")), tidy(Fraction(1, 3))
        (Decimal('1.5'), 4, Fraction(1, 3))
    """
    if isinstance(value, int):
        return value
    if value == int(value):
        return int(value)
    if isinstance(value, Decimal):
        return value
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return Decimal(value.numerator) / Decimal(value.denominator) if rest == 1 else value


def plain(value: Number) -> str:
    """Return the digits of a number without point and closing zeros, which an error of magnitude keeps.

    Examples:
        >>> plain(1_200_000), plain(Decimal("1.2"))
        ('12', '12')
    """
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return str(abs(value)).replace(".", "").strip("0")
