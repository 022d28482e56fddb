"""A stretch of text, the languages it can be written in and the parts it can play on a page."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["ko", "en"]
Role = Literal["headline", "deck", "byline", "dateline", "caption", "body", "notice", "furniture"]


class Span(NamedTuple):
    """Half-open stretch `[start, end)`, counted in code points of the text it was found in."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]

    def shifted(self, offset: int) -> Span:
        """The same stretch in a text that holds this one from `offset` on."""
        return Span(self.start + offset, self.end + offset)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end
