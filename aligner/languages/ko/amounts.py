"""A Korean numeral with all that belongs to it: sign, currency, counter, bound, and the rest of a compound.

A few counters mean several things, and what stands around them decides: 대 counts vehicles, decades of
life and the holders of an office, 도 degrees of heat or of an angle, 강 the teams left in a cup.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from aligner.expressions import expression
from aligner.languages.ko.counting import HALF_MORE, bound_of, read_counted, right_boundary
from aligner.languages.ko.numerals import Numeral, read_mixed
from aligner.model.quantity import Bound, Kind, Quantity
from aligner.model.text import Span
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import Number, tidy
from aligner.numerals.units import sign_before, unit

NEGATIVE = expression(r"(?:(?<![\w)%\]])-|마이너스 ?|음수 ?|영하 ?|△ ?)(?:[$￦₩€£¥] ?)?$")
NEGATIVE_ENDS = frozenset("-스수하△$￦₩€£¥")
# 시속 80㎞, 초속은 최대 43.1m, 시속 50~60㎞, 시속 23㎞에서 31㎞로: the word is said once.
SPEED_BEFORE = expression(
    r"(시속|초속)(?:[은이도] | )?(?:\d[\d.,]{0,6} ?[㎞m가-힣a-z]{0,5} ?[~\-]? ?)?"
    r"(?:(?:약|최대|최고|평균|무려|순간최대) ?)?$"
)
SPEED_WINDOW = 24  # characters
SPEEDS = {("시속", "km"): "km/h", ("시속", "mi"): "mph", ("초속", "m"): "m/s"}
SPEEDING = frozenset(code for _, code in SPEEDS)
SCALE_OF_HEAT = expression(r"(영하|영상|섭씨|화씨) ?$")
DECADE_OF_LIFE = expression(
    r" ?(?:초|중|후)반|(?: ?(?:이상|이하|이후|미만))?(?:[은는이가을를의에도로와과]|들|께)?"
    rf"(?: ?(?:~|{any_of('ko', 'of some age')}))"
)
# What 대 counts instead of years of age.
MACHINES = expression(rf"(?:[A-Za-z0-9)]|{any_of('ko', 'counted with 대')})$")
HEADS = expression(rf" ?(?:{any_of('ko', 'held by heads')})")
TOP = expression(rf" ?(?:{any_of('ko', 'ranked from the top')})")
ROUNDS = frozenset((4, 8, 16, 32, 64))
# Tenths or hundredths of a second: 1분 44초 80의, 9초58, 10초 1에.
HUNDREDTHS = expression(r" ?(\d\d?)(?=(?:으?로|의|에|을|를|은|이|만에)(?![가-힣])|[,.)](?!\d)|$)|(\d\d)(?= )")
AGE_IN_BRACKETS = expression(r"[가-힣A-Za-z]\($")
AFTER_AGE = expression(r"(?:세|[·,] ?[가-힣 ]{0,12})?\)")
SOME_MORE_OF_A_NOUN = expression(r" ?여(?= [가-힣])")  # 4만여 시민, 300여 관객
AND_CENTS = expression("[와과에] ?")  # 3달러와 20센트
ORDINAL_BEFORE = expression(r"(?<![가-힣])제 ?$")
# 두 달 보름: two months and a half.
HALF_A_MONTH = expression(r" ?보름(?!달)(?![가-힣]{3})")
# Kinds of quantities that go on in a smaller unit: 1년 6개월, 3달러 20센트, 6피트 9인치.
COMPOUNDS = frozenset(("duration", "money", "measure"))
# 한 세기 만에, but 18세기 and 3세기 초.
FOR_CENTURIES = expression(r"(?:여| ?만(?:에|의)| ?동안| ?넘게| ?가까이| ?이상| ?에 걸쳐)")
ROUGH_SUM = expression(r"[억조]대$")  # 10억대 소송; 1억 대 are vehicles
# Units in which a number at the start of a line may well be below zero.
BELOW_ZERO = frozenset((None, "%", "%p", "C", "F", "degree", "point", "bp"))
# Smaller units that small numbers in words may stand before.
SMALLER = ("분", "개월", "초", "센트", "펜스", "인치", "센티", "센티미터", "그램")
LINE_BEFORE = expression(r"(?:^|\n)[ \t]*$")
PERSONS_BEFORE = expression(rf"(?:님|{any_of('ko', 'counted with respect')}) $")
PERSONS_AFTER = expression(
    r"(?:이(?! ?(?:걸|지나|지났|남|흘|넘|늦|모자|소요))|께서?|을|의(?= )|과 |도 |만 | ?모두|에게)"
)
DRINK_WINDOW = 14  # characters
DRINK_BEFORE = expression(rf"(?:{any_of('ko', 'measured in alcohol')})[은는이가도의]?(?: [가-힣]{{1,6}})? ?$")
DRINK = expression(rf"(?:짜리|의|인|에서|로)? ?(?:{any_of('ko', 'measured in alcohol')})")
_Meaning = tuple[str | None, Kind]
_NUMBERED = frozenset(("article", "paragraph", "issue", "round", "line"))


def counted(text: str, start: int, numeral: Numeral) -> Quantity:
    """The quantity of a numeral, whose first character stands at `start`."""
    before = text[max(0, start - 8) : start]
    value: Number = numeral.value
    begin, end = start, numeral.end
    code: str | None = None
    kind: Kind = "cardinal"
    about: Bound | None = "about" if numeral.roughly else None
    if before and (money := sign_before(text, start)):
        code, begin = money
        kind = "money"
    counter = read_counted(text, numeral)
    if counter:
        end = counter.end
        if code is None:
            code, kind = counter.unit, counter.kind
        about = "about" if counter.roughly else about
        code, kind = _settle(Place(text, start, end, numeral, before), counter.surface, code, kind)
        code = _with_speed(text, start, code)
        value, end = _with_the_rest(text, value, code, kind, end)
    elif heat := SCALE_OF_HEAT.search(before):
        code, kind = "F" if heat[1] == "화씨" else "C", "measure"
    elif more := SOME_MORE_OF_A_NOUN.match(text, end):
        about, end = "about", more.end()
    elif _is_an_age(text, numeral, before):
        code, kind = "year-old", "age"
    if before and (negative := _negative(text, start, code)):
        value, begin = -value, min(begin, start - negative)
    if "제" in before[-2:] and (ordinal := ORDINAL_BEFORE.search(before)):
        begin = start - len(ordinal.group())
        code, kind = (code if code in _NUMBERED else "ordinal"), "ordinal"
    if code == "line":  # 1호선 is a name
        return Quantity(f"line {value}", None, "identifier", text[begin:end], Span(begin, end))
    if code == "person" and text.startswith("께", end):  # 선생님 세 분께: to three teachers, not about three
        return Quantity(tidy(value), code, kind, text[begin:end], Span(begin, end), about)
    bound, end = bound_of(text, begin, end)
    return Quantity(tidy(value), code, kind, text[begin:end], Span(begin, end), about or bound)


def _negative(text: str, start: int, code: str | None) -> int:
    """How long the sign before a number below zero is; 0 if there is none.

    A hyphen at the start of a line is a bullet where things are counted: `-12개 학교`, but `-5도`, `-1.5%`.
    """
    last = text[start - 2 : start - 1] if text[start - 1] == " " else text[start - 1]
    match = NEGATIVE.search(text, max(0, start - 8), start) if last in NEGATIVE_ENDS else None
    if match is None:
        return 0
    if (
        match.group() == "-"
        and code not in BELOW_ZERO
        and LINE_BEFORE.search(text[max(0, start - 8) : start - 1])
    ):
        return 0
    return len(match.group())


def _is_an_age(text: str, numeral: Numeral, before: str) -> bool:
    """김모(43), 이모(50세)."""
    return bool(
        AGE_IN_BRACKETS.search(before[-2:]) and 0 < numeral.value < 110 and AFTER_AGE.match(text, numeral.end)
    )


def _with_speed(text: str, start: int, code: str | None) -> str | None:
    """km/h for kilometers behind 시속."""
    if code not in SPEEDING:
        return code
    speed = SPEED_BEFORE.search(text[max(0, start - SPEED_WINDOW) : start])
    return SPEEDS.get((speed[1], code), code) if speed else code


def _with_the_rest(text: str, value: Number, code: str | None, kind: Kind, end: int) -> tuple[Number, int]:
    """Adds what goes on behind the unit: 2시간 반, 두 달 보름, 1년 6개월."""
    if more := HALF_MORE.match(text, end):
        if kind in ("duration", "multiple", "measure"):
            return tidy(Fraction(value) + Fraction(1, 2)), more.end()
        return value, end
    if code == "month" and (more := HALF_A_MONTH.match(text, end)):
        return tidy(Fraction(value) + Fraction(1, 2)), more.end()
    return _compound(text, value, code, end) if kind in COMPOUNDS else (value, end)


class Place(NamedTuple):
    """A number and its counter in their text, for the question what the counter means there."""

    text: str
    start: int
    end: int
    numeral: Numeral
    before: str


def _of_vehicles_or_lives(at: Place) -> _Meaning | None:
    """대 counts vehicles, decades of life and the holders of an office; 10억대 says how large a sum is."""
    if at.before.rstrip().endswith("제") or HEADS.match(at.text, at.end):
        return "ordinal", "ordinal"
    if TOP.match(at.text, at.end) or ROUGH_SUM.search(at.text, at.start, at.end):
        return None, "cardinal"
    if at.numeral.value in range(10, 100, 10) and not MACHINES.search(at.before.rstrip()) and (
            DECADE_OF_LIFE.match(at.text, at.end) or right_boundary(at.text, at.end)):  # fmt: skip
        return "age decade", "age"
    return None


def _of_degrees(at: Place) -> _Meaning | None:
    """도 measures heat, angles, and the alcohol of a drink."""
    if heat := SCALE_OF_HEAT.search(at.before):
        return ("F" if heat[1] == "화씨" else "C"), "measure"
    if DRINK_BEFORE.search(at.text, max(0, at.start - DRINK_WINDOW), at.start) or DRINK.match(
        at.text, at.end
    ):
        return "abv", "measure"
    return None


def _of_rounds(at: Place) -> _Meaning | None:
    """강: the teams left in a cup."""
    return None if at.numeral.value in ROUNDS else (None, "cardinal")


def _of_turns(at: Place) -> _Meaning | None:
    """두 번째 is an ordinal."""
    return ("ordinal", "ordinal") if at.text.startswith(("째", " 째"), at.end) else None


def _of_innings(at: Place) -> _Meaning | None:
    """9회말, 제3회."""
    numbered = at.text[at.end : at.end + 1] in ("초", "말") or at.before.rstrip().endswith("제")
    return ("ordinal", "ordinal") if numbered else None


def _of_persons(at: Place) -> _Meaning | None:
    """의원 5분이 서명했다: 분 counts persons with respect; 의원 5분 발언, 의원은 3분 동안: minutes."""
    if PERSONS_BEFORE.search(at.before) and PERSONS_AFTER.match(at.text, at.end):
        return "person", "cardinal"
    return None


def _of_centuries(at: Place) -> _Meaning | None:
    """한 세기, 2세기 동안: how long; 18세기: which."""
    how_long = at.numeral.form == "native" or FOR_CENTURIES.match(at.text, at.end)
    return ("century", "duration") if how_long else None


# What decides a counter of several meanings.
_SETTLED: dict[str, Callable[[Place], _Meaning | None]] = {
    "대": _of_vehicles_or_lives,
    "도": _of_degrees,
    "강": _of_rounds,
    "번": _of_turns,
    "회": _of_innings,
    "분": _of_persons,
    "세기": _of_centuries,
}


def _settle(at: Place, surface: str, code: str | None, kind: Kind) -> _Meaning:
    """What an ambiguous counter means here."""
    decide = _SETTLED.get(surface)
    return (decide(at) if decide else None) or (code, kind)


def _compound(text: str, value: Number, code: str | None, end: int) -> tuple[Number, int]:
    """1년 6개월, 1시간 30분, 1달러 20센트: one quantity in its largest unit."""
    large = unit(code)
    if code == "second":
        return _with_hundredths(text, value, Fraction(1), end)
    while large is not None:
        joined = AND_CENTS.match(text, end) if large.is_currency else None
        position = joined.end() if joined else end + 1 if text.startswith(" ", end) else end
        if position >= len(text):
            break
        numeral = read_mixed(text, position)
        smaller = read_counted(text, numeral) if numeral else None
        small = unit(smaller.unit) if smaller else None
        if numeral is None or smaller is None or small is None:
            break
        if numeral.form != "digits" and (numeral.value < 10 or smaller.surface not in SMALLER):
            break
        if small.dimension != large.dimension or small.factor >= large.factor:
            break
        value = tidy(Fraction(value) + Fraction(numeral.value) * small.factor / large.factor)
        end = smaller.end
        if small.factor == 1:
            return _with_hundredths(text, value, large.factor, end)
    return value, end


def _with_hundredths(text: str, value: Number, seconds: Fraction, end: int) -> tuple[Number, int]:
    """Adds the hundredths said after 초; `seconds` is the length of the unit of the value."""
    part = HUNDREDTHS.match(text, end)
    if part is None or text[end - 1] != "초":
        return value, end
    digits = part[1] or part[2]
    return tidy(Fraction(value) + Fraction(int(digits), 10 ** len(digits)) / seconds), part.end()
