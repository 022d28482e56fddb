"""Names on one side that nothing on the other side sounds like or means.

A name that was exchanged leaves two traces: a Hangul name unheard in the English text, and an English name
that is a stranger to the Korean one. Either alone is everyday translation (`the minister` for a name, a name
for `he`); a check needs both, and a reason why the one should stand for the other.

Names of three or four sounds resemble something in every long sentence, so likeness is taken of consonants
and whole readings together (mean of two Indel similarities), and only with the beginnings of words. Of 527
capitalised words of trusted development news that no table explains, against as many put into another pair,
and of 504 cities, counties and districts of Korea (`examples/measure/names.py`):

    resemblance          .50    .55    .60    .64    .70    .75    .80
    below it: own        3 %    7 %   11 %   14 %   19 %   23 %   27 %
    below it: places     0 %    1 %    1 %    2 %    9 %   11 %   22 %
    above it: other     85 %   64 %   51 %   36 %   24 %   13 %    7 %

What is missed of the own ones is mostly translated words (the Muslim Brotherhood), and all of it is a false
alarm only where a Hangul name is unheard at the same time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import compress, islice
from operator import not_

from aligner.checks.cover import english_words, korean_words
from aligner.checks.places import NO_EVIDENCE, explains, gazetteer, possessor
from aligner.lexicon import english_stem, news_lexicon, without_particle
from aligner.lexicon.stems import function_words
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.names.links import indel_similarity, readings
from aligner.pairs.ko_en.sounds import hangul_sounds, skeleton

HANGUL_WORD = re.compile(r"[가-힣]+")
UNCOUNTED_WORD = re.compile(r"(?<![가-힣\d])[가-힣]+")  # no `명이` of 30명이
WHOLE_WORD = re.compile(
    r"(?<![가-힣\d\N{RIGHT SINGLE QUOTATION MARK}”)])[가-힣]{2,}"
)  # no particle behind a quotation or bracket either
# Order of the syllables in Unicode: 28 finals to every initial and vowel, ㅆ is number 20.
FIRST_SYLLABLE, FINALS, SS = 0xAC00, 28, 20
NAME_WORD = re.compile(r"[A-Z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}]*[a-z](?:-[A-Za-z]+)*")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}(?:['\N{RIGHT SINGLE QUOTATION MARK}-][A-Za-z]+)*")
CAPITALISED_RUN = re.compile(
    r"\b[A-Z][\w'\N{RIGHT SINGLE QUOTATION MARK}-]+(?: [A-Z][\w'\N{RIGHT SINGLE QUOTATION MARK}-]+)*"
)
COPULA = re.compile(r"(?:이었|였|이|입니)(?:다|습니다|라고|며|으며).*$|입니다.*$|였습니다.*$")
# Likeness of sounds from 0 to 1. Of names that are the same nine in ten are above ALIKE, of different names
# nine in ten are below UNLIKE (names of trusted development news). What is between says nothing.
ALIKE, UNLIKE = 0.80, 0.55
# Resemblance from which a name is heard on the other side, see the table above.
HEARD = 0.70
# A stranger must resemble the very name it stands for less: of true pairs 7 in 100 do.
APART = 0.55
SPANISH_H = re.compile(r"j|g(?=[ei])")  # Jorge is 호르헤
# A place of Korea is written by rule: 2 in 100 resemble their own spelling less.
APART_PLACE = 0.64
LEAST_LETTERS, MOST_NAMES = 4, 60  # a text with more names is a list
LEAST_PART, LEAST_LONGER = 3, 5  # letters of the two words of a compound (Moonlight, Daybreak)
CONTRACTED = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}](?:ve|ll|re|m|d|t)$")
NAME_BEFORE = re.compile(r"\b([A-Z][a-z]+) $")
# Share of the content words of a text that have no capital; a headline has fewer, and no full stop.
LEAST_SMALL = 0.25
LONGEST_NAME = 7  # syllables of a name at the beginning of a Hangul word
# The sounds of two spellings of one name differ in number by this factor at most.
MOST_LONGER = 1.6


@lru_cache(maxsize=65536)
def likeness(hangul: str, latin: str) -> float:
    """How alike a Hangul and a Latin word sound, from 0 to 1; the better of whole readings and consonants.

    Weaker than `aligner.names.link_probability`, which says nothing of short words: this is for telling
    that two words are *not* the same name.
    """
    similarity = indel_similarity()
    sounds = hangul_sounds(hangul)
    bones, sounds = skeleton(sounds), sounds.lower()
    best = 0.0
    for other_bones, reading in readings(latin):
        best = max(best, similarity(sounds, reading.lower()))
        if min(len(bones), len(other_bones)) > 1:
            best = max(best, similarity(bones, other_bones))
    return best


def word_likeness(word: str, latin: str) -> float:
    """The same for a word as it stands in a sentence, with a particle or copula it may carry."""
    return max(likeness(form, latin) for form in {word, without_particle(word), COPULA.sub("", word)})


@lru_cache(maxsize=65536)
def resemblance(hangul: str, latin: str) -> float:
    """Mean likeness of consonants and of whole readings, from 0 to 1; the best reading counts.

    Examples:
        >>> resemblance("보스턴", "Boston") > HEARD > APART > resemblance("보스턴", "Harrow")
        True
    """
    similarity = indel_similarity()
    sounds = hangul_sounds(hangul)
    bones, sounds = skeleton(sounds), sounds.lower()
    return max(
        (similarity(bones, other) + similarity(sounds, reading)) / 2 for other, reading in _spoken(latin)
    )


@lru_cache(maxsize=65536)
def _spoken(latin: str) -> tuple[tuple[str, str], ...]:
    """Skeleton and sounds, in lower case, of every reading of a Latin form, the Spanish one among them."""
    spanish = SPANISH_H.sub("h", latin.lower())
    forms = (latin,) if spanish == latin.lower() else (latin, spanish)
    return tuple((bones, reading.lower()) for form in forms for bones, reading in readings(form))


@lru_cache(maxsize=16)
def strangers(korean: str, english: str) -> tuple[Mention, ...]:
    """Capitalised words of an English text that are no words of the lexicon and that no Korean word explains.

    Examples:
        >>> [name.form for name in strangers("강나루시는 보스턴과 손잡았다.", "Ferreira City joined Boston.")]
        ['Ferreira']
    """
    lowered, words = korean.lower(), UNCOUNTED_WORD.findall(korean)
    unheard = [
        name
        for name in islice(english_names(english), MOST_NAMES)
        if name.form.lower() not in lowered
        and not is_translated(name.form, korean)
        and not any(_begins_like(words, form, english) for form in _forms(name, english))
        and not explains(korean, name.form)
    ]
    if not unheard or not is_running_text(english):
        return ()
    return tuple(name for name in unheard if not _is_word_here(name, english))


def english_names(text: str) -> Iterator[Mention]:
    """Capitalised words of four letters or more that the lexicon does not know as words."""
    for match in NAME_WORD.finditer(text):
        form = possessor(match[0])
        if (
            max(map(len, form.split("-"))) < LEAST_LETTERS
            or form.lower() in _plain_words()
            or CONTRACTED.search(form)
        ):
            continue
        if unlike_common_words(form) or _is_place(form):
            yield Mention(form, Span(match.start(), match.start() + len(form)))


def _forms(name: Mention, text: str) -> Iterator[str]:
    """A name as Korean may write it: by itself, without what is joined on, with the name before it."""
    yield name.form
    first, *rest = name.form.split("-")
    if rest:
        yield first
    before = NAME_BEFORE.search(text, 0, name.span.start)
    if before:
        yield f"{before[1]} {name.form}"


def is_running_text(english: str) -> bool:
    """Whether capitals mean names: not in headlines, where nearly every word has one."""
    words: list[str] = [word for word in LATIN_WORD.findall(english) if word.lower() not in function_words()]
    small = sum(word[0].islower() for word in words)
    return small >= LEAST_SMALL * len(words) or (small > 0 and english.rstrip().endswith((".", "!", "?")))


def _is_word_here(name: Mention, text: str) -> bool:
    """Whether it is a word after all: small elsewhere, opening the text, or made of two words."""
    form = name.form.lower()
    if form in text or (name.span.start == 0 and form.endswith(("ly", "ing", "ed"))):
        return True
    parts = ((form[:n], form[n:]) for n in range(LEAST_PART, len(form) - LEAST_PART + 1))
    return any(max(map(len, two)) >= LEAST_LONGER and all(map(_is_word, two)) for two in parts)


def _is_place(name: str) -> bool:
    return name.lower() in gazetteer().hangul and name.lower() not in NO_EVIDENCE


def _is_word(word: str) -> bool:
    return english_stem(word) in news_lexicon().covered and not unlike_common_words(word)


def _begins_like(words: Sequence[str], name: str, english: str) -> bool:
    """Whether the beginning of a Hangul word sounds like a name; words with its first sound are tried first.

    A word whose meaning stands in the translation sounds like a name by chance. No name has a syllable that
    ends in ㅆ, which the past tense has everywhere (했, 였): a word is taken up to there.
    """
    known = readings(name)
    length = max(len(sounds) for _, sounds in known)
    initials = {sounds[:1] for _, sounds in known}
    likely = [hangul_sounds(word[0])[:1] in initials for word in words]
    for word in (*compress(words, likely), *compress(words, map(not_, likely))):
        for size in range(1, min(len(word), LONGEST_NAME) + 1):
            sounds = len(hangul_sounds(word[:size]))
            if sounds > length * MOST_LONGER or (ord(word[size - 1]) - FIRST_SYLLABLE) % FINALS == SS:
                break
            if sounds * MOST_LONGER < length or resemblance(word[:size], name) < HEARD:
                continue
            if _is_said(word, english):
                break
            return True
    return False


def _is_said(word: str, english: str) -> bool:
    """Whether the first stem of a Hangul word is translated."""
    lexicon = news_lexicon()
    stems = lexicon.stems(word)
    if not stems or stems[0][0]:
        return False
    return not english_words(english).isdisjoint(lexicon.translations[word[: stems[0][1]]])


def times_heard(hangul: str, english: str) -> int:
    """How many names of an English text, words or two together, sound like a Hangul name."""
    sounds = len(hangul_sounds(hangul))
    found = 0
    for match in CAPITALISED_RUN.finditer(english):
        words = match[0].split(" ")
        for number, word in enumerate(words):
            forms = (possessor(word), word.split("-")[0], " ".join(words[number : number + 2]))
            found += any(
                sounds <= len(form) * MOST_LONGER and resemblance(hangul, form) >= HEARD for form in forms
            )
    return found


def is_translated(word: str, korean: str) -> bool:
    """Whether some Korean word is translated by it: then it is no name, or a name that is there."""
    return not korean_words(korean).isdisjoint(_translated_by().get(english_stem(word), ()))


@cache
def _plain_words() -> frozenset[str]:
    """Words with a capital or without one that are no names: function words, months and their short forms."""
    from babel import Locale

    months = Locale("en").months["format"]
    return function_words() | {
        name.lower() for width in ("wide", "abbreviated") for name in months[width].values()
    }


@cache
def _translated_by() -> dict[str, tuple[str, ...]]:
    """The lexicon the other way round: Korean stems of every English stem."""
    stems: dict[str, list[str]] = defaultdict(list)
    for stem, words in news_lexicon().translations.items():
        for word in words:
            stems[word].append(stem)
    return {word: tuple(known) for word, known in stems.items()}


@lru_cache(maxsize=65536)
def unlike_common_words(word: str) -> bool:
    """Whether the lexicon does not have it as a word (`island`, 섬), at most as a name that sounds alike."""
    stem = english_stem(word)
    return all(likeness(known, stem) >= ALIKE for known in _translated_by().get(stem, ()))
