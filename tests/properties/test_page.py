"""Laws of page reading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aligner.model.errors import InputError
from aligner.model.page import Page
from aligner.page import read_page
from aligner.page.decode import decode, repair

SNIPPETS = (
    "군이 다리를 새로 놓았다고 밝혔다.",
    "The county said it has built a bridge.",
    "한바다 기자",
    "By Han Ba-da",
    "▲ 다리 위의 주민들",
    "아래는 위 기사를 구글로 번역한 영문 전문입니다.",
    "Below is the full text translated by Google.",
    "ⓒ 솔빛저널 무단전재 금지",
    "뉴스 > 사회",
    "기사입력: 2025/03/04 [09:12]",
    "다리, 3년 만에 열려",
    "Bridge opens after 3 years",
    "<",
    ">",
    "8.7%.",
    '"',
    " ",
    "",
    "\t",
    "1,000",
)
BREAKS = ("\n", "\n\n", "\r\n", "\r", "\n \n", "\u2028", " ", "")
pieces = st.lists(
    st.tuples(st.sampled_from(SNIPPETS) | st.text(max_size=30), st.sampled_from(BREAKS)), max_size=25
)
pages = pieces.map(lambda parts: "".join(text + gap for text, gap in parts))
# Surrogates too, which st.text() leaves out by default.
any_text = st.text(st.characters(), max_size=200) | pages


def plain(text: str) -> Page:
    return read_page(text, form="text")


@given(any_text)
def test_every_character_belongs_to_one_line(text: str) -> None:
    """Lines follow one another without overlap; only line breaks stand between them."""
    page = plain(text)
    place = 0
    for line in page.lines:
        assert not page.text[place : line.span.start].strip("\n\r\v\f\u2028\u2029")
        assert line.span.of(page.text) == line.text
        assert line.span.end > line.span.start
        place = line.span.end
    assert not page.text[place:].strip("\n\r\v\f\u2028\u2029")


@given(any_text)
def test_paragraphs_reproduce_the_text_and_do_not_overlap(text: str) -> None:
    """A paragraph is what its span covers, lies within lines of its role, and follows the one before."""
    page = plain(text)
    place = 0
    for paragraph in page.paragraphs:
        assert paragraph.span.start >= place
        assert paragraph.span.of(page.text) == paragraph.text != ""
        assert paragraph.text.strip()
        roles = {line.role for line in page.lines if line.span.overlaps(paragraph.span) and line.text.strip()}
        assert roles == {paragraph.role}
        place = paragraph.span.end


@given(any_text)
def test_a_sound_text_is_kept_as_it_is(text: str) -> None:
    """Only what a wrong decoding did is undone, and then it is noted."""
    page = plain(text)
    assert page.text == text or any("mojibake" in note for note in page.notes)


@given(any_text)
def test_only_what_is_told_by_its_place_belongs_to_an_article(text: str) -> None:
    """Date lines, notices and furniture are never paragraphs; the confidence is a probability."""
    page = plain(text)
    assert {p.role for p in page.paragraphs} <= {"headline", "deck", "byline", "caption", "body"}
    assert 0.0 <= page.confidence <= 1.0
    assert (page.layout == "empty") == (not page.paragraphs)


@given(any_text)
def test_html_is_read_like_text_or_not_at_all(text: str) -> None:
    """Any string given as HTML gives a page whose spans hold."""
    page = read_page(text, form="html")
    assert all(p.span.of(page.text) == p.text for p in page.paragraphs)


@given(st.binary(max_size=300) | any_text.map(lambda text: text.encode("utf-8", "replace")))
def test_bytes_give_text_or_an_input_error(data: bytes) -> None:
    """Nothing else is raised, whatever the bytes."""
    try:
        text, notes = decode(data)
    except InputError as error:
        assert str(error)
    else:
        assert isinstance(text, str) and isinstance(notes, tuple)


@given(st.text("가나다라마바사아자차카타파하각간갇 .,", min_size=20, max_size=200))
def test_utf_8_survives_being_read_as_latin_1(text: str) -> None:
    """All bytes are still there as characters, so repair gives the text back if it finds Hangul in it."""
    broken = text.encode().decode("latin-1")
    assert repair(broken)[0] in (text, broken)


@given(pages)
def test_reading_a_page_twice_is_reading_it_once(text: str) -> None:
    """The text of a page, read again, gives the same page."""
    page = plain(text)
    again = plain(page.text)
    assert (again.lines, again.paragraphs) == (page.lines, page.paragraphs)
