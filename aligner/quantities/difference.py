"""The result of a comparison of quantities: pairs that agree, and differences with their strength.

Each cause makes one difference. The strength of the evidence is counted in steps: every sign of a translation
error adds one (`aligner.quantities.strength`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aligner.model.quantity import Quantity
from aligner.model.text import Span

Severity = Literal["error", "warning", "info"]
DifferenceKind = Literal[
    "number",
    "magnitude",
    "unit",
    "percent_points",
    "date",
    "bound",
    "number_missing",
    "number_added",
    "source_damage",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the quantities of a pair.

    Attributes:
        kind: Kind of the difference.
        source: The quantities of the source; empty if one was added by the target.
        target: The quantities of the target; empty if one is missing from it.
        strength: Strength of the evidence, 0 to 1.
        severity: How serious it is.
    """

    kind: DifferenceKind
    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    strength: float
    severity: Severity


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of a comparison.

    Attributes:
        equal: Quantities that agree, as (source, target), in source order.
        differing: The differences.
    """

    equal: tuple[tuple[Quantity, Quantity], ...]
    differing: tuple[Difference, ...]


def ends_a_word(quantity: Quantity) -> bool:
    """Whether a quantity is the second number of one word, such as 서너 (three or four) or "goalless"."""
    return quantity.partner is not None and quantity.partner.end == quantity.span.start


def in_words(quantity: Quantity) -> Span:
    """Return the span of a quantity, or of its whole word if that holds two numbers (서너, goalless)."""
    partner = quantity.partner
    if partner is None or (partner.start != quantity.span.end and partner.end != quantity.span.start):
        return quantity.span
    return Span(min(partner.start, quantity.span.start), max(partner.end, quantity.span.end))
