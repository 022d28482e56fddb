"""How good a ladder is against a gold one.

Precision, recall and F1 over beads as Vecalign (Thompson & Koehn 2019) counts them: precision over all
predicted beads, unmatched sentences included; recall over the gold beads with text on both sides. A
bead is strictly right when it is exactly a gold bead, laxly right when one of its (source, target)
pairs of sentences lies inside a gold bead.
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


_Numbers = Sequence[int]
_Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Beads:
    """The beads of a ladder that count, as numbers of sentences.

    Attributes:
        full: Those with both sides.
        source, target: Sentences of beads whose other side is empty, each of them a bead.
    """

    full: set[_Pair] = field(default_factory=set)
    source: set[int] = field(default_factory=set)
    target: set[int] = field(default_factory=set)

    def add(self, source: _Numbers, target: _Numbers) -> None:
        """Take in a bead."""
        if source and target:
            self.full.add((tuple(source), tuple(target)))
        else:
            self.source.update(source)
            self.target.update(target)

    def __and__(self, other: _Beads) -> _Beads:
        """The beads that both have."""
        return _Beads(self.full & other.full, self.source & other.source, self.target & other.target)

    def __len__(self) -> int:
        """How many beads there are."""
        return len(self.full) + self.alone

    @property
    def alone(self) -> int:
        """How many of them have an empty side."""
        return len(self.source) + len(self.target)

    @property
    def kinds(self) -> Counter[tuple[int, int]]:
        """How many there are of each number of source and target sentences."""
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
    """Beads of both, where gold is given as texts: numbers of pieces instead of sentences.

    The two may cut a text into other sentences; pieces are what the borders of both leave.
    """
    gold_source, gold_target = zip(*gold, strict=True)
    source_wanted, source_found = _pieces(gold_source, [pair.source for pair in predicted])
    target_wanted, target_found = _pieces(gold_target, [pair.target for pair in predicted])
    wanted, found = _Beads(), _Beads()
    for source, target in zip(source_wanted, target_wanted, strict=True):
        wanted.add(source, target)
    for source, target in zip(source_found, target_found, strict=True):
        found.add(source, target)
    return wanted, found


def _pieces(
    gold: Sequence[str], predicted: Sequence[tuple[Sentence, ...]]
) -> tuple[list[_Numbers], list[_Numbers]]:
    """One side in pieces: the numbers of the pieces of each gold text, and of each predicted bead."""
    ends = [0]
    written: list[str] = []
    for sentence in (sentence for sentences in predicted for sentence in sentences):
        written.append(_without_blanks(sentence.text))
        ends.append(ends[-1] + len(written[-1]))
    places = list(_places(gold, "".join(written)))
    borders = sorted({*ends, *(border for place in places if place for border in place)})

    def numbers(start: int, end: int) -> _Numbers:
        return range(bisect_left(borders, start), bisect_left(borders, end))

    unread = count(len(borders))  # a text that the alignment does not hold is a piece of its own
    found: list[_Numbers] = []
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
    left = beads - other
    source_of: dict[int, set[int]] = defaultdict(set)
    target_of: dict[int, set[int]] = defaultdict(set)
    for place, (source, target) in enumerate(other if left else ()):
        for number in source:
            source_of[number].add(place)
        for number in target:
            target_of[number].add(place)
    nowhere: set[int] = set()

    def meet(source: tuple[int, ...], target: tuple[int, ...]) -> bool:
        of_source = nowhere.union(*(source_of.get(number, nowhere) for number in source))
        return any(not of_source.isdisjoint(target_of.get(number, nowhere)) for number in target)

    return len(beads) - len(left) + sum(meet(source, target) for source, target in left)


def evaluate(gold: Ladder | Texts, predicted: Ladder) -> Scores:
    """Compare a predicted ladder with a gold one over the same sentences.

    Args:
        gold, predicted: Alignments, or sequences of beads; order does not matter. Against an alignment,
            gold may be given as pairs of texts, which need not be cut into the same sentences: one that is
            no text of the alignment is not found.

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
        wanted, found = _beads_in_pieces(cast("Texts", gold), predicted)
    else:
        wanted, found = _beads(gold), _beads(predicted)
    both = wanted & found
    kinds = [beads.kinds for beads in (both, found, wanted)]
    return Scores(
        strict=Rates.of(len(both), len(found), len(both.full), len(wanted.full)),
        lax=Rates.of(
            _lax(found.full, wanted.full) + both.alone,
            len(found),
            _lax(wanted.full, found.full),
            len(wanted.full),
        ),
        null=Rates.of(both.alone, found.alone, both.alone, wanted.alone),
        by_kind={
            kind: Rates.of(kinds[0][kind], kinds[1][kind], kinds[0][kind], kinds[2][kind])
            for kind in sorted(kinds[1].keys() | kinds[2].keys())
        },
    )
