"""Damages one translated sentence: each function makes one sort of error, or returns None.

The functions use patterns and the tables of the language (`Language.slips`), not the readers of the library.
So a number that the library can't read is damaged too, and counts as missed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple

from aligner.languages import Language, language
from aligner.model.text import LanguageCode, Span
from aligner.pairs import pair_of


class Slip(NamedTuple):
    """A damaged text, the characters that were replaced, and the span of the new ones; both may be empty."""

    text: str
    before: str
    span: Span


class Sides(NamedTuple):
    """The languages of a source text and of its translation."""

    source: Language
    target: Language

    @classmethod
    def of(cls, source: LanguageCode, target: LanguageCode) -> Sides:
        """Find two languages by their codes."""
        return cls(language(source), language(target))


Slipping = Callable[[str, str, Sides, Random], Slip | None]

# A number in digits that is not part of a code, a date (14-03), a time (15:30) or an ordinal (14th).
_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,:/-])\d{1,12}(?:\.\d+)?")
NO_NUMBER_AFTER = re.compile(r"[\d:/a-zA-Z]|[.,]\d|-\d")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
_MONTH_BEFORE = re.compile(r"(?:[A-Z][a-z]{2,8}\.?)\s$")
DOUBLE_QUOTE = re.compile(r"[\"“”„]")
BRACKETED = re.compile(r"\([^()]{1,60}\)")
# Tokens that a translation must keep unchanged: addresses, and words in capitals.
MARKER = re.compile(
    r"(?:https?://|www\.)[!-~]*[a-z]|[\w.+-]+@[a-z0-9.-]+[a-z]|(?<![A-Za-z0-9])[A-Z]{2,6}(?![A-Za-z0-9])"
)
REFERENCES = {
    '"': "&quot;",
    "“": "&ldquo;",
    "”": "&rdquo;",
    "'": "&#39;",
    "\N{RIGHT SINGLE QUOTATION MARK}": "&rsquo;",
    "&": "&amp;",
}
MARK = re.compile(f"[{''.join(REFERENCES)}]")
LEAST_KEPT, LEAST_CUT = 0.35, 0.3  # least shares of a text that stay and that go when a clause is dropped


def exchanges(language: Language, sort: str) -> Mapping[str, str]:
    """Return the forms of one sort, each with its replacement, the longest first."""
    return language.slips.forms().get(sort, {})


def _either(language: Language, sort: str) -> str:
    """Return a pattern for any form of one sort, which matches nothing if there are none."""
    return "|".join(map(re.escape, exchanges(language, sort))) or "(?!)"


def _replaced(text: str, span: Span, instead: str) -> Slip:
    return Slip(
        text[: span.start] + instead + text[span.end :],
        span.of(text),
        Span(span.start, span.start + len(instead)),
    )


def _numbers(text: str, language: Language) -> list[Span]:
    """Return the spans of plain numbers in a text, without years, days and parts of codes."""
    return [
        Span(*match.span())
        for match in _NUMBER.finditer(text)
        if not NO_NUMBER_AFTER.match(text, match.end())
        and not language.slips.after_number.match(text, match.end())
        and not YEAR.fullmatch(match[0])
        and not _MONTH_BEFORE.search(text[max(0, match.start() - 10) : match.start()])
    ]


def changed_number(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Change a number: `3,250 people` → `3,750 people`."""
    spans = _numbers(target, sides.target)
    if not spans:
        return None
    span = random.choice(spans)
    places = [place for place in range(*span) if target[place].isdigit()]
    place = random.choice(places)
    others = [digit for digit in "23456789" if digit != target[place]]
    number = target[span.start : place] + random.choice(others) + target[place + 1 : span.end]
    return _replaced(target, span, number)


