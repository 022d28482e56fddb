"""Cuts a sentence into stretches that a report colours, frames or links because of mismatches.

A mismatch has the numbers of its sentences and a span in document coordinates. Sentences that were given as a
list all start at 0, so a span alone does not show its sentence. The sentence number decides, and the surface
form confirms it.
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
    """A piece of a sentence; the pieces together cover the sentence.

    Attributes:
        text: The characters of the piece.
        mismatches: The mismatches whose span covers the piece.
        ending: Those of `mismatches` whose span ends here; a report puts their numbers after the piece.
    """

    text: str
    mismatches: tuple[Mismatch, ...] = ()
    ending: tuple[Mismatch, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """The gravest severity of the mismatches; None if there are none."""
        return worst_severity(self.mismatches)


def mismatches_by_sentence(mismatches: Iterable[Mismatch], side: SideName) -> dict[int, list[Mismatch]]:
    """Return the mismatches of each sentence of one side, by the number of the sentence."""
    by_sentence: dict[int, list[Mismatch]] = defaultdict(list)
    for mismatch in mismatches:
        for number in mismatch.source_sentences if side == "source" else mismatch.target_sentences:
            by_sentence[number].append(mismatch)
    return by_sentence


def stretches(sentence: Sentence, mismatches: Sequence[Mismatch], side: SideName) -> Iterator[Stretch]:
    """Cut a sentence at the borders of the spans of its mismatches.

    Spans may be nested: a number inside a quotation becomes a piece of its own that both mismatches cover.

    Args:
        sentence: The sentence; the texts of the pieces joined give its text.
        mismatches: The mismatches that name this sentence.
        side: The side of the sentence, whose spans are used.
    """
    marked = [(span, mismatch) for mismatch in mismatches if (span := _local_span(sentence, mismatch, side))]
    borders = {0, len(sentence.text)}.union(*(span for span, _ in marked))
    for start, end in pairwise(sorted(borders)):
        covering = [(span, mismatch) for span, mismatch in marked if span.start <= start and end <= span.end]
        ending = tuple(mismatch for span, mismatch in covering if span.end == end)
        yield Stretch(sentence.text[start:end], tuple(mismatch for _, mismatch in covering), ending)


def _local_span(sentence: Sentence, mismatch: Mismatch, side: SideName) -> Span | None:
    """Return the part of the sentence to mark; None if there is none, or if it is the whole sentence."""
    span = mismatch.source_span if side == "source" else mismatch.target_span
    surface = mismatch.source_surface if side == "source" else mismatch.target_surface
    if span is None:
        return None
    local = span.shifted(-sentence.span.start)
    inside = Span(max(local.start, 0), min(local.end, len(sentence.text)))
    if inside.start >= inside.end or inside == (0, len(sentence.text)):
        return None
    # A span that crosses the border of two sentences is cut; its surface form is in neither of them.
    return inside if inside != local or local.of(sentence.text) == surface else None
