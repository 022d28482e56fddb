"""How much of what one side says, the other side says too, as far as the lexicon can tell.

Shared by the checks that ask whether part of a sentence is gone or whether a sentence stands in the
wrong place. Words that the lexicon does not cover are silent: they count neither way.
"""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.lexicon import english_stem, news_lexicon
from aligner.lexicon.stems import function_words

KOREAN_WORD = re.compile(r"[가-힣]+|[A-Za-z][A-Za-z0-9&.-]*")
ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&'’´-]*")
POSSESSIVE = re.compile(r"['’´]s?$")
# A gloss repeats in Latin letters what the Korean has said already: `군산항(Gunsan Port)`.
GLOSS = re.compile(r"\s?[(（][^()（）가-힣]{0,80}[A-Za-z][^()（）가-힣]{0,80}[)）]")
_MOST_CACHED = 4096


@lru_cache(maxsize=_MOST_CACHED)
def korean_words(text: str) -> frozenset[str]:
    """Stems of the lexicon and Latin words (lower case) that a Korean text holds, glosses left out."""
    lexicon = news_lexicon()
    words: set[str] = set()
    for match in KOREAN_WORD.finditer(GLOSS.sub("", text)):
        word = match[0]
        if word.isascii():
            words.add(word.lower())
        else:
            words.update(word[start:end] for start, end in lexicon.stems(word))
    return frozenset(words)


@lru_cache(maxsize=_MOST_CACHED)
def english_words(text: str) -> frozenset[str]:
    """Stems of the content words of an English text; the parts of a hyphenated word count as well."""
    words: set[str] = set()
    for match in ENGLISH_WORD.finditer(text):
        word = POSSESSIVE.sub("", match[0]).lower()
        if word in function_words():
            continue
        words.add(english_stem(word))
        if "-" in word:
            words.update(english_stem(part) for part in word.split("-") if part)
    return frozenset(words)


def _translations(word: str) -> frozenset[str]:
    return frozenset({english_stem(word)}) if word.isascii() else news_lexicon().translations[word]


def korean_cover(korean: str, english: str) -> tuple[int, int]:
    """Of the Korean words that the lexicon covers: how many are in the English, and how many there are."""
    words, there = korean_words(korean), english_words(english)
    return sum(not there.isdisjoint(_translations(word)) for word in words), len(words)


def english_cover(korean: str, english: str) -> tuple[int, int]:
    """Of the English words that the lexicon covers: how many are in the Korean, and how many there are."""
    words = english_words(english) & news_lexicon().covered
    wanted: frozenset[str] = frozenset().union(*map(_translations, korean_words(korean)))
    return len(words & wanted), len(words)
