"""Read feet and inches that are written with marks, in any language: 6'2" tall, 키 6'2"인 선수."""

from __future__ import annotations

from fractions import Fraction

from aligner.expressions import compiled
from aligner.model.quantity import Quantity
from aligner.model.text import Span
from aligner.numerals.exact import tidy

FEET_MARKS = frozenset("'\N{RIGHT SINGLE QUOTATION MARK}\N{PRIME}")  # after the number of feet
_FEET = compiled(
    r"(\d)['\N{RIGHT SINGLE QUOTATION MARK}\N{PRIME}] ?(1[01]|\d)"
    r"(?:[\"\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE PRIME}]|['\N{RIGHT SINGLE QUOTATION MARK}\N{PRIME}]{2}"
    r"|(?<! \d)(?<! \d\d)(?![\w'\N{RIGHT SINGLE QUOTATION MARK}]|[.,]\d))"
)


def read_feet(text: str, start: int) -> list[Quantity] | None:
    """Read the height or length that begins at `start`, in feet; None if there is none.

    Examples:
        >>> [length.surface for length in read_feet("키 6'2인 선수", 2) or ()]
        []
        >>> [(length.surface, str(length.value)) for length in read_feet("5'6'' long", 0) or ()]
        [("5'6''", '5.5')]
    """
    feet = _FEET.match(text, start)
    if feet is None:
        return None
    value = tidy(Fraction(int(feet[1])) + Fraction(int(feet[2]), 12))
    return [Quantity(value, "ft", "measure", feet[0], Span(*feet.span()))]
