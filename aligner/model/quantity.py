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
        value: Exact number, never a float. For a date or time a string such as `2024-01-14`, `XXXX-01-14`,
            `XXXX-XX-14` or `T15:30`, where X is what the text does not say.
        unit: Code of the unit (`KRW`, `%`, `%p`, `person`, `km`, `day` ...); None if there is none.
        kind: What sort of quantity it is.
        surface: The characters as written, unit included.
        span: Where they are in the text that was read.
        bound: How exact the value is, such as `about` or `at_least`; None if it is exact.
        partner: Span of the other half of a range, a score, a ratio or "k of n".

    Examples:
        >>> import aligner
        >>> quantity = aligner.read_quantities("약 1,200만 달러를 냈다", "ko")[0]
        >>> quantity.value, quantity.unit, quantity.kind, quantity.bound, quantity.surface
        (12000000, 'USD', 'money', 'about', '1,200만 달러')
    """

    value: Value
    unit: str | None
    kind: Kind
    surface: str
    span: Span
    bound: Bound | None = None
    partner: Span | None = None
