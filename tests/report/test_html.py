"""The page for the browser as text: whole, escaped, every pair and finding once, marks where they belong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aligner
from aligner.checks import KINDS, SEVERITIES, Mismatch
from aligner.cli import run
from aligner.formats.visible import DANGEROUS, visible
from aligner.languages import SPOKEN, codes
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.text import Sentence, Span
from aligner.report.headings import name_of
from aligner.report.html import labels_in

AlignmentOf = Callable[..., Alignment]

HOSTILE = "<script>alert(1)</script> \"'`&amp; \u202eevil\u200b\u2066 \x00 \ud800 </style><!-- ]]> {{ 7*7 }}"


def marks(page: str) -> list[tuple[str, str]]:
    """The numbers of the findings that each mark leads to, and its characters."""
    found = re.findall(
        r'<mark class="\w+" data-findings="([\d ]+)"(?: data-ending="[\d ]+")?><a [^>]*>(.*?)</a></mark>',
        page,
    )
    return [(numbers, unescape(text)) for numbers, text in found]


def section(page: str, number: int) -> str:
    """The markup of one pair."""
    return page.split(f'id="pair-{number}"')[1].split("</article>")[0]


def sides(page: str, number: int) -> list[tuple[str, str]]:
    """Language and text of the two sides of a pair; no language where a side is empty."""
    found = re.findall(
        r'<div class="side (?:left|right)(?: none)?"(?: lang="(\w+)")?>(.*?)</div>',
        section(page, number),
        re.S,
    )
    return [(language, unescape(re.sub(r"<[^>]+>", "", text)).strip()) for language, text in found]


def test_every_pair_and_finding_is_there_once(library: Alignment) -> None:
    page = library.to_html()
    assert re.findall(r' id="pair-(\d+)"', page) == ["1", "2", "3", "4", "5"]
    assert re.findall(r' id="finding-(\d+)"', page) == ["1", "2", "3", "4", "5"]
    assert len(re.findall(r' id="(?:[^"]*)"', page)) == len(set(re.findall(r' id="([^"]*)"', page)))


def test_findings_stand_under_their_pair_gravest_first(library: Alignment) -> None:
    page = library.to_html()
    under = [re.findall(r'data-kind="(\w+)"', section(page, number)) for number in range(1, 6)]
    assert under == [[], ["number", "split"], ["magnitude"], ["sentence_dropped"], []]
    across = page.split('class="across"')[1]
    assert 'data-kind="name_variant"' in across
    assert re.findall(r'<a href="#pair-(\d)">', across) == ["4", "5"]


def test_marks_are_on_the_characters_of_the_mismatch(library: Alignment) -> None:
    assert marks(library.to_html()) == [
        ("1", "3대"),
        ("1", "30"),
        ("3", "12억 원"),
        ("3", "120 million won"),
        ("5", "한소라"),
        ("5", "Han So-ra"),
    ]


def test_every_link_leads_somewhere(library: Alignment) -> None:
    page = library.to_html()
    places = set(re.findall(r' id="([^"]*)"', page))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= places
    named = re.findall(r'aria-(?:labelledby|describedby)="([^"]*)"', page)
    assert {name for names in named for name in names.split()} <= places


def test_marks_that_overlap_are_pieces_that_name_who_covers_them(library: Alignment) -> None:
    first = library.pairs[1].mismatches[1]
    start = library.pairs[1].source[0].span.start + library.pairs[1].source[0].text.index("이동도서관")
    longer = replace(first, kind="unit", source_span=Span(start, start + 8), source_surface="이동도서관 3대")
    pair = replace(library.pairs[1], mismatches=(first, longer))
    page = replace(library, pairs=(pair,), mismatches=pair.mismatches).to_html()
    assert marks(page) == [("2", "이동도서관 "), ("1 2", "3대"), ("1 2", "30")]
    assert re.findall(r'data-ending="([\d ]+)"><a [^>]*>([^<]*)', page) == [("1 2", "3대"), ("1 2", "30")]


def test_sentences_are_whole_in_the_page(library: Alignment) -> None:
    page = library.to_html()
    for number, pair in enumerate(library, 1):
        left, right = sides(page, number)
        assert re.sub(r"\s+", " ", left[1]) == (pair.source_text or "no counterpart")
        assert re.sub(r"\s+", " ", right[1]) == (pair.target_text or "no counterpart")


def test_korean_stands_left_whichever_was_translated(library: Alignment) -> None:
    turned = Alignment(
        "en",
        "ko",
        (Pair((Sentence("Three.", Span(0, 6)),), (Sentence("셋.", Span(0, 2)),), Bead(range(1), range(1))),),
    )
    assert sides(turned.to_html(), 1) == sides(replace_languages(turned).to_html(), 1)
    assert sides(turned.to_html(), 1) == [("ko", "셋."), ("en", "Three.")]
    assert "English to Korean" in turned.to_html()
    assert "Korean to English" in library.to_html()


def replace_languages(alignment: Alignment) -> Alignment:
    """The same pairs with source and target exchanged."""
    pairs = tuple(
        replace(pair, source=pair.target, target=pair.source, bead=Bead(pair.bead.target, pair.bead.source))
        for pair in alignment
    )
    return replace(alignment, source_language="ko", target_language="en", pairs=pairs)


def test_shapes_of_beads_are_told(library: Alignment) -> None:
    page = library.to_html()
    shapes = re.findall(r'<article class="pair ([\w-]+)"', page)
    assert shapes == ["even", "widens", "even", "left-only", "even"]
    assert [re.findall(r'class="bead">([^<]+)', section(page, n)) for n in (1, 2, 4)] == [
        [],
        ["1\N{EN DASH}2"],
        ["1\N{EN DASH}0"],
    ]
    assert "doubtful" in section(page, 1)
    assert "doubtful" not in section(page, 2)


def test_hostile_text_stays_text(alignment_of: AlignmentOf) -> None:
    """Wherever it comes in: sentences, kinds, messages, the name of the document, the splitter."""
    mismatch = (0, HOSTILE, "error", HOSTILE, None)
    made = alignment_of([((f"가 {HOSTILE} 나",), (HOSTILE,))], [mismatch], HOSTILE)
    page = replace(made, splitter=HOSTILE).to_html()
    assert page.count("<script") == 4  # the alignment, labels, what is unseen, the script of the page
    assert page.count("</script>") == page.count("<script")
    assert page.count("<style") == page.count("</style") == 1
    assert "<!--" not in page
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069\u200b\ud800-\udfff]", page)
    assert "\\u202eevil\\u200b" in page
    assert "{{ 7*7 }}" in unescape(page)
    assert page.encode("utf-8")


@given(korean=st.text(min_size=1), english=st.text(st.characters(), min_size=1))
def test_any_text_is_shown_as_it_is(korean: str, english: str) -> None:
    """Only what can't be seen is spelt out."""
    texts = korean, english
    source, target = ((Sentence(text, Span(0, len(text))),) for text in texts)
    page = Alignment("ko", "en", (Pair(source, target, Bead(range(1), range(1))),)).to_html()
    shown = re.findall(r'<div class="side \w+" lang="\w+">\n<p>(.*?)</p>\n', section(page, 1), re.S)
    assert [unescape(text) for text in shown] == [visible(text) for text in texts]


