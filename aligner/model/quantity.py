"""The value that both quantity readers return, whatever the language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from aligner.model.text import Span

Value = int | Decimal | Fraction | str
Kind = Literal[
    "cardinal", "ordinal", "percent", "money", "measure", "date", "time", "duration",
    "age", "ratio", "fraction", "multiple", "range", "score", "identifier",
]  # fmt: skip
Bound = Literal["about", "at_least", "more_than", "at_most", "less_than"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, date or time with its unit, as written and as meant.

    Attributes:
        value: Exact number, never a float; for a date or time a string such as `2024-01-14`,
            `XXXX-01-14`, `XXXX-XX-14` or `T15:30`, with X for what the text leaves unsaid.
        unit: Code of the unit (`KRW`, `%`, `%p`, `person`, `km`, `day` ...), None if there is none.
        kind: What sort of quantity it is.
        surface: The characters as written, unit included.
        span: Where the surface form stands in the text that was read.
        bound: How far the value is exact; None for exactly.
        partner: Span of the other half of a range, a score, a ratio or "k of n".
    """

    value: Value
    unit: str | None
    kind: Kind
    surface: str
    span: Span
    bound: Bound | None = None
    partner: Span | None = None
