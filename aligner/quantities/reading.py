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
    """A text with its language and its quantities, or a stretch of these.

    Attributes:
        text: The sentence.
        language: The language of the sentence.
        quantities: Quantities of the sentence, from left to right.
        known: The quantities with their exact values and sizes, in the same order.
    """

    text: str
    language: Language
    quantities: Sequence[Quantity]
    known: Sequence[Known] = field(repr=False)

    def inside(self, span: Span) -> list[int] | None:
        """Return the positions of the quantities in a span; None if a letter or digit of one is outside."""
        positions = self.touching(span)
        for position in positions:
            own = self.quantities[position].span
            over = self.text[own.start : span.start] + self.text[span.end : own.end]
            if any(letter.isalnum() for letter in over):
                return None
        return positions

    def touching(self, span: Span) -> list[int]:
        """Return the positions of the quantities that share a character with a span, in order."""
        positions: list[int] = []
        position = bisect_right(self.quantities, span.start, key=_end)
        while position < len(self.quantities) and self.quantities[position].span.start < span.end:
            positions.append(position)
            position += 1
        return positions

    def follows(self, pattern: re.Pattern[str] | None, quantity: Quantity) -> bool:
        """Whether a pattern matches directly after a quantity; False without a pattern."""
        return pattern is not None and pattern.match(self.text, quantity.span.end) is not None

    def has(self, pattern: re.Pattern[str] | None) -> bool:
        """Whether a pattern matches anywhere in the text; False without a pattern."""
        return pattern is not None and pattern.search(self.text) is not None

    def without(self, taken: Collection[int]) -> list[int]:
        """Return the positions of the quantities that are not in `taken`, in order."""
        return [position for position in range(len(self.quantities)) if position not in taken]


def _end(quantity: Quantity) -> int:
    return quantity.span.end


def reading(text: str, language: Language, quantities: Sequence[Quantity]) -> Reading:
    """Make one side of a comparison."""
    meant = language.comparing.meant
    return Reading(text, language, quantities, [Known(quantity, meant) for quantity in quantities])
