"""Stretches of text and sentences, the languages they are written in, the parts they play on a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

LanguageCode = str
"""As in ISO 639-1: `ko`; what is true of the language is `aligner.languages.language(code)`."""
Role = Literal["headline", "deck", "byline", "dateline", "caption", "body", "aside", "notice", "furniture"]
# Roles of one unit whatever marks stand in it (`절반 넘어…"이달이 고비"`), of nouns rather than of clauses.
TITLES: frozenset[Role] = frozenset({"headline", "deck", "byline", "dateline"})


def is_blank(text: str) -> bool:
    """Whether a text has no character that can be seen.

    Examples:
        >>> is_blank(""), is_blank("\\N{NO-BREAK SPACE}\\N{ZERO WIDTH SPACE}"), is_blank("-")
        (True, True, False)
    """
    return not any(letter.isprintable() and letter != " " for letter in text)


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

    def of_paragraph(self, number: int) -> Sentence:
        """The same sentence as one of another paragraph."""
        return Sentence(self.text, self.span, number, self.role)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is read, and where its characters stand in the text as given.

    Attributes:
        text: What readers see.
        given: What it was made of.
        starts, ends: Of each character of `text` the stretch of `given` that it stands for.
    """

    text: str
    given: str
    starts: Sequence[int]
    ends: Sequence[int]

    def back(self, span: Span) -> Span:
        """A span of `text` in the text as given; an empty one stays empty."""
        if span.start < span.end:
            return Span(self.starts[span.start], self.ends[span.end - 1])
        start = self.starts[span.start] if span.start < len(self.starts) else len(self.given)
        return Span(start, start)

    def forth(self, span: Span) -> Span:
        """A span of `given` in `text`; empty where nothing of it is left."""
        start = bisect_right(self.ends, span.start)
        return Span(start, max(start, bisect_left(self.starts, span.end)))


@dataclass(frozen=True, slots=True)
class ReadSentence(Sentence):
    """A sentence whose `text` is folded; `span` is that of the sentence as given."""

    folded: Folded | None = None

    def of_paragraph(self, number: int) -> ReadSentence:
        """The same sentence as one of another paragraph."""
        return ReadSentence(self.text, self.span, number, self.role, self.folded)

    @property
    def as_given(self) -> Sentence:
        """The sentence with its own characters."""
        text = self.folded.given if self.folded else self.text
        return Sentence(text, self.span, self.paragraph, self.role)
