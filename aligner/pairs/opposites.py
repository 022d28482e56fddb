"""A word and its opposite in a pair of texts."""

from __future__ import annotations

from typing import NamedTuple

from aligner.model.text import Span


class Opposed(NamedTuple):
    """A word in the first text, and its opposite in the second text.

    Attributes:
        kind: The kind of mismatch that this swap is reported as.
        first, second: Spans of the two words, each in the text of its own language.
        is_turned: Whether a negation, or the view of the other party (buy, sell), gives both texts one
            meaning.
    """

    kind: str
    first: Span
    second: Span
    is_turned: bool
