"""What a document shows of its translator's habits, and how the model follows it.

Translators differ: in news every fifth sentence is split or joined, in technical documents none of a hundred.
Where none is, a bead of two and one has almost surely swallowed a sentence that has no partner. So the ladder
is climbed twice. The beads of the first climb are counted, and the second pays for a split what it is
worth in this document: by Bayes' rule, with a beta distribution of the shares of all documents before it.
Where most are split, as in a book retold in short sentences, large beads are cheaper than fitted; there a
third climb goes on from the counts of the second.
In the same beads the words with a match are counted: a free translation has fewer of them, and in it a word
without a match says less.

Tried and left out, as they gain nothing (align-dev, docs-dev): a document's own prices of unmatched sentences
(strict F1 of parkdev.hard .009 to .015 lower, fastapi-holes .003), its own spread of lengths (tales .007
lower) and its own shift of them (trusted.hard .003 lower).
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

# Log probability of a sure bead: one that has swallowed a sentence is rarely so sure. If expected instead of
# sure beads made splits dearer, half of the swallowed sentences of `docs-dev` would keep their neighbours.
SURE = log(0.9)


@dataclass(frozen=True, slots=True)
class Habit:
    """How often beads are large, before the document is looked at.

    Attributes:
        size: The habit is about beads of more than so many sentences.
        among: They are counted among beads of more than so many; 0 for all beads with two sides.
        usual: Least and greatest share at which the fitted prices are right.
        beads: How many beads of usual shares are counted besides those of the document.
        least, most: How far their score may move, in nats.
    """

    size: int
    among: int
    usual: tuple[float, float]
    beads: float
    least: float
    most: float

    def shift(self, sure: Callable[[int], float], likely: Callable[[int], float]) -> float:
        """What the score of these beads moves by in a document with so many of them, in nats.

        Args:
            sure: Number of sure beads of more than so many sentences. Few of them make such beads dearer.
            likely: Expected number of beads of more than so many. Many of them make such beads cheaper: in a
                free translation most are large and few are sure.

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


# What is counted of a document, from small beads to large ones. Of the sure beads of a news document a tenth
# to a third are uneven (trusted.page .13, trusted.hard .32; of our own articles 28 of 363), of a technical
# one none (docs-dev: 0 to .007), of a tale retold sentence by sentence half. Beads of four sentences and more
# are 2 of 100 in news and a fifth where a book is retold; there half of them have five and more, in news
# none has. Shares from .1 to .15 and strengths from 3 to 5 are alike.
HABITS = (
    Habit(size=2, among=0, usual=(0.15, 0.35), beads=4.0, least=-3.0, most=1.5),
    Habit(size=3, among=0, usual=(0.02, 0.02), beads=4.0, least=0.0, most=3.0),
    Habit(size=4, among=3, usual=(0.1, 0.1), beads=4.0, least=0.0, most=2.0),
)

# Types that count besides those of the document, and the bounds of a share.
TYPES, LEAST_SHARE, MOST_SHARE = 20.0, 0.02, 0.98


def learn(weighing: Weighing, sums: Posterior) -> Weighing:
    """The weighing with the chances of this document: of a word to find its match, of paragraphs to agree.

    Args:
        weighing: With the chances of usual text.
        sums: Of the ladders that it leads to.
    """
    if (1, 1) not in sums.lattice.beads:
        return weighing
    first, second = sums.sure((1, 1), SURE)
    found = weighing.pair.ladder.found
    return replace(
        weighing,
        first=_with_own_chances(weighing.first, first, second, found[weighing.first.language]),
        second=_with_own_chances(weighing.second, second, first, found[weighing.second.language]),
        agreement=learnt(weighing.agreement, weighing.first_half, weighing.second_half, (first, second)),
    )


def _with_own_chances(
    side: Direction, own: NDArray[np.intp], other: NDArray[np.intp], usual: Mapping[TokenClass, float]
) -> Direction:
    """One direction, its chances moved by as many logits as the shares of this document are off the usual."""
    shares = np.array([usual[kind] for kind in TokenClass])
    partner = np.full(len(side.types.tokens), -1)
    partner[own] = other
    of = partner[side.types.sentences]
    types, partners = side.types.types[of >= 0], of[of >= 0]
    classes = side.kinds[types]
    of_class = [
        np.bincount(classes, counts, len(shares))
        for counts in (side.meetings.found[partners, types], np.ones(len(types)))
    ]
    seen = np.clip((of_class[0] + TYPES * shares) / (of_class[1] + TYPES), LEAST_SHARE, MOST_SHARE)
    shares = np.clip(shares, LEAST_SHARE, MOST_SHARE)
    moved = np.log(seen / (1 - seen)) - np.log(shares / (1 - shares))
    odds = side.chance / (1 - side.chance) * np.exp(moved)[side.kinds]
    return side.with_chance(odds / (1 + odds))


def _size(kind: tuple[int, int]) -> int:
    return kind[0] + kind[1]


def follow(lattice: Lattice, sums: Posterior) -> Lattice:
    """The lattice with the prices of this document.

    Args:
        lattice: With the fitted prices.
        sums: Of the climb before, through beads of the same types.
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
    """By bead type what its score moves by, on the grid.

    Args:
        sure, likely: Number of sure beads of each type, and number to be expected.

    Examples:
        >>> news, manual = {(1, 1): 10, (1, 2): 2}, {(1, 1): 60, (1, 2): 0}
        >>> shifts(manual, manual)[1, 2] < -2 < shifts(news, news)[1, 2]
        True
    """

    def counting(counts: Mapping[tuple[int, int], float]) -> Callable[[int], float]:
        return lambda size: sum(count for kind, count in counts.items() if _size(kind) > size)

    moved = [habit.shift(counting(sure), counting(likely)) for habit in HABITS]
    by_kind = [
        sum(shift for habit, shift in zip(HABITS, moved, strict=True) if _size(kind) > habit.size)
        for kind in sure
    ]
    return dict(zip(sure, on_grid(np.array(by_kind)).tolist(), strict=True))
