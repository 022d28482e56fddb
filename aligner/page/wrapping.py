"""Join the hard-wrapped lines of a page to paragraphs.

`aligner.sentences.width` finds the width of the lines. Blank lines separate paragraphs, unless the page has
blank lines between wrapped lines as well.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from aligner.languages import language as record_of
from aligner.model.text import LanguageCode
from aligner.page.lines import Piece
from aligner.sentences.width import CONSISTENT, FEWEST, NARROWEST, Wrapping, try_measure

CONSISTENT_WITH_OTHER = 0.6  # once the other language of the page is known to be wrapped
# Two lines without a stop are a wrapped headline only if the first has at least this share of the line width.
FULL = 0.95


def find_wrappings(pieces: Sequence[Piece]) -> dict[LanguageCode, Wrapping | None]:
    """Find how the lines of each language are wrapped; None for a language whose lines are not wrapped.

    Args:
        pieces: Lines of the page in order, except lines that are known to be no text of an article.
    """
    languages = dict.fromkeys(piece.language for piece in pieces if piece.language)
    wrappings = {language: _find(pieces, language, FEWEST, CONSISTENT) for language in languages}
    if any(wrappings.values()):
        # Where one article is wrapped, so is the other, however short.
        wrappings = {
            language: wrapping or _find(pieces, language, 2, CONSISTENT_WITH_OTHER)
            for language, wrapping in wrappings.items()
        }
    return wrappings


def _find(pieces: Sequence[Piece], language: LanguageCode, fewest: int, consistent: float) -> Wrapping | None:
    neighbours = [
        (line, following)
        for line, following in itertools.pairwise(pieces)
        if line.language == following.language == language
    ]
    measures = record_of(language).page.measures
    results = [try_measure(neighbours, measure, fewest, consistent) for measure in measures]
    return max((r for r in results if r), key=lambda r: r[0], default=(0, None))[1]


def join(pieces: Sequence[Piece], joinable: Sequence[bool]) -> list[range]:
    """Group pieces to paragraphs, as ranges of piece numbers; a piece that is not joinable stays alone.

    Args:
        pieces: All pieces of the page, in order.
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
    """Whether a line inside a wrapped sentence holds only digits, or only a name in the other script."""
    around = pieces[number - 1 : number + 2 : 2]
    open_before = not pieces[number - 1].final
    if pieces[number].language is None:
        return open_before
    return open_before and len(around) == 2 and all(piece.language == language for piece in around)


def _without_headings(
    pieces: Sequence[Piece], numbers: range, wrappings: dict[LanguageCode, Wrapping | None]
) -> list[range]:
    """Separate a headline and the deck below it, which are no paragraph even if their lengths look wrapped.

    A paragraph ends with a full stop. Lines without one are a wrapped headline only if the first is nearly
    full.
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
    """Whether the sentence of a line plainly goes on in the next line, whatever the width.

    Use it only on pages with wrapped lines: headlines end in particles too (`…넘어선 이유는`).
    """
    if following.blank_before or len(line.text) < NARROWEST or line.language != following.language:
        return False
    if line.language is None or line.final:
        return False
    return record_of(line.language).page.is_continued(line.text, following.text, following.final)
