"""Foreign persons who became other persons in the translation.

A foreign name has two words, given name and surname, in both languages. A word that the lexicon does not
explain, or that is in the table of names, may be half of such a name. One half in the translation shows which
person is meant; if the other half is missing and a different name is in its place, the translation names
another person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.expressions import compiled, expression
from aligner.languages.en.names import possessor
from aligner.languages.ko.names import holds_title, not_persons, titles
from aligner.languages.ko.stems import is_particle, without_particle
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.gazetteer import gazetteer
from aligner.pairs.ko_en.halves import LOCATIVE, NO_NAME, is_name, known_names
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import ALIKE, APART, HEARD, resemblance, times_heard
from aligner.pairs.ko_en.persons import PLACE_AFTER, is_gone, latin_names, strange_persons
from aligner.pairs.ko_en.romanised import ROMAN_WORD, halves, is_surname, surnames_of
from aligner.pairs.ko_en.strangers import HANGUL_WORD, NAME_BEFORE, is_translated, may_be_unknown
from aligner.pairs.ko_en.surnames import english_titles
from aligner.pairs.names import ChangedName, NamedTexts

LEAST_SYLLABLES = 3  # of a one-word name that is in no table
PARTICLES = frozenset("은는이가을를의와과")  # a word that ends so is no name before a title
# Syllables that are no name before a title: 전 감독, 현 시장, 이 의원, 한 기자.
DETERMINERS = frozenset("이그저한두세네새전현각첫본타옛주총당시군구도국및등신부정양모")


def changed_foreigner(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a titled foreign name of two words that is missing as a whole, with the person in its place.

    Right:
        `토머스 해리슨 감독이 왔다.` / `Coach Thomas Harrison came.`, `Coach Harrison came.`,
            `The coach came.`
        `톰 베이커 기자가 왔다.` / `Reporter Thomas Baker came.`
    Wrong (name):
        `토머스 해리슨 감독이 연설했다.` / `Coach Peter Kowalski gave a speech.`,
            `Coach Park Young-ho gave a speech.`
        `크리스 홀 감독이 연설했다.` / `Coach Tomas Ferreira gave a speech.`

    Measured: no false alarm in 859 trusted pairs. Neither flags-dev nor `aligner.stress` has names of this
    kind; all in our own cases (`tests/cases/mismatches/made.tsv`) are found.
    Limits: the title must be in the table; a half of one syllable must be a known name (톰) or follow one
    (크리스 홀).
    """
    for name in texts.first_said.once(foreign_persons):
        first, last = name.form.split()
        if is_heard(last, texts):
            continue
        others = _other_surname(first, last, texts) if is_heard(first, texts) else strange_persons(texts)
        for other in others[:1]:
            yield ChangedName(name, other, 0.7)


