"""Find stretches with figures that both sides write identically: `24/7`, `$5M`, `00:00:00`, a version.

The readers of two languages may read one string in two ways, but a copied number is a correct translation.
Both texts are cut into words of ASCII letters and digits. A word with a digit that occurs in both is the
start of a stretch, which is extended while the next words, and the signs between them, are equal. Each word
is used once, so the time is linear.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence

from aligner.expressions import compiled
from aligner.model.text import Span

_WORD = compiled(r"[A-Za-z0-9]+")
_Words = Sequence[re.Match[str]]
_DIGIT = compiled(r"[0-9]")


def copied(source: str, target: str) -> list[tuple[Span, Span]]:
    """Find the stretches with figures that are identical in both texts, in order of the source.

    Examples:
        >>> copied("투자는 $5M 규모다.", "It is worth $5M.")
        [(Span(start=4, end=7), Span(start=12, end=15))]
    """
    source_words, target_words = list(_WORD.finditer(source)), list(_WORD.finditer(target))
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for number, word in enumerate(target_words):
        if _DIGIT.search(word[0]):
            places[word[0]].append(number)
    stretches = []
    taken = [False] * len(target_words)
    begin = 0
    for number, word in enumerate(source_words):
        queue = places.get(word[0])
        if number < begin or not queue:
            continue
        while queue and taken[queue[0]]:
            queue.popleft()
        if not queue:
            continue
        other = queue.popleft()
        before, after = _growth(source_words, target_words, number, other, begin, taken, source, target)
        for position in range(other - before, other + after + 1):
            taken[position] = True
        begin = number + after + 1
        source_span = Span(source_words[number - before].start(), source_words[number + after].end())
        target_span = Span(target_words[other - before].start(), target_words[other + after].end())
        stretches.append(_with_signs(source_span, target_span, source, target))
    return stretches


def _growth(source_words: _Words, target_words: _Words, number: int, other: int, begin: int,
            taken: Sequence[bool], source: str, target: str) -> tuple[int, int]:  # fmt: skip
    """Return how many words before and after two equal words are equal too."""
    before = 0
    while (
        number - before > begin
        and other - before > 0
        and not taken[other - before - 1]
        and _joined(source_words, target_words, number - before - 1, other - before - 1, source, target)
        and source_words[number - before - 1][0] == target_words[other - before - 1][0]
    ):
        before += 1
    after = 0
    while (
        number + after + 1 < len(source_words)
        and other + after + 1 < len(target_words)
        and not taken[other + after + 1]
        and _joined(source_words, target_words, number + after, other + after, source, target)
        and source_words[number + after + 1][0] == target_words[other + after + 1][0]
    ):
        after += 1
    return before, after


def _joined(
    source_words: _Words, target_words: _Words, number: int, other: int, source: str, target: str
) -> bool:
    """Whether the characters between a word and the next one are identical on both sides."""
    return (
        source[source_words[number].end() : source_words[number + 1].start()]
        == target[target_words[other].end() : target_words[other + 1].start()]
    )


def _with_signs(source_span: Span, target_span: Span, source: str, target: str) -> tuple[Span, Span]:
    """Extend two spans over identical signs directly before and after them."""
    start = 0
    while (
        min(source_span.start, target_span.start) > start
        and source[source_span.start - start - 1] == target[target_span.start - start - 1]
        and _is_sign(source[source_span.start - start - 1])
    ):
        start += 1
    end = 0
    while (
        source_span.end + end < len(source)
        and target_span.end + end < len(target)
        and source[source_span.end + end] == target[target_span.end + end]
        and _is_sign(source[source_span.end + end])
    ):
        end += 1
    return Span(source_span.start - start, source_span.end + end), Span(
        target_span.start - start, target_span.end + end
    )


def _is_sign(letter: str) -> bool:
    return not letter.isalnum() and not letter.isspace()
