"""A quick test, before any rule is tried, whether a word of a Korean text may begin a number.

이, 한, 대, 수 begin ordinary words far more often than numbers. The characters that may follow each of them
in a number, directly or after a blank, are collected once from the tables: characters of numerals, first
characters of counters, the rest of words that hold a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from aligner.languages.ko.counting import (
    APART_FROM_ONE_DIGIT,
    APART_FROM_TWO,
    ATTACHED_TO_ONE_DIGIT,
    first_characters,
)
from aligner.languages.ko.numerals import native_words, numeral_words
from aligner.tables import read_table

# What may follow a Sino-Korean digit besides counters: 오월, 삼점일, 삼분의, 영하 오 도, 일과 사분의 일.
_BEHIND_A_DIGIT = frozenset("월점분도과와")
_DIGITS = frozenset("일이삼사오육유시칠팔구영")
_NATIVE_DIGITS = frozenset("한네석넉열쉰")
_WEEKDAYS = "월화수목금토일"
_POWERS = frozenset("십백천만억조")  # after 수 and 몇: 수십, 수 백만

_Behind = Mapping[str, frozenset[str]]


def _firsts(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[0] for word in words)


@cache
def _behind() -> tuple[_Behind, _Behind]:
    """Return, by first character, what may follow it directly, and what may follow a blank after it.

    Any text may follow a character that is missing in a mapping.
    """
    second: defaultdict[str, set[str]] = defaultdict(set)
    third: defaultdict[str, set[str]] = defaultdict(set)
    words = [row["surface"] for _, row in read_table("ko/number_words.tsv")] + list(native_words())
    for word in words:
        second[word[0]].update(word[1:2])
        third[word[0]].update(word[2:3] if word[1:2] == " " else "")
    for day in _WEEKDAYS:
        second[day].update(_WEEKDAYS + "요")
        third.setdefault(day, set())
    for rough in "수몇":
        second[rough].update(_POWERS)
        third[rough].update(_POWERS)
    numerals = frozenset(numeral_words())
    for digit in _DIGITS:
        second[digit] |= numerals | _BEHIND_A_DIGIT | _firsts(ATTACHED_TO_ONE_DIGIT)
        apart = (
            _firsts(APART_FROM_TWO)
            if digit == "이"
            else _firsts(APART_FROM_ONE_DIGIT) | first_characters(foreign=True)
        )
        third[digit] |= numerals | _BEHIND_A_DIGIT | apart
    counters = first_characters()
    for digit in _NATIVE_DIGITS:
        second[digit] |= counters | _firsts(native_words())
        third[digit] |= counters
    free = [word for word in words if len(word) == 1] + sorted(numerals - _DIGITS) + ["두", "세", "반"]
    for character in free:
        if character not in _DIGITS | _NATIVE_DIGITS:
            second.pop(character, None)
            third.pop(character, None)
    return (
        {first: frozenset(characters) for first, characters in second.items()},
        {first: frozenset(characters) for first, characters in third.items()},
    )


def may_start(text: str, start: int) -> bool:
    """Return whether the word at `start` may begin a number, as far as two characters show.

    Examples:
        >>> [may_start(text, 0) for text in ("정부", "이라", "대표", "한 명", "이만 명", "대여섯")]
        [False, False, False, True, True, True]
    """
    seconds, thirds = _behind()
    behind = text[start + 1 : start + 2]
    if "가" <= behind <= "힣":
        allowed = seconds.get(text[start])
        return allowed is None or behind in allowed
    if behind != " ":
        return True
    apart = text[start + 2 : start + 3]
    allowed = thirds.get(text[start])
    return allowed is None or apart in allowed or not "가" <= apart <= "힣"
