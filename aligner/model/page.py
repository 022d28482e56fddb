"""The value that `read_page` returns: a page taken apart, nothing thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aligner.model.text import LanguageCode, Role, Span

PageForm = Literal["auto", "text", "html", "markdown"]
"""What a page is written in; `auto` tells HTML and plain text apart."""
# Suffixes of files in Markdown, which nothing in a text tells from plain text.
MARKDOWN = frozenset({".md", ".markdown"})


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
class Landmark:
    """Something in a document that its translation keeps as it is.

    Attributes:
        name: What it is known by: `#install` for the name of a heading, `link:`, `image:` or `code:` with an
            address or a digest behind it.
        span: The block that holds it.
    """

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """A page that holds an article in two languages.

    Attributes:
        text: The text all spans point into: the input as decoded, or as extracted from HTML or Markdown.
        lines: Every line, furniture included, in order.
        paragraphs: The units of the articles (headline, deck, byline, caption, body), in order.
        layout: How the two languages stand to each other: `interleaved`, `empty`, or a code and `_first` or
            `_only`, such as `ko_first`.
        confidence: Probability in [0, 1] that layout and article borders are right, as the lines show it; as
            the pairs do, once the page is aligned.
        notes: What the reader of a report should know: a repaired encoding, a missing article.
        blocks: Whether the paragraphs are blocks that the page itself marks (Markdown), so that no pair
            crosses a border of them.
        landmarks: Of a page with such blocks, in order: where two languages meet for sure.
    """

    text: str
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    layout: str
    confidence: float
    notes: tuple[str, ...] = ()
    blocks: bool = False
    landmarks: tuple[Landmark, ...] = ()

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
