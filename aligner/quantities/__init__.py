"""Quantities: numbers, dates and times with what they count, read by value in Korean and English.

Examples:
    >>> [(q.surface, q.value, q.unit) for q in read_quantities("100만 달러 규모의 계약", "ko")]
    [('100만 달러', 1000000, 'USD')]
    >>> [(q.surface, q.value, q.unit) for q in read_quantities("a $1 million contract", "en")]
    [('$1 million', 1000000, 'USD')]
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from aligner.model.errors import SettingsError
from aligner.model.quantity import Quantity
from aligner.model.text import Language
from aligner.quantities import blanks

__all__ = ["Quantity", "read_quantities"]


def read_quantities(text: str, language: Language) -> list[Quantity]:
    """Find the quantities written in a text, in digits, words or a mix of both.

    Args:
        text: Any length. Not normalised here: spans refer to `text` as given.
        language: `ko` or `en`.

    Returns:
        Left to right, not overlapping; empty if there are none. Of two readings the longer wins.

    Raises:
        SettingsError: The language is another one.
    """
    readers = _readers()
    if language not in readers:
        raise SettingsError(f"language={language!r} is none of {', '.join(map(repr, readers))}")
    read = readers[language]
    if blanks.RUN.search(text) is None:
        return read(text)
    folded, origin = blanks.fold(text)
    return [blanks.unfold(quantity, text, origin) for quantity in read(folded)]


@cache
def _readers() -> dict[Language, Callable[[str], list[Quantity]]]:
    """The reader of each language, with its tables loaded at the first use."""
    from aligner.languages.en import quantities as en
    from aligner.languages.ko import quantities as ko

    return {"ko": ko.read, "en": en.read}
