"""Finds quotations, bracketed remarks and titles in quotation marks, which a boundary must not cut.

Marks on news pages are not well-formed: straight and curly ones mix (`"...있다”`), one of a pair is lost
on the way, brackets stay open. So a pair is taken only where both marks are plausible in their place,
an opening mark that finds no partner protects nothing, and no stretch is longer than a limit, so that
two stray marks far apart don't glue a page together. One pass, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from aligner.model.text import Span

_MARKS = re.compile("[\"“”„‟″＂'‘’‚＇「」『』《》〈〉«»【】〔〕（）()\\[\\]［］{}]")
_DOUBLE = '"“”„‟″＂'
_SINGLE = "'‘’‚＇"
_CLOSERS = {")": "(", "]": "[", "}": "{", "）": "（", "］": "［", "】": "【", "〕": "〔",
            "」": "「", "』": "『", "》": "《", "〉": "〈", "»": "«"}  # fmt: skip
_OPENERS = frozenset(_CLOSERS.values())

# Longest stretch that is kept whole, in characters. The longest of the development texts: a quotation of
# 458, a bracket of 71 (captions in brackets are longer, some 100), single quotation marks around 73.
_LONGEST = {"quotation": 800, "bracket": 400, "single": 200}
# An opening bracket is looked for this deep among those still open, which keeps 1 MB of "((((" linear.
_DEPTH = 6

GoesOn = Callable[[str, int], bool]
"""Whether what stands around a quotation mark at a place of a text shows that it closes a quotation: in some
languages a particle follows the mark without a space."""


class Enclosures(NamedTuple):
    """Stretches between marks, both marks included, by what they are."""

    quotations: tuple[Span, ...]  # double quotation marks
    others: tuple[Span, ...]  # brackets, single quotation marks, 「」《》

    def protected(self, *, quotations: bool) -> Iterator[Span]:
        """Outermost stretches in order, none overlapping."""
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
    """What stands between marks in one paragraph.

    Args:
        goes_on: Whether the language goes on behind a closing mark as it does behind the one at a place.

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
        mark, here = match.group(), match.start()
        before = text[here - 1] if here else " "
        after = text[here + 1] if here + 1 < len(text) else " "
        if mark in _DOUBLE:
            double, ended = _double_mark(text, mark, here, double, before, after, goes_on)
            if ended is not None:
                quotations.append(ended)
        elif mark in _SINGLE:
            single, ended = _single_mark(mark, here, single, before, after)
            if ended is not None:
                others.append(ended)
        elif mark in _OPENERS:
            brackets.append((mark, here))
        else:
            for depth, (opener, start) in enumerate(reversed(brackets[-_DEPTH:]), 1):
                if opener == _CLOSERS[mark]:
                    del brackets[-depth:]
                    if here - start < _LONGEST["bracket"]:
                        others.append(Span(start, here + 1))
                    break
    return Enclosures(tuple(quotations), tuple(others))


def _double_mark(
    text: str, mark: str, here: int, start: int, before: str, after: str, goes_on: GoesOn
) -> tuple[int, Span | None]:
    """Where a quotation is open after this mark (-1: nowhere), and the quotation that it ends."""
    if start >= 0 and here - start >= _LONGEST["quotation"]:
        start = -1
    opens = mark in "“„‟" or (mark != "”" and before.isspace() and not after.isspace())
    if start < 0:
        # `지원하겠다"고`: a closing mark whose partner was lost on the way opens nothing.
        # 21": a figure before it makes it the sign of inches, which opens nothing either.
        inches = before.isdigit() and mark not in "“„‟"
        stray = (
            mark == "”"
            or inches
            or (mark not in "“„‟" and (after.isspace() or (before.isalnum() and goes_on(text, here))))
        )
        return (-1 if stray else here), None
    if opens:
        return here, None  # the one before was never closed
    return -1, Span(start, here + 1)


def _single_mark(mark: str, here: int, start: int, before: str, after: str) -> tuple[int, Span | None]:
    """As `_double_mark`; an apostrophe (`Let's`, `'90s`) neither opens nor closes."""
    if start >= 0 and here - start >= _LONGEST["single"]:
        start = -1
    inside_word = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    if inside_word:
        return start, None
    if start >= 0 and not before.isspace() and mark != "‘":
        return -1, Span(start, here + 1)
    opens = mark == "‘" or not (after.isspace() or after.isdigit() or before.isalnum())
    return (here if opens else start), None
