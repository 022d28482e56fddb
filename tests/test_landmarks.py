"""Borders between what landmarks part: the chain that is kept, and a ladder that crosses none."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from aligner.ladder.ladder import climb
from aligner.landmarks import shared
from aligner.model.article import Article
from aligner.model.bead import Constraints
from aligner.model.page import Landmark
from aligner.model.text import Span
from aligner.sides import given_sentences, read_side

NAMES = st.lists(st.sampled_from("abcdefg"), max_size=8)


def marks(names: list[str]) -> list[Landmark]:
    """A block for each, in order."""
    return [Landmark(name, Span(10 * at, 10 * at + 5)) for at, name in enumerate(names)]


def longest_by_trying(source: list[str], target: list[str]) -> int:
    """Length of the longest chain of names that occur once on each side."""
    single = [name for name in source if source.count(name) == target.count(name) == 1]
    for size in range(len(single), 0, -1):
        for chosen in combinations(single, size):
            if all(target.index(one) < target.index(two) for one, two in pairwise(chosen)):
                return size
    return 0


@given(NAMES, NAMES)
def test_as_many_landmarks_are_kept_as_can_be(source: list[str], target: list[str]) -> None:
    chain = shared(marks(source), marks(target))
    assert len(chain) == longest_by_trying(source, target)
    assert all(a[0].end <= b[0].start and a[1].end <= b[1].start for a, b in pairwise(chain))


def test_two_landmarks_of_a_block_are_one_border() -> None:
    block = Span(0, 5)
    source = [Landmark("a", block), Landmark("b", block)]
    assert shared(source, source) == [(block, block)]


def test_two_landmarks_of_a_block_that_part_contradict_each_other() -> None:
    block, apart = Span(0, 5), Span(7, 9)
    source = [Landmark("a", block), Landmark("b", block)]
    assert shared(source, [Landmark("a", block), Landmark("b", apart)]) == [(block, block)]


WORDS = [
    ("비가 왔다.", "It rained."),
    ("문을 닫았다.", "She closed the door."),
    ("배가 떠났다.", "The boat left."),
]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7),
    st.data(),
)
def test_no_bead_crosses_a_border(source, target, data) -> None:
    """Each bead lies between two neighbouring borders on both sides, the same two."""
    points = data.draw(
        st.lists(st.tuples(st.integers(0, len(source)), st.integers(0, len(target))), max_size=3)
    )
    borders = sorted(points)
    borders = [b for n, b in enumerate(borders) if all(b[1] >= a[1] for a in borders[:n])]
    article = Article(
        read_side(given_sentences([korean for korean, _ in source]), "ko"),
        read_side(given_sentences([english for _, english in target]), "en"),
    )
    edges = [(0, 0), *borders, (len(source), len(target))]
    for step in climb(article, constraints=Constraints(borders=tuple(borders))):
        bead = step.bead
        if bead.source and bead.target:
            assert any(
                a[0] <= bead.source.start
                and bead.source.stop <= b[0]
                and a[1] <= bead.target.start
                and bead.target.stop <= b[1]
                for a, b in pairwise(edges)
            )
