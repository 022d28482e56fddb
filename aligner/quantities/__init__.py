"""Quantities: numbers, dates and times with what they count, read by value in Korean and English.

Examples:
    >>> [(q.surface, q.value, q.unit) for q in read_quantities("100만 달러 규모의 계약", "ko")]
    [('100만 달러', 1000000, 'USD')]
    >>> [(q.surface, q.value, q.unit) for q in read_quantities("a $1 million contract", "en")]
    [('$1 million', 1000000, 'USD')]
"""

from __future__ import annotations

from aligner.languages import language as language_of
from aligner.model.quantity import Quantity
from aligner.quantities import blanks

__all__ = ["Quantity", "read_quantities"]


def read_quantities(text: str, language: str) -> list[Quantity]:
    """Find the quantities written in a text, in digits, words or a mix of both.

    Args:
        text: Any length. Not normalised here: spans refer to `text` as given.
        language: Code of the language, such as `ko`.

    Returns:
        Left to right, not overlapping; empty if there are none. Of two readings the longer wins.

    Raises:
        SettingsError: The language is another one.
    """
    read = language_of(language).read_quantities
    if blanks.RUN.search(text) is None:
        return read(text)
    folded, origin = blanks.fold(text)
    return [blanks.unfold(quantity, text, origin) for quantity in read(folded)]