def magnitude(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Change a number by a power of ten: `1.2 million` → `1.2 billion`; `3,000` → `30,000` or `300`."""
    spans = [span for span in _numbers(target, sides.target) if "." not in span.of(target)]
    scaled = [
        Span(*match.span(1))
        for match in re.finditer(rf"\d ?({_either(sides.target, 'scale')})(?![a-z])", target)
    ]
    if scaled:
        span = random.choice(scaled)
        return _replaced(target, span, exchanges(sides.target, "scale")[span.of(target)])
    if not spans:
        return None
    span = random.choice(spans)
    value = int(span.of(target).replace(",", ""))
    value = value // 10 if value % 10 == 0 and value > 10 and random.random() < 0.5 else value * 10
    return _replaced(target, span, f"{value:,}")


def dropped_number(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Drop a number: `drew 3,000 people` → `drew people`; `cost 3 million won` → `cost`."""
    spans = _numbers(target, sides.target)
    if not spans:
        return None
    span = random.choice(spans)
    unit = re.compile(
        rf"(?: ?(?:{_either(sides.target, 'scale')}))?(?:[ -]?(?:{_either(sides.target, 'unit')}))?"
    )
    after = unit.match(target, span.end)
    end = after.end() if after else span.end
    start = span.start - (target[span.start - 1 : span.start] in tuple("$€£"))
    end += target[end : end + 1] == " "
    return _replaced(target, Span(start, end), "")


def added_number(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Add a number: `The road is open.` → `The road is open, at 37 places.`"""
    clauses = list(exchanges(sides.target, "clause"))
    if not clauses:
        return None
    clause = random.choice(clauses).format(n=random.randint(21, 98))
    body = target.rstrip()
    if not body or body[-1] not in ".。":
        return None
    if sides.target.slips.clause_first:
        return _replaced(target, Span(0, 0), f"{clause} ")
    return _replaced(target, Span(len(body) - 1, len(body) - 1), clause)


def changed_date(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Change a date: `Monday` → `Tuesday`, `in May` → `in March`, `14th` → `16th`.

    A month is changed only if the source states one, since `2일` alone is the second of any month.
    """
    places = [Span(*match.span()) for match in re.finditer(rf"\b(?:{_either(sides.target, 'day')})", target)]
    if sides.source.slips.states_month.search(source):
        months = sides.target.slips.month_around.format(_either(sides.target, "month"))
        places += [Span(*match.span()) for match in re.finditer(months, target)]
    places += [Span(*match.span()) for match in sides.target.slips.day.finditer(target)]
    if not places:
        return None
    span = random.choice(places)
    form = span.of(target)
    if form.isdigit():
        day = random.choice([day for day in range(4, 21) if day != int(form)])
        ending = sides.target.slips.day_ending
        return _replaced(target, Span(span.start, span.end + len(ending)), f"{day}{ending}")
    return _replaced(
        target, span, {**exchanges(sides.target, "day"), **exchanges(sides.target, "month")}[form]
    )


def changed_unit(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Change a unit: `30 kilometers` → `30 miles`, `3 million won` → `3 million dollars`."""
    scale, unit = _either(sides.target, "scale"), _either(sides.target, "unit")
    letters = sides.source.slips.lower + sides.target.slips.lower
    no_word = f"(?![{letters}]{{2}})" if letters else ""
    pattern = rf"\d(?: ?(?:{scale}))?[ -]?({unit}){no_word}"
    places = [Span(*match.span(1)) for match in re.finditer(pattern, target)]
    if not places:
        return None
    span = random.choice(places)
    return _replaced(target, span, exchanges(sides.target, "unit")[span.of(target)])


def changed_name(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Change a name that is no word of the lexicon: `Gunsan` → `Harrowgate`, `Kim Min-su` → `Seo Ha-ram`."""
    if not target.rstrip().endswith(sides.target.slips.name_ends):
        return None
    is_name = pair_of(sides.source.code, sides.target.code).unlike_common_words
    known = {*exchanges(sides.target, "day"), *exchanges(sides.target, "month")}
    persons = [
        Span(*match.span())
        for match in sides.target.slips.person.finditer(target)
        if match[1].lower() not in sides.target.words.function_words()
    ]
    words = [
        Span(*match.span())
        for match in sides.target.slips.name.finditer(target)
        if match[0] not in known and is_name(match[0])
    ]
    if not persons and not words:
        return None
    span = random.choice([*persons, *words])
    others = [
        name
        for name in exchanges(sides.target, "person" if span in persons else "name")
        if name != span.of(target)
    ]
    return _replaced(target, span, random.choice(others))


def left_out_name(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Leave out a name: `Kim Min-su and Lee Seo-jun came.` → `Kim Min-su came.`"""
    is_name = pair_of(sides.source.code, sides.target.code).unlike_common_words
    known = {*exchanges(sides.target, "day"), *exchanges(sides.target, "month")}
    places = [
        Span(*match.span(1))
        for match in sides.target.slips.last_name.finditer(target)
        if is_name(match[1].split()[-1]) and match[1].split()[-1] not in known
    ]
    return _replaced(target, random.choice(places), "") if places else None


def opposite(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Say the opposite: `Prices rose.` → `Prices fell.`"""
    return _exchanged(target, sides.target, "opposite", random)


def percent_points(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Confuse percent and percentage points: `0.3 percentage points` → `0.3 percent`, and the reverse."""
    return _exchanged(target, sides.target, "points", random)


def _exchanged(target: str, language: Language, sort: str, random: Random) -> Slip | None:
    """Replace a word of the text that is a form of one sort; None if there is none."""
    border = language.slips.border
    places = [
        Span(*match.span()) for match in re.finditer(f"{border}(?:{_either(language, sort)}){border}", target)
    ]
    if not places:
        return None
    span = random.choice(places)
    return _replaced(target, span, exchanges(language, sort)[span.of(target)])


def changed_marker(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Swap two letters of an address or acronym that the source has too: `the IMF` → `the MIF`."""
    places = [
        Span(place, place + 2)
        for match in MARKER.finditer(target)
        if match[0] in source
        for place in range(match.start(), match.end() - 1)
        if target[place : place + 2].isalpha() and target[place] != target[place + 1]
    ]
    if not places:
        return None
    span = random.choice(places)
    return _replaced(target, span, span.of(target)[::-1])


def other_language(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Repeat the source, use another language, or put words about translating before the text."""
    foreign = list(exchanges(sides.target, "foreign"))
    chats = list(exchanges(sides.target, "chat"))
    made = [*(f"{chat} {target}" for chat in chats), *foreign]
    if source != target and sides.source.code != sides.target.code:
        made.append(source)
    if not made:
        return None
    text = random.choice(made)
    if text.endswith(target):
        return _replaced(target, Span(0, 0), text[: len(text) - len(target)])
    return _replaced(target, Span(0, len(target)), text)


def left_markup(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Leave markup: `"So," he said.` → `&quot;So," he said.`; without a mark, `&lt;br&gt;` at the end."""
    places = [Span(*match.span()) for match in MARK.finditer(target)]
    if not places:
        return _replaced(target, Span(len(target), len(target)), "&lt;br&gt;")
    span = random.choice(places)
    return _replaced(target, span, REFERENCES[span.of(target)])


def changed_end(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Change the last mark: `Did it rain?` → `Did it rain.`; a full stop is lost."""
    body = target.rstrip()
    if not body or body[-1] not in ".?":
        return None
    end = Span(len(body) - 1, len(body))
    return _replaced(target, end, "." if body[-1] == "?" else "")


def dropped_clause(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Drop a clause: `The city built a road, and the county paid.` → `The city built a road.`"""
    cuts = []
    for match in sides.target.slips.clause.finditer(target):
        rest = target[match.end() :] if sides.target.slips.clause_first else target[: match.start()]
        whole = len(DOUBLE_QUOTE.findall(rest)) % 2 == 0 and rest.count("(") == rest.count(")")
        if whole and LEAST_KEPT * len(target) <= len(rest) <= (1 - LEAST_CUT) * len(target):
            cuts.append(match)
    if not cuts or len(DOUBLE_QUOTE.findall(target)) % 2:
        return None
    cut = random.choice(cuts)
    if sides.target.slips.clause_first:
        return _replaced(target, Span(0, cut.end()), "")
    return _replaced(target, Span(cut.start(), len(target)), ".")


def flipped_negation(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Add or remove a negation, by the first row of the table that fits: `will open` → `will not open`."""
    for form, instead in exchanges(sides.target, "negation").items():
        border = sides.target.slips.border
        places = [Span(*match.span()) for match in re.finditer(f"{border}{re.escape(form)}{border}", target)]
        if places:
            return _replaced(target, random.choice(places), instead)
    return None


def untranslated(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Leave a word untranslated: `the city approved it` → `the city 승인했다 it`."""
    pieces, words = sides.source.slips.pieces.findall(source), list(sides.target.slips.words.finditer(target))
    if not pieces or not words:
        return None
    return _replaced(target, Span(*random.choice(words).span()), random.choice(pieces))


def _marks(source: str, target: str) -> list[Span]:
    """Return the double quotation marks of the target; none if they are odd or the source has none."""
    places = [Span(*match.span()) for match in DOUBLE_QUOTE.finditer(target)]
    return places if len(places) % 2 == 0 and DOUBLE_QUOTE.search(source) else []


def lost_quotation(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Lose both quotation marks: `"So," he said.` → `So, he said.`"""
    marks = _marks(source, target)
    if not marks:
        return None
    stretch = Span(marks[0].start, marks[-1].end)
    return _replaced(target, stretch, DOUBLE_QUOTE.sub("", stretch.of(target)))


def unbalanced_quotation(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Lose one quotation mark: `"So," he said.` → `So," he said.`"""
    marks = _marks(source, target)
    return _replaced(target, random.choice(marks), "") if marks else None


def lost_bracket(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Lose both brackets: `the forum (AYF) opened` → `the forum AYF opened`."""
    places = [Span(*match.span()) for match in BRACKETED.finditer(target)] if "(" in source else []
    if not places:
        return None
    span = random.choice(places)
    return _replaced(target, span, span.of(target)[1:-1])


def unbalanced_bracket(source: str, target: str, sides: Sides, random: Random) -> Slip | None:
    """Lose one bracket: `the forum (AYF) opened` → `the forum (AYF opened`."""
    places = [Span(*match.span()) for match in BRACKETED.finditer(target)]
    if not places or target.count("(") != target.count(")"):
        return None
    span = random.choice(places)
    mark = random.choice((span.start, span.end - 1))
    return _replaced(target, Span(mark, mark + 1), "")
