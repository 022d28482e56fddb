"""Where in a sentence the mismatches are: stretches to colour, frame or link.

A mismatch names its sentences and a span in document coordinates. Sentences that were given one
by one all start at 0, so the number of the sentence decides first and the surface form confirms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from aligner.model.mismatch import Mismatch, Severity, worst_severity
from aligner.model.text import Sentence, Span

SideName = Literal["source", "target"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a sentence; the pieces cover the sentence.

    Attributes:
        text: The characters.
        mismatches: Those whose span covers the piece.
        ending: Those of them whose span ends with the piece, where a report puts their numbers.
    """

    text: str
    mismatches: tuple[Mismatch, ...] = ()
    ending: tuple[Mismatch, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """The gravest of the mismatches, None where all is well."""
        return worst_severity(self.mismatches)


def mismatches_by_sentence(mismatches: Iterable[Mismatch], side: SideName) -> dict[int, list[Mismatch]]:
    """The mismatches that speak of each sentence of one side."""
    found: dict[int, list[Mismatch]] = defaultdict(list)
    for mismatch in mismatches:
        for number in mismatch.source_sentences if side == "source" else mismatch.target_sentences:
            found[number].append(mismatch)
    return found


def stretches(sentence: Sentence, mismatches: Sequence[Mismatch], side: SideName) -> Iterator[Stretch]:
    """Cut a sentence at the borders of what is to be marked.

    A number inside a quotation is a piece of its own, covered by both findings; the quotation goes on behind.

    Args:
        sentence: The pieces give its text when joined.
        mismatches: Those that name this sentence.
        side: Which of the two spans of a mismatch to look at.
    """
    marked = [(span, one) for one in mismatches if (span := _local_span(sentence, one, side))]
    borders = {0, len(sentence.text)}.union(*(span for span, _ in marked))
    for start, end in pairwise(sorted(borders)):
        covering = [(span, one) for span, one in marked if span.start <= start and end <= span.end]
        ending = tuple(one for span, one in covering if span.end == end)
        yield Stretch(sentence.text[start:end], tuple(one for _, one in covering), ending)


def _local_span(sentence: Sentence, mismatch: Mismatch, side: SideName) -> Span | None:
    """The part of the sentence to mark; None for the whole of it, which would mark nothing out."""
    span = mismatch.source_span if side == "source" else mismatch.target_span
    surface = mismatch.source_surface if side == "source" else mismatch.target_surface
    if span is None:
        return None
    local = span.shifted(-sentence.span.start)
    inside = Span(max(local.start, 0), min(local.end, len(sentence.text)))
    if inside.start >= inside.end or inside == (0, len(sentence.text)):
        return None
    # A span over the border of two sentences has a surface form that neither of them holds.
    return inside if inside != local or local.of(sentence.text) == surface else None
