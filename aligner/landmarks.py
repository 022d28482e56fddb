"""Landmarks that two documents share are borders: what is before one is paired with what is before the other.

A listing of code, the name of a heading, the address of a link are kept as they are by translators. One that
occurs once on both sides says where the two are; of landmarks that contradict each other as many are kept as
can be. Sentences inside the block of a landmark are paired with those inside the same block of the other side
or stay alone, and so are those between two of them; nothing is said about which.
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
    """The borders that landmarks of both sides of an article draw, as constraints of its ladder.

    Args:
        source, target: Landmarks in order, with spans in the text that the sentences of this side stand in.
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
    """Where landmarks stand that occur once on each side, in order on both: the longest such chain.

    Examples:
        >>> here = [Landmark(name, Span(at, at + 1)) for at, name in enumerate("abcd")]
        >>> there = [Landmark(name, Span(at, at + 1)) for at, name in enumerate("bxacd")]
        >>> [(one.start, other.start) for one, other in shared(here, there)]
        [(1, 0), (2, 3), (3, 4)]
    """
    places = {landmark.name: landmark.span for landmark in _single(target)}
    return _rising([(mark.span, places[mark.name]) for mark in _single(source) if mark.name in places])


def _single(landmarks: Sequence[Landmark]) -> list[Landmark]:
    counts = Counter(landmark.name for landmark in landmarks)
    return [landmark for landmark in landmarks if counts[landmark.name] == 1]


def _rising(pairs: Sequence[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """A longest chain in which both spans rise."""
    # Of pairs with the same source the later target comes first, so that a chain takes one of them.
    ordered = sorted(dict.fromkeys(pairs), key=lambda pair: (pair[0].start, -pair[1].start))
    ends: list[int] = []  # by length of a chain the least start of a target that one ends with
    last: list[int] = []  # and the number of its last pair
    before: list[int] = []  # the pair before each, -1 for none
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
