"""Writing of an English quantity with another number, for messages that say what was expected."""

from __future__ import annotations

from fractions import Fraction

from aligner.expressions import compiled
from aligner.model.quantity import Value

# One number in digits, with or without a scale in words, and no other digits in the text.
_NUMBER = compiled(
    r"(?P<before>[^\d]*?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?"
    r"(?:(?P<joint>[ -])(?P<scale>thousand|million|billion|trillion)\b)?(?P<after>[^\d]*)"
)
_SCALES = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3}
# Most digits after the point of a number with a scale: 1.25 billion, but 1,253,700,000, as in news.
_LONGEST_PART = 3


def with_value(surface: str, value: Value, wanted: Value) -> str:
    """Return a surface form with another number; empty if it does not hold exactly one number in digits.

    Args:
        surface: As written, unit included.
        value: The value of the surface form.
        wanted: The value to write, in the unit of `value`.

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
    if written * _SCALES.get(match["scale"] or "", 1) != value:  # it counts dozens or the like
        return ""
    number = _in_words(Fraction(wanted), match["joint"]) if match["scale"] else ""
    number = number or _in_digits(Fraction(wanted))
    return f"{match['before']}{number}{match['after']}" if number else ""


def _in_words(value: Fraction, joint: str) -> str:
    """Write a number with a scale in words: `1.25 billion`.

    Empty below a million or with too many digits after the point.
    """
    name, scale = next((entry for entry in _SCALES.items() if value >= entry[1]), ("", 1))
    number = _in_digits(value / scale)
    short = number and len(number.partition(".")[2]) <= _LONGEST_PART
    return f"{number}{joint}{name}" if short and scale >= 10**6 else ""


def _in_digits(value: Fraction) -> str:
    """Write a number in digits: `1,250` or `1.25`. Empty if its decimals don't end."""
    whole, rest = divmod(value, 1)
    if not rest:
        return f"{int(whole):,}"
    decimals = f"{float(rest):.12g}"
    return f"{int(whole):,}{decimals[1:]}" if Fraction(decimals) == rest and decimals.startswith("0.") else ""
