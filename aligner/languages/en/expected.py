"""What an English quantity would read with another number: messages say what was expected."""

from __future__ import annotations

import re
from fractions import Fraction

from aligner.model.quantity import Value

# One number in digits, with or without a scale in words; no other digits beside it.
_NUMBER = re.compile(
    r"(?P<before>[^\d]*?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?"
    r"(?:(?P<joint>[ -])(?P<scale>thousand|million|billion|trillion)\b)?(?P<after>[^\d]*)"
)
_SCALES = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3}
# Digits behind the point of a number with a scale: 1.25 billion, but 1,253,700,000, as news writes them.
_LONGEST_PART = 3


def with_value(surface: str, value: Value, wanted: Value) -> str:
    """The surface form with its number exchanged; empty where it is not one number in digits.

    Args:
        surface: As written, unit included.
        value: What it means.
        wanted: What it should mean, in the same unit.

    Examples:
        >>> with_value("125 million won", 125_000_000, 1_250_000_000)
        '1.25 billion won'
        >>> with_value("300,000 people", 300_000, 30_000)
        '30,000 people'
        >>> with_value("three people", 3, 30)
        ''
    """
    match = _NUMBER.fullmatch(surface)
    if match is None or isinstance(value, str) or isinstance(wanted, str) or wanted <= 0:
        return ""
    written = Fraction(match["digits"].replace(",", "") + (match["part"] or ""))
    if written * _SCALES.get(match["scale"] or "", 1) != value:  # it counts something else, such as dozens
        return ""
    number = _in_words(Fraction(wanted), match["joint"]) if match["scale"] else ""
    number = number or _in_digits(Fraction(wanted))
    return f"{match['before']}{number}{match['after']}" if number else ""


def _in_words(value: Fraction, joint: str) -> str:
    """`1.25 billion`; empty below a million, and where too many digits would stand behind the point."""
    name, scale = next((entry for entry in _SCALES.items() if value >= entry[1]), ("", 1))
    number = _in_digits(value / scale)
    short = number and len(number.partition(".")[2]) <= _LONGEST_PART
    return f"{number}{joint}{name}" if short and scale >= 10**6 else ""


def _in_digits(value: Fraction) -> str:
    """`1,250` or `1.25`; empty where no digits end it."""
    whole, rest = divmod(value, 1)
    if not rest:
        return f"{int(whole):,}"
    decimals = f"{float(rest):.12g}"
    return f"{int(whole):,}{decimals[1:]}" if Fraction(decimals) == rest and decimals.startswith("0.") else ""
