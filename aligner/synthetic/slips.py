"""Slips of one translated sentence: each function puts one into a text, or finds no place for it.

They look at characters and at two tables (`en/stress.tsv`, `ko/stress.tsv`), not at what the
library's readers make of a text: a number that a reader can't read is damaged all the same, and missed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random
from typing import NamedTuple

from aligner.languages.en.stems import function_words
from aligner.model.text import Language, Span
from aligner.tables import read_table


class Slip(NamedTuple):
    """A damaged text: what stood at a place before, and where its replacement is now; both may be empty."""

    text: str
    before: str
    span: Span


Slipping = Callable[[str, str, Language, Random], Slip | None]

# A number in digits that is not part of a code, a date (14-03), a time (15:30) or an ordinal (14th).
NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,:/-])\d{1,12}(?:\.\d+)?")
NO_NUMBER_AFTER = re.compile(r"[\d:/a-zA-Z]|[.,]\d|-\d|\s?(?:년|월|일|시(?!간|민|설)|분|회|제)")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
MONTH_BEFORE = re.compile(r"(?:[A-Z][a-z]{2,8}\.?)\s$")
DAY = {
    "en": re.compile(r"(?<![\w.,])\d{1,2}(?=st\b|nd\b|rd\b|th\b)"),
    "ko": re.compile(r"(?<![\w.,])\d{1,2}(?=일(?!간|보|부))"),
}
MONTH_AROUND = r"(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\bby )|(?<=\blast ))(?:{0})\b|\b(?:{0})(?= \d)"
STATES_MONTH = re.compile(r"\d\s?월")
PERSON = re.compile(r"\b([A-Z][a-z]+) [A-Z][a-z]+-[a-z]+\b")
LATIN_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?:-[a-z]+)?\b(?!-)")
DOUBLE_QUOTE = re.compile(r"[\"“”„]")
BRACKETED = re.compile(r"\([^()]{1,60}\)")
# Where a sentence can be cut so that what is left is still one.
CLAUSE = {
    "en": re.compile(r",? (?:and|but|while|after|because|which|so that|as well as) |[,;] "),
    "ko": re.compile(r"(?<=[고며자서])(?:, | )|(?<=지만)(?:, | )|(?<=는데)(?:, | )"),
}
LEAST_KEPT, LEAST_CUT = 0.35, 0.3  # shares of the text
WORDS = {"en": re.compile(r"\b[a-z]{4,}\b"), "ko": re.compile(r"[가-힣]{2,}")}
OF_SOURCE = {
    "en": re.compile(r"[가-힣]{3,}"),
    "ko": re.compile(r"\b[a-z]{2,}(?: [a-z]{2,}){4}\b"),
}


@cache
def rows(language: Language, sort: str) -> dict[str, str]:
    """Forms of a table and what stands instead, the longest first."""
    found = {
        row["form"]: row["instead"] for _, row in read_table(f"{language}/stress.tsv") if row["sort"] == sort
    }
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def _either(language: Language, sort: str) -> str:
    return "|".join(map(re.escape, rows(language, sort))) or "(?!)"


def _replaced(text: str, span: Span, instead: str) -> Slip:
    return Slip(
        text[: span.start] + instead + text[span.end :],
        span.of(text),
        Span(span.start, span.start + len(instead)),
    )


def _numbers(text: str) -> list[Span]:
    """Plain numbers: no years, days or parts of codes."""
    return [
        Span(*match.span())
        for match in NUMBER.finditer(text)
        if not NO_NUMBER_AFTER.match(text, match.end())
        and not YEAR.fullmatch(match[0])
        and not MONTH_BEFORE.search(text[max(0, match.start() - 10) : match.start()])
    ]


def changed_number(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`3,250 people` → `3,750 people`."""
    spans = _numbers(target)
    if not spans:
        return None
    span = random.choice(spans)
    places = [place for place in range(*span) if target[place].isdigit()]
    place = random.choice(places)
    others = [digit for digit in "23456789" if digit != target[place]]
    number = target[span.start : place] + random.choice(others) + target[place + 1 : span.end]
    return _replaced(target, span, number)


