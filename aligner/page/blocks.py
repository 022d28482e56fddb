"""Find the language of each block of a page whose blocks are marked (Markdown).

The marks tell where paragraphs are, so the rules for news pages are not used. A document in one language also
holds words of the other (names, commands, headings that were not translated). It counts as one text unless
both languages have a fair share of its characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from aligner.languages import language as record_of
from aligner.model.page import Line, Page, Paragraph
from aligner.model.text import LanguageCode, Role, Span
from aligner.page.bodies import Bodies
from aligner.page.confidence import notes_on
from aligner.page.markdown import Blocks
from aligner.pairs import LanguagePair
from aligner.pairs.script import language_of

# A language with less than this share of the characters (weighted by how much a letter of the language tells)
# is only quoted by the text in the other language. Of 177 documents translated into Korean, 173 have a
# smaller share of English, since English lines hold less than 25 of 100 characters there; on pages with an
# article in both languages, Korean has 16 of 100 characters or more.
LEAST_SHARE = 0.15


def page_of_blocks(source: Blocks, pair: LanguagePair, notes: tuple[str, ...] = ()) -> Page:
    """Make a page of marked blocks; each block that is text becomes a paragraph in a language of the pair.

    Examples:
        >>> from aligner.page.markdown import extract_markdown
        >>> from aligner.pairs import pair_of
        >>> blocks = extract_markdown("# 다리\\n\\n`A`에 열렸다.\\n\\n# Bridge\\n\\nThe bridge has opened.")
        >>> [(p.language, p.role, p.text) for p in page_of_blocks(blocks, pair_of("ko", "en")).paragraphs]
        [('ko', 'headline', '다리'), ('ko', 'body', 'A에 열렸다.'), ('en', 'headline', 'Bridge'), \
('en', 'body', 'The bridge has opened.')]
    """
    text = source.text
    units = [(span, role) for span, role in source.blocks if role != "furniture"]
    parts = [(part, role) for span, role in units for part in _by_language(text, span, pair)]
    alone = _only_language(text, [span for span, _ in parts], pair)
    units = units if alone else parts
    paragraphs = tuple(
        Paragraph(span.of(text), span, role, alone or _language(span.of(text), pair)) for span, role in units
    )
    bodies = Bodies((), _layout(paragraphs, pair))
    return Page(
        text=text,
        lines=tuple(_lines(source, paragraphs)),
        paragraphs=paragraphs,
        layout=bodies.layout,
        confidence=1.0,
        notes=notes + notes_on((), bodies, (), pair),
        blocks=True,
        landmarks=source.landmarks,
    )


def _language(text: str, pair: LanguagePair) -> LanguageCode:
    """Return the language of a text; the second language of the pair if it is in neither."""
    code = language_of(text)
    return code if code in pair.codes else pair.second.code


def _by_language(text: str, block: Span, pair: LanguagePair) -> list[Span]:
    """Cut a block in two if it holds an original and, below it, the translation; else return it whole."""
    start = block.start
    lines = []
    for line in block.of(text).split("\n"):
        lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    runs = [list(run) for _, run in groupby(lines, key=lambda line: _language(line.of(text), pair))]
    return [Span(run[0].start, run[-1].end) for run in runs] if len(runs) == 2 else [block]


def _only_language(text: str, units: Sequence[Span], pair: LanguagePair) -> LanguageCode | None:
    """Return the language of a document in one language; None if the document is in both."""
    masses = dict.fromkeys(pair.codes, 0.0)
    for unit in units:
        code = _language(unit.of(text), pair)
        masses[code] += (unit.end - unit.start) * record_of(code).script.telling
    lesser, greater = sorted(pair.codes, key=lambda code: masses[code])
    return greater if masses[lesser] < LEAST_SHARE * sum(masses.values()) else None


def _layout(paragraphs: Sequence[Paragraph], pair: LanguagePair) -> str:
    """Return the order of the languages on the page, in the words of `Page.layout`."""
    runs = [code for code, _ in groupby(paragraph.language for paragraph in paragraphs)]
    if len(runs) < 2:
        return f"{runs[0]}_only" if runs else "empty"
    return f"{runs[0]}_first" if len(runs) == 2 else "interleaved"


def _lines(source: Blocks, paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    """Yield every line of the page; a line outside of all paragraphs is furniture."""
    remaining = iter(paragraphs)
    paragraph = next(remaining, None)
    start = 0
    for line in source.text.splitlines(keepends=True):
        span = Span(start, start + len(line.rstrip("\n")))
        start += len(line)
        while paragraph is not None and paragraph.span.end <= span.start:
            paragraph = next(remaining, None)
        inside = paragraph is not None and paragraph.span.start < span.end
        role: Role = paragraph.role if paragraph is not None and inside else "furniture"
        yield Line(span.of(source.text), span, role, paragraph.language if paragraph and inside else None)
