"""The generous reading: lines cut and joined by signs, words with their meaning, lines inside sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.languages.ko.encoding import with_soft_hyphens
from aligner.page.candidates import Reading, gather, make_pieces
from aligner.page.forms import Forms, forms_of
from aligner.page.insertions import without_insertions
from aligner.page.marks import FurnitureWords
from aligner.pairs import pair_of


def forms() -> Forms:
    return forms_of(pair_of("ko", "en"))


def reading(*lines: str) -> Reading:
    text = "\n".join(lines)
    pairs = make_pieces(text, forms())
    return gather(text, pairs, [None] * len(pairs), forms())


def candidates(*lines: str) -> list[str]:
    read = reading(*lines)
    return [" ".join(candidate.span.of(read.text).split()) for candidate in read.candidates]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("창밖의 감나무는", "올해도 열매를", "맺었다."), ["창밖의 감나무는 올해도 열매를 맺었다."]),
        (("She sold it at the", "market."), ["She sold it at the market."]),
        (("The rhythm of the day was", "", "told by bells."), ["The rhythm of the day was told by bells."]),
        (("별마루", "별마루는 언덕 위에 있던 정자다."), ["별마루", "별마루는 언덕 위에 있던 정자다."]),
        (("A Day at the Pier", "", "Boats Come Home"), ["A Day at the Pier", "Boats Come Home"]),
        (("- 문이 열렸다.", "- 불이 켜졌다."), ["문이 열렸다.", "불이 켜졌다."]),
    ],
)  # fmt: skip
def test_lines_are_joined_by_what_they_end_and_begin_with(lines: tuple[str, ...], found: list[str]) -> None:
    assert candidates(*lines) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Don't worry. 걱정 마세요.", ["Don't worry.", "걱정 마세요."]),
        ("2 | 그는 매일 밤 불을 켰어요. |", ["그는 매일 밤 불을 켰어요."]),
        ("A3 | 문이 열립니다. | The door opens. |", ["문이 열립니다.", "The door opens."]),
        ("새 다리가 열렸다/The new bridge has opened.", ["새 다리가 열렸다", "The new bridge has opened."]),
        ("Schools Are Back야학이 다시 문을 열었다", ["Schools Are Back", "야학이 다시 문을 열었다"]),
        ("그는 New York에서 빵집을 열었다.", ["그는 New York에서 빵집을 열었다."]),
        ("입장권은 3/4이 팔렸다.", ["입장권은 3/4이 팔렸다."]),
    ],
)  # fmt: skip
def test_a_line_is_cut_where_its_language_changes(line: str, found: list[str]) -> None:
    assert candidates(line) == found


def test_a_vocabulary_ends_at_the_next_heading() -> None:
    lines = ("2. Vocabulary", "야시장 night market", "노점", "3. Text", "야시장이 달라졌다.")
    assert candidates(*lines) == ["Text", "야시장이 달라졌다."]


def test_a_running_head_is_no_candidate() -> None:
    lines = ("Fables 1", "", "문이 열렸다.", "", "Fables 2", "", "불이 켜졌다.", "", "Fables 3")
    assert candidates(*lines) == ["문이 열렸다.", "불이 켜졌다."]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("A man lived\n\n[Herald]\n\nin the hills.", "[Herald]\n\nA man lived\nin the hills."),
        ("A man lived.\n\n[Herald]\n\nHe had a dog.", None),
        ("The Herald\n\nin brief", None),
    ],
)
def test_a_line_inside_a_sentence_is_moved(page: str, expected: str | None) -> None:
    text, notes = without_insertions(page, forms(), FurnitureWords())
    assert text == (expected or page)
    assert bool(notes) == (expected is not None)


@pytest.mark.parametrize("word", ["에서", "서쪽", "열차는", "서로", "강물", "여섯", "서점은"])
def test_a_lost_soft_hyphen_is_put_back(word: str) -> None:
    assert with_soft_hyphens(word.encode("cp949").replace(b"\xad", b"")).decode("cp949") == word


@given(st.text(alphabet="가나다 ab.\n|/-1[]", max_size=80))
def test_every_visible_character_is_in_one_row(text: str) -> None:
    """Nothing is thrown away: rows and blank lines cover what can be seen, once."""
    read = gather(text, make_pieces(text, forms()), [None] * len(make_pieces(text, forms())), forms())
    spans = sorted([row.stretch.span for row in read.rows] + list(read.blank))
    assert "".join(span.of(text) for span in spans) == text.replace("\n", "")
    assert all(one.end <= other.start for one, other in pairwise(spans))
