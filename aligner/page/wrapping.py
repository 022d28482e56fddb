"""Hard-wrapped lines back into paragraphs.

A program that wraps text fills each line as far as it can, so a line break is a wrap only if the first word
of the next line would not have fitted. The width is not known; the longest line that is plainly open (ends
in the middle of a sentence) is close below it, which makes the rule safe: it never misses a wrap, and in a
text that is not wrapped it hardly ever holds. Blank lines separate paragraphs unless the page strews them
between wrapped lines as well.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.languages import language as record_of
from aligner.languages.manners import Measure
from aligner.model.text import LanguageCode
from aligner.page.lines import Piece

# Lines shorter than this are titles and buttons; nobody wraps articles so narrowly.
NARROWEST = 24
# Share of the open lines of about the full length that must agree on the width, and share of open lines
# among all full ones. Wrapped development pages: 0.95 to 1.0 and 0.75 to 0.9 (0.4 where paragraphs are
# short); with one paragraph a line hardly any line is open.
CONSISTENT = 0.8
CONSISTENT_WITH_OTHER = 0.6  # once the other language of the page is known to be wrapped
OPEN = 0.25
# A line shorter than this share of the width was not filled.
_SHORT = 0.7
SLACK = 0.1
FEWEST = 3  # two titles may look like a wrap by chance
# How full the first of two open lines must be to count as a wrapped headline.
FULL = 0.95

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of one language are wrapped.

    Attributes:
        width: The least width that explains the lines, in what `measure` counts; no open line is longer.
        widest: The greatest width that explains them.
        measure: Characters, columns or bytes.
        blank_separates: Whether a blank line always ends a paragraph.
    """

    width: int
    widest: int
    measure: Measure
    blank_separates: bool

    def continues(self, line: Piece, following: Piece) -> bool:
        """Whether `following` goes on with the paragraph of `line`."""
        if self.blank_separates and following.blank_before:
            return False
        length = self.measure(line.text)
        # Programs differ in what a curly quotation mark counts for, so an open line may seem to have had
        # room.
        room = self.width if line.final else (1 - SLACK) * self.width
        if length > self.widest or _with_next_word(line, following, self.measure) <= room:
            return False
        # After a full stop an open, short line is no last line of a paragraph but a button below the article.
        full = self.measure(following.text) >= self.width * 0.6
        return not line.final or following.final or full


def find_wrappings(pieces: Sequence[Piece]) -> dict[LanguageCode, Wrapping | None]:
    """How the lines of each language are wrapped; None for one that is not.

    Args:
        pieces: Lines of the page in order, without those already known to be no text of an article.
    """
    languages = dict.fromkeys(piece.language for piece in pieces if piece.language)
    found = {language: _find(pieces, language, FEWEST, CONSISTENT) for language in languages}
    if any(found.values()):
        # Where one article is wrapped, so is the other, however short.
        found = {
            language: wrapping or _find(pieces, language, 2, CONSISTENT_WITH_OTHER)
            for language, wrapping in found.items()
        }
    return found


def _find(pieces: Sequence[Piece], language: LanguageCode, fewest: int, consistent: float) -> Wrapping | None:
    neighbours = [
        (line, following)
        for line, following in itertools.pairwise(pieces)
        if line.language == following.language == language
    ]
    measures = record_of(language).page.measures
    found = [_try_measure(neighbours, measure, fewest, consistent) for measure in measures]
    return max((f for f in found if f), key=lambda f: f[0], default=(0, None))[1]


