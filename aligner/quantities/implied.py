"""Find numbers that the other side expresses by a word without a number.

The words that imply a number (양국, both; 광복절, Liberation Day) are in the record of the language pair.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from aligner.model.quantity import Quantity
from aligner.model.text import LanguageCode
from aligner.pairs import LanguagePair
from aligner.pairs.pair import Implied


def implied_by_words(quantity: Quantity, text: str, language: LanguageCode, pair: LanguagePair) -> bool:
    """Whether the other text has a word that implies the quantity (양국, both; 광복절, Liberation Day).

    Args:
        text: The other text.
        language: Language of `text`.
        pair: The pair of languages.

    Examples:
        >>> from aligner.pairs import pair_of
        >>> from aligner.quantities import read_quantities
        >>> (both,) = read_quantities("both sides", "en") or read_quantities("two sides", "en")
        >>> implied_by_words(both, "양측은 다시 만나기로 했다.", "ko", pair_of("ko", "en"))
        True
    """
    value = quantity.value if isinstance(quantity.value, str) else Fraction(quantity.value)
    words = pair.implied(language)
    keys: tuple[Implied, ...] = (value, (value, quantity.unit), (value, quantity.surface))
    return any(_occurs_in(pattern, text) for key in keys for pattern in words.get(key, ()))


@lru_cache(maxsize=64)
def _occurs_in(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a word occurs in a text; cached, since every quantity of one value needs it."""
    return pattern.search(text) is not None
