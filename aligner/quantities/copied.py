"""Stretches with figures that both sides write with the same signs: `24/7`, `$5M`, `00:00:00`, a version.

Two readers may read the same signs in two ways, but whoever copies a number renders it. Both texts are
cut into words of ASCII letters and digits; a word with a digit that stands in both is the seed of a
stretch, which grows as long as the next words, and the signs between them, are the same. Each word is
used once, so this is linear.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence

from aligner.model.text import Span

_WORD = re.compile(r"[A-Za-z0-9]+")
_Words = Sequence[re.Match[str]]
_DIGIT = re.compile(r"[0-9]")


def copied(source: str, target: str) -> list[tuple[Span, Span]]:
    """The stretches with figures that are the same in both texts, in order of the source.

    Examples:
        >>> copied("투자는 $5M 규모다.", "It is worth $5M.")
        [(Span(start=4, end=7), Span(start=12, end=15))]
    """
    here, there = list(_WORD.finditer(source)), list(_WORD.finditer(target))
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for number, word in enumerate(there):
        if _DIGIT.search(word[0]):
            places[word[0]].append(number)
    found = []
    taken = [False] * len(there)
    begin = 0
    for number, word in enumerate(here):
        queue = places.get(word[0])
        if number < begin or not queue:
            continue
        while queue and taken[queue[0]]:
            queue.popleft()
        if not queue:
            continue
        other = queue.popleft()
        before, after = _growth(here, there, number, other, begin, taken, source, target)
        for position in range(other - before, other + after + 1):
            taken[position] = True
        begin = number + after + 1
        one = Span(here[number - before].start(), here[number + after].end())
        two = Span(there[other - before].start(), there[other + after].end())
        found.append(_with_signs(one, two, source, target))
    return found


def _growth(here: _Words, there: _Words, number: int, other: int, begin: int,
            taken: Sequence[bool], source: str, target: str) -> tuple[int, int]:  # fmt: skip
    """How many words before and behind two equal ones are equal too."""
    before = 0
    while (
        number - before > begin
        and other - before > 0
        and not taken[other - before - 1]
        and _joined(here, there, number - before - 1, other - before - 1, source, target)
        and here[number - before - 1][0] == there[other - before - 1][0]
    ):
        before += 1
    after = 0
    while (
        number + after + 1 < len(here)
        and other + after + 1 < len(there)
        and not taken[other + after + 1]
        and _joined(here, there, number + after, other + after, source, target)
        and here[number + after + 1][0] == there[other + after + 1][0]
    ):
        after += 1
    return before, after


def _joined(here: _Words, there: _Words, number: int, other: int, source: str, target: str) -> bool:
    """Whether the same signs stand behind a word of either side, up to the next word."""
    return (
        source[here[number].end() : here[number + 1].start()]
        == target[there[other].end() : there[other + 1].start()]
    )


def _with_signs(one: Span, two: Span, source: str, target: str) -> tuple[Span, Span]:
    """Both spans with the signs that stand directly before and behind either of them."""
    start = 0
    while (
        min(one.start, two.start) > start
        and source[one.start - start - 1] == target[two.start - start - 1]
        and _is_sign(source[one.start - start - 1])
    ):
        start += 1
    end = 0
    while (
        one.end + end < len(source)
        and two.end + end < len(target)
        and source[one.end + end] == target[two.end + end]
        and _is_sign(source[one.end + end])
    ):
        end += 1
    return Span(one.start - start, one.end + end), Span(two.start - start, two.end + end)


def _is_sign(letter: str) -> bool:
    return not letter.isalnum() and not letter.isspace()
