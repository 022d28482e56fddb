"""Collect all lines that may be text, for pages where the rules for news pages are unsure.

Lines are cut as in `turns` and joined where a sentence plainly goes on. Everything that may be text becomes a
candidate: titles, lines without a full stop, greetings, items of lists. A line whose form shows that it is no
text is left out: marked furniture, a line that the page repeats, a word with its meaning in the other
language, the vocabulary of a lesson. This module does not decide which candidates are text: those with a
counterpart on the other side are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.expressions import compiled
from aligner.languages.manners import CLOSERS, LETTERS_PER_SYLLABLE, STOPPED, STOPS
from aligner.model.page import Line, Page, Paragraph
from aligner.model.text import LanguageCode, Role, Span
from aligner.page.forms import Forms, fold_line
from aligner.page.glosses import HEADED, Row, without_glosses
from aligner.page.lines import Piece, make_piece, split_lines
from aligner.page.turns import Stretch, stretches

# A line that occurs at least this often is a running head; a title may occur twice.
RUNNING = 3
# If at least this many sentences end with a stop for each line-final ending without one, sentences of the
# page end with stops, and the lines without one are wrapped.
STOPS_RULE = 4
# A title has at most this share of the length of the line below it.
TITLE = 0.55
# A line inside a stanza is hardly ever shorter than this share of the next line.
TITLE_INSIDE = 0.2
# Lines of stanzas have at most this many syllables.
STANZA = 20
# A line of running text has at least this share of the length of the longest line around it.
FULL = 0.75
# The end of a sentence is searched in at most this many lines.
FARTHEST = 40
# A running head with the page number at the other edge: `ON-610 Rice Cooker        8`.
_PAGE_NUMBER = compiled(r"(?<=\S)[^\S\n]{3,}\d{1,4}$")
_NUMBERED_LINE = compiled(r"\S[^\S\n]{3,}(\d{1,4})[^\S\n]*$", re.MULTILINE)
# The end of a sentence inside a line, which shows that the line is running text.
_INNER_END = compiled(rf"\w{{2}}{STOPS}{CLOSERS[:-1]}\s+\S")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One or more lines that may be a paragraph.

    Attributes:
        span: From the first to the last character of its text.
        rows: Numbers of its rows among all rows of the page.
        lines: Numbers of its first and its last line, blank lines not counted.
        mass: Amount of text, in Latin letters.
        final: Whether it ends as a sentence does.
        apart: Whether there is a blank line before it.
        numbered: Whether it holds a digit.
    """

    span: Span
    language: LanguageCode
    rows: tuple[int, ...]
    lines: tuple[int, int]
    mass: float
    final: bool
    apart: bool
    numbered: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The generous reading of a page: its rows, its blank lines and the candidates among its rows."""

    text: str
    rows: tuple[Row, ...]
    blank: tuple[Span, ...]
    candidates: tuple[Candidate, ...]
    notes: tuple[str, ...] = ()

    @property
    def labelled(self) -> float:
        """Share of the candidates that begin with a label, 0 to 1; 0 without candidates."""
        count = sum(self.rows[candidate.rows[0]].stretch.label != "" for candidate in self.candidates)
        return count / max(len(self.candidates), 1)

    def paragraphs(self, roles: Sequence[Role]) -> tuple[Paragraph, ...]:
        """Make a paragraph of each candidate that is no aside; `roles` are in the order of the candidates."""
        return tuple(
            Paragraph(candidate.span.of(self.text), candidate.span, role, candidate.language)
            for candidate, role in zip(self.candidates, roles, strict=True)
            if role != "aside"
        )

    def page(self, roles: Sequence[Role], layout: str, confidence: float) -> Page:
        """Make a page; `roles` are those of the candidates, in their order."""
        of_row: dict[int, Role] = {}
        for candidate, role in zip(self.candidates, roles, strict=True):
            of_row.update(dict.fromkeys(candidate.rows, role))
        lines = [Line(span.of(self.text), span, "furniture", None) for span in self.blank]
        for number, row in enumerate(self.rows):
            role = of_row.get(number, row.role or "furniture")
            span = row.stretch.span
            lines.append(Line(span.of(self.text), span, role, row.piece.language))
        lines.sort(key=lambda line: line.span)
        return Page(
            self.text, tuple(lines), self.paragraphs(roles), layout, confidence, (*self.notes, *_aside(lines))
        )


def _aside(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return a note on the lines without a counterpart; empty if there are none."""
    asides = [line.text.strip() for line in lines if line.role == "aside"]
    if not asides:
        return ()
    count = f"{len(asides)} line{'s' if len(asides) > 1 else ''}"
    return (f"{count} around the article without counterpart, left aside: {asides[0][:30]!r}",)


