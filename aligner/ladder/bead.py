"""The value that the ladder is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bead:
    """Source sentences and the target sentences that translate them.

    Ranges of sentence numbers. Empty `target`: a dropped sentence; empty `source`: an added one.
    """

    source: range
    target: range

    @property
    def kind(self) -> tuple[int, int]:
        """How many sentences stand on each side, `(1, 1)` for most beads."""
        return len(self.source), len(self.target)
