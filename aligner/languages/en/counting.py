"""What an English number counts: currency before it, unit or noun after it, age, bounds, ranges, scores.

Units and currencies share their table with Korean (`ko_en/`); names from CLDR are included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from aligner.languages.en.numerals import Numeral, number_words, read_numeral
from aligner.model.quantity import Bound, Kind, Quantity, Value
from aligner.model.text import Span
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import Number, tidy
from aligner.numerals.moments import Moment
from aligner.numerals.units import kind_of_unit, sign_before, surfaces, unit
from aligner.tables import read_table

# Up to this many words make a unit: "kilometers per hour".
LONGEST_UNIT = 3
_OPENING = "([{\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}-\N{EN DASH}\N{EM DASH}/.,:;"
ENDS_WORD = ("", " ", ".", ",", ")")
UNIT_WORDS = re.compile(
    r"(?: ?- ?| ?[({<] ?| )?((?:[A-Za-zµμ%¢$€£¥°元ரூ㎀-㏟℃℉²³/]+)(?:\d(?!\d))?)"
    r"(?:(?:[ -]|\. )([A-Za-z]+))?(?:[ -]([A-Za-z]+))?"
)
_NOUN = re.compile(r"[ -](?:[a-z]+[ -])?([a-z]+)\b")
SIGN = re.compile(
    r"(?:(?<![\w)%\].])(?:-"
    r"|(?<!\d )\N{EN DASH})"
    r"|(?<!plus or )(?<!plus-or-)\b(?:minus|negative|below zero(?: of)?)[ -])(?:[$£€¥₩] ?)?$",
    re.IGNORECASE,
)
# How a sign may end, apart from a blank: dashes, currencies, minus, negative, zero, of.
SIGN_ENDS = frozenset("-\N{EN DASH}$£€¥₩seof")
# A dash at the start of a line is a bullet unless a measure, share or sum follows that may be below zero.
BULLET = re.compile(r"(?:^|\n)\s*[-\N{EN DASH}]$")
MAY_BE_NEGATIVE = frozenset(("percent", "money", "measure", "fraction"))
OLD = re.compile(r"[ -](?:olds?\b|of age)", re.IGNORECASE)
AGED = re.compile(
    r"\b(?:aged|age|ages|age of|aged between|turned|turning|turns|over the age of"
    r"|under the age of|under|over) $",
    re.IGNORECASE,
)
# The last words of those, in small letters.
AGED_ENDS = frozenset(("aged", "age", "ages", "of", "between", "turned", "turning", "turns", "under", "over"))
AGE_IN_COMMAS = re.compile(r"[A-Z][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]*,? ?[,(] ?$")
AFTER_AGE = re.compile(r" ?[,)](?! ?\d)|\.$| and ")
DECADE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]?s\b")
RANGE = re.compile(
    r" ?(?:[-\N{EN DASH}—~]) ?(?=[$£€]?\d)| (?:to|through|and|or) (?:about "
    r"|around )?(?=[$£€]?[\da-zA-Z])|-to-(?=[\da-zA-Z])",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"\b(?:between|range from|ranging between)(?: about| around)? (?:[A-Z]{3}|[$£€¥₩])?$", re.IGNORECASE
)
# Dimensions whose units are said one after another: 5 feet 2 inches, 2 hours 30 minutes.
COMPOUNDS = frozenset(("length", "mass", "time", "calendar"))
COMPOUND = re.compile(r"(?:,? and|,)? (?=\d|[a-z]+[ -])", re.IGNORECASE)
AND_HALF = re.compile(
    r"(?:,?[ -]and(?:[ -]an?| one)?[ -](half|quarter|third))\b(?! (?:million|of|the))", re.IGNORECASE
)


DOLLARS = frozenset(("CAD", "AUD", "HKD", "SGD", "NZD", "TWD"))
AMERICAN = re.compile(r" (?:U\.S\.|US|American) dollars?\b")
RANKED = re.compile(rf"-(?!long\b|per\b)[a-z]| (?:{any_of('en', 'ranked by second')})\b")
# 6 feet 2, six-foot-two: inches without their name, where nothing follows that they could count.
BARE_INCHES = re.compile(
    r"-(?P<joined>\d{1,2}|[a-z]+)(?![\w.]\d|\w)(?:-inch(?:es)?\b)?"
    r"|[ -](?P<apart>\d{1,2}|[a-z]+)(?=$|[.,;:)!?\"]|,? (?:tall|and|but|who|with|when|at|in)\b)",
    re.IGNORECASE,
)
BARE_CENTS = re.compile(r" ([1-9]\d)(?=$|[.,;!?](?!\d)| m)")  # 15 dollars 50
CENTS_AFTER = re.compile(r" and (?=\d{1,2} |[a-z])", re.IGNORECASE)
ADJECTIVE = re.compile(rf"[ -](?:{any_of('en', 'before a unit of time')})[ -](?=[a-z])")
SHORT_APART = re.compile(r" (bn?|mn?)\b(?!\.)")
ABOVE_ZERO = re.compile(r" (?:Celsius |Fahrenheit )?above (?:zero|freezing)\b", re.IGNORECASE)
BELOW_ZERO = re.compile(r" (?:Celsius |Fahrenheit )?below (?:zero|freezing)\b", re.IGNORECASE)
_FOLD = re.compile(r"[ -]?fold\b", re.IGNORECASE)
ROUND_ENDS = ("f ", "t ")
ROUND_OF = re.compile(r"\b(?:round|last) of $|\bthe last $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit or noun after a number."""

    end: int
    unit: str | None
    kind: Kind


