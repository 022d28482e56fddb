"""Units of a file that was checked, as an alignment that reports can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.bitext import CheckedUnit
from aligner.model.text import Sentence, Span
from aligner.pairs.script import languages_of


def alignment_of(units: Sequence[CheckedUnit], document: str = "") -> Alignment:
    """A pair for each unit, a sentence for each side that has text; spans count in each text.

    What was found points to the sentences of its own unit.
    """
    pairs: list[Pair] = []
    done = Bead(range(0), range(0))
    for one in units:
        texts = (one.unit.source, one.unit.target)
        source, target = ((Sentence(text, Span(0, len(text))),) if text.strip() else () for text in texts)
        starts = done.source.stop, done.target.stop
        done = Bead(range(starts[0], starts[0] + len(source)), range(starts[1], starts[1] + len(target)))
        own = tuple(
            replace(
                mismatch,
                source_sentences=tuple(done.source) if mismatch.source_sentences else (),
                target_sentences=tuple(done.target) if mismatch.target_sentences else (),
            )
            for mismatch in one.mismatches
        )
        pairs.append(Pair(source, target, done, mismatches=own))
    source_text = " ".join(one.unit.source for one in units)
    target_text = " ".join(one.unit.target for one in units)
    given = next((one.unit.source_language for one in units if one.unit.source_language), None)
    return Alignment(
        *languages_of(source_text, target_text, given),
        pairs=tuple(pairs),
        mismatches=tuple(mismatch for pair in pairs for mismatch in pair.mismatches),
        document=document,
    )
