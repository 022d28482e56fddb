"""Reading of English quantities that begin with an article, half or quarter: a hundred, half past seven.

There are two ordered lists of named rules, one for articles and one for half and quarter.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from aligner.expressions import compiled
from aligner.languages.en import dates as en_dates
from aligner.languages.en.counting import bound_of, counted, counting, simple
from aligner.languages.en.numerals import Numeral, number_words, read_numeral
from aligner.languages.en.units import read_unit
from aligner.model.quantity import Quantity
from aligner.model.text import Span
from aligner.numerals.contexts import any_of, words_of
from aligner.numerals.exact import tidy
from aligner.numerals.rules import Rule, first_reading

NEXT_WORD = compiled(r" ([A-Za-z]+)")
# Words after an article at which the rules are tried.
AFTER_ARTICLE = words_of("en", "single length") | frozenset(
    [
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "dozen",
        "half",
        "third",
        "quarter",
        "fifth",
        "fourth",
        "sixth",
        "tenth",
        "eighth",
        "hundredth",
        "thousandth",
        "millionth",
        "billionth",
        "couple",
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "decade",
        "century",
    ]
)
COUPLE_OF = compiled(r"couple(?: of)? (hundred|thousand|million|billion|trillion|dozen)s?\b", re.IGNORECASE)
ARTICLE_NUMBER = compiled(r"(?:hundred|thousand|million|billion|trillion|dozen)\b", re.IGNORECASE)
ARTICLE_PART = compiled(
    r"(half|third|quarter|fifth|fourth|sixth|tenth|eighth|(?:hundred|thousand|million|billion)th)\b"
    r"(?= of\b| the\b| as\b| from\b"
    r"| in\b| to a\b| or\b| more\b| less\b| say\b| said\b| are\b| have\b| were\b"
    r"| (?:this|last|next) (?:year|quarter|month|week)\b| since\b| compared\b| within\b|$|[.,])",
    re.IGNORECASE,
)
ARTICLE_LENGTH = compiled(
    rf"(?:{any_of('en', 'single length')})"
    r"(?= (?:long|tall|high|deep|wide|thick|away|apart|to the|from the)\b)",
    re.IGNORECASE,
)
# "within a second" is a duration; "after a second attempt" is not, nor is "in a second", which means soon.
ARTICLE_SECOND = compiled(r"second(?=$|[.,;)]| (?:passes|passed|has passed|of|or|to)\b)", re.IGNORECASE)
BEFORE_ARTICLE_SECOND = compiled(
    r"\b(?:within|after|than|under|every|nearly|almost|about|roughly|lasted|takes|took) a $", re.IGNORECASE
)
# "a day trip" lasts no single day, and "back in a minute" means soon.
ARTICLE_UNIT = compiled(
    r"(half )?(minute|hour|day|week|month|year|decade|century)\b"
    r"(?!(?<=day)[ -](?:trip|camp|job|care|shift|nurser)|(?<=\bin a minute)(?:[.,!?]|$))",
    re.IGNORECASE,
)
# "an hour and a half", "an hour and 10 minutes", "a year and two months"
ARTICLE_COMPOUND = compiled(
    r"[ -]and[ -](?:(?:an?[ -])?half\b"
    r"|(?:\d{1,2}|[a-z]+(?:-[a-z]+)?) (?:month|week|day|hour|minute|second)s?\b)",
    re.IGNORECASE,
)
BEFORE_ARTICLE_UNIT = compiled(rf"\b(?:{any_of('en', 'before a single unit')}) $", re.IGNORECASE)
HALF = compiled(
    r"half(?:[ -] ?(?:an?[ -]+|of an? )?)(?=(dozen|hundred|thousand|million|billion|trillion|hour"
    r"|year|day|month|century|turn|mile|cup|point|percent)\b)",
    re.IGNORECASE,
)
QUARTER_SCALE = compiled(r"(?:a )?quarter(?: of an?)?[ -](?=(hour|million|billion|century)\b)", re.IGNORECASE)
QUARTER_CLOCK = compiled(r"(?:a )?quarter (past|after|to) (?=\w)", re.IGNORECASE)
HALF_PAST = compiled(r"half past ", re.IGNORECASE)
HALF_A_UNIT = compiled(r"half(?: (?:of )?an? |-an?-)(?=[A-Za-z])", re.IGNORECASE)
HALF_CENTURY = compiled(r"half[ -]century\b", re.IGNORECASE)
RUNS_BEFORE = compiled(rf"\b(?:{any_of('en', 'before runs')})(?: \w+)? $", re.IGNORECASE)
SHARES = ((HALF, Fraction(1, 2)), (QUARTER_SCALE, Fraction(1, 4)))
HALF_IDLE = compiled(r"\b(?:first|second|other|better|latter|one and a|and a) $", re.IGNORECASE)
# Half asleep, half dead: in part, no share of anything.
HARDLY_A_SHARE = compiled(rf" (?:{any_of('en', 'half is hardly a share')})\b", re.IGNORECASE)
# The unit before a half in an adjective: an hour-and-a-half show.
UNIT_AND_A = compiled(
    r"\b(?P<unit>hour|minute|day|week|month|year|decade|century|mile)-and-a-$", re.IGNORECASE
)


def read_article(text: str, start: int, end: int, word: str) -> list[Quantity] | None:
    """Read a quantity that begins with an article: a hundred, a third of, a couple of, an hour and a half."""
    after = end + 1
    following = NEXT_WORD.match(text, end)
    if following is None or following[1].lower() not in AFTER_ARTICLE:
        return []
    return first_reading(ARTICLES, text, start, after)[1]


def _article_number(text: str, start: int, after: int) -> list[Quantity] | None:
    """Read a number word after an article: a hundred, a dozen."""
    if ARTICLE_NUMBER.match(text, after) is None:
        return None
    dozen = text[after : after + 5].lower() == "dozen" and not text[after + 5 : after + 6].isalpha()
    numeral = Numeral(12, after + 5, words=True) if dozen else read_numeral(text, after)
    return counting(text, start, numeral) if numeral else []


def _article_part(text: str, start: int, after: int) -> list[Quantity] | None:
    """Read a fraction after an article: a third of."""
    part = ARTICLE_PART.match(text, after)
    if part is None:
        return None
    kind, number = number_words().get(part[1].lower(), ("", 0))
    return simple(text, start, part.end(), tidy(Fraction(1, number)), None, "fraction") if kind else []


def _article_half(text: str, start: int, after: int) -> list[Quantity] | None:
    """Read half or quarter after an article: a half million, a quarter to eight."""
    if HALF.match(text, after) or QUARTER_CLOCK.match(text, after) or QUARTER_SCALE.match(text, after):
        return read_half(text, after)
    return None


def _couple(text: str, start: int, after: int) -> list[Quantity] | None:
    """Read a couple: a couple of hundred, a couple of days."""
    if not text.startswith("couple", after):
        return None
    if scaled := COUPLE_OF.match(text, after):
        scale = number_words()[scaled[1].lower()][1]
        numeral = Numeral(2 * scale, scaled.end(), words=True, scale=scale)
        return [replace(counted(text, start, numeral), bound="about")]
    end = after + 6
    return [Quantity(2, None, "cardinal", text[start:end], Span(start, end), "about")]


def _article_unit(text: str, start: int, after: int) -> list[Quantity] | None:
    """Read a unit after an article: within a week, an hour and a half, a mile long."""
    unit = ARTICLE_UNIT.match(text, after)
    if unit and (
        BEFORE_ARTICLE_UNIT.search(text[max(0, start - 10) : start])
        or ARTICLE_COMPOUND.match(text, unit.end())
    ):
        return [counted(text, start, Numeral(1, after - 1, words=True))]
    second = ARTICLE_SECOND.match(text, after)
    if second and BEFORE_ARTICLE_SECOND.search(text[max(0, after - 12) : after]):
        return [counted(text, start, Numeral(1, after - 1, words=True))]
    if ARTICLE_LENGTH.match(text, after):
        return [counted(text, start, Numeral(1, after - 1, words=True))]
    return None


# Rules for what begins with an article, tried in this order.
ARTICLES = (
    Rule("article and number", _article_number),
    Rule("article and half", _article_half),
    Rule("article and part", _article_part),
    Rule("couple", _couple),
    Rule("article and unit", _article_unit),
)


def _quarter_clock(text: str, start: int, match: re.Match[str]) -> list[Quantity]:
    """Return the time of a match such as quarter past seven or a quarter to eight."""
    hour = read_numeral(text, match.end())
    if hour is None or not isinstance(hour.value, int) or not 1 <= hour.value <= 12:
        return []
    half, end = en_dates.half_of_day(text, start, hour.end, hour.value)
    past = match[1].lower() in ("past", "after")
    value = en_dates.clock(hour.value if past else hour.value - 1, 15 if past else 45, 0, half)
    return simple(text, start, end, value, "hour", "time") if value else []


def read_half(text: str, start: int, end: int = 0, word: str = "") -> list[Quantity]:
    """Read a quantity that begins with half or quarter: half a million, half past seven."""
    return first_reading(HALVES, text, start)[1]


def _quarter_to(text: str, start: int) -> list[Quantity] | None:
    """Read a time such as quarter past seven or quarter to eight."""
    quarter = QUARTER_CLOCK.match(text, start)
    return _quarter_clock(text, start, quarter) if quarter else None


def _half_past(text: str, start: int) -> list[Quantity] | None:
    """Read a time such as half past seven."""
    past = HALF_PAST.match(text, start)
    hour = read_numeral(text, past.end()) if past and text[past.end() : past.end() + 1].isalnum() else None
    if hour is None or not isinstance(hour.value, int):
        return None
    clocked = en_dates.OCLOCK.match(text, hour.end)
    part, end = en_dates.half_of_day(text, start, clocked.end() if clocked else hour.end, hour.value)
    value = en_dates.clock(hour.value, 30, 0, part)
    return simple(text, start, end, value, "hour", "time") if value else []


def _half_century(text: str, start: int) -> list[Quantity] | None:
    """Read a half-century as the fifty runs of a batsman: an unbeaten half-century."""
    match = HALF_CENTURY.match(text, start)
    if match is None or RUNS_BEFORE.search(text[max(0, start - 32) : start]) is None:
        return None
    return simple(text, start, match.end(), 50, None, "cardinal")


def _half_of_much(text: str, start: int) -> list[Quantity] | None:
    """Read a half or quarter of a number or unit: half a million, half an hour, a quarter of a century."""
    for pattern, share in SHARES:
        if match := pattern.match(text, start):
            scale = number_words().get(match[1].lower(), ("", 0))[1]
            value = tidy(share * (scale or 1))
            if scale:
                return counting(text, start, Numeral(value, match.end(1), words=True, scale=scale))
            return [counted(text, start, Numeral(value, match.end() - 1, words=True))]
    article = HALF_A_UNIT.match(text, start)
    unit_read = read_unit(text, article.end() - 1, "half") if article else None
    if article is None or unit_read is None or unit_read.kind not in ("measure", "duration"):
        return None
    return [counted(text, start, Numeral(tidy(Fraction(1, 2)), article.end() - 1, words=True))]


def _unit_and_a_half(text: str, start: int) -> list[Quantity] | None:
    """Read one and a half units in an adjective: the hour-and-a-half show."""
    before = UNIT_AND_A.search(text[max(0, start - 18) : start])
    if before is None or text[start : start + 4].lower() != "half":
        return None
    begin, end = start - len(before.group()), start + 4
    unit = read_unit(f"1 {before['unit']}", 1, "")
    if unit is None:
        return None
    return [Quantity(tidy(Fraction(3, 2)), unit.unit, unit.kind, text[begin:end], Span(begin, end))]


def _bare_half(text: str, start: int) -> list[Quantity] | None:
    """Read a half without a unit as a fraction: half of the seats."""
    if text[start : start + 4].lower() != "half" or HALF_IDLE.search(text[max(0, start - 10) : start]):
        return None
    if text[start + 4 : start + 5] == "-" or text[start + 4 : start + 8] == "time":
        return None
    if HARDLY_A_SHARE.match(text, start + 4):
        return None
    bound, end = bound_of(text, start, start + 4)
    return [Quantity(tidy(Fraction(1, 2)), None, "fraction", text[start:end], Span(start, end), bound)]


# Rules for what begins with half or quarter, tried in this order.
HALVES = (
    Rule("quarter of the clock", _quarter_to),
    Rule("half past", _half_past),
    Rule("half-century of runs", _half_century),
    Rule("unit and a half", _unit_and_a_half),
    Rule("half of much", _half_of_much),
    Rule("bare half", _bare_half),
)
