"""Decide from its length and shared words whether a sentence has lost a part of its counterpart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from aligner.model.text import Span


class Curve(NamedTuple):
    """Log-odds that a part is missing, by log ratio of lengths and cover; reported from `least` upwards."""

    intercept: float
    per_ratio: float
    per_cover: float
    least: float

    def score(self, ratio: float, cover: float) -> float:
        return self.intercept + self.per_ratio * ratio + self.per_cover * cover


@dataclass(frozen=True)
class Clauses:
    """Constants, fitted to a pair of languages, that decide whether a part is missing.

    Attributes:
        first_short, second_short: Curve for beads in which the text in this language is the shorter one.
        per_shared_number: How many words a number that both sides have counts as, where the first text is the
            shorter one.
        abbreviated: What the first text says much shorter than the second, such as by an acronym: the spans
            of both wordings.
    """

    first_short: Curve
    second_short: Curve
    per_shared_number: int
    abbreviated: Callable[[str, str], Sequence[tuple[Span, Span]]] = lambda first, second: ()


# For pairs without fitted constants: no sentence is ever too short.
_NEVER = Curve(-inf, 0.0, 0.0, 0.0)
NO_CLAUSES = Clauses(_NEVER, _NEVER, per_shared_number=0)
