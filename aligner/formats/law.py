"""The law for readers of files: an alignment whose beads fit its sentences, or an error with place and cure.

A file may be damaged, cut off, edited by hand or made to do harm. Every reader goes through `lawful`, so
that no reader has to think of all that: whatever a reader raises becomes a `FormatError`, and what it gives
back is checked for what all later code takes for granted.
"""

from __future__ import annotations

from collections.abc import Callable

from aligner.model.alignment import Alignment, Pair
from aligner.model.errors import AlignerError, FormatError
from aligner.model.text import Sentence

# A book has some ten thousand sentences; a bitext of millions of rows is read in documents, or by `aligner
# corpus`. A file of a few bytes that names a greater number asks for gigabytes.
MOST_SENTENCES = 10**7
# XLIFF and TMX nest marks of a text two or three deep; see `aligner.formats.markup`.
DEEPEST = 200


def lawful(read: Callable[[], list[Alignment]]) -> list[Alignment]:
    """What a reader gives.

    Raises:
        FormatError: The reader failed in any way, or gave beads, spans or numbers that do not fit.
        MemoryError: There is too little memory for the file.
    """
    try:
        alignments = read()
    except (AlignerError, MemoryError):
        raise
    except RecursionError as error:
        raise FormatError("nested beyond reading") from error
    except Exception as error:
        raise FormatError(f"damaged: {type(error).__name__}: {error}") from error
    for alignment in alignments:
        check(alignment)
    return alignments


def check(alignment: Alignment) -> None:
    """See to it that beads and spans fit.

    Raises:
        FormatError: They don't; the message names the pair, counted from 0.
    """
    done = (0, 0)
    for number, pair in enumerate(alignment.pairs):
        done = _checked_bead(number, pair, done)
        for sentence in (*pair.source, *pair.target):
            _check_span(number, sentence)


def _checked_bead(number: int, pair: Pair, done: tuple[int, int]) -> tuple[int, int]:
    """Where its sentences end on both sides; they must not begin before those of the pairs before it do."""
    for side, numbers, sentences, least in (
        ("source", pair.bead.source, pair.source, done[0]),
        ("target", pair.bead.target, pair.target, done[1]),
    ):
        if not 0 <= numbers.start <= numbers.stop <= MOST_SENTENCES or numbers.step != 1:
            raise FormatError(
                f"pair {number}: {side} sentences {numbers.start} to {numbers.stop} are out of bounds "
                f"(0 to {MOST_SENTENCES:,})"
            )
        if len(numbers) != len(sentences):
            raise FormatError(
                f"pair {number}: its bead has {len(numbers)} {side} sentences, its text has {len(sentences)}"
            )
        if sentences and numbers.start < least:
            raise FormatError(f"pair {number}: {side} sentence {numbers.start} stands in a pair before it")
    if not 0 <= pair.confidence <= 1:
        raise FormatError(f"pair {number}: confidence {pair.confidence!r} is no probability, 0 to 1")
    return max(done[0], pair.bead.source.stop), max(done[1], pair.bead.target.stop)


def _check_span(number: int, sentence: Sentence) -> None:
    start, end = sentence.span
    if not 0 <= start <= end:
        raise FormatError(f"pair {number}: the span {start}:{end} of a sentence is none")
