"""Explain the beads of a ladder: the evidence for each chosen bead, by kind, with the links that support it.

The evidence is computed again for the chosen beads, all of them at once, because the scores of all possible
beads keep only totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from aligner.ladder.lattice import Lattice
from aligner.ladder.links import KINDS, Types
from aligner.ladder.punctuation import evidence_of_rows
from aligner.ladder.scores import Direction, Weighing
from aligner.ladder.weights import Weights
from aligner.model.bead import Bead, Evidence, LinkRow, LinkRows
from aligner.model.text import Sentence
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
    rows_of = _link_rows(sources, targets, weighing, turned=turned)
    names, columns = tuple(nats), np.round(np.array([*nats.values(), total]), 3).T.tolist()
    halves = (second, first) if turned else (first, second)
    for bead, row, rows in zip(beads, columns, rows_of, strict=True):
        *terms, total_of_bead = row
        sides = (bead.target, bead.source) if turned else (bead.source, bead.target)
        source, target = (
            half.side.sentences[numbers.start : numbers.stop]
            for half, numbers in zip(halves, sides, strict=True)
        )
        yield Evidence(
            total_of_bead,
            tuple(zip(names, terms, strict=True)),
            _ratio(source, target),
            LinkRows(source, target, tuple(rows)),  # type: ignore[arg-type]
        )


class _Stretches:
    """Stretches of neighbouring sentences of one side."""

    def __init__(self, ranges: Sequence[range]) -> None:
        self.ranges = ranges
        self._starts = np.array([numbers.start for numbers in ranges], dtype=np.intp)
        widths = np.array([len(numbers) for numbers in ranges], dtype=np.intp)
        self._longer = [np.flatnonzero(widths > step) for step in range(1, widths.max(initial=0))]

    def numbers(self, count: int) -> NDArray[np.intp]:
        """Return for each of `count` sentences the number of its stretch, -1 if it is in none."""
        numbers = np.full(count, -1)
        numbers[self._starts] = np.arange(len(self.ranges))
        for step, longer in enumerate(self._longer, 1):
            numbers[self._starts[longer] + step] = longer
        return numbers

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
    of_bead = own.numbers(len(side.types.tokens))[side.types.sentences]
    held = of_bead >= 0
    rows, types = of_bead[held], side.types.types[held]
    temper = side.temper[side.types.sentences[held]]
    best_link = other.over(side.meetings.found, np.maximum)[rows, types]
    cells = rows * CLASSES + side.kinds[types]
    evidence = temper * (best_link * (match - miss)[types] + miss[types])
    # With no cells at all, numpy returns an array of integers.
    nats = np.bincount(cells, evidence, len(own.ranges) * CLASSES).astype(np.float64)
    return nats.reshape(len(own.ranges), CLASSES)


def _ratio(source: Sequence[Sentence], target: Sequence[Sentence]) -> float:
    """Return the number of target characters divided by that of source characters; 0 for an empty source."""
    sizes = [sum([len(sentence.text) for sentence in side]) for side in (source, target)]
    return round(sizes[1] / sizes[0], 3) if sizes[0] else 0.0


def _link_rows(
    sources: _Stretches, targets: _Stretches, weighing: Weighing, *, turned: bool
) -> list[list[LinkRow]]:
    """Find the best link of every type on the second side of each bead; `turned` as for `explain`."""
    first, second, links = weighing.first.types, weighing.second.types, weighing.links
    places, holders = _first_holders(first, sources)
    wanted, entries = _first_holders(second, targets)
    beads, types = np.divmod(wanted, len(second))
    # All links of these types, the best link of each type first; then the first one into the bead.
    counts = np.bincount(links.second, minlength=len(second))
    of_type = counts[types]
    owners = np.arange(len(types)).repeat(of_type)
    steps = np.arange(len(owners)) - (of_type.cumsum() - of_type)[owners]
    tried = links.best_first[(counts.cumsum() - counts)[types][owners] + steps]
    keys = beads[owners] * len(first) + links.first[tried]
    places_of = np.searchsorted(places, keys)
    inside = np.flatnonzero(np.append(places, -1)[places_of] == keys)
    inside = inside[np.unique(owners[inside], return_index=True)[1]]
    chosen, link = owners[inside], tried[inside]
    own, other = holders[places_of[inside]], entries[chosen]
    starts = [np.array([numbers.start for numbers in side.ranges]) for side in (sources, targets)]
    number_of = beads[chosen]
    columns = (
        number_of,
        first.sentences[own] - starts[0][number_of],
        own,
        second.sentences[other] - starts[1][number_of],
        other,
        links.kind[link],
        links.weight[link] * weighing.second.gain[types[chosen]],
    )
    rows: list[list[LinkRow]] = [[] for _ in sources.ranges]
    for number, left, at, right, other_at, kind, nats in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        here, there = (left, *first.held[at][2:4]), (right, *second.held[other_at][2:4])
        places_of_link = (*there, *here) if turned else (*here, *there)
        rows[number].append((*places_of_link, KINDS[kind], round(nats, 3)))
    return rows


def _first_holders(side: Types, own: _Stretches) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the types of each stretch, as stretch * number of types + type, and the first entry of each."""
    of_bead = own.numbers(len(side.tokens))[side.sentences]
    held = np.flatnonzero(of_bead >= 0)
    keys, places = np.unique(of_bead[held] * len(side) + side.types[held], return_index=True)
    return keys, held[places]
