"""Reading of English number words, and of digits among them, into one number.

A numeral is composed of tens and a unit, a hundred, then scales in falling order. A row of `STEPS` says what
a word may follow and how it changes the number; the words are in `number_words.tsv`. "And" may join the parts
of one number (three hundred and four) or separate two numbers (three hundred and four hundred); the named
rules of `PARTED` decide by the words after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from aligner.expressions import compiled
from aligner.model.errors import TableError
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import Number, tidy
from aligner.tables import read_table

WORD = compiled(r"[A-Za-z]+")
# Separators of number words. An en dash counts only between tens and a unit, since elsewhere it means a
# range.
SEPARATOR = compiled(r",? and | ?[-\N{EN DASH}] ?| +")
DIGITS_INSIDE = compiled(r"\d{1,3}(?![\d.,%:/-]\d|\d)")
_DECIMALS = compiled(
    r" point((?: (?:zero|one|two|three|four|five|six|seven|eight|nine|oh|nought)\b)+)", re.IGNORECASE
)
# With blanks, only an ordinal is one number: "three and twenty" may be two.
_TENS_BEHIND = compiled(
    r"(?:-and-(?P<tens>(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
    r"|[ -]and[ -](?P<ordinal>(?:twen|thir|for|fif|six|seven|eigh|nine)tieth))\b",
    re.IGNORECASE,
)
BETWEEN = compiled(rf"\b(?:{any_of('en', 'before two ends')}) (?:[A-Z]{{3}}|[$£€¥₩])?$", re.IGNORECASE)
MILLION = 10**6
NO_SCALE_YET = 10**18


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral: its `form` is cardinal, ordinal or fraction; `words` is true if it is spelled in letters."""

    value: Number
    end: int
    form: str = "cardinal"
    words: bool = False
    scale: int = 1


@cache
def number_words() -> dict[str, tuple[str, int]]:
    """Map each number word, in lower case, to its kind and value."""
    words: dict[str, tuple[str, int]] = {}
    for place, row in read_table("en/number_words.tsv"):
        if not row["value"].isdecimal():
            raise TableError(f"{place}: value {row['value']!r} is not a whole number")
        words[row["surface"]] = row["kind"], int(row["value"])
    return words


