"""A word and its opposite in a pair of texts."""

from __future__ import annotations

from typing import NamedTuple

from aligner.model.text import Span


class Opposed(NamedTuple):
    """Two words of which one side says one, the other side its opposite.

    Attributes:
        kind: What such a swap is reported as.
        first, second: Where the words stand in the texts of the two languages.
        is_turned: Whether a negation, or the view of another party, makes them say the same.
    """

    kind: str
    first: Span
    second: Span
    is_turned: bool
