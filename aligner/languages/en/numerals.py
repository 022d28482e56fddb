"""English numerals: digits with their separators, number words, and any mix (1.2 million, 3 hundred and 21).

Words compose as in speech: tens and a unit, a hundred, then scales in falling order. A run of number words
that does not compose is cut where it breaks: "seven thirty" is 7 and 30. An ordinal word closes a numeral
(twenty-first) or is the lower part of a fraction (two thirds).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from aligner.model.errors import TableError
from aligner.numerals.exact import Number, tidy
from aligner.tables import read_table

# 1,234,567.89, 12,34,567 (lakhs), 1 234 567 (no-break or plain spaces, two groups at least), 1234.5, .08
_DIGITS = re.compile(
    r"\d{1,3}(?:(?:,\d{2})*,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[\u202f\u00a0]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?: \d{3}){2,}(?!\d)(?:\.\d+)?|\d{1,3} 000(?![\d,])|\d+(?:\.\d+)?"
)
EUROPEAN = re.compile(r"(?<!,)\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|\d+,\d{1,2}(?![\d,])")
SEPARATOR = re.compile(r",? and | ?- ?| +")
_WORD = re.compile(r"[A-Za-z]+")
_DECIMALS = re.compile(
    r" point((?: (?:zero|one|two|three|four|five|six|seven|eight|nine|oh|nought)\b)+)", re.IGNORECASE
)
# The letter scales of headlines; m is a metre unless money stands before it.
SHORT_SCALES = {
    "k": 10**3,
    "mil": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
SHORT_SCALE = re.compile(r" ?(k|mil|mn|bn|b|tn|trn|mln|bln|M)\b(?!\.?[a-z])", re.IGNORECASE)
AND_PART = re.compile(
    r"(?: and |-and-)(?:(a|an|one|two|three|four|five|seven) |(?:(a)-))?"
    r"(half|quarter|third|fourth|quarters|thirds|fifth|fifths|eighth|eighths|hundredths)\b",
    re.IGNORECASE,
)
DIGIT_PART = re.compile(r" (\d)/(\d)(?!\d)")
_LONGEST = 24  # digits; a longer row is a serial number


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral of a text; `form` is cardinal, ordinal or fraction, `words` whether letters spell it."""

    value: Number
    end: int
    form: str = "cardinal"
    words: bool = False
    scale: int = 1


@cache
def number_words() -> dict[str, tuple[str, int]]:
    """Word to its kind and value."""
    found: dict[str, tuple[str, int]] = {}
    for place, row in read_table("en/number_words.tsv"):
        if not row["value"].isdecimal():
            raise TableError(f"{place}: value {row['value']!r} is not a whole number")
        found[row["surface"]] = row["kind"], int(row["value"])
    return found


def digits_value(written: str) -> Number:
    """Value of digits as written."""
    bare = re.sub(r"[^\d.]", "", written)
    if len(bare) > _LONGEST:
        return Decimal(bare)
    return tidy(Decimal(bare))


def read_numeral(text: str, start: int) -> Numeral | None:
    """The numeral that starts at `start`, in digits or words, with scales and fractions after it."""
    if text[start].isdecimal():
        found = _from_digits(text, start)
    else:
        found = _from_words(text, start, Fraction(0), "none")
    return _with_part(text, found) if found else None


def _from_digits(text: str, start: int) -> Numeral | None:
    if european := EUROPEAN.match(text, start):
        plain = european.group().replace(".", "").replace(",", ".")
        return Numeral(tidy(Decimal(plain)), european.end())
    match = _DIGITS.match(text, start)
    if match is None or match.end() - start > 3 * _LONGEST:
        return None
    value = digits_value(match.group())
    numeral = Numeral(value, match.end())
    if short := SHORT_SCALE.match(text, match.end()):
        scale = SHORT_SCALES.get(short[1].lower(), 0) or (10**6 if short[1] == "M" else 0)
        if scale and not (short.group().startswith(" ") and short[1].lower() in ("b", "k")):
            return Numeral(tidy(Fraction(value) * scale), short.end(), scale=scale)
    if text[match.end() : match.end() + 1] in " -\u00a0":
        more = _WORD.match(text, match.end() + 1)
        if more and number_words().get(more.group().lower(), ("", 0))[0] in ("hundred", "scale", "dozen"):
            return _from_words(text, match.end() + 1, Fraction(value), "digits") or numeral
    return numeral


