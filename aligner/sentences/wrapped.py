"""Finds the paragraphs of a text: its lines or, if lines are hard-wrapped, several lines together.

One sign of wrapped lines is a width on which the open lines agree (`aligner.sentences.width`), but it takes
several lines to see it. Other signs need no width: the next line begins in lower case; a line ends with a
word that ends no sentence; a line has the end of a sentence inside and is open itself. These count in a block
of lines that ends with a full stop and in which no open line clearly had room for more. So verse, lists of
words and headings stay as they are. Lines of lists, tables and dialogues are never joined to the line before;
an empty line always ends a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import get_args

from aligner.characters import folded_text
from aligner.expressions import expression
from aligner.languages import language as record_of
from aligner.languages.manners import STOPPED, Measure
from aligner.marks.trailing import PICTURES
from aligner.model.errors import SettingsError
from aligner.model.settings import Lines
from aligner.model.text import LanguageCode, Span
from aligner.pairs.script import language_of
from aligner.sentences.width import CONSISTENT, FEWEST, NARROWEST, SLACK, Wrapping, try_measure

# Share of the open lines that go on by a sign, below which a width that they agree on is chance: headings and
# items of lists below each other agree too. Wrapped documents: Korean .54 and more, English .79 and more
# (less in tables of contents); with a paragraph a line half of the documents stay below .17 (Korean) and .03.
SIGNED = 0.25
# Share of the open lines of a text that have to go on by signs, if any do: a heading may look so by chance.
SIGNED_AT_ALL = 0.5
# A line with signs is at least so wide (columns): the words of a list and most verse are narrower.
SHORTEST = 22
# Nobody wraps so wide: lines of text of at most 130 columns, where paragraphs have several hundred.
WIDEST = 160
# An open line that had more room than this share of the widest line of its block was not wrapped there. Lines
# of PDFs that are set in proportional letters differ by some 10 to 15 of 100.
ROOM = 0.15

# What a line begins with that begins something: an item of a list, a remark, a row, a quoted line.
_ITEM = expression(
    r"(?:[-*+•·▪◦‣–—#]+\s|[□■○●◇◆▲△▶▷►☞※✓✔|]|\(?\d{1,3}[.)]\s|\(?[^\W\d_][.)]\s|[①-⑳]|\[[ xX]?\]\s|[|+]-)"
)
_LABEL = expression(r"[^\W\d][\w .'’]{0,24}:\s+\S")  # Kim: Where are you?
_ROW = expression(r"\S(?:\s{3,}|\t)\S.*\S(?:\s{3,}|\t)\S|\S\t+\S|\|.*\|")
_QUOTED = expression(r"\s*(?:>\s?)+")
# A stop with a remark or a picture behind it: That is all. (laughs), Well done! 👏
_REMARKED = expression(rf"[.!?…]\s*(?:[(\[][^()\[\]]{{1,60}}[)\]]|[{PICTURES}]\s*)+$")
_QUOTES = '"”’'
_OPENING = '"“‘'
_STOPS = frozenset(".?!。！？…")
_LETTER = expression(r"[^\W_]")
# A sentence that ends inside a line; Mr. and St. are none.
_INNER_END = expression(
    r"(?:(?<![A-Za-z])[a-z]{3,}|[^\W\d_A-Za-z]{2})[\"”’')\]]*[.!?。！？]+[\"”’')\]]*\s+\S"
)
_WORD = expression(r"\S+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text.

    Attributes:
        span: Where it is, with its line end.
        text: Folded, without blanks around it and without quotation signs of a mail before it.
        language: None for a line without letters.
        final: Whether it ends as a sentence does.
        blank_before: Always False: the lines of one block are looked at.
        indent: How many blanks it begins with.
        depth: How many quotation signs of a mail are before it.
        item: Whether it begins something new: an item of a list, a row of a table.
        label: Whether it begins with the name of a speaker.
        width: In columns, as its language counts them.
    """

    span: Span
    text: str
    language: LanguageCode | None
    final: bool
    blank_before: bool
    indent: int
    depth: int
    item: bool
    label: bool
    width: int


