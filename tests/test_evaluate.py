"""Rates of ladders, checked by hand."""

from __future__ import annotations

import pytest

from aligner import Bead, SettingsError, align, evaluate

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


SOURCE = ["도서관이 문을 열었다.", "이용은 무료다.", "마당도 있다.", "월요일에는 쉰다."]
TARGET = ["The library has opened.", "Use is free, and there is a yard.", "It is closed on Mondays."]
LOCKED = [Bead(range(0, 1), range(0, 1)), Bead(range(1, 3), range(1, 2)), Bead(range(3, 4), range(2, 3))]
WRITTEN = [
    ("도서관이 문을 열었다.", "The library has opened."),
    ("이용은 무료다. 마당도\n있다.", "Use is free, and there is a yard."),
    ("월요일에는 쉰다.", "It is closed on Mondays."),
]


def test_gold_may_be_texts() -> None:
    scores = evaluate(WRITTEN, align(SOURCE, TARGET, locked=LOCKED))
    assert (scores.strict.f1, set(scores.by_kind)) == (1.0, {(1, 1), (2, 1)})


def test_texts_need_not_be_cut_into_the_same_sentences() -> None:
    glued = [SOURCE[0], " ".join(SOURCE[1:3]), SOURCE[3]]
    as_read = [Bead(range(n, n + 1), range(n, n + 1)) for n in range(3)]
    assert evaluate(WRITTEN, align(glued, TARGET, locked=as_read)).strict.f1 == 1.0
    halves = [WRITTEN[0], (SOURCE[1], WRITTEN[1][1]), (SOURCE[2], ""), WRITTEN[2]]
    scores = evaluate(halves, align(glued, TARGET, locked=as_read))
    assert (scores.strict.recall, scores.strict.precision) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert scores.lax.recall == 1.0 and scores.null.recall == 0.0


def test_a_text_that_was_not_read_is_not_found() -> None:
    more = [("정하람 기자", "Reporter Jeong Ha-ram"), *WRITTEN, ("사진 제공", "")]
    scores = evaluate(more, align(SOURCE, TARGET, locked=LOCKED))
    assert scores.strict.recall == pytest.approx(3 / 4)
    assert scores.strict.precision == 1.0 and scores.null.recall == 0.0


def test_a_sentence_in_another_place_is_found_there() -> None:
    moved = [(SOURCE[0], TARGET[1]), (SOURCE[1], TARGET[0])]
    exchanged = align(SOURCE[:2], TARGET[:2], locked=[Bead(range(n, n + 1), range(n, n + 1)) for n in (0, 1)])
    assert evaluate(moved, exchanged).strict.f1 == 0.0
    assert evaluate(moved, exchanged).lax.f1 == 0.0


@pytest.mark.parametrize("gold", [[(0, 0)], ["ab"], WRITTEN])
def test_what_is_no_ladder_is_named(gold: object) -> None:
    with pytest.raises(SettingsError, match=r"aligner\.Bead, not of"):
        evaluate(gold, GOLD)  # type: ignore[arg-type]