def words_of_kind(*kinds: str) -> str:
    """Return a pattern for one number word of these kinds, the longest first."""
    words = [word for word, (kind, _) in number_words().items() if kind in kinds]
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class Run:
    """What the words of a numeral that have been read so far amount to.

    Attributes:
        last: Kind of the last word; `digits` if it was written in digits, `none` at the start.
        group: The number that the next scale would multiply.
        total: The sum of the groups that are already multiplied by their scale.
        lowest: The last scale; the next scale must be smaller.
        scale: The last scale, or 1 before the first.
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


# By the kind of a word: the kinds that it may follow, and the function that adds it to the run.
STEPS: dict[str, tuple[frozenset[str], Callable[[Run, str, int], Run | None]]] = {
    "unit": (frozenset(("none", "hundred", "scale", "tens")), _add),
    "tens": (frozenset(("none", "hundred", "scale")), _add),
    "hundred": (frozenset(("none", "unit", "tens", "digits")), _times_hundred),
    "scale": (frozenset(("none", "unit", "tens", "hundred", "digits")), _times_scale),
}
CLOSING = frozenset(("ordinal", "part", "dozen"))


def compose(text: str, start: int, group: Number = 0, begin: int | None = None) -> Numeral | None:
    """Read the numeral whose number words begin at `start`; None if there is none.

    Args:
        text: Any text.
        start: Offset of the first word.
        group: The value of digits before the words.
        begin: Offset of those digits; None if there are none.
    """
    words = number_words()
    run = Run() if begin is None else Run("digits", Fraction(group) if isinstance(group, Decimal) else group)
    best: Numeral | None = None
    whole: Numeral | None = None  # the numeral before "and" and a unit
    position, joined = start, False
    while match := WORD.match(text, position):
        kind, number = words.get(match.group().lower(), ("", 0))
        if kind == "part" and whole and run.last == "unit":
            return whole  # the fraction is not part of it: five billion and three quarters
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
    if best is None:
        return None
    return _unit_before_tens(text, best.end, run) or _with_decimals(text, best)


def _unit_before_tens(text: str, end: int, run: Run) -> Numeral | None:
    """Read a unit before its tens, as old texts have it: three-and-twenty youths, the nine and ninetieth."""
    if run.last != "unit" or run.value not in range(1, 10) or run.total:
        return None
    tens = _TENS_BEHIND.match(text, end)
    if tens is None:
        return None
    ordinal = tens["ordinal"] is not None
    value = number_words()[(tens["ordinal"] or tens["tens"]).lower()][1]
    return Numeral(tidy(run.value + value), tens.end(), "ordinal" if ordinal else "cardinal", words=True)


def _digits_inside(text: str, gap: re.Match[str], run: Run) -> tuple[Run, int, bool] | None:
    """Add digits after a scale (3 hundred and 21); return the run, its end, and whether a word goes on."""
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
    """Return the pattern of a group after a separator: hundreds, tens and units, and scale, each optional."""
    small = words_of_kind("unit", "tens")
    below = rf"(?:{small})(?:[ -](?:{small})\b)?"
    return compiled(
        rf"(?:(?P<digits>\d{{1,3}}(?:\.\d+)?)|{below})\b"
        rf"(?P<hundred>[ -]hundred\b(?:(?: and)?[ -]{below}\b)?)?"
        rf"(?:[ -](?P<scale>{words_of_kind('scale')})\b)?(?P<more> and (?:\d|(?:{small})\b))?",
        re.IGNORECASE,
    )


def _another_hundred(text: str, begin: int, run: Run, group: re.Match[str]) -> bool:
    """Return whether hundreds follow hundreds, as in three hundred and four hundred."""
    return run.last == "hundred" and group["hundred"] is not None and group["scale"] is None


def _as_large_a_scale(text: str, begin: int, run: Run, group: re.Match[str]) -> bool:
    """Return whether the next scale is as large as the last, as in 3 million and 5 million."""
    scale = number_words()[group["scale"].lower()][1] if group["scale"] else 1
    return scale >= run.lowest


def _few_beside_millions(text: str, begin: int, run: Run, group: re.Match[str]) -> bool:
    """Return whether a small number follows millions, one of them in digits: 3 million and 5 employees."""
    plain = group["scale"] is None and group["hundred"] is None
    digits = group["digits"] is not None or text[begin].isdecimal()
    return run.last == "scale" and run.lowest >= MILLION and plain and digits


def _two_ends(text: str, begin: int, run: Run, group: re.Match[str]) -> bool:
    """Return whether the numbers are the ends of a range: between two hundred and four thousand."""
    return group["more"] is None and BETWEEN.search(text[max(0, begin - 24) : begin]) is not None


# The rules by which "and" separates two numbers instead of joining the parts of one.
PARTED: tuple[tuple[str, Callable[[str, int, Run, re.Match[str]], bool]], ...] = (
    ("another hundred", _another_hundred),
    ("as large a scale", _as_large_a_scale),
    ("few beside millions", _few_beside_millions),
    ("two ends", _two_ends),
)


def _joins(text: str, begin: int, gap: re.Match[str], run: Run) -> bool:
    """Return whether the words after a separator may belong to the numeral before it."""
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
    """Add the decimals after "point": two point five, two point five million."""
    point = _DECIMALS.match(text, whole.end)
    if point is None:
        return whole
    words = number_words()
    spoken = "".join(str(words.get(word, ("", 0))[1]) for word in point[1].lower().split())
    return Numeral(Decimal(f"{whole.value}.{spoken}"), point.end(), words=True)


# After tens, an ordinal that forms an adjective with the next word: forty second-grade pupils.
RANK_OF_A_WORD = compiled(
    r"-(?!century|anniversary|birthday|floor|minute)(?:[a-z]|(?:,| and| or| to) )", re.IGNORECASE
)


def _closed(
    text: str, match: re.Match[str], kind: str, number: int, run: Run, best: Numeral | None
) -> Numeral | None:
    """Return the numeral of a run closed by an ordinal (twenty-first), a fraction (two thirds) or dozens."""
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
