"""Adapt the model to the habits of a document's translator.

Translators differ: in news every fifth sentence is split or joined, in technical documents fewer than one of
a hundred. In a document without splits, a 2-1 bead has almost surely swallowed a sentence that has no
counterpart. So the ladder is computed twice. The beads of the first ladder are counted, and the second ladder
scores splits by how common they are in this document: by Bayes' rule, with a beta distribution over the
shares of all documents as the prior. Where most sentences are split, as in a book retold in short sentences,
large beads become cheaper than the fitted prices; there a third ladder uses the counts of the second. In the
sure beads the words with a match are counted as well: a free translation has fewer of them, and then a word
without a match is weaker evidence.

Three more adaptations were tried and left out, as they gain nothing (align-dev, docs-dev): a document's own
prices of unmatched sentences (strict F1 of parkdev.hard .009 to .015 lower, fastapi-holes .003 lower), its
own spread of lengths (tales .007 lower) and its own shift of lengths (trusted.hard .003 lower).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.grid import on_grid, to_grid
from aligner.ladder.lattice import Lattice, Posterior
from aligner.ladder.paragraphs import learnt
from aligner.ladder.scores import Direction, Weighing
from aligner.model.token import TokenClass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

# Least log probability of a sure bead; a bead that has swallowed a sentence rarely reaches it. If the
# expected number of beads, not the number of sure beads, made splits dearer, half of the swallowed sentences
# of `docs-dev` would stay in the beads of their neighbours.
SURE = log(0.9)


@dataclass(frozen=True, slots=True)
class Habit:
    """The prior share of large beads, and how far a document may change their score.

    The number of sentences of a bead is that of both sides together.

    Attributes:
        size: Large beads have more than this number of sentences.
        among: Their share is taken among beads with more than this number of sentences; 0 for all beads with
            two sides.
        usual: Least and greatest share at which the fitted prices are right.
        beads: Number of beads with usual shares that are added to those of the document (the prior).
        least, most: Bounds of the change of their score, in nats.
    """

    size: int
    among: int
    usual: tuple[float, float]
    beads: float
    least: float
    most: float

    def shift(self, sure: Callable[[int], float], likely: Callable[[int], float]) -> float:
        """Return the change of the score of large beads in a document, in nats.

        Args:
            sure: Returns the number of sure beads with more than a given number of sentences. If few beads
                are large, large beads become dearer.
            likely: Returns the expected number of beads with more than a given number of sentences. If many
                are large, large beads become cheaper: in a free translation most are large and few are sure.

        Examples:
            >>> habit = Habit(size=2, among=0, usual=(0.1, 0.2), beads=10, least=-3.0, most=1.0)
            >>> of_all = lambda large, every: lambda size: large if size else every
            >>> [habit.shift(of_all(n, 100), of_all(n, 100)) for n in (15, 90)]
            [0.0, 1.0]
        """
        low, high = (
            (counted(self.size) + self.beads * share) / (counted(self.among) + self.beads) / share
            for counted, share in zip((sure, likely), self.usual, strict=True)
        )
        return max(self.least, log(min(1.0, low))) + min(self.most, log(max(1.0, high)))


# The habits that are counted in a document, from small beads to large ones. Of the sure beads of a news
# document a tenth to a third are uneven (trusted.page .13, trusted.hard .32; of our own articles 28 of 363),
# of a technical one none (docs-dev: 0 to .007), of a tale retold sentence by sentence half. Beads of four or
# more sentences are 2 of 100 in news and a fifth where a book is retold; there half of them have five or more
# sentences, in news none has. Shares from .1 to .15 and 3 to 5 added beads give equal results.
HABITS = (
    Habit(size=2, among=0, usual=(0.15, 0.35), beads=4.0, least=-3.0, most=1.5),
    Habit(size=3, among=0, usual=(0.02, 0.02), beads=4.0, least=0.0, most=3.0),
    Habit(size=4, among=3, usual=(0.1, 0.1), beads=4.0, least=0.0, most=2.0),
)

# Number of types with the usual share that are added to those of the document, and the bounds of a share.
TYPES, LEAST_SHARE, MOST_SHARE = 20.0, 0.02, 0.98


def learn(weighing: Weighing, sums: Posterior) -> Weighing:
    """Adapt a weighing to a document: the chance that a word has a match, and how far paragraphs agree.

    Args:
        weighing: The weighing with the chances of usual text.
        sums: The posterior of the ladders that it leads to.
    """
    if (1, 1) not in sums.lattice.beads:
        return weighing
    first, second = sums.sure((1, 1), SURE)
    usual = weighing.pair.ladder.found
    return replace(
        weighing,
        first=_with_own_chances(weighing.first, first, second, usual[weighing.first.language]),
        second=_with_own_chances(weighing.second, second, first, usual[weighing.second.language]),
        agreement=learnt(weighing.agreement, weighing.first_half, weighing.second_half, (first, second)),
    )


def _with_own_chances(
    side: Direction, own: NDArray[np.intp], other: NDArray[np.intp], usual: Mapping[TokenClass, float]
) -> Direction:
    """Shift the chances of one direction, in logits, by how far this document's shares are from usual ones.

    Args:
        own: Numbers of the sentences of this side in sure 1-1 beads.
        other: Their partners on the other side, in the same order.
        usual: Share of the tokens of each class that have a match in usual text.
    """
    shares = np.array([usual[kind] for kind in TokenClass])
    partner = np.full(len(side.types.tokens), -1)
    partner[own] = other
    of = partner[side.types.sentences]
    held = of >= 0
    types, partners = side.types.types[held], of[held]
    classes = side.kinds[types]
    of_class = [
        np.bincount(classes, counts, len(shares))
        for counts in (side.meetings.found[partners, types], np.ones(len(types)))
    ]
    observed, shares = (
        np.minimum(np.maximum(of_kind, LEAST_SHARE), MOST_SHARE)
        for of_kind in ((of_class[0] + TYPES * shares) / (of_class[1] + TYPES), shares)
    )
    moved = np.log(observed / (1 - observed)) - np.log(shares / (1 - shares))
    odds = side.chance / (1 - side.chance) * np.exp(moved)[side.kinds]
    return side.with_chance(odds / (1 + odds))


def follow(lattice: Lattice, sums: Posterior) -> Lattice:
    """Return a lattice with the prices of this document.

    Args:
        lattice: The lattice with the fitted prices.
        sums: The posterior of the ladder before this one, with the same bead types.
    """
    chances = sums.chances
    sure = (chances >= SURE).sum(axis=(1, 2)).tolist()
    likely: Table = np.exp(chances)
    to_grid(likely)
    moved = shifts(
        dict(zip(sums.lattice.beads, map(float, sure), strict=True)),
        dict(zip(sums.lattice.beads, likely.sum(axis=(1, 2)).tolist(), strict=True)),
    )
    return Lattice(
        {kind: table + moved[kind] for kind, table in lattice.beads.items()},
        lattice.dropped,
        lattice.added,
    )


def shifts(
    sure: Mapping[tuple[int, int], float], likely: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """Return for each bead type the change of its score, in nats, on the grid.

    Args:
        sure: Number of sure beads of each type.
        likely: Expected number of beads of each type.

    Examples:
        >>> news, manual = {(1, 1): 10, (1, 2): 2}, {(1, 1): 60, (1, 2): 0}
        >>> shifts(manual, manual)[1, 2] < -2 < shifts(news, news)[1, 2]
        True
    """

    sizes = [left + right for left, right in sure]

    def counting(counts: Mapping[tuple[int, int], float]) -> Callable[[int], float]:
        of_sizes = list(zip(sizes, counts.values(), strict=True))
        return lambda least: sum([count for size, count in of_sizes if size > least])

    moved = [(habit.size, habit.shift(counting(sure), counting(likely))) for habit in HABITS]
    by_kind = [sum([shift for large, shift in moved if size > large]) for size in sizes]
    return dict(zip(sure, on_grid(np.array(by_kind)).tolist(), strict=True))
