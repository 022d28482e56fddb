"""Numbers that the other side says in other words, or need not say.

Which words imply a number (양국, both; 광복절, Liberation Day) the pair of languages knows. One habit is the
same in all: 1~9월 is also "the first nine months".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from aligner.model.quantity import Quantity
from aligner.model.text import LanguageCode
from aligner.pairs import LanguagePair

_MOST_CACHED = 256  # patterns and texts; a list of numbers asks the same of one text again and again


def implied_by_words(quantity: Quantity, text: str, language: LanguageCode, pair: LanguagePair) -> bool:
    """Whether the other text has a word that implies the quantity (양국, both; 광복절, Liberation Day).

    Args:
        text: The other text.
        language: What it is written in.

    Examples:
        >>> from aligner.pairs import pair_of
        >>> from aligner.quantities import read_quantities
        >>> (both,) = read_quantities("both sides", "en") or read_quantities("two sides", "en")
        >>> implied_by_words(both, "양측은 다시 만나기로 했다.", "ko", pair_of("ko", "en"))
        True
    """
    value = quantity.value if isinstance(quantity.value, str) else Fraction(quantity.value)
    return any(_occurs(pattern, text) for pattern in pair.implied(language).get(value, ()))


@lru_cache(maxsize=_MOST_CACHED)
def _occurs(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def months_so_far(quantities: Sequence[Quantity], others: Sequence[Quantity]) -> set[int]:
    """The months from January on that the other side counts: 1~9월, the first nine months.

    Args:
        quantities: Of the side that names the first and the last month.
        others: Of the side that counts them.

    Returns:
        `id` of the quantities of both sides that say the same; empty if no such pair is there.
    """
    for january, last in pairwise(quantities):
        if january.value != "XXXX-01" or january.partner != last.span or last.unit != "month":
            continue
        for first, count in pairwise(others):
            if (first.value, first.unit) == (1, "ordinal") and (count.value, count.unit) == (
                int(str(last.value)[-2:]),
                "month",
            ):
                return {id(january), id(last), id(first), id(count)}
    return set()
