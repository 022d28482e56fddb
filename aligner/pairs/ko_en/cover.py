"""Which Korean and English words translate each other, read off the lexicon; see `aligner.pairs.cover`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from aligner.languages.en.stems import english_stem, function_words
from aligner.model.text import Span
from aligner.pairs.cover import Cover
from aligner.pairs.ko_en.lexicon import news_lexicon

KOREAN_WORD = re.compile(r"[가-힣]+|[A-Za-z][A-Za-z0-9&.-]*")
_ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&'\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}-]*")
POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}]s?$")
# A gloss repeats in Latin letters what the Korean has said already: `군산항(Gunsan Port)`.
GLOSS = re.compile(
    r"\s?[(\N{FULLWIDTH LEFT PARENTHESIS}]"
    r"[^()\N{FULLWIDTH LEFT PARENTHESIS}\N{FULLWIDTH RIGHT PARENTHESIS}가-힣]{0,80}[A-Za-z]"
    r"[^()\N{FULLWIDTH LEFT PARENTHESIS}\N{FULLWIDTH RIGHT PARENTHESIS}가-힣]{0,80}"
    r"[)\N{FULLWIDTH RIGHT PARENTHESIS}]"
)
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
    for match in _ENGLISH_WORD.finditer(text):
        word = POSSESSIVE.sub("", match[0]).lower()
        if word in function_words():
            continue
        words.add(english_stem(word))
        if "-" in word:
            words.update(english_stem(part) for part in word.split("-") if part)
    return frozenset(words)


@lru_cache(maxsize=_MOST_CACHED)
def _covered_words(text: str) -> frozenset[str]:
    """Stems of an English text that some Korean stem is translated by."""
    return english_words(text) & news_lexicon().covered


def _translations(word: str) -> frozenset[str]:
    return frozenset({english_stem(word)}) if word.isascii() else news_lexicon().translations[word]


@lru_cache(maxsize=_MOST_CACHED)
def _each_translated(korean: str) -> tuple[frozenset[str], ...]:
    """The translations of each word of a Korean text, in no order."""
    return tuple(map(_translations, korean_words(korean)))


def korean_cover(korean: str, english: str) -> tuple[int, int]:
    """Of the Korean words that the lexicon covers: how many are in the English, and how many there are."""
    words, there = _each_translated(korean), english_words(english)
    return len(words) - sum(map(there.isdisjoint, words)), len(words)


def english_cover(korean: str, english: str) -> tuple[int, int]:
    """Of the English words that the lexicon covers: how many are in the Korean, and how many there are."""
    words = _covered_words(english)
    return len(words & translations_of(korean)), len(words)


def cover_of(text: str, other: str, language: str) -> tuple[int, int]:
    """The same for a text of either language: how many of its covered words the other text has."""
    return korean_cover(text, other) if language == "ko" else english_cover(other, text)


def marked_words(text: str, other: str, language: str) -> Iterator[tuple[Span, bool]]:
    """The covered words of a text, whether the other text has them."""
    if language == "ko":
        there = english_words(other)
        for match in KOREAN_WORD.finditer(text):
            known = _each_translated(match[0])
            if known:
                yield Span(*match.span()), not all(map(there.isdisjoint, known))
    else:
        wanted = translations_of(other)
        for match in _ENGLISH_WORD.finditer(text):
            stems = _covered_words(match[0])
            if stems:
                yield Span(*match.span()), not stems.isdisjoint(wanted)


@lru_cache(maxsize=_MOST_CACHED)
def translations_of(korean: str) -> frozenset[str]:
    """All English stems that can translate a word of the text."""
    return frozenset().union(*_each_translated(korean))


def exclusive_shares(parts: Sequence[str], other: str, language: str) -> list[float]:
    """For each of several sentences: how much of it only it says, of what the other side says.

    Args:
        parts: Sentences of one side.
        other: Their counterpart.
        language: Of the parts.

    Returns:
        Words of the other side that this sentence accounts for and no other one does, per word it has.
    """
    if language == "ko":
        there = _covered_words(other)
        found = [there & translations_of(part) for part in parts]
        sizes = [len(korean_words(part)) for part in parts]
    else:
        words = [_covered_words(part) for part in parts]
        wanted = {word: _translations(word) for word in korean_words(other)}
        found = [frozenset(word for word, stems in wanted.items() if stems & part) for part in words]
        sizes = [len(part) for part in words]
    shares = []
    for number, (own, size) in enumerate(zip(found, sizes, strict=True)):
        others: frozenset[str] = frozenset().union(*found[:number], *found[number + 1 :])
        shares.append(len(own - others) / (size + 1))
    return shares


def _without_glosses(korean: str) -> str:
    return GLOSS.sub("", korean)


COVER = Cover(
    of=cover_of,
    marked_words=marked_words,
    exclusive_shares=exclusive_shares,
    without_glosses=_without_glosses,
)