@cache
def _short_units() -> dict[str, str]:
    """Short names of units to when they count; see `numerals/short_units.tsv`."""
    return {row["surface"]: row["counts"] for _, row in read_table("numerals/short_units.tsv")}


@cache
def _nouns() -> dict[str, str]:
    return {row["surface"]: row["unit"] for _, row in read_table("en/counters.tsv")}


def read_unit(text: str, end: int, written: str) -> Counted | None:
    """The unit of measure or currency after a number; the longest name wins."""
    if american := AMERICAN.match(text, end):
        return Counted(american.end(), "USD", "money")
    match = UNIT_WORDS.match(text, end)
    if match is None:
        return None
    known = surfaces("en")
    for count in range(LONGEST_UNIT, 0, -1):
        if match[count] is None:
            continue
        name = text[match.start(1) : match.end(count)]
        code = known.get(name)
        if code is None and (count > 1 or len(name) > 3):
            code = known.get(name.replace("-", " ").lower())
        elif code is None and len(name) > 1 and name.lower() not in _short_units():
            code = known.get(name.lower())
        if code is None:
            continue
        counts = _short_units().get(name)
        if match.start(1) > end and (
            counts == "touching"
            or (counts == "ending" and text[match.end(1) : match.end(1) + 1] not in ENDS_WORD)
        ):
            continue
        if name == "second" and (not written or _is_a_rank(text, match.start(1), match.end(1))):
            continue
        closing = match.end(count)
        if text[closing : closing + 1] in (")", "}", ">") and text[end : match.start(1)].strip() in (
            "(",
            "{",
            "<",
        ):
            closing += 1
        return Counted(closing, code, kind_of_unit(code))
    return None


def _is_a_rank(text: str, start: int, end: int) -> bool:
    """Whether "second" behind a number, a blank between, ranks what follows: 75 second-prize winners."""
    return text[start - 1] == " " and RANKED.match(text, end) is not None


def read_noun(text: str, end: int) -> Counted | None:
    """A counted noun directly after the number or after one adjective: 30 people, 30 local people."""
    match = _NOUN.match(text, end)
    if match is None:
        return None
    first = text[end + 1 : match.end(1)].split(" ")[0]
    if first.partition("-")[0] in number_words():
        return None  # 30 second-term lawmakers
    for noun, closing in ((first, end + 1 + len(first)), (match[1], None)):
        if noun in _nouns():
            return Counted(closing if closing else end, _nouns()[noun], "cardinal")
    return None


@cache
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str], dict[tuple[str, str], Bound | None]]:
    """Patterns for the words before and after a number, and the bound of each by its side."""
    bounds: dict[tuple[str, str], Bound | None] = {
        (row["side"], row["surface"]): row["bound"] or None  # type: ignore[misc]
        for _, row in read_table("en/bounds.tsv")
    }

    def either(side: str) -> str:
        words = sorted((word for place, word in bounds if place == side), key=lambda word: (-len(word), word))
        return "|".join(map(re.escape, words))

    ahead = re.compile(rf"\b({either('before')})(?: an?| the ages? of)? $", re.IGNORECASE)
    return ahead, re.compile(rf"[ -]?({either('after')})(?!\w)", re.IGNORECASE), bounds


