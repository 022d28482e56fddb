"""How alike a Hangul and a Latin form sound: for telling that two names are *not* the same.

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
from collections.abc import Sequence

from aligner.languages.en.names import possessor
from aligner.languages.ko.stems import without_particle
from aligner.pairs.ko_en.links import hangul_reading, latin_form
from aligner.pairs.links import Reading, SpokenName, indel_similarity

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
# A place of Korea is written by rule: 2 in 100 resemble their own spelling less.
APART_PLACE = 0.64
# The sounds of two spellings of one name differ in number by this factor at most.
MOST_LONGER = 1.6


def sound_likeness(hangul: str, latin: str) -> float:
    """How alike a Hangul and a Latin word sound, from 0 to 1; the better of whole readings and consonants.

    Weaker than `NameLinks.probability`, which says nothing of short words: this is for telling that two words
    are *not* the same name.
    """
    similarity = indel_similarity()
    consonants, sounds = hangul_reading(hangul)
    sounds, several = sounds.lower(), len(consonants) > 1
    best = 0.0
    for other_consonants, reading in latin_form(latin).lowered:
        alike = similarity(sounds, reading)
        if alike > best:
            best = alike
        if several and len(other_consonants) > 1:
            alike = similarity(consonants, other_consonants)
            if alike > best:
                best = alike
    return best


def sounds_alike(hangul: str, latin: str) -> bool:
    """Whether a Hangul and a Latin word sound like one name: whether `sound_likeness` is `ALIKE` or more."""
    similarity = indel_similarity()
    consonants, sounds = hangul_reading(hangul)
    sounds, several = sounds.lower(), len(consonants) > 1
    for other_consonants, reading in latin_form(latin).lowered:
        if similarity(sounds, reading) >= ALIKE:
            return True
        if several and len(other_consonants) > 1 and similarity(consonants, other_consonants) >= ALIKE:
            return True
    return False


def word_likeness(word: str, latin: str) -> float:
    """The same for a word as it stands in a sentence, with a particle or copula it may carry."""
    return max(sound_likeness(form, latin) for form in {word, without_particle(word), COPULA.sub("", word)})


def resemblance(hangul: str, latin: str) -> float:
    """Mean likeness of consonants and of whole readings, from 0 to 1; the best reading counts.

    Examples:
        >>> resemblance("보스턴", "Boston") > HEARD > APART > resemblance("보스턴", "Harrow")
        True
    """
    return likeness_of(hangul_reading(hangul), latin_form(latin).spoken)


def likeness_of(hangul: Reading, spoken: Sequence[Reading]) -> float:
    """The same of the reading of a Hangul form and those of a Latin one as it is spoken."""
    similarity = indel_similarity()
    consonants, sounds = hangul[0], hangul[1].lower()
    best = 0.0
    for other, reading in spoken:
        alike = (similarity(consonants, other) + similarity(sounds, reading)) / 2
        if alike > best:
            best = alike
    return best


def spoken_names(english: str) -> tuple[SpokenName, ...]:
    """Capitalised words of an English text, each by itself, cut at its hyphen, with the word behind it."""
    names = []
    for match in CAPITALISED_RUN.finditer(english):
        words = match[0].split(" ")
        for number, word in enumerate(words):
            forms = (possessor(word), word.split("-")[0], " ".join(words[number : number + 2]))
            names.append(tuple((len(form), latin_form(form).spoken) for form in dict.fromkeys(forms)))
    return tuple(names)


def times_heard(hangul: str, spoken: Sequence[SpokenName]) -> int:
    """How many names of an English text (`spoken_names`) sound like a Hangul name."""
    reading = hangul_reading(hangul)
    sounds = len(reading[1])
    return sum(
        any(sounds <= length * MOST_LONGER and likeness_of(reading, forms) >= HEARD for length, forms in name)
        for name in spoken
    )
