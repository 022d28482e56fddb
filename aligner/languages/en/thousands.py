"""The thousands machine: number words, and digits among them, composed as in speech.

Tens and a unit, a hundred, then scales in falling order. What a word may follow, and what it does to the
number, is a row of `STEPS`; which words there are is `number_words.tsv`. Where "and" may either join (three
hundred and four) or part (three hundred and four hundred), the named rules of `PARTED` look behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from aligner.model.errors import TableError
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import Number, tidy
from aligner.tables import read_table

WORD = re.compile(r"[A-Za-z]+")
# Hyphens of every make; an en dash only between tens and a unit, since elsewhere it is a range.
SEPARATOR = re.compile(r",? and | ?[-\N{EN DASH}] ?| +")
DIGITS_INSIDE = re.compile(r"\d{1,3}(?![\d.,%:/-]\d|\d)")
_DECIMALS = re.compile(
    r" point((?: (?:zero|one|two|three|four|five|six|seven|eight|nine|oh|nought)\b)+)", re.IGNORECASE
)
BETWEEN = re.compile(rf"\b(?:{any_of('en', 'before two ends')}) (?:[A-Z]{{3}}|[$£€¥₩])?$", re.IGNORECASE)
MILLION = 10**6
NO_SCALE_YET = 10**18


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
    words: dict[str, tuple[str, int]] = {}
    for place, row in read_table("en/number_words.tsv"):
        if not row["value"].isdecimal():
            raise TableError(f"{place}: value {row['value']!r} is not a whole number")
        words[row["surface"]] = row["kind"], int(row["value"])
    return words


def words_of_kind(*kinds: str) -> str:
    """A pattern for one number word of these kinds, the longest first."""
    words = [word for word, (kind, _) in number_words().items() if kind in kinds]
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class Run:
    """The words of a numeral so far.

    Attributes:
        last: Kind of the last word; `digits` where digits stood there, `none` at the start.
        group: What the next scale would multiply.
        total: The groups that have their scale.
        lowest: The last scale, which the next must stay below.
        scale: The same, 1 before the first.
    """

    last: str = "none"
    group: Number = 0
    total: Number = 0
    lowest: int = NO_SCALE_YET
    scale: int = 1

    @property
    def value(self) -> Number:
        return self.total + self.group if self.total else self.group  # type: ignore[operator]


def _add(run: Run, kind: str, number: int) -> Run | None:
    if run.last == "tens" and not (kind == "unit" and 0 < number < 10):
        return None
    return replace(run, group=run.group + number, last=kind)


def _times_hundred(run: Run, kind: str, number: int) -> Run | None:
    return replace(run, group=(run.group or 1) * number, last=kind)


def _times_scale(run: Run, kind: str, number: int) -> Run | None:
    if number >= run.lowest:
        return None
    return Run(kind, 0, run.total + (run.group or 1) * number, number, number)  # type: ignore[operator]


# Kind of a word: after which kinds it may come, and what it does.
STEPS: dict[str, tuple[frozenset[str], Callable[[Run, str, int], Run | None]]] = {
    "unit": (frozenset(("none", "hundred", "scale", "tens")), _add),
    "tens": (frozenset(("none", "hundred", "scale")), _add),
    "hundred": (frozenset(("none", "unit", "tens", "digits")), _times_hundred),
    "scale": (frozenset(("none", "unit", "tens", "hundred", "digits")), _times_scale),
}
CLOSING = frozenset(("ordinal", "part", "dozen"))


def compose(text: str, start: int, group: Number = 0, begin: int | None = None) -> Numeral | None:
    """The numeral whose number words stand from `start` on.

    Args:
        text: Any text.
        start: Where the first word is.
        group: What digits before the words say; they stand from `begin` on.
        begin: Where the numeral begins, if digits stand before its words.
    """
    words = number_words()
    run = Run() if begin is None else Run("digits", Fraction(group) if isinstance(group, Decimal) else group)
    best: Numeral | None = None
    whole: Numeral | None = None  # what stands before "and" and a unit
    position, joined = start, False
    while match := WORD.match(text, position):
        kind, number = words.get(match.group().lower(), ("", 0))
        if kind == "part" and whole and run.last == "unit":
            return whole  # five billion and three quarters
        if kind in CLOSING:
            return _closed(text, match, kind, number, run, best)
        if kind not in STEPS or run.last not in STEPS[kind][0]:
            break
        taken = STEPS[kind][1](run, kind, number)
        if taken is None:
            break
        run = taken
        whole = best if joined and run.last == "unit" else whole
        best = Numeral(tidy(run.value), match.end(), words=True, scale=run.scale)
        gap = SEPARATOR.match(text, match.end())
        if gap is None or not _joins(text, start if begin is None else begin, gap, run):
            break
        joined, position = "and" in gap.group(), gap.end()
        if text[position : position + 1].isdecimal():
            inside = _digits_inside(text, gap, run)
            if inside is None:
                break
            run, end, goes_on = inside
            best = Numeral(tidy(run.value), end, words=True, scale=run.scale)
            if not goes_on:
                break
            position = end + 1
    return _with_decimals(text, best) if best else None


def _digits_inside(text: str, gap: re.Match[str], run: Run) -> tuple[Run, int, bool] | None:
    """3 hundred and 21, 2 million 500 thousand: the run, its end, and whether a word goes on with it."""
    digits = DIGITS_INSIDE.match(text, gap.end())
    if digits is None or run.last not in ("hundred", "scale") or "," in gap.group():
        return None
    number = int(digits.group())
    if (run.last == "hundred" and number > 99) or number >= run.lowest:
        return None
    following = WORD.match(text, digits.end() + 1) if text[digits.end() : digits.end() + 1] == " " else None
    kind, scale = number_words().get(following.group().lower(), ("", 0)) if following else ("", 0)
    goes_on = (kind == "hundred" and run.last == "scale") or (kind == "scale" and scale < run.lowest)
    if kind == "hundred" and not goes_on:
        return None
    if "and" not in gap.group() and not goes_on:
        return None
    return replace(run, group=run.group + number, last="digits"), digits.end(), goes_on


@cache
def _next_group() -> re.Pattern[str]:
    """The group behind a separator: hundreds, what is below them, and the scale, each if it is there."""
    small = words_of_kind("unit", "tens")
    below = rf"(?:{small})(?:[ -](?:{small})\b)?"
    return re.compile(
        rf"(?:(?P<digits>\d{{1,3}}(?:\.\d+)?)|{below})\b"
        rf"(?P<hundred>[ -]hundred\b(?:(?: and)?[ -]{below}\b)?)?"
        rf"(?:[ -](?P<scale>{words_of_kind('scale')})\b)?(?P<more> and (?:\d|(?:{small})\b))?",
        re.IGNORECASE,
    )


def _another_hundred(text: str, begin: int, run: Run, group: re.Match[str]) -> bool:
    """three hundred and four hundred"""
    return run.last == "hundred" and group["hundred"] is not None and group["scale"] is None


def _as_large_a_scale(text: str, begin: int, run: Run, group: re.Match[str]) -> bool:
    """3 million and 5 million"""
    scale = number_words()[group["scale"].lower()][1] if group["scale"] else 1
    return scale >= run.lowest


def _few_beside_millions(text: str, begin: int, run: Run, group: re.Match[str]) -> bool:
    """3 million and 5 employees"""
    plain = group["scale"] is None and group["hundred"] is None
    digits = group["digits"] is not None or text[begin].isdecimal()
    return run.last == "scale" and run.lowest >= MILLION and plain and digits


def _two_ends(text: str, begin: int, run: Run, group: re.Match[str]) -> bool:
    """between two hundred and four thousand, but between one hundred and ten and one hundred and twenty"""
    return group["more"] is None and BETWEEN.search(text[max(0, begin - 24) : begin]) is not None


# Why "and" parts two numbers instead of joining the parts of one.
PARTED: tuple[tuple[str, Callable[[str, int, Run, re.Match[str]], bool]], ...] = (
    ("another hundred", _another_hundred),
    ("as large a scale", _as_large_a_scale),
    ("few beside millions", _few_beside_millions),
    ("two ends", _two_ends),
)


def _joins(text: str, begin: int, gap: re.Match[str], run: Run) -> bool:
    """Whether what stands behind a separator may belong to the numeral before it."""
    sign = gap.group()
    if sign == "\N{EN DASH}":
        return run.last == "tens"
    if "and" not in sign:
        return True
    if run.last not in ("hundred", "scale"):
        return False
    group = _next_group().match(text, gap.end())
    return group is None or not any(parts(text, begin, run, group) for _, parts in PARTED)


def _with_decimals(text: str, whole: Numeral) -> Numeral:
    """two point five, two point five million"""
    point = _DECIMALS.match(text, whole.end)
    if point is None:
        return whole
    words = number_words()
    spoken = "".join(str(words.get(word, ("", 0))[1]) for word in point[1].lower().split())
    return Numeral(Decimal(f"{whole.value}.{spoken}"), point.end(), words=True)


# A rank behind tens, with a word that it makes an adjective: forty second-grade pupils.
RANK_OF_A_WORD = re.compile(
    r"-(?!century|anniversary|birthday|floor|minute)(?:[a-z]|(?:,| and| or| to) )", re.IGNORECASE
)


def _closed(
    text: str, match: re.Match[str], kind: str, number: int, run: Run, best: Numeral | None
) -> Numeral | None:
    """A run closed by an ordinal (twenty-first, two hundredth), a part (two thirds) or dozens."""
    last, value, word = run.last, run.value, match.group().lower()
    if kind == "dozen":
        dozens = last != "none" and not run.total and value < 100
        return Numeral(tidy(Fraction(value) * number), match.end(), words=True) if dozens else best
    if last == "none":
        return Numeral(number, match.end(), "ordinal", True) if kind == "ordinal" else None
    singular = not word.endswith("s")
    if kind == "part" or (last == "unit" and value < 20 and number < 100):
        if word == "second" or (singular and value != 1):
            return best
        return Numeral(tidy(Fraction(value) / number), match.end(), "fraction", True)
    if (last == "tens" and number >= 10) or last == "digits":
        return best
    if last == "tens" and text[match.start() - 1] == " " and RANK_OF_A_WORD.match(text, match.end()):
        return best
    composed = value * number if number >= 100 else value + number
    return Numeral(tidy(composed), match.end(), "ordinal", True)
