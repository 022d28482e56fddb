"""Reading of English quantities that start with a word: three people, half an hour, dozens, Monday.

Two ordered lists of named rules are the configuration. The rules of `FORMS` read idioms, articles, names of
days and months, halves and rough numbers; each lists the words that trigger it. The rules of `NUMERALS`
decide what a numeral in words means.
Ambiguous words need a context: `one` counts only before a countable noun, `second` is a unit of time only
after a digit, and `may` is a month only beside a day, a year or a preposition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from aligner.expressions import expression
from aligner.languages.en import dates as en_dates
from aligner.languages.en.counting import (
    DAY_GOES_ON,
    ORDINAL_NOUN,
    SIGN,
    as_fraction,
    as_quantities,
    bound_of,
    counted,
    counting,
    is_numbered,
    ordinal,
    simple,
)
from aligner.languages.en.figures import IDLE_THIRD, SPOKEN_POINT
from aligner.languages.en.numerals import Numeral, number_words, read_numeral
from aligner.languages.en.shares import AFTER_ARTICLE, read_article, read_half
from aligner.languages.en.thousands import words_of_kind
from aligner.languages.en.units import read_unit
from aligner.model.quantity import Kind, Quantity, Value
from aligner.model.text import Span
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import tidy
from aligner.numerals.moments import date_value
from aligner.numerals.rules import Rule, first_reading
from aligner.numerals.units import surfaces
from aligner.tables import read_table

NO_COUNT_BEFORE_ONE = expression(rf"\b(?:{any_of('en', 'before a pronoun one')}) $", re.IGNORECASE)
NO_COUNT_AFTER_ONE = expression(
    r"(?:$|[.,;:!?)\"”\N{RIGHT SINGLE QUOTATION MARK}'](?!\d)"
    r"|[ -](?:of|another|can|could|should|must|might|may|who|that"
    r"|which|is|has|to|in(?! (?:\d|two|three|four|five|six|seven|eight|nine|ten)\b)|by|for|at|on"
    r"|day|such|thing|and|or|as|more than|with|would|will|time"
    r"|does|way|the|side|he|she|they|we|i|you|if|but|if)\b)",
    re.IGNORECASE,
)
ONE_DAY = expression(
    r" (?:day|morning|evening|afternoon)\b(?![-'\N{RIGHT SINGLE QUOTATION MARK}])"
    rf"(?! (?:{any_of('en', 'after a single day')})\b)",
    re.IGNORECASE,
)
SINGLE_BEFORE = expression(
    rf"\b(?:{any_of('en', 'before a single unit')}|only|just|exactly|every|per|by|up to|the) $",
    re.IGNORECASE,
)
ONE_HARMED = expression(rf" (?:{any_of('en', 'one of those harmed')})\b")
IDLE_ORDINAL_BEFORE = expression(r"\b(?:at|from the very|split|just a|a|per|each|every) $", re.IGNORECASE)
IDLE_ORDINAL_AFTER = expression(
    r" (?:of all|to none|lady|and foremost|ladies|aid|name)\b|-hand\b|-class\b|s\b", re.IGNORECASE
)
ZEROS = {
    "ten": 1,
    "dozen": 1,
    "score": 1,
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
}
VAGUE = expression(
    r"(?:(tens|dozens|hundreds|thousands|millions|billions|trillions"
    r"|scores(?= (?:of|are|have|more|were)\b)))(?: of (thousands"
    r"|millions|billions|trillions)(?: of (millions|billions|trillions))?)?\b",
    re.IGNORECASE,
)
SEVERAL = expression(
    r" (dozen|hundred|thousand|million|billion|trillion)(?: (thousand|million|billion|trillion))?\b"
    rf"(?! and (?:{words_of_kind('unit', 'tens')})\b)",
    re.IGNORECASE,
)
SPOKEN_YEAR = expression(r"(nineteen|eighteen|twenty) (?=(?:ten|eleven|\w+teen|\w+ty)\b)", re.IGNORECASE)
CENTURIES = frozenset(("eighteen", "nineteen", "twenty"))
YEAR_BEFORE = expression(
    r"\b(?:in|since|by|until|from|year|summer|winter|spring|early|late) $", re.IGNORECASE
)
COUNTED_BEFORE = expression(r"(?:\d ?|\b(?:two|three|several|few) )$")
OF_MONEY = expression(r" of (won|dollars|euros|yen|pounds)\b")
WORD_END = expression(r"[ -]")
# Once as a conjunction or "formerly": once you are done, Once deployed, at once; it counts in "once a week".
ONCE_IDLE_BEFORE = expression(r"(?:\b(?:at|for) |[a-z]-|[.@_])$", re.IGNORECASE)
ONCE_IDLE_AFTER = expression(
    r" (?:you|we|they|he|she|it|I|the|your|our|my|their|his|its|this|these|those|there|all|upon)\b"
    r"|(?<=Once) [a-z]{2,}ed\b"
)
ZERO_IDLE_BEFORE = expression(r"\b(?:sub-|ground |patient |net[ -]|near-|carbon |non-)$", re.IGNORECASE)
ZERO_IDLE_AFTER = expression(
    r"[ -](?:tolerance|sum|in on|hour|waste|trust|day|downtime|error)\b", re.IGNORECASE
)
LOWER_CASE = expression(r" [a-z]{4,} [a-z]{4,}")  # two words in lower case, which a title never has
# The words before a capitalised number word inside a sentence, where a capital shows a name.
NAME_BEFORE = expression(
    rf"(?:\b(?P<group>{any_of('en', 'before a name with a number')})|\bthe"
    r"|\b(?P<owner>[A-Z][a-z]+)['\N{RIGHT SINGLE QUOTATION MARK}]s) $"
)
NAME_AFTER = expression(r"(?: [A-Z][a-z]+)+")
SENTENCE_CASE = expression(r" [a-z]{3,} [a-z]{3,} $")  # lower-case words, which a headline would capitalise


@cache
def _idioms() -> dict[str, list[tuple[str, Value, Value | None, str | None, Kind]]]:
    """Return the rows of `en/idioms.tsv` by their first word, longest first; a ratio has two values."""
    idioms: dict[str, list[tuple[str, Value, Value | None, str | None, Kind]]] = {}
    for _, row in read_table("en/idioms.tsv"):
        kind: Kind = row["kind"]  # type: ignore[assignment]
        value: Value = row["value"]
        second: Value | None = None
        if kind in ("ratio", "score"):
            first_value, _, second_value = row["value"].partition(":")
            value, second = int(first_value), int(second_value)
        elif kind not in ("time", "date", "identifier"):
            value = tidy(Fraction(row["value"]))
        first = re.split(r"[ -]", row["surface"])[0].lower()
        idioms.setdefault(first, []).append((row["surface"], value, second, row["unit"] or None, kind))
    for rows in idioms.values():
        rows.sort(key=lambda row: -len(row[0]))
    return idioms


def _vague(text: str, start: int, end: int, word: str) -> list[Quantity] | None:
    """Read a number of which only the magnitude is given: dozens of people, hundreds of billions of won."""
    match = VAGUE.match(text, start)
    counted_before = (
        match is not None and match[2] is None and COUNTED_BEFORE.search(text[max(0, start - 8) : start])
    )
    if match is None or counted_before:
        return None
    return _rough(text, start, match)


def _several(text: str, start: int, end: int, word: str) -> list[Quantity] | None:
    """Read a scale after several, few or many (several hundred people); "a few people" is no quantity."""
    match = SEVERAL.match(text, end)
    return _rough(text, start, match) if match else None


def _rough(text: str, start: int, match: re.Match[str]) -> list[Quantity]:
    zeros = sum(ZEROS[part.lower().removesuffix("s")] for part in match.groups() if part)
    code = counted(text, start, Numeral(10, match.end(), words=True)).unit
    kind: Kind = "cardinal"
    end = match.end()
    if money := OF_MONEY.match(text, end):
        code, kind, end = surfaces("en")[money[1]], "money", money.end()
    return [Quantity("X" + "0" * zeros, code, kind, text[start:end], Span(start, end), "about")]


def _one_counts(text: str, start: int, end: int) -> bool:
    """Return whether "one" counts (one person, one was killed), unlike in "one of", "no one", "this one"."""
    before = text[max(0, start - 10) : start]
    if ONE_DAY.match(text, end) and not SINGLE_BEFORE.search(text[max(0, start - 14) : start]):
        return False  # at some time: one day I will go
    if before.lower().endswith("at ") and text.startswith((" point", " stage"), end):
        return False  # at some time, too: at one point
    if SIGN.search(before) or read_unit(text, end, "one"):
        return True
    if NO_COUNT_BEFORE_ONE.search(before):
        return False
    return ONE_HARMED.match(text, end) is not None or NO_COUNT_AFTER_ONE.match(text, end) is None


def _as_idiom(
    text: str, start: int, end: int, value: Value, second: Value | None, code: str | None, kind: Kind
) -> list[Quantity]:
    if second is None:
        bound, end = bound_of(text, start, end) if kind == "age" or code == "times" else (None, end)
        return [replace(quantity, bound=bound) for quantity in simple(text, start, end, value, code, kind)]
    first = WORD_END.search(text, start, end)
    middle = first.start() if first else (start + end) // 2
    last = max(text.rfind("-", start, end) + 1, middle)
    first_span, second_span = Span(start, middle), Span(last, end)
    return [
        Quantity(value, code, kind, first_span.of(text), first_span, None, second_span),
        Quantity(second, code, kind, second_span.of(text), second_span, None, first_span),
    ]


def _word_ordinal(text: str, start: int, numeral: Numeral, end: int, word: str) -> list[Quantity] | None:
    """Read an ordinal in words: first, twenty-first, fourth of July."""
    if numeral.form != "ordinal":
        return None
    value = int(numeral.value)
    before = text[max(0, start - 14) : start]
    moment = en_dates.read_day_month(text, start, value, numeral.end)
    if moment:
        return as_quantities(text, [moment])
    if _idle_ordinal(text, start, numeral.end, value, before):
        return []
    day = value > 12 and before.lower().endswith("the ") and DAY_GOES_ON.match(text, numeral.end)
    if day and value <= 31:
        return simple(text, start, numeral.end, date_value(None, None, value), "day", "date")
    return ordinal(text, start, numeral.end, value)


def _idle_ordinal(text: str, start: int, end: int, value: int, before: str) -> bool:
    """Return whether an ordinal ranks nothing: first of all, at first, a second, third party."""
    if IDLE_ORDINAL_AFTER.match(text, end) or (value == 3 and IDLE_THIRD.match(text, end)):
        return True
    if IDLE_ORDINAL_BEFORE.search(before) is None:
        return False
    second = text[start : start + 6].lower() == "second"
    return (value <= 2 and not before.lower().endswith(" a ")) or (
        second and not ORDINAL_NOUN.match(text, end)
    )


def _idiom(text: str, start: int, end: int, word: str) -> list[Quantity] | None:
    """Read an idiom that holds a number: twice, doubled, quarterfinals."""
    for surface, value, second, code, kind in _idioms().get(word, ()):
        closing = start + len(surface)
        written = text[start:closing]
        alike = written == surface or (surface.islower() and written.lower() == surface)
        if alike and not text[closing : closing + 1].isalpha():
            return _as_idiom(text, start, closing, value, second, code, kind)
    return None


def _idle_once(text: str, start: int, end: int, word: str) -> list[Quantity] | None:
    """Read nothing in a "once" that counts no times: once you are done, at once."""
    idle = ONCE_IDLE_AFTER.match(text, end) or ONCE_IDLE_BEFORE.search(text[max(0, start - 4) : start])
    return [] if idle else None


def _weekday(text: str, start: int, end: int, word: str) -> list[Quantity] | None:
    """Read the name of a weekday: Monday, Sat."""
    if not en_dates.is_weekday(text, start, end, word):
        return None
    closing = end + 1 if text.startswith(".", end) and len(word) <= 4 else end
    return simple(text, start, closing, f"XXXX-WXX-{en_dates.weekdays()[word]}", "weekday", "date")


def _month(text: str, start: int, end: int, word: str) -> list[Quantity] | None:
    """Read the name of a month and its date: January 14, in May."""
    quantities = as_quantities(text, en_dates.read_month(text, start, end, en_dates.months()[word]))
    return quantities or (None if word in number_words() else [])


def _numeral(text: str, start: int, end: int, word: str) -> list[Quantity] | None:
    """Read a numeral in words: three, twenty-five."""
    numeral = read_numeral(text, start)
    return first_reading(_numerals_by_word()[word], text, start, numeral, end, word)[1] if numeral else None


def _hour(text: str, start: int, numeral: Numeral, end: int, word: str) -> list[Quantity] | None:
    """Read a time in words: seven o'clock, ten thirty p.m."""
    if numeral.form != "cardinal" or not isinstance(numeral.value, int) or numeral.value > 60:
        return None
    moment = en_dates.read_hour(text, start, numeral.value, numeral.end)
    return as_quantities(text, [moment]) if moment else None


