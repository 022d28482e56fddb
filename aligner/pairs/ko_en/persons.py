"""Korean persons who became other persons in the translation.

A Korean name is a surname of one or two syllables and a given name; English news writes `Yang Si-on`, `Si-on
Yang`, `Yang Sion`, `S.O. Yang` or `Mayor Yang`. Each half is compared by itself, which distinguishes another
person from another spelling. A person became another one if the translation lacks the name, or half of it,
and names somebody whom the source does not name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from aligner.expressions import expression
from aligner.languages.en.stems import function_words
from aligner.languages.ko.names import titles
from aligner.languages.ko.stems import is_particle
from aligner.languages.ko.surnames import surnames
from aligner.model.name import Mention
from aligner.model.text import Span, without_spans
from aligner.pairs.ko_en.halves import known_names
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import (
    sound_likeness,
    spoken_names,
    times_heard,
)
from aligner.pairs.ko_en.romanised import (
    PLACE,
    Roman,
    halves,
    is_surname,
    romanised_persons,
    title_words,
    titled_romans,
)
from aligner.pairs.ko_en.spellings import LETTERS, SAME_GIVEN, differs_clearly, is_given, syllables
from aligner.pairs.ko_en.strangers import (
    NAME_BEFORE,
    unlike_common_words,
)
from aligner.pairs.ko_en.surnames import is_built_like_person, is_known_person, is_spelt, unnamed
from aligner.pairs.names import ChangedName, NamedTexts

PLACE_AFTER = expression(r" (?:[A-Z]|of )")  # `the Hall Okonkwo City`is not a person
_HYPHENED = expression(r"(?<![\w-])[A-Z][a-z]+-[a-z]+(?![\w-])")
# Beginnings of compounds that are built like a given name: Re-run, In-house.
PREFIXES = ("re", "pre", "co", "non", "no", "in", "on", "to", "by", "up", "mid", "pro", "bi", "un")
# 노시윤은: a name of three syllables with a particle.
_BARE_PERSON = expression(r"(?<![가-힣\w])(?P<name>[가-힣]{3})(?P<rest>[가-힣]{0,3})(?![가-힣])")
NO_LAST = frozenset("은는을를와과의에")  # 박통의 is 박통 with a particle
VERBAL = frozenset("들된될할하한인해며고")  # 소속된, 사절인: built like a name except for the ending
FAR = 0.6  # strength if one half is kept and the other is not even similar


def changed_person(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a Korean person who became another one, in one half of the name or in both.

    Right:
        `양시온 군수가 연설했다.` / `County Governor Yang Si-on gave a speech.`,
            `Governor Yang gave a speech.`, `Sion Yang gave a speech.`, `The governor gave a speech.`,
            `S.O. Yang gave a speech.`, `GOVERNOR YANG SI-ON GAVE A SPEECH.`
    Wrong (name):
        `양시온 군수가 연설했다.` / `County Governor Yang Do-hyun gave a speech.`,
            `Dohyun Yang gave a speech.`, `Governor Hwang Si-on gave a speech.`,
            `Governor Hwang gave a speech.`, `D.H. Yang gave a speech.`
        `남궁솔 교장이 연설했다.` / `Principal Hwang Sol gave a speech.`
        `박도윤 씨가 연설했다.` / `Choi Su-bin gave a speech.`
        `김철수 시장이 연설했다.` / `Mayor Tom Okonkwo gave a speech.`

    Measured: 26 of 120 synthetic names; no false alarm in 859 trusted pairs.
    Limits: the Hangul name needs a title or an age. If nothing of it is left, the other name must be built
    like a Korean one, have a title, or be two words that no lexicon knows.
    """
    korean, english, names = texts.first, texts.second, texts.first_names
    given = {halves(name.form)[1] for name in names}
    romans = romanised_persons(english, given) if names else []
    if not names:
        return
    unknown = unnamed(romans, korean)
    for name in names:
        surname, own = halves(name.form)
        if any(_is_named(name.form, roman) for roman in romans):
            continue
        half = [(roman, strength) for roman in unknown if (strength := _half_kept(surname, own, roman))]
        if half:
            roman, strength = half[0]
            yield ChangedName(name, roman.mention, strength)
        elif is_gone(name.form, texts):
            for other in strange_persons(texts)[:1]:
                yield ChangedName(name, other, 0.85 if romans else 0.7)


