"""Finds the width at which lines were wrapped, from the lines themselves.

A program that wraps text fills each line as far as possible, so a line break is a wrap only if the first word
of the next line would not have fitted. The width is not known, but the longest line that ends in the middle
of a sentence is only a little shorter. With it the rule never misses a wrap, and in a text that is not
wrapped it hardly ever finds one.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from aligner.expressions import compiled
from aligner.languages.manners import Measure

# Lines shorter than this are titles and buttons; nobody wraps articles so narrowly.
NARROWEST = 24
# Share of the open lines of about the full length that must agree on the width, and share of open lines
# among all full ones. Wrapped development pages: 0.95 to 1.0 and 0.75 to 0.9 (0.4 where paragraphs are
# short); with one paragraph a line hardly any line is open.
CONSISTENT = 0.8
OPEN = 0.25
# A line shorter than this share of the width was not filled.
_SHORT = 0.7
SLACK = 0.1
FEWEST = 3  # two titles may look like a wrap by chance

_WORD = compiled(r"\S+")


class Row(Protocol):
    """A line as the rules look at it.

    `text` has no blanks around it; `final` says whether it ends as a sentence does, `blank_before` whether an
    empty line is before it.
    """

    @property
    def text(self) -> str: ...
    @property
    def final(self) -> bool: ...
    @property
    def blank_before(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of one language are wrapped.

    Attributes:
        width: The least width that explains the lines, in the unit of `measure`; no open line is longer.
        widest: The greatest width that explains them.
        measure: Counts characters, columns or bytes.
        blank_separates: Whether an empty line always ends a paragraph.
    """

    width: int
    widest: int
    measure: Measure
    blank_separates: bool

    def continues(self, line: Row, following: Row) -> bool:
        """Whether the line `following` belongs to the paragraph of `line`."""
        if self.blank_separates and following.blank_before:
            return False
        length = self.measure(line.text)
        # Programs differ in what a curly quotation mark counts for, so an open line may seem to have had
        # room.
        room = self.width if line.final else (1 - SLACK) * self.width
        if length > self.widest or length + 1 + _first_word(following, self.measure) <= room:
            return False
        # After a full stop an open, short line is no last line of a paragraph but a button below the article.
        full = self.measure(following.text) >= self.width * 0.6
        return not line.final or following.final or full


def try_measure(
    neighbours: Sequence[tuple[Row, Row]], measure: Measure, fewest: int, consistent: float
) -> tuple[int, Wrapping] | None:
    """The width on which most open lines agree, and how many agree; None if there are too few.

    Each open line says that the width is between its own length and the length it would have with the first
    word of the next line. The width is where most of these intervals overlap.
    """
    lengths = [(measure(line.text), line, following) for line, following in neighbours]
    long = [each for each in lengths if each[0] >= NARROWEST]
    opened = [each for each in long if not each[1].final]
    intervals = [(length, length + 1 + _first_word(following, measure)) for length, _, following in opened]
    width, widest = _common_stretch(intervals)
    agreeing = sum(start <= width < end for start, end in intervals)
    # Lines that would have had room for the next word; much shorter ones are titles and buttons, not
    # wrapped text.
    against = sum(end <= width and start >= _SHORT * width for start, end in intervals)
    longer = sum(length > widest for length, _, _ in long)
    if agreeing < fewest or agreeing < consistent * (agreeing + against) or agreeing < 2 * longer:
        return None
    closed = sum(length >= _SHORT * width and line.final for length, line, _ in long)
    if agreeing < OPEN * (agreeing + closed):
        return None
    wrapping = Wrapping(width, widest, measure, blank_separates=False)
    strewn = sum(each[2].blank_before and wrapping.continues(each[1], each[2]) for each in opened)
    return agreeing, replace(wrapping, blank_separates=strewn <= 0.1 * agreeing)


def _first_word(line: Row, measure: Measure) -> int:
    """The length of the first word of a line."""
    word = _WORD.match(line.text)
    return measure(word.group()) if word else 0


def _common_stretch(intervals: list[tuple[int, int]]) -> tuple[int, int]:
    """First and last whole number of a stretch that as many of the half-open intervals share as possible."""
    changes: Counter[int] = Counter()
    for start, end in intervals:
        changes[start] += 1
        changes[end] -= 1
    most = depth = 0
    stretch = (0, 0)
    for edge, following in itertools.pairwise(sorted(changes)):
        depth += changes[edge]
        if depth >= most:
            most, stretch = depth, (edge, following - 1)
    return stretch
