"""The user's own terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.checks import find_mismatches
from aligner.checks.glossary import TERMS as CHECK
from aligner.checks.glossary import read_glossary
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
