"""How good a ladder is against a gold one.

Precision, recall and F1 over beads as Vecalign (Thompson & Koehn 2019) counts them: precision over all
predicted beads, unmatched sentences included; recall over the gold beads with text on both sides. A
bead is strictly right when it is exactly a gold bead, laxly right when one of its (source, target)
pairs of sentences lies inside a gold bead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aligner.alignment import Alignment
from aligner.ladder.bead import Bead

Ladder = Alignment | Sequence[Bead]


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1, each in [0, 1]; 0 where nothing was predicted or nothing was to be found."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, right_predicted: int, predicted: int, right_gold: int, gold: int) -> Rates:
        """Rates from counts; how many are right can differ between the two sides (lax beads)."""
        precision = right_predicted / predicted if predicted else 0.0
        recall = right_gold / gold if gold else 0.0
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)


@dataclass(frozen=True, slots=True)
class Scores:
    """What `evaluate` returns.

    Attributes:
        strict, lax: Over all beads.
        null: Over unmatched sentences, one bead each.
        by_kind: Strict rates of each bead type that occurs, by (source, target) counts.
    """

    strict: Rates
    lax: Rates
    null: Rates
    by_kind: dict[tuple[int, int], Rates]


_Pair = tuple[tuple[int, ...], tuple[int, ...]]


def _beads(ladder: Ladder) -> set[_Pair]:
    """Beads as numbers; an empty side cuts the other one into single sentences."""
    beads: Iterable[Bead] = (pair.bead for pair in ladder) if isinstance(ladder, Alignment) else ladder
    found: set[_Pair] = set()
    for bead in beads:
        if bead.source and bead.target:
            found.add((tuple(bead.source), tuple(bead.target)))
        else:
            found.update(((number,), ()) for number in bead.source)
            found.update(((), (number,)) for number in bead.target)
    return found


def _lax(beads: set[_Pair], other: set[_Pair]) -> int:
    partners: dict[int, set[int]] = {}
    for source, target in other:
        for number in source:
            partners.setdefault(number, set()).update(target)
    return sum(
        bead in other or any(right in partners.get(left, ()) for left in bead[0] for right in bead[1])
        for bead in beads
    )


def evaluate(gold: Ladder, predicted: Ladder) -> Scores:
    """Compare a predicted ladder with a gold one over the same sentences.

    Args:
        gold, predicted: Alignments, or sequences of beads; order does not matter.

    Examples:
        >>> gold = [Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(1, 3))]
        >>> evaluate(gold, [Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(1, 2))]).strict.recall
        0.5
    """
    wanted, found = _beads(gold), _beads(predicted)
    wanted_full = {bead for bead in wanted if bead[0] and bead[1]}
    found_full = {bead for bead in found if bead[0] and bead[1]}
    wanted_null, found_null = wanted - wanted_full, found - found_full
    kinds = sorted({(len(source), len(target)) for source, target in wanted | found})

    def of_kind(kind: tuple[int, int]) -> Rates:
        left = {bead for bead in found if (len(bead[0]), len(bead[1])) == kind}
        right = {bead for bead in wanted if (len(bead[0]), len(bead[1])) == kind}
        return Rates.of(len(left & right), len(left), len(left & right), len(right))

    return Scores(
        strict=Rates.of(len(found & wanted), len(found), len(wanted_full & found_full), len(wanted_full)),
        lax=Rates.of(_lax(found, wanted), len(found), _lax(wanted_full, found_full), len(wanted_full)),
        null=Rates.of(
            len(found_null & wanted_null), len(found_null), len(found_null & wanted_null), len(wanted_null)
        ),
        by_kind={kind: of_kind(kind) for kind in kinds},
    )
