"""Reading of the quantities of a Korean text.

One scan stops where a number can start: at a digit, or at a word that begins with a numeral (삼십, 세 명) or
holds a number (이틀, 절반). There the rules of `FIGURES` or of `WORDS` are tried in order, and the first that
reads something wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from aligner.expressions import compiled
from aligner.languages.ko.figures import FIGURES
from aligner.languages.ko.numerals import read_mixed
from aligner.languages.ko.sino_words import is_exercise
from aligner.languages.ko.starts import may_start
from aligner.languages.ko.words import WORDS
from aligner.model.quantity import Quantity
from aligner.numerals.rules import Rule, first_reading, rules_at

# Places where a number can start: a digit; the start of a word, or the text after a prefix of numbers, if a
# character of numerals or a word that holds a number follows; a day of the week in brackets. The pattern
# begins with a set of all these characters, which the regex engine finds fast.
_FIGURES = r"\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_WEEKDAYS = "월화수목금토일"
_LETTERS = (
    "일이삼사오육유시칠팔구십백천만영한두세석네넉서너다여아열스마쉰예대하둘셋넷수몇나닷엿보반절갑곱초재억첫자정해맨사상"
    "一二三四五六七八九十百千萬" + _WEEKDAYS
)
_OPENING_WORDS = (
    *(
        "환갑",
        "회갑",
        "회혼",
        "고희",
        "불혹",
        "지천명",
        "진갑",
        "희수연",
        "미수연",
        "돌잔",
        "돌상",
        "돌떡",
        "돌잡",
    ),
    *("은혼식", "금혼식", "글피", "모레", "그글피", "그끄저께", "그저께", "조 단위", "네댓새", "예니레"),
)
_FIRSTS = "".join(sorted({word[0] for word in _OPENING_WORDS}))
_WORDS = "|".join(f"(?<={word[0]}){word[1:]}" for word in _OPENING_WORDS)
START = compiled(
    rf"[{_FIGURES}{_LETTERS}{_FIRSTS}](?:(?<=[{_FIGURES}])"
    rf"|(?:(?<![가-힣\d].)|(?<=(?<![가-힣])[약총제만단매각].))(?:(?<=[{_LETTERS}])|{_WORDS})"
    rf"|(?<=\([{_WEEKDAYS}])(?=[),]))"
)


DIGITS = compiled(r"\d+")


@lru_cache(maxsize=4096)  # enough for the common characters after a number
def _rules(first: str, behind: str) -> tuple[Rule, ...]:
    """Return the rules for the first character of a number and the character after its digits."""
    return rules_at(FIGURES if first.isdecimal() else WORDS, first, behind)


def _rules_of(text: str, start: int) -> tuple[Rule, ...]:
    digits = DIGITS.match(text, start)
    if digits:
        return _rules("0", text[digits.end() : digits.end() + 1])
    return _rules(text[start], "") if may_start(text, start) or is_exercise(text) else ()


def readings(text: str) -> Iterator[tuple[str, list[Quantity]]]:
    """Yield the name of each rule that read something and the quantities that it read, left to right.

    Examples:
        >>> [(rule, [q.surface for q in quantities]) for rule, quantities in readings("3월 2일 세 명이 왔다")]
        [('date or time', ['3월 2일']), ('native with counter', ['세 명'])]
    """
    position = 0
    while match := START.search(text, position):
        start = match.start()
        name, quantities = first_reading(_rules_of(text, start), text, start)
        position = start + 1
        if quantities:
            position = max(quantities[-1].span.end, position)
            yield name, quantities
        elif text[start].isdecimal() and (numeral := read_mixed(text, start)):
            position = numeral.end


def read(text: str) -> list[Quantity]:
    """Return the quantities of a Korean text, left to right, not overlapping."""
    kept: list[Quantity] = []
    for _, quantities in readings(text):
        while kept and quantities[0].span.start < kept[-1].span.end:
            kept.pop()
        kept += quantities
    return kept