def _spoken_year(text: str, start: int, numeral: Numeral, end: int, word: str) -> list[Quantity] | None:
    """Read a year in words: nineteen ninety-five."""
    year = SPOKEN_YEAR.match(text, start)
    if year and word != "nineteen" and not YEAR_BEFORE.search(text[max(0, start - 8) : start]):
        return None
    last = read_numeral(text, year.end()) if year else None
    if last is None or not isinstance(last.value, int) or not 10 <= last.value <= 99:
        return None
    return simple(text, start, last.end, f"{number_words()[word][1]}{last.value}", "year", "date")


def _idle_one(text: str, start: int, numeral: Numeral, end: int, word: str) -> list[Quantity] | None:
    """Read nothing in a "one" that does not count: one another, one of them, one day I will go."""
    if numeral.end != end or _one_counts(text, start, end):
        return None
    return []


def _idle_zero(text: str, start: int, numeral: Numeral, end: int, word: str) -> list[Quantity] | None:
    """Read nothing in a "zero" that does not count: sub-zero, net zero, zero tolerance."""
    if numeral.end != end:
        return None
    idle = ZERO_IDLE_BEFORE.search(text[max(0, start - 12) : start]) or ZERO_IDLE_AFTER.match(text, end)
    return [] if idle else None


def _name_in_capitals(text: str, start: int, numeral: Numeral, end: int, word: str) -> list[Quantity] | None:
    """Read a name with a capitalised number word inside a sentence: the Six Nations, the group Seventeen."""
    if not text[start].isupper() or numeral.form != "cardinal" or not isinstance(numeral.value, int):
        return None
    before = NAME_BEFORE.search(text[max(0, start - 24) : start])
    if before is None or is_numbered(text, start) or read_unit(text, numeral.end, word):
        return None
    if before["owner"]:  # a title such as Ocean's Eleven
        named = LOWER_CASE.search(text) is not None
        return (
            simple(text, start, numeral.end, text[start : numeral.end], None, "identifier") if named else None
        )
    if not before["group"] and SENTENCE_CASE.search(text[max(0, start - 80) : start]) is None:
        return None
    after = NAME_AFTER.match(text, numeral.end)
    if after is None and not before["group"]:
        return None
    closing = after.end() if after else numeral.end
    value = f"{numeral.value}{text[numeral.end : closing]}"
    return simple(text, start, closing, value, None, "identifier")


