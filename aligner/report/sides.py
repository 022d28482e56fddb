"""Tells reports which side is shown on the left, which sentences a side has, and which lines have no pair."""

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

# Reports call a pairing doubtful below this confidence: it is more likely wrong than right.
DOUBTFUL = 0.5
UNRELIABLE = "unreliable"  # a finding of this kind is shown first, and makes reports fold lone sentences


def notes_of(alignment: Alignment) -> tuple[str, ...]:
    """Return the notes on a document: those of its page, or else how many line ends were joined."""
    if alignment.page is not None:
        return alignment.page.notes
    source, target = alignment.lines_joined
    if not (source or target):
        return ()
    return (
        f"lines are hard-wrapped; line ends inside sentences: {source} in the source, {target} in the target",
    )


def columns_of(alignment: Alignment) -> tuple[Language, Language]:
    """Return the languages of the left and the right column: the fixed order of the language pair."""
    pair = pair_of(alignment.source_language, alignment.target_language)
    return pair.first, pair.second


def sides_of(alignment: Alignment) -> tuple[SideName, SideName]:
    """Return the sides of the left and the right column: by language, whichever is the source."""
    first, _ = columns_of(alignment)
    return ("source", "target") if alignment.source_language == first.code else ("target", "source")


def sentences_of(pair: Pair, side: SideName) -> tuple[Sentence, ...]:
    """Return the sentences on one side of a pair."""
    return pair.source if side == "source" else pair.target


def numbers_of(pair: Pair, side: SideName) -> range:
    """Return the numbers of the sentences on one side of a pair, counted in the article from 0."""
    return pair.bead.source if side == "source" else pair.bead.target


def stretches_of(alignment: Alignment) -> list[list[tuple[int, Pair]]]:
    """Return the pairs, numbered from 1, in stretches of one pair each.

    If the document is unreliable, successive pairs with an empty side form one stretch: they are many there,
    and have one cause.
    """
    numbered = list(enumerate(alignment, 1))
    if not any(mismatch.kind == UNRELIABLE for mismatch in alignment.document_mismatches):
        return [[pair] for pair in numbered]
    stretches: list[list[tuple[int, Pair]]] = []
    for alone, group in groupby(numbered, key=lambda pair: not (pair[1].source and pair[1].target)):
        rows = list(group)
        stretches += [rows] if alone else [[row] for row in rows]
    return stretches


def lines_aside(alignment: Alignment) -> Iterator[Line]:
    """Yield the lines of the page that belong to no pair, without blank lines."""
    used = sorted(sentence.span for pair in alignment for sentence in (*pair.source, *pair.target))
    for line in alignment.page.lines if alignment.page else ():
        following = bisect_left(used, (line.span.end,))
        if line.text.strip() and not (following and used[following - 1].overlaps(line.span)):
            yield line
