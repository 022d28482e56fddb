"""Bead types share tables, and each finds in them what it would hold alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.ladder.half import Half, read_half
from aligner.ladder.scores import weigh
from aligner.ladder.spans import Spans, blocks, windows
from aligner.ladder.weights import BEADS, fitted_weights
from aligner.model.text import Role, Sentence, Span
from aligner.pairs import pair_of
from aligner.sides import read_side

PAIR = pair_of("ko", "en")
WIDTHS = st.integers(1, 6)
KINDS = st.lists(st.tuples(WIDTHS, WIDTHS), unique=True).map(tuple)
KOREAN = [
    "비가 왔다.",
    "시장은 3월 2일 다리를 열었다.",
    "“왜?”",
    "그는 (서울에서) 왔다.",
    "눈도 왔다.",
    "김 씨는 2명을 보았다.",
]
ENGLISH = [
    "It rained.",
    "The mayor opened the bridge on March 2.",
    "“Why?”",
    "He came (from Seoul).",
    "It snowed.",
    "Kim saw two.",
]


def half(texts: Sequence[str], language: str, roles: Sequence[Role]) -> Half:
    """Two sentences a paragraph."""
    sentences = [
        Sentence(text, Span(0, len(text)), number // 2, role)
        for number, (text, role) in enumerate(zip(texts, roles, strict=True))
    ]
    return read_half(read_side(sentences, language), PAIR, PAIR.lexicon())


@given(kinds=KINDS)
def test_blocks_hold_every_bead_type_once(kinds: tuple[tuple[int, int], ...]) -> None:
    """Each block is all of one side with all of the other, and its widths are neighbours."""
    held = [(left, right) for block in blocks(kinds) for left in block.lefts for right in block.rights]
    assert sorted(held) == sorted(kinds)
    for side, widths in ((0, "lefts"), (1, "rights")):
        every = sorted({kind[side] for kind in kinds})
        for block in blocks(kinds):
            first = every.index(getattr(block, widths)[0])
            assert list(getattr(block, widths)) == every[first : first + len(getattr(block, widths))]


@given(size=st.integers(6, 9), widths=st.sets(WIDTHS, min_size=1).map(sorted), axis=st.integers(0, 1))
def test_windows_are_sums_of_neighbours(size: int, widths: list[int], axis: int) -> None:
    table = np.arange(size * size, dtype=np.float64).reshape(size, size) ** 2
    rows = table if axis == 0 else table.T
    plain = [rows[start : start + width].sum(axis=0) for width in widths for start in range(size - width + 1)]
    found = windows(table, widths, axis)
    assert np.array_equal(found if axis == 0 else found.T, plain)


@given(kinds=st.lists(st.sampled_from(BEADS), unique=True, min_size=1))
def test_a_bead_type_has_the_same_scores_alone_and_among_others(kinds: list[tuple[int, int]]) -> None:
    roles: list[Role] = ["headline", "body", "body", "caption", "body", "body"]
    weights, lexicon = fitted_weights(PAIR), PAIR.lexicon()
    weighing = partial(weigh, half(KOREAN, "ko", roles), half(ENGLISH, "en", roles), lexicon, PAIR)
    together = weighing().beads(weights, kinds)
    assert list(together) == kinds
    for kind, table in together.items():
        alone = weighing().beads(weights, [kind])[kind]
        assert table.shape == (len(KOREAN) - kind[0] + 1, len(ENGLISH) - kind[1] + 1)
        assert np.array_equal(table, alone)


def test_spans_know_the_borders_and_groups_they_hold() -> None:
    spans = Spans(half(KOREAN, "ko", ["headline", "body", "body", "caption", "body", "body"]), (1, 2))
    assert spans.opens.tolist() == [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]
    assert spans.crossed.tolist() == [0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0]
    assert spans.group.tolist() == [0, 0, 0, 2, 0, 0, 0, 0, -1, -1, 0]
    assert spans.place((2,)) == slice(6, 11)
