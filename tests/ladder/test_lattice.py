"""The row-wise dynamic programme against a slow one that can be read at a glance."""

from __future__ import annotations

from functools import cache
from math import exp, inf, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import Bead
from aligner.ladder.lattice import Lattice, best_ladder, confidences, corridor, posterior

KINDS = ((1, 1), (1, 2), (2, 1), (2, 2))


@st.composite
def lattices(draw: st.DrawFn) -> Lattice:
    """Lattices of up to five sentences a side with scores in -6 to 6."""
    n, m = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    beads = {(a, b): random.uniform(-6, 6, (n - a + 1, m - b + 1)) for a, b in KINDS if a <= n and b <= m}
    return Lattice(beads, random.uniform(-6, 0, n), random.uniform(-6, 0, m))


def score(lattice: Lattice, bead: Bead) -> float:
    if not bead.target:
        return float(lattice.dropped[bead.source.start])
    if not bead.source:
        return float(lattice.added[bead.target.start])
    return float(lattice.beads[bead.kind][bead.source.start, bead.target.start])


def all_ladders(lattice: Lattice) -> list[tuple[Bead, ...]]:
    """Every ladder once: of unmatched sentences that meet, those of the source come first."""
    n, m = len(lattice.dropped), len(lattice.added)

    @cache
    def onward(i: int, j: int, after_added: bool) -> tuple[tuple[Bead, ...], ...]:
        if (i, j) == (n, m):
            return ((),)
        steps = [kind for kind in lattice.beads if i + kind[0] <= n and j + kind[1] <= m]
        steps += [(1, 0)] if i < n and not after_added else []
        steps += [(0, 1)] if j < m else []
        return tuple(
            (Bead(range(i, i + a), range(j, j + b)), *rest)
            for a, b in steps
            for rest in onward(i + a, j + b, (a, b) == (0, 1))
        )

    return list(onward(0, 0, False))


@settings(max_examples=settings.default.max_examples * 3 // 5, deadline=None)
@given(lattices())
def test_the_best_ladder_is_the_best_of_all(lattice: Lattice) -> None:
    """No ladder has a higher score than the one returned."""
    best = max(sum(score(lattice, bead) for bead in ladder) for ladder in all_ladders(lattice))
    found = sum(score(lattice, bead) for bead in best_ladder(lattice))
    assert found == pytest.approx(best)


@settings(max_examples=settings.default.max_examples * 3 // 5, deadline=None)
@given(lattices())
def test_confidence_is_the_share_of_all_ladders(lattice: Lattice) -> None:
    """The posterior of a bead is the weight of the ladders that hold it, over the weight of all."""
    ladders = [(ladder, exp(sum(score(lattice, bead) for bead in ladder))) for ladder in all_ladders(lattice)]
    total = sum(weight for _, weight in ladders)
    sums = posterior(lattice)
    assert sums.total == pytest.approx(log(total))

    def same(left: Bead, right: Bead) -> bool:
        if left.source and left.target:
            return left == right
        return not (right.source and right.target) and (left.source or left.target) == (
            right.source if left.source else right.target
        )

    beads = best_ladder(lattice)
    for bead, confidence in zip(beads, confidences(beads, sums), strict=True):
        share = (
            sum(weight for ladder, weight in ladders if any(same(bead, other) for other in ladder)) / total
        )
        assert confidence == pytest.approx(share, abs=1e-9)


@settings(max_examples=settings.default.max_examples * 3 // 5, deadline=None)
@given(lattices())
def test_beads_follow_one_another(lattice: Lattice) -> None:
    """Beads are monotone and gapless on both sides."""
    beads = best_ladder(lattice)
    assert [i for bead in beads for i in bead.source] == list(range(len(lattice.dropped)))
    assert [j for bead in beads for j in bead.target] == list(range(len(lattice.added)))


def test_forbidden_beads_are_never_taken() -> None:
    lattice = Lattice({(1, 1): np.full((1, 1), -inf)}, np.array([-9.0]), np.array([-9.0]))
    assert [bead.kind for bead in best_ladder(lattice)] == [(1, 0), (0, 1)]


def test_a_corridor_leaves_out_nothing_that_shows() -> None:
    """Long sides with a hole and a run that is added: the same beads, and confidences to nine digits."""
    random = np.random.default_rng(7)
    n, m = 110, 140
    beads = {(a, b): random.uniform(-60, -20, (n - a + 1, m - b + 1)) for a, b in KINDS}
    for i in range(n - 10):
        beads[1, 1][i, i if i < 50 else i + 40] = random.uniform(-6, 9)
    lattice = Lattice(beads, np.full(n, -5.0), np.full(m, -5.0))
    within = corridor(lattice)
    assert sum(here.stop - here.start for here in within) < (n + 1) * (m + 1) / 2
    ladder = best_ladder(lattice)
    assert best_ladder(lattice, within) == ladder
    everywhere = confidences(ladder, posterior(lattice))
    assert confidences(ladder, posterior(lattice, within)) == pytest.approx(everywhere, abs=1e-9)
