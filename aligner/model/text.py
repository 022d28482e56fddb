"""Stretches of text and sentences, the languages they are written in, the parts they play on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

LanguageCode = str
"""As in ISO 639-1: `ko`; what is true of the language is `aligner.languages.language(code)`."""
Role = Literal["headline", "deck", "byline", "dateline", "caption", "body", "aside", "notice", "furniture"]
# Roles of one unit whatever marks stand in it (`절반 넘어…"이달이 고비"`), of nouns rather than of clauses.
TITLES: frozenset[Role] = frozenset({"headline", "deck", "byline", "dateline"})


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


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, cut out of a text that stays as it is.

    Attributes:
        text: The characters of the sentence, line breaks inside it included.
        span: Where it stands: `document[span.start:span.end] == text`. A sentence that was given
            on its own (a list of sentences) counts in its own text and starts at 0.
        paragraph: Number of its paragraph in its own article, from 0.
        role: What the sentence is in its article; `body` unless a page said otherwise.
    """

    text: str
    span: Span
    paragraph: int = 0
    role: Role = "body"
