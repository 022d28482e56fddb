"""Numbers of the model of beads that are fitted to a pair of languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aligner.model.token import TokenClass


@dataclass(frozen=True, eq=False)
class LadderNumbers:
    """What the ladder has been told about a pair of languages.

    Attributes:
        matched: By code of the language, chance that a token of a class has its link in a true pair.
        found: The same share as it is counted in beads that the ladder itself is sure of: a document's own
            share is compared with it.
        weights: Log-linear weights by name: `bead 1-2`, `match ko lexicon`, `dropped` ...
        marks: For each mark in how many beads neither side, only the second, only the first, and both
            hold it.
    """

    matched: Mapping[str, Mapping[TokenClass, float]]
    found: Mapping[str, Mapping[TokenClass, float]]
    weights: Callable[[], Mapping[str, float]]
    marks: Callable[[], Mapping[str, tuple[int, int, int, int]]]
