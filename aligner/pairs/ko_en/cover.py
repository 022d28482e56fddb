"""Which Korean and English words translate each other, by the lexicon; see `aligner.pairs.cover`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words
from aligner.model.text import LanguageCode, Span
from aligner.pairs.cover import Content, Cover, Meaning
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.remembered import remembered

KOREAN_WORD = expression(r"[가-힣]+|[A-Za-z][A-Za-z0-9&.-]*")
_ENGLISH_WORD = expression(r"[A-Za-z][A-Za-z0-9&'\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}-]*")
POSSESSIVE = expression(r"['\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}]s?$")
# A gloss repeats a Korean word in Latin letters: `군산항(Gunsan Port)`.
GLOSS = expression(
    r"\s?[(\N{FULLWIDTH LEFT PARENTHESIS}]"
    r"[^()\N{FULLWIDTH LEFT PARENTHESIS}\N{FULLWIDTH RIGHT PARENTHESIS}가-힣]{0,80}[A-Za-z]"
    r"[^()\N{FULLWIDTH LEFT PARENTHESIS}\N{FULLWIDTH RIGHT PARENTHESIS}가-힣]{0,80}"
    r"[)\N{FULLWIDTH RIGHT PARENTHESIS}]"
)

# Phrases without content: they introduce a list (`다음과 같은 장점이 있습니다:` is "The advantages are:"), or
# close a sentence politely (`알려 드리고 싶을 따름입니다`, `감사드리는 바입니다`).
EMPTY = expression(r"(?:다음|아래)과 같[가-힣]+\s?|(?: 싶을)? 따름(?=이|입)|(?<=는) 바(?=이다|입니다)")
_MAY_BE_EMPTY = expression("과 같| 따름| 바[이입]")  # a quick search: EMPTY needs one of these


def korean_words(text: str) -> frozenset[str]:
    """Return the lexicon's stems and the Latin words (lower case) in a Korean text, without its glosses."""
    return frozenset(chain.from_iterable(map(_korean_stems, KOREAN_WORD.findall(without_gloss(text)))))


def without_gloss(text: str) -> str:
    """Return a text without glosses (brackets that repeat a word in Latin letters)."""
    return GLOSS.sub("", text) if "(" in text or "\N{FULLWIDTH LEFT PARENTHESIS}" in text else text


@remembered
def _korean_stems(word: str) -> tuple[str, ...]:
    if word.isascii():
        return (word.lower(),)
    return tuple(word[start:end] for start, end in news_lexicon().stems(word))


def english_words(text: str) -> frozenset[str]:
    """Return the stems of the content words of an English text, and of the parts of hyphenated words."""
    return frozenset(chain.from_iterable(map(_english_stems, _ENGLISH_WORD.findall(text))))


@remembered
def _english_stems(word: str) -> tuple[str, ...]:
    word = (word if word.isalpha() else POSSESSIVE.sub("", word)).lower()
    if word in function_words():
        return ()
    if "-" not in word:
        return (english_stem(word),)
    return (english_stem(word), *(english_stem(part) for part in word.split("-") if part))


def translations_of(korean: str) -> frozenset[str]:
    """Return all English stems that can translate a word of the text; the text is usually a single word."""
    return frozenset().union(*_korean_meanings(korean_words(korean)))


def _korean_meanings(words: Iterable[str]) -> tuple[Meaning, ...]:
    """Return the translations of each word; a Latin word translates itself."""
    return tuple(map(_korean_meaning, words))


@remembered
def _korean_meaning(word: str) -> Meaning:
    return frozenset((english_stem(word),)) if word.isascii() else news_lexicon().translations[word]


def _english_meanings(words: Iterable[str]) -> tuple[Meaning, ...]:
    """Return each word that translates some Korean stem, as a meaning of this one word."""
    return tuple(map(_itself, filter(news_lexicon().covered.__contains__, words)))


@remembered
def _itself(word: str) -> Meaning:
    return frozenset((word,))


def _read(text: str, language: LanguageCode) -> Content:
    if language == "ko":
        words = korean_words(text)
        meanings = _korean_meanings(words)
        return Content(words, meanings, frozenset().union(*meanings))
    words = english_words(text)
    return Content(words, (), words, words & news_lexicon().covered)


def _located(text: str, language: LanguageCode) -> Iterator[tuple[Span, tuple[Meaning, ...]]]:
    if language == "ko":
        for match in KOREAN_WORD.finditer(text):
            yield Span(*match.span()), _korean_meanings(_korean_stems(match[0]))
    else:
        for match in _ENGLISH_WORD.finditer(text):
            yield Span(*match.span()), _english_meanings(_english_stems(match[0]))


def _without_glosses(korean: str) -> str:
    return without_gloss(EMPTY.sub("", korean) if _MAY_BE_EMPTY.search(korean) else korean)


COVER = Cover(read=_read, located=_located, without_glosses=_without_glosses)
