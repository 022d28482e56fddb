"""Reading of a Korean numeral with its sign, currency, counter, bound, and smaller units after it.

A few counters are ambiguous, and the words around them decide: 대 counts vehicles, decades of life and the
holders of an office; 도 counts degrees of temperature or of an angle; 강 counts the teams left in a cup.
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
# The word for a speed before a number: 시속 80㎞, 초속은 최대 43.1m, 시속 50~60㎞. In a range it is written
# only once.
SPEED_BEFORE = expression(
    r"(시속|초속)(?:[은이도] | )?(?:\d[\d.,]{0,6} ?[㎞m가-힣a-z]{0,5} ?[~\-]? ?)?"
    r"(?:(?:약|최대|최고|평균|무려|순간최대) ?)?$"
)
SPEED_WINDOW = 24  # characters
SPEEDS = {("시속", "km"): "km/h", ("시속", "kilo"): "km/h", ("시속", "mi"): "mph", ("초속", "m"): "m/s"}
SPEEDING = frozenset(code for _, code in SPEEDS)
SCALE_OF_HEAT = expression(r"(영하|영상|섭씨|화씨) ?$")
DECADE_OF_LIFE = expression(
    r" ?(?:초|중|후)반|(?: ?(?:이상|이하|이후|미만))?(?:[은는이가을를의에도로와과]|들|께)?"
    rf"(?: ?(?:~|{any_of('ko', 'of some age')}))"
)
# Words before a number that make 대 count machines instead of decades of life.
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
# Half a month after months: 두 달 보름 (two and a half months).
HALF_A_MONTH = expression(r" ?보름(?!달)(?![가-힣]{3})")
# Kinds of quantities that may continue in a smaller unit: 1년 6개월, 3달러 20센트, 6피트 9인치.
COMPOUNDS = frozenset(("duration", "money", "measure"))
# Words after a number of centuries (한 세기 만에), unlike the name of a century (18세기, 3세기 초).
FOR_CENTURIES = expression(r"(?:여| ?만(?:에|의)| ?동안| ?넘게| ?가까이| ?이상| ?에 걸쳐)")
ROUGH_SUM = expression(r"[억조]대$")  # a sum in 10억대 소송; 1억 대 counts vehicles
# Units in which a number at the start of a line may be negative.
BELOW_ZERO = frozenset((None, "%", "%p", "C", "F", "degree", "point", "bp"))
# Smaller units that may follow a number in words below ten.
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
    """Return the quantity of a numeral that begins at `start`."""
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
    if code == "line":  # the name of a railway line: 1호선
        return Quantity(f"line {value}", None, "identifier", text[begin:end], Span(begin, end))
    # 께 is a particle: 선생님 세 분께 ("to three teachers").
    if code == "person" and text.startswith("께", end):
        return Quantity(tidy(value), code, kind, text[begin:end], Span(begin, end), about)
    bound, end = bound_of(text, begin, end)
    return Quantity(tidy(value), code, kind, text[begin:end], Span(begin, end), about or bound)


def _negative(text: str, start: int, code: str | None) -> int:
    """Return the length of the minus sign before a number; 0 if there is none.

    A hyphen at the start of a line is a bullet if things are counted: `-12개 학교`, but `-5도`, `-1.5%`.
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
    """Return whether a number in brackets is an age: 김모(43), 이모(50세)."""
    return bool(
        AGE_IN_BRACKETS.search(before[-2:]) and 0 < numeral.value < 110 and AFTER_AGE.match(text, numeral.end)
    )


def _with_speed(text: str, start: int, code: str | None) -> str | None:
    """Return the unit of speed for a unit of length after a word for a speed: 시속 80㎞."""
    if code not in SPEEDING:
        return code
    speed = SPEED_BEFORE.search(text[max(0, start - SPEED_WINDOW) : start])
    return SPEEDS.get((speed[1], code), code) if speed else code


