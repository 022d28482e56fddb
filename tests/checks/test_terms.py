"""What drifts over a document: terms, names of places, pronouns, spellings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from aligner.checks.check import Check
from aligner.checks.drift import GENDERS, PLACE_NAMES, SUBJECTS, TERMINOLOGY, VARIANTS
from aligner.checks.finding import Finding
from aligner.checks.view import document_view
from aligner.model.article import Article, Side
from aligner.model.bead import Bead
from aligner.model.text import LanguageCode, Sentence, Span


def side(texts: Sequence[str], language: LanguageCode) -> Side:
    sentences, start = [], 0
    for text in texts:
        sentences.append(Sentence(text, Span(start, start + len(text))))
        start += len(text) + 1
    return Side(language, tuple(sentences), tuple(() for _ in texts))


def found(check: Check, *pairs: tuple[str, str], source: LanguageCode = "ko") -> list[Finding]:
    """What a check says of pairs of Korean and English sentences."""
    sides = (side([ko for ko, _ in pairs], "ko"), side([en for _, en in pairs], "en"))
    article = Article(*(sides if source == "ko" else sides[::-1]))
    beads = [Bead(range(n, n + 1), range(n, n + 1)) for n in range(len(pairs))]
    return list(check.run(document_view(article, beads)))


def surfaces(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [
        (one.source.surface if one.source else "", one.target.surface if one.target else "")
        for one in findings
    ]


CENTER = "상생협력센터가 문을 열었다."


@pytest.mark.parametrize("source", ["ko", "en"])
def test_a_term_in_other_words_is_told_with_both_places(source: LanguageCode) -> None:
    findings = found(
        TERMINOLOGY,
        (CENTER, "The Win-Win Cooperation Center has opened its doors."),
        ("주민은 상생협력센터를 반겼다.", "Residents welcomed the Coexistence Collaboration Center."),
        source=source,
    )
    expected = ("상생협력센터", "Coexistence Collaboration Center")
    assert surfaces(findings) == [expected if source == "ko" else expected[::-1]]
    assert "Win-Win Cooperation Center" in TERMINOLOGY.message(findings[0])


@pytest.mark.parametrize(
    "later",
    [
        "Residents welcomed the Win-Win Cooperation Center.",
        "Residents welcomed the Gunsan Win-Win Cooperation Center.",
        "Residents welcomed the Cooperation Center.",
        "Residents welcomed the center.",
        "Residents welcomed Mayor Kim Min-seo.",
    ],
)
def test_the_same_term_longer_or_shorter_is_no_other_one(later: str) -> None:
    pairs = (
        (CENTER, "The Win-Win Cooperation Center has opened its doors."),
        ("주민은 상생협력센터를 반겼다.", later),
    )
    assert found(TERMINOLOGY, *pairs) == []


def test_the_usual_term_is_the_right_one() -> None:
    good = "The Win-Win Cooperation Center has opened its doors."
    findings = found(
        TERMINOLOGY,
        (CENTER, "The Coexistence Collaboration Center has opened its doors."),
        (CENTER, good),
        (CENTER, good),
    )
    assert surfaces(findings) == [("상생협력센터", "Coexistence Collaboration Center")]


MAYOR = ("시장은 3일 군산을 찾았다.", "The mayor visited Gunsan on the 3rd, and he was welcomed.")


@pytest.mark.parametrize(
    ("korean", "english", "expected"),
    [
        ("이어 주민을 만났다.", "They then met residents.", ["They"]),
        ("이어 주민을 만났다.", "On the 3rd, they met residents.", ["they"]),
        ("이어 주민을 만났다.", "We met residents.", ["We"]),
        (
            "8개 업체가 전시한 제품을 살폈다.",
            "They looked at products that eight companies showed.",
            ["They"],
        ),
        ("김 지사는 제품을 살폈다.", "They looked at products.", ["They"]),
        ("업체가 제품을 내놓았다.", "They presented products.", []),
        ("제작사는 영화를 찍었다.", "They made a film.", []),
        ("두 남성은 카페에 갔다.", "They went to a café.", []),
        ("시장은 “이길 것”이라고 말했다.", "We will win, the mayor said.", []),
    ],
)
def test_they_and_we_for_one_person(korean: str, english: str, expected: list[str]) -> None:
    findings = found(SUBJECTS, MAYOR, (korean, english))
    assert [one.target.surface for one in findings if one.target] == expected


SHE = ("봉순이 씨는 시장에서 채소를 판다.", "Bong Sun-i sells vegetables at the market; she is 70.")


def test_a_person_who_was_she_is_not_he() -> None:
    findings = found(GENDERS, SHE, ("봉씨는 밤에 학교에 왔다.", "Bong came at night. He was never late."))
    assert [one.target.surface for one in findings if one.target] == ["He"]


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("봉씨는 밤에 학교에 왔다.", "Bong came at night. She was never late."),
        ("봉씨는 아들을 데려왔다.", "Bong brought his son."),  # somebody else is there
        ("교사는 웃었다.", "The teacher said he was glad."),  # a topic of its own
        ("이 시장은 축하했다.", "Mayor Lee congratulated them, and he laughed."),
    ],
)
def test_other_people_have_their_own_pronouns(korean: str, english: str) -> None:
    assert found(GENDERS, SHE, (korean, english)) == []


def test_pronouns_of_a_korean_translation_are_not_looked_at() -> None:
    pairs = (SHE, ("봉씨는 밤에 학교에 왔다.", "Bong came at night. He was never late."))
    assert found(GENDERS, *pairs, source="en") == found(SUBJECTS, *pairs, source="en") == []


def test_two_names_of_one_place_are_info() -> None:
    (one,) = found(
        PLACE_NAMES,
        ("전북도는 계획을 내놓았다.", "Jeonbuk Province presented a plan."),
        ("전북도는 내년에 시작한다.", "Jeollabuk-do will start next year."),
    )
    assert (one.kind, one.severity, one.target and one.target.surface) == (
        "name_variant",
        "info",
        "Jeollabuk",
    )


def test_part_of_a_name_is_the_same_place() -> None:
    pairs = (
        ("설악산에 눈이 왔다.", "Snow fell on Seoraksan."),
        ("설악산이 하얗다.", "Mt. Seorak is white."),
    )
    assert found(PLACE_NAMES, *pairs) == []


DALLAS = (
    ("시장은 달라스를 찾았다.", "The mayor visited Dallas."),
    ("댈러스 시청에 갔다.", "He went to Dallas City Hall."),
)


def test_two_hangul_spellings_are_info_in_a_source_and_a_warning_in_a_translation() -> None:
    (of_source,), (of_target,) = found(VARIANTS, *DALLAS), found(VARIANTS, *DALLAS, source="en")
    assert (of_source.severity, of_target.severity) == ("info", None)
    assert of_source.source == of_target.target


@pytest.mark.parametrize("later", ["CEO Byun Sang-woo", "CEO Byun Sangwoo", "CEO Sang-woo Byun", "CEO Byun"])
def test_orders_hyphens_and_short_forms_are_no_variants(later: str) -> None:
    pairs = (
        ("변상우 대표는 웃었다.", "CEO Byun Sang-woo laughed."),
        ("변상우 대표는 떠났다.", f"{later} left."),
    )
    assert found(VARIANTS, *pairs) == []


def test_one_surname_in_two_spellings_is_a_variant() -> None:
    (one,) = found(
        VARIANTS,
        ("변상우 대표는 웃었다.", "CEO Byun Sang-woo laughed."),
        ("변상우 대표는 떠났다.", "CEO Byeon Sang-woo left."),
    )
    assert one.target is not None and one.target.surface == "Byeon Sang-woo"


@pytest.mark.parametrize(("later", "expected"), [("President Byun", ["Byun"]), ("President Byeon", [])])
def test_a_surname_alone_keeps_the_spelling_of_the_full_name(later: str, expected: list[str]) -> None:
    findings = found(
        VARIANTS,
        ("변상우 사장은 웃었다.", "President Byeon Sang-woo laughed."),
        ("변 사장은 떠났다.", f"{later} left."),
    )
    assert [one.target.surface for one in findings if one.target] == expected
