"""A Korean numeral with all that belongs to it: sign, currency, counter, bound, and the rest of a compound.

A few counters mean several things, and what stands around them decides: 대 counts vehicles, decades of
life and the holders of an office, 도 degrees of heat or of an angle, 강 the teams left in a cup.
"""

from __future__ import annotations

import re
from fractions import Fraction

from aligner.languages.ko.counting import HALF_MORE, bound_of, read_counted, right_boundary
from aligner.languages.ko.numerals import Numeral, read_mixed
from aligner.model.quantity import Bound, Kind, Quantity
from aligner.model.text import Span
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import Number, tidy
from aligner.numerals.units import sign_before, unit

NEGATIVE = re.compile(r"(?:(?<![\w)%\]])[-\N{MINUS SIGN}]|마이너스 ?|음수 ?|영하 ?|△ ?)(?:[$￦₩€£¥] ?)?$")
# 시속 80㎞, 초속은 최대 43.1m, 시속 50~60㎞, 시속 23㎞에서 31㎞로: the word is said once.
SPEED_BEFORE = re.compile(
    r"(시속|초속)(?:[은이도] | )?(?:\d[\d.,]{0,6} ?[㎞m가-힣a-z]{0,5} ?[~\N{TILDE OPERATOR}\-]? ?)?"
    r"(?:(?:약|최대|최고|평균|무려|순간최대) ?)?$"
)
SPEED_WINDOW = 24  # characters
SPEEDS = {("시속", "km"): "km/h", ("시속", "mi"): "mph", ("초속", "m"): "m/s"}
SPEEDING = frozenset(code for _, code in SPEEDS)
SCALE_OF_HEAT = re.compile(r"(영하|영상|섭씨|화씨) ?$")
DECADE_OF_LIFE = re.compile(
    r" ?(?:초|중|후)반|(?: ?(?:이상|이하|이후|미만))?(?:[은는이가을를의에도로와과]|들|께)?"
    rf"(?: ?(?:[~\N{{TILDE OPERATOR}}]|{any_of('ko', 'of some age')}))"
)
# What 대 counts instead of years of age.
MACHINES = re.compile(rf"(?:[A-Za-z0-9)]|{any_of('ko', 'counted with 대')})$")
HEADS = re.compile(rf" ?(?:{any_of('ko', 'held by heads')})")
TOP = re.compile(rf" ?(?:{any_of('ko', 'ranked from the top')})")
ROUNDS = frozenset((4, 8, 16, 32, 64))
# Hundredths of a second: 1분 44초 80의, 9초58.
HUNDREDTHS = re.compile(r" ?(\d\d)(?=(?:으?로|의|에|을|를|은|이|만에)(?![가-힣])|[,.)](?!\d)|$)|(\d\d)(?= )")
AGE_IN_BRACKETS = re.compile(r"[가-힣A-Za-z]\($")
AFTER_AGE = re.compile(r"(?:세|[·,ㆍ] ?[가-힣 ]{0,12})?\)")
SOME_MORE_OF_A_NOUN = re.compile(r" ?여(?= [가-힣])")  # 4만여 시민, 300여 관객
ORDINAL_BEFORE = re.compile(r"(?<![가-힣])제 ?$")
_NUMBERED = frozenset(("article", "paragraph", "issue", "round", "line"))


