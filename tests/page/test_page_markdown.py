"""Markdown: blocks as a reader sees them, code and tables beside the text, and what both sides share."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aligner
from aligner.model.page import Landmark
from aligner.page import read_page
from aligner.page.markdown import extract_markdown

GUIDE = Path(__file__).parent.parent.parent / "examples" / "guide"
KOREAN = (GUIDE / "ferry.ko.md").read_text(encoding="utf-8")
ENGLISH = (GUIDE / "ferry.en.md").read_text(encoding="utf-8")

# What is written, the blocks that are text, and the lines beside them.
BLOCKS = [
    ("Run *this* **now**.", ["Run this now."], []),
    ("# Start {#start}", ["Start"], []),
    ("# Start { #start .big }", ["Start"], []),
    ("# Use {name} here", ["Use {name} here"], []),
    ("# Braces {here}", ["Braces {here}"], []),
    ("See [the list](a.md) and `ls -l`.", ["See the list and ls -l."], []),
    ("See [the list](a.md){.internal-link target=\\_blank} now.", ["See the list now."], []),
    ("See [the list](a.md){x} now.", ["See the list{x} now."], []),
    ("> [!NOTE]\n> Mind.", ["Mind."], ["[!NOTE]"]),
    ("[!NOTE that] is text.", ["[!NOTE that] is text."], []),
    ("See [the list][1].\n\n[1]: https://a.example", ["See the list."], []),
    ("![A boat](boat.png)\n\nIt sails.", ["It sails."], []),
    ("It costs \\*five\\* &amp; more.", ["It costs *five* & more."], []),
    ("One line\nand the next.", ["One line\nand the next."], []),
    ("- one\n- two\n\n  more of two", ["one", "two", "more of two"], []),
    ("1. one\n   goes on\n2. two", ["one\ngoes on", "two"], []),
    ("> quoted\n> text", ["quoted\ntext"], []),
    ("Text.\n\n---\n\nMore.", ["Text.", "More."], []),
    ("Title\n=====\n\nText.", ["Title", "Text."], []),
    ("Run:\n\n```sh\nls\n\npwd\n```", ["Run:"], ["ls", "pwd"]),
    ("Run:\n\n    ls", ["Run:"], ["ls"]),
    ("| a | b |\n|---|---|\n| 1 | 2 |", [], ["a\tb", "1\t2"]),
    ("::: tip\nMind.\n:::", ["Mind."], ["::: tip", ":::"]),
    ("::: tip The wind\nMind.\n:::", ["The wind", "Mind."], [":::"]),
    (":::note[The wind]\n\nMind.\n\n:::", ["The wind", "Mind."], [":::"]),
    ("/// warning | The wind\nMind.\n///", ["The wind", "Mind."], ["///"]),
    ('!!! note "The wind"\n    Mind.\n\n    - one\n\nText.', ["The wind", "Mind.", "one", "Text."], []),
    ("!!! note\n    Mind.", ["Mind."], ["!!! note"]),
    ("Text\n::: tip\nMind.\n:::", ["Text", "Mind."], ["::: tip", ":::"]),
    ("```\n::: tip\n```", [], ["::: tip"]),
    ("The sign ::: stands alone.", ["The sign ::: stands alone."], []),
    ("Stop!!! Now.", ["Stop!!! Now."], []),
    ("<p align='center'><em>A tool</em> for all.</p>\n\nText.", ["A tool for all.", "Text."], []),
    ("<!-- a remark -->\n\nText.", ["Text."], []),
    ("A <b>bold</b> word.", ["A bold word."], []),
    ("---\ntitle: The mill\nid: 3\n---\nText.", ["The mill", "Text."], ["id: 3"]),
    ("---\ndescription: 'It grinds.'\n---\nText.", ["It grinds.", "Text."], []),
    ("Text.\n\n---\ntitle: no field\n---", ["Text.", "title: no field"], []),
    ("***\n\n- \n", [], []),
]


@pytest.mark.parametrize(("written", "text", "beside"), BLOCKS)
def test_blocks(written: str, text: list[str], beside: list[str]) -> None:
    found = extract_markdown(written)
    assert [span.of(found.text) for span, role in found.blocks if role != "furniture"] == text
    lines = [span.of(found.text) for span, role in found.blocks if role == "furniture"]
    assert [line for block in lines for line in block.split("\n")] == beside


def test_a_heading_is_a_headline() -> None:
    page = read_page("# 다리\n\n## 다리가 열렸다. 비가 왔다.\n\n다리가 열렸다.", form="markdown")
    assert [paragraph.role for paragraph in page.paragraphs] == ["headline", "headline", "body"]


def test_landmarks() -> None:
    links = "See [b](b.md) <a id='c'></a> <a href='e.md'>e</a>."
    text = f"# A {{#a}}\n\n{links}\n\n```\nls\n```\n\n    ls\n\n![d](d.png)\n\nEnd."
    names = [landmark.name for landmark in extract_markdown(text).landmarks]
    assert names[:4] == ["#a", "link:b.md", "#c", "link:e.md"]
    assert [name.partition(":")[0] for name in names[4:]] == ["code", "code"]
    assert names[4] == names[5]  # however a listing is written


@pytest.mark.parametrize("text", [KOREAN, ENGLISH, "", "\n\n", "```\nls", "다리.\n\nBridge.\n"])
def test_lines_cover_the_text_and_spans_point_into_it(text: str) -> None:
    page = read_page(text, form="markdown")
    assert "\n".join(line.text for line in page.lines) == page.text.removesuffix("\n")
    for part in (*page.lines, *page.paragraphs):
        assert part.span.of(page.text) == part.text
    assert page.blocks


def test_code_and_tables_are_lines_but_no_paragraphs() -> None:
    page = read_page(KOREAN, form="markdown")
    beside = [line.text for line in page.lines if line.role == "furniture"]
    assert {"pip install naru", "항구\t코드", ":::"} <= set(beside)
    assert not any("pip install" in paragraph.text for paragraph in page.paragraphs)
    assert page.layout == "ko_only"


def test_an_english_heading_belongs_to_a_korean_document() -> None:
    page = read_page("# FastAPI\n\n다리가 열리고 사람들이 건넜다.\n\n비가 와서 다시 닫혔다.", form="markdown")
    assert {paragraph.language for paragraph in page.paragraphs} == {"ko"}


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("다리가 열렸다.\n\nThe bridge has opened.", "ko_first"),
        ("The bridge has opened.\n\n다리가 열렸다.", "en_first"),
        ("비가 왔다.\n\nIt rained.\n\n바람도 불었다.\n\nThe wind blew.", "interleaved"),
        ("비가 왔다.\nIt rained.\n\n바람도 불었다.\nThe wind blew.", "interleaved"),
        ("```\nls\n```", "empty"),
    ],
)
def test_layouts(text: str, layout: str) -> None:
    assert read_page(text, form="markdown").layout == layout


def test_the_guide_is_paired() -> None:
    """A sentence was put into the English one, and a number changed; nothing else is found."""
    alignment = aligner.align_pages(KOREAN, ENGLISH, form="markdown")
    alone = [pair.target_text for pair in alignment if not pair.source]
    assert alone == ["Ports are found by their codes too."]
    assert {pair.bead.kind for pair in alignment} == {(1, 1), (0, 1)}
    assert [mismatch.kind for mismatch in alignment.mismatches] == ["sentence_added", "number"]


def test_blocks_are_not_joined() -> None:
    source = "- 문을 닫는다.\n- 불을 끄고 창을 연다."
    target = "- Close the door, turn off the light and open the window."
    beads = [pair.bead.kind for pair in aligner.align_pages(source, target, form="markdown")]
    assert (2, 1) not in beads
    soft = aligner.align_pages(source, target, form="markdown", paragraphs="off")
    assert [pair.bead.kind for pair in soft] == [(2, 1)]


def test_listings_part_what_is_left_out() -> None:
    """Without the listing the two lone sentences, each the only one in its part, would be a pair."""
    source = "비가 그쳤다.\n\n```\nls\n```\n\n```\npwd\n```"
    target = "```\nls\n```\n\nThe rain has stopped.\n\n```\npwd\n```"
    parted = aligner.align_pages(source, target, form="markdown")
    assert [pair.bead.kind for pair in parted] == [(1, 0), (0, 1)]
    code = "\n\n```\nls\n```\n\n```\npwd\n```"
    together = aligner.align_pages("비가 그쳤다." + code, "The rain has stopped." + code, form="markdown")
    assert [pair.bead.kind for pair in together] == [(1, 1)]


def test_both_ways_are_the_same() -> None:
    one = aligner.align_pages(KOREAN, ENGLISH, form="markdown")
    other = aligner.align_pages(ENGLISH, KOREAN, form="markdown", source_language="en")
    assert [(pair.bead.source, pair.bead.target) for pair in one] == [
        (pair.bead.target, pair.bead.source) for pair in other
    ]


def test_one_file_with_both() -> None:
    english = ENGLISH.split("---", 2)[2]
    alignment = aligner.align_page(f"{KOREAN}\n***\n{english}", form="markdown")
    assert alignment.page is not None
    assert alignment.page.layout == "ko_first"
    assert len(alignment) == 31


def test_blocks_left_untranslated_stay_in_their_document() -> None:
    source = "The ferry sails at nine.\n\nIt is blue.\n\n항구는 작다."
    target = "The ferry sails at nine.\n\nIt is blue.\n\nThe port is small."
    alignment = aligner.align_pages(source, target, form="markdown")
    assert [len(pair.source) for pair in alignment] == [1, 1, 1]


def test_a_saved_alignment_keeps_blocks_and_landmarks() -> None:
    alignment = aligner.align_page(f"{KOREAN}\n\n{ENGLISH}", form="markdown")
    again = aligner.Alignment.from_dict(alignment.to_dict())
    assert again == alignment
    assert again.page is not None
    assert again.page.blocks
    assert Landmark("#install", again.page.paragraphs[1].span) in again.page.landmarks


def test_pages_without_blocks_are_saved_as_before() -> None:
    plain = aligner.align_page("비가 왔다.\n\nIt rained.").to_dict()
    assert not {"blocks", "landmarks"} & set(plain["page"])


@pytest.mark.parametrize(
    "unit", ["`\n", "[a](", "![", "- a\n", "::: " + " " * 99 + "[\n", "# a {{{\n", "<a "]
)
def test_time_is_linear(unit: str) -> None:
    def once(size: int) -> float:
        started = time.process_time()
        read_page(unit * (size // len(unit)), form="markdown")
        return time.process_time() - started

    def seconds(size: int) -> float:
        return min(once(size) for _ in range(3))  # others on the machine can only slow it down

    once(1000)
    assert seconds(80_000) < 8 * seconds(20_000) + 0.2


SIGNS = "#*_`~[](){}<>|!:/-+=. \n\t\\&;1a가\ud800\0\ufeff\r\x0b\x85\u2028"
MARKS = st.text(st.sampled_from(SIGNS), max_size=60)


@settings(max_examples=300, deadline=None)
@given(MARKS | st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    """Lines cover the text of the page, paragraphs stand in order and point into it."""
    page = read_page(text, form="markdown")
    assert "".join(line.text for line in page.lines) == page.text.replace("\n", "")
    end = 0
    for paragraph in page.paragraphs:
        assert end <= paragraph.span.start < paragraph.span.end
        assert paragraph.span.of(page.text) == paragraph.text
        end = paragraph.span.end
    assert all(0 <= mark.span.start < mark.span.end <= len(page.text) for mark in page.landmarks)
    aligner.align_page(page)