def make_pieces(text: str, forms: Forms) -> list[tuple[Piece, Stretch]]:
    """Make the pieces of a text, without labels and bars, each with the stretch that it was made of."""
    pieces = []
    counted = _counts_pages(text)
    for stretch in stretches(text, forms):
        inner = _without_trail(text[stretch.start : stretch.span.end])
        inner = _PAGE_NUMBER.sub("", inner) if counted else inner
        core = Span(stretch.start, stretch.start + len(inner))
        piece = make_piece(text, core, forms, whole=not stretch.inline, blank_before=stretch.blank_before)
        pieces.append((piece, stretch))
    return pieces


def _without_trail(line: str) -> str:
    """Remove spaces, bars and marks of bold type from the end of a line."""
    shorter = line.rstrip().rstrip("|│/").removesuffix("**")
    return line if shorter == line else _without_trail(shorter)


def _counts_pages(text: str) -> bool:
    """Whether lines that end with a gap and a number are running heads: the numbers are consecutive."""
    numbers = [int(line[1]) for line in _NUMBERED_LINE.finditer(text)]
    return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def gather(
    text: str,
    pairs: Sequence[tuple[Piece, Stretch]],
    marks: Sequence[Role | None],
    forms: Forms,
    notes: tuple[str, ...] = (),
) -> Reading:
    """Read a page generously: every line that may be text becomes a candidate or a part of one.

    Args:
        pairs: The pieces of the page, as `make_pieces` returns them.
        marks: For each piece, the role that its form gives away.
        notes: Notes on the decoding of the page.
    """
    rows = [Row(piece, stretch, mark) for (piece, stretch), mark in zip(_ended(pairs), marks, strict=True)]
    rows = without_glosses(_without_repeats(rows, forms), forms)
    candidates = tuple(_candidate(rows, numbers, forms) for numbers in _joiner(rows, forms, text).groups())
    blank = tuple(line for line in split_lines(text) if not line.of(text).strip())
    return Reading(text, tuple(rows), blank, candidates, notes)


def _ended(pairs: Sequence[tuple[Piece, Stretch]]) -> list[tuple[Piece, Stretch]]:
    """Clear `final` of pieces without a stop, where the sentences of their language end with stops."""
    stopped: Counter[LanguageCode | None] = Counter()
    bare: Counter[LanguageCode | None] = Counter()
    for piece, _ in pairs:
        stopped[piece.language] += len(_INNER_END.findall(piece.text))
        if piece.final:
            (stopped if STOPPED.search(piece.text[-12:]) else bare)[piece.language] += 1
    return [
        (replace(piece, final=False), stretch)
        if piece.final
        and bare[piece.language] * STOPS_RULE <= stopped[piece.language]
        and not STOPPED.search(piece.text[-12:])
        else (piece, stretch)
        for piece, stretch in pairs
    ]


def _candidate(rows: Sequence[Row], numbers: Sequence[int], forms: Forms) -> Candidate:
    first, last = rows[numbers[0]], rows[numbers[-1]]
    return Candidate(
        span=Span(first.piece.core.start, last.piece.core.end),
        language=first.piece.language or forms.pair.first.code,
        rows=tuple(numbers),
        lines=(first.stretch.line, last.stretch.line),
        mass=sum(rows[n].piece.mass for n in numbers),
        final=last.piece.final,
        apart=first.stretch.blank_before,
        numbered=any(any(map(str.isdigit, rows[n].piece.text)) for n in numbers),
    )


def _is_open(row: Row) -> bool:
    """Whether a row may be text: it has a language and two letters, and no other role yet."""
    return row.role is None and row.piece.language is not None and row.piece.mass >= 2


def _without_repeats(rows: Sequence[Row], forms: Forms) -> list[Row]:
    """Mark as furniture all running heads, and all copies but the last of a title that occurs twice."""
    folded = [
        _without_number(fold_line(row.piece.text, spaced=False)) if row.piece.language else "" for row in rows
    ]
    counts = Counter(text for text, row in zip(folded, rows, strict=True) if not row.piece.final)
    remaining = Counter(folded)
    kept = []
    for text, row in zip(folded, rows, strict=True):
        remaining[text] -= 1
        repeated = text and counts[text] >= 2 and not row.piece.final and not row.stretch.inline
        if repeated and row.role is None and (counts[text] >= RUNNING or remaining[text]):
            row = replace(row, role="furniture")
        kept.append(row)
    return kept


