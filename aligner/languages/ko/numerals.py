"""Korean numerals: digits, Sino-Korean words (삼십), native words (스물셋) and any mix (3조 2,500억, 1만2천).

Numbers are grouped by ten thousands. A numeral is a row of groups, each closed by 만, 억, 조 or 경 in falling
order; a group holds digits or digits with 천, 백, 십 in falling order. The reader walks the characters once,
keeps the last place where a numeral may end, and so is linear in the length of what it reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from aligner.model.errors import TableError
from aligner.numerals.contexts import any_of, words_of
from aligner.tables import read_table

_Number = int | Decimal

# Digits with thousands separators, decimals, or none; full-width digits and signs count as ASCII ones.
DIGITS = re.compile(
    r"\d{1,3}(?:[,\N{FULLWIDTH COMMA}]\d{3})+(?![\d])(?:[.\N{FULLWIDTH FULL STOP}]\d+)?"
    r"|\d+(?:[.\N{FULLWIDTH FULL STOP}]\d+)?"
)
# 1 414 021 100: groups of three set apart by spaces; a single such group needs a no-break space.
SPACED = re.compile(r"\d{1,3}(?: \d{3}){2,}(?!\d)|\d{1,3}(?:[\u202f\u00a0]\d{3})+(?!\d)")
NOT_A_DIGIT = re.compile(r"[^\d.\N{FULLWIDTH FULL STOP}]")
# After a space only digits that are no date, rank or new count go on with the numeral: 14만 6,800명, but
# not 20억 2024년, 3만 5위, 1억 2명 (a prize, and who won it).
NEW_NUMBER = re.compile(
    r" ?(?:(?P<moment>월|일|시(?!간)|분)|(?P<year>년)"
    rf"|(?P<count>{any_of('ko', 'counter of a new number')}))(?!제)"
)
# 50 만 배럴: a space before 만 that belongs to the number.
_APART = re.compile(
    rf" (?=[천만억조] ?(?:여 ?)?(?:{any_of('ko', 'counted in ten thousands')})(?![가-힣]{{2}}))"
)
NO_POWERS = tuple(sorted(words_of("ko", "begins like a power of ten")))
_LONGEST = 24  # digits; a longer row is a serial number and not worth a big integer


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral found in a text.

    Attributes:
        value: What it says; for a range word (서너) its lower end.
        end: Where it ends in the text.
        form: `digits` (any mix that holds digits), `sino`, `native`.
        upper: Upper end of a range word, None otherwise.
        scaled: Whether a word for a power of ten closes it (3천, 12만), so 여 may follow.
        roughly: Whether the word itself means about (열댓).
    """

    value: _Number
    end: int
    form: str
    upper: int | None = None
    scaled: bool = False
    roughly: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    digits: dict[str, int]
    small: dict[str, int]
    big: dict[str, int]
    native: re.Pattern[str]
    native_values: dict[str, int]
    ranges: dict[str, tuple[int, int]]
    about: dict[str, int]


@cache
def _words() -> _Words:
    kinds: dict[str, dict[str, int]] = {
        "digit": {},
        "small": {},
        "big": {},
        "native": {},
        "tens": {},
        "about": {},
    }
    ranges: dict[str, tuple[int, int]] = {}
    for place, row in read_table("ko/numerals.tsv"):
        try:
            if row["kind"] == "range":
                low, high = row["value"].split(",")
                ranges[row["surface"]] = int(low), int(high)
            else:
                kinds[row["kind"]][row["surface"]] = int(row["value"])
        except (KeyError, ValueError):
            raise TableError(
                f"{place}: {row['kind']!r} {row['value']!r} is no known kind with its number"
            ) from None

    def either(*words: str) -> str:
        return "|".join(sorted(words, key=len, reverse=True))

    tens, ones = either(*kinds["tens"]), either(*kinds["native"])
    rough = either(*ranges, *kinds["about"])
    native = re.compile(
        f"(?P<rough>{rough})|(?P<hundred>백)?(?P<tens>{tens})(?: ?(?P<ones>{ones}))?|(?P<one>{ones})"
    )
    values = kinds["native"] | kinds["tens"]
    return _Words(kinds["digit"], kinds["small"], kinds["big"], native, values, ranges, kinds["about"])


def number(written: str) -> _Number:
    """Value of digits as written, thousands separators and full-width forms included."""
    plain = NOT_A_DIGIT.sub("", written).replace("\N{FULLWIDTH FULL STOP}", ".")
    if "." not in plain:
        return int(plain) if len(plain) <= _LONGEST else int(Decimal(plain))
    value = Decimal(plain)
    return int(value) if value == value.to_integral_value() and len(plain) <= _LONGEST else value


