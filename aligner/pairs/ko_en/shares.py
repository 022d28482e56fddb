"""Shares and attempts that the two languages state by different numbers.

`네 명 중 한 명` is a quarter or 25 percent. `세 번째 시도` may be "after failing twice". Three quarters of an
hour is 45분. These forms are searched only in pairs whose numbers differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from aligner.expressions import expression
from aligner.model.text import LanguageCode, Span

Size = tuple[Span, Fraction, str | None]

NTH = "ordinal"  # instead of a unit: the size is a place in a row, the third of three attempts

_KOREAN = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5,
    "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스물": 20, "스무": 20, "백": 100, "천": 1000,
    "만": 10000, "아흔아홉": 99,
}  # fmt: skip
_ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "hundred": 100, "thousand": 1000, "once": 1, "twice": 2,
}  # fmt: skip
_KOREAN_NUMBER = rf"\d{{1,6}}|{'|'.join(sorted(_KOREAN, key=len, reverse=True))}"
_ENGLISH_NUMBER = rf"\d{{1,6}}|{'|'.join(sorted(_ENGLISH, key=len, reverse=True))}"
# 네 명 중 한 명, 5가구 가운데 3가구, 셋 중 하나; 열에 아홉.
_OUT_OF = expression(
    rf"(?<![가-힣\d.,])(?P<whole>{_KOREAN_NUMBER})"
    r"(?: ?[가-힣]{1,3}? ?(?:중|가운데)(?:에서?|의)?|에) "
    rf"(?P<part>{_KOREAN_NUMBER})(?![\d.,만천백십])(?:(?<=\d)|(?=[ 명개곳마사은는이을를도.]|$))"
)
# One in five, 9 out of 10, one in every hundred.
_IN = expression(
    rf"\b(?P<part>{_ENGLISH_NUMBER}) (?:in|out of)(?: every)?(?: an?)?"
    rf" (?P<whole>{_ENGLISH_NUMBER})\b(?![.,]\d)",
    re.IGNORECASE,
)
# 두 번 실패하고, 두 번의 실패 끝에: the next attempt is the third.
_KOREAN_FAILURES = expression(
    rf"(?<![가-힣\d.,])(?P<count>{_KOREAN_NUMBER}) ?(?:번|차례)(?:이나|의)? ?(?:연속 |연거푸 )?"
    "(?:실패|낙방|낙선|탈락|떨어|미끄러|좌절|고배|퇴짜)"
)
# After failing twice, two failures, three unsuccessful attempts.
_ENGLISH_FAILURES = expression(
    rf"\bfail(?:ing|ed|s|ure)? (?P<times>once|twice|(?:{_ENGLISH_NUMBER}) times)\b"
    rf"|\b(?P<count>{_ENGLISH_NUMBER})"
    r" (?:failures?|(?:failed|unsuccessful|fruitless|vain) (?:attempt|tr(?:y|ie)|bid)s?)\b",
    re.IGNORECASE,
)
# Three-quarters of an hour, two thirds of a year; half and a quarter are read as numbers.
_PART_OF_A_UNIT = expression(
    rf"\b(?P<part>{_ENGLISH_NUMBER})[- ](?P<whole>third|quarter|fourth|fifth)s? of an? "
    r"(?P<unit>minute|hour|day|year|century)\b",
    re.IGNORECASE,
)
# A third agreed: without "of" behind it, this is read as the third of a row.
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
# Words without which the patterns above can't match; they are looked up first, for speed.
_KOREAN_OF = ("중", "가운데", "에 ")
_FAILED = ("fail", "attempt", "try", "tries", "bid")
_ONE_PART = expression(rf"\b(?:an?|one)[ -](?P<part>{'|'.join(_PARTS)})\b", re.IGNORECASE)


def sizes_in_two_numbers(code: LanguageCode, text: str) -> Iterator[Size]:
    """Yield what two numbers of a text amount to: its place, the value, and its unit.

    A share is yielded as a fraction and in percent; failures as the place of the next attempt, with the unit
    `NTH`.

    Examples:
        >>> [(value, unit) for _, value, unit in sizes_in_two_numbers("ko", "네 명 중 한 명이 왔다.")]
        [(Fraction(1, 4), None), (Fraction(25, 1), '%')]
        >>> [(value, unit) for _, value, unit in sizes_in_two_numbers("en", "He passed after failing twice.")]
        [(Fraction(3, 1), 'ordinal')]
    """
    if code == "ko":
        if any(word in text for word in _KOREAN_OF):
            yield from _shares(text, _OUT_OF, _KOREAN)
        for match in _KOREAN_FAILURES.finditer(text) if "번" in text or "차례" in text else ():
            yield Span(*match.span()), Fraction(_number(match["count"], _KOREAN) + 1), NTH
        return
    lower = text.lower()
    if " in " in lower or " out of " in lower:
        yield from _shares(text, _IN, _ENGLISH)
    for match in _ONE_PART.finditer(text) if any(part in lower for part in _PARTS) else ():
        whole = _PARTS[match["part"].lower()]
        yield Span(*match.span()), Fraction(1, whole), None
        yield Span(*match.span()), Fraction(100, whole), "%"
    for match in _ENGLISH_FAILURES.finditer(text) if any(word in lower for word in _FAILED) else ():
        count = (match["count"] or match["times"]).lower().removesuffix(" times")
        yield Span(*match.span()), Fraction(_number(count, _ENGLISH) + 1), NTH
    for match in _PART_OF_A_UNIT.finditer(text) if " of a" in lower else ():
        share = Fraction(_number(match["part"], _ENGLISH), _PARTS[match["whole"].lower()])
        yield Span(*match.span()), share, match["unit"].lower()


def _shares(text: str, pattern: re.Pattern[str], numbers: dict[str, int]) -> Iterator[Size]:
    for match in pattern.finditer(text):
        part, whole = _number(match["part"], numbers), _number(match["whole"], numbers)
        if 0 < part < whole:
            yield Span(*match.span()), Fraction(part, whole), None
            yield Span(*match.span()), Fraction(100 * part, whole), "%"


def _number(written: str, numbers: dict[str, int]) -> int:
    return numbers.get(written.lower()) or int(written)
