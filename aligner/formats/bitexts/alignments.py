"""Converts units of a file into an alignment, and pairs of an alignment into units."""

from __future__ import annotations

from collections.abc import Iterable

from aligner.formats.bitexts.codes import without_codes
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.bitext import BadUnit, Unit
from aligner.model.errors import FormatError
from aligner.model.text import LanguageCode, Sentence, Span
from aligner.pairs.script import languages_of


def alignment_of(units: Iterable[Unit | BadUnit]) -> Alignment:
    """Make one alignment of the pairs of a file. Each side that has text is one sentence, without its tags.

    Raises:
        FormatError: A place in the file could not be read.
    """
    pairs: list[Pair] = []
    done = Bead(range(0), range(0))
    texts: tuple[list[str], list[str]] = ([], [])
    given: LanguageCode | None = None
    for unit in units:
        if isinstance(unit, BadUnit):
            raise FormatError(str(unit))
        given = given or unit.source_language
        text = without_codes(unit.source, unit.source_codes), without_codes(unit.target, unit.target_codes)
        for of_side, sentence in zip(texts, text, strict=True):
            of_side.append(sentence)
        left, right = ((Sentence(side, Span(0, len(side))),) if side else () for side in text)
        starts = done.source.stop, done.target.stop
        done = Bead(range(starts[0], starts[0] + len(left)), range(starts[1], starts[1] + len(right)))
        pairs.append(Pair(left, right, done))
    source, target = map(" ".join, texts)
    return Alignment(*languages_of(source, target, given), pairs=tuple(pairs))


def unit_of(pair: Pair, line: int, place: str, source: LanguageCode) -> Unit:
    """Make a unit of a pair."""
    return Unit(pair.source_text, pair.target_text, line, place, source_language=source)