def _with_the_rest(text: str, value: Number, code: str | None, kind: Kind, end: int) -> tuple[Number, int]:
    """Add a half or smaller units after a unit (2시간 반, 1년 6개월); return the value and the end."""
    if more := HALF_MORE.match(text, end):
        if kind in ("duration", "multiple", "measure"):
            return tidy(Fraction(value) + Fraction(1, 2)), more.end()
        return value, end
    if code == "month" and (more := HALF_A_MONTH.match(text, end)):
        return tidy(Fraction(value) + Fraction(1, 2)), more.end()
    return _compound(text, value, code, end) if kind in COMPOUNDS else (value, end)


class Place(NamedTuple):
    """A number with its counter and its text, for deciding what the counter means."""

    text: str
    start: int
    end: int
    numeral: Numeral
    before: str


def _of_vehicles_or_lives(at: Place) -> _Meaning | None:
    """Decide if 대 counts vehicles, decades of life, office holders, or gives a magnitude (10억대)."""
    if at.before.rstrip().endswith("제") or HEADS.match(at.text, at.end):
        return "ordinal", "ordinal"
    if TOP.match(at.text, at.end) or ROUGH_SUM.search(at.text, at.start, at.end):
        return None, "cardinal"
    if at.numeral.value in range(10, 100, 10) and not MACHINES.search(at.before.rstrip()) and (
            DECADE_OF_LIFE.match(at.text, at.end) or right_boundary(at.text, at.end)):  # fmt: skip
        return "age decade", "age"
    return None


def _of_degrees(at: Place) -> _Meaning | None:
    """Decide if 도 measures temperature, an angle, or the alcohol of a drink."""
    if heat := SCALE_OF_HEAT.search(at.before):
        return ("F" if heat[1] == "화씨" else "C"), "measure"
    if DRINK_BEFORE.search(at.text, max(0, at.start - DRINK_WINDOW), at.start) or DRINK.match(
        at.text, at.end
    ):
        return "abv", "measure"
    return None


def _of_rounds(at: Place) -> _Meaning | None:
    """Decide if 강 counts the teams left in a cup."""
    return None if at.numeral.value in ROUNDS else (None, "cardinal")


def _of_turns(at: Place) -> _Meaning | None:
    """Decide if 번 belongs to an ordinal: 두 번째."""
    return ("ordinal", "ordinal") if at.text.startswith(("째", " 째"), at.end) else None


def _of_innings(at: Place) -> _Meaning | None:
    """Decide if 회 numbers an inning or event (9회말, 제3회)."""
    numbered = at.text[at.end : at.end + 1] in ("초", "말") or at.before.rstrip().endswith("제")
    return ("ordinal", "ordinal") if numbered else None


def _of_persons(at: Place) -> _Meaning | None:
    """Decide if 분 counts persons (의원 5분이 서명했다) or minutes (의원 5분 발언)."""
    if PERSONS_BEFORE.search(at.before) and PERSONS_AFTER.match(at.text, at.end):
        return "person", "cardinal"
    return None


def _of_centuries(at: Place) -> _Meaning | None:
    """Decide if 세기 gives a duration (한 세기, 2세기 동안) or names a century (18세기)."""
    how_long = at.numeral.form == "native" or FOR_CENTURIES.match(at.text, at.end)
    return ("century", "duration") if how_long else None


# The functions that decide what an ambiguous counter means.
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
    """Return the unit and kind of a counter, which may be ambiguous."""
    decide = _SETTLED.get(surface)
    return (decide(at) if decide else None) or (code, kind)


def _compound(text: str, value: Number, code: str | None, end: int) -> tuple[Number, int]:
    """Add smaller units in the largest unit (1년 6개월, 1달러 20센트); return the value and the end."""
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
    """Add hundredths of a second after 초; `seconds` is the length of the value's unit in seconds."""
    part = HUNDREDTHS.match(text, end)
    if part is None or text[end - 1] != "초":
        return value, end
    digits = part[1] or part[2]
    return tidy(Fraction(value) + Fraction(int(digits), 10 ** len(digits)) / seconds), part.end()
