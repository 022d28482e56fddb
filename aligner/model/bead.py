"""The values that a ladder is made of: beads, and what led to them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from aligner.model.errors import SettingsError
from aligner.model.text import Span


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

    def shifted(self, source: int, target: int) -> Bead:
        """The same bead in a text that has so many sentences more before it on each side."""
        return Bead(
            range(self.source.start + source, self.source.stop + source),
            range(self.target.start + target, self.target.stop + target),
        )


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


@dataclass(frozen=True, slots=True)
class Constraints:
    """What every ladder must hold.

    Attributes:
        anchors: Pairs of sentence numbers (source, target) that stand in one bead.
        locked: Beads taken as they are, of any size.
        borders: Pairs of sentence numbers (source, target) before which a bead ends on both sides, in order.
    """

    anchors: tuple[tuple[int, int], ...] = ()
    locked: tuple[Bead, ...] = ()
    borders: tuple[tuple[int, int], ...] = ()

    def checked(self, source: int, target: int) -> Constraints:
        """The same, in order.

        Args:
            source, target: Numbers of sentences on the two sides.

        Raises:
            SettingsError: One is of another kind, names a sentence that is not there, or two of them cross.
        """
        self._check_kinds()
        spans = [Bead(range(i, i + 1), range(j, j + 1)) for i, j in self.anchors]
        spans += [bead for bead in self.locked if bead.source and bead.target]
        for bead in (*spans, *self.locked):
            if (
                min(bead.source.start, bead.target.start) < 0
                or bead.source.stop > source
                or bead.target.stop > target
            ):
                raise SettingsError(f"{bead} is not among {source} source and {target} target sentences")
        ordered = sorted(spans, key=lambda bead: (bead.source.start, bead.target.start))
        for before, after in pairwise(ordered):
            apart = before.source.stop <= after.source.start and before.target.stop <= after.target.start
            if not (apart or _holds(before, after) or _holds(after, before)):
                raise SettingsError(f"{before} and {after} cross: both can't be kept")
        return self

    def _check_kinds(self) -> None:
        for anchor in self.anchors:
            if not isinstance(anchor, tuple | list) or len(anchor) != 2:
                raise SettingsError(f"anchors: a pair of sentence numbers was expected, not {anchor!r}")
        for bead in self.locked:
            if not isinstance(bead, Bead):
                raise SettingsError(f"locked: a Bead was expected, such as pair.bead, not {bead!r}")

    def turned(self) -> Constraints:
        """With source and target exchanged."""
        return Constraints(
            tuple((j, i) for i, j in self.anchors),
            tuple(Bead(bead.target, bead.source) for bead in self.locked),
            tuple((j, i) for i, j in self.borders),
        )

    def within(self, start: tuple[int, int], end: tuple[int, int]) -> Constraints:
        """Those that lie wholly between two rungs, numbered from the first."""

        def inside(numbers: range, side: int) -> bool:
            return not numbers or (start[side] <= numbers.start and numbers.stop <= end[side])

        return Constraints(
            tuple(
                (i - start[0], j - start[1])
                for i, j in self.anchors
                if start[0] <= i < end[0] and start[1] <= j < end[1]
            ),
            tuple(
                bead.shifted(-start[0], -start[1])
                for bead in self.locked
                if inside(bead.source, 0) and inside(bead.target, 1)
            ),
            tuple(
                (i - start[0], j - start[1])
                for i, j in self.borders
                if start[0] <= i <= end[0] and start[1] <= j <= end[1]
            ),
        )


NO_CONSTRAINTS = Constraints()


def _holds(outer: Bead, inner: Bead) -> bool:
    """Whether all sentences of one bead are in the other."""
    return set(inner.source) <= set(outer.source) and set(inner.target) <= set(outer.target)