def last_word(text: str, start: int) -> str:
    """The word before a number, a blank between, in small letters; asked before any search, for speed."""
    if start < 2 or text[start - 1] != " ":
        return ""
    return text[text.rfind(" ", 0, start - 1) + 1 : start - 1].lower().lstrip(_OPENING)


@cache
def _ends_ahead() -> frozenset[str]:
    """The last words of what may say a bound before a number: at least an 18 ..., over the age of 65."""
    words = [row["surface"] for _, row in read_table("en/bounds.tsv") if row["side"] == "before"]
    return frozenset(("a", "an", "of", *(last for word in words for last in (word.split(" ")[-1], word.split("-")[-1]))))


def bound_of(text: str, start: int, end: int) -> tuple[Bound | None, int]:
    """How exact a number is; the end moves behind the words that say so."""
    ahead, behind, bounds = _bounds()
    if after := behind.match(text, end):
        bound = bounds["after", after[1].lower()]
        return bound, after.end() if bound else end
    before = ahead.search(text[max(0, start - 32) : start]) if last_word(text, start) in _ends_ahead() else None
    return (bounds["before", before[1].lower()], end) if before else (None, end)


def counted(text: str, start: int, numeral: Numeral) -> Quantity:
    """The quantity of a numeral with all that belongs to it."""
    value: Number = numeral.value
    begin, end = start, numeral.end
    code: str | None = None
    kind: Kind = "fraction" if numeral.form == "fraction" else "cardinal"
    sign = _sign_of(text, start)
    if sign:
        value, begin = -value, start - len(sign.group())
    if money := sign_before(text, start) or (sign_before(text, begin) if sign else None):
        code, kind, begin = money[0], "money", min(begin, money[1])
        value, end, code = _money_after(text, value, end, code)
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
    """The minus before a number; the last characters are asked first, for speed."""
    last = text[start - 1 : start]
    before = text[start - 2 : start - 1].lower() if last == " " else last
    if before not in SIGN_ENDS:
        return None
    return SIGN.search(text[max(0, start - 24) : start])


def _with_unit(
    text: str, start: int, end: int, value: Number, kind: Kind
) -> tuple[Number, int, str | None, Kind]:
    """What a number without a sign of money counts: value, end, unit and kind."""
    if found := read_unit(text, end, text[start:end]) or _unit_after_adjective(text, end):
        end, code, kind = found.end, found.unit, found.kind
        if kind == "money":
            value, end = _amount(text, value, code, end)
        elif kind in ("duration", "measure"):
            value, end = _compound(text, value, code, end)
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
    """Whether the dash before a number stands at the start of a line, and text goes on behind the number."""
    return text[end : end + 1] == " " and BULLET.search(text[max(0, start - 8) : start]) is not None


def _as_age(
    text: str, start: int, end: int, value: Number, code: str | None, kind: Kind
) -> tuple[str | None, Kind, int]:
    """Unit, kind and end of what may be an age: 30 years old, aged 65."""
    if kind == "duration" and (old := OLD.match(text, end)):
        return "year-old" if code == "year" else code, "age", old.end()
    if code is None and kind == "cardinal" and _is_age(text, start, end, value):
        return "year-old", "age", end
    return code, kind, end


def _money_after(text: str, value: Number, end: int, code: str) -> tuple[Number, int, str]:
    """What may follow an amount with its sign: $5m, US$10 Canadian dollars, $5 and 20 cents."""
    if text[end : end + 1].lower() == "m" and not text[end + 1 : end + 2].isalnum():
        return tidy(value * 10**6), end + 1, code
    if apart := SHORT_APART.match(text, end):
        return tidy(value * (10**9 if apart[1][0] == "b" else 10**6)), apart.end(), code
    if gap := CENTS_AFTER.match(text, end):
        cents = _cents(text, gap.end(), code)
        return (tidy(Fraction(value) + cents[0]), cents[1], code) if cents else (value, end, code)
    follows = read_unit(text, end, "")
    if follows and follows.unit and follows.kind == "money":
        same = follows.unit == code or (code == "USD" and follows.unit in DOLLARS and text[end] == " ")
        return (value, follows.end, follows.unit) if same else (value, end, code)
    return value, end, code


