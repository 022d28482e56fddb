"""The words and numbers of a sentence that can be evidence for what it is aligned with.

Every token has a key, under which the same word counts as the same type throughout a document, and a
class, which tells how far a match or the lack of one can be trusted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Hashable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from aligner.lexicon import english_stem, function_words, without_particle
from aligner.lexicon.stems import ENGLISH_WORD
from aligner.model.lexicon import Lexicon
from aligner.model.quantity import Quantity
from aligner.quantities.compare import keys

# Small cardinal numbers are dropped and added freely (`two`, `a first step`), larger ones are not;
# 12 is where English news stops writing words.
LARGEST_SMALL = 12

_KOREAN = re.compile(r"[가-힣]+|[A-Za-z](?:[A-Za-z0-9&'\N{RIGHT SINGLE QUOTATION MARK}.-]*[A-Za-z0-9])?")
_POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]s?$")
_SHORTEST_WORD = 3  # letters of an English word that may be evidence, unless it is all capitals


_NOWHERE = (sys.maxsize, sys.maxsize)


class TokenClass(IntEnum):
    """What kind of evidence a token is; the order is that of the weights."""

    NUMBER = 0
    SMALL_NUMBER = 1
    LATIN = 2  # Latin letters in Korean text, capitalised words in English text
    LEXICON = 3  # covered by the lexicon
    OTHER = 4


class Token(NamedTuple):
    """One piece of possible evidence in a sentence.

    `form` is what names are compared by: a Hangul word without particle, an English word.
    """

    key: Hashable
    kind: TokenClass
    start: int
    end: int
    form: str


def _quantity_tokens(quantities: Sequence[Quantity]) -> Iterator[Token]:
    for quantity in quantities:
        kind = TokenClass.SMALL_NUMBER if _is_small(quantity) else TokenClass.NUMBER
        yield Token(keys(quantity), kind, *quantity.span, quantity.surface)


def _is_small(quantity: Quantity) -> bool:
    value = quantity.value
    if isinstance(value, str):
        return False
    if isinstance(value, int):
        return abs(value) <= LARGEST_SMALL and quantity.kind not in ("percent", "money")
    return -1 < value < 1


def _words(pattern: re.Pattern[str], text: str, quantities: Sequence[Quantity]) -> list[tuple[str, int, int]]:
    """Words with start and end, without those that touch a quantity."""
    words = [(match[0], match.start(), match.end()) for match in pattern.finditer(text)]
    if not quantities:
        return words
    free = []
    spans = iter([quantity.span for quantity in quantities])
    taken_start, taken_end = next(spans)
    for word in words:
        while taken_end <= word[1]:
            taken_start, taken_end = next(spans, _NOWHERE)
        if taken_start >= word[2]:
            free.append(word)
    return free


def korean_tokens(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> list[Token]:
    """Quantities, Latin words, stems of the lexicon, and the Hangul words that hold none.

    A word that the lexicon explains is no name, so only unexplained ones are offered for names.
    """
    tokens = list(_quantity_tokens(quantities))
    for word, start, end in _words(_KOREAN, text, quantities):
        if word.isascii():
            tokens.append(Token(english_stem(word), TokenClass.LATIN, start, end, word))
            continue
        explained = 0
        for left, right in lexicon.stems(word):
            tokens.append(Token(word[left:right], TokenClass.LEXICON, start + left, start + right, ""))
            explained += right - left
        bare = without_particle(word)
        if len(bare) > 1 and explained * 2 <= len(bare):
            tokens.append(Token((bare,), TokenClass.OTHER, start, start + len(bare), bare))
    return tokens


def english_tokens(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> list[Token]:
    """Quantities and content words; a capital makes a word a name unless the lexicon knows it."""
    tokens = list(_quantity_tokens(quantities))
    covered = lexicon.covered
    for written, start, _ in _words(ENGLISH_WORD, text, quantities):
        word, stem, capital = _content_word(written)
        if not stem:
            continue
        uncovered = TokenClass.LATIN if capital else TokenClass.OTHER
        kind = TokenClass.LEXICON if stem in covered else uncovered
        tokens.append(Token(stem, kind, start, start + len(word), word))
    return tokens


@lru_cache(maxsize=65536)
def _content_word(written: str) -> tuple[str, str, bool]:
    """The word without possessive ending, its stem (empty if it says nothing), whether it has a capital."""
    word = _POSSESSIVE.sub("", written)
    if word.lower() in function_words() or (len(word) < _SHORTEST_WORD and not word.isupper()):
        return word, "", False
    return word, english_stem(word), word[0].isupper()