@given(korean=st.text(), english=st.text(st.characters()), document=st.text())
def test_the_alignment_stands_in_the_page(korean: str, english: str, document: str) -> None:
    """As JSON that gives it back to the letter, and that nobody can break out of."""
    source, target = ((Sentence(text, Span(0, len(text))),) for text in (korean, english))
    pair = Pair(source, target, Bead(range(1), range(1)))
    alignment = Alignment("ko", "en", (pair,), document=document)
    page = alignment.to_html()
    (block,) = re.findall(r'class="alignment"[^>]*>(.*?)</script>', page, re.S)
    assert Alignment.from_dict(json.loads(block)) == replace(alignment, document=name_of(document))
    assert not DANGEROUS.search(block)


def test_the_page_needs_no_other_file(library: Alignment) -> None:
    page = library.to_html()
    assert not re.findall(r'(?:src|action)=|@import|url\(|<link|href="(?!#)', page)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src" in policy[1]
    assert "unsafe" not in policy[1]


@pytest.mark.parametrize(
    ("pairs", "note"),
    [
        ([], "There are no sentences to pair."),
        ([((), ("One.",))], "No Korean text was found"),
        ([(("하나.",), ())], "No English text was found"),
    ],
)
def test_a_side_that_is_missing_is_told(alignment_of: AlignmentOf, pairs: list[object], note: str) -> None:
    page = alignment_of(pairs).to_html()
    assert f">{note}" in re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.S)
    assert len(re.findall(r'id="pair-\d', page)) == len(pairs)


