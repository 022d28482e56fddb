"""Reading of Korean quantities that start with a word: numerals in words, and words that hold a number.

Number words need a counter, because 이, 사, 한, 세 are ordinary words far more often than numbers. Each form
has its own rule; the rules are tried in the order of `WORDS`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from aligner.expressions import expression
from aligner.languages.ko import dates as ko_dates
from aligner.languages.ko.amounts import counted
from aligner.languages.ko.counting import HALF_MORE, bound_of, read_counted, right_boundary
from aligner.languages.ko.numerals import (
    BOUNDARY,
    Numeral,
    read_mixed,
    read_native,
)
from aligner.languages.ko.sino_words import (
    SINO_RULES,
    SINO_STARTS,
    as_range,
    hundreds_and_native,
    round_scale,
)
from aligner.model.quantity import Kind, Quantity, Value
from aligner.model.text import Span
from aligner.numerals.contexts import any_of, words_of
from aligner.numerals.exact import VULGAR, tidy
from aligner.numerals.rules import Rule
from aligner.tables import read_table

NATIVE_STARTS = frozenset("십한두세석네넉서너다여일아열스마쉰예대하둘셋넷백")
WEEKDAYS = "월화수목금토일"
WEEKDAY_BEFORE = expression(r"(?:일|(?<!\d)(?:0?[1-9]|1[0-2])[./] ?\d{1,2}\.?) ?\($")
WEEKDAY_WINDOW = 9  # characters before a weekday in brackets: 14일(금), 3. 14. (금)
WEEKDAY = expression(
    r"(?P<listed>(?:[월화수목금토일](?:요일)?(?:[·/~]|, ?)){0,6})"
    r"(?P<last>[월화수목금토일])요일"
)
LISTED_DAY = expression(r"[월화수목금토일](?:요일)?")
VAGUE = expression(r"(?:수|몇) ?(?P<small>[십백천])?(?: ?(?P<big>[만억조]))?")
VAGUE_COUNTED = expression(r" ?여?(?: ?여)? ?(?=[가-힣㎀-㏟%])")
ZEROS = {"십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12}
# Native numbers before a noun, without a counter: 두 정상, 세 나라. 세 may mean tax, rent or influence, 한
# "a", 네 "your"; 석 and 넉 count few things, and 석 is a surname too.
NO_THREE = expression(rf" (?:{any_of('ko', 'tax, rent or influence')})")
THREE_OR_FOUR = expression(rf"[석넉] (?:{any_of('ko', 'counted by three or four')}){BOUNDARY.pattern}")
ADNOMINAL = frozenset(
    ("두", "세", "다섯", "여섯", "일곱", "여덟", "아홉", "열두", "열세", "열한", "스무", "열네")
)
# Tens and two-syllable compounds that are no other word; 쉰 alone means "rested", 열 heat.
_AGES = frozenset(
    ("쉰둘", "열둘", "쉰넷", "열넷", "쉰셋", "열셋", "서른", "마흔", "예순", "일흔", "여든", "아흔", "스물")
)
NAMED_AGE = expression(r"(?:의 (?:나이|고령|일기)|에 (?:별세|타계|세상)|살)|\.|$")


HALF_OF = expression(rf"반(?= ?(?:{any_of('ko', 'halved')}))")
NO_NUMERAL_STARTS = frozenset(word[:2] for word in words_of("ko", "no numeral"))
NO_NUMERAL = expression(rf"(?:{any_of('ko', 'no numeral')})")


@dataclass(frozen=True, slots=True)
class _Word:
    """A row of `ko/number_words.tsv`; `second` is the second number of a ratio (일대일) or range (사나흘)."""

    surface: str
    value: Value
    second: int | None
    unit: str | None
    kind: Kind
    follow: re.Pattern[str] | None


@cache
def _words() -> dict[str, tuple[_Word, ...]]:
    """Return the rows of the table by their first character, longest first."""
    rows: dict[str, list[_Word]] = {}
    for _, row in read_table("ko/number_words.tsv"):
        kind: Kind = row["kind"]  # type: ignore[assignment]
        value: Value = row["value"]
        second: int | None = None
        if ":" in row["value"] and kind in ("ratio", "duration"):
            first, _, other = row["value"].partition(":")
            value, second = int(first), int(other)
        elif kind != "time" and row["unit"] != "half":
            value = tidy(Fraction(row["value"]))
        follow = expression(row["follow"]) if row["follow"] else None
        word = _Word(row["surface"], value, second, row["unit"] or None, kind, follow)
        rows.setdefault(word.surface[0], []).append(word)
    return {first: tuple(sorted(words, key=lambda word: -len(word.surface))) for first, words in rows.items()}


@cache
def _surfaces() -> dict[str, tuple[str, ...]]:
    """Return the words of the table by their first character."""
    return {first: tuple(row.surface for row in rows) for first, rows in _words().items()}


def _word_of_its_own(text: str, start: int) -> list[Quantity] | None:
    """Read nothing in a word that only begins like a number with its counter: 사위, 석방, 구조원, 오 주여."""
    known = text[start : start + 2] in NO_NUMERAL_STARTS
    return [] if known and NO_NUMERAL.match(text, start) else None


def _table_word(text: str, start: int) -> list[Quantity] | None:
    """Read a word of the table: 이틀, 절반, 환갑."""
    if not text.startswith(_surfaces().get(text[start], ()), start):
        return None
    for row in _words().get(text[start], ()):
        if text.startswith(row.surface, start) and (quantities := _number_word(text, start, row)):
            return quantities
    return None


def _number_word(text: str, start: int, word: _Word) -> list[Quantity]:
    end = start + len(word.surface)
    if text.startswith("째", end) and word.kind == "duration":
        return [Quantity(word.value, "day", "ordinal", text[start : end + 1], Span(start, end + 1))]
    if not (word.follow.match(text, end) if word.follow else right_boundary(text, end)):
        return []
    if word.second is not None and word.kind == "duration":
        middle = start + 1  # 사나흘 is three to four days
        first_span, second_span = Span(start, middle), Span(middle, end)
        return [
            Quantity(word.value, word.unit, word.kind, first_span.of(text), first_span, None, second_span),
            Quantity(word.second, word.unit, word.kind, second_span.of(text), second_span, None, first_span),
        ]
    if word.second is not None:
        first_span, second_span = Span(start, start + 1), Span(end - 1, end)
        return [
            Quantity(word.value, None, word.kind, first_span.of(text), first_span, None, second_span),
            Quantity(word.second, None, word.kind, second_span.of(text), second_span, None, first_span),
        ]
    bound, closing = (None, end) if word.kind in ("time", "ordinal") else bound_of(text, start, end)
    return [Quantity(word.value, word.unit, word.kind, text[start:closing], Span(start, closing), bound)]


def _vulgar(text: str, start: int) -> list[Quantity] | None:
    """Read a fraction that is one character, with the digits before it: ½, 1½."""
    if text[start] not in VULGAR:
        return None
    top, bottom = VULGAR[text[start]]
    begin = start
    while begin > 0 and text[begin - 1].isdecimal() and start - begin < 6:
        begin -= 1
    whole = int(text[begin:start]) if begin < start else 0
    value = tidy(Fraction(top, bottom) + whole)
    quantity = counted(text, start, Numeral(0, start + 1, "digits"))
    end = quantity.span.end
    return [replace(quantity, value=value, span=Span(begin, end), surface=text[begin:end],
                    kind="fraction" if quantity.unit is None else quantity.kind)]  # fmt: skip


def _vague(text: str, start: int) -> list[Quantity] | None:
    """Read a number of which only the magnitude is given, with X for its first digit: 수십 명, 수천억원."""
    match = VAGUE.match(text, start)
    if match is None or not (match["small"] or match["big"]):
        return None
    if match.group() == "몇 조":
        return None  # other words that begin with 조: 몇 조각, 몇 조인가
    more = VAGUE_COUNTED.match(text, match.end())
    zeros = ZEROS.get(match["small"] or "", 0) + ZEROS.get(match["big"] or "", 0)
    counter = read_counted(text, Numeral(10, match.end(), "digits"))
    if counter is None and (more is None or not text.startswith(" ", match.end())):
        return None
    end = counter.end if counter else match.end()
    code, kind = (counter.unit, counter.kind) if counter else (None, "cardinal")
    if code == "vehicle" and match["big"] in ("억", "조") and text[match.end()] == "대":
        code = None  # 대 closes a magnitude: 수억대 연봉
    return [Quantity("X" + "0" * zeros, code, kind, text[start:end], Span(start, end), "about")]


def _weekday(text: str, start: int) -> list[Quantity] | None:
    """Read one or more weekdays: 금요일, 월·수·금요일, or the bracket of 14일(금)."""
    match = WEEKDAY.match(text, start)
    if match:
        days = [*LISTED_DAY.finditer(match["listed"])]
        spans = [Span(start + day.start(), start + day.end()) for day in days]
        spans.append(Span(match.start("last"), match.end()))
    elif text[start + 1 : start + 2] in (")", ",") and WEEKDAY_BEFORE.search(
        text[max(0, start - WEEKDAY_WINDOW) : start]
    ):
        spans = [Span(start, start + 1)]
    else:
        return None
    return [
        Quantity(f"XXXX-WXX-{WEEKDAYS.index(text[span.start]) + 1}", "weekday", "date", span.of(text), span)
        for span in spans
    ]


def _native(text: str, start: int) -> list[Quantity] | None:
    """Read a native numeral with its counter: 세 명, 스물세 살, 서너 명, 백한 명."""
    numeral = read_native(text, start)
    counter = read_counted(text, numeral) if numeral else None
    if numeral is None or counter is None or counter.surface == "시":
        return None
    word = text[start : numeral.end]
    if (
        word == "한"
        and counter.surface == "번"
        and text[start + 1] == "번"
        and not text.startswith("째", counter.end)
    ):
        return None  # an adverb: 다시 한번, 한번 더
    if numeral.value == 1 and text.startswith("당", counter.end):
        return None
    return as_range(text, counted(text, start, numeral), numeral)


def _adnominal(text: str, start: int) -> list[Quantity] | None:
    """Read a native numeral directly before a noun: 두 정상, 세 나라."""
    numeral = read_native(text, start)
    if numeral is None or read_counted(text, numeral):
        return None
    word, end = text[start : numeral.end], numeral.end
    if not text.startswith(" ", end) or not text[end + 1 : end + 2].isalpha():
        return None
    if word not in ADNOMINAL and not THREE_OR_FOUR.match(text, start):
        return None
    if word == "세" and (NO_THREE.match(text, end) or text[start - 1 : start] == "만"):
        return None  # 만세 시위 is a demonstration
    return [Quantity(numeral.value, None, "cardinal", word, Span(start, end))]


def _native_alone(text: str, start: int) -> list[Quantity] | None:
    """Read native tens and compounds that are no other word: 여든아홉의 나이, 스물둘."""
    numeral = read_native(text, start)
    if numeral is None or numeral.upper is not None or read_counted(text, numeral):
        return None
    word, end = text[start : numeral.end], numeral.end
    composed = len(word) > 2 or word in _AGES
    if not composed or word[-1] in "한두세네" or not right_boundary(text, end):
        return None
    age = NAMED_AGE.match(text, end)
    code, kind = ("year-old", "age") if age else (None, "cardinal")
    return [Quantity(numeral.value, code, kind, word, Span(start, end))]  # type: ignore[arg-type]


def _spoken_time(text: str, start: int) -> list[Quantity] | None:
    """Read a time in words: 새벽 두 시, 열한 시 반."""
    numeral = read_native(text, start)
    hour = read_counted(text, numeral) if numeral else None
    if numeral is None or hour is None or hour.surface != "시":
        return None
    end = hour.end
    if numeral.value > 12 or not right_boundary(text, end) or text.startswith(("간", "도"), end):
        return []
    part = ko_dates.DAYPART.search(text[max(0, start - 4) : start])
    half = HALF_MORE.match(text, end)
    minute = 30 if half else 0
    after = end + 1 if text.startswith(" ", end) else end
    spoken = read_mixed(text, after) if after < len(text) and not half else None
    if spoken and spoken.value < 60:
        closing = expression(r" ?분(?![의기야])").match(text, spoken.end)
        if closing:
            minute, end = int(spoken.value), closing.end()
    value = ko_dates.clock_value(int(numeral.value), minute, None, part[1] if part else None)
    if value is None:
        return []
    begin, end = start - (len(part[0]) if part else 0), half.end() if half else end
    return [Quantity(value, "hour", "time", text[begin:end], Span(begin, end))]


def _half_of_a_unit(text: str, start: int) -> list[Quantity] | None:
    """Read half of a unit: 반 퍼센트, 반 리터, 반 시간."""
    match = HALF_OF.match(text, start)
    if match is None:
        return None
    quantity = counted(text, start, Numeral(1, match.end(), "digits"))
    if quantity.unit is None or not isinstance(quantity.value, int):
        return None
    return [replace(quantity, value=tidy(Fraction(quantity.value, 2)))]


WORDS = (
    Rule("vulgar fraction", _vulgar, frozenset(VULGAR)),
    Rule("word of its own", _word_of_its_own, NATIVE_STARTS | SINO_STARTS),
    Rule("word with a number", _table_word),
    Rule("rough number of digits", _vague, frozenset("수몇")),
    Rule("weekday", _weekday, frozenset(WEEKDAYS)),
    Rule("half of a unit", _half_of_a_unit, frozenset("반")),
    Rule("round scale", round_scale, frozenset("십백천만억조")),
    Rule("hour in words", _spoken_time, NATIVE_STARTS),
    Rule("hundreds and native", hundreds_and_native, SINO_STARTS),
    Rule("native with counter", _native, NATIVE_STARTS),
    Rule("native before a noun", _adnominal, NATIVE_STARTS),
    Rule("native alone", _native_alone, NATIVE_STARTS),
    *SINO_RULES,
)
