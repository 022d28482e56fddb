"""The words and numbers of a sentence that can be evidence for what it is aligned with.

Every token has a key, under which the same word counts as the same type throughout a document, and a
class, which tells how far a match or the lack of one can be trusted.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from aligner.lexicon import Lexicon, english_stem, function_words, without_particle
from aligner.lexicon.stems import ENGLISH_WORD
from aligner.quantities.compare import keys
from aligner.quantities.quantity import Quantity
from aligner.span import Span

# Small cardinal numbers are dropped and added freely (`two`, `a first step`), larger ones are not;
# 12 is where English news stops writing words.
LARGEST_SMALL = 12

_KOREAN = re.compile(r"[가-힣]+|[A-Za-z][A-Za-z0-9&'’.-]*[A-Za-z0-9]|[A-Za-z]")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORTEST_WORD = 3  # letters of an English word that may be evidence, unless it is all capitals


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
    span: Span
    form: str


def _quantity_tokens(quantities: Sequence[Quantity]) -> Iterator[Token]:
    for quantity in quantities:
        kind = TokenClass.SMALL_NUMBER if _is_small(quantity) else TokenClass.NUMBER
        yield Token(keys(quantity), kind, quantity.span, quantity.surface)


def _is_small(quantity: Quantity) -> bool:
    value = quantity.value
    if isinstance(value, str):
        return False
    if isinstance(value, int):
        return abs(value) <= LARGEST_SMALL and quantity.kind not in ("percent", "money")
    return -1 < value < 1


class _Cover:
    """Whether a stretch lies in one of the quantities; asked from left to right."""

    def __init__(self, quantities: Sequence[Quantity]) -> None:
        self._spans = iter(quantity.span for quantity in quantities)
        self._current = next(self._spans, None)

    def __contains__(self, place: tuple[int, int]) -> bool:
        while self._current is not None and self._current.end <= place[0]:
            self._current = next(self._spans, None)
        return self._current is not None and self._current.start < place[1]


def korean_tokens(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> list[Token]:
    """Quantities, Latin words, stems of the lexicon, and the Hangul words that hold none.

    A word that the lexicon explains is no name, so only unexplained ones are offered for names.
    """
    tokens = list(_quantity_tokens(quantities))
    inside = _Cover(quantities)
    for match in _KOREAN.finditer(text):
        if match.span() in inside:
            continue
        word, start = match[0], match.start()
        if word.isascii():
            tokens.append(Token(english_stem(word), TokenClass.LATIN, Span(*match.span()), word))
            continue
        stems = lexicon.stems(word)
        for left, right in stems:
            tokens.append(Token(word[left:right], TokenClass.LEXICON, Span(start + left, start + right), ""))
        bare = without_particle(word)
        if len(bare) > 1 and sum(right - left for left, right in stems) * 2 <= len(bare):
            tokens.append(Token((bare,), TokenClass.OTHER, Span(start, start + len(bare)), bare))
    return tokens


def english_tokens(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> list[Token]:
    """Quantities and content words; a capital makes a word a name unless the lexicon knows it."""
    tokens = list(_quantity_tokens(quantities))
    inside = _Cover(quantities)
    for match in ENGLISH_WORD.finditer(text):
        if match.span() in inside:
            continue
        word = _POSSESSIVE.sub("", match[0])
        if word.lower() in function_words() or (len(word) < _SHORTEST_WORD and not word.isupper()):
            continue
        stem = english_stem(word)
        if stem in lexicon.covered:
            kind = TokenClass.LEXICON
        elif word[0].isupper():
            kind = TokenClass.LATIN
        else:
            kind = TokenClass.OTHER
        tokens.append(Token(stem, kind, Span(match.start(), match.start() + len(word)), word))
    return tokens
