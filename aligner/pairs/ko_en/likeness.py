"""How alike a Hangul and a Latin form sound, to decide that two names are *not* the same.

A name of three or four sounds resembles something in every long sentence. So likeness is measured on
consonants and whole readings together (mean of two Indel similarities), and only at the beginnings of words.
The table is measured on 527 capitalised words of trusted development news that no table explains, on as many
words put into another pair, and on 504 cities, counties and districts of Korea (`examples/measure/names.py`):

    resemblance          .50    .55    .60    .64    .70    .75    .80
    below it: own        3 %    7 %   11 %   14 %   19 %   23 %   27 %
    below it: places     0 %    1 %    1 %    2 %    9 %   11 %   22 %
    above it: other     85 %   64 %   51 %   36 %   24 %   13 %    7 %

Most own words below the limit are translated, not transliterated (the Muslim Brotherhood). They become false
alarms only if a Hangul name is unmatched in the same pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from aligner.expressions import compiled
from aligner.languages.en.names import possessor
from aligner.languages.en.stems import function_words
from aligner.languages.ko.stems import without_particle
from aligner.pairs.ko_en.links import hangul_reading, latin_form
from aligner.pairs.links import Reading, SpokenName, indel_similarity
from aligner.tables import read_table

CAPITALISED_RUN = compiled(
    r"\b[A-Z][\w'\N{RIGHT SINGLE QUOTATION MARK}-]+(?: [A-Z][\w'\N{RIGHT SINGLE QUOTATION MARK}-]+)*"
)
COPULA = compiled(r"(?:이었|였|이|입니)(?:다|습니다|라고|며|으며).*$|입니다.*$|였습니다.*$")
# Likeness of sounds from 0 to 1. Nine in ten pairs of forms of one name are above ALIKE, nine in ten pairs of
# different names are below UNLIKE (names of trusted development news). A value between them is no evidence.
ALIKE, UNLIKE = 0.80, 0.55
# Resemblance from which a name counts as present on the other side, see the table above.
HEARD = 0.70
# If the consonants alone are less alike, no likeness of the whole readings makes up for it.
_LEAST_CONSONANTS = 2 * HEARD - 1
# An unmatched name must resemble the name that it replaced less than this; 7 in 100 true pairs do.
APART = 0.55
# Places of Korea are romanised by rule: only 2 in 100 resemble their own spelling less than this.
APART_PLACE = 0.64
# Largest ratio between the numbers of sounds in two spellings of one name.
MOST_LONGER = 1.6


def sound_likeness(hangul: str, latin: str) -> float:
    """Return how alike two words sound, 0 to 1: the greater similarity of whole readings and consonants.

    This is weaker evidence than `NameLinks.probability`, which does not judge short words. Use it to decide
    that a Hangul and a Latin word are *not* one name.
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
    """Whether a Hangul and a Latin word sound like one name: `sound_likeness` of at least `ALIKE`."""
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
    """Return `sound_likeness` for a word of a sentence, which may carry a particle or the copula."""
    return max(sound_likeness(form, latin) for form in {word, without_particle(word), COPULA.sub("", word)})


def resemblance(hangul: str, latin: str) -> float:
    """Return the mean likeness of consonants and whole readings, 0 to 1, for the best reading.

    Examples:
        >>> resemblance("보스턴", "Boston") > HEARD > APART > resemblance("보스턴", "Harrow")
        True
    """
    return likeness_of(hangul_reading(hangul), latin_form(latin).spoken)


def likeness_of(hangul: Reading, spoken: Sequence[Reading]) -> float:
    """Return `resemblance` from the reading of a Hangul form and the readings of a Latin form."""
    similarity = indel_similarity()
    consonants, sounds = hangul[0], hangul[1].lower()
    best = 0.0
    for other, reading in spoken:
        alike = (similarity(consonants, other) + similarity(sounds, reading)) / 2
        if alike > best:
            best = alike
    return best


def is_heard(hangul: Reading, spoken: Sequence[Reading]) -> bool:
    """Whether the resemblance of a Hangul form and a Latin form, by their readings, is at least `HEARD`."""
    similarity = indel_similarity()
    consonants, sounds = hangul[0], hangul[1].lower()
    for other, reading in spoken:
        alike = similarity(consonants, other)
        if alike >= _LEAST_CONSONANTS and (alike + similarity(sounds, reading)) / 2 >= HEARD:
            return True
    return False


def spoken_names(english: str) -> tuple[SpokenName, ...]:
    """Return capitalised words of an English text: each alone, cut at its hyphen, and with the next word."""
    names = []
    for match in CAPITALISED_RUN.finditer(english):
        words = match[0].split(" ")
        if len(words) == 1 and match[0].lower() in function_words():  # `An appeal` names no 안
            continue
        for number, word in enumerate(words):
            if (
                number == 0 < len(words) - 1 and word.lower() in _offices()
            ):  # Chancellor, which 앙겔라 sounds like
                continue
            forms = (possessor(word), word.split("-")[0], " ".join(words[number : number + 2]))
            names.append(tuple(map(latin_form, dict.fromkeys(forms))))
    return tuple(names)


@cache
def _offices() -> frozenset[str]:
    """Return the English titles of one word, in lower case."""
    titles = (title for _, row in read_table("ko/titles.tsv") for title in row["english"].split("|"))
    return frozenset(title for title in titles if " " not in title)


def times_heard(hangul: str, spoken: Sequence[SpokenName]) -> int:
    """Count the names of an English text (`spoken_names`) that sound like a Hangul name."""
    reading = hangul_reading(hangul)
    sounds = len(reading[1])
    return sum(
        any(sounds <= len(form.written) * MOST_LONGER and is_heard(reading, form.spoken) for form in name)
        for name in spoken
    )
