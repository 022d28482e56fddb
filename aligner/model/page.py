"""The value that `read_page` returns: a page taken apart, nothing thrown away."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.model.text import LanguageCode, Role, Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page and what it is; lines and the breaks between them cover the whole text."""

    text: str
    span: Span
    role: Role
    language: LanguageCode | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A unit of an article: one line, or hard-wrapped lines that belong together.

    `text` is `page.text[span.start:span.end]`, line breaks inside it included.
    """

    text: str
    span: Span
    role: Role
    language: LanguageCode
    article: int = 0  # which of the article pairs of the page, from 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page that holds an article in two languages.

    Attributes:
        text: The text all spans point into: the input as decoded, or as extracted from HTML.
        lines: Every line, furniture included, in order.
        paragraphs: The units of the articles (headline, deck, byline, caption, body), in order.
        layout: How the two languages stand to each other: `interleaved`, `empty`, or a code and `_first` or
            `_only`, such as `ko_first`.
        confidence: Probability in [0, 1] that layout and article borders are right, as the lines show it; as
            the pairs do, once the page is aligned.
        notes: What the reader of a report should know: a repaired encoding, a missing article.
    """

    text: str
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    layout: str
    confidence: float
    notes: tuple[str, ...] = ()

    @property
    def asides(self) -> tuple[str, ...]:
        """Stretches that frame the article and have no counterpart, lines joined by a line break."""
        stretches: list[list[str]] = []
        open_stretch = False
        for line in self.lines:
            if line.role == "aside":
                if not open_stretch:
                    stretches.append([])
                stretches[-1].append(line.text.strip())
            open_stretch = line.role == "aside" or (open_stretch and line.language is None)
        return tuple("\n".join(lines) for lines in stretches)

    def article(self, language: LanguageCode) -> tuple[Paragraph, ...]:
        """The paragraphs of one language, in reading order."""
        return tuple(p for p in self.paragraphs if p.language == language)
