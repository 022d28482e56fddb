"""Reads the quantities of a Korean text.

One scan stops where a number can start: at a digit, and at the start of a word at a numeral (삼십, 세 명)
or a word that holds a number (이틀, 절반). Number words need a counter, because 이, 사, 한, 세 are ordinary
words far more often than numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from aligner.languages.ko import dates as ko_dates
from aligner.languages.ko.amounts import counted
from aligner.languages.ko.counting import HALF_MORE, bound_of, read_counted, right_boundary
from aligner.languages.ko.figures import fraction, read_figure
from aligner.languages.ko.numerals import Numeral, read_digit_row, read_mixed, read_native
from aligner.model.quantity import Kind, Quantity, Value
from aligner.model.text import Span
from aligner.numerals import moments
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import VULGAR, tidy
from aligner.tables import read_table

SINO_STARTS = frozenset("일이삼사오육칠팔구십백천만영一二三四五六七八九十百千萬")
NATIVE_STARTS = frozenset("십한두세석네넉서너다여일아열스마쉰예대하둘셋넷백")
# Where a number can start. Hangul starts one only at the start of a word, or after a prefix that counts go
# with.
START = re.compile(
    r"\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
    r"|(?:(?<![가-힣\d])|(?<=(?<![가-힣])[약총제만단매각]))"
    r"[일이삼사오육유시칠팔구십백천만영한두세석네넉서너다여아열스마쉰예대하둘셋넷수몇나닷엿보반절갑곱초재첫자정해맨사상一二三四五六七八九十百千萬월화수목금토]"
    r"|(?<=\()[월화수목금토일](?=[),])"
)
WEEKDAYS = "월화수목금토일"
WEEKDAY = re.compile(
    r"(?P<listed>(?:[월화수목금토일](?:요일)?(?:[·ㆍ・/~\N{TILDE OPERATOR}]|, ?)){0,6})"
    r"(?P<last>[월화수목금토일])요일"
)
LISTED_DAY = re.compile(r"[월화수목금토일](?:요일)?")
VAGUE = re.compile(r"(?:수|몇) ?(?P<small>[십백천])?(?P<big>[만억조])?")
VAGUE_COUNTED = re.compile(r" ?여?(?: ?여)? ?(?=[가-힣㎀-㏟%])")
ZEROS = {"십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12}
# Round numbers that stand before what they count without a counter: 천만 관객, 백만 송이, 수백만 시민.
BARE_ROUND = re.compile(r"(?:천만|백만|오백만|이천만|삼천만|오천만|천오백만)(?= [가-힣])")
# 두 정상, 세 나라: native adnominal numbers before a noun; 세 may be a tax, 한 is "a", 네 is "your".
TAX = re.compile(rf" (?:{any_of('ko', 'taxes')})")
ADNOMINAL = frozenset(
    ("두", "세", "다섯", "여섯", "일곱", "여덟", "아홉", "열두", "열세", "열한", "스무", "열네")
)
# Tens and two-syllable compounds that are no other word; 쉰 alone is "rested", 열 is heat.
_AGES = frozenset(
    ("쉰둘", "열둘", "쉰넷", "열넷", "쉰셋", "열셋", "서른", "마흔", "예순", "일흔", "여든", "아흔")
)
NAMED_AGE = re.compile(r"(?:의 (?:나이|고령|일기)|에 (?:별세|타계|세상)|살)|\.|$")
# Arithmetic speaks of bare numerals: 답은 이십육이다.
ARITHMETIC = re.compile(
    r"숫자|자연수|분수|소수|정답|답은|답이|값|홀수|짝수|더하|빼|곱하|나누|확률|유효한 수|영이다"
)
EXERCISE = 60  # characters; a longer sentence is news and not about numbers
MINUS_WORD = re.compile(r"(?:마이너스|음수) ?$")
SPOKEN_DATE = re.compile(
    r"(?P<month>십이|십일|일|이|삼|사|오|유|육|칠|팔|구|시|십)월 ?(?:(?=[일이삼사오육칠팔구십])"
    r"|(?=에|까지|부터|,|말|초|중순|하순))"
)
SPOKEN_MONTHS = {
    "일": 1,
    "이": 2,
    "삼": 3,
    "사": 4,
    "오": 5,
    "유": 6,
    "육": 6,
    "칠": 7,
    "팔": 8,
    "구": 9,
    "시": 10,
    "십": 10,
    "십일": 11,
    "십이": 12,
}


@dataclass(frozen=True, slots=True)
class _Word:
    """A row of `ko/number_words.tsv`; `second` is the other number of a ratio (일대일)."""

    surface: str
    value: Value
    second: int | None
    unit: str | None
    kind: Kind
    follow: re.Pattern[str] | None


@cache
def _words() -> dict[str, tuple[_Word, ...]]:
    """By first character, longest first."""
    rows: dict[str, list[_Word]] = {}
    for _, row in read_table("ko/number_words.tsv"):
        kind: Kind = row["kind"]  # type: ignore[assignment]
        value: Value = row["value"]
        second: int | None = None
        if kind == "ratio":
            first, _, other = row["value"].partition(":")
            value, second = int(first), int(other)
        elif kind != "time" and row["unit"] != "half":
            value = tidy(Fraction(row["value"]))
        follow = re.compile(row["follow"]) if row["follow"] else None
        word = _Word(row["surface"], value, second, row["unit"] or None, kind, follow)
        rows.setdefault(word.surface[0], []).append(word)
    return {first: tuple(sorted(found, key=lambda word: -len(word.surface))) for first, found in rows.items()}


def read(text: str) -> list[Quantity]:
    """Quantities of a Korean text, left to right, not overlapping."""
    found: list[Quantity] = []
    position = 0
    while match := START.search(text, position):
        start = match.start()
        char = text[start]
        here = read_figure(text, start) if char.isdecimal() else _read_word(text, start)
        if here:
            while found and here[0].span.start < found[-1].span.end:
                found.pop()
            found += here
            position = max(here[-1].span.end, start + 1)
        elif char.isdecimal():
            numeral = read_mixed(text, start)
            position = numeral.end if numeral else start + 1
        else:
            position = start + 1
    return found


def _read_word(text: str, start: int) -> list[Quantity]:
    """The quantity of a word that starts at `start`, if it is a number here."""
    char = text[start]
    if char in VULGAR:
        return _vulgar(text, start)
    for row in _words().get(char, ()):
        if text.startswith(row.surface, start) and (found := _number_word(text, start, row)):
            return found
    if char in "수몇" and (found := _vague(text, start)):
        return found
    if char in WEEKDAYS and (found := _weekday(text, start)):
        return found
    if char in NATIVE_STARTS:
        native = read_native(text, start)
        if native and (found := _native(text, start, native)):
            return found
    if char in "유시" and (month := SPOKEN_DATE.match(text, start)):
        return _spoken_date(text, month)
    if char in SINO_STARTS:
        return _sino(text, start)
    return []


def _number_word(text: str, start: int, word: _Word) -> list[Quantity]:
    end = start + len(word.surface)
    if text.startswith("째", end) and word.kind == "duration":
        return [Quantity(word.value, "day", "ordinal", text[start : end + 1], Span(start, end + 1))]
    if not (word.follow.match(text, end) if word.follow else right_boundary(text, end)):
        return []
    if word.second is not None:
        one, two = Span(start, start + 1), Span(end - 1, end)
        return [
            Quantity(word.value, None, word.kind, one.of(text), one, None, two),
            Quantity(word.second, None, word.kind, two.of(text), two, None, one),
        ]
    bound, closing = (None, end) if word.kind in ("time", "ordinal") else bound_of(text, start, end)
    return [Quantity(word.value, word.unit, word.kind, text[start:closing], Span(start, closing), bound)]


def _vulgar(text: str, start: int) -> list[Quantity]:
    """½, and 1½ when digits stand before it."""
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


def _vague(text: str, start: int) -> list[Quantity]:
    """수십 명, 수천억원: of a number only its length is said, so its digits are X."""
    match = VAGUE.match(text, start)
    if match is None or not (match["small"] or match["big"]) or match.group().startswith("몇 "):
        return []
    more = VAGUE_COUNTED.match(text, match.end())
    zeros = ZEROS.get(match["small"] or "", 0) + ZEROS.get(match["big"] or "", 0)
    found = read_counted(text, Numeral(10, match.end(), "digits"))
    if found is None and (more is None or not text.startswith(" ", match.end())):
        return []
    end = found.end if found else match.end()
    code, kind = (found.unit, found.kind) if found else (None, "cardinal")
    return [Quantity("X" + "0" * zeros, code, kind, text[start:end], Span(start, end), "about")]


def _weekday(text: str, start: int) -> list[Quantity]:
    """금요일, 월·수·금요일, and the bracket of 14일(금)."""
    match = WEEKDAY.match(text, start)
    if match:
        days = [*LISTED_DAY.finditer(match["listed"])]
        spans = [Span(start + day.start(), start + day.end()) for day in days]
        spans.append(Span(match.start("last"), match.end()))
    elif (
        start
        and text[start - 1] == "("
        and text[start + 1 : start + 2] in (")", ",")
        and text[start - 2 : start - 1] == "일"
    ):
        spans = [Span(start, start + 1)]
    else:
        return []
    return [
        Quantity(f"XXXX-WXX-{WEEKDAYS.index(text[span.start]) + 1}", "weekday", "date", span.of(text), span)
        for span in spans
    ]


def _native(text: str, start: int, numeral: Numeral) -> list[Quantity]:
    """세 명, 스물세 살, 서너 명, 두 정상, 여든아홉."""
    found = read_counted(text, numeral)
    word = text[start : numeral.end]
    if found is None:
        bare = (
            word in ADNOMINAL
            and text.startswith(" ", numeral.end)
            and text[numeral.end + 1 : numeral.end + 2].isalpha()
        )
        if bare and not (word == "세" and TAX.match(text, numeral.end)):
            return [Quantity(numeral.value, None, "cardinal", word, Span(start, numeral.end))]
        composed = len(word) > 2 or word in _AGES
        if (
            composed
            and numeral.upper is None
            and word[-1] not in "한두세네"
            and right_boundary(text, numeral.end)
        ):
            age = NAMED_AGE.match(text, numeral.end)
            return [Quantity(numeral.value, "year-old" if age else None, "age" if age else "cardinal", word,
                             Span(start, numeral.end))]  # fmt: skip
        return []
    if found.surface == "시":
        return _spoken_time(text, start, numeral, found.end)
    if (
        word == "한"
        and found.surface == "번"
        and text[start + 1] == "번"
        and not text.startswith("째", found.end)
    ):
        return []  # 다시 한번, 한번 더: an adverb
    if numeral.value == 1 and text.startswith("당", found.end):
        return []
    quantity = counted(text, start, numeral)
    if numeral.upper is None:
        return [quantity]
    upper = replace(quantity, value=numeral.upper)
    middle = start + 1
    one, two = Span(start, middle), Span(middle, quantity.span.end)
    return [replace(quantity, surface=text[start:middle], span=one, partner=two),
            replace(upper, surface=text[middle : two.end], span=two, partner=one)]  # fmt: skip


def _spoken_date(text: str, match: re.Match[str]) -> list[Quantity]:
    """구월 십일, 시월 말."""
    start, end, month = match.start(), match.end("month") + 1, SPOKEN_MONTHS[match["month"]]
    day = read_mixed(text, match.end())
    if day and 1 <= day.value <= 31 and text.startswith("일", day.end):
        end, moment = day.end + 1, moments.date_value(None, month, int(day.value))
    elif day and text[day.end - 1] == "일" and day.value > 1 and right_boundary(text, day.end):
        end, moment = day.end, moments.date_value(None, month, int(day.value) - 1)  # 십일 was read as 11
    elif match.end() == end or text[end] == " ":
        moment = moments.date_value(None, month, None)
    else:
        return []
    return [
        Quantity(
            moment,
            moments.finest(None, month, None if len(moment) == 7 else 1),
            "date",
            text[start:end],
            Span(start, end),
        )
    ]


def _spoken_time(text: str, start: int, numeral: Numeral, end: int) -> list[Quantity]:
    """새벽 두 시, 열한 시 반."""
    if numeral.value > 12 or not right_boundary(text, end) or text.startswith(("간", "도"), end):
        return []
    part = ko_dates.DAYPART.search(text[max(0, start - 4) : start])
    half = HALF_MORE.match(text, end)
    minute = 30 if half else 0
    after = end + 1 if text.startswith(" ", end) else end
    spoken = read_mixed(text, after) if after < len(text) and not half else None
    if spoken and spoken.value < 60:
        closing = re.compile(r" ?분(?![의기야])").match(text, spoken.end)
        if closing:
            minute, end = int(spoken.value), closing.end()
    value = ko_dates.clock_value(int(numeral.value), minute, None, part[1] if part else None)
    if value is None:
        return []
    begin, end = start - (len(part[0]) if part else 0), half.end() if half else end
    return [Quantity(value, "hour", "time", text[begin:end], Span(begin, end))]


def _sino(text: str, start: int) -> list[Quantity]:
    """삼십 일, 육백 년, 이천이십사년, 오분의 삼, 천만 관객."""
    numeral = read_mixed(text, start)
    row = read_digit_row(text, start)
    if numeral is None or (row and row.end > numeral.end):
        numeral = row
    if numeral is None:
        return []
    if share := fraction(text, start, numeral):
        value, end = share
        value = -value if MINUS_WORD.search(text[max(0, start - 6) : start]) else value
        return [Quantity(value, None, "fraction", text[start:end], Span(start, end))]
    if month := SPOKEN_DATE.match(text, start):
        return _spoken_date(text, month)
    found = read_counted(text, numeral)
    if found:
        if found.surface == "년" and 1000 <= numeral.value <= 2200:
            return [Quantity(moments.date_value(int(numeral.value), None, None), "year", "date",
                             text[start : found.end], Span(start, found.end))]  # fmt: skip
        if numeral.value == 1 and text.startswith("당", found.end):
            return []
        return [counted(text, start, numeral)]
    if BARE_ROUND.match(text, start):
        return [counted(text, start, numeral)]
    if len(text) > EXERCISE or not right_boundary(text, numeral.end):
        return []
    if text.strip() != text[start : numeral.end] and not ARITHMETIC.search(text):
        return []
    value = -numeral.value if MINUS_WORD.search(text[:start]) else numeral.value
    return [Quantity(value, None, "cardinal", text[start : numeral.end], Span(start, numeral.end))]
