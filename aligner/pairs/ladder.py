"""Constants of the bead model that are fitted to a pair of languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aligner.model.token import TokenClass


@dataclass(frozen=True, eq=False)
class LadderNumbers:
    """The constants by which the beads of a pair of languages are priced.

    Attributes:
        matched: By language code and token class, the probability that a token has a link in a true pair.
        found: By language code and token class, the share of tokens with a link in beads of which the ladder
            itself is sure; a document's own share is compared with it.
        weights: Log-linear weights by name: `bead 1-2`, `match ko lexicon`, `dropped` ...
        marks: For each punctuation mark, the number of beads in which neither side, only the second, only the
            first, and both sides have it.
    """

    matched: Mapping[str, Mapping[TokenClass, float]]
    found: Mapping[str, Mapping[TokenClass, float]]
    weights: Callable[[], Mapping[str, float]]
    marks: Callable[[], Mapping[str, tuple[int, int, int, int]]]
