"""What the comparison of quantities tells: pairs that agree, and differences with their strength.

One cause is one difference. How strong the evidence is, is counted in steps: what speaks for a slip of the
translator adds one, and each kind says which signs count (`aligner.quantities.strength`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aligner.model.quantity import Quantity

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
        source, target: The quantities concerned; empty where a side says nothing.
        strength: Of the evidence, in [0, 1].
    """

    kind: DifferenceKind
    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    strength: float
    severity: Severity


@dataclass(frozen=True, slots=True)
class Comparison:
    """Quantities that agree, in source order, and the differences."""

    equal: tuple[tuple[Quantity, Quantity], ...]
    differing: tuple[Difference, ...]
