"""Inconsistency over a document whose sentences may each be right: spellings, terms, places, pronouns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aligner.model.text import Span
from aligner.pairs.names import NamedTexts


class Texts(NamedTuple):
    """The two texts of a bead, whether neither is empty, whether both are prose, and their names."""

    first: str
    second: str
    has_both: bool
    is_prose: bool
    named: NamedTexts


class Spot(NamedTuple):
    """A stretch of one text of a document: the number of the bead, and the span; None is the whole text."""

    pair: int
    span: Span | None = None


class Drift(NamedTuple):
    """An inconsistency: its place in the first and second text, the fields of the message, its strength."""

    first: Spot | None
    second: Spot | None
    fields: Mapping[str, str]
    strength: float


DriftRule = Callable[[Sequence[Texts]], Iterator[Drift]]


def _nothing(texts: Sequence[Texts]) -> Iterator[Drift]:
    return iter(())


@dataclass(frozen=True, eq=False)
class Drifts:
    """The rules by which a pair of languages finds inconsistencies, with the fields of their messages.

    Attributes:
        genders: A person whose pronouns change gender; fields `person`, `here`, `elsewhere`.
        names: A name that is spelt in two ways; fields `here`, `other`, `both`.
        places: A place that is called by two of its names; fields `place`, `here`, `other`.
        subjects: A pronoun that fits no subject of the sentences around; field `nearby`.
        terms: A term that is translated in two ways; fields `term`, `here`, `other`.
    """

    genders: DriftRule = _nothing
    names: DriftRule = _nothing
    places: DriftRule = _nothing
    subjects: DriftRule = _nothing
    terms: DriftRule = _nothing


NO_DRIFTS = Drifts()
