"""How short a translation must be, and how few words of the original it must have, to have lost a part."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import NamedTuple


class Curve(NamedTuple):
    """Log-odds that a part is missing, from log ratio and cover; reported from `least` on."""

    intercept: float
    per_ratio: float
    per_cover: float
    least: float

    def score(self, ratio: float, cover: float) -> float:
        return self.intercept + self.per_ratio * ratio + self.per_cover * cover


@dataclass(frozen=True)
class Clauses:
    """Fitted numbers of a pair of languages.

    Attributes:
        first_short, second_short: Where the text in this language is the shorter one.
        per_shared_number: For how many words a number counts that both sides have, where the first is short.
    """

    first_short: Curve
    second_short: Curve
    per_shared_number: int


# Of languages for which nothing is fitted: no sentence is too short.
_NEVER = Curve(-inf, 0.0, 0.0, 0.0)
NO_CLAUSES = Clauses(_NEVER, _NEVER, per_shared_number=0)
