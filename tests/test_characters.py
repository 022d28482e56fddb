"""One reading of characters: what is folded, the way back, and pairs whose signs stand in other forms."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest

import aligner
from aligner.characters import fold, folded_text, is_plain, read_sentence
from aligner.model.text import ReadSentence, Sentence, Span

CASES = Path(__file__).parent / "cases" / "characters"
ARTICLES = Path(__file__).parent.parent / "examples" / "articles"
MIRRORED = {"number_missing": "number_added", "number_added": "number_missing"}


def visible(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)


def rows(name: str) -> list[tuple[str, str, str]]:
    """Source, target and expected kinds; a row of both directions comes twice."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    found = []
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        korean, english = visible(row["korean"]), visible(row["english"])
        if row["family"] == "nfd":
            korean, english = normalize("NFD", korean), normalize("NFD", english)
        found.append((korean, english, row["expected"]))
        if row["direction"] == "both":
            kinds = " ".join(MIRRORED.get(kind, kind) for kind in row["expected"].split())
            found.append((english, korean, kinds))
    return found


@pytest.mark.parametrize(("source", "target", "expected"), rows("pairs.tsv"))
def test_pair(source: str, target: str, expected: str) -> None:
    (found,) = aligner.check([(source, target)])
    loud = [mismatch for mismatch in found if mismatch.severity != "info"]
    assert Counter(mismatch.kind for mismatch in loud) == Counter(expected.split())
    for mismatch in found:
        for span, surface, text in (
            (mismatch.source_span, mismatch.source_surface, source),
            (mismatch.target_span, mismatch.target_surface, target),
        ):
            assert span is None or span.of(text) == surface


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("4조&nbsp;3,600억", "4조 3,600억"),
        ("&amp;amp;lt;b&gt; &quot;A&#39;s&quot; R&D; &Co; AT&T", '<b> "A\'s" R&D; &Co; AT&T'),
        ("& quot ; A & amp ; B &#39 A&#39;", "\" A & B ' A'"),
        ("?a=1&copy=2&nbsp=3", "?a=1&copy=2&nbsp=3"),
        ("1\u00a0234\u00a0567, 12\u00a034, 2024\u00a0123", "1,234,567, 12 34, 2024 123"),
        (
            "a \u2013 b, (\u20135), 3\u20135, 3 \u20135, \u20135",
            "a \u2013 b, (-5), 3\u20135, 3 \u20135, -5",
        ),
        ("갔다.\u200b그는 4\u200b5.\u200b6", "갔다. 그는 45.6"),
        ("\uff11\uff0e\uff15\uff0c\uff21\uff01\uff1f\uff0e", "1.5,A\uff01\uff1f\uff0e"),
        ("■ 일시\n\n● 장소 김○○", "· 일시\n\n· 장소 김○○"),
        ("10\u318d26, 10\u202226, 1\u223c2, \u22123", "10·26, 10·26, 1~2, -3"),
        ("가\u11a8 e\u0301 \u1112\u1161\u11ab", "각 é 한"),
        ("\u201c말\u201d \u2018말\u2019 \u2014 말", "\u201c말\u201d \u2018말\u2019 \u2014 말"),
        (
            "didn\u00e2\u20ac\u2122t \u00c2\u00a0 31\u00c2\u00b0 caf\u00c3\u00a9",
            "didn\u2019t 31\u00b0 caf\u00e9",
        ),
        ("S\u00c3O \u201cCAF\u00c9\u201d", "S\u00c3O \u201cCAF\u00c9\u201d"),
        ("a  b\t c\r\nd\n\ne", "a b c d\n\ne"),
    ],
)
def test_folded(text: str, read: str) -> None:
    assert folded_text(text) == read
    assert is_plain(read) or fold(read) is None


def test_a_plain_text_is_no_other() -> None:
    sentence = Sentence("비가 왔다.", Span(3, 9))
    assert fold(sentence.text) is None
    assert read_sentence(sentence) is sentence


def test_a_sentence_keeps_its_characters() -> None:
    sentence = Sentence("3만\u00a05천 명", Span(10, 17), 2, "caption")
    read = read_sentence(sentence)
    assert isinstance(read, ReadSentence)
    assert (read.text, read.span, read.paragraph, read.role) == ("3만 5천 명", Span(10, 17), 2, "caption")
    assert read.as_given == sentence


def test_spans_go_there_and_back() -> None:
    folded = fold("a&nbsp;&amp;\u200b 1\u00ad2")
    assert folded is not None
    assert folded.text == "a & 12"
    assert folded.back(Span(2, 3)).of(folded.given) == "&amp;"
    assert folded.back(Span(4, 6)).of(folded.given) == "1\u00ad2"
    assert folded.back(Span(6, 6)) == Span(len(folded.given), len(folded.given))
    assert folded.forth(Span(1, 7)).of(folded.text) == " "
    assert folded.forth(Span(7, 12)).of(folded.text) == "&"
    assert folded.forth(Span(12, 13)) == Span(3, 3)


def test_sentences_and_pairs_hold_the_text_as_given() -> None:
    korean = normalize("NFD", "비가 왔다. 3만 명이 모였다.")
    english = "It rained.&nbsp;40,000\u00a0people gathered."
    found = aligner.align(korean, english)
    assert [pair.source_text for pair in found] == [
        normalize("NFD", text) for text in ("비가 왔다.", "3만 명이 모였다.")
    ]
    assert found[1].target_text == "40,000\u00a0people gathered."
    wrong = found[1].mismatches[0]
    assert (wrong.kind, wrong.target_surface) == ("number", "40,000\u00a0people")
    assert wrong.source_surface == normalize("NFD", "3만 명")
    links = [link for pair in found for link in pair.evidence.links]
    assert links
    assert all(link.source_span.of(korean) == link.source_surface for link in links)
    assert all(link.target_span.of(english) == link.target_surface for link in links)


@pytest.mark.parametrize("name", ["council_budget", "handball_final"])
@pytest.mark.parametrize("sign", ["apart", "blank", "reference", "no width"])
def test_a_page_in_other_signs_is_the_same_page(name: str, sign: str) -> None:
    plain = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    written = {
        "apart": normalize("NFD", plain),
        "blank": plain.replace(" ", "\u00a0"),
        "reference": plain.replace('"', "&quot;").replace("'", "&#39;").replace("\u00b7", "&middot;"),
        "no width": plain.replace("다", "\u200b다").replace("e", "e\u00ad"),
    }[sign]
    one, two = aligner.align_page(plain), aligner.align_page(written)
    assert [pair.bead for pair in one] == [pair.bead for pair in two]
    told = [
        [(mismatch.kind, mismatch.severity, mismatch.confidence) for mismatch in page.mismatches]
        for page in (one, two)
    ]
    assert told[0] == [mismatch for mismatch in told[1] if mismatch[0] != "markup"]