def changed_bare_person(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a Korean name without a title of which one half is kept and the other half changed.

    Right:
        `노시윤은 웃었다.` / `Noh Si-yoon smiled.`, `Roh smiled.`, `She smiled.`
        `이번에는 김도현이 웃었다.` / `This time Kim Do-hyun smiled.`
        `조시장의 분수가 문제다.` / `Mayor Cho Man-gil's fountain is the problem.`
    Wrong (name):
        `노시윤은 웃었다.` / `Noh Ga-ram smiled.`, `Baek Si-yoon smiled.`, `Kim Ga-ram smiled.`

    Limits: names of three syllables that the lexicon does not explain, with a particle.
    """
    romans = romanised_persons(texts.second)
    bare = list(_bare_persons(texts)) if romans else []
    if not bare:
        return
    places = [place.span for place in texts.second_places]
    unknown = [
        roman
        for roman in unnamed(romans, texts.first)
        if not any(_is_of_place(roman, place) for place in places) and not _is_titled(roman, texts.first)
    ]
    lost = [name for name in bare if unknown and not any(_is_named(name.form, roman) for roman in romans)]
    for name in lost:
        for roman in unknown:
            if _half_kept(*halves(name.form), roman) > FAR:
                yield ChangedName(name, roman.mention, 0.7)
                return
    lost = [name for name in lost if name.form[-1] not in VERBAL]
    if len(lost) != 1 or len({roman.mention for roman in unknown}) != 1:
        return
    if not _half_kept(*halves(lost[0].form), unknown[0]) and is_gone(lost[0].form, texts):
        yield ChangedName(lost[0], unknown[0].mention, 0.6)


def _is_of_place(roman: Roman, place: Span) -> bool:
    """Whether a name is part of a place or has one in it, unless the place is its surname (Jung)."""
    whole = roman.mention
    if not whole.span.overlaps(place):
        return False
    inside = place.shifted(-whole.span.start)
    return not roman.given or inside.start < 0 or inside.of(whole.form) != roman.surname


def _is_titled(roman: Roman, text: str) -> bool:
    """Whether the text has the surname and a title without a space: 조시장, Mayor Cho Man-gil."""
    return any(
        surname in surnames() and given in titles() and is_surname(surname, roman.surname)
        for surname, given in (halves(found["name"]) for found in _BARE_PERSON.finditer(text))
    )


def _bare_persons(texts: NamedTexts) -> Iterator[Mention]:
    """Find words built like a name of three syllables that the lexicon does not have, or has as a person."""
    titled = {name.form for name in texts.first_names}
    for match in _BARE_PERSON.finditer(texts.first):
        if _is_like_bare_person(match[0]) and match["name"] not in titled:
            yield Mention(match["name"], Span(*match.span("name")))


def _is_like_bare_person(word: str) -> bool:
    """Whether a word is built like a name of three syllables, particle aside, and is no other word."""
    form, rest = word[:3], word[3:]
    if len(form) < 3 or not is_particle(rest) or (not rest and form[-1] in NO_LAST):
        return False
    if not is_built_like_person(form):  # 조시장 is Mayor Cho
        return False
    explains = news_lexicon().explains
    return is_known_person(form) or not (explains(form) or explains(word))


def _is_named(name: str, roman: Roman) -> bool:
    surname, given = halves(name)
    return is_surname(surname, roman.surname) and is_given(given, roman.given)


def _half_kept(surname: str, given: str, roman: Roman) -> float:
    """Return how sure it is that a name with one kept half is another person; 0 if neither half is kept."""
    has_surname = is_surname(surname, roman.surname)
    if has_surname:
        is_near = not roman.has_initials and sound_likeness(given, roman.given) >= SAME_GIVEN
        is_near = is_near and not differs_clearly(given, roman.given)
        return 0.6 if is_near else 0.85
    if roman.has_initials or not is_given(given, roman.given):
        return 0.0
    return 0.85 if len(given) > 1 else 0.7


def strange_persons(texts: NamedTexts) -> list[Mention]:
    """Find persons whom the source does not name: Korean names, and word pairs with an unmatched name."""
    korean, english = texts.first, texts.second
    romans = romanised_persons(english) + titled_romans(english)
    found = [roman.mention for roman in unnamed(romans, korean)]
    for name in texts.unmatched:
        if PLACE_AFTER.match(english, name.span.end):
            continue
        before = NAME_BEFORE.search(english, 0, name.span.start)
        if before and before[1].lower() in function_words():  # The Italian leader
            continue
        if before and (unlike_common_words(before[1]) or before[1].lower() in latin_names()):
            span = Span(before.start(1), name.span.end)
            found.append(Mention(span.of(english), span))
        elif title_words().search(english[max(0, name.span.start - 40) : name.span.start]):
            found.append(name)
    return found


def hyphened_given_names(english: str) -> Iterator[Mention]:
    """Yield words like `Min-su`; no places (`Su-gu`) and no compounds (`Re-run`)."""
    for match in _HYPHENED.finditer(english):
        first, last = match[0].split("-")
        if len(syllables("".join(LETTERS.findall(match[0].lower())))) != 2 or PLACE.search(match[0]):
            continue
        if unlike_common_words(last) or (first.lower() not in PREFIXES and unlike_common_words(first + last)):
            yield Mention(match[0], Span(*match.span()))


@cache
def latin_names() -> frozenset[str]:
    """Return the lexicon's Latin names of persons, lower case, also if they are words elsewhere (Ian)."""
    return frozenset(name for names in known_names().values() for name in names.split("|"))


def is_gone(name: str, texts: NamedTexts, beside: Collection[str] = ()) -> bool:
    """Whether the English lacks a name: no surname, no given name, nothing that sounds like the whole.

    Places and other persons do not count, because they sound like it by chance.

    Args:
        name: A Hangul name.
        texts: The two texts.
        beside: Other persons of the Korean text; whoever is one of them in the English is nobody else.
    """
    surname, given = halves(name)
    romans = romanised_persons(texts.second)
    others = unnamed(romans, texts.first)
    spans = [place.span for place in texts.second_places]
    spans += [roman.mention.span for roman in others if not is_given(given, roman.given)]
    spans += [
        roman.mention.span
        for roman in romans
        if not _is_named(name, roman) and any(_is_named(other, roman) for other in beside)
    ]
    english = without_spans(texts.second, spans)
    if is_spelt(surname, english):
        return False
    spoken = spoken_names(english) if spans else texts.second_spoken
    return not any(times_heard(form, spoken) for form in (name, given))
