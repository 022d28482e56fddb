"""The words and numbers of a sentence that can be evidence for what it is aligned with.

Every token has a key, under which the same word counts as the same type throughout a document, and a
class, which tells how far a match or the lack of one can be trusted.
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

# Small cardinal numbers are dropped and added freely (`two`, `a first step`), larger ones are not;
# 12 is where news stops writing words.
LARGEST_SMALL = 12

_NOWHERE = (sys.maxsize, sys.maxsize)


def _quantity_tokens(quantities: Sequence[Quantity]) -> Iterator[Token]:
    for quantity in quantities:
        found, kind = _by_value(quantity.value, quantity.unit, quantity.kind, quantity.bound)
        yield Token(found, kind, *quantity.span, quantity.surface)


@lru_cache(maxsize=65536, typed=True)  # the same numbers and dates are all over a document
def _by_value(
    value: Value, unit: str | None, kind: Kind, bound: Bound | None
) -> tuple[frozenset[Hashable], TokenClass]:
    """The keys of a quantity and the class of its token, wherever it stands."""
    small = _is_small(value, kind)
    found = keys(Quantity(value, unit, kind, "", Span(0, 0), bound))
    return found, TokenClass.SMALL_NUMBER if small else TokenClass.NUMBER


def _is_small(value: Value, kind: Kind) -> bool:
    if isinstance(value, str):
        return False
    if isinstance(value, int):
        return abs(value) <= LARGEST_SMALL and kind not in ("percent", "money")
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


def read_tokens(
    text: str, quantities: Sequence[Quantity], lexicon: Lexicon, language: Language, other: Language
) -> list[Token]:
    """Quantities, and the words between them as their language reads them.

    Args:
        text: A sentence.
        quantities: Of the sentence, left to right.
        lexicon: From the first to the second language of the pair, whichever of them the sentence is in.
        language, other: What the sentence is written in, and the other language of the pair.
    """
    words = _words(language.tokens.pattern, text, quantities)
    return [*_quantity_tokens(quantities), *language.tokens.read(words, lexicon, other.words.stem)]
