"""A long document after a change: what stands near it is checked at once, the rest a moment later.

A check looks at a pair and at its neighbours, so a stretch around the change tells nearly all of it. What
spans the whole document, such as a name spelt in two ways, is known when all was checked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.aligner import Aligner
from aligner.model.alignment import Alignment, Pair
from aligner.model.mismatch import Mismatch
from aligner.model.text import Sentence, Span

# Up to so many pairs all are checked at once: that takes about .1 s.
SHORT = 100
# So many pairs on either side of a change are looked at; of these the inner ones are believed.
AROUND, BELIEVED = 4, 2


def checked_nearby(before: Alignment, made: Alignment, aligner: Aligner) -> Alignment:
    """The alignment that was made, with what was found before and, around the change, what is found now.

    Args:
        before: Checked, before the change.
        made: After it; its own mismatches are not looked at.
        aligner: Checks.
    """
    first, last = _unchanged(before.pairs, made.pairs)
    stop = len(made.pairs) - last
    begin, end = max(0, first - AROUND), min(len(made.pairs), stop + AROUND)
    near = aligner.recheck(replace(made, pairs=made.pairs[begin:end], mismatches=()))
    source, target = made.pairs[begin].bead.source.start, made.pairs[begin].bead.target.start
    shift = len(before.pairs) - len(made.pairs)
    pairs = []
    for number, pair in enumerate(made.pairs):
        if first - BELIEVED <= number < stop + BELIEVED:
            found = tuple(_counted_on(one, source, target) for one in near.pairs[number - begin].mismatches)
        else:
            old = before.pairs[number if number < first else number + shift]
            found = tuple(_moved(one, old, pair) for one in old.mismatches)
        pairs.append(replace(pair, mismatches=found))
    of_pairs = tuple(one for pair in pairs for one in pair.mismatches)
    return replace(made, pairs=tuple(pairs), mismatches=(*of_pairs, *before.document_mismatches))


def _unchanged(old: Sequence[Pair], new: Sequence[Pair]) -> tuple[int, int]:
    """How many pairs are as they were from the start, and from the end."""
    most = min(len(old), len(new))
    first = next((n for n in range(most) if not _is_same(old[n], new[n])), most)
    last = next((n for n in range(most - first) if not _is_same(old[-1 - n], new[-1 - n])), most - first)
    return first, last


def _is_same(one: Pair, other: Pair) -> bool:
    return (
        one.bead == other.bead
        and one.source_text == other.source_text
        and one.target_text == other.target_text
    )


def _counted_on(mismatch: Mismatch, source: int, target: int) -> Mismatch:
    """A mismatch of a stretch, with the sentence numbers of the document."""
    return replace(
        mismatch,
        source_sentences=tuple(number + source for number in mismatch.source_sentences),
        target_sentences=tuple(number + target for number in mismatch.target_sentences),
    )


def _moved(mismatch: Mismatch, old: Pair, new: Pair) -> Mismatch:
    """A mismatch of a pair whose sentences stand some characters further now."""
    return replace(
        mismatch,
        source_span=_shifted(mismatch.source_span, old.source, new.source),
        target_span=_shifted(mismatch.target_span, old.target, new.target),
    )


def _shifted(span: Span | None, old: Sequence[Sentence], new: Sequence[Sentence]) -> Span | None:
    if span is None or not old:
        return span
    return span.shifted(new[0].span.start - old[0].span.start)
