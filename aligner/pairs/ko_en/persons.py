"""Korean and foreign persons who became others.

A Korean name is a surname of one or two syllables and a given name; English news writes `Yang Si-on`, `Si-on
Yang`, `Yang Sion`, `S.O. Yang` or `Mayor Yang`. Both halves are compared by themselves, which tells another
person from another spelling. A person became another one where the name is gone, in whole or in one half, and
somebody stands there whom the source does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from aligner.expressions import expression
from aligner.languages.ko.names import LONGEST, holds_title, not_persons, titles
from aligner.languages.ko.stems import hangul_words, is_particle, without_particle
from aligner.languages.ko.surnames import surnames
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.halves import LOCATIVE, NO_NAME, is_name, known_names
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import (
    ALIKE,
    APART,
    HEARD,
    resemblance,
    sound_likeness,
    spoken_names,
    times_heard,
)
from aligner.pairs.ko_en.romanised import (
    ROMAN_WORD,
    SAME_GIVEN,
    Roman,
    halves,
    is_given,
    is_surname,
    romanised_persons,
    title_words,
    titled_romans,
)
from aligner.pairs.ko_en.strangers import NAME_BEFORE, unlike_common_words
from aligner.pairs.names import ChangedName, NamedTexts
from aligner.tables import read_table

PARTICLES = frozenset("은는이가을를의와과")  # what has one is no name before a title
PLACE_AFTER = expression(r" (?:[A-Z]|of )")  # `the Hall Okonkwo City`: no person
# One syllable before a title that is no name: 전 감독, 현 시장, 이 의원, 한 기자.
DETERMINERS = frozenset("이그저한두세네새전현각첫본타옛주총당시군구도국및등신부정양모")
# 노시윤은: a name of three syllables with a particle.
_BARE_PERSON = expression(r"(?<![가-힣\w])(?P<name>[가-힣]{3})(?P<rest>[가-힣]{0,3})(?![가-힣])")
NO_LAST = frozenset("은는을를와과의에")  # 박통의 is 박통 with a particle
VERBAL = frozenset("들된될할하한인해며고")  # 소속된, 사절인: built like a name, but for the end
FAR = 0.6  # strength of a half of which the other one is not even alike
# Behind a surname alone the title is as good as a name; 이 시장 and 그 대표 need the very office in English.
DEMONSTRATIVES = frozenset("이")


def titled_surnames(text: str) -> list[Mention]:
    """Surnames with nothing but a title, as in the second mention of a person; `halves` gives the surname.

    Examples:
        >>> [name.form for name in titled_surnames("김 지사는 봉씨와 만났다.")]
        ['김 지사', '봉씨']
    """
    if not holds_title(text):
        return []
    return [Mention(match["name"], Span(*match.span("name"))) for match in _titled_surname().finditer(text)]


@cache
def _titled_surname() -> re.Pattern[str]:
    # By the first letter, for which a search looks, and then what stands before it.
    long = "".join(f"(?<={name[0]}){name[1:]}|" for name in sorted(surnames()) if len(name) > 1)
    short = "".join(sorted(name for name in surnames() if len(name) == 1))
    first = "".join(sorted({name[0] for name in surnames()}))
    family = f"[{first}](?<![가-힣].)(?:{long}(?<=[{short}]))"
    title = "|".join(sorted(titles() - {"씨"}, key=lambda name: (-len(name), name)))
    return expression(rf"(?P<name>{family}(?: (?:{title})| ?씨))(?:[은는이가의도을를]|에게|와|과|$|[ ,.])")


@cache
def english_titles(title: str) -> re.Pattern[str]:
    """What English calls an office, before a name: 시장, `Mayor `."""
    words = [row["english"] for _, row in read_table("ko/titles.tsv") if row["title"] == title]
    return expression(rf"(?<!\w)(?:{words[0] if words else '(?!)'})\.? $", re.IGNORECASE)


def changed_person(texts: NamedTexts) -> Iterator[ChangedName]:
    """A Korean person who became another one, in one half of the name or in both.

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

    Measured: 26 of 120 synthetic names; none of 859 trusted pairs in vain.
    Limits: the Hangul name needs a title or an age. Where nothing of it is left, the other name must be built
    like a Korean one, have a title, or be two words that no lexicon knows.
    """
    korean, english, names = texts.first, texts.second, texts.first_names
    given = {halves(name.form)[1] for name in names}
    romans = romanised_persons(english, given) if names else []
    if not names:
        return
    unknown = _unknown(romans, korean)
    for name in names:
        surname, own = halves(name.form)
        if any(_is_named(name.form, roman) for roman in romans):
            continue
        half = [(roman, strength) for roman in unknown if (strength := _half_kept(surname, own, roman))]
        if half:
            roman, strength = half[0]
            yield ChangedName(name, roman.mention, strength)
        elif _is_gone(name.form, texts):
            for other in _strange_persons(texts)[:1]:
                yield ChangedName(name, other, 0.85 if romans else 0.7)


def changed_bare_person(texts: NamedTexts) -> Iterator[ChangedName]:
    """A Korean name without a title, of which one half is there and the other half is another.

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
        for roman in _unknown(romans, texts.first)
        if not any(roman.mention.span.overlaps(place) for place in places)
        and not _is_titled(roman, texts.first)
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
    if not _half_kept(*halves(lost[0].form), unknown[0]) and _is_gone(lost[0].form, texts):
        yield ChangedName(lost[0], unknown[0].mention, 0.6)


