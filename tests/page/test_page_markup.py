"""HTML in the mark-ups that news pages use: the same article comes out of each."""

from __future__ import annotations

import builtins
import html
import time
from collections.abc import Callable

import pytest

from aligner.model.errors import MissingExtraError
from aligner.page import read_page
from aligner.page.markup import extract, looks_like_html

HEADLINE = "솔빛군 낡은 등대, 작은 도서관 되다"
KOREAN = (
    "솔빛군이 낡은 등대를 고쳐 작은 도서관으로 바꿨다고 3일 밝혔다.",
    '마을 이장 노을찬 씨는 "아이들이 책을 읽는다"고 말했다.',
    "군은 내년까지 등대 두 곳을 더 고칠 계획이다.",
)
NOTICE = "아래는 위 기사를 구글로 번역한 영문 전문입니다."
ENGLISH = (
    "Solbit County said on the 3rd that it had turned an old lighthouse into a small library.",
    'Village head No Eul-chan said, "Children read books."',
    "The county plans to repair two more lighthouses by next year.",
)
LINES = (
    HEADLINE,
    "한바다 기자",
    *KOREAN,
    NOTICE,
    "Solbit County's old lighthouse becomes a library",
    *ENGLISH,
)
ESCAPED = tuple(html.escape(line) for line in LINES)
NAV = '<nav><ul><li><a href="/">처음</a></li><li><a href="/culture">문화</a></li></ul></nav>'
FOOT = '<footer><p>&copy; 솔빛저널</p><a href="/2">산나물 축제 4월 막 올린다</a></footer>'

MARKUPS: dict[str, str] = {
    "paragraphs": "<!doctype html><body>" + NAV + "".join(f"<p>{line}</p>" for line in ESCAPED) + FOOT,
    "unclosed paragraphs": "<!DOCTYPE html>\n<p>" + "<p>".join(ESCAPED),
    "line breaks": "<html><body>" + NAV + "<div id=view>" + "<br /><br>\n".join(ESCAPED) + "</div>" + FOOT,
    "divisions with spaces": "<div class=w>"
    + "\n".join(f"<div>{line}&nbsp;</div>" for line in ESCAPED)
    + "</div>",
    "one table cell": "<table><tr><td>" + "<br>".join(ESCAPED) + "</td></tr></table>" + FOOT,
    "a cell for each line": "<table>" + "".join(f"<tr><td>{line}</td></tr>" for line in ESCAPED) + "</table>",
    "nested": "<html><body><main><section>"
    + "".join(f"<div><div><span><b>{line}</b></span></div></div>" for line in ESCAPED)
    + "</section></main></body></html>",
    "a form around everything": "<html><body><form id=aspnet>"
    + "".join(f"<p>{line}</p>" for line in ESCAPED)
    + "</form></body></html>",
    "headline in h1 and title": f"<html><head><title>{ESCAPED[0]} - 솔빛</title></head><body>"
    "<a href=/>솔빛저널</a>"
    f"<h1>{ESCAPED[0]}</h1>" + "".join(f"<p lang=ko>{line}</p>" for line in ESCAPED[1:]) + "</body></html>",
}


@pytest.mark.parametrize("page", MARKUPS.values(), ids=MARKUPS.keys())
def test_the_article_comes_out_of_every_mark_up(page: str) -> None:
    read = read_page(page)
    assert [p.text for p in read.article("ko")] == [HEADLINE, "한바다 기자", *KOREAN]
    assert [p.text for p in read.article("en")] == [LINES[6], *ENGLISH]
    assert read.layout == "ko_first"


@pytest.mark.parametrize("page", MARKUPS.values(), ids=MARKUPS.keys())
def test_spans_point_into_the_extracted_text(page: str) -> None:
    read = read_page(page)
    assert "<" not in read.text
    assert all(p.span.of(read.text) == p.text for p in read.paragraphs)


def test_side_by_side_cells_are_interleaved() -> None:
    pairs = zip(KOREAN, ENGLISH, strict=True)
    rows = [f"<tr><td>{html.escape(korean)}<td>{html.escape(english)}" for korean, english in pairs]
    assert read_page("<table>" + "".join(rows)).layout == "interleaved"


def test_what_is_not_to_be_seen_is_left_out() -> None:
    unseen = "<style>p{}</style><script>var a='<p>광고</p>'</script><!-- 숨김 -->"
    page = f"<!doctype html>{unseen}<p>보임<noscript>x</noscript>"
    assert extract(page).text == "보임\n"


def test_entities_white_space_and_inline_tags() -> None:
    assert (
        extract("<p>a&amp;b &lt;c&gt;\n  <b>d</b>e&nbsp;f</p><pre>x\n y</pre>").text
        == "a&b <c> de\xa0f\nx\n y\n"
    )


def test_mark_up_gives_hints() -> None:
    figure = "<figure><figcaption>등대 앞</figcaption></figure>"
    page = f"<body><nav>메뉴</nav><h1>제목</h1>{figure}<p><a href=x>다른 글</a></p>"
    extracted = extract(page)
    assert extracted.titles == ("제목",)
    assert [(span.of(extracted.text), role) for span, role in extracted.hints] == [
        ("메뉴", "furniture"),
        ("등대 앞", "caption"),
        ("다른 글", "furniture"),
    ]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("<!DOCTYPE html><html>", True),
        ("  \n<html lang=ko>", True),
        ("<!-- saved --><div>", True),
        ('<?xml version="1.0"?>\n<html>', True),
        ("<p class=a>글", True),
        ("<저작권자 ⓒ 솔빛저널>", False),
        ("<The mayor said>", False),
        ("<p.3> 계속", False),
        ("본문 <p>글</p>", False),
        ("", False),
    ],
)
def test_only_a_doctype_or_a_block_tag_makes_html(text: str, verdict: bool) -> None:
    assert looks_like_html(text) is verdict


def test_without_the_parser_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    found: Callable[..., object] = builtins.__import__

    def refuse(name: str, *rest: object) -> object:
        if name.startswith("selectolax"):
            raise ImportError(name)
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError, match=r'pip install "\.\[web\]"'):
        read_page("<p>다리가 열렸다.</p>")
    assert read_page("다리가 열렸다.").layout == "ko_only"


@pytest.mark.parametrize(
    "page", ["<div>" * 100_000 + "글", "<b>" * 50_000 + "글", "<p>" * 50_000, "<div" * 50_000]
)
def test_nesting_without_end_is_read_in_bounded_time(page: str) -> None:
    start = time.process_time()
    read_page("<!doctype html>" + page)
    assert time.process_time() - start < 10


def test_a_lone_surrogate_in_html_does_no_harm() -> None:
    assert read_page("<p>다리가 \ud800 열렸다.</p>").layout == "ko_only"


def test_a_processing_instruction_is_no_text() -> None:
    """Word writes them into pages, and newer parsers give them no tag: the page could not be read."""
    page = read_page(
        '<!doctype html><html><body><?xml:namespace prefix = o ns = "urn:x" /><p>비가 왔다고 시가 밝혔다.'
        "<?o:p?> 눈도 왔다.</p><p>It rained.</p></body></html>"
    )
    assert [line.text for line in page.lines] == ["비가 왔다고 시가 밝혔다. 눈도 왔다.", "It rained."]