def counted(text: str, start: int, numeral: Numeral) -> Quantity:
    """The quantity of a numeral, whose first character stands at `start`."""
    before = text[max(0, start - 8) : start]
    value: Number = numeral.value
    begin, end = start, numeral.end
    code: str | None = None
    kind: Kind = "cardinal"
    about: Bound | None = "about" if numeral.roughly else None
    if before:
        if negative := NEGATIVE.search(before):
            value, begin = -value, start - len(negative.group())
        if money := sign_before(text, start):
            code, begin = money
            kind = "money"
    found = read_counted(text, numeral)
    if found:
        end = found.end
        if code is None:
            code, kind = found.unit, found.kind
        about = "about" if found.roughly else about
        code, kind = _settle(text, start, end, numeral, code, kind, found.surface)
        if code in SPEEDING and (speed := SPEED_BEFORE.search(text[max(0, start - SPEED_WINDOW) : start])):
            code = SPEEDS.get((speed[1], code), code)
        if more := HALF_MORE.match(text, end):
            if kind in ("duration", "multiple"):
                value, end = tidy(Fraction(value) + Fraction(1, 2)), more.end()
        elif kind in ("duration", "money"):
            value, end = _compound(text, value, code, end)
    elif heat := SCALE_OF_HEAT.search(before):
        code, kind = "F" if heat[1] == "화씨" else "C", "measure"
    elif more := SOME_MORE_OF_A_NOUN.match(text, end):
        about, end = "about", more.end()
    elif (
        AGE_IN_BRACKETS.search(before[-2:]) and 0 < numeral.value < 110 and AFTER_AGE.match(text, numeral.end)
    ):
        code, kind = "year-old", "age"
    if ordinal := ORDINAL_BEFORE.search(before):
        begin = start - len(ordinal.group())
        code, kind = (code if code in _NUMBERED else "ordinal"), "ordinal"
    if code == "line":  # 1호선 is a name
        return Quantity(f"line {value}", None, "identifier", text[begin:end], Span(begin, end))
    bound, end = bound_of(text, begin, end)
    return Quantity(tidy(value), code, kind, text[begin:end], Span(begin, end), about or bound)


def _settle(text: str, start: int, end: int, numeral: Numeral, code: str | None, kind: Kind,
            surface: str) -> tuple[str | None, Kind]:  # fmt: skip
    """What an ambiguous counter means here: 대 (ages, vehicles, heads), 도 (heat), 강 (rounds)."""
    before = text[max(0, start - 8) : start]
    if surface == "대":
        if before.rstrip().endswith("제") or HEADS.match(text, end):
            return "ordinal", "ordinal"
        if TOP.match(text, end):
            return None, "cardinal"
        if numeral.value in range(10, 100, 10) and not MACHINES.search(before.rstrip()) and (
                DECADE_OF_LIFE.match(text, end) or right_boundary(text, end)):  # fmt: skip
            return "age decade", "age"
    elif surface == "도":
        if heat := SCALE_OF_HEAT.search(before):
            return ("F" if heat[1] == "화씨" else "C"), "measure"
    elif surface == "강" and numeral.value not in ROUNDS:
        return None, "cardinal"
    elif (surface == "번" and text.startswith(("째", " 째"), end)) or (
        surface == "회" and (text[end : end + 1] in ("초", "말") or before.rstrip().endswith("제"))
    ):
        return "ordinal", "ordinal"
    return code, kind


def _compound(text: str, value: Number, code: str | None, end: int) -> tuple[Number, int]:
    """1년 6개월, 1시간 30분, 1달러 20센트: one quantity in its largest unit."""
    large = unit(code)
    if code == "second":
        return _with_hundredths(text, value, Fraction(1), end)
    while large is not None:
        position = end + 1 if text.startswith(" ", end) else end
        if position >= len(text):
            break
        numeral = read_mixed(text, position)
        found = read_counted(text, numeral) if numeral else None
        small = unit(found.unit) if found else None
        if numeral is None or found is None or small is None:
            break
        if numeral.form != "digits" and (numeral.value < 10 or found.surface not in ("분", "개월", "초")):
            break
        if small.dimension != large.dimension or small.factor >= large.factor:
            break
        value = tidy(Fraction(value) + Fraction(numeral.value) * small.factor / large.factor)
        end = found.end
        if small.factor == 1:
            return _with_hundredths(text, value, large.factor, end)
    return value, end


def _with_hundredths(text: str, value: Number, seconds: Fraction, end: int) -> tuple[Number, int]:
    """Adds the hundredths said after 초; `seconds` is the length of the unit of the value."""
    part = HUNDREDTHS.match(text, end)
    if part is None or text[end - 1] != "초":
        return value, end
    return tidy(Fraction(value) + Fraction(int(part[1] or part[2]), 100) / seconds), part.end()
