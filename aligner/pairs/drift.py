"""What drifts over a document though each sentence may be right: spellings, terms, places, pronouns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aligner.model.text import Span
from aligner.pairs.names import NamedTexts


class Texts(NamedTuple):
    """The two texts of a bead, whether both hold something, and no more than prose does, and their names."""

    first: str
    second: str
    has_both: bool
    is_prose: bool
    named: NamedTexts


class Spot(NamedTuple):
    """A stretch of one text of a document: the number of the pair, the span; None: all of it."""

    pair: int
    span: Span | None = None


class Drift(NamedTuple):
    """Where something is called otherwise than elsewhere, in either language, and what a message tells."""

    first: Spot | None
    second: Spot | None
    fields: Mapping[str, str]
    strength: float


DriftRule = Callable[[Sequence[Texts]], Iterator[Drift]]


def _nothing(texts: Sequence[Texts]) -> Iterator[Drift]:
    return iter(())


@dataclass(frozen=True, eq=False)
class Drifts:
    """The rules of a pair of languages.

    Attributes:
        genders: A person who changes the gender; fields `person`, `here`, `elsewhere`.
        names: A name that is spelt in two ways; `here`, `other`, `both`.
        places: A place under two of its names; `place`, `here`, `other`.
        subjects: A subject that became another one; `nearby`.
        terms: A term that is translated in two ways; `term`, `here`, `other`.
    """

    genders: DriftRule = _nothing
    names: DriftRule = _nothing
    places: DriftRule = _nothing
    subjects: DriftRule = _nothing
    terms: DriftRule = _nothing


NO_DRIFTS = Drifts()
