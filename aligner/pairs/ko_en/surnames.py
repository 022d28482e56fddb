"""Korean surnames with only a title, as in later mentions of a person, and surnames that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache, lru_cache

from aligner.expressions import expression
from aligner.languages.ko.names import LONGEST, holds_title, not_persons, titles
from aligner.languages.ko.stems import hangul_words, is_particle, without_particle
from aligner.languages.ko.surnames import surnames
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import ALIKE, HEARD, resemblance
from aligner.pairs.ko_en.romanised import (
    ROMAN_WORD,
    Roman,
    halves,
    is_like_given,
    is_surname,
    romanised_persons,
    surnames_of,
    title_words,
    titled_romans,
)
from aligner.pairs.ko_en.spellings import is_given
from aligner.pairs.ko_en.strangers import FINALS, FIRST_SYLLABLE, SS
from aligner.pairs.names import ChangedName, NamedTexts
from aligner.tables import read_table

# Surnames that are also demonstratives: 이 시장 and 그 대표 count only beside the same office in English.
# A single name at the beginning of its clause, and words that show that it is a person.
_SPEAKER = expression(
    r"(?:^|[.!?,\N{RIGHT DOUBLE QUOTATION MARK}\"] |(?<=said )|(?<=says ))(?P<name>[A-Z][a-z]{2,5})"
    r"(?:, who|(?: also)? (?:said|says|told|added|explained|noted|stressed|argued|claimed|stated))\b"
)
_UNNAMED = expression(
    r"(?<![가-힣])(?P<name>[가-힣])모(?:\(\d{1,2}[^()]{0,8}\))? ?(?:씨|군|양)(?![가-힣]{3})"
)
_SURNAMED = expression(
    r"\b(?:surnamed |(?:sur|last |family )names?,? (?:is |was |of )?|identified (?:only )?(?:as|by) )"
    r"(?P<name>[A-Z][a-z]+)\b"
)
_FORMER = "전"  # also a surname
_WORD_BEFORE = expression(r"([가-힣]+) $")
FAR = 20  # characters before a name in which the word before it stands
GIVEN_SYLLABLES = 2  # of nearly all given names
DEMONSTRATIVES = frozenset("이")


def titled_surnames(text: str) -> list[Mention]:
    """Find surnames with only a title, as in later mentions of a person; `halves` gives the surname.

    Examples:
        >>> [name.form for name in titled_surnames("김 지사는 봉씨와 만났다.")]
        ['김 지사', '봉씨']
        >>> [name.form for name in titled_surnames("문 전 대표와 김가온 전 의원이 만났다.")]
        ['문 전 대표']
    """
    if not holds_title(text):
        return []
    return [
        Mention(match["name"], Span(*match.span("name")))
        for match in _titled_surname().finditer(text)
        if not _is_former(match, text)
    ]


def _is_former(match: re.Match[str], text: str) -> bool:
    """Whether 전 is no surname but `former`: a word without a particle precedes it, as in 문가온 전 대표."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - FAR), match.start())
    return before is not None and match["name"][0] == _FORMER and without_particle(before[1]) == before[1]


@cache
def _titled_surname() -> re.Pattern[str]:
    # The first letter comes first, because a search looks for it; then the look-behind.
    long = "".join(f"(?<={name[0]}){name[1:]}|" for name in sorted(surnames()) if len(name) > 1)
    short = "".join(sorted(name for name in surnames() if len(name) == 1))
    first = "".join(sorted({name[0] for name in surnames()}))
    family = f"[{first}](?<![가-힣].)(?:{long}(?<=[{short}]))"
    title = "|".join(sorted(titles() - {"씨"}, key=lambda name: (-len(name), name)))
    return expression(
        rf"(?P<name>{family}(?: (?:{_FORMER} )?(?:{title})| ?씨))"
        r"(?:님?(?:[은는이가의도을를]|에게|와|과|$|[ ,.])|님?께서)"
    )


@cache
def english_titles(title: str) -> re.Pattern[str]:
    """Return a pattern of the English titles of an office before a name: 시장, `Mayor `."""
    words = [row["english"] for _, row in read_table("ko/titles.tsv") if row["title"] == title]
    return expression(rf"(?<!\w)(?:{words[0] if words else '(?!)'})\.? $", re.IGNORECASE)


