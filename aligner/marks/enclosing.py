"""Pair quotation marks and brackets: find the spans that they enclose, and the marks without a partner.

Every mark counts here, unlike in `aligner.marks.quotations`, which finds spans in which no sentence may be
cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aligner.expressions import compiled
from aligner.model.text import Span

# Double marks, also as typewriters and feeds write them: ``so'', ´´so´´, ’’so’’. Two in a row are one mark
# written twice (””so””), except between letters, where one quotation closes and the next opens (다""그).
_DOUBLE = '"“”„‟＂«»「」『』'
# The set of all signs is the first part of the expression, as the engine then searches faster.
MARK = compiled(rf"[{_DOUBLE}`'´‘’](?:(?<=[{_DOUBLE}])[{_DOUBLE}]*|(?<=`)`|(?<=')'|(?<=´)´|(?<=‘)‘|(?<=’)’)")
_BRACKETS = {"(": ")", "[": "]", "（": "）", "［": "］", "【": "】", "〔": "〕"}
_BRACKET = compiled(r"[()\[\]（）［］【】〔〕]")
# Half-width and full-width forms pair with each other: Korean pages open with one and close with the other.
_FOLD = str.maketrans("（）［］", "()[]")
_FEET_BEFORE = compiled(r"(?<!\d)\d['\N{RIGHT SINGLE QUOTATION MARK}] ?1?\d$")  # 6'2"
# A closing bracket after one of these is a list number or a face: `1)`, `a)` and `:)`.
LIST_NUMBER = compiled(r"(?:^|[.;:\n])\s?\w{1,2}$|[:;]-?$")


@dataclass(frozen=True, slots=True)
class Pairs:
    """The marks of a text.

    Attributes:
        paired: Spans that a pair of marks encloses, both marks included.
        strays: Marks without a partner.
        glued: Two marks in a row between letters, of which one closes and one opens a quotation.
    """

    paired: tuple[Span, ...]
    strays: tuple[Span, ...]
    glued: tuple[Span, ...] = ()


_NO_MARKS = Pairs((), ())


def read_quotations(text: str) -> Pairs:
    """Pair the double quotation marks of a text by their shape, or in turn where the shape is ambiguous.

    Examples:
        >>> read_quotations('He said "so" and “why” today').strays
        ()
        >>> text = 'It was over," he said.'
        >>> [span.of(text) for span in read_quotations(text).strays]
        ['"']
    """
    if MARK.search(text) is None:
        return _NO_MARKS
    paired: list[Span] = []
    strays: list[Span] = []
    glued: list[Span] = []
    opening: Span | None = None
    for mark in _marks(text):
        if mark.end - mark.start == 2 and _between_letters(text, mark) and "&" not in mark.of(text):
            glued.append(mark)
            if opening is not None:
                paired.append(Span(opening.start, mark.start + 1))
            opening = Span(mark.start + 1, mark.end)
            continue
        shape = _shape(text, mark)
        if opening is None:
            if shape == "inch":
                continue
            if shape == "close":
                strays.append(mark)
            else:
                opening = mark
        elif shape == "open":
            strays.append(opening)
            opening = mark
        else:
            paired.append(Span(opening.start, mark.end))
            opening = None
    if opening is not None:
        strays.append(opening)
    return Pairs(tuple(paired), tuple(strays), tuple(glued))


def _marks(text: str) -> Iterator[Span]:
    """Yield the double marks; a `„` between letters is none, but an umlaut in a wrong encoding (`K„se`)."""
    for match in MARK.finditer(text):
        mark = Span(*match.span())
        if match[0] != "„" or not _between_letters(text, mark):
            yield mark


def _between_letters(text: str, mark: Span) -> bool:
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    return before.isalnum() and after.isalnum()


def _shape(text: str, mark: Span) -> str:
    """Tell the shape of a mark from the characters before and after it: `open`, `close`, `inch` or `any`."""
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    free_before = not before or before.isspace() or before in "([{（［【‘'<〈《—–-…"
    free_after = not after or after.isspace() or after in ")]}）］】.,;:!?…’'>〉》"
    if free_before and not free_after:
        return "open"
    glyph = mark.of(text)[0]
    if glyph in '"”' and _FEET_BEFORE.search(text, 0, mark.start):
        return "inch"
    if free_after and not free_before:
        return "inch" if before.isdigit() and glyph in "\"'”" else "close"
    return "open" if glyph in "“„«「『" else "close" if glyph in "”»」』" else "any"


def read_brackets(text: str) -> Pairs:
    """Pair the brackets of a text; a bracket that closes a list number or a face is ignored.

    Examples:
        >>> text = "the forum (ARF in Seoul"
        >>> [span.of(text) for span in read_brackets(text).strays]
        ['(']
    """
    if _BRACKET.search(text) is None:
        return _NO_MARKS
    paired: list[Span] = []
    strays: list[Span] = []
    stack: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        mark, position = match.group().translate(_FOLD), match.start()
        if mark in _BRACKETS:
            stack.append((_BRACKETS[mark], position))
        elif stack and stack[-1][0] == mark:
            paired.append(Span(stack.pop()[1], position + 1))
        elif not LIST_NUMBER.search(text[max(0, position - 4) : position]):
            strays.append(Span(position, position + 1))
    strays += [Span(position, position + 1) for _, position in stack]
    return Pairs(tuple(sorted(paired)), tuple(sorted(strays)))
