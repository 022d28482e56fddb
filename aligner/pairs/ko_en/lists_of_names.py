"""Lists of names of which the translation keeps all but one.

Whoever leaves out one name of a list writes no pronoun for it: `A와 B` that became `A` lacks B. A list is a
run of names with a joining particle or sign between them, each perhaps with its office before or behind it:
작곡가 문가온, 화가 하준서 씨. Names are Korean persons, foreign names and organisations, also mixed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from aligner.expressions import expression
from aligner.languages.ko.names import not_persons, titles
from aligner.languages.ko.stems import hangul_words, is_particle, without_particle, words_where
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.left_over import LONGEST, is_kept, is_loanword
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import COPULA, times_heard
from aligner.pairs.ko_en.persons import is_gone
from aligner.pairs.ko_en.romanised import halves, is_person, romanised_persons
from aligner.pairs.ko_en.single_names import known_words, size_of_known
from aligner.pairs.ko_en.stand_ins import stand_ins
from aligner.pairs.ko_en.surnames import is_built_like_person, is_known_person, unnamed
from aligner.pairs.ko_en.transliterated import transliterated, transliterated_size
from aligner.pairs.names import MissingName, NamedTexts
from aligner.remembered import remembered

_JOINT = expression(r"[가-힣](?:[와과,]|하고|랑)[, ]|[가-힣)] ?[·ㆍ/;,] ?[가-힣]|[가-힣] 및 ")
_OPENS = expression(r"(?<![A-Za-z\d])")
_LONGEST = 12  # syllables of a word that may be a name
_RESPECT = "씨|님|군|양"
# What may stand between two names of a list, after the first one: its title or age, the joint, the office
# of the other.
_BETWEEN = expression(
    rf"(?: ?(?:{_RESPECT})(?![가-힣]{{2}})|(?P<title> [가-힣]{{2,8}}?))?(?:\([^()]{{1,20}}\))?"
    r"(?:(?:과|와|하고|이랑|랑),? |,? ?[·ㆍ/;,] ?| 및 )"
    r"(?P<office>(?:[가-힣A-Za-z·]{1,8}(?:: ?| ?= ?| )){0,2})"
)
_IN_A_NAME = expression(r" (?:[A-Z]\.? )?")  # between the words of a foreign name: 마크 W 쿠르츠
_NEXT_WORD = expression(r" (?:[A-Z]\.? )?([가-힣]{2,7})")
_OFFICE_BEFORE = expression(r"([가-힣]{1,8}) $")
_OFFICE_BEHIND = expression(r"(?:\([^()]{1,20}\))? ([가-힣]{2,8}?)(?:[은는이가을를의도와과,]|에게|$|[ .])")
_NO_OFFICE = expression(r"[한된는은던를을의]:? |함께 ")
# Endings of the names of organisations.
_ORGANISATION = expression(
    r"(?:(?<=..)[부청처원]|위원회|공사|공단|협회|재단|연구원|연구소|대학교?|은행|그룹|노조|연맹|학회)$"
)
_MAY_BE_ORGANISATION = expression("[부청처원회사단소교대행룹조맹]")  # a quick test
LEAST_LISTED = 2  # names of a list
LEAST_KEPT = 2  # names that make a list of their own in the English, whatever pronouns are elsewhere


class _Sort(Enum):
    PERSON = "a Korean person"
    FOREIGN = "a foreign name"
    ORGANISATION = "an organisation"


@dataclass(frozen=True, slots=True)
class _Name:
    """A possible name of a list.

    Attributes:
        mention: The name, without title and particle.
        sort: What it names.
        parts: The words of it, each with its span.
    """

    mention: Mention
    sort: _Sort
    parts: tuple[Mention, ...]


def lost_of_joined(texts: NamedTexts) -> Iterator[MissingName]:
    """Yield the only name of a list that is left out, if the translation has the others and no other name."""
    if len(texts.first) > LONGEST or not _JOINT.search(texts.first) or not _may_have_two(texts):
        return
    for group in _lists(texts):
        persons = [name.mention.form for name in group if name.sort is _Sort.PERSON]
        gone = [name for name in group if not _is_there(name, texts, persons)]
        if len(gone) != 1 or not any(_is_sure(name, texts) for name in group if name.sort is gone[0].sort):
            continue
        if len(group) <= LEAST_KEPT and stand_ins("person", "several").search(texts.second):
            continue
        if _has_office(gone[0], [name for name in group if name is not gone[0]], texts):
            continue
        if texts.unmatched or unnamed(romanised_persons(texts.second), texts.first):
            return
        yield MissingName(gone[0].mention, 0.75 if len(group) > LEAST_KEPT else 0.65)


def _may_have_two(texts: NamedTexts) -> bool:
    """Whether the Korean text has at least two words that may be names; a quick test."""
    words = hangul_words(texts.first)
    return sum(map(_may_be_listed, words)) + len(texts.first_names) >= LEAST_LISTED


@remembered
def _may_be_listed(word: str) -> bool:
    return bool(_read(word) or transliterated_size(word) or size_of_known(word))


def _has_office(gone: _Name, others: list[_Name], texts: NamedTexts) -> bool:
    """Whether the English has the office of a name, which no other name of the list has: `the chairman`."""
    korean = texts.first
    own = _offices(gone.mention.span, korean)
    own = own.difference(*(_offices(name.mention.span, korean) for name in others))
    meanings = (news_lexicon().translations.get(office, frozenset()) for office in own)
    return not frozenset().union(*meanings).isdisjoint(texts.second_said.content.words)


def _offices(span: Span, korean: str) -> frozenset[str]:
    """Return the words for the office of a name, before it and behind it."""
    before = _OFFICE_BEFORE.search(korean, 0, span.start)
    behind = _OFFICE_BEHIND.match(korean, span.end)
    words = {match[1] for match in (before, behind) if match}
    return frozenset(words | {title for word in words for title in titles() if word.endswith(title)})


def _lists(texts: NamedTexts) -> Iterator[list[_Name]]:
    """Yield runs of two or more names that are joined, left to right."""
    group: list[_Name] = []
    for name in _names(texts):
        if group and not _is_joined(group[-1].mention, name.mention, texts.first):
            if len(group) > 1:
                yield group
            group = []
        group.append(name)
    if len(group) > 1:
        yield group


def _is_joined(one: Mention, other: Mention, korean: str) -> bool:
    between = _BETWEEN.fullmatch(korean, one.span.end, other.span.start)
    if not between or _NO_OFFICE.search(between["office"]):
        return False
    title = between["title"]
    return title is None or title.strip().endswith(tuple(titles()))


def _names(texts: NamedTexts) -> list[_Name]:
    """Return the possible names of the Korean text, left to right; a foreign name may have several words."""
    korean = texts.first
    names: dict[int, _Name] = {}
    for word, start in words_where(korean, _read):
        read = _read(word)
        if read and _OPENS.match(korean, start):
            sort, size = read
            _add(names, Mention(word[:size], Span(start, start + size)), sort)
    for person in texts.first_names:
        if " " not in person.form and len(person.form) > 2:
            _add(names, person, _Sort.PERSON)
    for foreign in (*texts.first_said.once(transliterated), *texts.first_said.once(known_words)):
        _add(names, foreign, _Sort.FOREIGN)
    return _joined(korean, (name for _, name in sorted(names.items())))


def _joined(korean: str, names: Iterable[_Name]) -> list[_Name]:
    """Return names, of which those with only a blank or an initial between them are one: 마크 W 쿠르츠."""
    joined: list[_Name] = []
    for name in names:
        last = joined[-1] if joined else None
        is_one = last and _IN_A_NAME.fullmatch(korean, last.mention.span.end, name.mention.span.start)
        if last and is_one and (last.sort, name.sort) == (_Sort.FOREIGN, _Sort.PERSON):  # 바리톤 고성현
            joined[-1] = name
        elif last and is_one and (last.sort, name.sort) == (_Sort.PERSON, _Sort.ORGANISATION):
            continue  # 문가온 외교부 장관: the office of the person
        elif last and is_one:
            span = Span(last.mention.span.start, name.mention.span.end)
            joined[-1] = _Name(Mention(span.of(korean), span), last.sort, (*last.parts, *name.parts))
        else:
            joined.append(name)
    return joined


def _add(names: dict[int, _Name], mention: Mention, sort: _Sort) -> None:
    names[mention.span.start] = _Name(mention, sort, (mention,))


@remembered
def _read(word: str) -> tuple[_Sort, int] | None:
    """Return whether a word is a person or an organisation, and its syllables without its ending."""
    word = word[:_LONGEST]
    if word in not_persons() or word in titles():
        return None
    for size in (3, 4):
        name, rest = word[:size], word[size:]
        if len(name) == size and _is_rest(rest) and _is_person(name, word):
            return _Sort.PERSON, size
    for size in range(len(word), 2, -1) if _MAY_BE_ORGANISATION.search(word) else ():
        if (
            is_particle(word[size:])
            and _ORGANISATION.search(word[:size])
            and news_lexicon().stems(word[:size])
        ):
            return _Sort.ORGANISATION, size
    return None


def _is_rest(rest: str) -> bool:
    """Whether only a particle or the copula follows a name, perhaps behind 씨."""
    if rest[:1] and rest[0] in _RESPECT:
        rest = rest[1:]
    return is_particle(rest) or COPULA.fullmatch(rest) is not None


def _is_person(name: str, word: str) -> bool:
    if len(halves(name)[1]) > 2 or not is_built_like_person(name):
        return False
    lexicon = news_lexicon()
    return is_known_person(name) or not (lexicon.explains(name) or lexicon.explains(word))


def _is_there(name: _Name, texts: NamedTexts, persons: Collection[str] = ()) -> bool:
    """Whether the English has a name of a list with these persons."""
    if name.sort is _Sort.PERSON:
        return not is_gone(name.mention.form, texts, persons)
    if any(is_kept(part, texts) or is_loanword(part, texts) for part in name.parts):
        return True
    if name.sort is _Sort.FOREIGN:
        beside = _NEXT_WORD.match(texts.first, name.mention.span.end)  # 쿠르츠, which no table has
        return beside is not None and times_heard(without_particle(beside[1]), texts.second_spoken) > 0
    return is_meant(name.mention.form, (), texts)


def _is_sure(name: _Name, texts: NamedTexts) -> bool:
    """Whether the English has a name as a romanised person, as a capitalised word, or by its meaning."""
    if name.sort is _Sort.PERSON:
        romans = romanised_persons(texts.second, {halves(name.mention.form)[1]})
        return any(is_person(name.mention.form, roman) for roman in romans)
    if name.sort is _Sort.FOREIGN:
        return any(times_heard(part.form, texts.second_spoken) for part in name.parts)
    return _is_there(name, texts)


def is_meant(organisation: str, others: Iterable[str], texts: NamedTexts) -> bool:
    """Whether the English has a word that translates part of an organisation, but no part of the others."""
    own = _meanings(organisation).difference(*map(_meanings, others))
    return not own.isdisjoint(texts.second_said.content.words)


@cache
def _meanings(organisation: str) -> frozenset[str]:
    lexicon = news_lexicon()
    kind = _ORGANISATION.search(organisation)
    ending = lexicon.translations.get(kind[0], frozenset()) if kind else frozenset[str]()
    forms = {organisation, organisation[: kind.start()] if kind else organisation}
    meant = (lexicon.translations[form[start:end]] for form in forms for start, end in lexicon.stems(form))
    return frozenset().union(*meant) - ending