def _is_titled(roman: Roman, text: str) -> bool:
    """Whether the text has the surname with a title glued to it: 조시장, Mayor Cho Man-gil."""
    return any(
        surname in surnames() and given in titles() and is_surname(surname, roman.surname)
        for surname, given in (halves(found["name"]) for found in _BARE_PERSON.finditer(text))
    )


def _bare_persons(texts: NamedTexts) -> Iterator[Mention]:
    """Words that are built like a name of three syllables, and are none of the lexicon but a person's."""
    lexicon = news_lexicon()
    titled = {name.form for name in texts.first_names}
    for match in _BARE_PERSON.finditer(texts.first):
        form = match["name"]
        surname, given = halves(form)
        is_built_so = (
            surname in surnames()
            and given not in titles()  # 조시장 is Mayor Cho
            and is_particle(match["rest"])
            and form not in titled | not_persons()
        )
        if not is_built_so or (not match["rest"] and given[-1] in NO_LAST):
            continue
        if _is_known_person(form) or not (lexicon.explains(form) or lexicon.explains(match[0])):
            yield Mention(form, Span(*match.span("name")))


def _is_named(name: str, roman: Roman) -> bool:
    surname, given = halves(name)
    return is_surname(surname, roman.surname) and is_given(given, roman.given)


def _half_kept(surname: str, given: str, roman: Roman) -> float:
    """How sure it is that a name of which one half is there is another person; 0 where neither half is."""
    has_surname = is_surname(surname, roman.surname)
    if has_surname:
        is_near = not roman.has_initials and sound_likeness(given, roman.given) >= SAME_GIVEN
        return 0.6 if is_near else 0.85
    if roman.has_initials or not is_given(given, roman.given):
        return 0.0
    return 0.85 if len(given) > 1 else 0.7


def changed_surname(texts: NamedTexts) -> Iterator[ChangedName]:
    """A surname with a title alone that became another one.

    Right:
        `양 군수가 연설했다.` / `Governor Yang gave a speech.`, `Ryang gave a speech.`, `He gave a speech.`,
            `Governor Okonkwo and Yang spoke.`
        `이 시장은 크다.` / `This market is large.`
        `이 대표가 말했다.` / `The leader told Mr. Park.`
    Wrong (name):
        `양 군수가 연설했다.` / `Governor Hwang gave a speech.`, `Governor Hwang Si-on gave a speech.`
        `이 시장이 연설했다.` / `Mayor Kim gave a speech.`

    Limits: 이 is `this` as well, so it counts only beside the very office in English.
    """
    mentions = titled_surnames(texts.first)
    if not mentions:
        return
    english = texts.second
    others = _unknown(titled_romans(english), texts.first) + _unknown(romanised_persons(english), texts.first)
    for mention in mentions if others else ():
        surname = halves(mention.form)[0]
        if _is_spelt(surname, english):
            continue
        office = english_titles(mention.form[len(surname) :].strip())
        for other in others:
            before = english[max(0, other.mention.span.start - 40) : other.mention.span.start]
            is_office = office.search(before) is not None
            if is_office or (surname not in DEMONSTRATIVES and title_words().search(before)):
                yield ChangedName(mention, other.mention, 0.85 if is_office else 0.7)
                return


