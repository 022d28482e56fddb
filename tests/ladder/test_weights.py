"""The table of weights keeps the signs that the model promises."""

from __future__ import annotations

import pytest

from aligner.ladder.weights import BEADS, fitted_weights, weights_from
from aligner.model.errors import TableError
from aligner.model.token import TokenClass
from aligner.pairs import pair_of

PAIR = pair_of("ko", "en")


def test_a_match_never_hurts_and_a_miss_never_helps() -> None:
    weights = fitted_weights(PAIR)
    for language in ("ko", "en"):
        assert all(value >= 0 for value in weights.match[language])
        assert all(value <= 0 for value in weights.miss[language])
        assert len(weights.match[language]) == len(weights.miss[language]) == len(TokenClass)
    assert weights.coverage >= 0
    assert weights.length >= 0
    assert set(weights.bead) == set(BEADS)


def test_a_missing_weight_is_named() -> None:
    with pytest.raises(TableError, match="bead 1-1"):
        weights_from({}, PAIR)