def _spoken_decimal(text: str, start: int, end: int, word: str) -> list[Quantity] | None:
    """Read a decimal that begins with "point": point five percent."""
    if not SPOKEN_POINT.search(text[max(0, start - 24) : end + 1]):
        return None
    numeral = read_numeral(text, end + 1) if text[end + 1 : end + 2].isalpha() else None
    if numeral is None or not isinstance(numeral.value, int) or not 0 < numeral.value < 100:
        return None
    if numeral.value < 10 and read_unit(text, numeral.end, "") is None:
        return None
    value = Decimal(f"0.{numeral.value}")
    return [as_fraction(counted(text, start, replace(numeral, value=value)))]


def _plain(text: str, start: int, numeral: Numeral, end: int, word: str) -> list[Quantity] | None:
    return counting(text, start, numeral)


@dataclass(frozen=True, slots=True)
class WordRule(Rule):
    """A rule that only some words trigger.

    Attributes:
        words: Returns the trigger words, in lower case. A function, because the words come from tables that
            are read at the first use. None if every word triggers the rule.
    """

    words: Callable[[], Collection[str]] | None = None


# Rules for number words, tried in this order; the last one reads any numeral.
NUMERALS = (
    WordRule("ordinal in words", _word_ordinal),
    WordRule("hour in words", _hour),
    WordRule("spoken year", _spoken_year, words=lambda: CENTURIES),
    WordRule("pronoun one", _idle_one, words=lambda: ("one",)),
    WordRule("idle zero", _idle_zero, words=lambda: ("zero",)),
    WordRule("name in capitals", _name_in_capitals),
    WordRule("count in words", _plain),
)


