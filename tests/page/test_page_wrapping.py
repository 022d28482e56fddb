"""Hard-wrapped lines: joined again at any width, and no others."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from aligner.languages.ko.page import columns, octets
from aligner.model.text import Span
from aligner.page import read_page
from aligner.page.forms import forms_of
from aligner.page.lines import Piece, make_piece
from aligner.page.wrapping import find_wrappings, join
from aligner.pairs import pair_of

FORMS = forms_of(pair_of("ko", "en"))
KOREAN = (
    "솔빛군이 낡은 등대를 고쳐 작은 도서관으로 바꿨다고 3일 밝혔다. 등대는 1911년에 "
    "세워졌고 20년 전에 불이 꺼졌다. 주민들은 등대를 허물지 말아 달라고 여러 차례 군에 요청해 왔다.",
    '마을 이장 노을찬 씨는 "아이들이 파도 소리를 들으며 책을 읽는다"며 '
    '"겨울에도 문을 열어 달라는 부탁이 많다"고 말했다.',
    "군은 내년까지 5억 2천만 원을 들여 등대 두 곳을 더 고치고, 책을 실은 배도 한 척 띄울 계획이다.",
)
ENGLISH = (
    "Solbit County said on the 3rd that it had turned an old lighthouse into a small library. The lighthouse "
    "was built in 1911 and its light went out 20 years ago. Residents had asked not to pull it down.",
    'Village head No Eul-chan said, "Children read books while listening to the waves," and added that many '
    "had asked to keep it open in winter.",
    "The county will spend 520 million won by next year to repair two more lighthouses and to launch a boat "
    "with books.",
)


def wrap_by(measure: Callable[[str], int], text: str, width: int) -> list[str]:
    """Greedy wrapping, as programs do it, with any measure of length."""
    lines: list[str] = []
    for word in text.split():
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def page_of(measure: Callable[[str], int], width: int, gap: str) -> str:
    korean = gap.join("\n".join(wrap_by(measure, text, width)) for text in KOREAN)
    english = gap.join("\n".join(textwrap.wrap(text, width)) for text in ENGLISH)
    return f"등대, 도서관 되다\n\n{korean}\n\nLighthouse becomes library\n\n{english}\n"


@pytest.mark.parametrize("width", [36, 50, 64, 72])
@pytest.mark.parametrize("measure", [len, columns, octets])
def test_paragraphs_are_joined_again(measure: Callable[[str], int], width: int) -> None:
    page = read_page(page_of(measure, width, "\n\n"))
    bodies = [" ".join(p.text.split()) for p in page.paragraphs if p.role == "body"]
    assert bodies == [*KOREAN, *ENGLISH]


def test_blank_lines_between_all_lines_do_not_hide_a_wrap() -> None:
    page = read_page(page_of(len, 40, "\n").replace("\n", "\n\n"))
    words = " ".join(p.text for p in page.article("en") if p.role == "body").split()
    assert words == " ".join(ENGLISH).split()
    assert len([p for p in page.article("en") if p.role == "body"]) <= 3


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    page = read_page("\n".join((*KOREAN, *ENGLISH)))
    assert [p.text for p in page.paragraphs] == [*KOREAN, *ENGLISH]


def pieces_of(*lines: str) -> list[Piece]:
    return [make_piece(line, Span(0, len(line)), FORMS) for line in lines]


@pytest.mark.parametrize(
    "headline",
    [
        "솔빛군, 낡은 등대를 작은 도서관으로 고쳐 문 열어",
        "솔빛군수 '5박 7일' 등대 마을 출장길 성과",
        "군이 낡은 등대를 작은 도서관으로 바꾼 이유는",
        "솔빛군 낡은 등대에 작은 도서관…문 닫은 지 20년 만에",
    ],
)
def test_headline_and_deck_are_no_paragraph(headline: str) -> None:
    """In a page of unwrapped paragraphs, whatever the headline ends in."""
    page = read_page("\n".join((headline, "책 2,400권 갖춰…겨울에도 문 연다", *KOREAN, *ENGLISH)))
    assert [p.text for p in page.article("ko")][-4:] == ["책 2,400권 갖춰…겨울에도 문 연다", *KOREAN]
    assert page.article("ko")[0].text == headline


def test_few_lines_prove_no_width() -> None:
    assert find_wrappings(pieces_of("메뉴", "로그인", "홈")) == {"ko": None}


def test_what_may_not_be_joined_parts_a_paragraph() -> None:
    lines = wrap_by(len, " ".join(KOREAN), 40)
    joinable = [number != 3 for number in range(len(lines))]
    assert range(3, 4) in join(pieces_of(*lines), joinable)
