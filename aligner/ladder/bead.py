"""The values that a ladder is made of: beads, and what led to them."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.span import Span


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


@dataclass(frozen=True, slots=True)
class Link:
    """One piece of evidence: a place in the source and the place in the target that answers it.

    Attributes:
        kind: What ties the two, such as `quantities`, `names` or `lexicon`.
        source_span, target_span: Coordinates of the document.
        source_surface, target_surface: The characters at the spans.
        weight: How much it speaks for the pair, in nats.
    """

    kind: str
    source_span: Span
    target_span: Span
    source_surface: str
    target_surface: str
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two sides were paired, so that a reader can disagree.

    Attributes:
        total: Sum of the terms, in nats: how much likelier the pair is a translation than chance.
        terms: Name and nats of each kind of evidence, such as `("length", 0.8)`.
        length_ratio: Characters of the target for one of the source; 0 if a side is empty.
        links: The single pieces, in source order.
    """

    total: float = 0.0
    terms: tuple[tuple[str, float], ...] = ()
    length_ratio: float = 0.0
    links: tuple[Link, ...] = ()

    def term(self, name: str) -> float:
        """Nats of one kind of evidence, 0 where it said nothing."""
        return sum(nats for kind, nats in self.terms if kind == name)
