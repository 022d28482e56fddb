"""What an alignment offers to a program: a sequence of pairs, plain values, frames, a table for notebooks."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from aligner.model.alignment import Alignment
from aligner.model.errors import FormatError, MissingExtraError

AlignmentOf = Callable[..., Alignment]


def test_an_alignment_is_a_sequence_of_its_pairs(library: Alignment) -> None:
    assert len(library) == 5
    assert list(library) == list(library.pairs)
    assert library[-1] is library.pairs[4] and library[1:3] == library.pairs[1:3]


def test_sides_are_joined_by_a_blank(library: Alignment) -> None:
    assert library[1].target_text.endswith("mobile libraries. It starts on the 5th.")
    assert library[3].target_text == ""


def test_mismatches_of_the_document_are_those_no_pair_holds(library: Alignment) -> None:
    assert [mismatch.kind for mismatch in library.document_mismatches] == ["name_variant"]


def test_repr_is_one_line(library: Alignment) -> None:
    assert repr(library) == "<Alignment ko to en: 5 pairs, 5 mismatches>"


def test_alignments_can_be_sent_to_workers(library: Alignment) -> None:
    assert pickle.loads(pickle.dumps(library)) == library
    assert hash(library) == hash(replace(library))


def test_frame_has_a_row_a_pair(library: Alignment) -> None:
    frame = library.to_frame()
    assert list(frame["bead"]) == ["1-1", "1-2", "1-1", "1-0", "1-1"]
    assert frame.loc[1, "kinds"] == "split number" and frame.loc[1, "severity"] == "error"
    assert frame.loc[0, "evidence_quantities"] == 2.1
    assert frame.loc[3, "target"] == ""


def test_mismatch_frame_has_a_row_a_mismatch(library: Alignment) -> None:
    frame = library.mismatch_frame()
    assert len(frame) == len(library.mismatches)
    assert frame["pair"].isna().tolist() == [False, False, False, False, True]
    text = library.page.text if library.page else ""
    row = frame[frame["kind"] == "magnitude"].iloc[0]
    assert text[row["source_start"] : row["source_end"]] == row["source_surface"] == "12억 원"


def test_frames_of_nothing_have_their_columns() -> None:
    nothing = Alignment("ko", "en", ())
    assert len(nothing.to_frame()) == len(nothing.mismatch_frame()) == 0
    assert {"source", "target", "evidence"} <= set(nothing.to_frame().columns)


def test_a_missing_pandas_is_named_with_its_cure(library: Alignment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r'pip install "\.\[frame\]"'):
        library.to_frame()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"schema": None}, "schema"),
        ({"schema": 99}, "schema 99 is newer"),
        ({"pairs": 3}, r"\$\.pairs"),
        ({"source_language": "fr"}, r"fr .*\$\.source_language"),
        ({"pairs": [{"source": [], "target": []}]}, r"'bead' is missing @ \$\.pairs\[0\]"),
        (
            {"pairs": [{"source": [], "target": [], "bead": {"source": [0, 1], "target": [0, 0]}}]},
            r"\$\.pairs\[0\]: its bead has 1 source sentences, its text has 0",
        ),
        (
            {"pairs": [{"source": [], "target": [], "bead": {"source": [0], "target": [0, 0]}}]},
            r"\[0\] is not \[start, end\] @ \$\.pairs\[0\]\.bead\.source",
        ),
    ],
)
def test_damaged_values_are_refused_with_their_place(change: dict[str, object], place: str) -> None:
    with pytest.raises(FormatError, match=place):
        Alignment.from_dict(Alignment("ko", "en", ()).to_dict() | change)


def test_values_of_another_kind_are_refused() -> None:
    with pytest.raises(FormatError, match="schema"):
        Alignment.from_dict([])  # type: ignore[arg-type]


def test_unknown_keys_of_later_versions_are_passed_over(library: Alignment) -> None:
    assert Alignment.from_dict(library.to_dict() | {"mood": "good"}) == library


def test_notebook_table_escapes_everything(alignment_of: AlignmentOf) -> None:
    pairs = [(('<script>alert("1")</script> 3개',), ("<b>30</b>\x1b[0m & more",))]
    table = alignment_of(pairs, [(0, "number", "error", "3개", "30")])._repr_html_()
    assert "<script" not in table and "<b>30" not in table and "\x1b" not in table
    assert "&lt;script&gt;" in table and 'title="&#x27;3개&#x27; became &#x27;30&#x27;"' in table
    assert '<td lang="ko"' in table and '<td lang="en"' in table


def test_notebook_table_of_a_long_article_is_cut(alignment_of: AlignmentOf) -> None:
    table = alignment_of([(("가.",), ("A.",))] * 70)._repr_html_()
    assert table.count("<tr>") == 52
    assert "and 20 more pairs" in table
