"""Reading of Korean names and codes with digits: phone numbers, versions (2.4.1-rc1), KF-21, 코로나19, 5G."""

from __future__ import annotations

from aligner.expressions import expression
from aligner.languages.ko import dates as ko_dates
from aligner.languages.ko.counting import read_counted
from aligner.languages.ko.numerals import DIGITS, read_mixed
from aligner.model.quantity import Quantity, Value
from aligner.model.text import Span
from aligner.numerals.contexts import any_of
from aligner.numerals.units import sign_before

SERIAL = expression(
    r"(?:\d{2,4}-)?\d{3,4}-\d{4}(?![\d-])|\d{2,}-\d{2,}-\d{3,}|\d+(?:\.\d+){2,}(?:[-+][0-9A-Za-z]+(?:[-.][0-9A-Za-z]+)*)?(?!\d)"
    r"|(?<=[A-Za-z가-힣] )7\d7-[1-9]\d{0,2}(?![\d-])"  # 보잉 737-800
)
LONG_ROW = expression(r"\d{25,}")
LATIN_BEFORE = expression(r"(?<![가-힣])[A-Za-z][A-Za-z&]*[-.]?$|[A-Za-z]-?$")
LATIN_AFTER = expression(r"[A-Za-z][A-Za-z0-9]*(?:-\d+)?")
HANGUL_BEFORE = expression(r"[가-힣]+$")
_OPENING = expression(rf"(?:{any_of('ko', 'before a number')})$")
INCIDENT_DAY = expression(
    r"6[·.]25(?= ?(?:전쟁|참전|전사|사변|때|당시|이후|동란|남침|발발|의|를|가|는|와|직후))"
)


def quantity(
    text: str, start: int, end: int, value: Value, code: str | None, kind: str, **more: object
) -> Quantity:
    return Quantity(value, code, kind, text[start:end], Span(start, end), **more)  # type: ignore[arg-type]


def end_of_digits(text: str, start: int) -> int:
    match = DIGITS.match(text, start)
    return match.end() if match else start + 1


def serial(text: str, start: int) -> list[Quantity] | None:
    """Read a phone number, a version or another serial number: 063-280-2114, 2.4.1-rc1."""
    match = SERIAL.match(text, start)
    if match is None or ko_dates.read_date(text, start):
        return None
    return [quantity(text, start, match.end(), match.group(), None, "identifier")]


def long_row(text: str, start: int) -> list[Quantity] | None:
    """Read a row of digits that is too long for a number as an identifier."""
    if not text[start + 24 : start + 25].isdecimal():
        return None
    match = LONG_ROW.match(text, start)
    return [quantity(text, start, match.end(), match.group(), None, "identifier")] if match else None


def incident_day(text: str, start: int) -> list[Quantity] | None:
    """Read 6·25 as the name of the war: 6·25 전쟁."""
    match = INCIDENT_DAY.match(text, start)
    return [quantity(text, start, match.end(), "6·25", None, "identifier")] if match else None


def name_with_digits(text: str, start: int) -> list[Quantity] | None:
    """Read a name whose digits come after letters: KF-21, 코로나19."""
    before = text[max(0, start - 20) : start]
    if not before or not (before[-1].isalpha() or before[-1] in "-."):
        return None
    if sign_before(text, start):
        return None
    end = end_of_digits(text, start)
    begin = _name_before(text, start, end, before)
    if begin == start:
        return None
    after = LATIN_AFTER.match(text, end) if text[begin].isascii() else None
    end = after.end() if after else end
    return [quantity(text, begin, end, text[begin:end], None, "identifier")]


def _name_before(text: str, start: int, end: int, before: str) -> int:
    """Return the start of the name before digits (KF-21, 코로나19); `start` if there is none."""
    if latin := LATIN_BEFORE.search(before):
        letters = latin.group()
        # Three letters or more may be a separate word before a counted number: BTS 7명.
        if letters[-1] in "-." or len(letters) < 3 or not _is_counted(text, start, end):
            return start - len(letters)
    hangul = HANGUL_BEFORE.search(before)
    if hangul and not _OPENING.search(hangul.group()) and not _is_counted(text, start, end):
        return start - len(hangul.group())
    return start


def _is_counted(text: str, start: int, end: int) -> bool:
    numeral = read_mixed(text, start)
    return numeral is not None and (
        numeral.end > end
        or read_counted(text, numeral) is not None
        or ko_dates.read_date(text, start) is not None
    )


def digits_with_letters(text: str, start: int) -> list[Quantity] | None:
    """Read a name made of digits and one or two letters after them: 5G, 3D."""
    end = end_of_digits(text, start)
    after = LATIN_AFTER.match(text, end)
    if after is None or len(after.group()) > 2 or _is_counted(text, start, end):
        return None
    return [quantity(text, start, after.end(), text[start : after.end()], None, "identifier")]
