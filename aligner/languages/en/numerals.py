"""Reading of English numerals: digits with separators, number words, and any mix (3 hundred and 21).

Digits are read in this module, words in `thousands`. Fractions and scales may follow either: 10 1/2, one and
a half million, 2.5 thousand.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from aligner.expressions import compiled
from aligner.languages.en.thousands import WORD, Numeral, compose, number_words, words_of_kind
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import VULGAR, Number, tidy

__all__ = ["Numeral", "digits_value", "number_words", "read_numeral"]

# Forms of digits: 1,234,567.89, 12,34,567 (lakhs), 1 234 567 (no-break or plain spaces, at least two groups),
# 1234.5, .08, and the output of tokenisers: 17 ,000, 1 ,575 .76.
_DIGITS = compiled(
    r"\d{1,3}(?:(?:,\d{2})*,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?: ,\d{3})+(?![\d,])(?: ?\.\d+)?"
    r"|\d{1,3}(?: \d{3}){2,}(?!\d)(?:\.\d+)?|\d{1,3} 000(?![\d,])|\d+(?:\.\d+)?"
)
# Not inside a list of figures (4,1,2,3).
EUROPEAN = compiled(
    r"(?<!,)\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|(?<!\d,)\d+,\d{1,2}(?![\d,]|,? (?:and|or|&) \d)"
)
# Letters for scales, as in headlines; m means metre unless a currency precedes the number.
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
SHORT_SCALE = compiled(r" ?(k|mil|mn|bn|b|tn|trn|mln|bln|M)\b(?!\.?[a-z])", re.IGNORECASE)
MILLIONS = compiled(rf"m(?= (?:[a-z]+ )?(?:{any_of('en', 'counted in millions')})\b)")  # 100m views
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7}
# A half or quarter may follow "and" directly, other fractions need a count: five and two-thirds.
AND_PART = compiled(
    rf"(?: and |-and-)(?:(?P<count>{'|'.join(COUNTS)})[ -](?P<part>half|third|fourth|fifth|eighth"
    rf"|{words_of_kind('part')})|(?P<bare>half|quarter))\b",
    re.IGNORECASE,
)
DIGIT_PART = compiled(r" (\d)/(\d)(?!\d)")
SCALE_AFTER = compiled(rf"[ -](?P<scale>hundred|{words_of_kind('scale')}|dozen)\b", re.IGNORECASE)
_LONGEST = 24  # digits; a longer row is a serial number


def digits_value(written: str) -> Number:
    """Return the value of digits, whatever separators they are written with."""
    bare = re.sub(r"[^\d.]", "", written)
    if len(bare) > _LONGEST:
        return Decimal(bare)
    return tidy(Decimal(bare))


def read_numeral(text: str, start: int) -> Numeral | None:
    """Read the numeral at `start`, in digits or words, with the scales and fractions after it."""
    numeral = _from_digits(text, start) if text[start].isdecimal() else compose(text, start)
    return _with_part(text, numeral) if numeral else None


def _from_digits(text: str, start: int) -> Numeral | None:
    if european := EUROPEAN.match(text, start):
        plain = european.group().replace(".", "").replace(",", ".")
        return Numeral(tidy(Decimal(plain)), european.end())
    match = _DIGITS.match(text, start)
    if match is None or match.end() - start > 3 * _LONGEST:
        return None
    end = match.end()
    numeral = Numeral(digits_value(match.group()), end)
    behind = text[end : end + 1]
    if not behind or behind in ".,)":
        return numeral
    if scaled := _short_scale(text, numeral):
        return scaled
    return _word_after_digits(text, start, numeral, behind) or numeral


def _short_scale(text: str, numeral: Numeral) -> Numeral | None:
    """Read a scale written in letters after a number: 2.5bn, 500k, 3M."""
    short = SHORT_SCALE.match(text, numeral.end)
    if millions := MILLIONS.match(text, numeral.end):
        return Numeral(tidy(Fraction(numeral.value) * 10**6), millions.end(), scale=10**6)
    if short is None:
        return None
    scale = SHORT_SCALES.get(short[1].lower(), 0) or (10**6 if short[1] == "M" else 0)
    if not scale or (short.group().startswith(" ") and short[1].lower() in ("b", "k")):
        return None
    return Numeral(tidy(Fraction(numeral.value) * scale), short.end(), scale=scale)


def _word_after_digits(text: str, start: int, numeral: Numeral, behind: str) -> Numeral | None:
    """Read a scale in words after digits: 3 hundred, 11-million, 11million, 2 dozen."""
    position = numeral.end if behind.isalpha() else numeral.end + 1
    if position > numeral.end and behind not in " -":
        return None
    more = WORD.match(text, position)
    kind = number_words().get(more.group().lower(), ("", 0))[0] if more else ""
    if more and not kind and behind == " " and more.group().endswith("s"):
        kind, scale = number_words().get(more.group().lower()[:-1], ("", 0))
        return _many(numeral, more.end(), scale) if kind == "scale" else None
    if kind not in ("hundred", "scale", "dozen") or (behind.isalpha() and kind != "scale"):
        return None
    return compose(text, position, numeral.value, begin=start)


def _many(numeral: Numeral, end: int, scale: int) -> Numeral:
    """Return a number times a plural scale (30 thousands of birds), as non-native writers use it."""
    return Numeral(tidy(Fraction(numeral.value) * scale), end, scale=scale)


def _with_part(text: str, found: Numeral) -> Numeral:
    """Add a fraction and a scale after a numeral: 10 1/2, one and a half million, two point five million."""
    if found.form != "cardinal":
        return found
    with_part = _part_after(text, found)
    if with_part is None and (found.scale > 1 or not isinstance(found.value, Decimal)):
        return found
    numeral = with_part or found
    scale = SCALE_AFTER.match(text, numeral.end) if numeral.scale == 1 else None
    if scale is None:
        return numeral
    number = number_words()[scale["scale"].lower()][1]
    return Numeral(tidy(Fraction(numeral.value) * number), scale.end(), words=True, scale=number)


def _part_after(text: str, found: Numeral) -> Numeral | None:
    sign = text[found.end : found.end + 1]
    if sign in VULGAR and not found.words:
        part, end = Fraction(*VULGAR[sign]), found.end + 1
    elif sign == " " and not found.words and (digits := DIGIT_PART.match(text, found.end)) and int(digits[2]):
        part, end = Fraction(int(digits[1]), int(digits[2])), digits.end()
    elif sign and sign in " -" and (match := AND_PART.match(text, found.end)):
        top = COUNTS[(match["count"] or "a").lower()]
        part = Fraction(top, number_words()[(match["part"] or match["bare"]).lower()][1]) * found.scale
        end = match.end()
    else:
        return None
    words = found.words or (sign in "- " and text[end - 1].isalpha())
    return Numeral(tidy(Fraction(found.value) + part), end, words=words, scale=found.scale)
