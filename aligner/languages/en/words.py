"""English quantities that start with a word: three people, twenty-first, half an hour, dozens, doubled,
Monday.

`one` counts only before what can be counted, `second` after a digit is a unit of time, and `may` is a month
only beside a day, a year or a preposition.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

from aligner.languages.en import dates as en_dates
from aligner.languages.en.counting import (
    DAY_GOES_ON,
    ORDINAL_NOUN,
    SIGN,
    as_quantities,
    bound_of,
    counted,
    counting,
    ordinal,
    read_unit,
    simple,
)
from aligner.languages.en.numerals import Numeral, number_words, read_numeral
from aligner.model.quantity import Kind, Quantity, Value
from aligner.model.text import Span
from aligner.numerals.contexts import any_of
from aligner.numerals.exact import tidy
from aligner.numerals.moments import date_value
from aligner.numerals.units import surfaces
from aligner.tables import read_table

NO_COUNT_BEFORE_ONE = re.compile(rf"\b(?:{any_of('en', 'before a pronoun one')}) $", re.IGNORECASE)
NO_COUNT_AFTER_ONE = re.compile(
    r"(?:$|[.,;:!?)\"”\N{RIGHT SINGLE QUOTATION MARK}'](?!\d)"
    r"|[ -](?:of|another|can|could|should|must|might|may|who|that"
    r"|which|is|has|to|in(?! (?:\d|two|three|four|five|six|seven|eight|nine|ten)\b)|by|for|at|on"
    r"|day|such|thing|and|or|as|more than|with|would|will|time"
    r"|does|way|the|side|he|she|they|we|i|you|if|but|if)\b)",
    re.IGNORECASE,
)
ONE_HARMED = re.compile(rf" (?:{any_of('en', 'one of those harmed')})\b")
IDLE_ORDINAL_BEFORE = re.compile(r"\b(?:at|from the very|split|just a|a|per|each|every) $", re.IGNORECASE)
IDLE_ORDINAL_AFTER = re.compile(
    r" (?:of all|to none|lady|and foremost|ladies|aid|name)\b|-hand\b|s\b", re.IGNORECASE
)
VAGUE = re.compile(
    r"(?:(tens|dozens|hundreds|thousands|millions|billions|trillions|scores))(?: of (thousands"
    r"|millions|billions|trillions)(?: of (millions|billions|trillions))?)?\b",
    re.IGNORECASE,
)
ZEROS = {
    "tens": 1,
    "dozens": 1,
    "scores": 1,
    "hundreds": 2,
    "thousands": 3,
    "millions": 6,
    "billions": 9,
    "trillions": 12,
}
ARTICLE_NUMBER = re.compile(r"(?:hundred|thousand|million|billion|trillion|dozen)\b", re.IGNORECASE)
ARTICLE_PART = re.compile(
    r"(half|third|quarter|fifth|fourth|sixth|tenth|eighth)\b(?= of\b| the\b| as\b| from\b"
    r"| in\b| to a\b| or\b| more\b| less\b| say\b| said\b| are\b| have\b| were\b|$|[.,])",
    re.IGNORECASE,
)
ARTICLE_UNIT = re.compile(r"(half )?(minute|hour|day|week|month|year|decade|century)\b", re.IGNORECASE)
# an hour and a half, an hour and 10 minutes, a year and two months
ARTICLE_COMPOUND = re.compile(
    r" and (?:(?:an? )?half\b|(?:\d{1,2}|[a-z]+(?:-[a-z]+)?) (?:month|week|day|hour|minute|second)s?\b)",
    re.IGNORECASE,
)
BEFORE_ARTICLE_UNIT = re.compile(rf"\b(?:{any_of('en', 'before a single unit')}) $", re.IGNORECASE)
HALF = re.compile(
    r"half(?:[ -] ?(?:an? +|of an? )?)(?=(dozen|hundred|thousand|million|billion|trillion|hour"
    r"|year|day|month|century|turn|mile|cup|point|percent)\b)",
    re.IGNORECASE,
)
QUARTER_SCALE = re.compile(r"(?:a )?quarter(?: of a)?[ -](?=(hour|million|billion|century)\b)", re.IGNORECASE)
SPOKEN_YEAR = re.compile(r"nineteen (?=(?:ten|eleven|\w+teen|\w+ty)\b)", re.IGNORECASE)
COUNTED_BEFORE = re.compile(r"(?:\d ?|\b(?:two|three|several|few) )$")
OF_MONEY = re.compile(r" of (won|dollars|euros|yen|pounds)\b")
WORD_END = re.compile(r"[ -]")
QUARTER_CLOCK = re.compile(r"(?:a )?quarter (past|after|to) (?=\w)", re.IGNORECASE)
HALF_PAST = re.compile(r"half past ", re.IGNORECASE)
HALF_IDLE = re.compile(r"\b(?:first|second|other|better|latter|one and a|and a) $", re.IGNORECASE)


@cache
def _idioms() -> dict[str, list[tuple[str, Value, Value | None, str | None, Kind]]]:
    """Rows of `en/idioms.tsv` by their first word, longest first; a ratio has two values."""
    found: dict[str, list[tuple[str, Value, Value | None, str | None, Kind]]] = {}
    for _, row in read_table("en/idioms.tsv"):
        kind: Kind = row["kind"]  # type: ignore[assignment]
        value: Value = row["value"]
        second: Value | None = None
        if kind in ("ratio", "score"):
            one, _, two = row["value"].partition(":")
            value, second = int(one), int(two)
        elif kind not in ("time", "date", "identifier"):
            value = tidy(Fraction(row["value"]))
        first = re.split(r"[ -]", row["surface"])[0]
        found.setdefault(first, []).append((row["surface"], value, second, row["unit"] or None, kind))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


@cache
def triggers() -> frozenset[str]:
    """Words that can begin a quantity, lower case."""
    words = {*number_words(), *_idioms(), *en_dates.months(), *en_dates.weekdays(), "a", "an", "couple"}
    return frozenset(words | set(ZEROS))


def read_word(text: str, start: int, end: int, word: str) -> list[Quantity]:
    """A quantity that starts with a word."""
    for surface, value, second, code, kind in _idioms().get(word, ()):
        if (
            text[start : start + len(surface)].lower().replace("\u2010", "-") == surface
            and not text[start + len(surface) : start + len(surface) + 1].isalpha()
        ):
            return _idiom(text, start, start + len(surface), value, second, code, kind)
    if word in ("a", "an"):
        return _article(text, start, end)
    if found := _vague(text, start):
        return found
    if word in en_dates.weekdays() and en_dates.is_weekday(text, start, end, word):
        closing = end + 1 if text.startswith(".", end) and len(word) <= 4 else end
        return simple(text, start, closing, f"XXXX-WXX-{en_dates.weekdays()[word]}", "weekday", "date")
    if word in en_dates.months():
        return as_quantities(text, en_dates.read_month(text, start, end, en_dates.months()[word]))
    if word in ("half", "quarter"):
        return _half(text, start)
    if word not in number_words():
        return []
    numeral = read_numeral(text, start)
    if numeral is None:
        return []
    if numeral.form == "ordinal":
        return _word_ordinal(text, start, numeral)
    if isinstance(numeral.value, int) and numeral.value <= 60 and numeral.form == "cardinal":
        moment = en_dates.read_hour(text, start, numeral.value, numeral.end)
        if moment:
            return as_quantities(text, [moment])
    if word == "nineteen" and (year := SPOKEN_YEAR.match(text, start)):
        last = read_numeral(text, year.end())
        if last and isinstance(last.value, int) and 10 <= last.value <= 99:
            return simple(text, start, last.end, f"19{last.value}", "year", "date")
    if word == "one" and numeral.end == end and not _one_counts(text, start, end):
        return []
    return counting(text, start, numeral)


def _vague(text: str, start: int) -> list[Quantity]:
    """dozens of people, hundreds of billions of won: only the length of the number is said."""
    match = VAGUE.match(text, start)
    if match is None or COUNTED_BEFORE.search(text[max(0, start - 8) : start]):
        return []
    zeros = sum(ZEROS[part.lower()] for part in match.groups() if part)
    code = counted(text, start, Numeral(10, match.end(), words=True)).unit
    kind: Kind = "cardinal"
    end = match.end()
    if money := OF_MONEY.match(text, end):
        code, kind, end = surfaces("en")[money[1]], "money", money.end()
    return [Quantity("X" + "0" * zeros, code, kind, text[start:end], Span(start, end), "about")]


def _one_counts(text: str, start: int, end: int) -> bool:
    """One person, one was killed; not "one of", "no one", "this one"."""
    before = text[max(0, start - 10) : start]
    if SIGN.search(before) or read_unit(text, end, "one"):
        return True
    if NO_COUNT_BEFORE_ONE.search(before):
        return False
    return ONE_HARMED.match(text, end) is not None or NO_COUNT_AFTER_ONE.match(text, end) is None


def _idiom(
    text: str, start: int, end: int, value: Value, second: Value | None, code: str | None, kind: Kind
) -> list[Quantity]:
    if second is None:
        bound, end = bound_of(text, start, end) if kind == "age" or code == "times" else (None, end)
        return [replace(found, bound=bound) for found in simple(text, start, end, value, code, kind)]
    first = WORD_END.search(text, start, end)
    middle = first.start() if first else (start + end) // 2
    last = max(text.rfind("-", start, end) + 1, middle)
    one, two = Span(start, middle), Span(last, end)
    return [
        Quantity(value, code, kind, one.of(text), one, None, two),
        Quantity(second, code, kind, two.of(text), two, None, one),
    ]


def _article(text: str, start: int, end: int) -> list[Quantity]:
    """a hundred, a dozen, a third of, a couple of, a week, an hour and a half."""
    after = end + 1
    if text[end : end + 1] != " " or after >= len(text):
        return []
    if ARTICLE_NUMBER.match(text, after):
        numeral = read_numeral(text, after)
        if re.match(r"dozen\b", text[after : after + 6], re.IGNORECASE):
            numeral = Numeral(12, after + 5, words=True)
        return counting(text, start, numeral) if numeral else []
    if part := ARTICLE_PART.match(text, after):
        kind, number = number_words().get(part[1].lower(), ("", 0))
        return simple(text, start, part.end(), tidy(Fraction(1, number)), None, "fraction") if kind else []
    if HALF.match(text, after) or QUARTER_CLOCK.match(text, after) or QUARTER_SCALE.match(text, after):
        return _half(text, after)
    if text.startswith("couple", after):
        quantity = counted(text, start, Numeral(2, after + 6, words=True))
        return [
            replace(
                quantity,
                bound="about",
                unit=None,
                kind="cardinal",
                surface=text[start : after + 6],
                span=Span(start, after + 6),
            )
        ]
    unit_match = ARTICLE_UNIT.match(text, after)
    if unit_match and BEFORE_ARTICLE_UNIT.search(text[max(0, start - 10) : start]):
        return [counted(text, start, Numeral(1, end, words=True))]
    if unit_match and ARTICLE_COMPOUND.match(text, unit_match.end()):
        return [counted(text, start, Numeral(1, end, words=True))]
    return []


def _quarter_clock(text: str, start: int, match: re.Match[str]) -> list[Quantity]:
    """quarter past seven, a quarter to eight."""
    hour = read_numeral(text, match.end())
    if hour is None or not isinstance(hour.value, int) or not 1 <= hour.value <= 12:
        return []
    half, end = en_dates.half_of_day(text, start, hour.end)
    past = match[1].lower() in ("past", "after")
    value = en_dates.clock(hour.value if past else hour.value - 1, 15 if past else 45, 0, half)
    return simple(text, start, end, value, "hour", "time") if value else []


def _half(text: str, start: int) -> list[Quantity]:
    """half a million, half an hour, half of the seats, half past seven."""
    if quarter := QUARTER_CLOCK.match(text, start):
        return _quarter_clock(text, start, quarter)
    if past := HALF_PAST.match(text, start):
        hour = (
            read_numeral(text, past.end()) if past.end() < len(text) and text[past.end()].isalnum() else None
        )
        if hour and isinstance(hour.value, int):
            clocked = en_dates.OCLOCK.match(text, hour.end)
            part, end = en_dates.half_of_day(text, start, clocked.end() if clocked else hour.end)
            value = en_dates.clock(hour.value, 30, 0, part)
            return simple(text, start, end, value, "hour", "time") if value else []
    for pattern, share in ((HALF, Fraction(1, 2)), (QUARTER_SCALE, Fraction(1, 4))):
        if match := pattern.match(text, start):
            scale = number_words().get(match[1].lower(), ("", 0))
            if scale[1]:
                return counting(
                    text, start, Numeral(tidy(share * scale[1]), match.end(1), words=True, scale=scale[1])
                )
            return [counted(text, start, Numeral(tidy(share), match.end() - 1, words=True))]
    if text[start : start + 4].lower() != "half" or HALF_IDLE.search(text[max(0, start - 10) : start]):
        return []
    if text[start + 4 : start + 5] == "-" or text[start + 4 : start + 8] == "time":
        return []
    bound, end = bound_of(text, start, start + 4)
    return [Quantity(tidy(Fraction(1, 2)), None, "fraction", text[start:end], Span(start, end), bound)]


def _word_ordinal(text: str, start: int, numeral: Numeral) -> list[Quantity]:
    """first, twenty-first, fourth of July."""
    value = int(numeral.value)
    before = text[max(0, start - 14) : start]
    moment = en_dates.read_day_month(text, start, value, numeral.end)
    if moment:
        return as_quantities(text, [moment])
    if IDLE_ORDINAL_AFTER.match(text, numeral.end):
        return []
    if IDLE_ORDINAL_BEFORE.search(before) and (
        (value <= 2 and not before.lower().endswith(" a "))
        or (text[start : start + 6].lower() == "second" and not ORDINAL_NOUN.match(text, numeral.end))
    ):
        return []
    if (
        value > 12
        and before.lower().endswith("the ")
        and DAY_GOES_ON.match(text, numeral.end)
        and value <= 31
    ):
        return simple(text, start, numeral.end, date_value(None, None, value), "day", "date")
    return ordinal(text, start, numeral.end, value)
