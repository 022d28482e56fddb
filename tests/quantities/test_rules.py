"""Every rule of a reader made of named rules reads at least one text, and says so."""

from __future__ import annotations

import pytest

from aligner.languages.ko import quantities
from aligner.languages.ko.figures import FIGURES
from aligner.languages.ko.numerals import native_words, numeral_words
from aligner.languages.ko.quantities import readings
from aligner.languages.ko.words import WORDS

# The rule, a text that it reads, and how many quantities come of it.
EXAMPLES = {
    "quarter": ("1/4분기 실적", 1),
    "two generations": ("2030세대가 많다", 2),
    "season": ("2023-24시즌 우승", 2),
    "date behind an apostrophe": ("'23.11.9. 공고", 1),
    "year of a reign": ("세종 12년(1430)에 놓였다", 2),
    "day and weekday": ("3. 14.(금)", 1),
    "telephone number": ("전화 051)234-5678", 1),
    "serial number": ("버전 2.4.1-rc1", 1),
    "long row of digits": ("1234567890123456789012345", 1),
    "incident named by its day": ("6·25 전쟁", 1),
    "name with digits": ("KF-21 전투기", 1),
    "metres and centimetres": ("2m35를 뛰었다", 1),
    "feet and inches": ("키 6'2\"인 선수", 1),
    "digits with letters": ("5G 통신", 1),
    "lap": ("기록은 1:44.80이다", 1),
    "date or time": ("3월 2일", 1),
    "opened range": ("1~9월에 연다", 2),
    "opened list": ("7·8월에 연다", 2),
    "day as a name": ("5·18 민주화운동", 1),
    "ratio": ("경쟁률은 3대 1이다", 2),
    "score": ("2-2로 비겼다", 2),
    "series": ("7전 4승제다", 1),
    "list with commas": ("4,1,2,3을 친다", 4),
    "neighbouring figures": ("3, 4만원이다", 2),
    "odds": ("경쟁률 5만 대 1.", 2),
    "fraction": ("3분의 1이 줄었다", 1),
    "point first": ("타율 .08이다", 1),
    "number with counter": ("3만 명이 왔다", 1),
    "vulgar fraction": ("½컵을 붓는다", 1),
    "word with a number": ("이틀을 기다렸다", 1),
    "rough number of digits": ("수십 명이 왔다", 1),
    "weekday": ("금요일에 연다", 1),
    "half of a unit": ("반 리터를 마셨다", 1),
    "round scale": ("억대 연봉", 1),
    "hour in words": ("새벽 두 시에 떠났다", 1),
    "hundreds and native": ("백한 명이 왔다", 1),
    "native with counter": ("세 명이 왔다", 1),
    "native before a noun": ("두 정상이 만났다", 1),
    "native alone": ("여든아홉의 나이", 1),
    "fraction in words": ("오분의 삼이 줄었다", 1),
    "date in words": ("구월 십일에 열렸다", 1),
    "decimal in words": ("영점오 퍼센트", 1),
    "decade of life in words": ("삼십 대 남성이 왔다", 1),
    "neighbouring numbers": ("이삼만 명이 온다", 2),
    "range of words": ("삼백에서 사백 명이 왔다", 2),
    "words with counter": ("육백 년이 흘렀다", 1),
    "tens of years": ("육십이 넘은 노인", 1),
    "bare round number": ("천만 관객이 보았다", 1),
    "guess": ("어림잡아 삼천은 된다", 1),
    "lone power": ("억 5천에 팔렸다", 1),
    "arithmetic": ("답은 이십육이다", 1),
}
# Counters, units and what else stands behind a number word.
COUNTERS = (
    *(
        "명",
        "개",
        "살",
        "번",
        "년",
        "개월",
        "달러",
        "퍼센트",
        "리터",
        "도",
        "분의일",
        "점오",
        "월",
        "대",
        "여",
    ),
    *("천명", "만원", "에서", "시", "분", "컵", "집", "가지"),
)
# These say that what follows is no number: the texts read as nothing.
SILENT = {"item number": "3. 새 길이 열린다", "word of its own": "사위가 조용하다"}


@pytest.mark.parametrize("name", [rule.name for rule in (*FIGURES, *WORDS) if rule.name not in SILENT])
def test_rule_reads_its_example(name: str) -> None:
    text, count = EXAMPLES[name]
    made = {rule: len(reading) for rule, reading in readings(text)}
    assert made.get(name) == count, made


@pytest.mark.parametrize(("name", "text"), SILENT.items())
def test_rule_reads_nothing(name: str, text: str) -> None:
    rule = next(rule for rule in (*FIGURES, *WORDS) if rule.name == name)
    assert rule.read(text, 0) == []
    assert not list(readings(text))


def test_names_are_unique() -> None:
    names = [rule.name for rule in (*FIGURES, *WORDS)]
    assert len(names) == len(set(names))


def test_the_quick_test_skips_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule reads a number where `may_start` rules it out."""
    words = sorted({*native_words(), *numeral_words()})
    texts = [f"그 {word}{gap}{first} 왔다" for word in words for first in COUNTERS for gap in ("", " ")]
    quick = [list(readings(text)) for text in texts]
    monkeypatch.setattr(quantities, "may_start", lambda text, start: True)
    assert quick == [list(readings(text)) for text in texts]
