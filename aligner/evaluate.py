"""Evaluate a ladder against a gold one.

Precision, recall and F1 are counted over beads as in Vecalign (Thompson & Koehn 2019): precision over all
predicted beads, unmatched sentences included; recall over the gold beads with text on both sides. A bead is
strictly right if it is equal to a gold bead, and laxly right if one of its (source, target) pairs of
sentences is inside a gold bead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import cast

from aligner.model.alignment import Alignment
from aligner.model.bead import Bead
from aligner.model.errors import SettingsError
from aligner.model.text import Sentence

Ladder = Alignment | Sequence[Bead]
# Source and target text of each bead, an empty string for an empty side, as people write gold alignments.
Texts = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1, each in [0, 1]; 0 if nothing was predicted, or if there is no gold bead."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, right_predicted: int, predicted: int, right_gold: int, gold: int) -> Rates:
        """Compute rates from counts.

        Args:
            right_predicted: Number of right beads among the predicted ones.
            predicted: Number of predicted beads.
            right_gold: Number of gold beads that were found; for lax beads it may differ from
                `right_predicted`.
            gold: Number of gold beads.
        """
        precision = right_predicted / predicted if predicted else 0.0
        recall = right_gold / gold if gold else 0.0
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)


@dataclass(frozen=True, slots=True)
class Scores:
    """The result of `evaluate`.

    Attributes:
        strict: Strict rates over all beads.
        lax: Lax rates over all beads.
        null: Rates over unmatched sentences, one bead each.
        by_kind: Strict rates of each bead type that occurs, by (source, target) counts.
    """

    strict: Rates
    lax: Rates
    null: Rates
    by_kind: dict[tuple[int, int], Rates]


_Numbers = Sequence[int]
_Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Beads:
    """The beads of a ladder, as numbers of sentences or pieces.

    Attributes:
        full: Beads with two sides.
        source: Unmatched sentences of the source, each of them a bead.
        target: Unmatched sentences of the target, each of them a bead.
    """

    full: set[_Pair] = field(default_factory=set)
    source: set[int] = field(default_factory=set)
    target: set[int] = field(default_factory=set)

    def add(self, source: _Numbers, target: _Numbers) -> None:
        """Add a bead; one with an empty side becomes one bead for each of its sentences."""
        if source and target:
            self.full.add((tuple(source), tuple(target)))
        else:
            self.source.update(source)
            self.target.update(target)

    def __and__(self, other: _Beads) -> _Beads:
        """Return the beads that both have."""
        return _Beads(self.full & other.full, self.source & other.source, self.target & other.target)

    def __len__(self) -> int:
        """Number of beads."""
        return len(self.full) + self.alone

    @property
    def alone(self) -> int:
        """Number of beads with an empty side."""
        return len(self.source) + len(self.target)

    @property
    def kinds(self) -> Counter[tuple[int, int]]:
        """Number of beads by counts of source and target sentences."""
        kinds = Counter((len(source), len(target)) for source, target in self.full)
        return kinds + Counter({(1, 0): len(self.source), (0, 1): len(self.target)})


def _beads(ladder: Ladder | Texts) -> _Beads:
    beads: Iterable[object] = (pair.bead for pair in ladder) if isinstance(ladder, Alignment) else ladder
    counted = _Beads()
    for bead in beads:
        if not isinstance(bead, Bead):
            raise SettingsError(
                f"a ladder is an alignment or a sequence of aligner.Bead, not of {bead!r}; "
                "pairs of texts are understood as gold of an alignment"
            )
        counted.add(bead.source, bead.target)
    return counted


def _beads_in_pieces(gold: Texts, predicted: Alignment) -> tuple[_Beads, _Beads]:
    """Return gold and predicted beads as numbers of pieces, for a gold ladder that is given as texts.

    Gold and prediction may cut a text into different sentences; pieces are cut at the borders of both.
    """
    gold_source, gold_target = zip(*gold, strict=True)
    wanted_source, predicted_source = _pieces(gold_source, [pair.source for pair in predicted])
    wanted_target, predicted_target = _pieces(gold_target, [pair.target for pair in predicted])
    gold_beads, predicted_beads = _Beads(), _Beads()
    for source, target in zip(wanted_source, wanted_target, strict=True):
        gold_beads.add(source, target)
    for source, target in zip(predicted_source, predicted_target, strict=True):
        predicted_beads.add(source, target)
    return gold_beads, predicted_beads


def _pieces(
    gold: Sequence[str], predicted: Sequence[tuple[Sentence, ...]]
) -> tuple[list[_Numbers], list[_Numbers]]:
    """Cut one side into pieces; returns their numbers for each gold text, and for each predicted bead."""
    ends = [0]
    written: list[str] = []
    for sentence in (sentence for sentences in predicted for sentence in sentences):
        written.append(_without_blanks(sentence.text))
        ends.append(ends[-1] + len(written[-1]))
    places = list(_places(gold, "".join(written)))
    borders = sorted({*ends, *(border for place in places if place for border in place)})

    def numbers(start: int, end: int) -> _Numbers:
        return range(bisect_left(borders, start), bisect_left(borders, end))

    unknown = count(len(borders))  # a text that the alignment does not hold is a piece of its own
    of_beads: list[_Numbers] = []
    done = 0
    for sentences in predicted:
        of_beads.append(numbers(ends[done], ends[done + len(sentences)]))
        done += len(sentences)
    return [numbers(*place) if place else (next(unknown),) for place in places], of_beads


def _places(texts: Iterable[str], whole: str) -> Iterator[tuple[int, int] | None]:
    """Yield the place of each text: after the text before it, or else anywhere; None if it does not occur."""
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
    """Count the beads with a source and a target sentence that are together in a bead of the other ladder."""
    unequal = beads - other
    source_of: dict[int, set[int]] = defaultdict(set)
    target_of: dict[int, set[int]] = defaultdict(set)
    for place, (source, target) in enumerate(other if unequal else ()):
        for number in source:
            source_of[number].add(place)
        for number in target:
            target_of[number].add(place)
    nowhere: set[int] = set()

    def is_right(source: tuple[int, ...], target: tuple[int, ...]) -> bool:
        of_source = nowhere.union(*(source_of.get(number, nowhere) for number in source))
        return any(not of_source.isdisjoint(target_of.get(number, nowhere)) for number in target)

    return len(beads) - len(unequal) + sum(is_right(source, target) for source, target in unequal)


def evaluate(gold: Ladder | Texts, predicted: Ladder) -> Scores:
    """Compare a predicted ladder with a gold one over the same sentences.

    Args:
        gold: An alignment, or a sequence of beads in any order. If `predicted` is an alignment, it may also
            be pairs of texts (source, target). They may be cut into other sentences; a text that the
            alignment does not hold counts as not found.
        predicted: An alignment, or a sequence of beads in any order.

    Raises:
        SettingsError: One of them is something else, or gold is given as texts and the alignment has none, as
            it was read from bare numbers.

    Examples:
        >>> gold = [Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(1, 3))]
        >>> evaluate(gold, [Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(1, 2))]).strict.recall
        0.5
    """
    if isinstance(predicted, Alignment) and _are_texts(gold):
        if predicted.pairs and not any(
            sentence.text for pair in predicted for sentence in (*pair.source, *pair.target)
        ):
            raise SettingsError(
                "the gold alignment is pairs of texts, the other one is numbers without texts;"
                " save it as .json or .tsv"
            )
        gold_beads, predicted_beads = _beads_in_pieces(cast("Texts", gold), predicted)
    else:
        gold_beads, predicted_beads = _beads(gold), _beads(predicted)
    both = gold_beads & predicted_beads
    kinds = [beads.kinds for beads in (both, predicted_beads, gold_beads)]
    return Scores(
        strict=Rates.of(len(both), len(predicted_beads), len(both.full), len(gold_beads.full)),
        lax=Rates.of(
            _lax(predicted_beads.full, gold_beads.full) + both.alone,
            len(predicted_beads),
            _lax(gold_beads.full, predicted_beads.full),
            len(gold_beads.full),
        ),
        null=Rates.of(both.alone, predicted_beads.alone, both.alone, gold_beads.alone),
        by_kind={
            kind: Rates.of(kinds[0][kind], kinds[1][kind], kinds[0][kind], kinds[2][kind])
            for kind in sorted(kinds[1].keys() | kinds[2].keys())
        },
    )
