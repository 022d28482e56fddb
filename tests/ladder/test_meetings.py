"""Matches are added up alike, one by one or by a product of matrices."""

from __future__ import annotations

import numpy as np
import pytest

from aligner.ladder import meetings
from aligner.ladder.grid import on_grid
from aligner.ladder.links import Types
from aligner.ladder.meetings import Meetings
from aligner.model.token import TokenClass


@pytest.mark.parametrize("common", [-1.0, 1 / 64, 1 / 4, 1.0])
@pytest.mark.parametrize("widths", [(1,), (1, 2), (1, 2, 3)])
def test_sums_are_those_of_a_plain_count(
    common: float, widths: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever share of the cells makes a type common: all of them are (-1.0), or none (1.0)."""
    monkeypatch.setattr(meetings, "COMMON", common)
    chance = np.random.default_rng(7)
    held = chance.random((9, 12)) < np.linspace(0.05, 0.9, 12)
    side = Types([[(kind, TokenClass.OTHER, 0, 1, "") for kind in np.flatnonzero(row)] for row in held])
    found = on_grid(chance.random((7, len(side))) * (chance.random((7, len(side))) < 0.4))
    worth = on_grid(chance.normal(size=len(side)))
    spans = [slice(start, start + width) for width in widths for start in range(7 - width + 1)]
    of_sentences = np.split(side.types, side.counts.cumsum()[:-1])
    plain = [
        [sum(found[span, kind].max() * worth[kind] for kind in of) for of in of_sentences] for span in spans
    ]
    matched = Meetings(side, found)
    assert (matched.sums(widths, worth) == np.array(plain)).all()
    assert (matched.sums((1,), worth) == np.array(plain)[:7]).all()
