"""Which stretches of a sentence a mismatch marks."""

from __future__ import annotations

from aligner.model.mismatch import Mismatch, Severity
from aligner.model.text import Sentence, Span
from aligner.report.marks import stretches

SENTENCE = Sentence("사업비는 12억 원이다.", Span(100, 113))


def mismatch(start: int, end: int, surface: str | None, severity: Severity = "error") -> Mismatch:
    return Mismatch("number", "", severity, "", (0,), (), Span(start, end), None, surface)


def cut(*mismatches: Mismatch) -> list[tuple[str, Severity | None]]:
    return [(stretch.text, stretch.severity) for stretch in stretches(SENTENCE, mismatches, "source")]


def test_a_span_is_cut_out_in_document_coordinates() -> None:
    assert cut(mismatch(105, 110, "12억 원")) == [("사업비는 ", None), ("12억 원", "error"), ("이다.", None)]


def test_spans_that_overlap_are_cut_where_either_begins_and_ends() -> None:
    marks = cut(mismatch(105, 108, "12억", "info"), mismatch(107, 110, "억 원", "warning"))
    assert marks == [
        ("사업비는 ", None),
        ("12", "info"),
        ("억", "warning"),
        (" 원", "warning"),
        ("이다.", None),
    ]


def test_a_number_inside_a_quotation_has_a_mark_of_its_own() -> None:
    quotation, number = mismatch(100, 110, "사업비는 12억 원", "warning"), mismatch(105, 108, "12억")
    pieces = list(stretches(SENTENCE, (quotation, number), "source"))
    assert [(piece.text, piece.mismatches, piece.ending) for piece in pieces] == [
        ("사업비는 ", (quotation,), ()),
        ("12억", (quotation, number), (number,)),
        (" 원", (quotation,), (quotation,)),
        ("이다.", (), ()),
    ]


def test_touching_spans_stay_apart() -> None:
    marks = cut(mismatch(105, 107, "12"), mismatch(107, 108, "억"))
    assert [text for text, severity in marks if severity] == ["12", "억"]


def test_the_whole_sentence_is_not_marked() -> None:
    assert cut(mismatch(100, 113, SENTENCE.text)) == [(SENTENCE.text, None)]


def test_a_span_of_another_sentence_is_not_marked() -> None:
    """Sentences given one by one all start at 0, so a span alone may fit the wrong one."""
    assert cut(mismatch(105, 110, "30억 원")) == [(SENTENCE.text, None)]
    assert cut(mismatch(300, 310, "12억 원")) == [(SENTENCE.text, None)]


def test_a_span_over_the_border_is_marked_up_to_the_border() -> None:
    assert cut(mismatch(110, 120, "이다. 다음")) == [("사업비는 12억 원", None), ("이다.", "error")]


def test_pieces_give_the_sentence_back() -> None:
    marks = cut(mismatch(105, 110, "12억 원"), mismatch(112, 113, "."), mismatch(104, 104, ""))
    assert "".join(text for text, _ in marks) == SENTENCE.text
