"""Read the words and quantities of a sentence that may be evidence for its alignment.

Every token has a key, by which equal words are one type throughout a document, and a class, on which the
weights of a match and of a missing match depend.
"""

from __future__ import annotations

import re
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


def _quantity_tokens(quantities: Sequence[Quantity]) -> Iterator[Token]:
    for quantity in quantities:
        key, kind = _by_value(quantity.value, quantity.unit, quantity.kind, quantity.bound)
        yield Token(key, kind, *quantity.span, quantity.surface)


@lru_cache(maxsize=16384, typed=True)  # the same numbers and dates are all over a document
def _by_value(
    value: Value, unit: str | None, kind: Kind, bound: Bound | None
) -> tuple[frozenset[Hashable], TokenClass]:
    """Return the key and the class of the token of a quantity; they do not depend on its place."""
    small = _is_small(value, kind)
    key = keys(Quantity(value, unit, kind, "", Span(0, 0), bound))
    return key, TokenClass.SMALL_NUMBER if small else TokenClass.NUMBER


def _is_small(value: Value, kind: Kind) -> bool:
    if isinstance(value, str):
        return False
    if isinstance(value, int):
        return abs(value) <= LARGEST_SMALL and kind not in ("percent", "money")
    return -1 < value < 1


def _words(pattern: re.Pattern[str], text: str, quantities: Sequence[Quantity]) -> list[tuple[str, int, int]]:
    """Find the words that share no character with a quantity, with their start and end."""
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


def read_tokens(
    text: str, quantities: Sequence[Quantity], lexicon: Lexicon, language: Language, other: Language
) -> list[Token]:
    """Read the tokens of a sentence: first its quantities, then the words that are not part of a quantity.

    Args:
        text: A sentence.
        quantities: The quantities of the sentence, left to right.
        lexicon: From the first to the second language of the pair, whichever of them the sentence is in.
        language: The language of the sentence.
        other: The other language of the pair.
    """
    words = _words(language.tokens.pattern, text, quantities)
    return [*_quantity_tokens(quantities), *language.tokens.read(words, lexicon, other.words.stem)]
