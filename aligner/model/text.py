"""Stretches of text and sentences, the languages they are written in, the parts they play on a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

LanguageCode = str
"""As in ISO 639-1: `ko`; what is true of the language is `aligner.languages.language(code)`."""
Role = Literal["headline", "deck", "byline", "dateline", "caption", "body", "aside", "notice", "furniture"]
# Roles of one unit whatever marks it has (`절반 넘어…"이달이 고비"`), of nouns rather than of clauses.
TITLES: frozenset[Role] = frozenset({"headline", "deck", "byline", "dateline"})


def without_spans(text: str, spans: Iterable[Span]) -> str:
    """Return a text with blanks in place of spans, so that all other characters keep their places.

    Examples:
        >>> without_spans("Kim met Lee.", [Span(0, 3)])
        '    met Lee.'
    """
    for span in spans:
        text = text[: span.start] + " " * len(span.of(text)) + text[span.end :]
    return text


def is_blank(text: str) -> bool:
    r"""Whether a text has no visible character.

    Examples:
        >>> is_blank(""), is_blank("\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}"), is_blank("-")
        (True, True, False)
    """
    return not (text[:1].isalnum() or any(letter.isprintable() and letter != " " for letter in text))


class Span(NamedTuple):
    """A stretch `[start, end)` of a text, in code points; `end` is the first one after it.

    Examples:
        >>> span = Span(3, 7)
        >>> span.of("It rained."), span.shifted(10), span.overlaps(Span(7, 9))
        ('rain', Span(start=13, end=17), False)
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]

    def shifted(self, offset: int) -> Span:
        """The same stretch in a longer text, in which this text begins at `offset`."""
        return Span(self.start + offset, self.end + offset)

    def overlaps(self, other: Span) -> bool:
        """Whether the two stretches share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, cut out of a text that stays as it is.

    Attributes:
        text: The characters of the sentence, line breaks included.
        span: Where it is: `document[span.start:span.end] == text`. If sentences were given as a list, each
            counts in its own text and starts at 0.
        paragraph: Number of its paragraph in its article, from 0.
        role: What it is in the article; `body` unless a page says otherwise.

    Examples:
        >>> import aligner
        >>> text = "비가 왔다. 바람도 불었다."
        >>> sentence = aligner.split_sentences(text)[1]
        >>> sentence.text, sentence.span, sentence.span.of(text) == sentence.text
        ('바람도 불었다.', Span(start=7, end=15), True)
    """

    text: str
    span: Span
    paragraph: int = 0
    role: Role = "body"

    def of_paragraph(self, number: int) -> Sentence:
        """The sentence with another paragraph number."""
        return Sentence(self.text, self.span, number, self.role)

    def place(self, start: int, end: int) -> tuple[Span, str]:
        """Where a span of `text` stands in the document, and the characters there."""
        offset = self.span.start
        return Span(start + offset, end + offset), self.text[start:end]


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the form in which it is read, with the way back to the text as given.

    Attributes:
        text: The form that readers see: blanks made alike, zero-width signs taken out, and so on.
        given: The text as given.
        starts, ends: For each character of `text`: where the characters it was made of begin and end in
            `given`.
    """

    text: str
    given: str
    starts: Sequence[int]
    ends: Sequence[int]

    def back(self, span: Span) -> Span:
        """Turn a span of `text` into one of `given`; an empty span stays empty."""
        if span.start < span.end:
            return Span(self.starts[span.start], self.ends[span.end - 1])
        start = self.starts[span.start] if span.start < len(self.starts) else len(self.given)
        return Span(start, start)

    def forth(self, span: Span) -> Span:
        """Turn a span of `given` into one of `text`; it is empty if nothing of it is left there."""
        start = bisect_right(self.ends, span.start)
        return Span(start, max(start, bisect_left(self.starts, span.end)))


@dataclass(frozen=True, slots=True)
class ReadSentence(Sentence):
    """A sentence whose `text` is folded. Its `span` is that of the sentence as given."""

    folded: Folded | None = None

    def of_paragraph(self, number: int) -> ReadSentence:
        """The sentence with another paragraph number."""
        return ReadSentence(self.text, self.span, number, self.role, self.folded)

    def place(self, start: int, end: int) -> tuple[Span, str]:
        """Where a span of `text` stands in the document, and the characters there as given."""
        if self.folded is None:
            return Sentence.place(self, start, end)
        span = self.folded.back(Span(start, end))
        return span.shifted(self.span.start), span.of(self.folded.given)

    @property
    def as_given(self) -> Sentence:
        """The sentence with its own characters."""
        text = self.folded.given if self.folded else self.text
        return Sentence(text, self.span, self.paragraph, self.role)
