"""Arrow batches: what is in a row, which batches are taken, and that no row costs another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies

import aligner
from aligner.formats.rows import mismatch_rows, pair_rows
from aligner.model.alignment import Alignment
from aligner.model.errors import InputError, SettingsError

pa = pytest.importorskip("pyarrow", reason="needs the extra `arrow`")
from aligner.pipelines import arrow, columns  # noqa: E402

ARTICLES = Path(__file__).parent.parent.parent / "examples/articles"


def column(row_of: Any, values: list[object], form: Any = None) -> Any:
    return pa.record_batch({row_of: pa.array(values, form)})


def test_every_row_is_what_align_says_of_it(texts: Any) -> None:
    """Names and values are those of `to_frame` and `mismatch_frame`."""
    for row in arrow.align_table(texts).to_pylist():
        if row["id"] == "alone":
            continue
        alignment = aligner.align(row["source"], row["target"])
        assert (row["source_language"], row["target_language"]) == ("ko", "en")
        assert (row["splitter"], row["error"]) == (alignment.splitter, None)
        for found, pair, expected in zip(row["pairs"], alignment, pair_rows(alignment), strict=True):
            assert {name: expected[name] for name in found if name in expected} == {
                name: value for name, value in found.items() if name in expected
            }
            assert [(s["start"], s["end"]) for s in found["source_sentences"]] == [
                s.span for s in pair.source
            ]
            assert [(s["paragraph"], s["role"]) for s in found["target_sentences"]] == [
                (s.paragraph, s.role) for s in pair.target
            ]
            assert [(term["name"], term["nats"]) for term in found["evidence_terms"]] == list(
                pair.evidence.terms
            )
            assert found["evidence"] == pair.evidence.total
        held = [mismatch for pair in row["pairs"] for mismatch in pair["mismatches"]]
        assert same_mismatches([*held, *row["document_mismatches"]], alignment)


def same_mismatches(found: list[dict[str, Any]], alignment: Alignment) -> bool:
    """Whether the rows tell the same as those of `mismatch_frame`; values are text in columns."""
    expected = [
        {name: row[name] for name in found[0]}
        | {side: None if row[side] is None else str(row[side]) for side in ("source_value", "target_value")}
        | {side: list(row[side]) for side in ("source_sentences", "target_sentences")}
        for row in mismatch_rows(alignment)
    ] if found else []  # fmt: skip
    return found == expected and len(found) == len(alignment.mismatches)


def test_there_is_something_to_find(texts: Any) -> None:
    found = arrow.mismatch_table(arrow.align_table(texts)).select(["document_id", "kind"]).to_pylist()
    assert {"document_id": "market", "kind": "magnitude"} in found
    assert {"document_id": "bridge", "kind": "date"} in found
    assert {"document_id": "bridge", "kind": "sentence_dropped"} in found


def test_other_columns_pass_through_untouched(texts: Any) -> None:
    texts = texts.replace_schema_metadata({b"origin": b"field notes"})
    aligned = arrow.align_table(texts)
    assert aligned.select(texts.column_names) == texts
    assert aligned.schema.metadata == texts.schema.metadata
    assert aligned.schema == pa.schema([*texts.schema, *arrow.SCHEMA])


def test_a_row_without_both_texts_has_an_error_and_nothing_else(texts: Any) -> None:
    alone = arrow.align_table(texts).slice(2, 1).select(arrow.SCHEMA.names).to_pylist()[0]
    assert alone.pop("error").startswith("InputError: ")
    assert set(alone.values()) == {None}


@pytest.mark.parametrize(
    "batch",
    [
        column("page", [None, None], pa.string()),
        column("page", [None, None], pa.null()),
        pa.record_batch({"source": pa.array([None], pa.string()), "target": ["It rained."]}),
        pa.record_batch({"source": [["비가 왔다.", None]], "target": [["It rained.", "Twice."]]}),
        column("page", [b"\x00\x01\x02\x03"], pa.binary()),
        pa.record_batch([pa.array([b"\xff\xfe"], pa.binary()).view(pa.string())], names=["page"]),
    ],
    ids=["null", "null_type", "one_side", "null_sentence", "binary", "not_utf8"],
)
def test_bad_rows_are_recorded(batch: Any) -> None:
    aligned = arrow.align_batch(batch)
    assert aligned["error"].null_count == 0 and aligned["pairs"].null_count == batch.num_rows
    assert all(
        "\n" not in error and error.startswith("InputError: ") for error in aligned["error"].to_pylist()
    )


def test_a_bad_row_costs_no_other(page: str) -> None:
    cells = [page.encode(), b"\x00\x01\x02\x03", None, page.encode("cp949")]
    aligned = arrow.align_batch(column("page", cells, pa.binary()))
    assert [error is None for error in aligned["error"].to_pylist()] == [True, False, False, True]
    assert aligned["pairs"][0] == aligned["pairs"][3]


def test_what_arrow_can_not_hold_is_an_error_of_its_row() -> None:
    alignment = aligner.align("비가 왔다.", "It rained.")
    broken = aligner.align("비가 \ud800왔다.", "It rained.")
    rows = [columns.alignment_row(result) for result in (alignment, broken, alignment)]
    errors = columns.struct_array(rows, arrow.SCHEMA).field("error").to_pylist()
    assert errors[0] is errors[2] is None
    assert errors[1].startswith("InputError: Arrow columns can't hold its text")


@pytest.mark.parametrize(
    "form", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())], ids=str
)
def test_text_types_give_the_same(form: Any, page: str) -> None:
    plain = arrow.align_batch(column("page", [page, None, page]))
    # Arrow casts nothing to views of dictionaries, but builds both from Python.
    cells = pa.array([page, None, page])
    other = cells.dictionary_encode() if pa.types.is_dictionary(form) else pa.array(cells.to_pylist(), form)
    found = arrow.align_batch(pa.record_batch({"page": other}))
    assert found.select(arrow.SCHEMA.names) == plain.select(arrow.SCHEMA.names)
    assert found["error"].null_count == 2


@pytest.mark.parametrize("make", [pa.list_, pa.large_list], ids=["list", "large_list"])
def test_lists_are_sentences_as_given(make: Any) -> None:
    form = make(pa.string())
    source, target = ["비가 왔다. 눈도 왔다.", "끝났다."], ["It rained. It snowed too.", "It ended."]
    batch = pa.record_batch({"source": pa.array([source], form), "target": pa.array([target], form)})
    aligned = arrow.align_batch(batch)
    assert [pair["source"] for pair in aligned["pairs"][0].as_py()] == source
    assert aligned["splitter"][0].as_py() == "given"


def test_a_row_may_be_a_page_or_two_texts(page: str) -> None:
    batch = pa.record_batch(
        {
            "page": [page, None, page],
            "source": [None, "비가 왔다.", "비가 왔다."],
            "target": [None, "It rained.", "It rained."],
        }
    )
    aligned = arrow.align_batch(batch)
    assert aligned["layout"].to_pylist() == ["ko_first", None, None]
    assert [error is None for error in aligned["error"].to_pylist()] == [True, True, False]


def test_the_page_is_kept_where_spans_point_elsewhere(page: str) -> None:
    """Spans of a page point into the column itself, those of bytes into `page_text`."""
    (text,) = arrow.align_batch(column("page", [page])).to_pylist()
    (read,) = arrow.align_batch(column("page", [page.encode("cp949")], pa.binary())).to_pylist()
    assert text["page_text"] is None and read["page_text"] == page
    for row, whole in ((text, text["page"]), (read, read["page_text"])):
        for pair in row["pairs"]:
            pieces = [whole[s["start"] : s["end"]] for s in pair["source_sentences"]]
            assert " ".join(pieces) == pair["source"]


def test_empty_batches_have_the_whole_schema(texts: Any) -> None:
    empty = arrow.align_table(texts.schema.empty_table())
    assert empty.schema == pa.schema([*texts.schema, *arrow.SCHEMA]) and empty.num_rows == 0
    (batch,) = texts.slice(0, 1).to_batches()
    assert arrow.align_batch(batch.slice(0, 0)).num_rows == 0
    assert arrow.pair_table(empty).num_rows == arrow.mismatch_table(empty).num_rows == 0


def test_any_cut_into_batches_gives_the_same(texts: Any) -> None:
    whole = arrow.align_table(texts)
    for rows in (1, 2, 3):
        parts = [arrow.align_batch(batch) for batch in texts.to_batches(max_chunksize=rows)]
        assert pa.Table.from_batches(parts) == whole


SOME_TEXT = strategies.none() | strategies.text(
    strategies.sampled_from("비가왔다. 3만 명It rained 30,000\n\t\x00\u200b\ufeff「“%$")
    | strategies.characters(codec="utf-8"),
    max_size=40,
)


@given(rows=strategies.lists(strategies.tuples(SOME_TEXT, SOME_TEXT), max_size=4))
@settings(max_examples=60)
def test_a_row_has_the_same_result_in_any_company(rows: list[tuple[str | None, str | None]]) -> None:
    """Whatever the texts are, each is aligned or has an error, and its neighbours make no difference."""
    columns = [pa.array(side, pa.string()) for side in (zip(*rows, strict=True) if rows else ((), ()))]
    batch = pa.record_batch(columns, names=["source", "target"])
    aligned = arrow.align_batch(batch).to_pylist()
    assert [
        row for n in range(len(rows)) for row in arrow.align_batch(batch.slice(n, 1)).to_pylist()
    ] == aligned
    for row, (source, target) in zip(aligned, rows, strict=True):
        assert (
            (row["error"] is None)
            == (row["pairs"] is not None)
            == (source is not None and target is not None)
        )


def test_a_reader_is_a_stream(texts: Any) -> None:
    """Only what was asked for is read: two batches in memory, however many follow."""
    asked = []

    def batches() -> Any:
        for number in range(1000):
            asked.append(number)
            yield texts.to_batches()[0]

    reader = arrow.align_reader(pa.RecordBatchReader.from_batches(texts.schema, batches()))
    assert reader.schema == pa.schema([*texts.schema, *arrow.SCHEMA]) and asked == []
    first, second = reader.read_next_batch(), reader.read_next_batch()
    assert first == second and len(asked) <= 3


def test_columns_can_be_called_otherwise() -> None:
    named = arrow.Columns(source="ko", target="en")
    batch = pa.record_batch({"ko": ["3만 명이 왔다."], "en": ["300,000 came."], "source": ["a newspaper"]})
    aligned = arrow.align_batch(batch, columns=named)
    assert aligned["source"].to_pylist() == ["a newspaper"]
    assert aligned["pairs"][0].as_py()[0]["target"] == "300,000 came."
    flat = arrow.pair_table(aligned, columns=named)
    assert "ko" not in flat.column_names and flat["document_source"].to_pylist() == ["a newspaper"]


@pytest.mark.parametrize(
    ("batch", "problem"),
    [
        (pa.record_batch({"source": ["a"]}), "no column 'page', and not both 'source' and 'target'"),
        (pa.record_batch({}), "among none"),
        (pa.record_batch({"page": [1]}), "column 'page' is of type int64; text or bytes was expected"),
        (pa.record_batch({"source": ["a"], "target": [1.5]}), "column 'target' is of type double"),
        (pa.record_batch({"source": ["a"], "target": [b"b"]}), "text or lists of text was expected"),
        (
            pa.record_batch({"page": ["a"], "error": ["b"], "pairs": [1]}),
            "rename the columns 'error', 'pairs'",
        ),
    ],
)
def test_batches_of_another_form_are_refused_at_once(batch: Any, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        arrow.align_batch(batch)
    with pytest.raises(InputError, match=problem):
        arrow.align_reader(pa.RecordBatchReader.from_batches(batch.schema, [batch]))


def test_settings_are_those_of_align(texts: Any) -> None:
    chosen = aligner.Settings(ignore=frozenset({"magnitude"}))
    for aligned in (
        arrow.align_table(texts, chosen),
        arrow.align_table(texts, ignore={"magnitude"}),
        arrow.align_table(texts, aligner.Aligner(chosen)),
    ):
        kinds = arrow.mismatch_table(aligned)["kind"].to_pylist()
        assert "magnitude" not in kinds and "date" in kinds
    with pytest.raises(SettingsError, match="no setting is called beans"):
        arrow.align_table(texts, beans=3)


def test_an_aligner_keeps_its_splitter() -> None:
    whole = aligner.Aligner(splitter=lambda text: [aligner.Span(0, len(text))])
    batch = pa.record_batch({"source": ["비가 왔다. 눈도 왔다."], "target": ["It rained. It snowed."]})
    aligned = arrow.align_batch(batch, whole, ignore={"split"})
    assert len(aligned["pairs"][0]) == 1 and aligned["splitter"].to_pylist() == ["own"]


def test_pairs_lie_flat(texts: Any) -> None:
    aligned = arrow.align_table(texts)
    flat = arrow.pair_table(aligned)
    assert flat.column_names == ["year", "document_id", "tags", *(field.name for field in columns.PAIR)]
    assert flat.to_pylist() == [
        {"year": row["year"], "document_id": row["id"], "tags": row["tags"]} | pair
        for row in aligned.to_pylist()
        for pair in row["pairs"] or []
    ]


def test_mismatches_lie_flat_in_the_order_of_documents() -> None:
    """Those of a document as a whole stand behind those of its pairs."""
    fire = (ARTICLES / "apartment_fire.txt").read_text(encoding="utf-8")
    aligned = arrow.align_table(pa.table({"id": ["first", "second"], "page": [fire, fire]}))
    flat = arrow.mismatch_table(aligned)
    expected = []
    for row in aligned.to_pylist():
        held = [(pair["pair"], mismatch) for pair in row["pairs"] for mismatch in pair["mismatches"]]
        across = [(None, mismatch) for mismatch in row["document_mismatches"]]
        assert held and across
        expected += [{"document_id": row["id"], "pair": n} | mismatch for n, mismatch in (*held, *across)]
    assert flat.to_pylist() == expected
    assert arrow.mismatch_table(aligned.to_batches()[0]) == flat


def test_only_aligned_documents_can_be_laid_flat(texts: Any) -> None:
    with pytest.raises(InputError, match="no column 'pairs'"):
        arrow.pair_table(texts)


def test_pairs_that_are_aligned_already_are_checked_row_by_row() -> None:
    batch = pa.record_batch(
        {
            "n": [1, 2, 3],
            "source": ["3만 명이 왔다.", None, "비가 왔다."],
            "target": ["300,000 people came.", "It rained.", "It rained."],
        }
    )
    checked = arrow.check_batch(batch)
    assert checked.schema == pa.schema([*batch.schema, *arrow.CHECK_SCHEMA])
    kinds = [row and [mismatch["kind"] for mismatch in row] for row in checked["mismatches"].to_pylist()]
    assert kinds == [["magnitude"], None, []]
    assert checked["error"].to_pylist() == [None, "InputError: the source is null", None]
    with pytest.raises(InputError, match="no column 'target'"):
        arrow.check_batch(batch.select(["source"]))


def test_rows_of_a_batch_are_checked_as_if_each_was_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that slipped are no finding, since an engine cuts and orders rows; an error is one of its row."""
    from aligner import Aligner
    from aligner import aligner as stages

    slipped = [
        ("시장은 학교를 방문했다.", "The company built a new factory."),
        ("회사는 새 공장을 지었다.", "Police arrested two suspects."),
        ("경찰은 용의자 두 명을 체포했다.", "The government raised taxes."),
        ("정부는 세금을 올렸다.", "The president visited Japan."),
        ("대통령은 일본을 방문했다.", "Students opposed the war."),
        ("It rained.", "비가 왔다."),
    ]
    alone = [[found.id for found in Aligner().check([pair])[0]] for pair in slipped]
    assert [found.kind for found in Aligner().check(slipped)[0]] == ["shifted"]

    def found_in(rows: list[tuple[str, str]]) -> tuple[list[Any], list[Any]]:
        sources, targets = zip(*rows, strict=True)
        checked = arrow.check_batch(pa.record_batch({"source": sources, "target": targets}))
        ids = [row and [found["id"] for found in row] for row in checked["mismatches"].to_pylist()]
        return ids, checked["error"].to_pylist()

    assert any(alone)
    assert found_in(slipped) == (alone, [None] * len(slipped))
    check = stages.Aligner._checked

    def failing(self: Any, pairs: list[tuple[str, str]], *args: Any, **options: Any) -> Any:
        if ("bad", "row") in pairs:
            raise InputError("this row can't be checked")
        return check(self, pairs, *args, **options)

    monkeypatch.setattr(stages.Aligner, "_checked", failing)
    ids, errors = found_in([*slipped, ("bad", "row")])
    assert ids == [*alone, None]
    assert errors == [None] * len(slipped) + ["InputError: this row can't be checked"]


def test_columns_survive_parquet(texts: Any, tmp_path: Any) -> None:
    import pyarrow.parquet

    aligned = arrow.align_table(texts)
    pyarrow.parquet.write_table(aligned, tmp_path / "aligned.parquet")
    read = pyarrow.parquet.read_table(tmp_path / "aligned.parquet")
    assert read.to_pylist() == aligned.to_pylist()
    assert arrow.pair_table(read) == arrow.pair_table(aligned)


def test_what_is_missing_is_told_by_its_extra() -> None:
    program = (
        "import sys\nsys.modules['pyarrow'] = None\nimport aligner\n"
        "try:\n    import aligner.pipelines.arrow\n"
        "except aligner.MissingExtraError as error:\n    print(error)\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told == 'columns need pyarrow: pip install ".[arrow]" in a clone of aligner\n'
