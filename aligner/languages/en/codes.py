"""Reading of English names and codes with digits: KF-21, COVID-19, 5G, phone numbers, versions."""

from __future__ import annotations

from aligner.expressions import compiled
from aligner.languages.en import dates as en_dates
from aligner.languages.en.counting import simple
from aligner.model.quantity import Quantity
from aligner.numerals.contexts import words_of
from aligner.numerals.units import sign_before

SERIAL = compiled(
    r"\+?\d{1,4}(?:-\d{2,4})*-\d{3,4}-\d{4}(?![\d-])|\d{3,4}-\d{4}(?![\d-])|\d{2,}-\d{2,}-\d{3,}|\d+(?:\.\d+){2,}(?!\d)|\d{25,}"
    r"|(?<=[A-Za-z] )7\d7-[1-9]\d{0,2}(?![\d-])"  # Boeing 737-800
)


# Letters that touch a digit make it a name (KF-21, G7, COVID-19), except some prefixes.
_NAME_BEFORE = compiled(r"(?<![A-Za-z])[A-Za-z][A-Za-z&]*-?$")


PREFIXES = words_of("en", "before a number")


QUARTER_BEFORE = compiled(r"(?<![A-Za-z])Q$")


VERSION_BEFORE = compiled(r"(?<![A-Za-z.])[A-Z]{2,}\.$")


# The rest of a name after its digits; it ends where the readers of other languages end it.
NAME_AFTER = compiled(r"[A-Za-z][A-Za-z0-9]*(?:-\d+)?")


# Letters after digits that make them a name: 5G, 3D. 4K is a name too, but 10K followers are counted.
NAMED_BY_LETTERS = frozenset(("G", "D", "X", "GX", "LG", "PM2"))


RESOLUTIONS = frozenset(("2K", "4K", "5K", "8K"))


RACE_AFTER = compiled(r"(?:5|10)K(?= (?:runs?|races?|course|walk|runners?)\b)")


# No number is longer than this. Without the limit an endless row of digits and commas would be read anew at
# each digit.
LONGEST_ROW = 100


DIGIT_ROW = compiled(rf"[\d,.]{{0,{LONGEST_ROW}}}\d")


def end_of_digits(text: str, start: int) -> int:
    match = DIGIT_ROW.match(text, start)
    return match.end() if match else start + 1


def name_with_digits(text: str, start: int) -> list[Quantity] | None:
    """Read a name made of digits and letters that touch them, such as KF-21, G7, COVID-19, 5G, 3D."""
    before = text[start - 1] if start else " "
    digits = end_of_digits(text, start)
    if (before in "-." or before.isalpha()) and (identifier := _behind_letters(text, start, digits)):
        return identifier
    if not text[digits : digits + 1].isalpha():
        return None
    after = NAME_AFTER.match(text, digits)
    if after is None or sign_before(text, start):
        return None
    written = text[start : after.end()]
    named = after.group() in NAMED_BY_LETTERS or written in RESOLUTIONS or RACE_AFTER.match(text, start)
    return simple(text, start, after.end(), written, None, "identifier") if named else None


def _behind_letters(text: str, start: int, digits: int) -> list[Quantity] | None:
    """Read a name whose digits come after letters, such as KF-21 or Q3; not Jan-14, which is a date."""
    before = text[max(0, start - 24) : start]
    if QUARTER_BEFORE.search(before) and text[start] in "1234" and digits == start + 1:
        return simple(text, start - 1, digits, int(text[start]), "quarter", "ordinal")
    match = _NAME_BEFORE.search(before) or VERSION_BEFORE.search(before)
    if match is None or match.group().rstrip("-").lower() in PREFIXES or sign_before(text, start):
        return None
    if match.group().rstrip("-").lower().rstrip(".") in en_dates.months():
        return None
    begin = start - len(match.group())
    after = NAME_AFTER.match(text, digits)
    end = after.end() if after else digits
    return simple(text, begin, end, text[begin:end], None, "identifier")


def serial(text: str, start: int) -> list[Quantity] | None:
    """Read a phone number, a version or another serial number."""
    serial = SERIAL.match(text, start)
    return simple(text, start, serial.end(), serial.group(), None, "identifier") if serial else None
