"""Which side of an alignment is shown left, what stands on a side, and what of the page stands on none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby

from aligner.languages import Language
from aligner.model.alignment import Alignment, Pair
from aligner.model.page import Line
from aligner.model.text import Sentence
from aligner.pairs import pair_of
from aligner.report.marks import SideName

# Confidence below which reports mention it: such a bead is more likely wrong than right.
DOUBTFUL = 0.5
UNRELIABLE = "unreliable"  # the kind that leads, and under which lone sentences are folded


def notes_of(alignment: Alignment) -> tuple[str, ...]:
    """What reports say about the text as a whole: the notes of the page, or that lines were joined."""
    if alignment.page is not None:
        return alignment.page.notes
    source, target = alignment.lines_joined
    if not (source or target):
        return ()
    return (
        f"lines are hard-wrapped; line ends inside sentences: {source} in the source, {target} in the target",
    )


def columns_of(alignment: Alignment) -> tuple[Language, Language]:
    """The two languages as reports show them, left and right: in the order of their pair."""
    pair = pair_of(alignment.source_language, alignment.target_language)
    return pair.first, pair.second


def sides_of(alignment: Alignment) -> tuple[SideName, SideName]:
    """The two sides as reports show them, left and right: by language, whichever was translated."""
    first, _ = columns_of(alignment)
    return ("source", "target") if alignment.source_language == first.code else ("target", "source")


def sentences_of(pair: Pair, side: SideName) -> tuple[Sentence, ...]:
    """The sentences on one side of a pair."""
    return pair.source if side == "source" else pair.target


def numbers_of(pair: Pair, side: SideName) -> range:
    """The numbers of these sentences in their article."""
    return pair.bead.source if side == "source" else pair.bead.target


def stretches_of(alignment: Alignment) -> list[list[tuple[int, Pair]]]:
    """The pairs, numbered from 1, each by itself; lone sentences in a row together if all is unreliable.

    What can't be relied on holds many sentences without a counterpart, which say one thing together.
    """
    numbered = list(enumerate(alignment, 1))
    if not any(mismatch.kind == UNRELIABLE for mismatch in alignment.document_mismatches):
        return [[one] for one in numbered]
    stretches: list[list[tuple[int, Pair]]] = []
    for alone, several in groupby(numbered, key=lambda one: not (one[1].source and one[1].target)):
        rows = list(several)
        stretches += [rows] if alone else [[one] for one in rows]
    return stretches


def lines_aside(alignment: Alignment) -> Iterator[Line]:
    """The lines of the page that belong to no pair, blank ones left out."""
    used = sorted(sentence.span for pair in alignment for sentence in (*pair.source, *pair.target))
    for line in alignment.page.lines if alignment.page else ():
        following = bisect_left(used, (line.span.end,))
        if line.text.strip() and not (following and used[following - 1].overlaps(line.span)):
            yield line
