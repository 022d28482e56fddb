"""Explain the beads of a ladder: the evidence for each chosen bead, by kind, with the links that support it.

The evidence is computed again for the chosen beads, all of them at once, because the scores of all possible
beads keep only totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from aligner.ladder.lattice import Lattice
from aligner.ladder.links import KINDS
from aligner.ladder.punctuation import punctuation_evidence
from aligner.ladder.scores import Direction, Weighing
from aligner.ladder.weights import Weights
from aligner.model.bead import Bead, Evidence, Link
from aligner.model.token import TokenClass

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

PLACES = attrgetter("source_span", "target_span")


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
    sources, targets = [bead.source for bead in beads], [bead.target for bead in beads]
    by_class = _by_class(weighing.first, sources, targets, weights)
    by_class += _by_class(weighing.second, targets, sources, weights)
    nats: dict[str, Table] = {}
    for kind, name in _TERMS.items():
        nats[name] = nats.get(name, 0.0) + by_class[:, kind]
    nats["length"] = weights.length * weighing.pair.length.evidence(
        _over(first.length, sources, np.add),
        _over(second.length, targets, np.add),
        weighing.shift,
        weighing.background,
    )
    marks = punctuation_evidence(
        _over(first.marks, sources, np.logical_or),
        _over(second.marks, targets, np.logical_or),
        weighing.pair,
    )
    nats["punctuation"] = weights.punctuation * marks.diagonal()
    total = np.array([lattice.beads[bead.kind][bead.source.start, bead.target.start] for bead in beads])
    nats["form"] = total - sum(nats.values())
    gains = weighing.second.gain.tolist()
    names, columns = tuple(nats), np.round(np.array([*nats.values(), total]), 3).T.tolist()
    for bead, row in zip(beads, columns, strict=True):
        yield Evidence(
            total=row[-1],
            terms=tuple(zip(names, row[:-1], strict=True)),
            length_ratio=_ratio(bead, weighing, turned=turned),
            links=tuple(_links(bead, weighing, gains, turned=turned)),
        )


def _over(values: NDArray[Any], spans: Sequence[range], collect: np.ufunc) -> NDArray[Any]:
    """Combine the rows of the sentences of each span to one row.

    Args:
        values: One row for each sentence.
        collect: How to combine two rows: `np.add`, `np.maximum` or `np.logical_or`.
    """
    starts = np.array([span.start for span in spans], dtype=np.intp)
    widths = np.array([len(span) for span in spans], dtype=np.intp)
    collected = values[starts]
    for step in range(1, widths.max(initial=0)):
        longer = np.flatnonzero(widths > step)
        collected[longer] = collect(collected[longer], values[starts[longer] + step])
    return collected


def _by_class(side: Direction, own: Sequence[range], other: Sequence[range], weights: Weights) -> Table:
    """Compute the nats of each class of tokens (column) on one side of every bead (row)."""
    match, miss = side.weighted(weights)
    bead_of = np.full(len(side.types.tokens), -1)
    for number, sentences in enumerate(own):
        bead_of[sentences.start : sentences.stop] = number
    of_bead = bead_of[side.types.sentences]
    rows, types = of_bead[of_bead >= 0], side.types.types[of_bead >= 0]
    temper = side.temper[side.types.sentences[of_bead >= 0]]
    best_link = _over(side.meetings.found, other, np.maximum)[rows, types]
    cells = rows * len(TokenClass) + side.kinds[types]
    evidence = temper * (best_link * (match - miss)[types] + miss[types])
    # With no cells at all, numpy returns an array of integers.
    nats = np.bincount(cells, evidence, len(own) * len(TokenClass)).astype(np.float64)
    return nats.reshape(len(own), len(TokenClass))


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


def _links(bead: Bead, weighing: Weighing, gains: Sequence[float], *, turned: bool) -> list[Link]:
    """Return the best link of every type on the second side of a bead, in the order of its source span."""
    links: list[Link] = []
    left, right = weighing.first.types.by_sentence, weighing.second.types.by_sentence
    place, other_place = weighing.first_half.side.place, weighing.second_half.side.place
    linked = weighing.links.of_second
    first_holder: dict[int, int] = {}  # for each type the first sentence that holds it
    for number in reversed(bead.source):
        first_holder.update(dict.fromkeys(left[number], number))
    done: set[int] = set()
    for target_number in bead.target:
        for kind, target_token in right[target_number].items():
            if kind in done or kind not in linked:
                continue
            done.add(kind)
            for first_type, weight, of_kind in linked[kind]:
                source_number = first_holder.get(first_type)
                if source_number is not None:
                    span, surface = place(source_number, left[source_number][first_type][2:4])
                    other_span, other_surface = other_place(target_number, target_token[2:4])
                    worth = round(weight * gains[kind], 3)
                    if turned:
                        links.append(Link(KINDS[of_kind], other_span, span, other_surface, surface, worth))
                    else:
                        links.append(Link(KINDS[of_kind], span, other_span, surface, other_surface, worth))
                    break
    links.sort(key=PLACES)
    return links