def _tidy(value: _Number) -> _Number:
    return int(value) if value == int(value) else value


def read_mixed(text: str, start: int) -> Numeral | None:
    """The numeral of digits and Sino-Korean words that starts at `start`; the longest reading wins."""
    words = _words()
    total: _Number = 0  # groups already closed by 만, 억, 조
    group: _Number = 0  # of the open group
    current: _Number | None = None  # digits not yet multiplied
    lowest_small, lowest_big = 10**30, 10**30
    position, end, value = start, start, Decimal(0)
    best: Numeral | None = None
    has_digits = scaled = spaced = False
    while position < len(text):
        char = text[position]
        if char in words.small or char in words.big:
            if has_digits and text.startswith(NO_POWERS, position):
                break
            is_big = char in words.big
            unit = words.big[char] if is_big else words.small[char]
            if is_big:
                if unit >= lowest_big:
                    break
                opened = group + (current or 0)
                total += (opened if opened or current is not None else 1) * unit
                group, current, lowest_small, lowest_big = 0, None, 10**30, unit
            else:
                if unit >= lowest_small:
                    break
                group += (1 if current is None else current) * unit
                current, lowest_small = None, unit
            position += 1
            scaled = True
        elif char.isdecimal():
            match = DIGITS.match(text, position)
            if current is not None or match is None or match.end() - position > _LONGEST + 8:
                break
            current = number(match.group())
            if current >= min(lowest_small, lowest_big):
                break
            if spaced and _is_new(text, match, lowest_big):
                break
            position, scaled, has_digits = match.end(), False, True
        elif char in words.digits:
            # 3백일 is 300 days: a lone word after digits is a counter or a particle.
            if current is not None or has_digits:
                break
            after = text[position + 1 : position + 2]
            if spaced and not (after in words.small or after in words.big):
                break  # 삼십 일: 30 days; but 이천 이백
            current, scaled = words.digits[char], False
            position += 1
        elif (
            char == " " and not spaced and (scaled or (current is not None and _APART.match(text, position)))
        ):
            if end == start + 1 and not has_digits and text[start] in words.big:
                break  # 만 18세: not 10,018
            position, spaced = position + 1, True
            continue
        else:
            break
        spaced = False
        end, value = position, Decimal(total + group + (current or 0))
        best = Numeral(_tidy(value), end, "digits" if has_digits else "sino", scaled=scaled)
    return best


def _is_new(text: str, digits: re.Match[str], lowest: int) -> bool:
    """Whether digits after a space begin a number of their own.

    Args:
        digits: Match of the digits.
        lowest: Power of ten that closes the group before them.
    """
    found = NEW_NUMBER.match(text, digits.end())
    written = digits.group()
    if found is None or "," in written:
        return False
    if found["year"]:
        return len(written) == 4 and written[:2] in ("18", "19", "20")
    # 2만 350명, 1만 5명: the rest of the group below 만; 3억 5명 are two.
    return bool(found["moment"]) or (
        len(written) < 3 and (lowest > 10**4 or text[found.start("count")] in "위호차대")
    )


def read_digit_row(text: str, start: int) -> Numeral | None:
    """이공이사: digits read out one by one, four at least (이사 is a director)."""
    digits = _words().digits
    end = start
    last = min(len(text), start + _LONGEST)  # 一 may start a number anywhere: no row is read to its end
    while end < last and text[end] in digits:
        end += 1
    if end - start < 4:
        return None
    return Numeral(int("".join(str(digits[char]) for char in text[start:end])), end, "sino")


def read_native(text: str, start: int) -> Numeral | None:
    """The native numeral that starts at `start`: 한, 스물셋, 백스물다섯, 서너, 열댓."""
    words = _words()
    match = words.native.match(text, start)
    if match is None:
        return None
    if rough := match["rough"]:
        if rough in words.ranges:
            low, high = words.ranges[rough]
            return Numeral(low, match.end(), "native", upper=high)
        return Numeral(words.about[rough], match.end(), "native", roughly=True)
    if match["one"]:
        return Numeral(words.native_values[match["one"]], match.end(), "native")
    value = words.native_values[match["tens"]] + (100 if match["hundred"] else 0)
    if match["ones"]:
        value += words.native_values[match["ones"]]
    return Numeral(value, match.end(), "native")
