"""Rules that compare names with digits (`F-35`, serial numbers, versions) with each other and with numbers.

A word before the example of a rule names its result: Alike (equal), Differ (an error) or Apart (not
compared).
"""

from __future__ import annotations

from fractions import Fraction

from aligner.expressions import compiled
from aligner.model.quantity import Quantity
from aligner.quantities.known import NONE, Known, Likeness, Rule

_NO_LETTERS = compiled(r"[\W_]+")
_NO_DIGITS = compiled(r"\D")
_DIGITS = compiled(r"\d")
_VERSION = compiled(r"v?(\d+(?:\.\d+)?)(?:\.0)*")
_LINE, _ROUTE = "line ", "route"
SHORT_NAME = 4  # most digits that may be a separate number on the other side: 아이폰15, iPhone 15
_COUNTRY_CODE = 3  # most digits of the code of a country, ITU-T E.164
_SERIAL = 7  # a name with at least this many digits is a serial number


def skeleton(quantity: Quantity) -> str:
    """Return a name in small letters, without spaces and hyphens."""
    return _NO_LETTERS.sub("", str(quantity.value)).lower()


def digits_of(quantity: Quantity) -> str:
    """Return the digits of a name."""
    return _NO_DIGITS.sub("", str(quantity.value))


def same_name(source: Known, target: Known) -> Likeness | None:
    """Names with equal letters and digits are equal. Alike: `F-35A를 샀다.` / `It bought the F35A.`"""
    return Likeness("equal", 0.0) if skeleton(source.quantity) == skeleton(target.quantity) else None


def same_digits(source: Known, target: Known) -> Likeness | None:
    """Names with equal digits are equal. Alike: `에이-10기가 떴다, 코드 B77.` / `The code C77 flew.`"""
    digits = digits_of(source.quantity)
    return Likeness("equal", 0.2) if digits and digits == digits_of(target.quantity) else None


def with_country_code(source: Known, target: Known) -> Likeness | None:
    """A telephone number may have the code of its country. Alike: `02-345-6789` / `+82 2 345 6789`"""
    values = [str(known.quantity.value) for known in (source, target)]
    home, abroad = sorted(values, key=lambda value: value.startswith("+"))
    if not abroad.startswith("+") or not home.startswith("0"):
        return None
    area, digits = _NO_DIGITS.sub("", home)[1:], _NO_DIGITS.sub("", abroad)
    code = digits.removesuffix(area).rstrip("0")  # a zero may stand in brackets: +44 (0)20 7946 0958
    return Likeness("equal", 0.0) if 0 < len(code) <= _COUNTRY_CODE else None


def serial_numbers(source: Known, target: Known) -> Likeness | None:
    """Other serial numbers of similar length differ. Differ: `번호는 AB1234567이다.` / `It is CD1234568.`"""
    lengths = len(digits_of(source.quantity)), len(digits_of(target.quantity))
    return Likeness("number", 0.9) if min(lengths) >= _SERIAL and max(lengths) - min(lengths) <= 1 else None


def same_letters(source: Known, target: Known) -> Likeness | None:
    """Names with equal letters and other digits differ. Differ: `F-35를 샀다.` / `It bought the F-36.`"""
    letters = _DIGITS.sub("", skeleton(source.quantity))
    same = letters and letters.isascii() and letters == _DIGITS.sub("", skeleton(target.quantity))
    return Likeness("number", 1.0) if same else None


def other_names(source: Known, target: Known) -> Likeness | None:
    """Names with other letters and digits are not compared. Apart: `F-35를 샀다.` / `It bought the B-2.`"""
    return NONE


def digits_apart(name: Known, number: Known) -> Likeness | None:
    """The digits of a name may be a separate number. Alike: `iPhone15를 샀다.` / `He bought 15.`

    A version may be a number too. Alike: `v2.1을 까세요.` / `Install version 2.1.`
    """
    digits = digits_of(name.quantity)
    version = _VERSION.fullmatch(str(name.quantity.value))
    bare = number.family == "number" and (
        (0 < len(digits) <= SHORT_NAME and number.value == int(digits))
        or (version is not None and number.value == Fraction(version[1]))
    )
    return Likeness("equal", 0.3) if bare else None


def other_route(name: Known, number: Known) -> Likeness | None:
    """A numbered line differs from another route. Differ: `국도 7호선이 막혔다.` / `Route 17 is blocked.`"""
    is_line = str(name.quantity.value).startswith(_LINE) and number.quantity.unit == _ROUTE
    return Likeness("number", 0.9) if is_line else None


NAMES: tuple[Rule, ...] = (
    same_name,
    same_digits,
    with_country_code,
    serial_numbers,
    same_letters,
    other_names,
)
NAME_AND_OTHER: tuple[Rule, ...] = (digits_apart, other_route, other_names)
