"""Reading of Korean numerals: digits, Sino-Korean words (삼십), native words (스물셋), mixes (1만2천).

Numbers are grouped by ten thousands. A numeral is a row of groups, each closed by 만, 억, 조 or 경 in falling
order; a group holds digits or digits with 천, 백, 십 in falling order. The reader goes over the characters
once and remembers the last place where a numeral may end, so its time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from aligner.expressions import expression
from aligner.model.errors import TableError
from aligner.numerals.contexts import any_of, words_of
from aligner.tables import read_table

_Number = int | Decimal

# Digits with thousands separators, decimals, or none; full-width digits and signs count as ASCII ones.
DIGITS = expression(
    r"\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?"
    r"|\d+(?:\.\d+)?"
)
# Groups of three digits separated by spaces: 1 414 021 100. A single space counts only if it is a no-break
# space.
SPACED = expression(r"\d{1,3}(?: \d{3}){2,}(?!\d)")
NOT_A_DIGIT = expression(r"[^\d.]")
# After a space, digits continue the numeral (14만 6,800명) unless they are a date, a rank or a new count:
# 20억 2024년, 3만 5위, 1억 2명 (a prize and its winners).
NEW_NUMBER = expression(
    r" ?(?:(?P<moment>월|일|시(?!간)|분)|(?P<year>년)"
    rf"|(?P<count>{any_of('ko', 'counter of a new number')}))(?!제)"
)
# The particles that may follow a counter in its word, and the end of the word.
BOUNDARY = expression(rf"(?:(?:{any_of('ko', 'end of a counter')}){{0,3}})(?![가-힣A-Za-z])")
# A space before a power of ten that belongs to the number: 50 만 배럴, 13 억 4 천만 명.
_APART = expression(
    rf" (?=[십백천]?[천만억조](?: \d| ?(?:여 ?)?(?:{any_of('ko', 'counted in ten thousands')})"
    rf"{BOUNDARY.pattern}))"
)
# What may follow a single 만 or 억 and a blank: thousands, or hundreds of what is no age and no time.
_FIGURE = r"(?:\d|[이삼사오육칠팔구])"
REST_OF_LONE = expression(
    rf" {_FIGURE}?천(?!년)| {_FIGURE}?백{_FIGURE}?십?{_FIGURE}?"
    rf" ?여? ?(?!{any_of('ko', 'counted in full')})[가-힣]"
)
NO_POWERS = tuple(sorted(words_of("ko", "begins like a power of ten")))
# Size of the caches: several rules in turn ask for the numeral at one place.
RECENT = 64
_OPEN = 10**30  # no power yet
_LONGEST = 24  # digits; a longer row is a serial number, too long for arithmetic


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral found in a text.

    Attributes:
        value: Its value; the lower end for a range word (서너).
        end: Its end in the text.
        form: `digits` (any mix that holds digits), `sino`, `native`.
        upper: Upper end of a range word (서너, 이삼만), None otherwise.
        scaled: Whether it ends with a word for a power of ten (3천, 12만), so that 여 may follow.
        roughly: Whether the word itself is approximate (열댓).
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
    native = expression(
        f"(?P<rough>{rough})|(?P<hundred>백)?(?P<tens>{tens})"
        f"(?:(?P<few>{either(*ranges)})|(?: ?(?P<ones>{ones}))?)|(?P<one>{ones})"
    )
    values = kinds["native"] | kinds["tens"]
    return _Words(kinds["digit"], kinds["small"], kinds["big"], native, values, ranges, kinds["about"])


def native_words() -> frozenset[str]:
    """Return the words of native numbers: 한, 스물, 서너, 열댓."""
    words = _words()
    return frozenset((*words.native_values, *words.ranges, *words.about))


def number(written: str) -> _Number:
    """Return the value of digits, which may have thousands separators or be full-width."""
    plain = NOT_A_DIGIT.sub("", written)
    if "." not in plain:
        return int(plain) if len(plain) <= _LONGEST else int(Decimal(plain))
    value = Decimal(plain)
    return int(value) if value == value.to_integral_value() and len(plain) <= _LONGEST else value


def _tidy(value: _Number) -> _Number:
    return int(value) if value == int(value) else value


class _Sum:
    """The state of the reader of a numeral: the sum of the characters read so far.

    Attributes:
        closed: Sum of the groups of four digits that 만, 억 or 조 has closed.
        group: Sum of the open group, from its 천, 백 and 십.
        current: Digits that no power has multiplied yet.
        small: Lowest power of the open group; the next one must be lower.
        big: Lowest power that closed a group; the next one must be lower.
        spaced: Whether the last character was a blank.
    """

    __slots__ = ("big", "closed", "current", "group", "has_digits", "scaled", "small", "spaced")

    def __init__(self) -> None:
        self.closed: _Number = 0
        self.group: _Number = 0
        self.current: _Number | None = None
        self.small = self.big = _OPEN
        self.has_digits = self.scaled = self.spaced = False

    def value(self) -> _Number:
        return _tidy(self.closed + self.group + (self.current or 0))


def _take_small(read: _Sum, text: str, at: int) -> int:
    """Take 십, 백 or 천, which multiplies the digits before it; the order inside a group is falling."""
    power = _words().small[text[at]]
    if power >= read.small or (read.has_digits and text.startswith(NO_POWERS, at)):
        return at
    read.group += (1 if read.current is None else read.current) * power
    read.current, read.small, read.scaled = None, power, True
    return at + 1


def _take_big(read: _Sum, text: str, at: int) -> int:
    """Take 만, 억 or 조, which closes a group; the order is falling."""
    power = _words().big[text[at]]
    if power >= read.big or (read.has_digits and text.startswith(NO_POWERS, at)):
        return at
    opened = read.group + (read.current or 0)
    read.closed += (opened if opened or read.current is not None else 1) * power
    read.group, read.current, read.small, read.big, read.scaled = 0, None, _OPEN, power, True
    return at + 1


def _take_digits(read: _Sum, text: str, at: int) -> int:
    """Take digits below the power before them, unless they are a new number: 1,870 in 2조 1,870억."""
    match = DIGITS.match(text, at)
    if read.current is not None or match is None or match.end() - at > _LONGEST + 8:
        return at
    value = number(match.group())
    read.current = value
    if value >= min(read.small, read.big) or (read.spaced and _is_new(text, match, read.big)):
        return at
    read.scaled, read.has_digits = False, True
    return match.end()


def _take_word(read: _Sum, text: str, at: int) -> int:
    """Take 일, 이 or 삼, but not after digits, where it is a counter or a particle: 3백일 is 300 days."""
    if read.current is not None or read.has_digits:
        return at
    words = _words()
    after = text[at + 1 : at + 2]
    if read.spaced and not (after in words.small or after in words.big):
        return at  # 삼십 일 is 30 days, but 이천 이백 is one number
    read.current, read.scaled = words.digits[text[at]], False
    return at + 1


@cache
def _steps() -> Mapping[str, Callable[[_Sum, str, int], int]]:
    """Map each character of a numeral to the function that takes it; `_take_digits` takes digits."""
    words = _words()
    return (
        dict.fromkeys(words.digits, _take_word)
        | dict.fromkeys(words.small, _take_small)
        | dict.fromkeys(words.big, _take_big)
    )


def numeral_words() -> Mapping[str, object]:
    """Return the characters of Sino-Korean numbers: 일, 십, 만."""
    return _steps()


def _goes_on_behind(read: _Sum, text: str, start: int, at: int) -> bool:
    """Return whether a numeral may go on after the blank at `at`."""
    if read.spaced:
        return False
    if at == start + 1 and text[start] in _words().big:
        # 만 5천원 is 15,000; 만 18세 is no 10,018.
        return REST_OF_LONE.match(text, at) is not None and not text.startswith(NO_POWERS, at + 1)
    if read.scaled:
        return True
    # 이 조건을: "these conditions", no 2 trillion.
    figure = read.current is not None and text[at - 1] != "이"
    return figure and _APART.match(text, at) is not None


@lru_cache(maxsize=RECENT)
def read_mixed(text: str, start: int) -> Numeral | None:
    """Read the longest numeral of digits and Sino-Korean words that starts at `start`."""
    steps = _steps()
    if plain := DIGITS.match(text, start):
        end = plain.end()
        after = text[end : end + 1]
        if end - start <= _LONGEST + 8 and (
            after not in steps and (after != " " or text[end + 1 : end + 2] not in steps)
        ):
            return Numeral(number(plain.group()), end, "digits")
    elif (alone := _words().digits.get(text[start : start + 1])) is not None:
        after = text[start + 1 : start + 2]
        if after not in steps and (after != " " or text[start + 2 : start + 3] not in steps):
            return Numeral(alone, start + 1, "sino")
    return _read_long(text, start)


def _read_long(text: str, start: int) -> Numeral | None:
    """Read a numeral of several parts, part by part."""
    steps = _steps()
    read = _Sum()
    position, length = start, len(text)
    best: Numeral | None = None
    while position < length:
        char = text[position]
        if char == " ":
            if not _goes_on_behind(read, text, start, position):
                break
            position, read.spaced = position + 1, True
            continue
        take = steps.get(char) or (_take_digits if char.isdecimal() else None)
        end = take(read, text, position) if take else position
        if end == position:
            break
        position, read.spaced = end, False
        best = Numeral(read.value(), end, "digits" if read.has_digits else "sino", scaled=read.scaled)
    return best


def _is_new(text: str, digits: re.Match[str], lowest: int) -> bool:
    """Return whether digits after a space begin a new number.

    Args:
        digits: Match of the digits.
        lowest: Power of ten that closes the group before them.
    """
    following = NEW_NUMBER.match(text, digits.end())
    written = digits.group()
    if following is None or "," in written:
        return False
    if following["year"]:
        return len(written) == 4 and written[:2] in ("18", "19", "20")
    # Digits after 만 are the rest of the number (2만 350명, 1만 5명); 3억 5명 is two numbers.
    return bool(following["moment"]) or (
        len(written) < 3 and (lowest > 10**4 or text[following.start("count")] in "위호차대")
    )


def read_digit_row(text: str, start: int) -> Numeral | None:
    """Read digits that are spelled out one by one, at least four: 이공이사 (이사 alone is a director)."""
    digits = _words().digits
    end = start
    last = min(len(text), start + _LONGEST)  # a limit, since 一 may start a number anywhere in a row
    while end < last and text[end] in digits:
        end += 1
    if end - start < 4:
        return None
    return Numeral(int("".join(str(digits[char]) for char in text[start:end])), end, "sino")


@lru_cache(maxsize=RECENT)
def read_native(text: str, start: int) -> Numeral | None:
    """Read the native numeral that starts at `start`: 한, 스물셋, 백스물다섯, 서너, 열댓."""
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
    if match["few"]:  # tens with a range word: 열두세, 스물대여섯
        low, high = words.ranges[match["few"]]
        return Numeral(value + low, match.end(), "native", upper=value + high)
    if match["ones"]:
        value += words.native_values[match["ones"]]
    return Numeral(value, match.end(), "native")


# After a hundred or thousand, a native unit counts only before these counters: 천한 means "vulgar", and 백세
# a hundred years.
_COUNTED_ONE_BY_ONE = expression(rf" ?(?:{any_of('ko', 'counted one by one')}){BOUNDARY.pattern}")


def read_hundreds_and_native(text: str, start: int) -> Numeral | None:
    """Read a native number after a Sino-Korean hundred or thousand: 백한 명, 이백 두 개, 천여덟 번."""
    whole = read_mixed(text, start)
    if whole is None or whole.form != "sino" or text[whole.end - 1] not in "백천":
        return None
    spaced = text[whole.end - 1] == "백" and text.startswith(" ", whole.end)
    native = _words().native.match(text, whole.end + spaced)
    if native is None or native["hundred"] or native["rough"]:
        return None
    if not _COUNTED_ONE_BY_ONE.match(text, native.end()):
        return None
    rest = read_native(text, whole.end + spaced)
    return Numeral(_tidy(whole.value + rest.value), rest.end, "native") if rest else None


_ONE_OR_TWO = expression(r" ?(?:년|개월|주일|분|초|회|층|인)(?![가-힣]{2})|백|천|만")


@cache
def _neighbours() -> re.Pattern[str]:
    """Return the pattern of two neighbouring digits before powers that both share: 이삼만, 십이삼."""
    figures = "".join(word for word in _words().digits if word not in "영공")
    return expression(
        rf"(?P<head>(?:[{figures}]?백)?(?:[{figures}]?십)?)(?P<low>[{figures}])(?:, ?|·)?"
        rf"(?P<high>[{figures}])(?P<small>[십백천])?(?P<big>[만억조])?"
    )


def read_neighbours(text: str, start: int) -> Numeral | None:
    """Read two neighbouring numbers as `value` and `upper`: 이삼만, 사오십, 십이삼 (명)."""
    words = _words()
    match = _neighbours().match(text, start)
    if match is None:
        return None
    low, high = words.digits[match["low"]], words.digits[match["high"]]
    bare = match.end() == match.end("high")
    if high != low + 1 or (low == 1 and bare and not _ONE_OR_TWO.match(text, match.end())):
        return None  # 일이 많다 means "there is much to do"
    head = read_mixed(match["head"], 0) if match["head"] else None
    base = head.value if head else 0
    small = words.small[match["small"]] if match["small"] else 1
    big = words.big[match["big"]] if match["big"] else 1
    if head and small >= words.small[match["head"][-1]]:
        return None
    ends = [_tidy((base + figure * small) * big) for figure in (low, high)]
    return Numeral(ends[0], match.end(), "sino", upper=int(ends[1]), scaled=match.end() > match.end("high"))


@cache
def _spoken_point() -> re.Pattern[str]:
    figures = "".join(_words().digits)
    return expression(rf" ?점 ?(?P<places>[{figures}]+?)(?=이[가-힣]|(?![{figures}]))")


def read_spoken_decimal(text: str, start: int) -> Numeral | None:
    """Read a decimal in words, whose digits after 점 are spelled one by one: 영점오, 삼점 일사."""
    if not (whole := read_mixed(text, start)) or whole.form != "sino":
        return None
    point = _spoken_point().match(text, whole.end)
    if point is None:
        return None
    digits = _words().digits
    places = "".join(str(digits[figure]) for figure in point["places"][:_LONGEST])
    return Numeral(Decimal(f"{whole.value}.{places}"), point.end(), "sino", scaled=True)