# Rules for what begins with a word, tried in this order.
FORMS = (
    WordRule("idle once", _idle_once, words=lambda: ("once",)),
    WordRule("idiom", _idiom, words=lambda: _idioms()),
    WordRule("article", read_article, words=lambda: ("a", "an")),
    WordRule("rough number", _vague, words=lambda: [word + "s" for word in ZEROS]),
    WordRule("several", _several, words=lambda: ("several", "few", "many")),
    WordRule("weekday", _weekday, words=en_dates.weekdays),
    WordRule("month", _month, words=en_dates.months),
    WordRule("half", read_half, words=lambda: ("half", "quarter")),
    WordRule("spoken decimal", _spoken_decimal, words=lambda: ("point",)),
    WordRule("numeral in words", _numeral, words=number_words),
)


def words_behind_article() -> frozenset[str]:
    """Return the words before which an article begins a quantity: a hundred, a single."""
    idioms = (
        row[0].partition(" ")[2].split(" ")[0] for word in ("a", "an") for row in _idioms().get(word, ())
    )
    return AFTER_ARTICLE | frozenset(idioms)


def _waking(rules: Sequence[WordRule], word: str) -> tuple[WordRule, ...]:
    return tuple(rule for rule in rules if rule.words is None or word in rule.words())


@cache
def rules_by_word() -> dict[str, tuple[WordRule, ...]]:
    """Map every lower-case word that can begin a quantity to the rules that it triggers, in order."""
    words = sorted({word for rule in FORMS if rule.words for word in rule.words()})
    return {word: _waking(FORMS, word) for word in words}


@cache
def _numerals_by_word() -> dict[str, tuple[WordRule, ...]]:
    return {word: _waking(NUMERALS, word) for word in number_words()}