def _without_number(text: str) -> str:
    """Remove the page number of a running head (`Fables 41`)."""
    return text.strip("0123456789") or text


@dataclass(frozen=True, slots=True)
class _Joiner:
    """Joins the lines of a sentence by how its lines end and begin; no line width is used.

    Attributes:
        rows: All rows of the page.
        forms: The forms of its languages.
        widest: For each row, the mass of the longest row in its run of rows without a blank line.
        ended: The languages in which a line of the page ends as a sentence does; verse may have none.
        tabbed: Numbers of the rows that are a row of a table; a table row never goes on in the next line.
    """

    rows: Sequence[Row]
    forms: Forms
    widest: Sequence[float]
    ended: frozenset[LanguageCode | None]
    tabbed: frozenset[int]

    def groups(self) -> list[list[int]]:
        """Return the row numbers of each candidate, in order."""
        groups: list[list[int]] = []
        for number, row in enumerate(self.rows):
            if not _is_open(row):
                continue
            if groups and self._goes_on(groups[-1], number):
                groups[-1].append(number)
            else:
                groups.append([number])
        return groups

    def _goes_on(self, group: Sequence[int], number: int) -> bool:
        """Whether a row continues the sentence of the group before it."""
        last, row = self.rows[group[-1]], self.rows[number]
        language = last.piece.language
        if row.piece.language != language or last.piece.final or row.stretch.label or language is None:
            return False
        if row.stretch.line == last.stretch.line or number - group[-1] > 1:
            return False
        if number in self.tabbed or group[-1] in self.tabbed:
            return False
        if row.stretch.blank_before:
            manners = self.forms.manners(language)
            runs = manners.goes_on(last.piece.text) and not last.stretch.label
            small = manners.starts_inside(row.piece.text)
            return small or (runs and last.piece.mass >= TITLE * row.piece.mass and self._reaches_end(number))
        if self._is_sure(number):
            return True
        return self._is_likely(number) and self._reaches_end(number)

    def _is_sure(self, number: int) -> bool:
        """Whether a line continues the line above it, whatever follows."""
        above, row = self.rows[number - 1].piece, self.rows[number].piece
        small = row.language is not None and self.forms.manners(row.language).starts_inside(row.text)
        return small or _INNER_END.search(above.text) is not None

    def _is_likely(self, number: int) -> bool:
        """Whether a line may continue the one above, which breaks off, is full, or is part of a stanza."""
        above, row = self.rows[number - 1], self.rows[number]
        if row.piece.language is None:
            return False
        if self.forms.manners(row.piece.language).ends_inside(above.piece.text):
            return True
        if above.stretch.label[:1].isdigit() or above.stretch.inline:
            return True
        if HEADED.match(above.piece.text):
            return False
        widest = self.widest[number]
        if widest > STANZA * LETTERS_PER_SYLLABLE:
            return above.piece.mass >= FULL * widest
        first = number < 2 or self.rows[number - 2].piece.final or above.stretch.blank_before
        return above.piece.mass >= (TITLE if first else TITLE_INSIDE) * row.piece.mass

    def _reaches_end(self, number: int) -> bool:
        """Whether the lines from `number` on reach the end of a sentence before language or paragraph end."""
        language = self.rows[number].piece.language
        for at in range(number, min(number + FARTHEST, len(self.rows))):
            row = self.rows[at]
            if row.piece.language != language or not _is_open(row):
                return False
            if at > number and (row.stretch.blank_before or row.stretch.label):
                return False
            if at > number and not self._is_sure(at) and not self._is_likely(at):
                return False
            if row.piece.final:
                return True
        return language in self.ended  # the page is cut


def _joiner(rows: Sequence[Row], forms: Forms, text: str) -> _Joiner:
    widest: list[float] = []
    run: list[int] = []
    for number, row in enumerate(rows):
        if run and (
            row.stretch.blank_before or row.piece.language != rows[run[0]].piece.language or not _is_open(row)
        ):
            widest += [max(rows[n].piece.mass for n in run)] * len(run)
            run = []
        run.append(number)
    widest += [max((rows[n].piece.mass for n in run), default=0.0)] * len(run)
    ended = frozenset(row.piece.language for row in rows if row.piece.final)
    tabbed = frozenset(number for number, row in enumerate(rows) if "\t" in row.stretch.span.of(text))
    return _Joiner(rows, forms, widest, ended, tabbed)
