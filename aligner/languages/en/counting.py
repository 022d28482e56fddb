"""Reading of what an English number counts: currency before it, unit or noun after it, age, bounds, ranges.

Units and currencies come from the tables that all languages share; their names in CLDR are included.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

from aligner.expressions import compiled
from aligner.languages.en.compounds import amount, compound, money_after
from aligner.languages.en.numerals import Numeral, number_words, read_numeral
from aligner.languages.en.units import Counted, read_noun, read_unit
from aligner.model.quantity import Bound, Kind, Quantity, Value
from aligner.model.text import Span
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import Number, tidy
from aligner.numerals.moments import Moment
from aligner.numerals.units import sign_before, unit
from aligner.tables import read_table

_OPENING = "([{\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}-\N{EN DASH}\N{EM DASH}/.,:;"
SIGN = compiled(
    r"(?:(?<![\w)%\].\N{EN DASH}\N{EM DASH}])(?:-"
    r"|(?<!\d )\N{EN DASH})"
    r"|(?<!plus or )(?<!plus-or-)\b(?:minus|negative|below zero(?: of)?)[ -])(?:[$£€¥₩] ?)?$",
    re.IGNORECASE,
)
# Last characters of what `SIGN` matches, blanks aside: dashes, currencies, minus, negative, zero, of.
SIGN_ENDS = frozenset("-\N{EN DASH}$£€¥₩seof")
# A dash at the start of a line is a bullet, unless a quantity follows that may be negative.
BULLET = compiled(r"(?:^|\n)\s*[-\N{EN DASH}]$")
MAY_BE_NEGATIVE = frozenset(("percent", "money", "measure", "fraction"))
OLD = compiled(r"[ -](?:olds?\b|of age)", re.IGNORECASE)
AGED = compiled(
    r"\b(?:aged|age|ages|age of|aged between|turned|turning|turns|over the age of"
    r"|under the age of|under|over) $",
    re.IGNORECASE,
)
# The last words of what `AGED` matches, in lower case.
AGED_ENDS = frozenset(("aged", "age", "ages", "of", "between", "turned", "turning", "turns", "under", "over"))
AGE_IN_COMMAS = compiled(r"[A-Z][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]*,? ?[,(] ?$")
AFTER_AGE = compiled(r" ?[,)](?! ?\d)|\.$| and ")
DECADE = compiled(r"['\N{RIGHT SINGLE QUOTATION MARK}]?s\b")
RANGE = compiled(
    r" ?(?:[-\N{EN DASH}—~]) ?(?=[$£€]?\d)| (?:to|through|and|or) (?:about "
    r"|around )?(?=[$£€]?[\da-zA-Z])|-to-(?=[\da-zA-Z])",
    re.IGNORECASE,
)
BETWEEN = compiled(
    r"\b(?:between|range from|ranging between)(?: about| around)? (?:[A-Z]{3}|[$£€¥₩])?$", re.IGNORECASE
)


ADJECTIVE = compiled(rf"[ -](?:{any_of('en', 'before a unit of time')})[ -](?=[a-z])")
ABOVE_ZERO = compiled(r" (?:Celsius |Fahrenheit )?above (?:zero|freezing)\b", re.IGNORECASE)
BELOW_ZERO = compiled(r" (?:Celsius |Fahrenheit )?below (?:zero|freezing)\b", re.IGNORECASE)
_FOLD = compiled(r"[ -]?fold\b", re.IGNORECASE)
# "two night markets" counts markets, but "two night stays" counts nights.
NIGHT_OF_A_KIND = compiled(rf" night (?!(?:{any_of('en', 'after a night that is counted')})\b)[a-z]+s\b")
ROUND_ENDS = ("f ", "t ")
ROUND_OF = compiled(r"\b(?:round|last) of $|\bthe last $", re.IGNORECASE)


@cache
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str], dict[tuple[str, str], Bound | None]]:
    """Return the patterns of bounds before and after a number, and the bound of each word by its side."""
    bounds: dict[tuple[str, str], Bound | None] = {
        (row["side"], row["surface"]): row["bound"] or None  # type: ignore[misc]
        for _, row in read_table("en/bounds.tsv")
    }

    def either(side: str) -> str:
        words = sorted((word for place, word in bounds if place == side), key=lambda word: (-len(word), word))
        return "|".join(map(re.escape, words))

    ahead = compiled(rf"\b({either('before')})(?: an?| the ages? of)? $", re.IGNORECASE)
    return ahead, compiled(rf"[ -]?({either('after')})(?!\w)", re.IGNORECASE), bounds


def last_word(text: str, start: int) -> str:
    """Return the lower-case word before a number and a blank.

    It is compared first, for speed, before any search.
    """
    if start < 2 or text[start - 1] != " ":
        return ""
    return text[text.rfind(" ", 0, start - 1) + 1 : start - 1].lower().lstrip(_OPENING)


@cache
def _ends_ahead() -> frozenset[str]:
    """Return the last words of the phrases before a number that state a bound (over the age of 65)."""
    words = [row["surface"] for _, row in read_table("en/bounds.tsv") if row["side"] == "before"]
    return frozenset(
        ("a", "an", "of", *(last for word in words for last in (word.split(" ")[-1], word.split("-")[-1])))
    )


def bound_of(text: str, start: int, end: int) -> tuple[Bound | None, int]:
    """Return the bound of the number at `start:end`, and where it ends.

    The end is behind the words of the bound if they follow the number, else `end`.
    """
    ahead, behind, bounds = _bounds()
    if after := behind.match(text, end):
        bound = bounds["after", after[1].lower()]
        return bound, after.end() if bound else end
    before = (
        ahead.search(text[max(0, start - 32) : start]) if last_word(text, start) in _ends_ahead() else None
    )
    return (bounds["before", before[1].lower()], end) if before else (None, end)


def counted(text: str, start: int, numeral: Numeral) -> Quantity:
    """Return the quantity of a numeral with its sign, currency, unit, age and bound."""
    value: Number = numeral.value
    begin, end = start, numeral.end
    code: str | None = None
    kind: Kind = "fraction" if numeral.form == "fraction" else "cardinal"
    sign = _sign_of(text, start)
    if sign:
        value, begin = -value, start - len(sign.group())
    if money := sign_before(text, start) or (sign_before(text, begin) if sign else None):
        code, kind, begin = money[0], "money", min(begin, money[1])
        value, end, code = money_after(text, value, end, code)
    else:
        value, end, code, kind = _with_unit(text, start, end, value, kind)
    if sign and kind not in MAY_BE_NEGATIVE and value != numeral.value and _is_bullet(text, start, end):
        value, begin = -value, start
    code, kind, end = _as_age(text, start, end, value, code, kind)
    if code == "times" and numeral.end < end and _compares(text, end, value):
        code, kind = "times-as-many", "multiple"
    if (
        code is None
        and text[start - 2 : start] in ROUND_ENDS
        and ROUND_OF.search(text[max(0, start - 12) : start])
    ):
        code = "round-of"
    bound, end = bound_of(text, begin, end)
    return Quantity(tidy(value), code, kind, text[begin:end], Span(begin, end), bound)


def _sign_of(text: str, start: int) -> re.Match[str] | None:
    """Find the minus before a number. The characters before the number are compared first, for speed."""
    last = text[start - 1 : start]
    before = text[start - 2 : start - 1].lower() if last == " " else last
    if before not in SIGN_ENDS:
        return None
    return SIGN.search(text[max(0, start - 24) : start])


def _with_unit(
    text: str, start: int, end: int, value: Number, kind: Kind
) -> tuple[Number, int, str | None, Kind]:
    """Return value, end, unit and kind of a number without a currency sign."""
    unit_read = read_unit(text, end, text[start:end]) or _unit_after_adjective(text, end)
    if unit_read and not (value != 1 and NIGHT_OF_A_KIND.match(text, end)):
        end, code, kind = unit_read.end, unit_read.unit, unit_read.kind
        if kind == "money":
            value, end = amount(text, value, code, end)
        elif kind in ("duration", "measure"):
            value, end = compound(text, value, code, end)
        if below := BELOW_ZERO.match(text, end):
            value, end = -value, below.end()
        elif above := ABOVE_ZERO.match(text, end):
            end = above.end()
        return value, end, code, kind
    if fold := _FOLD.match(text, end):
        return value, fold.end(), "times-as-many", "multiple"
    if below := BELOW_ZERO.match(text, end):
        return -value, below.end(), "degree", "measure"
    nouns = read_noun(text, end)
    return (value, nouns.end, nouns.unit, kind) if nouns else (value, end, None, kind)


def _is_bullet(text: str, start: int, end: int) -> bool:
    """Return whether the dash before a number begins a line and a blank follows the number."""
    return text[end : end + 1] == " " and BULLET.search(text[max(0, start - 8) : start]) is not None


def _as_age(
    text: str, start: int, end: int, value: Number, code: str | None, kind: Kind
) -> tuple[str | None, Kind, int]:
    """Return unit, kind and end of a number, which may be an age: 30 years old, aged 65."""
    if kind == "duration" and (old := OLD.match(text, end)):
        return "year-old" if code == "year" else code, "age", old.end()
    if code is None and kind == "cardinal" and _is_age(text, start, end, value):
        return "year-old", "age", end
    return code, kind, end


def _unit_after_adjective(text: str, end: int) -> Counted | None:
    """Read a unit of time after one of a few adjectives: three consecutive years, 10 more days."""
    adjective = ADJECTIVE.match(text, end)
    unit_read = read_unit(text, adjective.end() - 1, "") if adjective else None
    return unit_read if unit_read and unit_read.kind == "duration" else None


def _is_age(text: str, start: int, end: int, value: Number) -> bool:
    """Return whether a number without a unit is an age: aged 65, turned 20; Kim, 58, denied; Kim (58)."""
    if not 0 < value < 120 or value != int(value):
        return False
    if last_word(text, start) in AGED_ENDS and (aged := AGED.search(text[max(0, start - 20) : start])):
        return aged.group().strip().lower() not in ("under", "over")
    return (
        text[start - 2 : start].rstrip()[-1:] in (",", "(")
        and AGE_IN_COMMAS.search(text[max(0, start - 30) : start]) is not None
        and AFTER_AGE.match(text, end) is not None
    )


COMPARES = compiled(rf" (?:{any_of('en', 'compares')})\b", re.IGNORECASE)


def _compares(text: str, end: int, value: Number) -> bool:
    """Return whether `times` multiplies (10 times as powerful, 2.5 times the level) or counts occasions."""
    return value != int(value) or COMPARES.match(text, end) is not None


def with_range(text: str, first: Quantity, numeral: Numeral) -> list[Quantity]:
    """Return a quantity, or both ends of a range that begins with it, such as $40-50 million."""
    sign = RANGE.match(text, first.span.end)
    if sign is None or (first.kind == "age" and first.unit is None):
        return [first]
    word = sign.group().strip().lower()
    if word.startswith("and") and not BETWEEN.search(text[max(0, first.span.start - 16) : first.span.start]):
        return [first]
    start = sign.end()
    if text[start] in "$£€":
        start += 1
    other = read_numeral(text, start)
    if other is None or other.form != "cardinal":
        return [first]
    scale = other.scale if other.scale > 1 else _hundreds(text, first.value, other)
    if word.startswith("or") and not _are_neighbours(first.value, other.value, scale):
        return [first]
    second = counted(text, start, other)
    if first.unit is None:
        first = replace(first, unit=second.unit, kind=second.kind)
    elif second.unit is None and first.kind in ("money", "age"):
        second = replace(second, unit=first.unit, kind=first.kind)
    if first.unit != second.unit and unit(first.unit) is not None:
        return [first]
    value = first.value
    shared = numeral.scale == 1 and scale > 1  # both have the scale of the second: $10-20 million
    if shared and not isinstance(value, str) and value < Fraction(other.value) / scale:
        first = replace(first, value=tidy(Fraction(value) * scale))
    return [replace(first, partner=second.span), replace(second, partner=first.span)]


def _are_neighbours(first: Value, second: Number, scale: int) -> bool:
    """Return whether the second number, perhaps without its scale, is one more than the first, or ten more.

    Ten more counts for round numbers only: thirty or forty thousand.
    """
    if not isinstance(first, int):
        return False
    steps = (1, 10) if first and first % 10 == 0 else (1,)
    return any(second in (first + step, (first + step) * scale) for step in steps)


def _hundreds(text: str, first: Value, other: Numeral) -> int:
    """Return 100 if two neighbouring numbers share their "hundred" (four or five hundred meters), else 1."""
    spoken = other.words and text[other.end - 7 : other.end].lower() == "hundred"
    return 100 if spoken and not isinstance(first, str) and (first + 1) * 100 == other.value else 1


WORD_BEFORE = compiled(r"([A-Za-z]+)\.? ?#?$")
DAY_GOES_ON = compiled(
    rf"(?!')(?:$|[.,;:!?)\]\"”\N{{RIGHT SINGLE QUOTATION MARK}}]| ?\(| (?:{any_of('en', 'after a day')})\b)"
)
OF_SCALE = compiled(r" (?:of )?(?:an? )?(million|billion|trillion)\b", re.IGNORECASE)
ORDINAL_NOUN = compiled(r"[ -](?:straight |consecutive )?([A-Za-z]+)")


def simple(text: str, start: int, end: int, value: Value, code: str | None, kind: Kind) -> list[Quantity]:
    return [Quantity(value, code, kind, text[start:end], Span(start, end))]


def as_fraction(quantity: Quantity) -> Quantity:
    """Return a number below one that has no unit as a fraction: .268."""
    return replace(quantity, kind="fraction") if quantity.kind == "cardinal" else quantity


@cache
def _numbered(side: str) -> dict[str, str]:
    """Map the nouns on one side of a number that make it an ordinal to the unit of that ordinal."""
    return {row["noun"]: row["unit"] for _, row in read_table("en/ordinals.tsv") if row["side"] == side}


def is_numbered(text: str, start: int) -> bool:
    """Return whether the noun before the digits is numbered by them: Treasure No. 2045, Room 1907."""
    named = WORD_BEFORE.search(text[max(0, start - 12) : start])
    return named is not None and named[1].lower() in _numbered("before")


def as_quantities(text: str, moments: list[Moment]) -> list[Quantity]:
    """Return dates and times as quantities; two of them are partners, the ends of a range."""
    quantities = [
        Quantity(
            moment.value,
            moment.unit,
            moment.kind,
            text[moment.start : moment.end],
            Span(moment.start, moment.end),
        )
        for moment in moments
    ]
    if len(quantities) == 2:
        quantities = [
            replace(quantities[0], partner=quantities[1].span),
            replace(quantities[1], partner=quantities[0].span),
        ]
    return quantities


def ordinal(text: str, start: int, end: int, value: Value) -> list[Quantity]:
    noun = ORDINAL_NOUN.match(text, end)
    code = _numbered("after").get(noun[1].lower()) if noun else None
    if code == "half":
        return simple(text, start, noun.end() if noun else end, f"H{value}", "half", "ordinal")
    return simple(text, start, noun.end() if noun and code else end, value, code or "ordinal", "ordinal")


def counting(text: str, start: int, numeral: Numeral) -> list[Quantity]:
    """Read a numeral with what it counts, or the number of a line, article or rank."""
    if numeral.form == "fraction" and (scale := OF_SCALE.match(text, numeral.end)):
        number = number_words()[scale[1].lower()][1]
        numeral = Numeral(tidy(Fraction(numeral.value) * number), scale.end(), words=True)
    named = WORD_BEFORE.search(text[max(0, start - 12) : start])
    if named and named[1].lower() == "line" and named[1][0].isupper() and isinstance(numeral.value, int):
        return simple(text, start, numeral.end, f"line {numeral.value}", None, "identifier")
    quantity = counted(text, start, numeral)
    if (
        named
        and quantity.unit is None
        and (code := _numbered("before").get(named[1].lower()))
        and isinstance(numeral.value, int)
    ):
        return [replace(quantity, unit=code, kind="ordinal")]
    return with_range(text, quantity, numeral)
