"""Explain the beads of a ladder: the evidence for each chosen bead, by kind, with the links that support it.

The evidence is computed again for the chosen beads, all of them at once, because the scores of all possible
beads keep only totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from aligner.ladder.lattice import Lattice
from aligner.ladder.links import KINDS
from aligner.ladder.punctuation import evidence_of_rows
from aligner.ladder.scores import Direction, Weighing
from aligner.ladder.weights import Weights
from aligner.model.bead import Bead, Evidence, LinkRow, LinkRows
from aligner.model.token import CLASSES, TokenClass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

# The name under which the evidence of each class of tokens is reported.
_TERMS = {
    TokenClass.NUMBER: "quantities",
    TokenClass.SMALL_NUMBER: "quantities",
    TokenClass.LATIN: "names",
    TokenClass.LEXICON: "lexicon",
    TokenClass.OTHER: "words",
}


def explain(
    beads: Sequence[Bead], weighing: Weighing, lattice: Lattice, weights: Weights, *, turned: bool
) -> list[Evidence]:
    """Compute the evidence for every bead of a ladder, in nats.

    Args:
        beads: Beads with sentence numbers of the lattice, the first language first.
        weighing: The evidence that the ladder was made from.
        lattice: The scores that the ladder was made from.
        weights: The weights that the scores were made with.
        turned: Whether the source is in the second language. Spans, surfaces and the length ratio are then
            returned in that direction.

    Returns:
        In the order of `beads`. A bead with one side has a total and no terms.
    """
    paired = [bead for bead in beads if bead.source and bead.target]
    of_pairs = iter(_pairs(paired, weighing, lattice, weights, turned=turned) if paired else ())
    return [
        next(of_pairs)
        if bead.source and bead.target
        else Evidence(
            total=float(lattice.dropped[bead.source[0]] if bead.source else lattice.added[bead.target[0]])
        )
        for bead in beads
    ]


def _pairs(
    beads: Sequence[Bead], weighing: Weighing, lattice: Lattice, weights: Weights, *, turned: bool
) -> Iterator[Evidence]:
    """Yield the evidence of beads with two sides, of which there must be at least one; see `explain`."""
    first, second = weighing.first_half, weighing.second_half
    sources, targets = (_Stretches([getattr(bead, side) for bead in beads]) for side in ("source", "target"))
    by_class = _by_class(weighing.first, sources, targets, weights)
    by_class += _by_class(weighing.second, targets, sources, weights)
    nats: dict[str, Table] = {}
    for kind, name in _TERMS.items():
        nats[name] = nats.get(name, 0.0) + by_class[:, kind]
    nats["length"] = weights.length * weighing.pair.length.evidence(
        sources.over(first.length, np.add),
        targets.over(second.length, np.add),
        weighing.shift,
        weighing.background,
    )
    nats["punctuation"] = weights.punctuation * evidence_of_rows(
        sources.over(first.marks, np.logical_or), targets.over(second.marks, np.logical_or), weighing.pair
    )
    total = np.array([lattice.beads[bead.kind][bead.source.start, bead.target.start] for bead in beads])
    nats["form"] = total - sum(nats.values())
    links = _Linking(weighing, turned)
    names, columns = tuple(nats), np.round(np.array([*nats.values(), total]), 3).T.tolist()
    for bead, row in zip(beads, columns, strict=True):
        *terms, total_of_bead = row
        yield Evidence(
            total_of_bead,
            tuple(zip(names, terms, strict=True)),
            _ratio(bead, weighing, turned=turned),
            links.of(bead),  # type: ignore[arg-type]
        )


class _Stretches:
    """Stretches of neighbouring sentences of one side."""

    def __init__(self, ranges: Sequence[range]) -> None:
        self.ranges = ranges
        self._starts = np.array([numbers.start for numbers in ranges], dtype=np.intp)
        widths = np.array([len(numbers) for numbers in ranges], dtype=np.intp)
        self._longer = [np.flatnonzero(widths > step) for step in range(1, widths.max(initial=0))]

    def over(self, values: NDArray[Any], collect: np.ufunc) -> NDArray[Any]:
        """Combine the rows of the sentences of each stretch to one row.

        Args:
            values: One row for each sentence.
            collect: How to combine two rows: `np.add`, `np.maximum` or `np.logical_or`.
        """
        collected = values[self._starts]
        for step, longer in enumerate(self._longer, 1):
            collected[longer] = collect(collected[longer], values[self._starts[longer] + step])
        return collected


def _by_class(side: Direction, own: _Stretches, other: _Stretches, weights: Weights) -> Table:
    """Compute the nats of each class of tokens (column) on one side of every bead (row)."""
    match, miss = side.weighted(weights)
    bead_of = np.full(len(side.types.tokens), -1)
    for number, sentences in enumerate(own.ranges):
        bead_of[sentences.start : sentences.stop] = number
    of_bead = bead_of[side.types.sentences]
    held = of_bead >= 0
    rows, types = of_bead[held], side.types.types[held]
    temper = side.temper[side.types.sentences[held]]
    best_link = other.over(side.meetings.found, np.maximum)[rows, types]
    cells = rows * CLASSES + side.kinds[types]
    evidence = temper * (best_link * (match - miss)[types] + miss[types])
    # With no cells at all, numpy returns an array of integers.
    nats = np.bincount(cells, evidence, len(own.ranges) * CLASSES).astype(np.float64)
    return nats.reshape(len(own.ranges), CLASSES)


def _ratio(bead: Bead, weighing: Weighing, *, turned: bool) -> float:
    """Return the number of target characters divided by that of source characters; 0 for an empty source."""
    first, second = weighing.first_half.side.sentences, weighing.second_half.side.sentences
    sizes = [
        sum(len(first[number].text) for number in bead.source),
        sum(len(second[number].text) for number in bead.target),
    ]
    if turned:
        sizes.reverse()
    return round(sizes[1] / sizes[0], 3) if sizes[0] else 0.0


class _Linking:
    """Finds the links of beads, as rows.

    Args:
        weighing: The evidence that the ladder was made from.
        turned: As for `explain`.
    """

    def __init__(self, weighing: Weighing, turned: bool) -> None:
        self._held = weighing.first.types.by_sentence, weighing.second.types.by_sentence
        self._sentences = weighing.first_half.side.sentences, weighing.second_half.side.sentences
        self._linked = weighing.links.of_second
        self._gains = weighing.second.gain.tolist()
        self._turned = turned

    def of(self, bead: Bead) -> LinkRows:
        """Return the best link of every type on the second side of a bead."""
        rows: list[LinkRow] = []
        left, right = self._held
        linked, gains = self._linked, self._gains
        first_holder: dict[int, int] = {}  # for each type the first sentence that holds it
        for number in reversed(bead.source):
            first_holder.update(dict.fromkeys(left[number], number))
        done: set[int] = set()
        first = bead.source.start
        for other, target_number in enumerate(bead.target):
            for kind, token in right[target_number].items():
                if kind not in linked or kind in done:
                    continue
                done.add(kind)
                for first_type, weight, of_kind in linked[kind]:
                    number = first_holder.get(first_type, -1)
                    if number >= 0:
                        here = number - first, *left[number][first_type][2:4]
                        there = other, *token[2:4]
                        rest = KINDS[of_kind], round(weight * gains[kind], 3)
                        rows.append((*there, *here, *rest) if self._turned else (*here, *there, *rest))
                        break
        sides = [
            sentences[numbers.start : numbers.stop]
            for sentences, numbers in zip(self._sentences, (bead.source, bead.target), strict=True)
        ]
        source, target = sides[::-1] if self._turned else sides
        return LinkRows(source, target, tuple(rows))