def magnitude(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`1.2 million` → `1.2 billion`; `3,000` → `30,000` or `300`."""
    spans = [span for span in _numbers(target) if "." not in span.of(target)]
    scaled = [
        Span(*match.span(1)) for match in re.finditer(rf"\d ?({_either(language, 'scale')})(?![a-z])", target)
    ]
    if scaled:
        span = random.choice(scaled)
        return _replaced(target, span, rows(language, "scale")[span.of(target)])
    if not spans:
        return None
    span = random.choice(spans)
    value = int(span.of(target).replace(",", ""))
    value = value // 10 if value % 10 == 0 and value > 10 and random.random() < 0.5 else value * 10
    return _replaced(target, span, f"{value:,}")


def dropped_number(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`drew 3,000 people` → `drew people`; `cost 3 million won` → `cost`."""
    spans = _numbers(target)
    if not spans:
        return None
    span = random.choice(spans)
    unit = re.compile(rf"(?: ?(?:{_either(language, 'scale')}))?(?:[ -]?(?:{_either(language, 'unit')}))?")
    after = unit.match(target, span.end)
    end = after.end() if after else span.end
    start = span.start - (target[span.start - 1 : span.start] in tuple("$€£"))
    end += target[end : end + 1] == " "
    return _replaced(target, Span(start, end), "")


def added_number(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`The road is open.` → `The road is open, at 37 places.`"""
    clause = random.choice(list(rows(language, "clause"))).format(n=random.randint(21, 98))
    body = target.rstrip()
    if not body or body[-1] not in ".。":
        return None
    if language == "ko":
        return _replaced(target, Span(0, 0), f"{clause} ")
    return _replaced(target, Span(len(body) - 1, len(body) - 1), clause)


def changed_date(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`Monday` → `Tuesday`, `in May` → `in March`, `14th` → `16th`.

    A month only where the source states one: `2일` alone is any month's second.
    """
    found = [Span(*match.span()) for match in re.finditer(rf"\b(?:{_either(language, 'day')})", target)]
    if STATES_MONTH.search(source):
        months = MONTH_AROUND.format(_either(language, "month"))
        found += [Span(*match.span()) for match in re.finditer(months, target)]
    found += [Span(*match.span()) for match in DAY[language].finditer(target)]
    if not found:
        return None
    span = random.choice(found)
    form = span.of(target)
    if form.isdigit():
        day = random.choice([day for day in range(4, 21) if day != int(form)])
        if language == "en":
            return _replaced(target, Span(span.start, span.end + 2), f"{day}th")
        return _replaced(target, span, str(day))
    return _replaced(target, span, (rows(language, "day") | rows(language, "month"))[form])


def changed_unit(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`30 kilometers` → `30 miles`, `3 million won` → `3 million dollars`."""
    scale, unit = _either(language, "scale"), _either(language, "unit")
    pattern = rf"\d(?: ?(?:{scale}))?[ -]?({unit})(?![a-z가-힣]{{2}})"
    found = [Span(*match.span(1)) for match in re.finditer(pattern, target)]
    if not found:
        return None
    span = random.choice(found)
    return _replaced(target, span, rows(language, "unit")[span.of(target)])


def changed_name(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`in Gunsan` → `in Harrowgate`, `Kim Min-su` → `Seo Ha-ram`; no words of the lexicon."""
    from aligner.pairs.ko_en.strangers import unlike_common_words

    if language == "ko" or not target.rstrip().endswith((".", '"', "”")):
        return None
    known = {*rows("en", "day"), *rows("en", "month")}
    persons = [
        Span(*match.span()) for match in PERSON.finditer(target) if match[1].lower() not in function_words()
    ]
    words = [
        Span(*match.span())
        for match in LATIN_NAME.finditer(target)
        if match[0] not in known and unlike_common_words(match[0])
    ]
    if not persons and not words:
        return None
    span = random.choice([*persons, *words])
    others = [name for name in rows("en", "person" if span in persons else "name") if name != span.of(target)]
    return _replaced(target, span, random.choice(others))


def dropped_clause(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`The city built a road, and the county paid.` → `The city built a road.`"""
    cuts = []
    for match in CLAUSE[language].finditer(target):
        kept = match.start() if language == "en" else len(target) - match.end()
        rest = target[: match.start()] if language == "en" else target[match.end() :]
        whole = len(DOUBLE_QUOTE.findall(rest)) % 2 == 0 and rest.count("(") == rest.count(")")
        if whole and LEAST_KEPT * len(target) <= kept <= (1 - LEAST_CUT) * len(target):
            cuts.append(match)
    if not cuts or len(DOUBLE_QUOTE.findall(target)) % 2:
        return None
    cut = random.choice(cuts)
    if language == "ko":
        return _replaced(target, Span(0, cut.end()), "")
    return _replaced(target, Span(cut.start(), len(target)), ".")


def flipped_negation(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`will open` → `will not open`, `did not open` → `did open`; the first row of the table that fits."""
    for form, instead in rows(language, "negation").items():
        border = r"\b" if language == "en" else ""
        found = [Span(*match.span()) for match in re.finditer(f"{border}{re.escape(form)}{border}", target)]
        if found:
            return _replaced(target, random.choice(found), instead)
    return None


def untranslated(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`the city approved it` → `the city 승인했다 it`."""
    pieces, words = OF_SOURCE[language].findall(source), list(WORDS[language].finditer(target))
    if not pieces or not words:
        return None
    return _replaced(target, Span(*random.choice(words).span()), random.choice(pieces))


def _marks(source: str, target: str) -> list[Span]:
    found = [Span(*match.span()) for match in DOUBLE_QUOTE.finditer(target)]
    return found if len(found) % 2 == 0 and DOUBLE_QUOTE.search(source) else []


def lost_quotation(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`"So," he said.` → `So, he said.`"""
    marks = _marks(source, target)
    if not marks:
        return None
    stretch = Span(marks[0].start, marks[-1].end)
    return _replaced(target, stretch, DOUBLE_QUOTE.sub("", stretch.of(target)))


def unbalanced_quotation(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`"So," he said.` → `So," he said.`"""
    marks = _marks(source, target)
    return _replaced(target, random.choice(marks), "") if marks else None


def lost_bracket(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`the forum (AYF) opened` → `the forum AYF opened`."""
    found = [Span(*match.span()) for match in BRACKETED.finditer(target)] if "(" in source else []
    if not found:
        return None
    span = random.choice(found)
    return _replaced(target, span, span.of(target)[1:-1])


def unbalanced_bracket(source: str, target: str, language: Language, random: Random) -> Slip | None:
    """`the forum (AYF) opened` → `the forum (AYF opened`."""
    found = [Span(*match.span()) for match in BRACKETED.finditer(target)]
    if not found or target.count("(") != target.count(")"):
        return None
    span = random.choice(found)
    mark = random.choice((span.start, span.end - 1))
    return _replaced(target, Span(mark, mark + 1), "")