def _try_measure(
    neighbours: list[tuple[Piece, Piece]], measure: Measure, fewest: int, consistent: float
) -> tuple[int, Wrapping] | None:
    """The width that most open lines agree on and how many do; None if they are too few.

    Each open line says that the width lies between its own length and the length it had with the first word
    of the next line; the width is where most of these intervals overlap.
    """
    long = [pair for pair in neighbours if measure(pair[0].text) >= NARROWEST]
    opened = [pair for pair in long if not pair[0].final]
    intervals = [
        (measure(line.text), _with_next_word(line, following, measure)) for line, following in opened
    ]
    width, widest = _common_stretch(intervals)
    agreeing = sum(start <= width < end for start, end in intervals)
    # Lines that would have had room for the next word; much shorter ones are titles and buttons, not
    # wrapped text.
    against = sum(end <= width and start >= _SHORT * width for start, end in intervals)
    longer = sum(measure(line.text) > widest for line, _ in long)
    if agreeing < fewest or agreeing < consistent * (agreeing + against) or agreeing < 2 * longer:
        return None
    closed = sum(measure(line.text) >= _SHORT * width and line.final for line, _ in long)
    if agreeing < OPEN * (agreeing + closed):
        return None
    wrapping = Wrapping(width, widest, measure, blank_separates=False)
    strewn = sum(following.blank_before for line, following in opened if wrapping.continues(line, following))
    return agreeing, replace(wrapping, blank_separates=strewn <= 0.1 * agreeing)


def _with_next_word(line: Piece, following: Piece, measure: Measure) -> int:
    word = _WORD.match(following.text)
    return measure(line.text) + 1 + (measure(word.group()) if word else 0)


def _common_stretch(intervals: list[tuple[int, int]]) -> tuple[int, int]:
    """First and last whole number of a stretch that lies in as many of the half-open intervals as any."""
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


def join(pieces: Sequence[Piece], joinable: Sequence[bool]) -> list[range]:
    """Ranges of pieces that make one paragraph; a piece that is not joinable stays alone.

    Args:
        pieces: Of the whole page, in order.
        joinable: For each piece, whether it may be part of a longer paragraph at all.
    """
    wrappings = find_wrappings([piece for piece, free in zip(pieces, joinable, strict=True) if free])
    wrapped = any(wrappings.values())
    ranges: list[range] = []
    language: LanguageCode | None = None  # of the paragraph that may go on
    for number, piece in enumerate(pieces):
        joined = False
        if number and language and joinable[number] and joinable[number - 1]:
            wrapping, line = wrappings.get(language), pieces[number - 1]
            joined = (wrapped and _runs_on(line, piece)) or (
                wrapping is not None and wrapping.continues(line, piece)
            )
            joined = joined and (piece.language == language or _is_inset(pieces, number, language))
        if joined:
            ranges[-1] = range(ranges[-1].start, number + 1)
        else:
            ranges.append(range(number, number + 1))
            language = piece.language
    return [part for numbers in ranges for part in _without_headings(pieces, numbers, wrappings)]


def _is_inset(pieces: Sequence[Piece], number: int, language: LanguageCode) -> bool:
    """A wrapped line that happens to hold digits only, or a name in the other script, inside a sentence."""
    around = pieces[number - 1 : number + 2 : 2]
    open_before = not pieces[number - 1].final
    if pieces[number].language is None:
        return open_before
    return open_before and len(around) == 2 and all(piece.language == language for piece in around)


def _without_headings(
    pieces: Sequence[Piece], numbers: range, wrappings: dict[LanguageCode, Wrapping | None]
) -> list[range]:
    """Headline and deck, one below the other, are no paragraph even if their lengths look like a wrap.

    A paragraph ends with a full stop; two open lines are a wrapped headline only if the first is quite full.
    """
    language = pieces[numbers[0]].language
    wrapping = wrappings.get(language) if language else None
    if language is None or wrapping is None or not 2 <= len(numbers) <= 3 or pieces[numbers[-1]].final:
        return [numbers]
    lines = [pieces[n].text for n in numbers]
    goes_on = record_of(language).page.goes_on
    if all(wrapping.measure(line) >= FULL * wrapping.width or goes_on(line) for line in lines[:-1]):
        return [numbers]
    if goes_on(" ".join(lines[:-1])):
        return [numbers]
    return [range(n, n + 1) for n in numbers]


def _runs_on(line: Piece, following: Piece) -> bool:
    """A sentence that plainly goes on in the very next line was cut there, whatever the width.

    Only where lines are wrapped at all: headlines end in particles too (`…넘어선 이유는`).
    """
    if following.blank_before or len(line.text) < NARROWEST or line.language != following.language:
        return False
    if line.language is None or line.final:
        return False
    return record_of(line.language).page.is_continued(line.text, following.text, following.final)
