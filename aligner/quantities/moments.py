"""Dates and times as values: `2024-01-14`, `XXXX-XX-14`, `T15:30`, with X for what a text leaves unsaid."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.quantities.quantity import Kind

LAST_DAY = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or time: its value (`2024-01-14`, `T15:30`), where it starts and ends, and its unit."""

    value: str
    start: int
    end: int
    unit: str
    kind: Kind = "date"


def date_value(year: int | None, month: int | None, day: int | None) -> str:
    """`2024-01-14`, `XXXX-01-14`, `XXXX-XX-14`, `2024-01`, `2024`."""
    value = "XXXX" if year is None else f"{year:04d}"
    if month is not None or day is not None:
        value += "-XX" if month is None else f"-{month:02d}"
    if day is not None:
        value += f"-{day:02d}"
    return value


def full_year(year: int, digits: int) -> int:
    """Four digits for a two-digit year, the century chosen so that it lies between 1950 and 2049."""
    return year if digits > 2 else year + (2000 if year < 50 else 1900)


def finest(year: int | None, month: int | None, day: int | None) -> str:
    """The unit of a date is its finest field."""
    return "day" if day is not None else "month" if month is not None else "year"


def is_day(month: int | None, day: int | None) -> bool:
    """Whether the calendar has such a month and day."""
    if month is not None and not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= LAST_DAY[month or 1]
