"""How good a ladder is against a gold one.

Precision, recall and F1 over beads as Vecalign (Thompson & Koehn 2019) counts them: precision over all
predicted beads, unmatched sentences included; recall over the gold beads with text on both sides. A
bead is strictly right when it is exactly a gold bead, laxly right when one of its (source, target)
pairs of sentences lies inside a gold bead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import cast

from aligner.model.alignment import Alignment
from aligner.model.bead import Bead
from aligner.model.errors import SettingsError
from aligner.model.text import Sentence

Ladder = Alignment | Sequence[Bead]
# Source and target text of each bead, an empty string where it has none: gold as people write it.
Texts = Sequence[tuple[str, str]]


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


def _beads(ladder: Ladder | Texts) -> set[_Pair]:
    """Beads as numbers of sentences."""
    beads: Iterable[object] = (pair.bead for pair in ladder) if isinstance(ladder, Alignment) else ladder
    found: set[_Pair] = set()
    for bead in beads:
        if not isinstance(bead, Bead):
            raise SettingsError(
                f"a ladder is an alignment or a sequence of aligner.Bead, not of {bead!r}; "
                "pairs of texts are understood as gold of an alignment"
            )
        found.update(_counted((*bead.source,), (*bead.target,)))
    return found


def _counted(source: tuple[int, ...], target: tuple[int, ...]) -> Iterable[_Pair]:
    """The beads that count: an empty side cuts the other one into single sentences."""
    if source and target:
        return [(source, target)]
    return [*(((number,), ()) for number in source), *(((), (number,)) for number in target)]


def _beads_in_pieces(gold: Texts, predicted: Alignment) -> tuple[set[_Pair], set[_Pair]]:
    """Beads of both, where gold is given as texts: numbers of pieces instead of sentences.

    The two may cut a text into other sentences; pieces are what the borders of both leave.
    """
    gold_source, gold_target = zip(*gold, strict=True)
    source_wanted, source_found = _pieces(gold_source, [pair.source for pair in predicted])
    target_wanted, target_found = _pieces(gold_target, [pair.target for pair in predicted])
    wanted, found = (
        {bead for pair in zip(source, target, strict=True) for bead in _counted(*pair)}
        for source, target in ((source_wanted, target_wanted), (source_found, target_found))
    )
    return wanted, found


_Numbers = list[tuple[int, ...]]


def _pieces(gold: Sequence[str], predicted: Sequence[tuple[Sentence, ...]]) -> tuple[_Numbers, _Numbers]:
    """One side in pieces: the numbers of the pieces of each gold text, and of each predicted bead."""
    ends = [0]
    written: list[str] = []
    for sentence in (sentence for sentences in predicted for sentence in sentences):
        written.append(_without_blanks(sentence.text))
        ends.append(ends[-1] + len(written[-1]))
    places = list(_places(gold, "".join(written)))
    borders = sorted({*ends, *(border for place in places if place for border in place)})

    def numbers(start: int, end: int) -> tuple[int, ...]:
        return tuple(range(bisect_left(borders, start), bisect_left(borders, end)))

    unread = count(len(borders))  # a text that the alignment does not hold is a piece of its own
    found: _Numbers = []
    done = 0
    for sentences in predicted:
        found.append(numbers(ends[done], ends[done + len(sentences)]))
        done += len(sentences)
    return [numbers(*place) if place else (next(unread),) for place in places], found


def _places(texts: Iterable[str], whole: str) -> Iterator[tuple[int, int] | None]:
    """Where each text stands in the whole: behind the text before it, or else anywhere; None if nowhere."""
    place = 0
    for text in map(_without_blanks, texts):
        start = whole.find(text, place)
        start = start if start >= 0 else whole.find(text)
        if start >= 0:
            place = start + len(text)
        yield (start, place) if start >= 0 else None


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _are_texts(ladder: Ladder | Texts) -> bool:
    return bool(ladder) and all(
        isinstance(pair, tuple | list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)
        for pair in ladder
    )


def _lax(beads: set[_Pair], other: set[_Pair]) -> int:
    """How many beads have a source and a target sentence that stand together in a bead of the other one."""
    source_of: dict[int, set[int]] = defaultdict(set)
    target_of: dict[int, set[int]] = defaultdict(set)
    for place, (source, target) in enumerate(other):
        for number in source:
            source_of[number].add(place)
        for number in target:
            target_of[number].add(place)
    nowhere: set[int] = set()

    def meet(source: tuple[int, ...], target: tuple[int, ...]) -> bool:
        of_source = nowhere.union(*(source_of.get(number, nowhere) for number in source))
        return any(not of_source.isdisjoint(target_of.get(number, nowhere)) for number in target)

    return sum((source, target) in other or meet(source, target) for source, target in beads)


def evaluate(gold: Ladder | Texts, predicted: Ladder) -> Scores:
    """Compare a predicted ladder with a gold one over the same sentences.

    Args:
        gold, predicted: Alignments, or sequences of beads; order does not matter. Against an alignment,
            gold may be given as pairs of texts, which need not be cut into the same sentences: one that is
            no text of the alignment is not found.

    Raises:
        SettingsError: One of them is something else.

    Examples:
        >>> gold = [Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(1, 3))]
        >>> evaluate(gold, [Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(1, 2))]).strict.recall
        0.5
    """
    if isinstance(predicted, Alignment) and _are_texts(gold):
        wanted, found = _beads_in_pieces(cast("Texts", gold), predicted)
    else:
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
