"""Names across scripts, by table."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.languages.en.names import english_names
from aligner.languages.ko.names import korean_names
from aligner.pairs import pair_of
from aligner.pairs.ko_en.sounds import hangul_sounds, latin_sounds

PAIR = pair_of("ko", "en")
CASES = Path(__file__).parent.parent / "cases" / "names"


def rows(name: str) -> list[tuple[str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [(row[0], row[1]) for row in cells]


@pytest.mark.parametrize(("hangul", "latin"), rows("same.tsv"))
def test_spellings_of_one_name_are_linked(hangul: str, latin: str) -> None:
    assert PAIR.links.probability(hangul, latin) >= 0.5


@pytest.mark.parametrize(("hangul", "latin"), rows("different.tsv"))
def test_different_names_are_not_linked(hangul: str, latin: str) -> None:
    assert PAIR.links.probability(hangul, latin) < 0.5


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [pytest.param(*row, marks=pytest.mark.xfail(strict=True)) for row in rows("known_failures.tsv")],
)
def test_known_failures(hangul: str, latin: str) -> None:
    assert PAIR.links.probability(hangul, latin) >= 0.5


def test_readings_of_latin_forms() -> None:
    assert latin_sounds("Gyeonggi")[1] == hangul_sounds("경기")
    assert latin_sounds("") == ("",)


def test_korean_names_precede_titles_and_glosses() -> None:
    text = "윤서준 하늘시장과 박도윤(51) 교육감은 마리아 로페즈(Maria Lopez) 감독을 만났다."
    assert [mention.form for mention in korean_names(text, PAIR.lexicon())] == [
        "윤서준",
        "박도윤",
        "마리아 로페즈",
    ]
    assert all(mention.span.of(text) == mention.form for mention in korean_names(text, PAIR.lexicon()))


@pytest.mark.parametrize("text", ["", "그 시장은 붐볐다.", "이번 대표 선발", "(Seoul)"])
def test_a_text_without_a_certain_name_has_none(text: str) -> None:
    assert korean_names(text, PAIR.lexicon()) == []


def test_english_names_are_runs_of_capitals() -> None:
    text = "In March, The Haneul Times asked Park Do-yun and John B. Doe about KTX."
    assert [mention.form for mention in english_names(text)] == [
        "March", "Haneul Times", "Park Do-yun", "John B. Doe",
    ]  # fmt: skip


def test_single_links_equal_a_matrix_of_links() -> None:
    hangul = ["김관영", "보스턴", "댈러스", "달라스", "이", "박도윤", "로페즈", "나"]
    latin = ["Kim Gwan-young", "Gwanyoung Kim", "Boston", "Dallas", "Lee", "Park", "Maria Lopez", "Na", "The"]
    table = PAIR.links.probabilities(hangul, latin)
    for row, korean in enumerate(hangul):
        for column, english in enumerate(latin):
            assert abs(PAIR.links.probability(korean, english) - float(table[row, column])) < 1e-5
