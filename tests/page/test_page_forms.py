"""Single lines: what their form says they are, and whether they are a notice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.model.text import Span
from aligner.page.forms import forms_of
from aligner.page.lines import make_piece
from aligner.page.marks import cut_byline, furniture_words, mark_of
from aligner.page.notice import cut_notice, read_wording
from aligner.pairs import pair_of

FORMS = forms_of(pair_of("ko", "en"))
CASES = Path(__file__).parent.parent / "cases" / "page"


def rows(name: str) -> Iterator[pytest.ParameterSet]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith(("#", "label\t")):
            continue
        label, text, *rest = line.split("\t")
        yield pytest.param(label, text, rest[0] if rest else "", id=text[:40])


def verdict(label: str, text: str) -> str:
    piece = make_piece(text, Span(0, len(text)), FORMS)
    if label == "mark":
        return mark_of(piece, furniture_words(FORMS.pair), FORMS) or ""
    assert piece.language is not None
    return "notice" if read_wording(text, piece.language, FORMS).strong else ""


@pytest.mark.parametrize(
    ("label", "text", "expected"), [*rows("found.tsv"), *rows("made.tsv"), *rows("untouched.tsv")]
)
def test_a_line_is_what_its_form_says(label: str, text: str, expected: str) -> None:
    assert verdict(label, text) == expected


@pytest.mark.parametrize(("label", "text", "expected"), list(rows("known_failures.tsv")))
@pytest.mark.xfail(strict=True, reason="known failure, to be noticed when it is cured")
def test_known_failures(label: str, text: str, expected: str) -> None:
    assert verdict(label, text) == expected


def test_a_notice_inside_a_line_is_cut_out() -> None:
    text = "다리가 열렸다. 아래는 위 기사를 파파고로 번역한 영문 전문입니다. 오류가 있을 수 있습니다."
    assert [span.of(text) for span in cut_notice(text, FORMS)] == [
        "다리가 열렸다. ",
        "아래는 위 기사를 파파고로 번역한 영문 전문입니다. 오류가 있을 수 있습니다.",
    ]


@pytest.mark.parametrize("text", ["가 = 나", "x = 3이라고 하면 다음이 성립한다.", "[서울] 다리가 열렸다."])
def test_an_equals_sign_alone_is_no_byline(text: str) -> None:
    assert cut_byline(text, FORMS) == 0
