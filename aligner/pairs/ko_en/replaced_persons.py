"""Persons whose name is gone, or became a word for anybody: `a defender` for 수비수 하준서.

A pronoun or `the defender` may stand for a name that the reader knows from the sentence before. `A
defender` may not: it introduces somebody, and Korean would have said so (한 수비수). If the translation has
no word at all that may stand for the person, the person is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words
from aligner.languages.ko.names import titles
from aligner.languages.ko.stems import is_particle, without_particle
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.foreigners import foreign_persons, is_left
from aligner.pairs.ko_en.left_over import LONGEST
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.persons import VERBAL
from aligner.pairs.ko_en.romanised import halves, is_like_given, romanised_persons, titled_romans
from aligner.pairs.ko_en.stand_ins import has_pronoun, may_be_described, stand_ins
from aligner.pairs.ko_en.strangers import is_running_text, is_translated
from aligner.pairs.ko_en.surnames import (
    is_built_like_person,
    is_known_person,
    is_spelt,
    unnamed_surnames,
)
from aligner.pairs.ko_en.toponyms import is_explained
from aligner.pairs.ko_en.transliterated import loan_nats
from aligner.pairs.names import REFERRED_TO, MissingName, NamedTexts
from aligner.remembered import remembered
from aligner.tables import read_table

# 수비수 하준서는, 배우 문가온이: a word, and a subject of three syllables.
_OFFICE_AND_NAME = expression(
    r"(?<![가-힣])(?P<office>[가-힣]{2,6}) (?P<name>[가-힣]{3})(?=[은는이가의와과] |에게 )"
)
_BEFORE = expression(r"([가-힣]{2,6}) $")
_BEHIND = expression(r"(?:\([^()]*\))? ?(?P<words>[가-힣]+(?: [가-힣]+)?)")
_AGENT = expression(r"..(?:er|or|ist|ian|man|ress)$")
_OCCUPATION = expression(r"[자수가사인원관장생]$")  # usual endings of occupations: 과학자, 가수, 화가
_GLOSS = expression(r" ?\([A-Za-z]")  # a foreign name, or a term with its original
_INDEFINITE = expression(r"\b[Aa]n? (?P<words>[A-Za-z-]+(?: [A-Za-z-]+){0,3})")
_SIGNED = expression(r" 기자(?:$|[\]\N{RIGHT BLACK LENTICULAR BRACKET}=]| [=|])")  # a byline
_AGE = expression(r"\(\d{1,3}(?:세|[,)·])|씨")
_NOUN = frozenset("자기용적화")  # endings of common nouns more often than of names: 선택자, 영화
# Nats by which the syllables of each half of a foreign name are those of a transliteration: 까만 has fewer.
LEAST_FOREIGN = -0.5
LONGEST_GIVEN = 2  # syllables
_PLURAL = "들"
LEAST_SYLLABLES = 3  # of a name; shorter ones may be words: 마음씨
FAR = 20  # characters before a name in which its office stands


@dataclass(frozen=True, slots=True)
class _Person:
    """A person of the Korean text.

    Attributes:
        name: The name.
        offices: The words for the office, before and behind the name.
        span: Where name and office stand.
        has_title: Whether a title follows the name.
    """

    name: Mention
    offices: frozenset[str]
    span: Span
    has_title: bool

    @property
    def meanings(self) -> frozenset[str]:
        """The stems of English words for the offices."""
        return frozenset().union(*map(_meanings, self.offices))


def replaced_persons(texts: NamedTexts) -> Iterator[MissingName]:
    """Yield persons whom the translation does not name, if it names nobody and has nothing in their place.

    Strength: of `a defender` and of nothing at all; the office with `the` is a loss only for a reader who has
    not met the name before.
    """
    if len(texts.first) > LONGEST:
        return
    persons = [*_persons(texts)]
    if not persons or not all(_is_gone(person.name, texts) for person in persons):
        return
    if texts.unmatched or romanised_persons(texts.second) or titled_romans(texts.second):
        return
    if not all(is_explained(place.form, texts.first_said) for place in texts.second_places):  # Seoul said
        return
    if len(persons) == 1 and _is_introduced(persons[0], texts):
        yield MissingName(persons[0].name, 0.6)
        return
    if not texts.second_said.once(is_running_text) or (
        len(persons) > 1 and stand_ins("several").search(texts.second)
    ):
        return
    if all(_is_lost(person, texts) for person in persons):
        yield from (MissingName(person.name, 0.5) for person in persons)
    elif len(persons) == 1:
        yield MissingName(persons[0].name, REFERRED_TO)


def _is_gone(name: Mention, texts: NamedTexts) -> bool:
    return not is_left(name.form, texts) and (
        " " in name.form or not is_spelt(halves(name.form)[0], texts.second)
    )


def _is_introduced(person: _Person, texts: NamedTexts) -> bool:
    """Whether the English has a new person of the same office, or an anybody that no Korean word means."""
    return any(
        english_stem(noun) in person.meanings
        or (noun in _somebody() and not is_translated(noun, texts.first_said))
        for noun in _introduced(texts.second)
    )


def _is_lost(person: _Person, texts: NamedTexts) -> bool:
    """Whether no word of the English may stand for a person."""
    english = texts.second
    return (
        not has_pronoun(english)
        and not stand_ins("person").search(english)
        and person.meanings.isdisjoint(texts.second_said.content.words)
        and not may_be_described(person.span, texts.first_said, english)
    )


def _introduced(english: str) -> Iterator[str]:
    """Yield the small words behind `a` or `an`, up to the fourth one or a function word."""
    for match in _INDEFINITE.finditer(english):
        for word in match["words"].split():
            if word in function_words():
                break
            if word.islower():
                yield word


def _persons(texts: NamedTexts) -> Iterator[_Person]:
    """Yield the certain persons of the Korean text, each with the words for the office beside the name."""
    korean = texts.first
    seen: set[int] = set()
    for name in texts.first_names:
        seen.add(name.span.start)
        if _GLOSS.match(korean, name.span.end) or _SIGNED.match(korean, name.span.end):
            continue
        person = _with_offices(name, korean)
        if (person.has_title and _may_be_person(name.form)) or (
            _AGE.match(korean, name.span.end) and _is_person(name.form)
        ):
            yield person
    for name in texts.first_said.once(foreign_persons):
        if all(loan_nats(half) >= LEAST_FOREIGN for half in name.form.split()):
            person = _with_offices(name, korean)
            if person.has_title:
                yield person
    yield from (_with_offices(name, korean) for name in unnamed_surnames(korean))
    for match in _OFFICE_AND_NAME.finditer(korean):
        if match.start("name") in seen:
            continue
        if _is_occupation(match["office"]) and match["name"][-1] not in _NOUN and _is_person(match["name"]):
            name = Mention(match["name"], Span(*match.span("name")))
            span = Span(match.start(), name.span.end)
            yield _Person(name, frozenset([match["office"]]), span, has_title=False)


def _with_offices(name: Mention, korean: str) -> _Person:
    """Return a person with the occupation before the name, and the words behind it up to a title."""
    offices = []
    start, end = name.span.start, name.span.end
    before = _BEFORE.search(korean, max(0, start - FAR), start)
    if before and _is_occupation(before[1]):
        offices.append(before[1])
        start = before.start()
    behind = _BEHIND.match(korean, end)
    title = ""
    for word in behind["words"].split() if behind else ():
        end = korean.index(word, end) + len(word)
        title = title_in(word)
        offices.append(title or without_particle(word))
        if title:
            break
    return _Person(name, frozenset(offices), Span(start, end), has_title=bool(title))


@lru_cache(maxsize=4096)
def title_in(word: str) -> str:
    """Return a word up to the end of the title that a particle or nothing follows: 부장판사는; else ''."""
    for title in sorted(titles(), key=len, reverse=True):
        head, found, rest = word.rpartition(title)
        if found and is_particle(rest.removeprefix("님")):
            return head + title
    return ""


@lru_cache(maxsize=4096)
def _meanings(office: str) -> frozenset[str]:
    """Return the stems of English words for an office, or for the title with which it ends: 부장판사."""
    ending = [row for _, row in read_table("ko/titles.tsv") if office.endswith(row["title"])]
    words = [word for row in ending for word in row["english"].replace("|", " ").split()]
    forms = [office, *(row["title"] for row in ending)]
    known = (news_lexicon().translations.get(form, frozenset()) for form in forms)
    return frozenset(map(english_stem, words)).union(*known)


@remembered
def _is_occupation(word: str) -> bool:
    """Whether a word of the lexicon names what a person does, by its ending or that of its translation."""
    meanings = news_lexicon().translations.get(word, frozenset())
    return bool(meanings) and (_OCCUPATION.search(word) is not None or any(map(_AGENT.search, meanings)))


def _is_person(word: str) -> bool:
    return _may_be_person(word) and is_like_given(halves(word)[1])


@remembered
def _may_be_person(word: str) -> bool:
    return (
        len(word) >= LEAST_SYLLABLES
        and len(halves(word)[1]) <= LONGEST_GIVEN
        and _PLURAL not in word
        and is_built_like_person(word)
        and word[-1] not in VERBAL
        and (is_known_person(word) or not news_lexicon().explains(word))
    )


@cache
def _somebody() -> frozenset[str]:
    return frozenset(row["word"] for _, row in read_table("en/stand_ins.tsv") if row["of"] == "somebody")
