"""The values that a ladder is made of: beads, and what led to them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import ClassVar

from aligner.model.errors import SettingsError
from aligner.model.text import Sentence, Span

_PLACES = attrgetter("source_span", "target_span")


@dataclass(frozen=True, slots=True)
class Bead:
    """The numbers of source sentences and of the target sentences that translate them.

    Numbers count from 0 on each side. An empty `target` is a dropped sentence, an empty `source` an added
    one.

    Examples:
        >>> split = Bead(range(3, 4), range(3, 5))
        >>> split.kind, list(split.target)
        ((1, 2), [3, 4])
        >>> Bead(range(5, 6), range(5, 5)).kind
        (1, 0)
    """

    source: range
    target: range

    @property
    def kind(self) -> tuple[int, int]:
        """How many sentences each side has, (source, target): `(1, 1)` for most beads."""
        return len(self.source), len(self.target)

    def shifted(self, source: int, target: int) -> Bead:
        """The bead, its numbers moved up by so many sentences on each side (down if negative)."""
        return Bead(
            range(self.source.start + source, self.source.stop + source),
            range(self.target.start + target, self.target.stop + target),
        )


@dataclass(frozen=True, slots=True)
class Link:
    """One piece of evidence: a place in the source, and the place in the target that corresponds to it.

    Attributes:
        kind: What the two have in common, such as `quantities`, `names` or `lexicon`.
        source_span, target_span: Where they are, in code points of each text.
        source_surface, target_surface: The characters at the spans.
        weight: How strongly the link speaks for the pair, in nats.

    Examples:
        >>> import aligner
        >>> (pair,) = aligner.align("3만 명이 모였다.", "About 30,000 people gathered.")
        >>> link = pair.evidence.links[0]
        >>> link.kind, link.source_surface, link.target_surface
        ('quantities', '3만 명', '30,000 people')
    """

    kind: str
    source_span: Span
    target_span: Span
    source_surface: str
    target_surface: str
    weight: float


# A link before it is made: number of the source sentence in its bead, start and end in the sentence, the same
# of the target, kind, weight.
LinkRow = tuple[int, int, int, int, int, int, str, float]


@dataclass(frozen=True, slots=True)
class LinkRows:
    """The links of a pair as plain rows: they take a third of the time, and garbage collection skips them.

    Attributes:
        source, target: The sentences of the bead, as they are read.
        rows: The links, in any order.
    """

    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    rows: tuple[LinkRow, ...]

    def made(self) -> tuple[Link, ...]:
        """The links in source order; links of one place in the order of the target."""
        links = []
        for number, start, end, other, other_start, other_end, kind, weight in self.rows:
            span, surface = self.source[number].place(start, end)
            other_span, other_surface = self.target[other].place(other_start, other_end)
            links.append(Link(kind, span, other_span, surface, other_surface, weight))
        links.sort(key=_PLACES)
        return tuple(links)


class _MadeWhenSeen:
    """The field `links` of `Evidence`: if rows are given, links are made of them at the first look."""

    def __get__(self, evidence: Evidence | None, owner: type[Evidence]) -> tuple[Link, ...]:
        if evidence is None:
            return ()
        links: tuple[Link, ...] | LinkRows = evidence._links
        if isinstance(links, LinkRows):
            links = links.made()
            self.__set__(evidence, links)
        return links

    def __set__(self, evidence: Evidence, links: tuple[Link, ...] | LinkRows) -> None:
        object.__setattr__(evidence, "_links", links)


@dataclass(frozen=True)
class Evidence:
    """Why the two sides of a pair were put together, so that a reader can disagree.

    Attributes:
        total: Sum of the terms, in nats: how much likelier the texts are as a translation than by chance.
        terms: Name and nats of each kind of evidence, such as `("length", 0.8)`; negative speaks against.
        length_ratio: Characters of the target for each character of the source; 0 if a side is empty.
        links: The single pieces, in source order.

    Examples:
        >>> import aligner
        >>> (pair,) = aligner.align("3만 명이 모였다.", "About 30,000 people gathered.")
        >>> pair.evidence.term("quantities") > 0, pair.evidence.term("names")
        (True, 0.0)
        >>> Evidence().terms
        ()
    """

    total: float = 0.0
    terms: tuple[tuple[str, float], ...] = ()
    length_ratio: float = 0.0
    links: tuple[Link, ...] = _MadeWhenSeen()  # type: ignore[assignment]
    _links: ClassVar[tuple[Link, ...] | LinkRows]  # of each value: what `links` was given

    def term(self, name: str) -> float:
        """Nats of one kind of evidence; 0 if this kind had nothing to say."""
        return sum(nats for kind, nats in self.terms if kind == name)

    @property
    def is_linked(self) -> bool:
        """Whether there is any link; does not make them."""
        links = self._links
        return bool(links.rows if isinstance(links, LinkRows) else links)


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a ladder has to obey.

    Attributes:
        anchors: Pairs of sentence numbers (source, target) that have to be in one bead.
        locked: Beads that are taken as they are, whatever their size.
        borders: Pairs of sentence numbers (source, target), in order: before each of them a bead ends on both
            sides.
    """

    anchors: tuple[tuple[int, int], ...] = ()
    locked: tuple[Bead, ...] = ()
    borders: tuple[tuple[int, int], ...] = ()

    def checked(self, source: int, target: int) -> Constraints:
        """Return these constraints if the texts can satisfy them.

        Args:
            source, target: How many sentences each side has.

        Raises:
            SettingsError: An anchor or a lock has the wrong type or names a sentence that is not there, or
                two of them cross.
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
        """The constraints with source and target exchanged."""
        return Constraints(
            tuple((j, i) for i, j in self.anchors),
            tuple(Bead(bead.target, bead.source) for bead in self.locked),
            tuple((j, i) for i, j in self.borders),
        )

    def within(self, start: tuple[int, int], end: tuple[int, int]) -> Constraints:
        """The constraints wholly between two rungs; sentence numbers count from the first rung."""

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
    """Whether all sentences of the inner bead are in the outer one."""
    return set(inner.source) <= set(outer.source) and set(inner.target) <= set(outer.target)