def _cents(text: str, start: int, code: str | None) -> tuple[Fraction, int] | None:
    """The part of an amount that cents after it say, and where they end."""
    following = read_numeral(text, start)
    large = unit(code)
    if following is None or following.form != "cardinal" or large is None or large.factor != 1:
        return None
    cents = read_unit(text, following.end, text[start : following.end])
    small = unit(cents.unit) if cents and cents.unit in ("cent", "pence") else None
    if cents is None or small is None or small.dimension != large.dimension:
        return None
    return Fraction(following.value) / 100, cents.end


def _unit_after_adjective(text: str, end: int) -> Counted | None:
    """three consecutive years, 10 more days: a unit of time after one of a few adjectives."""
    adjective = ADJECTIVE.match(text, end)
    found = read_unit(text, adjective.end() - 1, "") if adjective else None
    return found if found and found.kind == "duration" else None


def _is_age(text: str, start: int, end: int, value: Number) -> bool:
    """aged 65, turned 20; Kim, 58, denied; Kim (58)."""
    if not 0 < value < 120 or value != int(value):
        return False
    if last_word(text, start) in AGED_ENDS and (aged := AGED.search(text[max(0, start - 20) : start])):
        return aged.group().strip().lower() not in ("under", "over")
    return (
        text[start - 2 : start].rstrip()[-1:] in (",", "(")
        and AGE_IN_COMMAS.search(text[max(0, start - 30) : start]) is not None
        and AFTER_AGE.match(text, end) is not None
    )


COMPARES = re.compile(rf" (?:{any_of('en', 'compares')})\b", re.IGNORECASE)


def _compares(text: str, end: int, value: Number) -> bool:
    """Whether `times` multiplies (10 times as powerful, 2.5 times the level) (no occasions)."""
    return value != int(value) or COMPARES.match(text, end) is not None


SCALE_BEHIND = re.compile(r" (million|billion|trillion|thousand)\b", re.IGNORECASE)
GAP_OF_CENTS = re.compile(r"(?: and)? (?=[\da-z])", re.IGNORECASE)


def _amount(text: str, value: Number, code: str | None, end: int) -> tuple[Number, int]:
    """thirteen dollars forty-five cents, 15 dollars 50, 75 USD million."""
    if scale := SCALE_BEHIND.match(text, end):
        return tidy(value * number_words()[scale[1].lower()][1]), scale.end()
    gap = GAP_OF_CENTS.match(text, end)
    if gap is None:
        return value, end
    if cents := _cents(text, gap.end(), code):
        return tidy(Fraction(value) + cents[0]), cents[1]
    large = unit(code)
    bare = BARE_CENTS.match(text, end)
    if bare is None or large is None or large.factor != 1:
        return value, end
    return tidy(Fraction(value) + Fraction(int(bare[1]), 100)), bare.end()


def _compound(text: str, value: Number, code: str | None, end: int) -> tuple[Number, int]:
    """5 feet 2 inches, an hour and a half, 2 hours and 30 minutes: one quantity in its largest unit."""
    large = unit(code)
    if large is None or large.dimension not in COMPOUNDS:
        return value, end
    if half := AND_HALF.match(text, end):
        part = {"half": 2, "quarter": 4, "third": 3}[half[1].lower()]
        return tidy(Fraction(value) + Fraction(1, part)), half.end()
    last = large
    while (gap := COMPOUND.match(text, end)) and gap.end() < len(text):
        following = read_numeral(text, gap.end())
        if following is None or following.form != "cardinal":
            break
        found = read_unit(text, following.end, text[gap.end() : following.end])
        small = unit(found.unit) if found else None
        if (
            found is None
            or small is None
            or small.dimension != large.dimension
            or small.factor >= last.factor
        ):
            break
        value = tidy(Fraction(value) + Fraction(following.value) * small.factor / large.factor)
        end, last = found.end, small
    if code == "ft" and last is large and (inches := _bare_inches(text, end)):
        return tidy(Fraction(value) + Fraction(inches[0], 12)), inches[1]
    return value, end


