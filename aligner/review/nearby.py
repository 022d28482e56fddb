"""Checks a long document near its changes at once; the rest is checked later.

Most checks look at a pair and its neighbours only, so checking a stretch around a change finds nearly
everything that the change affects. Findings that concern the whole document, such as a name with two
spellings, appear when the whole document was checked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from aligner.aligner import Aligner
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.mismatch import Mismatch
from aligner.model.text import Sentence, Span

# A document of at most so many pairs is checked as a whole, which takes about .1 s.
SHORT = 100
# Pairs on each side of a change that are checked, and how many of them, next to the change, get the results:
# the outer ones lack neighbours.
AROUND, BELIEVED = 4, 2


def checked_nearby(
    before: Alignment,
    made: Alignment,
    aligner: Aligner,
    most: int | None = None,
    locked: Set[Bead] = frozenset(),
) -> Alignment:
    """Return a changed alignment with new mismatches near the changes and the old ones elsewhere.

    Args:
        before: The alignment before the changes, with its mismatches.
        made: The alignment after the changes, with these sentences; its own mismatches are ignored.
        aligner: Checks the pairs.
        most: Number of pairs that are checked at most; None for no limit. Changed pairs beyond it get no
            mismatches.
        locked: Beads that were set by hand.
    """
    known = {pair.bead: pair for pair in before}
    changed = [n for n, pair in enumerate(made) if not _is_same(known.get(pair.bead), pair)]
    of_pair: dict[int, tuple[Mismatch, ...]] = dict.fromkeys(changed, ())
    left = len(made) if most is None else most
    for first, stop in _stretches(changed):
        begin, end = max(0, first - AROUND), min(len(made), stop + AROUND)
        if (left := left - (end - begin)) < 0:
            break
        near = aligner.recheck(replace(made, pairs=made.pairs[begin:end], mismatches=()), locked=locked)
        source, target = made[begin].bead.source.start, made[begin].bead.target.start
        for number in range(max(0, first - BELIEVED), min(len(made), stop + BELIEVED)):
            of_stretch = near[number - begin].mismatches
            of_pair[number] = tuple(_counted_on(mismatch, source, target) for mismatch in of_stretch)
    pairs = []
    for number, pair in enumerate(made):
        if number not in of_pair:
            old = known[pair.bead]
            of_pair[number] = tuple(_moved(mismatch, old, pair) for mismatch in old.mismatches)
        kept = of_pair[number]
        pairs.append(replace(pair, mismatches=kept) if kept or pair.mismatches else pair)
    of_pairs = tuple(mismatch for pair in pairs for mismatch in pair.mismatches)
    return replace(made, pairs=tuple(pairs), mismatches=(*of_pairs, *before.document_mismatches))


def _stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and stop of stretches of changed pairs; stretches whose surroundings touch are joined."""
    first = stop = None
    for number in numbers:
        if first is None or stop is None:
            first = number
        elif number - stop > 2 * AROUND:
            yield first, stop
            first = number
        stop = number + 1
    if first is not None and stop is not None:
        yield first, stop


def _is_same(old: Pair | None, new: Pair) -> bool:
    """Return whether there is an old pair with the texts of the new one."""
    if old is None:
        return False
    if (old.source, old.target) == (new.source, new.target):  # the same objects, for the most part
        return True
    return old.source_text == new.source_text and old.target_text == new.target_text


def _counted_on(mismatch: Mismatch, source: int, target: int) -> Mismatch:
    """Return a mismatch of a stretch with the sentence numbers of the document.

    Args:
        mismatch: The mismatch, whose numbers count from the start of the stretch.
        source, target: Numbers of the first sentences of the stretch.
    """
    return replace(
        mismatch,
        source_sentences=tuple(number + source for number in mismatch.source_sentences),
        target_sentences=tuple(number + target for number in mismatch.target_sentences),
    )


def _moved(mismatch: Mismatch, old: Pair, new: Pair) -> Mismatch:
    """Return a mismatch of an unchanged pair with spans that follow the new positions of its sentences."""
    if (old.source, old.target) == (new.source, new.target):
        return mismatch
    return replace(
        mismatch,
        source_span=_shifted(mismatch.source_span, old.source, new.source),
        target_span=_shifted(mismatch.target_span, old.target, new.target),
    )


def _shifted(span: Span | None, old: Sequence[Sentence], new: Sequence[Sentence]) -> Span | None:
    if span is None or not old:
        return span
    return span.shifted(new[0].span.start - old[0].span.start)
