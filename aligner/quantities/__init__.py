"""Quantities: numbers, dates and times, read by value in each language, with the things that they count.

Examples:
    >>> [(q.surface, q.value, q.unit) for q in read_quantities("100만 달러 규모의 계약", "ko")]
    [('100만 달러', 1000000, 'USD')]
    >>> [(q.surface, q.value, q.unit) for q in read_quantities("a $1 million contract", "en")]
    [('$1 million', 1000000, 'USD')]
"""

from __future__ import annotations

from dataclasses import replace

from aligner.characters import fold
from aligner.languages import language as language_of
from aligner.model.quantity import Quantity
from aligner.model.text import Folded

__all__ = ["Quantity", "read_quantities"]


def read_quantities(text: str, language: str) -> list[Quantity]:
    """Find the quantities in a text, written in digits, words or a mix of both.

    Args:
        text: A text of any length. It is folded before it is read (`aligner.characters`); spans refer to
            `text` as given.
        language: Code of the language, such as `ko`.

    Returns:
        The quantities from left to right, without overlaps; empty if there are none. Of two possible readings
        the longer one is taken.

    Raises:
        SettingsError: The library does not have the language.

    Examples:
        >>> [(q.surface, q.value, q.unit) for q in read_quantities("3만 명이 왔다", "ko")]
        [('3만 명', 30000, 'person')]
        >>> [(q.surface, q.value) for q in read_quantities("on the 14th, 2.4 trillion", "en")]
        [('14th', 'XXXX-XX-14'), ('2.4 trillion', 2400000000000)]
    """
    read = language_of(language).read_quantities
    folded = fold(text)
    if folded is None:
        return read(text)
    return [_as_given(quantity, folded) for quantity in read(folded.text)]


def _as_given(quantity: Quantity, folded: Folded) -> Quantity:
    """Convert the spans and the surface of a quantity from the folded text to the text as given."""
    span, partner = folded.back(quantity.span), quantity.partner and folded.back(quantity.partner)
    return replace(quantity, span=span, surface=span.of(folded.given), partner=partner)
