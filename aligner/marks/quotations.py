"""Find quotations, bracketed remarks and titles in quotation marks, in which no sentence may be cut.

Marks on news pages are not well-formed: straight and curly ones are mixed (`"...있다”`), one of a pair is
lost, brackets stay open. So a pair is taken only if both marks are plausible in their places, and an
opening mark without a partner encloses nothing. No stretch is longer than a limit, so that two stray marks
far apart don't enclose half a page. The search takes one pass; its time is linear in the length of the
text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from aligner.expressions import compiled
from aligner.model.text import Span

_MARKS = compiled("[\"“”„‟″＂'‘’‚＇「」『』《》〈〉«»【】〔〕（）()\\[\\]［］{}]")
_DOUBLE = '"“”„‟″＂'
_SINGLE = "'‘’‚＇"
_CLOSERS = {")": "(", "]": "[", "}": "{", "）": "（", "］": "［", "】": "【", "〕": "〔",
            "」": "「", "』": "『", "》": "《", "〉": "〈", "»": "«"}  # fmt: skip
_OPENERS = frozenset(_CLOSERS.values())

# Longest stretch that is kept whole, in characters. The longest ones in the development texts are a quotation
# of 458, a bracket of 71 (captions in brackets are longer, about 100), and single quotation marks around 73.
_LONGEST = {"quotation": 800, "bracket": 400, "single": 200}
# A closing bracket is compared with at most this many open ones, which keeps 1 MB of "((((" linear.
_DEPTH = 6

GoesOn = Callable[[str, int], bool]
"""Tells whether the quotation mark at a place of a text is a closing one by the characters around it: in some
languages a particle follows a closing mark without a space."""


class Enclosures(NamedTuple):
    """Stretches between marks, both marks included, by the sort of marks."""

    quotations: tuple[Span, ...]  # double quotation marks
    others: tuple[Span, ...]  # brackets, single quotation marks, 「」《》

    def protected(self, *, quotations: bool) -> Iterator[Span]:
        """Yield the outermost stretches in order, without overlaps; quotations only if `quotations`."""
        spans = sorted(self.quotations + self.others if quotations else self.others)
        start, end = -1, -1
        for span in spans:
            if span.start >= end:
                if end >= 0:
                    yield Span(start, end)
                start, end = span
            else:
                end = max(end, span.end)
        if end >= 0:
            yield Span(start, end)


def enclosures(text: str, goes_on: GoesOn = lambda text, mark: False) -> Enclosures:
    """Find the stretches between marks in one paragraph.

    Args:
        goes_on: Whether a particle of the language follows the mark at a place, so that it is a closing mark.

    Examples:
        >>> found = enclosures('He said "I go. I do go" and left. (end)')
        >>> [(span.start, span.end) for span in found.quotations + found.others]
        [(8, 23), (34, 39)]
    """
    quotations: list[Span] = []
    others: list[Span] = []
    brackets: list[tuple[str, int]] = []
    double = single = -1  # where the quotation that is open began
    for match in _MARKS.finditer(text):
        mark, place = match.group(), match.start()
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if mark in _DOUBLE:
            double, ended = _double_mark(text, mark, place, double, before, after, goes_on)
            if ended is not None:
                quotations.append(ended)
        elif mark in _SINGLE:
            single, ended = _single_mark(mark, place, single, before, after)
            if ended is not None:
                others.append(ended)
        elif mark in _OPENERS:
            brackets.append((mark, place))
        else:
            for depth, (opener, start) in enumerate(reversed(brackets[-_DEPTH:]), 1):
                if opener == _CLOSERS[mark]:
                    del brackets[-depth:]
                    if place - start < _LONGEST["bracket"]:
                        others.append(Span(start, place + 1))
                    break
    return Enclosures(tuple(quotations), tuple(others))


def _double_mark(
    text: str, mark: str, place: int, start: int, before: str, after: str, goes_on: GoesOn
) -> tuple[int, Span | None]:
    """Return where the open quotation after this mark begins (-1: none is open), and the one that it ends."""
    if start >= 0 and place - start >= _LONGEST["quotation"]:
        start = -1
    opens = mark in "“„‟" or (mark != "”" and before.isspace() and not after.isspace())
    if start < 0:
        # A closing mark whose partner was lost opens nothing: `지원하겠다"고`.
        # A mark after a figure is the sign of inches and opens nothing either: 21".
        inches = before.isdigit() and mark not in "“„‟"
        stray = (
            mark == "”"
            or inches
            or (mark not in "“„‟" and (after.isspace() or (before.isalnum() and goes_on(text, place))))
        )
        return (-1 if stray else place), None
    if opens:
        return place, None  # the quotation before it was never closed
    return -1, Span(start, place + 1)


def _single_mark(mark: str, place: int, start: int, before: str, after: str) -> tuple[int, Span | None]:
    """Handle a single mark like `_double_mark`; an apostrophe (`Let's`, `'90s`) neither opens nor closes."""
    if start >= 0 and place - start >= _LONGEST["single"]:
        start = -1
    inside_word = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    if inside_word:
        return start, None
    if start >= 0 and not before.isspace() and mark != "‘":
        return -1, Span(start, place + 1)
    opens = mark == "‘" or not (after.isspace() or after.isdigit() or before.isalnum())
    return (place if opens else start), None
