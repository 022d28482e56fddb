"""Alignments as bare numbers, as hunalign and Vecalign write them: for evaluation and exchange.

A ladder of hunalign is a list of rungs `source<TAB>target<TAB>confidence`: sentence numbers between which a
bead ends and the next begins, from `0 0` to the sentence counts of both sides. Vecalign (and SentAlign after
it) lists the beads, `[0]:[0, 1]:0.031`, with a cost, lower for better; we write one minus the confidence.
Neither has text: reading gives the beads, the confidence and empty sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from aligner.expressions import compiled
from aligner.formats.law import limits
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.errors import FormatError
from aligner.model.text import Sentence, Span
from aligner.pairs import direction

_RUNG = compiled(r"\s*(\d{1,9})\s+(\d{1,9})(?:\s+([-+.\deE]{1,30}))?\s*")
_LIST = r"\[([\d, ]*)\]"
_BEAD = compiled(rf"\s*{_LIST}\s*:\s*{_LIST}\s*(?::\s*([-+.\deE]{{1,30}}))?\s*")


def write_ladder(alignments: Sequence[Alignment]) -> str:
    """Write the rungs as hunalign does; each rung has the confidence of the bead that it begins."""
    (alignment,) = alignments
    rungs = [(pair.bead.source.start, pair.bead.target.start, pair.confidence) for pair in alignment]
    if alignment.pairs:
        last = alignment.pairs[-1].bead
        rungs.append((last.source.stop, last.target.stop, 0.0))
    # Of a foreign file it may be 1 or -0.0, which is no form that `aligner.formats.ours` knows.
    return "".join(f"{source}\t{target}\t{confidence + 0.0!r}\n" for source, target, confidence in rungs)


def read_ladder(text: str) -> list[Alignment]:
    """Read the one alignment of a ladder."""
    rungs: list[tuple[int, int, float]] = []
    for number, line in _lines(text):
        rung = _RUNG.fullmatch(line)
        if rung is None:
            raise FormatError(
                f"line {number}: {line[:40]!r} is not a rung `source<TAB>target<TAB>confidence`"
            )
        source, target = int(rung[1]), int(rung[2])
        if rungs and (source < rungs[-1][0] or target < rungs[-1][1]):
            raise FormatError(f"line {number}: the rung {source} {target} lies below the one before")
        rungs.append((source, target, _probability(rung[3], number, otherwise=1.0)))
    beads = [
        (Bead(range(below[0], above[0]), range(below[1], above[1])), below[2])
        for below, above in pairwise(rungs)
        if below[:2] != above[:2]
    ]
    return [without_text(beads)]


def write_lists(alignments: Sequence[Alignment]) -> str:
    """Write one bead in each line, with its cost."""
    (alignment,) = alignments
    return "".join(
        f"{list(pair.bead.source)}:{list(pair.bead.target)}:{round(1 - pair.confidence, 6)}\n"
        for pair in alignment
    )


def read_lists(text: str) -> list[Alignment]:
    """Read the one alignment of a list of beads; a cost above 1, which is no probability, is ignored."""
    beads: list[tuple[Bead, float]] = []
    source_done = target_done = 0
    for number, line in _lines(text):
        bead = _BEAD.fullmatch(line)
        if bead is None:
            raise FormatError(f"line {number}: {line[:40]!r} is not a bead like `[0]:[0, 1]:0.03`")
        place = f"line {number}"
        source = consecutive(_numbers(bead[1], place), source_done, place)
        target = consecutive(_numbers(bead[2], place), target_done, place)
        source_done, target_done = source.stop, target.stop
        cost = _probability(bead[3], number, otherwise=0.0)
        beads.append((Bead(source, target), round(1 - cost, 6)))
    return [without_text(beads)]


def _lines(text: str) -> list[tuple[int, str]]:
    lines = ((number, line) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]


def consecutive(numbers: Sequence[int], done: int, place: str) -> range:
    """The sentence numbers of one side of a bead, which must follow those of the beads before.

    Args:
        numbers: As they are in the file.
        done: The number after the last one of the beads before.
        place: What the error message names.
    """
    if not numbers:
        return range(done, done)
    whole = range(numbers[0], numbers[0] + len(numbers))
    if list(numbers) != list(whole):
        raise FormatError(f"{place}: the bead {list(numbers)} leaves a sentence out")
    if whole.start < done:
        raise FormatError(f"{place}: sentence {whole.start} is in a bead already, or out of order")
    return whole


def _numbers(written: str, place: str) -> list[int]:
    try:
        return [int(item) for item in written.split(",") if item.strip()]
    except ValueError as error:
        raise FormatError(f"{place}: [{written}] is not a list of sentence numbers") from error


def _probability(written: str | None, line: int, otherwise: float) -> float:
    """A number in [0, 1]; `otherwise` if there is none or it has another scale, as that of hunalign."""
    try:
        value = float(written) if written else otherwise
    except ValueError as error:
        raise FormatError(f"line {line}: {written!r} is not a number") from error
    return value if 0 <= value <= 1 else otherwise


def without_text(beads: Sequence[tuple[Bead, float]]) -> Alignment:
    """Make an alignment of beads and confidences, with an empty sentence for each number.

    Raises:
        FormatError: It has more sentences than `Limits.numbers`.
    """
    held = sum(numbers.stop - numbers.start for bead, _ in beads for numbers in (bead.source, bead.target))
    if held > limits().numbers:
        raise FormatError(
            f"{held:,} sentences stand in the beads; more than {limits().numbers:,} are not read, unless"
            " limits=Limits(numbers=...) allows it"
        )
    nothing = Sentence("", Span(0, 0))
    pairs = (
        Pair(
            source=(nothing,) * len(bead.source),
            target=(nothing,) * len(bead.target),
            bead=bead,
            confidence=confidence,
        )
        for bead, confidence in beads
    )
    return Alignment(*direction(), tuple(pairs))
