"""The user's own terms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import aligner
from aligner.checks import find_mismatches
from aligner.checks.glossary import TERMS as CHECK
from aligner.formats.glossary import read_glossary
from aligner.model.article import Article, Side
from aligner.model.bead import Bead
from aligner.model.errors import FormatError, InputError
from aligner.model.lexicon import Term
from aligner.model.text import LanguageCode, Sentence, Span

TERMS = (
    Term("달빛시", ("Moonlight City",)),
    Term("달빛시의회", ("Moonlight City Council", "the council")),
    Term("library", ("도서관",)),
)


def side(text: str, language: LanguageCode) -> Side:
    return Side(language, (Sentence(text, Span(0, len(text))),), ((),))


def missed(source: str, target: str, language: LanguageCode = "ko") -> list[str | None]:
    other: LanguageCode = "en" if language == "ko" else "ko"
    article = Article(side(source, language), side(target, other))
    (found,), _ = find_mismatches(article, [Bead(range(1), range(1))], checks=(CHECK,), terms=TERMS)
    return [mismatch.source_surface for mismatch in found if mismatch.kind == "glossary"]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("달빛시는 책을 샀다.", "Moonlight City bought books.", []),
        ("달빛시는 책을 샀다.", "Moonshine Town bought books.", ["달빛시"]),
        ("달빛시의회가 열렸다.", "The council met.", []),
        ("달빛시의회가 열렸다.", "Moonlight City met.", ["달빛시의회"]),
        ("달빛시장에서 만났다.", "We met at the market.", []),
        ("은달빛시는 멀다.", "It is far.", []),
    ],
)
def test_terms_are_found_whole_with_particles_and_the_longest_counts(
    source: str, target: str, expected: list[str]
) -> None:
    assert missed(source, target) == expected


def test_english_terms_may_be_plural() -> None:
    assert missed("Two libraries and one library's roof.", "도서관 지붕이다.", "en") == []
    assert missed("The library's roof.", "서점의 지붕이다.", "en") == ["library"]


def test_a_glossary_is_read_with_comments_header_and_alternatives(tmp_path: Path) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text("# ours\nsource\ttarget\n\n달빛시\tMoonlight City|the city\tnote\n", encoding="utf-8")
    assert read_glossary(file) == (Term("달빛시", ("Moonlight City", "the city")),)
    file.write_text("달빛시\tMoonlight City|the city\tnote\n", encoding="utf-8")
    assert read_glossary(file) == (Term("달빛시", ("Moonlight City", "the city"), note="note"),)


RICH = (
    Term("달빛시", ("Moonlight City", "the city"), forbidden=("Dalbit City", "City"), note="a sign"),
    Term("시장", ("mayor",), context=("의회", "취임")),
    Term("시장", ("market",)),
    Term("다리", ("leg",), context=("무릎",)),
    Term("IT", ("정보기술",), case=True),
    Term("바람", ("Wind",), case=True),
    Term("은행", ("bank",), part=True),
    Term("", forbidden=("utilize",)),
    Term("축제", forbidden=("party",)),
)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        # forbidden, also in the presence of the right one; not inside a longer form that is right
        ("달빛시는 크다.", "Dalbit City is large.", ["Dalbit City"]),
        ("달빛시는 크다.", "Moonlight City, or Dalbit City, is large.", ["Dalbit City"]),
        ("달빛시는 크다.", "Moonlight City is large.", []),
        ("달빛시는 크다.", "The city is large.", []),
        ("달빛시는 크다.", "A City is large.", ["City"]),
        ("달빛시는 크다.", "It is large.", ["It is large."]),
        ("달은 크다.", "Dalbit City is large.", []),
        # homonyms: the context decides; without one either row is right
        ("시장이 의회에서 말했다.", "The mayor spoke to the council.", []),
        ("시장이 의회에서 말했다.", "The market spoke to the council.", ["The market spoke to the council."]),
        ("시장에서 생선을 샀다.", "He bought fish at the market.", []),
        ("시장이 생선을 샀다.", "The mayor bought fish.", []),
        ("시장에서 생선을 샀다.", "He bought fish in town.", ["He bought fish in town."]),
        ("다리가 끊겼다.", "The bridge is cut.", []),
        ("무릎과 다리를 다쳤다.", "He hurt knee and bridge.", ["He hurt knee and bridge."]),
        # capitals
        ("바람이 분다.", "The Wind blows.", []),
        ("바람이 분다.", "The wind blows.", ["The wind blows."]),
        # parts of words
        ("은행나무가 자란다.", "Riverbanks grow.", []),
        ("은행나무가 자란다.", "Ginkgos grow.", ["Ginkgos grow."]),
        # words that are forbidden anywhere, and terms of which only that is said
        ("쓴다.", "They utilize it.", ["utilize"]),
        ("쓴다.", "They use it.", []),
        ("축제가 열렸다.", "The party began.", ["party"]),
        ("축제가 열렸다.", "The feast began.", []),
        ("모임이 열렸다.", "The party began.", []),
    ],
)
def test_forbidden_words_homonyms_capitals_and_parts(source: str, target: str, expected: list[str]) -> None:
    (found,) = aligner.check([(source, target)], glossary=RICH)
    assert [one.target_surface for one in found if one.kind == "glossary"] == expected


def test_capitals_of_the_term_itself_count_too() -> None:
    for source, expected in (("IT is used.", 1), ("It is used.", 0)):
        (found,) = aligner.check([(source, "쓰인다.")], glossary=RICH, source_language="en")
        assert sum(one.kind == "glossary" for one in found) == expected


def test_messages_say_the_term_and_the_note_in_both_languages() -> None:
    from aligner.report.messages import message_in

    rows = [
        ("달빛시는 크다.", "Dalbit City is large."),
        ("달빛시는 크다.", "It is large."),
        ("쓴다.", "They utilize it."),
    ]
    found = [one for (one,) in aligner.check(rows, glossary=RICH)]
    assert [one.message for one in found] == [
        "“Dalbit City” must not be used here, but “Moonlight City”: a sign",
        "“달빛시” should be “Moonlight City” in the translation: a sign",
        "“utilize” must not be used here.",
    ]
    assert [message_in("ko", one) for one in found] == [
        "쓰지 않기로 한 번역어입니다: 원문 “달빛시”, 번역 “Dalbit City”, 용어집 “Moonlight City”. a sign",
        "용어집의 번역어가 번역에 없습니다: 원문 “달빛시”, 용어집 “Moonlight City”. a sign",
        "쓰지 않기로 한 말입니다: “utilize”.",
    ]


def test_a_saved_alignment_keeps_its_glossary_and_reads_one_of_version_01(tmp_path: Path) -> None:
    alignment = aligner.align(["달빛시는 크다."], ["It is large."], glossary=RICH)
    plain = json.loads(json.dumps(alignment.to_dict()))
    assert aligner.Alignment.from_dict(plain).settings.glossary == RICH
    plain["settings"]["glossary"] = [{"source": "달빛시", "targets": ["Moonlight City"]}]
    assert aligner.Alignment.from_dict(plain).settings.glossary == (Term("달빛시", ("Moonlight City",)),)


@pytest.mark.parametrize("row", ["달빛시", "달빛시\t", "\tMoonlight City", "달빛시\tA\n달빛시\tB"])
def test_a_damaged_row_is_named_by_its_line(tmp_path: Path, row: str) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text("# ours\n" + row, encoding="utf-8")
    with pytest.raises(FormatError, match=r"terms\.tsv:[23]: "):
        read_glossary(file)


def test_a_missing_or_binary_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        read_glossary(tmp_path / "nowhere.tsv")
    (tmp_path / "binary.tsv").write_bytes(b"\xff\xfe\x00\x80")
    with pytest.raises(InputError, match="binary"):
        read_glossary(tmp_path / "binary.tsv")