def changed_surname(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a surname with only a title that became another surname.

    Right:
        `양 군수가 연설했다.` / `Governor Yang gave a speech.`, `Ryang gave a speech.`, `He gave a speech.`,
            `Governor Okonkwo and Yang spoke.`
        `봉 국장은 이렇게 말했다.` / `Park Avenue was closed.`
        `이 시장은 크다.` / `This market is large.`
        `이 대표가 말했다.` / `The leader told Mr. Park.`
        `경찰은 류모 씨를 체포했다.` / `Police arrested a man surnamed Ryu.`, `Police arrested Yoo.`
    Wrong (name):
        `양 군수가 연설했다.` / `Governor Hwang gave a speech.`, `Governor Hwang Si-on gave a speech.`
        `이 시장이 연설했다.` / `Mayor Kim gave a speech.`
        `봉 국장은 이렇게 말했다.` / `Park said so.`
        `경찰은 류모 씨를 체포했다.` / `Police arrested a man surnamed Ahn.`

    Limits: 이 also means `this`, so it counts only if the English has the same office.
    """
    yield from _other_unnamed(texts)
    mentions = titled_surnames(texts.first)
    if not mentions:
        return
    english = texts.second
    others = unnamed(titled_romans(english), texts.first) + unnamed(romanised_persons(english), texts.first)
    if not others and len(mentions) == 1:
        yield from _speaking_other(mentions[0], texts)
    for mention in mentions if others else ():
        surname = halves(mention.form)[0]
        if is_spelt(surname, english):
            continue
        office = english_titles(mention.form[len(surname) :].strip().removeprefix(f"{_FORMER} "))
        for other in others:
            before = english[max(0, other.mention.span.start - 40) : other.mention.span.start]
            is_office = office.search(before) is not None
            if is_office or (surname not in DEMONSTRATIVES and title_words().search(before)):
                yield ChangedName(mention, other.mention, 0.85 if is_office else 0.7)
                return


def _other_unnamed(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield another surname of somebody whose given name is kept back: 류모 씨, `surnamed Ahn`."""
    for mention in unnamed_surnames(texts.first):
        surname = mention.form[:1]
        if is_spelt(surname, texts.second):
            continue
        for other in _SURNAMED.finditer(texts.second):
            name = Mention(other["name"], Span(*other.span("name")))
            if name.form.lower() in surnames_of() and not is_surname(surname, name.form):
                span = Span(mention.span.start, mention.span.start + 1)
                yield ChangedName(Mention(surname, span), name, 0.75)
                return


def unnamed_surnames(korean: str) -> Iterator[Mention]:
    """Yield the names of persons whose given names are kept back.

    Examples:
        >>> [name.form for name in unnamed_surnames("경찰은 류모(45) 씨를 체포했다.")]
        ['류모']
    """
    for match in _UNNAMED.finditer(korean):
        if match["name"] in surnames():
            span = Span(match.start("name"), match.end("name") + 1)
            yield Mention(span.of(korean), span)


def _speaking_other(mention: Mention, texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield another surname, without a title, as a subject: 봉 국장, `Park said`, `Park, who is`."""
    surname = halves(mention.form)[0]
    if surname in DEMONSTRATIVES or is_spelt(surname, texts.second):
        return
    for match in _SPEAKER.finditer(texts.second):
        name = Mention(match["name"], Span(*match.span("name")))
        if name.form.lower() in surnames_of() and unnamed([Roman(name.form, "", name)], texts.first):
            yield ChangedName(mention, name, 0.7)
            return


def unnamed(romans: Sequence[Roman], korean: str) -> list[Roman]:
    """Return the romanised persons whom no Hangul word names."""
    if not romans:
        return []
    named = _possible_names(korean)
    return [roman for roman in romans if not any(_may_be(word, roman) for word in named)]


@lru_cache(maxsize=64)
def _possible_names(korean: str) -> Set[str]:
    """Return words that may name persons: words of two syllables or more, and surnames with a title.

    The result is cached, because several rules ask in turn.
    """
    words = set(hangul_words(korean))
    words |= {without_particle(word) for word in words}
    return {word for word in words if len(word) > 1 and not _is_no_name(word)} | {
        halves(one.form)[0] for one in titled_surnames(korean)
    }


def _is_no_name(word: str) -> bool:
    """Whether a word is 씨 with a particle, or has the final consonant of a past tense: 열렸다."""
    if word[0] == "씨" and is_particle(word[1:]):
        return True
    return any((ord(syllable) - FIRST_SYLLABLE) % FINALS == SS for syllable in word)


def _may_be(word: str, roman: Roman) -> bool:
    """Whether a Hangul word may name a romanised person: by its surname, its whole, or its sound."""
    surname, given = halves(word) if len(word) > 1 else (word, "")
    if is_surname(surname, roman.surname):
        if roman.given:
            return not given or (len(word) <= LONGEST and _is_given_of(word, given, roman.given))
        return len(word) <= LONGEST and (
            not given
            or is_known_person(word)
            or (is_like_given(without_particle(word)[len(surname) :]) and not news_lexicon().explains(word))
        )
    if not given or (surname in surnames() and roman.given and is_given(given, roman.given)):
        return False
    # A word of the lexicon sounds like a name by chance, and many words sound like a surname (방금, Park).
    alike = HEARD if roman.given else ALIKE
    return not news_lexicon().explains(word) and resemblance(word, roman.mention.form) >= alike


def _is_given_of(word: str, given: str, latin: str) -> bool:
    """Whether a given name is the Latin one; its third syllable may be a particle or a title: 서준은."""
    if len(given) > GIVEN_SYLLABLES and is_given(given[:GIVEN_SYLLABLES], latin):
        return True
    return (len(given) <= GIVEN_SYLLABLES or without_particle(word) == word) and is_given(given, latin)


# Final consonants of verbs, which no syllable of a name has: ㄲ, ㄳ, ㄵ, ㄶ, ㄺ to ㅀ, ㅄ, ㅆ (이었다, 많은).
_FINALS_OF_VERBS = frozenset((2, 3, 5, 6, *range(9, 16), 18, 20))


def is_built_like_person(name: str) -> bool:
    """Whether a word has a surname, before what is no title and no verb, and is not listed as no person."""
    surname, given = halves(name)
    if surname not in surnames() or given in titles() or name in not_persons():
        return False
    return _FINALS_OF_VERBS.isdisjoint((ord(letter) - 0xAC00) % 28 for letter in given)


def is_known_person(word: str) -> bool:
    """Whether the lexicon has a word as the name of a person: 김정은, because it is translated by Kim."""
    meanings = news_lexicon().translations.get(word, ())
    return any(is_surname(halves(word)[0], meaning) for meaning in meanings)


def is_spelt(surname: str, english: str) -> bool:
    return any(
        is_surname(surname, part) for word in ROMAN_WORD.findall(english) for part in word.split("'s")[:1]
    )
