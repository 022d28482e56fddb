"""Where in a sentence the mismatches are: stretches to colour, frame or link.

A mismatch names its sentences and a span in document coordinates. Sentences that were given one
by one all start at 0, so the number of the sentence decides first and the surface form confirms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from aligner.model.mismatch import Mismatch, Severity, worst_severity
from aligner.model.text import Sentence, Span

SideName = Literal["source", "target"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a sentence with the mismatches that meet in it; the pieces cover the sentence."""

    text: str
    mismatches: tuple[Mismatch, ...] = ()

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
    """Cut a sentence at the borders of what is to be marked; stretches that overlap become one.

    Args:
        sentence: The pieces give its text when joined.
        mismatches: Those that name this sentence.
        side: Which of the two spans of a mismatch to look at.
    """
    marked: list[tuple[Span, tuple[Mismatch, ...]]] = []
    found = [(span, mismatch) for mismatch in mismatches if (span := _local_span(sentence, mismatch, side))]
    for span, mismatch in sorted(found, key=lambda item: item[0]):
        if marked and marked[-1][0].overlaps(span):
            earlier, meeting = marked[-1]
            marked[-1] = (Span(earlier.start, max(earlier.end, span.end)), (*meeting, mismatch))
        else:
            marked.append((span, (mismatch,)))
    done = 0
    for span, meeting in marked:
        if done < span.start:
            yield Stretch(sentence.text[done : span.start])
        yield Stretch(span.of(sentence.text), meeting)
        done = span.end
    if done < len(sentence.text):
        yield Stretch(sentence.text[done:])


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