def changed_titled(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a titled foreign name of one word, with the other name that has that title in the translation.

    Right:
        `오콩코 총리가 말했다.` / `Prime Minister Okonkwo spoke.`, `The prime minister spoke.`
        `오콩코 감독이 말했다.` / `Coach Tom Okonkwo spoke.`
        `방콕 시장이 말했다.` / `The mayor of Bangkok, Mayor Ferreira, spoke.`
    Wrong (name):
        `오콩코 총리가 말했다.` / `Prime Minister Ferreira spoke.`
        `오콩코 감독이 말했다.` / `Coach Kim spoke.`

    Limits: the name must be in the table of names, or have three syllables and be unknown to the lexicon.
    """
    for match in _word_and_title().finditer(texts.first) if holds_title(texts.first) else ():
        name = Mention(match["name"], Span(*match.span("name")))
        if not _is_foreign(name.form) or _is_named_so(name.form, texts):
            continue
        for found in _office_and_name(match["title"]).finditer(texts.second):
            other = Mention(found["name"], Span(*found.span("name")))
            is_same = is_surname(halves(name.form)[0], possessor(other.form))  # 서준영 교수, Prof. Seo
            if not is_same and _is_another_person(other, texts):
                yield ChangedName(name, other, 0.75)
                return


def _is_foreign(name: str) -> bool:
    if name in known_names():
        return True
    if len(name) < LEAST_SYLLABLES or name in gazetteer().english or NO_NAME.search(name):
        return False
    return not news_lexicon().stems(name) and name not in not_persons()


def _is_named_so(name: str, texts: NamedTexts) -> bool:
    """Whether the translation has a name, in a form of the table or by its sound."""
    lowered = texts.second.lower()
    known = known_names().get(name, "").split("|")
    if any(form and form in lowered for form in known):
        return True
    return times_heard(name, texts.second_spoken) > 0


def _is_another_person(other: Mention, texts: NamedTexts) -> bool:
    """Whether a word behind a title names a person whom no Korean word names, and translates none."""
    form = possessor(other.form)
    behind = texts.second[other.span.end : other.span.end + 2]
    if behind[:1] == " " and behind[1:].isupper():  # Coach Tom Baker: the surname follows
        return False
    if is_translated(form, texts.first_said) or form.lower() in gazetteer().hangul:
        return False
    if not (may_be_unknown(form) or form.lower() in latin_names() or form.lower() in surnames_of()):
        return False
    words = HANGUL_WORD.findall(texts.first)
    return not any(
        resemblance(part, form) >= HEARD for word in words for part in {word, without_particle(word)}
    )


def _other_surname(given: str, last: str, texts: NamedTexts) -> list[Mention]:
    """Find unmatched names behind the given name that is kept: 에밀리 카터, Emily Romano."""
    english = texts.second

    def is_beside_given(name: Mention) -> bool:
        before = NAME_BEFORE.search(english, 0, name.span.start)
        return (
            before is not None
            and resemblance(given, before[1]) >= HEARD > APART > resemblance(last, name.form)
            and not PLACE_AFTER.match(english, name.span.end)
        )

    return texts.unmatched_of(is_beside_given)


def is_heard(half: str, texts: NamedTexts) -> bool:
    """Whether half of a name is in the translation; a half of one syllable matches too much by chance."""
    if len(half) > 1:
        return times_heard(half, texts.second_spoken) > 0
    return any(resemblance(half, word) >= ALIKE for word in ROMAN_WORD.findall(texts.second))


def foreign_persons(text: str) -> tuple[Mention, ...]:
    """Return names of two words, before a title, that the lexicon does not explain: 크리스 홀 감독."""
    persons = []
    for match in _two_words_and_title().finditer(text) if holds_title(text) else ():
        first, last = match["first"], match["last"]
        if last[-1] in PARTICLES or not is_particle(match["rest"]):
            continue
        if not LOCATIVE.search(first) and not NO_NAME.search(first) and _are_names(first, last):
            persons.append(Mention(f"{first} {last}", Span(match.start(), match.end("last"))))
    return tuple(persons)


def _are_names(first: str, last: str) -> bool:
    if not {first, last}.isdisjoint(DETERMINERS | not_persons()) or not (
        _may_be_name(first, last) and _may_be_name(last, first)
    ):
        return False
    return all(
        len(half) > 1 or _is_known(half) or _is_known(other) for half, other in ((first, last), (last, first))
    )


def _may_be_name(half: str, other: str) -> bool:
    """Whether the lexicon leaves half a name unexplained, or part of it beside a known given name."""
    return is_name(half) or (other in known_names() and len(half) > 1 and not news_lexicon().explains(half))


def _is_known(word: str) -> bool:
    return word in news_lexicon().translations


@cache
def _office_and_name(title: str) -> re.Pattern[str]:
    """Return the pattern of an office's English titles with the name behind: `Prime Minister Ferreira`."""
    return compiled(rf"(?i:{english_titles(title).pattern.removesuffix('$')})(?P<name>[A-Z][\w'-]+)")


@cache
def _word_and_title() -> re.Pattern[str]:
    title = "|".join(sorted(titles() - {"씨"}, key=lambda name: (-len(name), name)))
    return expression(
        rf"(?<![가-힣])(?<![가-힣] )(?P<name>[가-힣]{{1,7}}) (?P<title>{title})(?![가-힣]{{3}})"
    )


@cache
def _two_words_and_title() -> re.Pattern[str]:
    title = "|".join(sorted(titles(), key=lambda name: (-len(name), name)))
    return expression(
        r"(?<![가-힣\d\N{RIGHT SINGLE QUOTATION MARK}”)])"
        rf"(?P<first>[가-힣]{{1,7}}) (?P<last>[가-힣]{{1,7}}) (?:{title})(?P<rest>[가-힣]*)"
    )


def is_left(name: str, texts: NamedTexts) -> bool:
    """Whether any part of a person's name is in the translation."""
    return any(is_heard(half, texts) for half in name.split()) if " " in name else not is_gone(name, texts)
