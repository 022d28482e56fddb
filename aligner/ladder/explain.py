"""What led to the beads of a ladder, in words and spans: the evidence of the one path that was taken.

The evidence is summed up anew for the beads that were chosen, all of them at once, because the scores of
all possible beads keep only totals.
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

# Under which name the evidence of a class of tokens is reported.
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
    """The evidence for every bead of a ladder.

    Args:
        beads: Numbered as in the lattice, the first language first.
        weighing, lattice, weights: What the ladder was made from.
        turned: The source is in the second language: spans, surfaces and ratio are given in that direction.
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
    """The same for beads with two sides, of which there is one at least."""
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
    """Values with a row a sentence, collected (added, the greatest taken) over the sentences of each span."""
    starts = np.array([span.start for span in spans], dtype=np.intp)
    widths = np.array([len(span) for span in spans], dtype=np.intp)
    collected = values[starts]
    for step in range(1, widths.max(initial=0)):
        longer = np.flatnonzero(widths > step)
        collected[longer] = collect(collected[longer], values[starts[longer] + step])
    return collected


def _by_class(side: Direction, own: Sequence[range], other: Sequence[range], weights: Weights) -> Table:
    """Nats of each class of tokens (column) of one side of every bead (row)."""
    match, miss = side.weighted(weights)
    bead_of = np.full(len(side.types.tokens), -1)
    for number, sentences in enumerate(own):
        bead_of[sentences.start : sentences.stop] = number
    of_bead = bead_of[side.types.sentences]
    rows, types = of_bead[of_bead >= 0], side.types.types[of_bead >= 0]
    temper = side.temper[side.types.sentences[of_bead >= 0]]
    found = _over(side.meetings.found, other, np.maximum)[rows, types]
    cells = rows * len(TokenClass) + side.kinds[types]
    said = temper * (found * (match - miss)[types] + miss[types])
    # Of no cells at all numpy counts whole numbers.
    nats = np.bincount(cells, said, len(own) * len(TokenClass)).astype(np.float64)
    return nats.reshape(len(own), len(TokenClass))


def _ratio(bead: Bead, weighing: Weighing, *, turned: bool) -> float:
    """Characters of the target for one of the source."""
    first, second = weighing.first_half.side.sentences, weighing.second_half.side.sentences
    sizes = [
        sum(len(first[number].text) for number in bead.source),
        sum(len(second[number].text) for number in bead.target),
    ]
    if turned:
        sizes.reverse()
    return round(sizes[1] / sizes[0], 3) if sizes[0] else 0.0


def _links(bead: Bead, weighing: Weighing, gains: Sequence[float], *, turned: bool) -> list[Link]:
    """The best link of every type of the second side of the bead, in order of the places it ties together."""
    found: list[Link] = []
    left, right = weighing.first.types.by_sentence, weighing.second.types.by_sentence
    place, other_place = weighing.first_half.side.place, weighing.second_half.side.place
    linked = weighing.links.of_second
    own: dict[int, int] = {}  # of each type the first sentence that holds it
    for number in reversed(bead.source):
        own.update(dict.fromkeys(left[number], number))
    told: set[int] = set()
    for target_number in bead.target:
        for kind, target_token in right[target_number].items():
            if kind in told or kind not in linked:
                continue
            told.add(kind)
            for first_type, weight, of_kind in linked[kind]:
                source_number = own.get(first_type)
                if source_number is not None:
                    one, surface = place(source_number, left[source_number][first_type][2:4])
                    two, other_surface = other_place(target_number, target_token[2:4])
                    worth = round(weight * gains[kind], 3)
                    if turned:
                        found.append(Link(KINDS[of_kind], two, one, other_surface, surface, worth))
                    else:
                        found.append(Link(KINDS[of_kind], one, two, surface, other_surface, worth))
                    break
    found.sort(key=PLACES)
    return found
