"""Turns the checked units of a file into an alignment, so that reports can show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.bitext import CheckedUnit
from aligner.model.text import Sentence, Span
from aligner.pairs.script import languages_of


def alignment_of(units: Sequence[CheckedUnit], document: str = "") -> Alignment:
    """Return an alignment with one pair for each unit.

    Each side with text is one sentence, and its spans count from the start of that text. The sentence numbers
    of a mismatch refer to the pair of its unit.

    Args:
        units: In the order in which they are shown; none give an empty alignment.
        document: Name of the document.
    """
    pairs: list[Pair] = []
    bead = Bead(range(0), range(0))
    for checked in units:
        texts = (checked.unit.source, checked.unit.target)
        source, target = ((Sentence(text, Span(0, len(text))),) if text.strip() else () for text in texts)
        starts = bead.source.stop, bead.target.stop
        bead = Bead(range(starts[0], starts[0] + len(source)), range(starts[1], starts[1] + len(target)))
        own = tuple(
            replace(
                mismatch,
                source_sentences=tuple(bead.source) if mismatch.source_sentences else (),
                target_sentences=tuple(bead.target) if mismatch.target_sentences else (),
            )
            for mismatch in checked.mismatches
        )
        pairs.append(Pair(source, target, bead, mismatches=own))
    source_text = " ".join(checked.unit.source for checked in units)
    target_text = " ".join(checked.unit.target for checked in units)
    given = next((checked.unit.source_language for checked in units if checked.unit.source_language), None)
    return Alignment(
        *languages_of(source_text, target_text, given),
        pairs=tuple(pairs),
        mismatches=tuple(mismatch for pair in pairs for mismatch in pair.mismatches),
        document=document,
    )
