"""Read a page from bytes or text to articles in both languages (`read_page`).

decode → lines → marks (roles that the form of a line gives away) → join wrapped lines → bodies (where the
articles are) → headings → a role for every line, paragraphs for the articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from aligner.expressions import compiled
from aligner.model.errors import InputError
from aligner.model.page import Line, Page, PageForm, Paragraph
from aligner.model.text import LanguageCode, Role, Span
from aligner.page.bodies import Block, find_bodies, make_blocks
from aligner.page.candidates import Reading, gather, make_pieces
from aligner.page.confidence import confidence_of, notes_on
from aligner.page.decode import decode, repair
from aligner.page.forms import Forms, forms_of
from aligner.page.insertions import without_insertions
from aligner.page.lines import Piece, cut_languages, make_piece, split_lines
from aligner.page.marks import FurnitureWords, cut_byline, furniture_words, mark_of
from aligner.page.markup import Extracted, extract, looks_like_html
from aligner.page.mime import unpacked
from aligner.page.notice import (
    NOTHING,
    Wording,
    cut_at_stops,
    cut_notice,
    may_be_notice,
    read_wording,
    spread,
    telling_stems,
)
from aligner.page.refused import refuse_other_files
from aligner.page.roles import Part, assign_roles
from aligner.page.turns import LABEL
from aligner.page.wrapping import join
from aligner.pairs import LanguagePair
from aligner.pairs.script import pair_for

# The longest notice printed as one line had 290 characters in both languages together.
LONGEST_NOTICE = 600
# A page that changes its language more often than this is interleaved.
MOST_SWITCHES = 8
BLANK_LINE = compiled(r"\n[^\S\n]*(?:\r?\n)")
SEPARATORS = "/|│"
# Signs that wrap a whole paragraph (`<The article …>`) and are no part of it.
WRAPPERS = (("<", ">"), ("〈", "〉"), ("《", "》"))


def read_page(
    page: str | bytes,
    *,
    form: PageForm = "auto",
    words: bool = True,
    language: LanguageCode | None = None,
) -> Page:
    """Read a page: give every line a role, and find the articles in both languages.

    Args:
        page: Plain text, HTML (also inside MHTML or an e-mail), or Markdown; bytes are decoded first.
        form: `auto` reads a page as HTML if it begins with a doctype or a known block tag, else as plain
            text; Markdown is never recognised and must be named.
        words: Whether to use the furniture tables; without them structure alone decides.
        language: One of the two languages; None finds both from the script.

    Returns:
        The page. A page in one language, or an empty one, is no error: see its `layout` and `notes`.

    Raises:
        InputError: The page is neither a str nor bytes; its bytes are no text, or in an unknown encoding; or
            it is a saved alignment, a report, or the name of a file.
        MissingExtraError: The page is HTML or Markdown and the extra `web` is not installed.

    Examples:
        >>> page = read_page("다리가 열렸다.\\n※ 구글로 번역한 영문 기사입니다.\\nThe bridge has opened.")
        >>> [(line.role, line.language) for line in page.lines]
        [('body', 'ko'), ('notice', 'ko'), ('body', 'en')]
    """
    if form == "markdown":
        from aligner.page.blocks import page_of_blocks
        from aligner.page.markdown import extract_markdown

        text, notes = _decoded(page)
        blocks = extract_markdown(text)
        return page_of_blocks(blocks, pair_for(blocks.text, including=language), notes)
    source, pair, notes = _opened(page, form, language)
    return _read(source, pair, furniture_words(pair) if words else FurnitureWords(), notes)


def read_twice(page: str | bytes, *, language: LanguageCode | None = None) -> tuple[Page, Reading | None]:
    """Read a page as `read_page` does, and generously as well if the rules for news pages are unsure of it.

    Returns:
        The page as the rules read it, and the generous reading: all lines that may be text, of which those
        with a counterpart are text. The generous reading is None if the rules are sure.
    """
    source, pair, notes = _opened(page, "auto", language)
    words, known = furniture_words(pair), KnownLines()
    strict = _read(source, pair, words, notes, known)
    if not is_weak(strict):
        return strict, None
    forms = forms_of(pair)
    pairs = make_pieces(source.text, forms)
    marks = mark_pieces([piece for piece, _ in pairs], words, forms, source.hints, known)
    return strict, gather(source.text, pairs, marks, forms, notes)


# Roles that are common on news pages and rare on other pages. With at least two lines of them, the page is
# a news page, and the rules are sure.
NEWS: frozenset[Role] = frozenset({"byline", "dateline", "caption", "notice"})
ENOUGH_NEWS = 2
# Header fields as mail programs write them, whatever the language of the mail (RFC 5322).
MAIL_FIELD = compiled(r"[>\s]*(?:From|To|Cc|Date|Sent|Subject|Reply-To): ")
# Below this confidence the rules are unsure of any page; news pages have 0.96 or more.
SURE = 0.95
# If at least this share of the body's lines (or of the candidates) has a label, the page is a list, a
# dialogue or a lesson, even if it has a byline.
LABELLED = 0.3


def marks_of_news(page: Page) -> list[Role]:
    """Return the roles of the lines that are typical of news pages, in order."""
    return [line.role for line in page.lines if line.role in NEWS and not MAIL_FIELD.match(line.text)]


def is_weak(page: Page) -> bool:
    """Whether the rules for news pages may have misread a page.

    Bylines, datelines and captions, or one of them with a translation notice, show that it is a news page.
    The header of an e-mail does not, and a list is never a news page.
    """
    if page.confidence < SURE or page.layout == "empty" or page.layout.endswith("_only"):
        return True
    body = [line for line in page.lines if line.role == "body"]
    if sum(LABEL.match(line.text) is not None for line in body) >= LABELLED * len(body):
        return True
    roles = marks_of_news(page)
    return len(roles) < ENOUGH_NEWS or set(roles) == {"notice"}


def _opened(
    page: str | bytes, form: PageForm, language: LanguageCode | None
) -> tuple[Extracted, LanguagePair, tuple[str, ...]]:
    """Decode and unpack a page; returns its text, its languages, and notes on what was changed."""
    if isinstance(page, str | bytes):
        refuse_other_files(page)
        page = unpacked(page)
    text, notes = _decoded(page)
    if form == "html" or (form == "auto" and looks_like_html(text)):
        source = extract(text)
        return source, pair_for(source.text, including=language), notes
    pair = pair_for(text, including=language)
    text, moved = without_insertions(text, forms_of(pair), furniture_words(pair))
    return Extracted(text), pair, notes + moved


def _decoded(page: str | bytes) -> tuple[str, tuple[str, ...]]:
    """Decode and repair a page; returns its text and notes on its encoding."""
    notes: tuple[str, ...] = ()
    if isinstance(page, bytes):
        page, notes = decode(page)
    if not isinstance(page, str):
        raise InputError(
            f"a page is a str or bytes, not {type(page).__name__}; of a file, give path.read_bytes()"
        )
    text, repaired = repair(page)
    return text, notes + repaired


def _read(
    source: Extracted,
    pair: LanguagePair,
    words: FurnitureWords,
    notes: tuple[str, ...],
    known: KnownLines | None = None,
) -> Page:
    text, forms = source.text, forms_of(pair)
    pieces, blank = cut_pieces(text, forms)
    marks = mark_pieces(pieces, words, forms, source.hints, known)
    joinable = [mark is None and piece.whole for mark, piece in zip(marks, pieces, strict=True)]
    blocks = make_blocks(pieces, marks, join(pieces, joinable), forms)
    bodies = find_bodies(blocks, pair.codes)
    parts = assign_roles(blocks, bodies, source.titles, forms)
    return Page(
        text=text,
        lines=_lines(text, pieces, blank, blocks, parts),
        paragraphs=_paragraphs(text, pieces, blocks, parts),
        layout=bodies.layout,
        confidence=confidence_of(bodies, parts),
        notes=notes + notes_on(blocks, bodies, parts, pair),
    )


def cut_pieces(text: str, forms: Forms) -> tuple[list[Piece], list[Span]]:
    """Cut a page into pieces and blank lines.

    A line is cut further where a language, a notice or a leading byline ends inside it.
    """
    pieces: list[Piece] = []
    blank: list[Span] = []
    end = 0
    for line in split_lines(text):
        raw = line.of(text)
        if not raw.strip():
            blank.append(line)
            continue
        blank_before = bool(pieces) and BLANK_LINE.search(text, end, line.start) is not None
        outers = cut_languages(raw, forms)
        spans = [
            inner.shifted(outer.start)
            for outer in outers
            for inner in _cut_further(outer.of(raw), forms, at_border=len(outers) > 1)
        ]
        for span in spans:
            whole = len(spans) == 1
            place = span.shifted(line.start)
            pieces.append(make_piece(text, place, forms, whole=whole, blank_before=blank_before))
        end = line.end
    return pieces, blank


def _cut_further(text: str, forms: Forms, *, at_border: bool) -> list[Span]:
    """Cut off a notice, or a byline that runs into the first sentence."""
    spans = cut_notice(text, forms, at_border=at_border)
    head = cut_byline(text, forms) if len(spans) == 1 else 0
    return [Span(0, head), Span(head, len(text))] if head else spans


@dataclass(frozen=True, slots=True)
class KnownLines:
    """What the form of pieces gives away, whatever stands around them; a page may be cut to pieces twice.

    Attributes:
        roles: By text, language, and whether it is final.
        wordings: How surely it is a notice, by text and language.
    """

    roles: dict[tuple[str, LanguageCode | None, bool], Role | None] = field(default_factory=dict)
    wordings: dict[tuple[str, LanguageCode | None], Wording] = field(default_factory=dict)

    def read(self, pieces: Sequence[Piece], words: FurnitureWords, forms: Forms) -> None:
        """Add the pieces whose text is new."""
        for piece in pieces:
            form = piece.text, piece.language, piece.final
            if form not in self.roles:
                self.roles[form] = mark_of(piece, words, forms)
        new = {(piece.text, piece.language): piece for piece in pieces if piece.language}
        new = {form: piece for form, piece in new.items() if form not in self.wordings}
        stems = telling_stems((text for text, _ in new), forms.pair)
        self.wordings.update({form: _wording(piece, forms, stems) for form, piece in new.items()})


def mark_pieces(
    pieces: Sequence[Piece],
    words: FurnitureWords,
    forms: Forms,
    hints: Sequence[tuple[Span, Role]] = (),
    known: KnownLines | None = None,
) -> list[Role | None]:
    """Find the roles that the form or the mark-up of pieces gives away; notices also by their neighbours."""
    hinted = {span.start: role for span, role in hints}
    known = known or KnownLines()
    known.read(pieces, words, forms)
    marks = [
        known.roles[piece.text, piece.language, piece.final] or hinted.get(piece.span.start)
        for piece in pieces
    ]
    written = [number for number, piece in enumerate(pieces) if piece.language]
    wordings = [known.wordings[pieces[number].text, pieces[number].language] for number in written]
    switches = sum(pieces[before].language != pieces[after].language for before, after in pairwise(written))
    strong = [
        wording.strong
        or (wording.border and _at_border(pieces, marks, written, position, switches > MOST_SWITCHES))
        for position, wording in enumerate(wordings)
    ]
    for number, inside in zip(written, spread(strong, [wording.weak for wording in wordings]), strict=True):
        if inside:
            marks[number] = "notice"
    return marks


def _at_border(
    pieces: Sequence[Piece],
    marks: Sequence[Role | None],
    written: Sequence[int],
    position: int,
    interleaved: bool,
) -> bool:
    """Whether a piece is where the language changes, or where an article ends and furniture begins.

    Args:
        written: Numbers of the pieces that have a language.
        position: Index of the piece in `written`.
        interleaved: Whether the language changes so often on the page that a change is no border.
    """
    if position == 0:
        return False
    before = written[position - 1]
    if position + 1 == len(written):
        return True
    following = written[position + 1]
    ends = marks[following] == "furniture" and marks[before] is None
    return ends or (not interleaved and pieces[before].language != pieces[following].language)


def _wording(piece: Piece, forms: Forms, stems: Sequence[str]) -> Wording:
    """Rate how surely a piece as a whole is a notice: no more surely than its least sure sentence."""
    if piece.language is None or len(piece.text) > LONGEST_NOTICE or not may_be_notice(piece.text, stems):
        return NOTHING
    language = piece.language
    wordings = [read_wording(span.of(piece.text), language, forms) for span in cut_at_stops(piece.text)]
    inside = spread([wording.strong for wording in wordings], [wording.weak for wording in wordings])
    if wordings and all(inside):
        return Wording(strong=True, border=True, weak=True)
    weak = all(wording.weak for wording in wordings)
    return Wording(strong=False, border=weak and any(wording.border for wording in wordings), weak=weak)


def _lines(
    text: str, pieces: Sequence[Piece], blank: Sequence[Span], blocks: Sequence[Block], parts: Sequence[Part]
) -> tuple[Line, ...]:
    lines = [Line(span.of(text), span, "furniture", None) for span in blank]
    for block, part in zip(blocks, parts, strict=True):
        for number in block.pieces:
            piece = pieces[number]
            lines.append(Line(piece.span.of(text), piece.span, part.role, piece.language))
    return tuple(sorted(lines, key=lambda line: line.span))


def _paragraphs(
    text: str, pieces: Sequence[Piece], blocks: Sequence[Block], parts: Sequence[Part]
) -> tuple[Paragraph, ...]:
    paragraphs = []
    for block, part in zip(blocks, parts, strict=True):
        if part.language is None:
            continue
        span = Span(pieces[block.pieces[0]].core.start, pieces[block.pieces[-1]].core.end)
        span = _unwrapped(text, span)
        paragraphs.append(Paragraph(span.of(text), span, part.role, part.language, part.article))
    return tuple(paragraphs)


def _unwrapped(text: str, span: Span) -> Span:
    """Remove from a span the signs that wrap it (`<The article …>`), closed or not, and outer separators."""
    start, end = span
    for opening, closing in WRAPPERS:
        inner = text[start + 1 : end - 1]
        if text[start] == opening and closing not in inner:
            start += 1
            end -= text[end - 1] == closing
        elif text[end - 1] == closing and opening not in text[start : end - 1]:
            end -= 1
    while start < end and (text[start].isspace() or text[start] in SEPARATORS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in SEPARATORS):
        end -= 1
    return Span(start, end) if start < end else span
