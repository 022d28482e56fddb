"""A clause that is negated in one language only."""

from __future__ import annotations

from typing import NamedTuple

from aligner.model.text import Span


class Negated(NamedTuple):
    """A negation without a counterpart: whether it is in the first text, and its span in its text."""

    is_first: bool
    span: Span
