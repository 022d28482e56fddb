"""Verdicts on the places where a Korean sentence may end, and patterns that their rules share."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from aligner.expressions import expression
from aligner.marks.trailing import FACES, PICTURES


class Verdict(Enum):
    CUT = "a sentence ends here"
    KEEP = "no sentence ends here"
    OPEN = "a sentence may end here"
    PLAIN = "a sentence ends here if this text does without full stops"
    NOTICE = "as PLAIN, and this text ends its sentences in nouns made of verbs"
    NOMINAL = "a sentence ends here if this text ends its sentences in nouns made of verbs"
    DOUBTFUL = "a sentence may end here if this text does without full stops"


class PossibleEnd(NamedTuple):
    """A place where a sentence may end.

    Attributes:
        stop: The end of its last word.
        end: The end of the closing marks after that word.
        start: The beginning of the next word.
        verdict: Whether the sentence ends here.
        ellipsis: Whether the closing marks are dots.
    """

    stop: int
    end: int
    start: int
    verdict: Verdict
    ellipsis: bool = False


# Emoticons (😀 :) ㅋㅋ ㅠㅠ ㅠ_ㅠ ^^ ;; ~) belong to the sentence before them.
SIGNS = "~^ㄱ-ㅎㅏ-ㅣ"
EMOTICON = rf"(?:[ㅠㅜㅡ]_+[ㅠㅜㅡ]|\^_+\^|;;+|[{PICTURES}{SIGNS}]|{FACES})"
GAP = expression(r"\s*")
CLOSING_BRACKETS = ")]）］"
_LAST_EMOTICON = expression(rf"{EMOTICON}$")
# A sentence in brackets is separate, even after dots: 그 맛이 크.. (물론 저는 못 먹어 봤어요ㅋㅋ) 다음은.
SENTENCE_IN_BRACKETS = expression(
    r"[(\[（［][^()\[\]（）［］]{0,200}(?:[다죠까]|(?<![필주수소개])요)[.?!…]*+[ㄱ-ㅎㅏ-ㅣ~^\s]*+[)\]）］]"
)


def behind_gap(text: str, end: int) -> int:
    """Return the beginning of the next word."""
    gap = GAP.match(text, end)
    return gap.end() if gap else end


def opens_sentence(text: str, stop: int, start: int) -> bool:
    """Return whether the bracket closed after a stop is a separate sentence: 끝났다. (웃음이 터졌다.) 이어"""
    opener = max(text.rfind(mark, max(0, stop - 400), stop) for mark in "([（［")
    before = text[max(0, opener - 4) : max(0, opener)].rstrip()
    return (
        opener < 0 or not before or before[-1] in ".?!…。\"”’'" or _LAST_EMOTICON.search(before) is not None
    )