def paragraphs_of(text: str, language: LanguageCode | None, lines: Lines) -> list[Span]:
    r"""The spans of the paragraphs, line ends included; together they cover the text.

    Args:
        language: None tells it from the script of each block of lines.
        lines: Whether each line is a paragraph, or lines are wrapped; `auto` finds out.

    Examples:
        >>> text = "We waited on the old pier for\nthe ferry. It did not come.\n\nOpening Hours\nDaily"
        >>> [span.of(text) for span in paragraphs_of(text, "en", "auto")]
        ['We waited on the old pier for\nthe ferry. It did not come.\n', '\n', 'Opening Hours\n', 'Daily']
    """
    if lines not in get_args(Lines):
        raise SettingsError(f"lines={lines!r}: expected one of {', '.join(get_args(Lines))}")
    spans = list(_spans(text))
    if lines == "paragraphs" or (lines == "auto" and not _may_be_wrapped(text, spans, language)):
        return spans
    rows = [_line(text, span, language) for span in spans]
    blocks = list(_blocks(rows))
    if lines == "wrapped":
        joined = {number for block in blocks for number in block[1:] if not _begins(rows, number)}
    else:
        joined = _joined(rows, blocks)
    paragraphs: list[Span] = []
    for number, span in enumerate(spans):
        if number in joined:
            paragraphs[-1] = Span(paragraphs[-1].start, span.end)
        else:
            paragraphs.append(span)
    return paragraphs


