"""One side of a comparison: its text, its language, and the quantities that were read from it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from aligner.languages import Language
from aligner.model.quantity import Quantity
from aligner.model.text import Span
from aligner.quantities.known import Known


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, what it is written in, and some of the quantities that were read from it.

    Attributes:
        known: What each of the quantities comes to, in their order.
    """

    text: str
    language: Language
    quantities: Sequence[Quantity]
    known: Sequence[Known] = field(repr=False)

    def inside(self, span: Span) -> list[int] | None:
        """Positions of the quantities in a span; None if one reaches over its edge by more than a sign."""
        found = self.touching(span)
        for position in found:
            own = self.quantities[position].span
            over = self.text[own.start : span.start] + self.text[span.end : own.end]
            if any(letter.isalnum() for letter in over):
                return None
        return found

    def touching(self, span: Span) -> list[int]:
        """Positions of the quantities that share a character with a span; they stand left to right."""
        found: list[int] = []
        position = bisect_right(self.quantities, span.start, key=_end)
        while position < len(self.quantities) and self.quantities[position].span.start < span.end:
            found.append(position)
            position += 1
        return found

    def follows(self, pattern: re.Pattern[str] | None, quantity: Quantity) -> bool:
        """Whether a pattern of the language matches directly behind a quantity."""
        return pattern is not None and pattern.match(self.text, quantity.span.end) is not None

    def without(self, taken: Collection[int]) -> list[int]:
        """Positions of the quantities that are not taken."""
        return [position for position in range(len(self.quantities)) if position not in taken]


def _end(quantity: Quantity) -> int:
    return quantity.span.end


def reading(text: str, language: Language, quantities: Sequence[Quantity]) -> Reading:
    """A side of a comparison."""
    meant = language.comparing.meant
    return Reading(text, language, quantities, [Known(quantity, meant) for quantity in quantities])
