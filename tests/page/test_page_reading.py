"""What `read_page` promises beyond the roles: notes, confidence, paragraphs by span, odd input."""

from __future__ import annotations

import unicodedata

import pytest

from aligner.model.errors import InputError
from aligner.page import read_page

KOREAN = (
    "솔빛군이 낡은 등대를 고쳐 작은 도서관으로 바꿨다고 3일 밝혔다.\n"
    "등대 도서관에는 책 2,400권과 열람석 18개가 놓였다."
)
ENGLISH = (
    "Solbit County said on the 3rd that it had turned an old lighthouse into a small library.\n"
    "The lighthouse library has 2,400 books and 18 reading seats."
)
PAGE = f"{KOREAN}\n\n{ENGLISH}\n"


@pytest.mark.parametrize("text", ["", " \n\t\n", "-----\n* * *\n"])
def test_an_empty_page_is_no_error(text: str) -> None:
    page = read_page(text)
    assert (page.layout, page.paragraphs) == ("empty", ())
    assert page.notes == ("the page holds no text in Korean or English",)


@pytest.mark.parametrize(("text", "layout"), [(KOREAN, "ko_only"), (ENGLISH, "en_only")])
def test_a_page_in_one_language_says_what_is_missing(text: str, layout: str) -> None:
    page = read_page(text)
    assert page.layout == layout
    assert len(page.paragraphs) == 2
    assert any("to pair it with" in note for note in page.notes)


def test_a_notice_makes_the_reading_surer() -> None:
    noticed = f"{KOREAN}\n아래는 위 기사를 구글로 번역한 영문 전문입니다.\n{ENGLISH}"
    assert read_page(noticed).confidence > read_page(PAGE).confidence > 0.6


def test_sides_of_very_different_length_make_it_less_sure() -> None:
    lopsided = PAGE + ENGLISH * 20
    assert read_page(lopsided).confidence < read_page(PAGE).confidence


def test_decomposed_hangul_keeps_its_spans() -> None:
    decomposed = unicodedata.normalize("NFD", PAGE)
    page = read_page(decomposed)
    assert page.text == decomposed
    assert [p.text for p in page.article("ko")] == unicodedata.normalize("NFD", KOREAN).split("\n")


@pytest.mark.parametrize("odd", ["\0", "\ud800", "\ufeff", "\u202e", "\x1b[0m"])
def test_odd_characters_stay_where_they_are(odd: str) -> None:
    page = read_page(PAGE.replace("등대", f"등{odd}대", 1))
    assert odd in page.article("ko")[0].text
    assert len(page.paragraphs) == 4


def test_an_article_about_copyright_keeps_its_sentences() -> None:
    """The furniture tables know 저작권법, but a plain sentence in the company of its like is no furniture."""
    sentences = [
        "솔빛군은 저작권법 개정안을 두고 주민 의견을 듣는 자리를 14일 군청에서 마련한다고 밝혔다.",
        "저작권법 개정안은 주민 의견을 듣는 자리를 군청에서 마련한다고 정했다.",
        "솔빛군은 개정안을 두고 의견을 군청에서 듣는다고 밝혔다.",
    ]
    page = read_page("\n".join(sentences) + "\n" + ENGLISH)
    assert [p.text for p in page.article("ko")] == sentences


def test_signs_around_a_whole_paragraph_are_no_part_of_it() -> None:
    page = read_page(f"{KOREAN}\n<{ENGLISH.splitlines()[0]}>\n〈{ENGLISH.splitlines()[1]}〉")
    assert [p.text for p in page.article("en")] == ENGLISH.splitlines()


def test_text_that_has_no_counterpart_is_named_in_a_note() -> None:
    other = "\n".join(
        f"새벽시는 {n}일부터 강변 전차를 하루 {n}차례 더 다니게 한다고 밝혔다." for n in range(3, 9)
    )
    page = read_page(f"{KOREAN}\n{ENGLISH}\n{other}")
    assert any("no counterpart" in note for note in page.notes)
    assert all("전차" not in paragraph.text for paragraph in page.paragraphs)


def test_bytes_are_decoded_and_say_so() -> None:
    page = read_page(PAGE.encode("cp949"))
    assert page.text == PAGE
    assert page.notes == ("decoded from cp949",)


def test_mojibake_is_repaired_and_says_so() -> None:
    page = read_page(PAGE.encode("cp949").decode("latin-1"))
    assert page.text == PAGE
    assert page.notes == ("mojibake repaired: cp949 that was read as Latin-1",)


def test_form_overrides_the_guess() -> None:
    html = "Lead-in <p>" + KOREAN.replace("\n", "<p>")
    assert read_page(html, form="html").text.startswith("Lead-in\n솔빛군이")
    assert read_page("<p>" + KOREAN, form="text").text.startswith("<p>")


def test_a_binary_file_is_refused() -> None:
    with pytest.raises(InputError, match="PNG"):
        read_page(b"\x89PNG\r\n\x1a\n\0\0\0")
