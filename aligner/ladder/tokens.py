"""Read the words and quantities of a sentence that may be evidence for its alignment.

Every token has a key, by which equal words are one type throughout a document, and a class, on which the
weights of a match and of a missing match depend.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache

from aligner.languages import Language
from aligner.model.lexicon import Lexicon
from aligner.model.quantity import Bound, Kind, Quantity, Value
from aligner.model.text import Span
from aligner.model.token import Token, TokenClass
from aligner.quantities.compare import keys

# Translators drop and add small cardinal numbers freely (`two`, `a first step`), but not larger ones. News
# writes numbers in words up to 12.
LARGEST_SMALL = 12

_NOWHERE = (sys.maxsize, sys.maxsize)

MOST_WORDS = 65536  # words whose tokens are kept


def _quantity_tokens(quantities: Sequence[Quantity]) -> Iterator[Token]:
    for quantity in quantities:
        key, kind = _by_value(quantity.value, quantity.unit, quantity.kind, quantity.bound)
        yield key, kind, *quantity.span, quantity.surface


@lru_cache(maxsize=16384, typed=True)  # the same numbers and dates are all over a document
def _by_value(
    value: Value, unit: str | None, kind: Kind, bound: Bound | None
) -> tuple[frozenset[Hashable], int]:
    """Return the key and the class of the token of a quantity; they do not depend on its place."""
    small = _is_small(value, kind)
    key = keys(Quantity(value, unit, kind, "", Span(0, 0), bound))
    return key, (TokenClass.SMALL_NUMBER if small else TokenClass.NUMBER).value


def _is_small(value: Value, kind: Kind) -> bool:
    if isinstance(value, str):
        return False
    if isinstance(value, int):
        return abs(value) <= LARGEST_SMALL and kind not in ("percent", "money")
    return -1 < value < 1


class WordTokens(dict[str, tuple[Token, ...]]):
    """The tokens of the words of one language by one lexicon; each word is read at its first look-up."""

    def __init__(self, lexicon: Lexicon, language: Language, other: Language) -> None:
        self._lexicon, self._stem = lexicon, other.words.stem
        self._read, self._pattern = language.tokens.of_word, language.tokens.pattern

    def __missing__(self, word: str) -> tuple[Token, ...]:
        if len(self) >= MOST_WORDS:
            self.clear()
        read = self._read(word, self._lexicon, self._stem)
        tokens = self[word] = tuple(
            [(key, int(kind), start, end, form) for key, kind, start, end, form in read]
        )
        return tokens

    def read(self, text: str, quantities: Sequence[Quantity]) -> list[Token]:
        """Read the tokens of a sentence: first its quantities, then the words outside of them.

        Args:
            text: A sentence.
            quantities: The quantities of the sentence, left to right.
        """
        tokens = list(_quantity_tokens(quantities))
        spans = iter([quantity.span for quantity in quantities])
        taken_start, taken_end = next(spans, _NOWHERE)
        known = self.get  # half the time of `self[...]`
        for match in self._pattern.finditer(text):
            word, (word_start, word_end) = match[0], match.span()
            while taken_end <= word_start:
                taken_start, taken_end = next(spans, _NOWHERE)
            if taken_start >= word_end:
                of_word = known(word)
                for key, kind, start, end, form in self[word] if of_word is None else of_word:
                    tokens.append((key, kind, word_start + start, word_start + end, form))
        return tokens


@lru_cache(maxsize=8)
def word_tokens(lexicon: Lexicon, endings: frozenset[str], language: Language, other: Language) -> WordTokens:
    """Return the tokens of words by a lexicon; those of the last eight are kept.

    Args:
        lexicon: From the first to the second language of the pair, whichever of them the words are in.
        endings: Those of the lexicon, in which equal lexicons may differ.
        language: The language of the words.
        other: The other language of the pair.
    """
    return WordTokens(lexicon, language, other)