def _spans(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield Span(start, start + len(line))
        start += len(line)


def _may_be_wrapped(text: str, spans: Sequence[Span], language: LanguageCode | None) -> bool:
    """A quick test that excludes most texts: whether open lines often continue in the next line."""
    opened = signed = 0
    lines = [text[span.start : span.end].strip() for span in spans]
    if any(line.startswith(">") for line in lines):
        lines = [line.lstrip("> \t") for line in lines]
    for line, following in pairwise(lines):
        if not line or not following or line[-1] in _STOPS or len(line) > WIDEST or _ITEM.match(following):
            continue
        before = folded_text(line)
        continues = record_of(language or language_of(before)).splitting.continues
        goes_on = continues(before, folded_text(following)) or _INNER_END.search(before) is not None
        if line[-1] in _QUOTES:
            if goes_on:
                return True
            continue
        opened += len(line) >= NARROWEST / 2
        signed += goes_on
    return 0 < signed >= SIGNED * opened


def _line(text: str, span: Span, language: LanguageCode | None) -> _Line:
    raw = span.of(text)
    quoted = _QUOTED.match(raw)
    body = raw[quoted.end() :] if quoted else raw
    bare = body.strip()
    read = folded_text(bare)
    said = _LETTER.search(read) is not None
    code = (language or language_of(read)) if said else None
    return _Line(
        span=span,
        text=read,
        language=code,
        final=_is_final(read, code),
        blank_before=False,
        indent=len(body) - len(body.lstrip()),
        depth=quoted.group().count(">") if quoted else 0,
        item=_ITEM.match(read) is not None or _is_row(bare),
        label=_LABEL.match(read) is not None,
        width=_columns(code)(read),
    )


def _is_final(read: str, language: LanguageCode | None) -> bool:
    """Whether a line ends as a sentence does."""
    if not read[-1:].isalnum():
        return (
            STOPPED.search(read[-12:]) is not None or read.endswith(":") or _REMARKED.search(read) is not None
        )
    ending = record_of(language).page.ending if language else ""
    return bool(ending) and re.search(f"(?:{ending})$", read[-3:]) is not None


def _is_row(text: str) -> bool:
    """Whether a line is a row of a table."""
    return ("|" in text or "\t" in text or "   " in text) and _ROW.search(text) is not None


def _blocks(rows: list[_Line]) -> Iterator[list[int]]:
    """Blocks of two or more lines between empty lines and changes of quotation depth, as line numbers."""
    block: list[int] = []
    for number, row in enumerate(rows):
        if block and (not row.text or row.depth != rows[number - 1].depth):
            if len(block) > 1:
                yield block
            block = []
        if row.text:
            block.append(number)
    if len(block) > 1:
        yield block


def _begins(rows: Sequence[_Line], number: int) -> bool:
    """Whether a line begins something new, whatever is before it."""
    line, before = rows[number], rows[number - 1]
    if line.item or line.language is None or (before.item and _is_row(before.text)):
        return True
    return before.final and line.indent > before.indent  # a paragraph that is indented


def _joined(rows: list[_Line], blocks: Sequence[Sequence[int]]) -> set[int]:
    """The numbers of the lines that belong to the paragraph of the line before them."""
    signs = {number for block in blocks for number in _signs(rows, block)}
    wrappings = {
        language: _find(rows, blocks, language, signs)
        for language in {row.language for row in rows}
        if language is not None
    }
    joined = {number for block in blocks for number in _by_signs(rows, block, signs)}
    opened = {
        number
        for block in blocks
        for number in block[1:]
        if not rows[number - 1].final and rows[number - 1].width >= SHORTEST
    }
    if len(joined & opened) < SIGNED_AT_ALL * len(opened):
        joined &= _by_quotations(rows, signs)
    for block in blocks:
        joined.update(_by_width(rows, block, signs, wrappings))
    return joined


def _by_width(
    rows: Sequence[_Line],
    block: Sequence[int],
    signs: set[int],
    wrappings: Mapping[LanguageCode, Wrapping | None],
) -> Iterator[int]:
    """The lines of a block whose first word did not fit into the line before."""
    talks = sum(rows[number].label for number in block) > 1
    for number in block[1:]:
        line, before = rows[number], rows[number - 1]
        wrapping = wrappings.get(before.language) if before.language else None
        if wrapping is None or line.language not in (None, before.language):
            continue
        full = wrapping.continues(before, line)
        if full and not before.final and not line.item:
            yield number  # a row of pictures too, or a word before a colon
        elif _begins(rows, number) or (talks and line.label):
            continue
        elif full or (number in signs and not before.final):
            yield number


def _signs(rows: Sequence[_Line], block: Sequence[int]) -> set[int]:
    """The numbers of the lines that clearly continue the line before them, whatever the width."""
    numbers = set()
    talks = sum(rows[number].label for number in block) > 1
    for number in block[1:]:
        line, before = rows[number], rows[number - 1]
        if before.language is None or line.language != before.language or _begins(rows, number):
            continue
        if (talks and line.label) or (before.final and before.text[-1] not in _QUOTES):
            continue
        continues = record_of(before.language).splitting.continues(before.text, line.text)
        runs = not before.final and (
            _INNER_END.search(before.text) is not None or (before.item and line.indent >= before.indent + 2)
        )
        if continues or runs:
            numbers.add(number)
    return numbers


def _by_signs(rows: Sequence[_Line], block: Sequence[int], signs: set[int]) -> set[int]:
    """The lines of a block that continue the line before by signs alone."""
    numbers = _by_quotations(rows, signs.intersection(block))
    if not signs:
        return numbers
    for run in _runs(rows, block, signs):
        widest = max(rows[number].width for number in run)
        goes_on = [number for number in run[1:] if number in signs and rows[number - 1].width >= SHORTEST]
        if goes_on and widest <= WIDEST and not any(_had_room(rows, n, widest, ROOM) for n in run[1:]):
            numbers.update(run[1:])
    widest = max(rows[number].width for number in block)
    if numbers and all(
        number in numbers or not _had_room(rows, number, widest, SLACK) for number in block[1:]
    ):
        numbers.update(number for number in block[1:] if not _begins(rows, number))
    return numbers


def _by_quotations(rows: Sequence[_Line], signs: set[int]) -> set[int]:
    """The lines that continue a sentence around a quotation, and the quotation itself.

    The sign is a word behind a closing quotation mark that begins no sentence: She called / “Wait!” / he
    said.
    """
    behind = {number for number in signs if rows[number - 1].final}
    return behind | {number for number in signs if number + 1 in behind and rows[number].text[0] in _OPENING}


def _runs(rows: Sequence[_Line], block: Sequence[int], signs: set[int]) -> Iterator[list[int]]:
    """Runs of open lines with the line that ends their sentence, without a heading before them."""
    run: list[int] = []
    for number in block:
        if run and _begins(rows, number):
            run = []
        run.append(number)
        if rows[number].final:
            widest = max(rows[row_number].width for row_number in run)
            while len(run) > 1 and run[1] not in signs and _had_room(rows, run[1], widest, ROOM):
                del run[0]
            if len(run) > 1 and STOPPED.search(rows[number].text):
                yield run
            run = []


def _had_room(rows: Sequence[_Line], number: int, widest: int, slack: float) -> bool:
    """Whether the line before had room for the first word of a line."""
    line, before = rows[number], rows[number - 1]
    word = _WORD.match(line.text)
    first = _columns(before.language)(word.group()) if word else 0
    return before.width + 1 + first <= (1 - slack) * widest


def _columns(language: LanguageCode | None) -> Measure:
    measures = record_of(language).page.measures if language else (len,)
    return measures[min(1, len(measures) - 1)]


def _find(
    rows: Sequence[_Line], blocks: Sequence[Sequence[int]], language: LanguageCode, signs: set[int]
) -> Wrapping | None:
    """The width at which the lines of a language were wrapped; None if they were not."""
    numbers = [
        number
        for block in blocks
        for number in block[1:]
        if rows[number].language == rows[number - 1].language == language and not _begins(rows, number)
    ]
    opened = [
        number
        for number in numbers
        if not rows[number - 1].final and len(rows[number - 1].text) >= NARROWEST / 2
    ]
    if len(opened) < FEWEST or sum(number in signs for number in opened) < SIGNED * len(opened):
        return None
    neighbours = [(rows[number - 1], rows[number]) for number in numbers]
    wrappings = [
        tried
        for measure in record_of(language).page.measures
        if (tried := try_measure(neighbours, measure, FEWEST, CONSISTENT))
    ]
    best = max(wrappings, key=lambda tried: tried[0], default=None)
    return replace(best[1], blank_separates=False) if best else None