def _bare_inches(text: str, end: int) -> tuple[int, int] | None:
    """The inches of 6 feet 2 and six-foot-two, and where they end."""
    match = BARE_INCHES.match(text, end)
    if match is None:
        return None
    written = (match["joined"] or match["apart"]).lower()
    number = int(written) if written.isdecimal() else number_words().get(written, ("", 12))[1]
    named = written.isdecimal() or number_words().get(written, ("",))[0] == "unit"
    return (number, match.end()) if named and number < 12 else None


def with_range(text: str, first: Quantity, numeral: Numeral) -> list[Quantity]:
    """three to four people, $40-50 million, between 3 and 9 degrees: two quantities, partners."""
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
    shared = numeral.scale == 1 and scale > 1  # $10-20 million
    if shared and not isinstance(value, str) and value < Fraction(other.value) / scale:
        first = replace(first, value=tidy(Fraction(value) * scale))
    return [replace(first, partner=second.span), replace(second, partner=first.span)]


def _are_neighbours(first: Value, second: Number, scale: int) -> bool:
    """Whether two numbers follow on each other, alone or with the scale that they share: four or five hundred."""
    return isinstance(first, int) and second in (first + 1, (first + 1) * scale)


def _hundreds(text: str, first: Value, other: Numeral) -> int:
    """100 where two neighbouring numbers share their hundreds: four or five hundred meters; 1 elsewhere."""
    spoken = other.words and text[other.end - 7 : other.end].lower() == "hundred"
    return 100 if spoken and not isinstance(first, str) and (first + 1) * 100 == other.value else 1


WORD_BEFORE = re.compile(r"([A-Za-z]+)\.? ?#?$")
DAY_GOES_ON = re.compile(
    rf"(?!')(?:$|[.,;:!?)\]\"”\N{{RIGHT SINGLE QUOTATION MARK}}]| ?\(| (?:{any_of('en', 'after a day')})\b)"
)
OF_SCALE = re.compile(r" (?:of )?(?:an? )?(million|billion|trillion)\b", re.IGNORECASE)
ORDINAL_NOUN = re.compile(r"[ -](?:straight |consecutive )?([A-Za-z]+)")


def simple(text: str, start: int, end: int, value: Value, code: str | None, kind: Kind) -> list[Quantity]:
    return [Quantity(value, code, kind, text[start:end], Span(start, end))]


def as_fraction(quantity: Quantity) -> Quantity:
    """A number below one without a unit of its own is a fraction: .268."""
    return replace(quantity, kind="fraction") if quantity.kind == "cardinal" else quantity


@cache
def _numbered(side: str) -> dict[str, str]:
    """Nouns that make a number an ordinal, by the side of the number they stand on, to the unit."""
    return {row["noun"]: row["unit"] for _, row in read_table("en/ordinals.tsv") if row["side"] == side}


def is_numbered(text: str, start: int) -> bool:
    """Whether a noun before the digits makes them its number: Treasure No. 2045, Room 1907."""
    named = WORD_BEFORE.search(text[max(0, start - 12) : start])
    return named is not None and named[1].lower() in _numbered("before")


def as_quantities(text: str, moments: list[Moment]) -> list[Quantity]:
    """Dates and times of a text; two are the ends of a range."""
    found = [
        Quantity(one.value, one.unit, one.kind, text[one.start : one.end], Span(one.start, one.end))
        for one in moments
    ]
    if len(found) == 2:
        found = [replace(found[0], partner=found[1].span), replace(found[1], partner=found[0].span)]
    return found


def ordinal(text: str, start: int, end: int, value: Value) -> list[Quantity]:
    noun = ORDINAL_NOUN.match(text, end)
    code = _numbered("after").get(noun[1].lower()) if noun else None
    if code == "half":
        return simple(text, start, noun.end() if noun else end, f"H{value}", "half", "ordinal")
    return simple(text, start, noun.end() if noun and code else end, value, code or "ordinal", "ordinal")


def counting(text: str, start: int, numeral: Numeral) -> list[Quantity]:
    """A numeral with what it counts, or the number of a line, article or rank."""
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
