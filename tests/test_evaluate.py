"""Rates of ladders, checked by hand."""

from __future__ import annotations

import pytest

from aligner import Bead, evaluate

GOLD = [
    Bead(range(0, 1), range(0, 1)),
    Bead(range(1, 3), range(1, 2)),
    Bead(range(3, 4), range(0)),
    Bead(range(4, 5), range(2, 4)),
]


def test_a_ladder_is_right_about_itself() -> None:
    scores = evaluate(GOLD, GOLD)
    assert (scores.strict.f1, scores.lax.f1, scores.null.f1) == (1.0, 1.0, 1.0)
    assert set(scores.by_kind) == {(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)} - {(0, 1)}


def test_strict_and_lax() -> None:
    """One exact bead of three predicted; the others share a pair of sentences with the gold."""
    found = [Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(1, 2)), Bead(range(2, 5), range(2, 4))]
    scores = evaluate(GOLD, found)
    assert scores.strict.precision == pytest.approx(1 / 3)
    assert scores.strict.recall == pytest.approx(1 / 3)
    assert scores.lax.precision == scores.lax.recall == 1.0
    assert scores.null.recall == 0.0


def test_unmatched_sentences_count_one_by_one() -> None:
    gold = [Bead(range(0, 2), range(0))]
    found = [Bead(range(0, 1), range(0)), Bead(range(1, 2), range(0))]
    assert evaluate(gold, found).null.f1 == 1.0


def test_nothing_against_nothing() -> None:
    assert evaluate([], []).strict.f1 == 0.0
