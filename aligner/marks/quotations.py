"""Finds quotations, bracketed remarks and titles in quotation marks, which a boundary must not cut.

Marks on news pages are not well-formed: straight and curly ones mix (`"...있다”`), one of a pair is lost
on the way, brackets stay open. So a pair is taken only where both marks are plausible in their place,
an opening mark that finds no partner protects nothing, and no stretch is longer than a limit, so that
two stray marks far apart don't glue a page together. One pass, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
# After a closing mark Korean goes on with a particle or a quotative: "...하겠다"고, "주문"한 뒤.
_KOREAN_TAIL = re.compile(
    r"(?:이?라[고는며]|고|며|면서|는|은|이|가|을|를|의|에|로|와|과|도|만|등|란|한|하|인|임|였|했|된)"
)


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


def enclosures(text: str) -> Enclosures:
    """What stands between marks in one paragraph.

    Examples:
        >>> found = enclosures('그는 "간다. 꼭 간다"고 말했다. (끝)')
        >>> [(span.start, span.end) for span in found.quotations + found.others]
        [(3, 13), (20, 23)]
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
            double, ended = _double_mark(text, mark, here, double, before, after)
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
    text: str, mark: str, here: int, start: int, before: str, after: str
) -> tuple[int, Span | None]:
    """Where a quotation is open after this mark (-1: nowhere), and the quotation that it ends."""
    if start >= 0 and here - start >= _LONGEST["quotation"]:
        start = -1
    opens = mark in "“„‟" or (mark != "”" and before.isspace() and not after.isspace())
    if start < 0:
        # `지원하겠다"고`: a closing mark whose partner was lost on the way opens nothing.
        stray = mark == "”" or (
            mark not in "“„‟"
            and (
                after.isspace()
                or (
                    before.isalnum()
                    and before not in "는은"
                    and _KOREAN_TAIL.match(text, here + 1) is not None
                )
            )
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
