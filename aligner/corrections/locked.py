"""Finds the beads that an editor has set in a new reading of the page.

The page may have changed, or may contain the rewritten sentences by now. A bead is found by the texts of its
sentences, each in its original or in its rewritten form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from aligner.corrections.work import SIDES, SideName, Work
from aligner.model.alignment import Alignment
from aligner.model.bead import Bead


def beads_to_lock(work: Work, read: Alignment) -> tuple[tuple[Bead, ...], int]:
    """Return the beads that an editor has set, with the sentence numbers of a new reading of the document.

    Args:
        work: The work.
        read: The document as it is read now; its beads are ignored.

    Returns:
        The beads in order, and how many beads are lost because their sentences are gone.
    """
    places = {side: _places(work, read, side) for side in SIDES}
    wanted = [bead for bead in work.state.beads if bead in work.state.touched]
    locked = []
    for bead in wanted:
        source, target = (_moved(getattr(bead, side), places[side]) for side in SIDES)
        if source is not None and target is not None:
            locked.append(Bead(source, target))
    return tuple(locked), len(wanted) - len(locked)


def _places(work: Work, read: Alignment, side: SideName) -> Mapping[int, int]:
    """Return the new number of each sentence of the work, by its old one; lost sentences are left out."""
    now = [sentence.text for pair in read for sentence in getattr(pair, side)]
    present = set(now)
    edits = work.state.edits
    rewritten = [edits.get((side, number), text) for number, text in enumerate(work.texts[side])]
    then = [new if new in present else old for new, old in zip(rewritten, work.texts[side], strict=True)]
    blocks = SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks()
    return {start + n: at + n for start, at, size in blocks for n in range(size)}


def _moved(numbers: range, places: Mapping[int, int]) -> range | None:
    """Return the new numbers of sentences; None if one is lost or they no longer follow each other.

    For an empty range, it is the empty range after the sentence that came before it.
    """
    if not numbers:
        before = places.get(numbers.start - 1, numbers.start - 1) + 1
        return range(before, before)
    moved: Sequence[int | None] = [places.get(number) for number in numbers]
    first = moved[0]
    if first is None or list(moved) != list(range(first, first + len(moved))):
        return None
    return range(first, first + len(moved))
