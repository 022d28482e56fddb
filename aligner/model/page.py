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
    r"""A line of a page and what it is. Lines and the breaks between them cover the whole text.

    `language` is None for a line without letters of either language; `span` counts code points of the page.

    Examples:
        >>> import aligner
        >>> line = aligner.read_page("항구 축제 폐막\n\n비는 오지 않았다.\n\nIt did not rain.\n").lines[2]
        >>> line.text, line.role, line.language, line.span
        ('It did not rain.', 'body', 'en', Span(start=22, end=38))
    """

    text: str
    span: Span
    role: Role
    language: LanguageCode | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""A unit of an article: one line, or hard-wrapped lines that belong together.

    `text` is `page.text[span.start:span.end]`, line breaks included; `article` numbers the article pairs of
    the page, from 0.

    Examples:
        >>> import aligner
        >>> text = "비는 오지 않았다.\n\n바람이 불었다.\n\nIt did not rain.\n\nThe wind blew.\n"
        >>> page = aligner.read_page(text)
        >>> [(paragraph.language, paragraph.text) for paragraph in page.paragraphs][1:3]
        [('ko', '바람이 불었다.'), ('en', 'It did not rain.')]
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
        name: What identifies it: `#install` for the name of a heading; `link:`, `image:` or `code:` with an
            address or a digest behind it.
        span: The block that holds it.
    """

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    r"""A page that holds an article in two languages, taken apart into lines and paragraphs.

    Attributes:
        text: The text that all spans point into: the input as decoded, or as extracted from HTML or Markdown.
        lines: Every line in order, menus and buttons included.
        paragraphs: The units of the articles in order: headline, deck, byline, caption, body.
        layout: How the two languages follow each other: `interleaved`, `empty`, or a language code and
            `_first` or `_only`, such as `ko_first`.
        confidence: Probability in [0, 1] that the page was read well: judged by its lines, and by its pairs
            too once the page is aligned.
        notes: What the reader of a report should know, such as a repaired encoding or a missing article.
        blocks: True if the page itself marks its paragraphs (Markdown), so that no pair crosses their
            borders.
        landmarks: In a page with blocks: places where the two languages meet for sure, in order.

    Examples:
        >>> import aligner
        >>> text = "비는 오지 않았다.\n\n바람이 불었다.\n\nIt did not rain.\n\nThe wind blew.\n"
        >>> page = aligner.read_page(text)
        >>> page.layout, [paragraph.text for paragraph in page.article("en")]
        ('ko_first', ['It did not rain.', 'The wind blew.'])
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
        r"""Stretches that frame the article without counterpart, in order; lines joined by `\n`."""
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
        """The paragraphs of one language, in reading order; empty if the page has none."""
        return tuple(p for p in self.paragraphs if p.language == language)
