"""What an editor does with a document: changes that fit stand, others are refused, all can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aligner
from aligner.corrections.work import Work
from aligner.model.alignment import Alignment
from aligner.model.errors import InputError

KOREAN = "비가 왔다. 시민 3만 명이 모였다. 시장은 웃었다."
ENGLISH = "It rained. Some 30,000 citizens gathered. The mayor laughed."
PAGE = f"{KOREAN}\n\n아래는 위 기사를 번역기로 옮긴 영문 전문입니다.\n\n{ENGLISH}\n"

ALIGNMENTS = {
    "texts": aligner.align(KOREAN, ENGLISH),
    "lists": aligner.align(KOREAN.split(". "), ENGLISH.split(". ")),
    "page": aligner.align_page(PAGE),
}


@pytest.fixture(params=ALIGNMENTS)
def read(request: pytest.FixtureRequest) -> Alignment:
    return ALIGNMENTS[request.param]


def edit(number: int, text: str, side: str = "target") -> dict[str, Any]:
    return {"do": "edit", "side": side, "sentence": number, "text": text}


def spans_hold(alignment: Alignment) -> bool:
    """Whether every sentence stands where its span says, and lines too."""
    page = alignment.page
    for pair in alignment:
        for sentence in (*pair.source, *pair.target):
            if page and sentence.span.of(page.text) != sentence.text:
                return False
            if sentence.span.end - sentence.span.start != len(sentence.text):
                return False
    return all(line.span.of(page.text) == line.text for line in page.lines) if page else True


def test_nothing_done_is_the_document_as_it_was_read(read: Alignment) -> None:
    assert Work(read).alignment() == replace(
        read, mismatches=(), pairs=tuple(replace(pair, mismatches=()) for pair in read)
    )


def test_a_sentence_is_rewritten_and_spans_follow(read: Alignment) -> None:
    work = Work(read).changed(edit(1, "Some 300,000 citizens and their dogs gathered."))
    made = work.alignment()
    assert made[1].target_text == "Some 300,000 citizens and their dogs gathered."
    assert [pair.target_text for pair in made][2] == read[2].target_text
    assert spans_hold(made)
    (found,) = (m for m in aligner.Aligner().recheck(made).mismatches if m.kind == "magnitude")
    assert found.target_surface == "300,000 citizens"
    if made.page:
        assert found.target_span is not None
        assert found.target_span.of(made.page.text) == "300,000 citizens"
    assert read[1].target_text != made[1].target_text, "what was read stays"


@given(st.data())
def test_spans_hold_whatever_is_rewritten(data: st.DataObject) -> None:
    work = Work(ALIGNMENTS["page"])
    for _ in range(data.draw(st.integers(1, 4))):
        side = data.draw(st.sampled_from(["source", "target"]))
        text = data.draw(st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip())))
        work = work.changed(edit(data.draw(st.integers(0, 2)), text, side))
    assert spans_hold(work.alignment())


def test_beads_are_joined_and_divided(read: Alignment) -> None:
    joined = Work(read).changed({"do": "beads", "first": 0, "count": 2, "beads": [[[0, 2], [0, 2]]]})
    assert [pair.bead.kind for pair in joined.alignment()] == [(2, 2), (1, 1)]
    lone = [[[0, 1], [0, 0]], [[1, 1], [0, 1]], [[1, 2], [1, 2]]]
    divided = joined.changed({"do": "beads", "first": 0, "count": 1, "beads": lone})
    assert [pair.bead.kind for pair in divided.alignment()] == [(1, 0), (0, 1), (1, 1), (1, 1)]


def test_a_bead_that_stays_keeps_its_evidence(read: Alignment) -> None:
    made = (
        Work(read).changed({"do": "beads", "first": 0, "count": 2, "beads": [[[0, 2], [0, 2]]]}).alignment()
    )
    assert made[1].evidence == read[2].evidence
    assert made[0].confidence == 1.0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "do"),
        ({"do": "dance"}, "no change"),
        ({"do": "beads", "first": 7, "count": 1, "beads": []}, "there are 3 beads"),
        ({"do": "beads", "first": 0, "count": 1, "beads": [[[0, 1], [0, 0]]]}, "they end at target"),
        ({"do": "beads", "first": 0, "count": 1, "beads": [[[1, 1], [0, 1]]]}, "gap"),
        ({"do": "beads", "first": 0, "count": 1, "beads": [[[0, 1], [0, 1]], [[1, 1], [1, 1]]]}, "nothing"),
        ({"do": "beads", "first": 0, "count": 1, "beads": "all"}, "list"),
        ({"do": "beads", "first": 0, "count": 1, "beads": [[0, 1]]}, "start, stop"),
        ({"do": "edit", "side": "left", "sentence": 0, "text": "x"}, "neither source nor target"),
        ({"do": "edit", "side": "target", "sentence": 9, "text": "x"}, "counted from 0"),
        ({"do": "edit", "side": "target", "sentence": True, "text": "x"}, "number"),
        ({"do": "edit", "side": "target", "sentence": 0, "text": "  "}, "emptied"),
        ({"do": "edit", "side": "target", "sentence": 0, "text": "x" * 20_001}, "at most"),
        ({"do": "accept", "id": 3}, "text was expected"),
        ({"do": "accept"}, "which finding"),
        ({"do": "dismiss"}, "which one"),
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Work(ALIGNMENTS["texts"]).changed(change)


def test_what_is_undone_comes_back_until_something_else_is_done() -> None:
    work = Work(ALIGNMENTS["texts"]).changed(edit(0, "It poured.")).changed(edit(1, "Nobody came."))
    undone = work.changed({"do": "undo"})
    assert (undone.done, undone.revision) == (1, 3)
    assert undone.changed({"do": "redo"}).alignment() == work.alignment()
    other = undone.changed(edit(2, "He laughed."))
    assert other.changed({"do": "redo"}).alignment() == other.alignment()
    nothing = undone.changed({"do": "undo"}).changed({"do": "undo"})
    assert nothing.done == 0


def test_a_sentence_written_back_is_no_edit() -> None:
    work = Work(ALIGNMENTS["texts"]).changed(edit(0, "It poured.")).changed(edit(0, "It rained."))
    assert work.state.edits == {}


def test_what_did_not_change_is_not_made_anew() -> None:
    """On a desk with thousands of pairs most of the time of an edit went into copies of what stays."""
    read = aligner.align(
        ["비가 왔다.", "눈이 왔다.", "해가 떴다."], ["It rained.", "It snowed.", "The sun rose."]
    )
    bare = aligner.Alignment("ko", "en", tuple(replace(pair, mismatches=()) for pair in read), ())
    made = (
        Work(bare).changed({"do": "edit", "side": "target", "sentence": 1, "text": "It poured."}).alignment()
    )
    assert [new is old for new, old in zip(made, bare, strict=True)] == [True, False, True]


def test_spans_follow_many_edits() -> None:
    """Each sentence stands where its text stands once all are joined, however many are longer or shorter."""
    korean, english = "비가 왔다. 눈이 왔다. 해가 떴다.", "It rained. It snowed. The sun rose."
    read = aligner.align(korean, english)
    work, text = Work(read), english
    for number, (old, new) in enumerate([("It rained.", "Rain."), ("It snowed.", "Snow fell all day long.")]):
        work = work.changed({"do": "edit", "side": "target", "sentence": number, "text": new})
        text = text.replace(old, new)
        stands = [sentence for pair in work.alignment() for sentence in pair.target]
        assert [sentence.span.of(text) for sentence in stands] == [sentence.text for sentence in stands]