def changed_foreigner(texts: NamedTexts) -> Iterator[ChangedName]:
    """A foreign name of two words with a title that is gone as a whole, and another person.

    Right:
        `토머스 해리슨 감독이 왔다.` / `Coach Thomas Harrison came.`, `Coach Harrison came.`,
            `The coach came.`
        `톰 베이커 기자가 왔다.` / `Reporter Thomas Baker came.`
    Wrong (name):
        `토머스 해리슨 감독이 연설했다.` / `Coach Peter Kowalski gave a speech.`,
            `Coach Park Young-ho gave a speech.`
        `크리스 홀 감독이 연설했다.` / `Coach Tomas Ferreira gave a speech.`

    Measured: none of 859 trusted pairs in vain; neither flags-dev nor `aligner.stress` has such names, of our
    own cases (`tests/cases/mismatches/made.tsv`) all are found.
    Limits: the title must be one of the table; a half of one syllable must be known as a name (톰) or stand
    beside a half that is (크리스 홀).
    """
    for name in texts.first_said.once(foreign_persons):
        first, last = name.form.split()
        if _is_heard(last, texts):
            continue
        others = _other_surname(first, last, texts) if _is_heard(first, texts) else _strange_persons(texts)
        for other in others[:1]:
            yield ChangedName(name, other, 0.7)


def _other_surname(given: str, last: str, texts: NamedTexts) -> list[Mention]:
    """Strangers behind the given name that is there: 에밀리 카터, Emily Romano."""
    english = texts.second
    found = []
    for name in texts.unmatched:
        before = NAME_BEFORE.search(english, 0, name.span.start)
        if (
            before
            and resemblance(given, before[1]) >= HEARD > APART > resemblance(last, name.form)
            and not PLACE_AFTER.match(english, name.span.end)
        ):
            found.append(name)
    return found


def _is_heard(half: str, texts: NamedTexts) -> bool:
    """Whether a half of a name is in the translation; one of one syllable resembles too much by chance."""
    if len(half) > 1:
        return times_heard(half, texts.second_spoken) > 0
    return any(resemblance(half, word) >= ALIKE for word in ROMAN_WORD.findall(texts.second))


def foreign_persons(text: str) -> tuple[Mention, ...]:
    """Two words that the lexicon does not explain, before a title: 크리스 홀 감독."""
    found = []
    for match in _two_words_and_title().finditer(text) if holds_title(text) else ():
        first, last = match["first"], match["last"]
        if last[-1] in PARTICLES or not is_particle(match["rest"]):
            continue
        if not LOCATIVE.search(first) and not NO_NAME.search(first) and _are_names(first, last):
            found.append(Mention(f"{first} {last}", Span(match.start(), match.end("last"))))
    return tuple(found)


def _are_names(first: str, last: str) -> bool:
    if not {first, last}.isdisjoint(DETERMINERS | not_persons()) or not (
        _may_be_name(first, last) and _may_be_name(last, first)
    ):
        return False
    return all(
        len(half) > 1 or _is_known(half) or _is_known(other) for half, other in ((first, last), (last, first))
    )


def _may_be_name(half: str, other: str) -> bool:
    """Whether the lexicon does not explain a half of a name; beside a known given name a part of it may."""
    return is_name(half) or (other in known_names() and len(half) > 1 and not news_lexicon().explains(half))


def _is_known(word: str) -> bool:
    return word in news_lexicon().translations