def _from_words(text: str, start: int, group: Fraction, last: str) -> Numeral | None:
    """Number words from `start` on; `group` and `last` carry digits that stood before them."""
    words = number_words()
    total = Fraction(0)
    lowest, scale_seen = 10**18, 1
    best: Numeral | None = None
    whole: Numeral | None = None  # what stands before "and" and a unit
    position = start
    while match := _WORD.match(text, position):
        kind, number = words.get(match.group().lower(), ("", 0))
        if kind == "unit" and (last in ("none", "hundred", "scale") or (last == "tens" and 0 < number < 10)):
            group, last = group + number, "unit"
        elif kind == "tens" and last in ("none", "hundred", "scale"):
            group, last = group + number, "tens"
        elif kind == "hundred" and last in ("none", "unit", "tens", "digits"):
            group, last = (group or Fraction(1)) * number, "hundred"
        elif kind == "scale" and number < lowest and last in ("none", "unit", "tens", "hundred", "digits"):
            total += (group or Fraction(1)) * number
            group, last, lowest, scale_seen = Fraction(0), "scale", number, number
        elif kind == "dozen" and last != "none" and total == 0 and group < 100:
            value = tidy(total + (Fraction(group) * number if last != "scale" else number))
            return Numeral(value, match.end(), words=True)
        elif kind == "part" and whole and last == "unit":
            return whole  # five billion and three quarters
        elif kind in ("ordinal", "part"):
            return _closed(match, kind, number, total + group, last, best)
        else:
            break
        if " and " in text[position - 5 : position] and last == "unit":
            whole = best
        best = Numeral(tidy(total + group), match.end(), words=True, scale=scale_seen)
        after = SEPARATOR.match(text, match.end())
        if after is None or ("and" in after.group() and last not in ("hundred", "scale")):
            break
        position = after.end()
        if (
            text[position : position + 1].isdecimal()
            and last in ("hundred", "scale")
            and "," not in after.group()
        ):
            digits = re.compile(r"\d{1,3}(?![\d.,%:/-]\d|\d)").match(text, position)
            if (
                digits is None
                or (last == "hundred" and int(digits.group()) > 99)
                or int(digits.group()) >= lowest
            ):
                break
            following = _WORD.match(text, digits.end() + 1)
            is_hundred = following and following.group().lower() == "hundred"
            if is_hundred and last == "hundred":
                break
            if "and" not in after.group() and not is_hundred:
                break
            group, last = group + int(digits.group()), "digits"
            best = Numeral(tidy(total + group), digits.end(), words=True, scale=scale_seen)
            position = digits.end() + 1
            if not is_hundred:
                break
    if best and (point := _DECIMALS.match(text, best.end)):
        spoken = "".join(str(words.get(word, ("", 0))[1]) for word in point[1].lower().split())
        return Numeral(Decimal(f"{best.value}.{spoken}"), point.end(), words=True)
    return best


def _closed(match: re.Match[str], kind: str, number: int, value: Fraction, last: str,
            best: Numeral | None) -> Numeral | None:  # fmt: skip
    """A run closed by an ordinal: twenty-first, two hundredth, or a fraction: two thirds, one fifth."""
    if last == "none":
        return Numeral(number, match.end(), "ordinal", True) if kind == "ordinal" else None
    if kind == "part" or (last == "unit" and value < 20 and number < 100):
        singular = not match.group().lower().endswith("s")
        if kind == "part" and singular and value != 1:
            return best
        if match.group().lower() == "second" or (kind == "ordinal" and singular and value != 1):
            return best
        return Numeral(tidy(value / number), match.end(), "fraction", True)
    if (last == "tens" and number >= 10) or last == "digits":
        return best
    composed = value * number if number >= 100 else value + number
    return Numeral(tidy(composed), match.end(), "ordinal", True)


def _with_part(text: str, found: Numeral) -> Numeral:
    """10 1/2, one and a half, 3 million and a half."""
    if found.form != "cardinal":
        return found
    if (digits := DIGIT_PART.match(text, found.end)) and not found.words and int(digits[2]):
        part = Fraction(int(digits[1]), int(digits[2]))
        return Numeral(tidy(Fraction(found.value) + part), digits.end(), words=found.words)
    if match := AND_PART.match(text, found.end):
        counts = {"two": 2, "three": 3, "four": 4, "five": 5, "seven": 7}
        top = counts.get((match[1] or "a").lower(), 1)
        part = Fraction(top, number_words()[match[3].lower()][1]) * found.scale
        return Numeral(tidy(Fraction(found.value) + part), match.end(), words=True)
    return found
