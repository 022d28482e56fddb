"""How names with digits (`F-35`, serial numbers, versions) relate to each other and to numbers."""

from __future__ import annotations

import re

from aligner.model.quantity import Quantity
from aligner.quantities.known import NONE, Known, Likeness, Rule

_NO_LETTERS = re.compile(r"[\W_]+")
_NO_DIGITS = re.compile(r"\D")
_DIGITS = re.compile(r"\d")
SHORT_NAME = 4  # digits of a name that may stand apart on the other side: 아이폰15, iPhone 15
_SERIAL = 7  # digits from which on a name is a serial number


def skeleton(quantity: Quantity) -> str:
    """A name without blanks, hyphens and capitals."""
    return _NO_LETTERS.sub("", str(quantity.value)).lower()


def digits_of(quantity: Quantity) -> str:
    """The digits of a name."""
    return _NO_DIGITS.sub("", str(quantity.value))


def same_name(source: Known, target: Known) -> Likeness | None:
    """Names of the same letters and digits. Alike: `F-35A를 샀다.` / `It bought the F35A.`"""
    return Likeness("equal", 0.0) if skeleton(source.quantity) == skeleton(target.quantity) else None


def same_digits(source: Known, target: Known) -> Likeness | None:
    """Names of the same digits. Alike: `에이-10기가 떴다, 코드 B77.` / `The code C77 flew.`"""
    digits = digits_of(source.quantity)
    return Likeness("equal", 0.2) if digits and digits == digits_of(target.quantity) else None


def serial_numbers(source: Known, target: Known) -> Likeness | None:
    """Serial numbers of about one length. Differ: `번호는 AB1234567이다.` / `It is CD1234568.`"""
    lengths = len(digits_of(source.quantity)), len(digits_of(target.quantity))
    return Likeness("number", 0.9) if min(lengths) >= _SERIAL and max(lengths) - min(lengths) <= 1 else None


def same_letters(source: Known, target: Known) -> Likeness | None:
    """Names of the same letters with other digits. Differ: `F-35를 샀다.` / `It bought the F-36.`"""
    letters = _DIGITS.sub("", skeleton(source.quantity))
    same = letters and letters.isascii() and letters == _DIGITS.sub("", skeleton(target.quantity))
    return Likeness("number", 1.0) if same else None


def other_names(source: Known, target: Known) -> Likeness | None:
    """Other letters and other digits: other things. Apart: `F-35를 샀다.` / `It bought the B-2.`"""
    return NONE


def digits_apart(name: Known, number: Known) -> Likeness | None:
    """A name whose digits stand apart. Alike: `iPhone15를 샀다.` / `He bought 15.`"""
    digits = digits_of(name.quantity)
    bare = 0 < len(digits) <= SHORT_NAME and number.family == "number" and number.value == int(digits)
    return Likeness("equal", 0.3) if bare else NONE


NAMES: tuple[Rule, ...] = (same_name, same_digits, serial_numbers, same_letters, other_names)
NAME_AND_OTHER: tuple[Rule, ...] = (digits_apart,)
