"""Reads the quantities of an English text.

One scan over words and digits; a word is looked up once, and only a word that can begin a number, a date or an
idiom (doubled, quarterfinals, one-on-one) wakes a reader. `one` counts only before what can be counted, `second`
after a digit is a unit of time, and `may` is a month only beside a day, a year or a preposition.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

from aligner.data import read_table
from aligner.quantities import en_dates
from aligner.quantities.en_figures import SIGN, counted, money_before, read_unit, with_range
from aligner.quantities.en_numerals import Numeral, number_words, read_numeral
from aligner.quantities.exact import tidy
from aligner.quantities.ko_dates import Moment, date_value, full_year
from aligner.quantities.quantity import Kind, Quantity, Value
from aligner.span import Span

TOKEN = re.compile(r"[A-Za-z]+|\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
          "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}  # fmt: skip
SERIAL = re.compile(
    r"\+?\d{1,4}(?:-\d{2,4})*-\d{3,4}-\d{4}(?![\d-])|\d{3,4}-\d{4}(?![\d-])|\d+(?:\.\d+){2,}(?!\d)|\d{25,}"
)
# Letters that touch a digit make a name (KF-21, G7, COVID-19), except these prefixes.
NAME_BEFORE = re.compile(r"(?<![A-Za-z])[A-Za-z][A-Za-z&]*-?$")
PREFIXES = frozenset(
    (
        "mid",
        "early",
        "late",
        "pre",
        "post",
        "non",
        "sub",
        "under",
        "over",
        "usd",
        "krw",
        "eur",
        "jpy",
        "cny",
        "gbp",
    )
)
NAME_AFTER = re.compile(r"[A-Za-z]+(?:-?\d+)?")
NUMBERED = {"article": "article", "articles": "article", "paragraph": "paragraph", "clause": "paragraph", "section": "section", "line": "line",
            "chapter": "chapter", "phase": "stage", "stage": "stage", "page": "page", "no": "rank", "number": "rank", "nos": "rank",
            "round": "round", "level": "stage", "room": "room", "gate": "gate", "exit": "exit", "flight": "flight", "route": "route",
            "grade": "grade", "class": "grade", "act": "act", "version": "version", "unit": "machine", "rank": "rank", "ranked": "rank"}  # fmt: skip
WORD_BEFORE = re.compile(r"([A-Za-z]+)\.? ?#?$")
ORDINAL_SUFFIX = re.compile(r"(?:st|nd|rd|th)\b")
DECADE = re.compile(r"['’]?s\b(?! ?\d)")
DECADE_OF_LIFE = re.compile(
    r"(?:\b(?:his|her|their|my|our|your|in|aged|into|people|men|women|adults)(?: (?:early|late|mid))?[ -](?:mid|early|late)?-?|\b(?:mid|early|late)-)$",
    re.IGNORECASE,
)
YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|of|by|from|until|till|to|and|between|through|during|before|after|year|early|late|mid|summer|spring|fall|autumn|winter|around|circa|for|or|on|than|cy|fy|the|is|was|at)[ -]+(?:the )?|^|[(,–—-] ?|= ?)$",
    re.IGNORECASE,
)
COUNTS_AFTER_YEAR = re.compile(
    r"[ -](?:people|persons|won|dollars|yen|households|companies|tons|meters|metres|km|kg|units|vehicles|homes|students|workers|times|points|homes|residents|%|percent|calculations)",
    re.IGNORECASE,
)
DAY_ORDINAL = re.compile(
    r"(?:\b(?:on|for|until|till|by|since|from|to|of|through|before|after|between|and)(?: the| last| this)? |^the |, the |\bthe )$",
    re.IGNORECASE,
)
DAY_GOES_ON = re.compile(
    r"(?!')(?:$|[.,;:!?)\]\"”’]| \(| (?:that|and|to|at|from|after|in|by|for|with|when|as|was|is|it|he|she|they|we|of (?:last|this|next|the)|local|until|through|while|during|who|will|has|have|but|or|before|the|amid|due|following|over|because|an?|on|via|aboard)\b)"
)
RATIO = re.compile(r"(\d{1,4}(?:\.\d+)?)(?P<sign>:| to )(\d{1,4}(?:\.\d+)?)(?![\d:.]\d|\d)")
SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})(?![\d%]|[-–]\d|,\d|\.\d)")
FRACTION = re.compile(r"(\d{1,3}) ?/ ?(\d{1,3})(?![\d/])")
OF_SCALE = re.compile(r" (?:of )?(?:an? )?(million|billion|trillion)\b", re.IGNORECASE)
NO_COUNT_BEFORE_ONE = re.compile(
    r"\b(?:no|this|that|the|which|any|each|every|last|new|only|good|another|first|second|such|some|big|old|best|next|day|these|those|my|our) $",
    re.IGNORECASE,
)
NO_COUNT_AFTER_ONE = re.compile(
    r"(?:$|[.,;:!?)\"”’'](?!\d)|[ -](?:of|another|can|could|should|must|might|may|who|that|which|is|has|to|in|by|for|at|on|day|such|thing|and|or|as|more than|with|would|will|time|does|way|the|side|he|she|they|we|i|you|if|but|if)\b)",
    re.IGNORECASE,
)
ONE_HARMED = re.compile(
    r" (?:was|were|is|other|others|remains|died|killed|injured|dead|missing|wounded|hurt)\b"
)
IDLE_ORDINAL_BEFORE = re.compile(r"\b(?:at|from the very|split|just a|a|per|each|every) $", re.IGNORECASE)
IDLE_ORDINAL_AFTER = re.compile(r" (?:of all|lady|and foremost|ladies|aid|name)\b|-hand\b|s\b", re.IGNORECASE)
ORDINAL_UNITS = {"quarter": "quarter", "half": "half", "century": "century", "floor": "floor", "term": "term", "anniversary": "anniversary",
                 "day": "day", "year": "year", "week": "week", "month": "month", "round": "round", "place": "rank", "grade": "grade", "grader": "grade"}  # fmt: skip
ORDINAL_NOUN = re.compile(r"[ -](?:straight |consecutive )?([a-z]+)")
VAGUE = re.compile(
    r"(?:(tens|dozens|hundreds|thousands|millions|billions|trillions|scores))(?: of (thousands|millions|billions|trillions)(?: of (millions|billions|trillions))?)?\b",
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
    r"(half|third|quarter|fifth|fourth|sixth|tenth|eighth)\b(?= of\b| the\b| as\b| from\b| in\b|$|[.,])",
    re.IGNORECASE,
)
ARTICLE_UNIT = re.compile(r"(half )?(minute|hour|day|week|month|year|decade|century)\b", re.IGNORECASE)
BEFORE_ARTICLE_UNIT = re.compile(
    r"\b(?:for|within|about|over|than|nearly|almost|under|least|lasted|lasts|least|roughly|around|spent|took|takes|after|another|once|in) $",
    re.IGNORECASE,
)
HALF = re.compile(
    r"half(?:[ -] ?(?:an? +|of an? )?)(?=(dozen|hundred|thousand|million|billion|trillion|hour|year|day|month|century|turn|mile|cup|point|percent)\b)",
    re.IGNORECASE,
)
QUARTER_SCALE = re.compile(r"(?:a )?quarter(?: of a)?[ -](?=(hour|million|billion|century)\b)", re.IGNORECASE)
HALF_PAST = re.compile(r"half past ", re.IGNORECASE)
HALF_OF_YEAR = re.compile(r"(first|second) half(?= of\b|$|[ .,])", re.IGNORECASE)
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
        elif kind not in ("time", "date"):
            value = tidy(Fraction(row["value"]))
        first = re.split(r"[ -]", row["surface"])[0]
        found.setdefault(first, []).append((row["surface"], value, second, row["unit"] or None, kind))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


@cache
def _triggers() -> frozenset[str]:
    """Words that can begin a quantity, lower case."""
    words = {*number_words(), *_idioms(), *en_dates.months(), *en_dates.weekdays(), "a", "an", "couple"}
    return frozenset(words | set(ZEROS))


def read(text: str) -> list[Quantity]:
    """Quantities of an English text, left to right, not overlapping."""
    found: list[Quantity] = []
    triggers = _triggers()
    position = 0
    for match in TOKEN.finditer(text):
        start = match.start()
        if start < position:
            continue
        token = match.group()
        if token[0].isalpha():
            lower = token.lower()
            if lower not in triggers or (start and text[start - 1].isalpha()):
                continue
            here = _read_word(text, start, match.end(), lower)
        else:
            here = _read_figure(text, start)
            if not here:
                position = _end_of_digits(text, start)
        if here:
            while found and here[0].span.start < found[-1].span.end:
                found.pop()
            found += here
            position = here[-1].span.end
    return found


NOON_AFTER = re.compile(r" (?:noon|midnight|midday)\b", re.IGNORECASE)
DIGIT_ROW = re.compile(r"[\d,.]*\d")


def _end_of_digits(text: str, start: int) -> int:
    match = DIGIT_ROW.match(text, start)
    return match.end() if match else start + 1


def _simple(text: str, start: int, end: int, value: Value, code: str | None, kind: Kind) -> list[Quantity]:
    return [Quantity(value, code, kind, text[start:end], Span(start, end))]


def _moments(text: str, moments: list[Moment]) -> list[Quantity]:
    found = [Quantity(moment.value, moment.unit, moment.kind, text[moment.start : moment.end], Span(moment.start, moment.end))  # type: ignore[arg-type]
             for moment in moments]  # fmt: skip
    if len(found) == 2:
        found = [replace(found[0], partner=found[1].span), replace(found[1], partner=found[0].span)]
    return found


def _read_figure(text: str, start: int) -> list[Quantity]:
    """A quantity that starts with a digit."""
    char = text[start]
    if char in VULGAR:
        top, bottom = VULGAR[char]
        return [counted(text, start, Numeral(tidy(Fraction(top, bottom)), start + 1, "fraction"))]
    numeric = en_dates.read_numeric_date(text, start)
    if numeric:
        return _moments(text, [numeric])
    if serial := SERIAL.match(text, start):
        return _simple(text, start, serial.end(), serial.group(), None, "identifier")
    if name := _name(text, start):
        return name
    moment = en_dates.read_clock(text, start)
    if moment:
        return _moments(text, [moment])
    numeral = read_numeral(text, start)
    if numeral is None:
        return []
    if start and text[start - 1] == "." and isinstance(numeral.value, int) and not text[max(0, start - 2) : start - 1].isalnum():
        written = text[start : numeral.end]
        if written.isdecimal():  # .268
            from decimal import Decimal

            return [replace(counted(text, start - 1, replace(numeral, value=Decimal("0." + written))), kind="fraction")]
    if NOON_AFTER.match(text, numeral.end):
        return []  # 12 noon is read at its noon
    if VULGAR.get(text[numeral.end : numeral.end + 1]):
        top, bottom = VULGAR[text[numeral.end]]
        numeral = Numeral(tidy(Fraction(numeral.value) + Fraction(top, bottom)), numeral.end + 1)
    if ORDINAL_SUFFIX.match(text, numeral.end) and isinstance(numeral.value, int):
        return _figure_ordinal(text, start, numeral)
    if found := _year_or_decade(text, start, numeral) or _pair(text, start):
        return found
    if isinstance(numeral.value, int) and numeral.value <= 60 and not money_before(text, start):
        moment = en_dates.read_day_month(text, start, numeral.value, numeral.end) or en_dates.read_hour(
            text, start, numeral.value, numeral.end)  # fmt: skip
        if moment:
            return _moments(text, [moment])
    return _counting(text, start, numeral)


def _name(text: str, start: int) -> list[Quantity]:
    """KF-21, G7, COVID-19, 5G, 3D: letters that touch the digits."""
    before = text[max(0, start - 24) : start]
    digits = _end_of_digits(text, start)
    if before and (before[-1].isalpha() or before[-1] == "-"):
        match = NAME_BEFORE.search(before)
        if match and match.group().rstrip("-").lower() not in PREFIXES and not money_before(text, start):
            if match.group().rstrip("-").lower().rstrip(".") in en_dates.months():
                return []
            begin = start - len(match.group())
            if after := NAME_AFTER.match(text, digits):
                digits = after.end()
            return _simple(text, begin, digits, text[begin:digits], None, "identifier")
    after = NAME_AFTER.match(text, digits)
    if after and after.group() in ("G", "D", "K", "X", "GX", "LG", "PM2") and not money_before(text, start):
        return _simple(text, start, after.end(), text[start : after.end()], None, "identifier")
    return []


def _figure_ordinal(text: str, start: int, numeral: Numeral) -> list[Quantity]:
    """14th: a day where a date may stand, a rank elsewhere."""
    suffix = ORDINAL_SUFFIX.match(text, numeral.end)
    end = suffix.end() if suffix else numeral.end
    value = int(numeral.value)
    moment = en_dates.read_day_month(text, start, value, end)
    if moment:
        return _moments(text, [moment])
    if (
        1 <= value <= 31
        and DAY_ORDINAL.search(text[max(0, start - 12) : start])
        and DAY_GOES_ON.match(text, end)
    ):
        return _simple(text, start, end, date_value(None, None, value), "day", "date")
    return _ordinal(text, start, end, value)


def _ordinal(text: str, start: int, end: int, value: Value) -> list[Quantity]:
    noun = ORDINAL_NOUN.match(text, end)
    code = ORDINAL_UNITS.get(noun[1]) if noun else None
    if code == "half":
        return _simple(text, start, noun.end() if noun else end, f"H{value}", "half", "ordinal")
    return _simple(text, start, noun.end() if noun and code else end, value, code or "ordinal", "ordinal")


def _year_or_decade(text: str, start: int, numeral: Numeral) -> list[Quantity]:
    """2024, the 1990s, her 30s."""
    written = text[start : numeral.end]
    if not written.isdecimal() or len(written) not in (2, 3, 4):
        return []
    value = int(written)
    if decade := DECADE.match(text, numeral.end):
        if value % 10:
            return []
        if len(written) == 4:
            return _simple(text, start, decade.end(), f"{value:04d}", "decade", "date")
        if len(written) == 2 and not text[max(0, start - 1) : start] in ("'", "’") and (value < 50 or DECADE_OF_LIFE.search(text[max(0, start - 16) : start])
                                                                                    or "'" in decade.group()):  # fmt: skip
            return _simple(text, start, decade.end(), value, "age decade", "age")
        if len(written) == 2:
            return _simple(text, start, decade.end(), f"{full_year(value, 2):04d}", "decade", "date")
    if len(written) == 2 and text[max(0, start - 1) : start] in ("'", "’", "‘"):
        return _simple(text, start, numeral.end, f"{full_year(value, 2):04d}", "year", "date")
    if (
        len(written) == 4
        and 1000 <= value <= 2199
        and not money_before(text, start)
        and not COUNTS_AFTER_YEAR.match(text, numeral.end)
    ):
        likely = 1900 <= value <= 2099
        if (likely or YEAR_BEFORE.search(text[max(0, start - 12) : start])) and text[
            numeral.end : numeral.end + 1
        ] not in ("%", "$"):
            if not read_unit(text, numeral.end, ""):
                return _simple(text, start, numeral.end, f"{value:04d}", "year", "date")
    return []


def _pair(text: str, start: int) -> list[Quantity]:
    """3-1, 2:1: scores and ratios; 21-24 percent is a range and left to the counting reader."""
    kind: Kind = "ratio"
    match = RATIO.match(text, start)
    if match and match["sign"] != ":":
        match = None
    if match is None:
        match, kind = SCORE.match(text, start), "score"
        if match and (
            read_unit(text, match.end(), "")
            or text[start - 1 : start] in ("-", "$", "£", "€")
            or COUNTED_RANGE.match(text, match.end())
        ):
            return []
        if match and len(match[2]) == 4:
            return []
    if match is None:
        if (fraction := FRACTION.match(text, start)) and int(fraction[2]) and not money_before(text, start):
            sign = -1 if re.search(r"(?:^|[ (])-$", text[max(0, start - 2) : start]) else 1
            return _simple(
                text,
                start,
                fraction.end(),
                tidy(sign * Fraction(int(fraction[1]), int(fraction[2]))),
                None,
                "fraction",
            )
        return []
    last = match.lastindex or 2
    one, two = Span(*match.span(1)), Span(*match.span(last))
    first = read_numeral(text, one.start)
    if first is None:
        return []
    from decimal import Decimal

    return [Quantity(tidy(Decimal(match[1])), None, kind, match[1], one, None, two),
            Quantity(tidy(Decimal(match[last])), None, kind, match[last], two, None, one)]  # fmt: skip


COUNTED_RANGE = re.compile(
    r" (?:people|years?|months?|days?|hours?|weeks?|minutes?|million|billion|percent|times|degrees|companies|students)\b|-(?:year|month|day|hour|week|minute|member|seat)"
)


def _read_word(text: str, start: int, end: int, word: str) -> list[Quantity]:
    """A quantity that starts with a word."""
    for surface, value, second, code, kind in _idioms().get(word, ()):
        if (
            text[start : start + len(surface)].lower().replace("\u2010", "-") == surface
            and not text[start + len(surface) : start + len(surface) + 1].isalpha()
        ):
            return _idiom(text, start, start + len(surface), value, second, code, kind)
    if word in ("a", "an"):
        return _article(text, start, end)
    if vague := VAGUE.match(text, start):
        if not (
            start
            and text[start - 1] in "- "
            and re.search(r"\d ?$|\b(?:two|three|several|few) $", text[max(0, start - 8) : start])
        ):
            zeros = sum(ZEROS[part.lower()] for part in vague.groups() if part)
            quantity = counted(text, start, Numeral(10, vague.end(), words=True))
            after = re.compile(r" of (won|dollars|euros|yen|pounds)\b").match(text, vague.end())
            code = quantity.unit
            closing = vague.end()
            if after:
                code, closing = (
                    {"won": "KRW", "dollars": "USD", "euros": "EUR", "yen": "JPY", "pounds": "GBP"}[after[1]],
                    after.end(),
                )
            return [
                Quantity(
                    "X" + "0" * zeros,
                    code,
                    "money" if after else "cardinal",
                    text[start:closing],
                    Span(start, closing),
                    "about",
                )
            ]
    if word in en_dates.weekdays() and (
        word not in ("sun", "sat", "wed", "mon", "fri") or text[start].isupper()
    ):
        closing = end + 1 if text.startswith(".", end) and len(word) <= 4 else end
        return _simple(text, start, closing, f"XXXX-WXX-{en_dates.weekdays()[word]}", "weekday", "date")
    if word in en_dates.months():
        return _moments(text, en_dates.read_month(text, start, end, en_dates.months()[word]))
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
            return _moments(text, [moment])
    if word == "one" and numeral.end == end and not _one_counts(text, start, end):
        return []
    return _counting(text, start, numeral)


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
        return _simple(text, start, end, value, code, kind)
    middle = (start + end) // 2
    one, two = Span(start, middle), Span(middle, end)
    return [Quantity(value, code, kind, text[start:middle], one, None, two),
            Quantity(second, code, kind, text[middle:end], two, None, one)]  # fmt: skip


def _article(text: str, start: int, end: int) -> list[Quantity]:
    """a hundred, a dozen, a third of, a couple of, a week, an hour and a half."""
    after = end + 1
    if text[end : end + 1] != " " or after >= len(text):
        return []
    if ARTICLE_NUMBER.match(text, after):
        numeral = read_numeral(text, after)
        if re.match(r"dozen\b", text[after : after + 6], re.IGNORECASE):
            numeral = Numeral(12, after + 5, words=True)
        return _counting(text, start, numeral) if numeral else []
    if part := ARTICLE_PART.match(text, after):
        kind, number = number_words().get(part[1].lower(), ("", 0))
        return _simple(text, start, part.end(), tidy(Fraction(1, number)), None, "fraction") if kind else []
    if HALF.match(text, after) or QUARTER_SCALE.match(text, after):
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
    if unit_match and re.compile(r" and (?:a )?half").match(text, unit_match.end()):
        return [counted(text, start, Numeral(1, end, words=True))]
    return []


def _half(text: str, start: int) -> list[Quantity]:
    """half a million, half an hour, half of the seats, half past seven."""
    if past := HALF_PAST.match(text, start):
        hour = (
            read_numeral(text, past.end()) if past.end() < len(text) and text[past.end()].isalnum() else None
        )
        if hour and isinstance(hour.value, int):
            clocked = en_dates.OCLOCK.match(text, hour.end)
            part, end = en_dates.half_of_day(text, start, clocked.end() if clocked else hour.end)
            value = en_dates.clock(hour.value, 30, 0, part)
            return _simple(text, start, end, value, "hour", "time") if value else []
    for pattern, share in ((HALF, Fraction(1, 2)), (QUARTER_SCALE, Fraction(1, 4))):
        if match := pattern.match(text, start):
            scale = number_words().get(match[1].lower(), ("", 0))
            if scale[1]:
                return _counting(
                    text, start, Numeral(tidy(share * scale[1]), match.end(1), words=True, scale=scale[1])
                )
            return [counted(text, start, Numeral(tidy(share), match.end() - 1, words=True))]
    if text[start : start + 4].lower() != "half" or HALF_IDLE.search(text[max(0, start - 10) : start]):
        return []
    if text[start + 4 : start + 5] == "-" or text[start + 4 : start + 8] == "time":
        return []
    return _simple(text, start, start + 4, tidy(Fraction(1, 2)), None, "fraction")


def _word_ordinal(text: str, start: int, numeral: Numeral) -> list[Quantity]:
    """first, twenty-first, fourth of July."""
    value = int(numeral.value)
    before = text[max(0, start - 14) : start]
    moment = en_dates.read_day_month(text, start, value, numeral.end)
    if moment:
        return _moments(text, [moment])
    if IDLE_ORDINAL_AFTER.match(text, numeral.end):
        return []
    if IDLE_ORDINAL_BEFORE.search(before) and (
        value <= 2
        and not before.lower().endswith(" a ")
        or text[start : start + 6].lower() == "second"
        and not ORDINAL_NOUN.match(text, numeral.end)
    ):
        return []
    if (
        value > 12
        and before.lower().endswith("the ")
        and DAY_GOES_ON.match(text, numeral.end)
        and value <= 31
    ):
        return _simple(text, start, numeral.end, date_value(None, None, value), "day", "date")
    return _ordinal(text, start, numeral.end, value)


def _counting(text: str, start: int, numeral: Numeral) -> list[Quantity]:
    """A numeral with what it counts, or the number of a line, article or rank."""
    if numeral.form == "fraction" and (scale := OF_SCALE.match(text, numeral.end)):
        number = number_words()[scale[1].lower()][1]
        numeral = Numeral(tidy(Fraction(numeral.value) * number), scale.end(), words=True)
    named = WORD_BEFORE.search(text[max(0, start - 12) : start])
    if named and named[1].lower() == "line" and named[1][0].isupper() and isinstance(numeral.value, int):
        return _simple(text, start, numeral.end, f"line {numeral.value}", None, "identifier")
    quantity = counted(text, start, numeral)
    if (
        named
        and quantity.unit is None
        and (code := NUMBERED.get(named[1].lower()))
        and isinstance(numeral.value, int)
    ):
        return [replace(quantity, unit=code, kind="ordinal")]
    return with_range(text, quantity, numeral)
