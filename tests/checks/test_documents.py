"""What only shows across sentences, and what becomes of several findings with one cause."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.checks import KINDS, Check, Finding, Mismatch, find_mismatches
from aligner.checks.choice import choice
from aligner.model.article import Article, Side
from aligner.model.bead import Bead
from aligner.model.settings import Settings
from aligner.model.text import LanguageCode, Sentence, Span
from aligner.quantities import read_quantities

KOREAN = (
    "달빛시는 올해 도서관 두 곳을 새로 짓는다고 밝혔다.",
    "김민서 시장은 월요일 기자회견에서 주민들의 오랜 바람이었다고 말했다.",
    "건설비는 정부가 절반을 지원한다.",
    "학생들은 도서관에서 책을 빌리고 음악을 들을 수 있다.",
    "시의회는 금요일 회의에서 예산을 승인했다.",
)
ENGLISH = (
    "Moonlight City said it will build two new libraries this year.",
    "Mayor Kim Min-seo said at a press conference on Monday that it had long been the residents' wish.",
    "The government supports half of the construction cost.",
    "Students can borrow books and listen to music at the library.",
    "The city council approved the budget at its meeting on Friday.",
)


def article(korean: Sequence[str], english: Sequence[str]) -> Article:
    return Article(side(korean, "ko"), side(english, "en"))


def side(texts: Sequence[str], language: LanguageCode) -> Side:
    sentences, start = [], 0
    for text in texts:
        sentences.append(Sentence(text, Span(start, start + len(text))))
        start += len(text) + 1
    return Side(language, tuple(sentences), tuple(tuple(read_quantities(text, language)) for text in texts))


def ladder(*counts: tuple[int, int]) -> list[Bead]:
    """Beads of these sizes, one after the other."""
    beads, source, target = [], 0, 0
    for left, right in counts:
        beads.append(Bead(range(source, source + left), range(target, target + right)))
        source, target = source + left, target + right
    return beads


def found(korean: Sequence[str], english: Sequence[str], beads: list[Bead]) -> list[Mismatch]:
    of_beads, of_document = find_mismatches(article(korean, english), beads)
    return [*(mismatch for mismatches in of_beads for mismatch in mismatches), *of_document]


def kinds(mismatches: Sequence[Mismatch]) -> list[str]:
    """Kinds at warning and above."""
    return sorted(mismatch.kind for mismatch in mismatches if mismatch.severity != "info")


def test_a_clean_document_raises_nothing() -> None:
    assert found(KOREAN, ENGLISH, ladder(*[(1, 1)] * 5)) == []


def test_a_sentence_without_translation_is_dropped_and_its_numbers_are_not_reported_again() -> None:
    english = (*ENGLISH[:2], *ENGLISH[3:])
    mismatches = found(KOREAN, english, ladder((1, 1), (1, 1), (1, 0), (1, 1), (1, 1)))
    assert kinds(mismatches) == ["sentence_dropped"]
    assert mismatches[0].source_surface == KOREAN[2]
    assert (mismatches[0].source_sentences, mismatches[0].target_sentences) == ((2,), ())


def test_a_sentence_swallowed_by_its_neighbour_is_found() -> None:
    english = (*ENGLISH[:3], *ENGLISH[4:])
    mismatches = found(KOREAN, english, ladder((1, 1), (1, 1), (1, 1), (2, 1)))
    assert kinds(mismatches) == ["sentence_dropped"]
    assert mismatches[0].source_surface == KOREAN[3]


def test_a_bead_of_two_is_suspicious_only_where_the_others_are_even() -> None:
    korean, english = ("건설비는 정부가 절반을 지원한다.", "주민들은 크게 반겼다."), (ENGLISH[2],)
    even = found((*KOREAN[4:] * 8, *korean), (*ENGLISH[4:] * 8, *english), ladder(*[(1, 1)] * 8, (2, 1)))
    assert [m.source_surface for m in even if m.kind == "sentence_dropped"] == [korean[1]]
    joined = f"{ENGLISH[0][:-1]}, and m{ENGLISH[1][1:]}"
    uneven = found((*KOREAN[:2] * 8, *korean), (*[joined] * 8, *english), ladder(*[(2, 1)] * 9))
    assert [mismatch.kind for mismatch in uneven if mismatch.kind == "sentence_dropped"] == []


def test_sentences_that_changed_places_are_moved_whatever_the_beads() -> None:
    english = (ENGLISH[0], ENGLISH[2], ENGLISH[1], *ENGLISH[3:])
    for beads in (
        ladder(*[(1, 1)] * 5),
        ladder((1, 1), (2, 2), (1, 1), (1, 1)),
        ladder((1, 1), (1, 0), (1, 1), (0, 1), (1, 1), (1, 1)),
    ):
        assert kinds(found(KOREAN, english, beads)) == ["moved"]


def test_a_wrong_number_in_a_sentence_that_moved_is_still_wrong() -> None:
    korean = (KOREAN[0], "김민서 시장은 도서관에 책 여섯 상자를 선물했다.", *KOREAN[3:])
    english = (ENGLISH[0], ENGLISH[3], "Mayor Kim Min-seo gave the library four boxes of books.", ENGLISH[4])
    mismatches = found(korean, english, ladder(*[(1, 1)] * 4))
    assert kinds(mismatches) == ["moved", "number"]


def test_a_number_of_the_next_sentence_explains_nothing_if_it_has_its_own_counterpart() -> None:
    korean = ("그는 올 시즌 여섯 골을 넣었다.", "팀은 여섯 경기를 이겼다.")
    english = ("He scored four goals this season.", "The team won six games.")
    assert kinds(found(korean, english, ladder((1, 1), (1, 1)))) == ["number"]


def test_a_sentence_translated_twice_is_a_duplicate_not_an_addition() -> None:
    english = (*ENGLISH[:4], ENGLISH[3], ENGLISH[4])
    mismatches = found(KOREAN, english, ladder(*[(1, 1)] * 4, (0, 1), (1, 1)))
    assert kinds(mismatches) == ["duplicate"]
    assert mismatches[0].target_sentences == (4,)


def test_a_sentence_said_again_in_other_words_is_a_duplicate() -> None:
    again = "At the library, students may listen to music and borrow a book."
    mismatches = found(KOREAN, (*ENGLISH[:4], again, ENGLISH[4]), ladder(*[(1, 1)] * 4, (0, 1), (1, 1)))
    assert kinds(mismatches) == ["duplicate"]


def test_one_person_spelt_in_two_ways_is_reported_at_the_rarer_spelling() -> None:
    korean = (*KOREAN, "김민서 시장은 감사를 전했다.", "김민서 시장은 자리를 떠났다.")
    english = (*ENGLISH, "Mayor Kim Min-seo expressed thanks.", "Mayor Kim Min-suh left the seat.")
    mismatches = found(korean, english, ladder(*[(1, 1)] * 7))
    assert kinds(mismatches) == ["name_variant"]
    assert mismatches[0].target_surface == "Kim Min-suh"
    assert "Kim Min-seo" in mismatches[0].message


def test_other_orders_and_hyphens_are_no_other_spelling() -> None:
    korean = (*KOREAN, "김민서 시장은 감사를 전했다.", "김민서 시장은 자리를 떠났다.")
    english = (*ENGLISH, "Mayor Minseo Kim expressed thanks.", "Mayor Kim left the seat.")
    assert kinds(found(korean, english, ladder(*[(1, 1)] * 7))) == []


def test_a_number_in_the_next_sentence_has_moved_and_is_not_missing() -> None:
    korean = ("행사에는 340명이 참석했다.", "모두 즐거운 시간을 보냈다.")
    english = ("People attended the event.", "All 340 had a good time.")
    mismatches = found(korean, english, ladder((1, 1), (1, 1)))
    assert [(mismatch.kind, mismatch.severity) for mismatch in mismatches] == [("moved", "info")]


def test_a_quotation_over_two_pairs_is_no_slip() -> None:
    korean = ("시장은 “비가 오면 미루겠다. 그래도 열겠다”고 했다.", "모두 박수를 쳤다.")
    english = ('The mayor said, "If it rains, we will postpone it.', 'But we will hold it." All applauded.')
    assert kinds(found(korean, english, ladder((1, 1), (1, 1)))) == []


def test_the_same_sentence_translated_in_two_ways_is_info() -> None:
    korean = ("입장료는 없다고 했다.", KOREAN[0], "입장료는 없다고 했다.")
    english = ("They said admission was free.", ENGLISH[0], "They said there was no fee.")
    mismatches = found(korean, english, ladder(*[(1, 1)] * 3))
    assert [(mismatch.kind, mismatch.severity) for mismatch in mismatches] == [("inconsistent", "info")]


def test_a_subject_that_drifts_is_info() -> None:
    korean = ("시장은 군산을 찾았다.", "이어 주민들과 점심을 먹었다.")
    english = ("The mayor visited Gunsan, where he was born.", "Then, they had lunch with residents.")
    mismatches = found(korean, english, ladder((1, 1), (1, 1)))
    assert [(mismatch.kind, mismatch.target_surface) for mismatch in mismatches] == [("pronoun", "they")]


def test_a_damaged_source_number_is_not_also_a_wrong_number() -> None:
    korean = ("그는 미국 46일간의 출장을 마쳤다.",)
    english = ("He completed a 6-day, 4-night business trip to the United States.",)
    assert kinds(found(korean, english, ladder((1, 1)))) == ["source_damage"]


def test_lost_characters_that_cost_no_meaning_are_info() -> None:
    korean = (", 이어 양() 도시는 협약을 맺었다.",)
    english = ("Then the two cities signed an agreement.",)
    mismatches = found(korean, english, ladder((1, 1)))
    assert {mismatch.kind for mismatch in mismatches if mismatch.kind == "source_damage"} == {"source_damage"}
    assert kinds(mismatches) == []


def test_what_is_ignored_does_not_come_back_under_another_name() -> None:
    korean, english = ("축제에 3만 명이 다녀갔다.",), ("The festival drew 300,000 visitors.",)
    checks = choice(Settings(ignore=frozenset({"magnitude"})))
    of_beads, _ = checks.find(article(korean, english), ladder((1, 1)))
    assert of_beads == [()]


def test_a_check_of_ones_own_gets_category_and_severity_of_its_kind() -> None:
    shouting = Check(
        lambda _: [Finding("glossary")], (KINDS["glossary"],), {"glossary": "“축제” is “fest” in our house."}
    )
    of_beads, _ = find_mismatches(article(KOREAN[:1], ENGLISH[:1]), ladder((1, 1)), checks=(shouting,))
    assert [(m.kind, m.category, m.severity) for m in of_beads[0]] == [
        ("glossary", KINDS["glossary"].category, "warning")
    ]


def test_messages_name_both_surface_forms_and_the_size_of_the_slip() -> None:
    mismatches = found(
        ("축제에 3만 명이 다녀갔다.",), ("The festival drew 300,000 visitors.",), ladder((1, 1))
    )
    assert (
        mismatches[0].message == "“3만 명” (30,000) is rendered as “300,000 visitors”: ten times too large;"
        " “30,000 visitors” was expected."
    )


def test_a_missing_clause_is_shown_by_its_words() -> None:
    korean = ("시장은 시청에서 주민 대표를 만나 도로 확장과 공원 조성, 주차장 건설을 차례로 약속했다.",)
    english = ("The mayor met representatives of residents at city hall.",)
    mismatches = found(korean, english, ladder((1, 1)))
    assert kinds(mismatches) == ["clause_dropped"]
    assert "도로 확장" in str(mismatches[0].source_surface)
    assert "시장은" not in str(mismatches[0].source_surface)