@cache
def _two_words_and_title() -> re.Pattern[str]:
    title = "|".join(sorted(titles(), key=lambda name: (-len(name), name)))
    return expression(
        r"(?<![가-힣\d\N{RIGHT SINGLE QUOTATION MARK}”)])"
        rf"(?P<first>[가-힣]{{1,7}}) (?P<last>[가-힣]{{1,7}}) (?:{title})(?P<rest>[가-힣]*)"
    )


def _unknown(romans: Sequence[Roman], korean: str) -> list[Roman]:
    """Those whom no Hangul word names."""
    if not romans:
        return []
    named = _possible_names(korean)
    return [roman for roman in romans if not any(_may_be(word, roman) for word in named)]


def _possible_names(korean: str) -> set[str]:
    """Words that may be names of persons: all of some length, and surnames of one syllable with a title."""
    words = set(hangul_words(korean))
    words |= {without_particle(word) for word in words}
    return {word for word in words if len(word) > 1} | {
        halves(one.form)[0] for one in titled_surnames(korean)
    }


def _may_be(word: str, roman: Roman) -> bool:
    """Whether a Hangul word may name a romanised person: by its surname, its whole, or its sound."""
    surname, given = halves(word) if len(word) > 1 else (word, "")
    if is_surname(surname, roman.surname):
        if roman.given:
            return not given or (len(word) <= LONGEST and is_given(given, roman.given))
        return len(word) <= LONGEST and (
            not given or not news_lexicon().explains(word) or _is_known_person(word)
        )
    if not given or (surname in surnames() and roman.given and is_given(given, roman.given)):
        return False
    # What the lexicon explains sounds like a name by chance.
    return not news_lexicon().explains(word) and resemblance(word, roman.mention.form) >= HEARD


def _is_known_person(word: str) -> bool:
    """Whether the lexicon has a word as a person: 김정은, of which Kim is a translation."""
    meanings = news_lexicon().translations.get(word, ())
    return any(is_surname(halves(word)[0], meaning) for meaning in meanings)


def _strange_persons(texts: NamedTexts) -> list[Mention]:
    """Persons of the translation whom the source does not name: Korean ones, and pairs with a stranger."""
    korean, english = texts.first, texts.second
    romans = romanised_persons(english) + titled_romans(english)
    found = [roman.mention for roman in _unknown(romans, korean)]
    for name in texts.unmatched:
        if PLACE_AFTER.match(english, name.span.end):
            continue
        before = NAME_BEFORE.search(english, 0, name.span.start)
        if before and (unlike_common_words(before[1]) or before[1].lower() in latin_names()):
            span = Span(before.start(1), name.span.end)
            found.append(Mention(span.of(english), span))
        elif title_words().search(english[max(0, name.span.start - 40) : name.span.start]):
            found.append(name)
    return found


@cache
def latin_names() -> frozenset[str]:
    """Latin names of persons that the lexicon has, lower case: also those that are words elsewhere (Ian)."""
    return frozenset(name for names in known_names().values() for name in names.split("|"))


def _is_spelt(surname: str, english: str) -> bool:
    return any(
        is_surname(surname, part) for word in ROMAN_WORD.findall(english) for part in word.split("'s")[:1]
    )


def is_left(name: str, texts: NamedTexts) -> bool:
    """Whether anything of a person's name is in the translation."""
    return any(_is_heard(half, texts) for half in name.split()) if " " in name else not _is_gone(name, texts)


def _is_gone(name: str, texts: NamedTexts) -> bool:
    """Whether nothing of a name is left: no surname, no given name, nothing that sounds like the whole.

    Places and other persons sound like it by chance.
    """
    surname, given = halves(name)
    others = _unknown(romanised_persons(texts.second), texts.first)
    spans = [place.span for place in texts.second_places] + [
        roman.mention.span for roman in others if not is_given(given, roman.given)
    ]
    english = texts.second
    for span in spans:
        english = english[: span.start] + " " * len(span.of(english)) + english[span.end :]
    if _is_spelt(surname, english):
        return False
    spoken = spoken_names(english) if spans else texts.second_spoken
    return not any(times_heard(form, spoken) for form in (name, given))