def test_lines_left_aside_are_there(library: Alignment) -> None:
    aside = library.to_html().split('<details class="aside">')[1].split("</details>")[0]
    assert library.page is not None
    furniture = [line.text for line in library.page.lines if line.role == "furniture"]
    assert furniture
    assert all(text in unescape(aside) for text in furniture)


def test_accepting_needs_an_id_and_keeps_earlier_ids(library: Alignment) -> None:
    named = Mismatch("number", "accuracy", "error", "3 or 4", (0,), (0,), id="0123456789ab")
    nameless = replace(named, id="")
    pair = replace(library.pairs[0], mismatches=(named, nameless))
    settings = aligner.Settings(accepted=frozenset({"ba9876543210"}))
    page = replace(library, pairs=(pair,), mismatches=pair.mismatches, settings=settings).to_html()
    assert page.count('<button type="button" class="accept') == 1
    assert re.findall(r'data-id="(\w+)"', page) == ["0123456789ab"]
    assert "\nba9876543210\n</pre>" in page


@pytest.mark.parametrize("code", codes())
def test_labels_name_every_kind_and_severity_in_every_language(code: str) -> None:
    labels = labels_in(code)
    wanted = {f"kind:{kind}" for kind in KINDS} | {f"severity:{severity}" for severity in SEVERITIES}
    assert wanted <= set(labels)
    assert labels.keys() == labels_in(SPOKEN).keys()
    assert all(labels.values())


def test_the_same_alignment_gives_the_same_page(library: Alignment) -> None:
    assert library.to_html() == Alignment.from_dict(library.to_dict()).to_html()


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = Path(__file__).parents[2] / "examples" / "articles" / "harbour_festival.txt"
    place = tmp_path / "report.html"
    assert run(["page", str(article), "--report", str(place)]) == 0
    page = place.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert ("2", "12억 5천만원") in marks(page)
    assert "11 pairs" in capsys.readouterr().out


def test_two_texts_make_a_page_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("ko", "3만 명이 왔다."), ("en", "300,000 people came.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    place = tmp_path / "report.html"
    names = [str(tmp_path / "ko.txt"), str(tmp_path / "en.txt")]
    assert run(["align", *names, "--report", str(place)]) == 0
    assert [numbers for numbers, _ in marks(place.read_text(encoding="utf-8"))] == ["1", "1"]
    assert "1 error" in capsys.readouterr().out


def test_several_articles_make_one_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(__file__).parents[2] / "examples" / "articles"
    names = [str(folder / f"{name}.txt") for name in ("harbour_festival", "marathon", "startup_fund")]
    place = tmp_path / "report.html"
    assert run(["page", *names, "--report", str(place)]) == 0
    page = place.read_text(encoding="utf-8")
    assert len(re.findall(r'<a href="#page-\d"', page)) == page.count('<template id="sheet-') == 3
    assert "1-2" in capsys.readouterr().out
