"""A long document after changes: what stands near them is checked at once, the rest a moment later.

A check looks at a pair and at its neighbours, so a stretch around a change tells nearly all of it. What
spans the whole document, such as a name spelt in two ways, is known when all was checked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from aligner.aligner import Aligner
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.mismatch import Mismatch
from aligner.model.text import Sentence, Span

# Up to so many pairs all are checked at once: that takes about .1 s.
SHORT = 100
# So many pairs on either side of a change are looked at; of these the inner ones are believed.
AROUND, BELIEVED = 4, 2


def checked_nearby(
    before: Alignment,
    made: Alignment,
    aligner: Aligner,
    most: int | None = None,
    locked: Set[Bead] = frozenset(),
) -> Alignment:
    """The alignment that was made, with what was found before and, around the changes, what is found now.

    Args:
        before: Checked, before the changes.
        made: After them, with the same sentences; its own mismatches are not looked at.
        aligner: Checks.
        most: So many pairs are checked at most; None for all that changed. What changed further down has no
            mismatches then.
        locked: Beads that were set by hand.
    """
    known = {pair.bead: pair for pair in before}
    changed = [n for n, pair in enumerate(made) if not _is_same(known.get(pair.bead), pair)]
    found: dict[int, tuple[Mismatch, ...]] = dict.fromkeys(changed, ())
    left = len(made) if most is None else most
    for first, stop in _stretches(changed):
        begin, end = max(0, first - AROUND), min(len(made), stop + AROUND)
        if (left := left - (end - begin)) < 0:
            break
        near = aligner.recheck(replace(made, pairs=made.pairs[begin:end], mismatches=()), locked=locked)
        source, target = made[begin].bead.source.start, made[begin].bead.target.start
        for number in range(max(0, first - BELIEVED), min(len(made), stop + BELIEVED)):
            of_stretch = near[number - begin].mismatches
            found[number] = tuple(_counted_on(one, source, target) for one in of_stretch)
    pairs = []
    for number, pair in enumerate(made):
        if number not in found:
            old = known[pair.bead]
            found[number] = tuple(_moved(one, old, pair) for one in old.mismatches)
        pairs.append(replace(pair, mismatches=found[number]) if found[number] or pair.mismatches else pair)
    of_pairs = tuple(one for pair in pairs for one in pair.mismatches)
    return replace(made, pairs=tuple(pairs), mismatches=(*of_pairs, *before.document_mismatches))


def _stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and stop of stretches of numbers in order; those whose surroundings touch are one."""
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
    if old is None:
        return False
    if (old.source, old.target) == (new.source, new.target):  # the same objects, for the most part
        return True
    return old.source_text == new.source_text and old.target_text == new.target_text


def _counted_on(mismatch: Mismatch, source: int, target: int) -> Mismatch:
    """A mismatch of a stretch, with the sentence numbers of the document."""
    return replace(
        mismatch,
        source_sentences=tuple(number + source for number in mismatch.source_sentences),
        target_sentences=tuple(number + target for number in mismatch.target_sentences),
    )


def _moved(mismatch: Mismatch, old: Pair, new: Pair) -> Mismatch:
    """A mismatch of a pair whose sentences stand some characters further now."""
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
