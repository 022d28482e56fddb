"""Use the landmarks that two documents share as borders that no pair crosses.

Translators keep code listings, names of headings and addresses of links unchanged. A landmark that occurs
once on each side marks corresponding places. Of landmarks that contradict each other, as many as possible are
kept. Sentences inside the block of a landmark are paired only with sentences inside its block on the other
side, and sentences between two landmarks only with sentences between these two; which of them are paired
remains open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from aligner.model.article import Article
from aligner.model.bead import Constraints
from aligner.model.page import Landmark
from aligner.model.text import Span


def borders_between(source: Sequence[Landmark], target: Sequence[Landmark], article: Article) -> Constraints:
    """Return the borders at the landmarks of both sides of an article, as constraints of its ladder.

    Args:
        source: Landmarks of the source in order; their spans refer to the text of the source sentences.
        target: Landmarks of the target in order; their spans refer to the text of the target sentences.
        article: The sentences of both sides.
    """
    pairs = shared(source, target)
    starts = [
        [sentence.span.start for sentence in side.sentences] for side in (article.source, article.target)
    ]
    borders: dict[tuple[int, int], None] = {}
    for pair in pairs:
        for edge in (0, 1):
            i, j = (bisect_left(of_side, span[edge]) for of_side, span in zip(starts, pair, strict=True))
            borders[i, j] = None
    return Constraints(borders=tuple(borders))


def shared(source: Sequence[Landmark], target: Sequence[Landmark]) -> list[tuple[Span, Span]]:
    """Return the spans, on both sides, of the longest chain of landmarks that are in order on both sides.

    Only landmarks that occur once on each side are used.

    Examples:
        >>> source = [Landmark(name, Span(at, at + 1)) for at, name in enumerate("abcd")]
        >>> target = [Landmark(name, Span(at, at + 1)) for at, name in enumerate("bxacd")]
        >>> [(source_span.start, target_span.start) for source_span, target_span in shared(source, target)]
        [(1, 0), (2, 3), (3, 4)]
    """
    places = {landmark.name: landmark.span for landmark in _single(target)}
    return _rising([(mark.span, places[mark.name]) for mark in _single(source) if mark.name in places])


def _single(landmarks: Sequence[Landmark]) -> list[Landmark]:
    counts = Counter(landmark.name for landmark in landmarks)
    return [landmark for landmark in landmarks if counts[landmark.name] == 1]


def _rising(pairs: Sequence[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """Return a longest chain of pairs in which both spans rise."""
    # Of pairs with one source span, the one with the later target comes first, so that a chain has only one
    # of them.
    ordered = sorted(dict.fromkeys(pairs), key=lambda pair: (pair[0].start, -pair[1].start))
    ends: list[int] = []  # for each length of a chain, the least start of its last target
    last: list[int] = []  # for each length of a chain, the number of its last pair
    before: list[int] = []  # for each pair, the number of the pair before it; -1 for none
    for number, (_, target) in enumerate(ordered):
        length = bisect_left(ends, target.start)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [target.start]
        last[length : length + 1] = [number]
    chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(ordered[number])
        number = before[number]
    return chain[::-1]
