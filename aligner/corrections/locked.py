"""Beads that an editor set, found again in a page that is read once more.

The page may have changed meanwhile, or hold the sentences that the editor rewrote: a bead is found by the
texts of its sentences, each as it was read or as it was rewritten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from aligner.corrections.work import SIDES, SideName, Work
from aligner.model.alignment import Alignment
from aligner.model.bead import Bead


def beads_to_lock(work: Work, read: Alignment) -> tuple[tuple[Bead, ...], int]:
    """The beads that an editor set, with the sentence numbers of another reading of the document.

    Args:
        work: What was done.
        read: The document as it is read now, whatever its beads are.

    Returns:
        The beads in order, and how many are lost because sentences of theirs are gone.
    """
    places = {side: _places(work, read, side) for side in SIDES}
    wanted = [bead for bead in work.state.beads if bead in work.state.touched]
    found = []
    for bead in wanted:
        source, target = (_moved(getattr(bead, side), places[side]) for side in SIDES)
        if source is not None and target is not None:
            found.append(Bead(source, target))
    return tuple(found), len(wanted) - len(found)


def _places(work: Work, read: Alignment, side: SideName) -> Mapping[int, int]:
    """Where each sentence of the work stands now, by number; those that are gone are left out."""
    now = [sentence.text for pair in read for sentence in getattr(pair, side)]
    there = set(now)
    edits = work.state.edits
    rewritten = [edits.get((side, number), text) for number, text in enumerate(work.texts[side])]
    then = [new if new in there else old for new, old in zip(rewritten, work.texts[side], strict=True)]
    blocks = SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks()
    return {start + n: at + n for start, at, size in blocks for n in range(size)}


def _moved(numbers: range, places: Mapping[int, int]) -> range | None:
    """The sentences where they stand now; None if one is gone or something came between them."""
    if not numbers:
        before = places.get(numbers.start - 1, numbers.start - 1) + 1
        return range(before, before)
    moved: Sequence[int | None] = [places.get(number) for number in numbers]
    first = moved[0]
    if first is None or list(moved) != list(range(first, first + len(moved))):
        return None
    return range(first, first + len(moved))
