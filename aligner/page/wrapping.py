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
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aligner.page.lines import SYLLABLE, Piece
from aligner.page.marks import is_final
from aligner.span import Language

# Lines shorter than this are titles and buttons; nobody wraps articles so narrowly.
NARROWEST = 24
# Share of the open lines whose break must look like a wrap, and share of open lines among all long ones. Wrapped
# development pages: 1.0 and 0.75 to 0.9; pages with one paragraph a line: below 0.2 of either.
CONSISTENT = 0.8
OPEN = 0.4
# Open lines of one width vary by a word; a longer line (an unwrapped headline) is no measure of the width.
SPREAD = 1.12
WIDTHS = 16  # how many widths within the spread are tried

# How full the first of two open lines must be to count as a wrapped headline.
FULL = 0.95

WORD = re.compile(r"\S+")

Measure = Callable[[str], int]


def columns(text: str) -> int:
    """Width on a terminal: a Hangul syllable takes two columns."""
    return len(text) + len(SYLLABLE.findall(text))


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of one language are wrapped: at `width`, as `measure` counts it."""

    width: int
    measure: Measure
    blank_separates: bool

    def continues(self, line: Piece, following: Piece) -> bool:
        """Whether `following` goes on with the paragraph of `line`."""
        if self.blank_separates and following.blank_before:
            return False
        length = self.measure(line.text)
        if length > self.width:
            return False
        word = WORD.match(following.text)
        if length + 1 + (self.measure(word.group()) if word else 0) <= self.width:
            return False
        # After a full stop an open, short line is no last line of a paragraph but a button below the article.
        full = self.measure(following.text) >= self.width * 0.6
        return not is_final(line.text) or is_final(following.text) or full


def find_wrapping(pieces: Sequence[Piece], language: Language) -> Wrapping | None:
    """How the lines of a language are wrapped; None if they are not.

    Args:
        pieces: Lines of the page in order, without those already known to be no text of an article.
    """
    neighbours = [
        (line, following)
        for line, following in itertools.pairwise(pieces)
        if line.language == following.language == language
    ]
    best: tuple[float, Wrapping] | None = None
    for measure in (len, columns) if language == "ko" else (len,):
        found = _try_measure(neighbours, measure)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best else None


def _try_measure(neighbours: list[tuple[Piece, Piece]], measure: Measure) -> tuple[float, Wrapping] | None:
    """The width that explains most open lines, and the share it explains; None if that is too little."""
    long = [pair for pair in neighbours if measure(pair[0].text) >= NARROWEST]
    opened = [pair for pair in long if not is_final(pair[0].text)]
    if len(opened) < 2 or len(opened) < OPEN * len(long):
        return None
    lengths = sorted(measure(line.text) for line, _ in opened)
    typical = lengths[(3 * len(lengths)) // 4]
    # An unwrapped headline may be a little longer than the lines of the text, so the longest is not always the width.
    widths = sorted({length for length in lengths if typical / SPREAD <= length <= typical * SPREAD})
    best: tuple[int, int] = (0, 0)
    for width in widths[-WIDTHS:]:
        wrapping = Wrapping(width, measure, blank_separates=False)
        best = max(best, (sum(wrapping.continues(*pair) for pair in opened), width))
    explained, width = best
    if explained < 2 or explained < CONSISTENT * len(opened):
        return None
    wrapping = Wrapping(width, measure, blank_separates=False)
    strewn = sum(following.blank_before for line, following in opened if wrapping.continues(line, following))
    return explained / len(opened), Wrapping(width, measure, blank_separates=strewn <= 0.1 * explained)


def join(pieces: Sequence[Piece], joinable: Sequence[bool]) -> list[range]:
    """Ranges of pieces that make one paragraph; a piece that is not joinable stays alone.

    Args:
        pieces: Of the whole page, in order.
        joinable: For each piece, whether it may be part of a longer paragraph at all.
    """
    wrappings: dict[Language, Wrapping | None] = {}
    candidates = [piece for piece, free in zip(pieces, joinable, strict=True) if free]
    wrappings["ko"], wrappings["en"] = find_wrapping(candidates, "ko"), find_wrapping(candidates, "en")
    ranges: list[range] = []
    language: Language | None = None  # of the paragraph that may go on
    for number, piece in enumerate(pieces):
        joined = False
        if number and language and joinable[number] and joinable[number - 1]:
            wrapping, line = wrappings[language], pieces[number - 1]
            joined = _runs_on(line, piece) or (wrapping is not None and wrapping.continues(line, piece))
            joined = joined and (piece.language == language or _is_inset(pieces, number, language))
        if joined:
            ranges[-1] = range(ranges[-1].start, number + 1)
        else:
            ranges.append(range(number, number + 1))
            language = piece.language
    return [part for numbers in ranges for part in _without_headings(pieces, numbers, wrappings)]


def _is_inset(pieces: Sequence[Piece], number: int, language: Language) -> bool:
    """A wrapped line that happens to hold digits only, or a name in the other script, inside a sentence."""
    around = pieces[number - 1 : number + 2 : 2]
    open_before = not is_final(pieces[number - 1].text)
    if pieces[number].language is None:
        return open_before
    return open_before and len(around) == 2 and all(piece.language == language for piece in around)


def _without_headings(
    pieces: Sequence[Piece], numbers: range, wrappings: dict[Language, Wrapping | None]
) -> list[range]:
    """Headline and deck, one below the other, are no paragraph even if their lengths look like a wrap.

    A paragraph ends with a full stop; two open lines are a wrapped headline only if the first is quite full.
    """
    language = pieces[numbers[0]].language
    wrapping = wrappings[language] if language else None
    if wrapping is None or not 2 <= len(numbers) <= 3 or is_final(pieces[numbers[-1]].text):
        return [numbers]
    if all(wrapping.measure(pieces[n].text) >= FULL * wrapping.width for n in numbers[:-1]):
        return [numbers]
    return [range(n, n + 1) for n in numbers]


def _runs_on(line: Piece, following: Piece) -> bool:
    """A sentence that goes on in lower case in the very next line was cut there, whatever the width."""
    return (
        line.language == following.language == "en"
        and not following.blank_before
        and len(line.text) >= NARROWEST
        and not is_final(line.text)
        and following.text[:1].islower()
    )
