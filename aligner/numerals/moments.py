"""Dates and times as values: `2024-01-14`, `XXXX-XX-14`, `T15:30`; X marks a field that the text omits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from aligner.expressions import compiled
from aligner.model.quantity import Kind
from aligner.numerals.exact import Number, tidy

LAST_DAY = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# Durations as a stopwatch shows them: 1:44.80, 2:07:34.5, and 34:12, which is no time of day.
LAP = compiled(
    r"(?:(?P<hours>\d{1,2}):(?=\d\d:))?(?P<minutes>\d{1,2}):(?P<seconds>[0-5]\d(?P<part>\.\d{1,3})?)(?![\d:]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or time: its value (`2024-01-14`, `T15:30`), where it starts and ends, and its unit."""

    value: str
    start: int
    end: int
    unit: str
    kind: Kind = "date"


def date_value(year: int | None, month: int | None, day: int | None) -> str:
    """Return the value of a date: `2024-01-14`, `XXXX-01-14`, `XXXX-XX-14`, `2024-01`, `2024`."""
    value = "XXXX" if year is None else f"{year:04d}"
    if month is not None or day is not None:
        value += "-XX" if month is None else f"-{month:02d}"
    if day is not None:
        value += f"-{day:02d}"
    return value


def full_year(year: int, digits: int) -> int:
    """Complete a two-digit year to one between 1950 and 2049; a longer year is returned unchanged."""
    return year if digits > 2 else year + (2000 if year < 50 else 1900)


def finest(year: int | None, month: int | None, day: int | None) -> str:
    """Return the unit of a date, which is its finest field."""
    return "day" if day is not None else "month" if month is not None else "year"


def is_day(month: int | None, day: int | None) -> bool:
    """Whether the calendar has this month and day; None is a field that the text omits."""
    if month is not None and not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= LAST_DAY[month or 1]


def lap(text: str, start: int) -> tuple[Number, str, int] | None:
    """Read a duration as a stopwatch shows it: value, unit and end; None for a possible time of day.

    Examples:
        >>> lap("1:44.80", 0), lap("10:20", 0)
        ((Decimal('104.80'), 'second', 7), None)
    """
    match = LAP.match(text, start)
    if match is None or not (match["part"] or (match["hours"] is None and int(match["minutes"]) > 24)):
        return None
    seconds = int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60 + Decimal(match["seconds"])
    return tidy(seconds), "second", match.end()


def seconds_of(time: str) -> tuple[Fraction, ...]:
    """Return the durations, in seconds, that `T02:07:34` or `T07:34` may mean if it is no time of day."""
    parts = [int(part) for part in time[1:].split(":")]
    if len(parts) == 3:
        return (Fraction(parts[0] * 3600 + parts[1] * 60 + parts[2]),)
    return (Fraction(parts[0] * 60 + parts[1]), Fraction(parts[0] * 3600 + parts[1] * 60))
