"""Paragraphs speak as far as those of the two sides agree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

import aligner
from aligner.aligner import read_side
from aligner.ladder.half import Half, read_half
from aligner.ladder.paragraphs import OPENING_CORRELATION, borders, expected, learnt
from aligner.ladder.spans import Form, Spans, blocks
from aligner.ladder.weights import BEADS, fitted_weights
from aligner.model.text import Sentence, Span
from aligner.pairs import pair_of

PAIR = pair_of("ko", "en")
ALONE = aligner.Settings(ignore=frozenset(aligner.KINDS))
PAIRS = [
    (
        f"{n}번 문은 낡아서 {n + 20}일에 새로 고친 뒤 다시 연다.",
        f"Gate {n} is old and reopens on the {n + 20}th.",
    )
    for n in range(11, 41)
]


def half(paragraphs: list[int], language: str = "en") -> Half:
    sentences = [Sentence("It rained.", Span(0, 10), paragraph) for paragraph in paragraphs]
    return read_half(read_side(sentences, language), PAIR, PAIR.lexicon())


def form_of(first: Half, second: Half, kinds: Sequence[tuple[int, int]]) -> Form:
    """The spans of a document, without scores."""
    fitting = tuple(kind for kind in kinds if kind[0] <= len(first) and kind[1] <= len(second))
    widths = [tuple(sorted({kind[side] for kind in fitting})) for side in (0, 1)]
    return Form(fitting, Spans(first, widths[0]), Spans(second, widths[1]), blocks(fitting))


def text(sentences: list[str], breaks: set[int]) -> str:
    """The sentences, a new paragraph before each of those numbers."""
    return "".join(
        ("\n" if number in breaks else " " if number else "") + sentence
        for number, sentence in enumerate(sentences)
    )


def test_equal_numbers_of_paragraphs_are_expected_to_agree() -> None:
    third = np.array([True, False, False] * 4)
    assert expected(third, third).correlation == OPENING_CORRELATION
    half_as_many = np.array([True, False, False, False, False, False] * 2)
    assert 0.0 < expected(third, half_as_many).correlation < OPENING_CORRELATION / 2


@pytest.mark.parametrize("openings", [[], [True], [True, False, False], [True, True, True]])
def test_nothing_is_known_of_one_paragraph_or_of_one_a_sentence(openings: list[bool]) -> None:
    other = np.array([True, False] * 3)
    assert expected(np.array(openings, dtype=bool), other).correlation == 0.0


def test_sure_pairs_show_whether_paragraphs_agree() -> None:
    source, same = half([n // 3 for n in range(30)]), half([n // 3 for n in range(30)])
    moved = half([(n + 1) // 3 for n in range(30)])
    before = expected(source.opens, same.opens)
    pairs = (np.arange(30), np.arange(30))
    agreed, apart = learnt(before, source, same, pairs), learnt(before, source, moved, pairs)
    assert agreed.correlation == OPENING_CORRELATION and agreed.borders == 1.0
    assert apart.correlation == apart.borders == 0.0
    no_pairs = (np.arange(0), np.arange(0))
    assert learnt(before, source, same, no_pairs).correlation == pytest.approx(before.correlation)


def test_borders_that_are_all_met_agree_where_the_other_side_has_more() -> None:
    source, twice = half([n // 6 for n in range(36)]), half([n // 3 for n in range(36)])
    pairs = (np.arange(36), np.arange(36))
    found = learnt(expected(source.opens, twice.opens), source, twice, pairs)
    assert found.borders > 0.9 > OPENING_CORRELATION * 0.9 > found.correlation


def test_lists_have_no_borders() -> None:
    one = half([0] * 5)
    weights = fitted_weights(PAIR)
    assert borders(form_of(one, one, BEADS), expected(one.opens, one.opens), weights) == []
    assert borders(form_of(half([]), one, ()), expected(one.opens, one.opens), weights) == []


def test_paragraphs_set_anew_tear_no_pair_apart() -> None:
    """A Korean sentence against two English ones, with a border of the layout between the two."""
    split = [f"Gate {n} is old. It reopens on the {n + 20}th." for n in range(11, 41)]
    korean = [ko for ko, _ in PAIRS]
    breaks = set(range(3, 30, 3))
    halves = [sentence for pair in split for sentence in pair.replace(". ", ".\n").split("\n")]
    beads = aligner.align(text(korean, breaks), text(halves, {2 * b + 1 for b in breaks}), ALONE)
    assert [pair.bead.kind for pair in beads] == [(1, 2)] * 30
    with_borders = aligner.align(text(korean, breaks), text(halves, {2 * b for b in breaks}), ALONE)
    assert [pair.bead.kind for pair in with_borders] == [(1, 2)] * 30
