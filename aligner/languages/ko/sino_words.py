"""Reading of Korean quantities in Sino-Korean words: 삼십 일, 이삼만 명, 구월 십일, 영점오 퍼센트.

Each form is a rule of `SINO_RULES`, which are tried in this order after the rules for native words.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from aligner.expressions import compiled
from aligner.languages.ko.amounts import DECADE_OF_LIFE, NEGATIVE, counted
from aligner.languages.ko.counting import read_counted, right_boundary
from aligner.languages.ko.figures import fraction
from aligner.languages.ko.numerals import (
    Numeral,
    read_digit_row,
    read_hundreds_and_native,
    read_mixed,
    read_neighbours,
    read_spoken_decimal,
)
from aligner.model.quantity import Quantity
from aligner.model.text import Span
from aligner.numerals import moments
from aligner.numerals.contexts import any_of
from aligner.numerals.rules import Rule

SINO_STARTS = frozenset("일이삼사오육칠팔구십백천만억영一二三四五六七八九十百千萬")


# Round numbers before a noun, without a counter: 천만 관객, 백만 송이, 수백만 시민.
BARE_ROUND = compiled(r"(?:천만|백만|오백만|이천만|삼천만|오천만|천오백만)(?= [가-힣])")


# Words of arithmetic, which uses numerals without a counter: 답은 이십육이다.
ARITHMETIC = compiled(
    r"숫자|자연수|분수|소수|정답|답은|답이|값|홀수|짝수|더하|빼|곱하|나누|확률|유효한 수|영이다"
)


ONE_FIGURE = compiled(
    r"이?[다야][.?!]?$|이에요|예요|입니다|[은는]? ?(?:더하기|빼기|곱하기|나누기|자연수|홀수|짝수|소수)|$"
)


EXERCISE = 60  # characters; a longer sentence is no exercise in arithmetic


MINUS_WORD = compiled(r"(?:마이너스|음수) ?$")


SPOKEN_DATE = compiled(
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


ROUGHLY = compiled(rf"(?:{any_of('ko', 'before a guess')}) $")


RANGE_OF_WORDS = compiled(r"(?:에서|~|내지) ?")


# Tens of years are passed, reached or near: 육십이 넘은, 구십에 가까운. In 육십이 the 이 is no two.
_TENS = "(?P<tens>[이삼사오육칠팔구]십)"
TENS_OF_YEARS = compiled(
    rf"{_TENS}(?:[이을] ?(?:다 |훌쩍 |갓 |채 |이미 |벌써 |막 )?"
    r"(?:넘|안 ?[되된됐]|못 ?[되된됐]|되|된|됐|바라[보본]|앞[둔두]|지[나난])"
    r"|에 ?(?:가까|이르|접어)|의 (?:나이|고령|노)|쯤 ?되| 줄(?:에|의)| 고개)"
)
TENS = compiled(rf"{_TENS}(?=(?:에|에는|이|이면|은|인|도|의|을)(?![가-힣]))")
AGE_BEFORE = compiled("나이 $")


ROUND_SCALE = compiled(
    rf"(?P<scale>[십백천]?[만억조])(?:대(?=의? [가-힣])| ?(?:{any_of('ko', 'order of size')}))"
)


COPULA = compiled("이?(?:었|였|다|며|라)")


OPEN_FIGURE = compiled(f"[삼오육칠팔구](?:{COPULA.pattern}|으?로|까지)")  # closes a word: 일점오였다


DECADE = compiled(rf" ?대(?={DECADE_OF_LIFE.pattern})")


def as_range(text: str, quantity: Quantity, numeral: Numeral) -> list[Quantity]:
    """Return the quantity, or the two ends of a range word, whose first character gives the lower end."""
    if numeral.upper is None:
        return [quantity]
    start = quantity.span.start
    middle = start + 1
    lower, upper = Span(start, middle), Span(middle, quantity.span.end)
    return [
        replace(quantity, surface=lower.of(text), span=lower, partner=upper),
        replace(quantity, value=numeral.upper, surface=upper.of(text), span=upper, partner=lower),
    ]


def hundreds_and_native(text: str, start: int) -> list[Quantity] | None:
    """Read a Sino-Korean hundred with a native number and its counter: 백한 명, 이백두 번."""
    numeral = read_hundreds_and_native(text, start)
    if numeral is None or read_counted(text, numeral) is None:
        return None
    return [counted(text, start, numeral)]


def _decade_of_life(text: str, start: int) -> list[Quantity] | None:
    """Read a decade of life: 삼십 대 남성, 이삼십 대 청년."""
    numeral = read_neighbours(text, start) or read_mixed(text, start)
    decade = DECADE.match(text, numeral.end) if numeral else None
    if numeral is None or decade is None or numeral.value not in range(10, 100, 10):
        return None
    end = decade.end()
    quantity = Quantity(numeral.value, "age decade", "age", text[start:end], Span(start, end))
    return as_range(text, quantity, numeral)


def _neighbours(text: str, start: int) -> list[Quantity] | None:
    """Read two neighbouring numbers in one word: 이삼만 명, 사오만원, 오륙십 개, 십이삼 년."""
    numeral = read_neighbours(text, start)
    if numeral is None:
        return None
    counter = read_counted(text, numeral)
    if counter is None and not (numeral.value >= 10 and right_boundary(text, numeral.end) and numeral.scaled):
        return None
    return as_range(text, counted(text, start, numeral), numeral)


def _spoken_date(text: str, start: int) -> list[Quantity] | None:
    """Read a date in words: 구월 십일, 시월 말."""
    match = SPOKEN_DATE.match(text, start)
    if match is None:
        return None
    end, month = match.end("month") + 1, SPOKEN_MONTHS[match["month"]]
    day = read_mixed(text, match.end())
    if day and 1 <= day.value <= 31 and text.startswith("일", day.end):
        end, moment = day.end + 1, moments.date_value(None, month, int(day.value))
    elif day and text[day.end - 1] == "일" and day.value > 1 and right_boundary(text, day.end):
        end, moment = day.end, moments.date_value(None, month, int(day.value) - 1)  # 십일 was read as 11
    elif match.end() == end or text[end] == " ":
        moment = moments.date_value(None, month, None)
    else:
        return None
    return [
        Quantity(
            moment,
            moments.finest(None, month, None if len(moment) == 7 else 1),
            "date",
            text[start:end],
            Span(start, end),
        )
    ]


def round_scale(text: str, start: int) -> list[Quantity] | None:
    """Read a magnitude without a number: 억대 연봉, 천억대 소송, 조 단위 사업."""
    match = ROUND_SCALE.match(text, start)
    if match is None:
        return None
    numeral = read_mixed(match["scale"], 0)
    if numeral is None:
        return None
    end = match.end()
    return [Quantity(numeral.value, None, "cardinal", text[start:end], Span(start, end), "about")]


def _sino_numeral(text: str, start: int) -> Numeral | None:
    """Return the numeral in Sino-Korean words, or the digits spelled out one by one."""
    numeral, row = read_mixed(text, start), read_digit_row(text, start)
    return row if numeral is None or (row and row.end > numeral.end) else numeral


def _spoken_fraction(text: str, start: int) -> list[Quantity] | None:
    """Read a fraction in words: 오분의 삼, 백만분의 일."""
    numeral = _sino_numeral(text, start)
    share = fraction(text, start, numeral) if numeral else None
    if share is None:
        return None
    value, end = share
    value = -value if MINUS_WORD.search(text[max(0, start - 6) : start]) else value
    return [Quantity(value, None, "fraction", text[start:end], Span(start, end))]


def _spoken_decimal(text: str, start: int) -> list[Quantity] | None:
    """Read a decimal in words: 영점오 퍼센트, 삼점 일사."""
    numeral = read_spoken_decimal(text, start)
    if numeral is None:
        return None
    said = text[start : numeral.end]
    apart = " 점" in said and said[0] != "영"
    if apart and said[0] in "이일":
        return None  # 이 점 means "this point"
    if read_counted(text, numeral):
        return [counted(text, start, numeral)]
    # Other words that look like a decimal: 오점이 남았다 (a blot), 이점이 있다 (an advantage).
    short = said[0] != "영" and len(said) < 4 and not OPEN_FIGURE.match(text, numeral.end - 1)
    if apart or short or not (right_boundary(text, numeral.end) or COPULA.match(text, numeral.end)):
        return None
    begin, value = start, numeral.value
    if negative := NEGATIVE.search(text[max(0, start - 8) : start]):
        begin, value = start - len(negative.group()), -value
    return [Quantity(value, None, "cardinal", text[begin : numeral.end], Span(begin, numeral.end))]


def _range_of_words(text: str, start: int) -> list[Quantity] | None:
    """Read a range in words, whose counter follows the second number only: 삼백에서 사백 명."""
    numeral = read_mixed(text, start)
    sign = RANGE_OF_WORDS.match(text, numeral.end) if numeral and numeral.value >= 10 else None
    other = read_mixed(text, sign.end()) if sign and sign.end() < len(text) else None
    if numeral is None or sign is None or other is None or other.value <= numeral.value:
        return None
    if read_counted(text, other) is None:
        return None
    second = counted(text, sign.end(), other)
    span = Span(start, numeral.end)
    first = replace(second, value=numeral.value, surface=span.of(text), span=span, partner=second.span)
    return [first, replace(second, partner=span)]


def _sino(text: str, start: int) -> list[Quantity] | None:
    """Read a Sino-Korean numeral with its counter: 삼십 일, 육백 년, 이천이십사년."""
    numeral = _sino_numeral(text, start)
    counter = read_counted(text, numeral) if numeral else None
    if numeral is None or counter is None:
        return None
    if counter.surface == "년" and 1000 <= numeral.value <= 2200:
        year = moments.date_value(int(numeral.value), None, None)
        return [Quantity(year, "year", "date", text[start : counter.end], Span(start, counter.end))]
    if numeral.value == 1 and text.startswith("당", counter.end):
        return []
    return [counted(text, start, numeral)]


def _tens_of_years(text: str, start: int) -> list[Quantity] | None:
    """Read tens that give an age without its counter: 육십이 넘은, 칠십을 바라보는, 나이 오십에."""
    match = TENS_OF_YEARS.match(text, start) or (
        TENS.match(text, start) if AGE_BEFORE.search(text[max(0, start - 3) : start]) else None
    )
    if match is None:
        return None
    numeral, end = read_mixed(match["tens"], 0), match.end("tens")
    return [Quantity(numeral.value, None, "cardinal", text[start:end], Span(start, end))] if numeral else None


def _bare_round(text: str, start: int) -> list[Quantity] | None:
    """Read a round number before a noun, without a counter: 천만 관객, 백만 송이."""
    numeral = read_mixed(text, start) if BARE_ROUND.match(text, start) else None
    return [counted(text, start, numeral)] if numeral else None


def _roughly_so_many(text: str, start: int) -> list[Quantity] | None:
    """Read a number after a word of guessing, with or without a counter: 어림잡아 삼천은 되어 보였다."""
    if ROUGHLY.search(text[max(0, start - 6) : start]) is None:
        return None
    numeral = read_mixed(text, start)
    if (
        numeral is None
        or not numeral.scaled
        or numeral.end - start < 2
        or not right_boundary(text, numeral.end)
    ):
        return None
    return [counted(text, start, numeral)]


def _lone_power(text: str, start: int) -> list[Quantity] | None:
    """Read a sum that begins with a power of ten and leaves out the won: 억 5천에 팔렸다."""
    if text[start] not in "만억" or text[start + 1 : start + 2] != " ":
        return None
    numeral = read_mixed(text, start)
    if (
        numeral is None
        or not numeral.scaled
        or numeral.end < start + 3
        or not right_boundary(text, numeral.end)
    ):
        return None
    if text[start] == "억" and numeral.value < 10**8 + 10**4:  # 천 after 억 means thousands of 만
        numeral = replace(numeral, value=10**8 + (numeral.value - 10**8) * 10**4)
    return [counted(text, start, numeral)]


@lru_cache(maxsize=2)
def is_exercise(text: str) -> bool:
    """Return whether a text may use numerals without counters: a short text on arithmetic, or one word."""
    return len(text) <= EXERCISE and (ARITHMETIC.search(text) is not None or " " not in text.strip())


def _in_an_exercise(text: str, start: int) -> list[Quantity] | None:
    """Read a numeral without a counter in a text on arithmetic (답은 이십육이다), or alone in its text."""
    if len(text) > EXERCISE:
        return None
    numeral = _sino_numeral(text, start)
    if numeral is None or not right_boundary(text, numeral.end):
        return None
    if text.strip() != text[start : numeral.end]:
        single_digit = numeral.end == start + 1  # may begin another word: 사과 (apple)
        if not ARITHMETIC.search(text) or (single_digit and not ONE_FIGURE.match(text, numeral.end)):
            return None
    value = -numeral.value if MINUS_WORD.search(text[:start]) else numeral.value
    return [Quantity(value, None, "cardinal", text[start : numeral.end], Span(start, numeral.end))]


SINO_RULES = (
    Rule("fraction in words", _spoken_fraction, SINO_STARTS),
    Rule("date in words", _spoken_date, SINO_STARTS | frozenset("유시")),
    Rule("decimal in words", _spoken_decimal, SINO_STARTS),
    Rule("decade of life in words", _decade_of_life, SINO_STARTS),
    Rule("neighbouring numbers", _neighbours, SINO_STARTS),
    Rule("range of words", _range_of_words, SINO_STARTS),
    Rule("words with counter", _sino, SINO_STARTS),
    Rule("tens of years", _tens_of_years, frozenset("이삼사오육칠팔구")),
    Rule("bare round number", _bare_round, SINO_STARTS),
    Rule("guess", _roughly_so_many, SINO_STARTS),
    Rule("lone power", _lone_power, frozenset("만억")),
    Rule("arithmetic", _in_an_exercise, SINO_STARTS),
)
