"""Names by sound: what is heard, what is a stranger, who is a person."""

from __future__ import annotations

import pytest

import aligner
from aligner.languages.en.names import possessor
from aligner.languages.ko.names import korean_persons
from aligner.pairs import pair_of
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import APART, HEARD, resemblance, spoken_names, times_heard
from aligner.pairs.ko_en.romanised import romanised_persons
from aligner.pairs.names import NamedTexts


def _texts(korean: str, english: str) -> NamedTexts:
    pair = pair_of("ko", "en")
    return NamedTexts(Said(korean, "ko", pair.cover), Said(english, "en", pair.cover), pair)


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("보스턴", "Boston"),
        ("호르헤", "Jorge"),
        ("하비에르", "Javier"),
        ("강나루", "Gangnaru"),
        ("박도윤", "Park Do-yun"),
        ("에번스", "Evans"),
    ],
)
def test_one_name_is_heard_in_the_other_script(hangul: str, latin: str) -> None:
    assert resemblance(hangul, latin) >= HEARD


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [("보스턴", "Harrowgate"), ("강나루", "Dongnae"), ("박도윤", "Choi Su-bin"), ("에번스", "Ferreira")],
)
def test_two_names_are_apart(hangul: str, latin: str) -> None:
    assert resemblance(hangul, latin) < APART


@pytest.mark.parametrize(
    ("korean", "english", "expected"),
    [
        ("강나루시가 손잡았다.", "Ferreira City joined hands.", ["Ferreira"]),
        ("강나루시가 손잡았다.", "Gangnaru City joined hands.", []),
        ("달빛시가 손잡았다.", "Moonlight City joined hands.", []),  # of two words
        ("시가 손잡았다.", "Ferreira City Joins Hands With Neighbours", []),  # a headline
        ("시가 3월에 손잡았다.", "The city joined hands in March.", []),
        ("레바논이 이겼다.", "The Lebanese team won.", []),
        ("그는 웃었다.", "I've laughed, he said.", []),
        ("", "Ferreira City joined hands.", ["Ferreira"]),
        ("강나루시가 손잡았다.", "", []),
    ],
)
def test_strangers_are_names_that_nothing_explains(korean: str, english: str, expected: list[str]) -> None:
    assert [name.form for name in _texts(korean, english).unmatched] == expected


def test_a_stranger_stands_where_its_span_says() -> None:
    english = "The mayor of Ferreira's neighbour came."
    (name,) = _texts("이웃 시장이 왔다.", english).unmatched
    assert name.span.of(english) == name.form == "Ferreira"


def test_a_name_is_heard_as_often_as_it_stands_there() -> None:
    assert times_heard("강나루", spoken_names("Gangnaru City held the Gangnaru Marathon.")) == 2


def test_a_name_that_the_lexicon_knows_is_a_person_before_a_title() -> None:
    assert [
        name.form for name in korean_persons("김정은 위원장과 홍두만씨, 방울찬(61)씨가 왔다.", news_lexicon())
    ] == [
        "김정은",
        "홍두만",
        "방울찬",
    ]


def test_a_verb_before_a_title_is_no_person() -> None:
    assert korean_persons("참아야 한다며 주한미대사의 말에 웃었다.", news_lexicon()) == []


def test_romanised_persons_come_in_both_orders() -> None:
    found = romanised_persons("Mayor Yang Si-on met Han-gyeol Park in Seoul.")
    assert [(name.surname, name.given) for name in found] == [("Yang", "Si-on"), ("Park", "Han-gyeol")]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Boston's", "Boston"), ("Paris\N{RIGHT SINGLE QUOTATION MARK}s", "Paris"), ("Paris", "Paris")],
)
def test_a_possessor_is_the_name(word: str, expected: str) -> None:
    assert possessor(word) == expected


@pytest.mark.parametrize(
    ("beside", "expected"),
    [("He went home.", ["name_missing"]), ("Then Graboff and he went home.", [])],
)
def test_a_lost_foreign_name_is_looked_for_in_the_next_sentence(beside: str, expected: list[str]) -> None:
    """The halves of a foreign name are heard; they are not spelt syllable by syllable like a Korean one."""
    korean = ["톰 베이커와 마크 그레보프는 웃었다.", "그리고 그는 집으로 돌아갔다."]
    first, _ = aligner.align(korean, ["Tom Baker laughed.", beside])
    assert [found.kind for found in first.mismatches] == expected
