"""Spark with a real JVM: the same rows as on one machine, and no bad row that ends the job."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import aligner
from aligner.model.errors import InputError, SettingsError

pa = pytest.importorskip("pyarrow", reason="needs the extra `arrow`")
from aligner.pipelines import arrow  # noqa: E402
from aligner.pipelines import spark as engine  # noqa: E402
from aligner.pipelines.training import Filters  # noqa: E402
from aligner.pipelines.training_columns import training_table  # noqa: E402
from aligner.pipelines.training_spark import training_pairs  # noqa: E402

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROOT = Path(__file__).parent.parent.parent


def collection(documents: int) -> Any:
    """Documents that share a word of no table, and a last one without text."""
    towns = ("가람", "나루", "다솜", "라온", "마루")
    rows = [
        {
            "n": n,
            "source": f"{towns[n % 5]}시 장터에서 꼬마랑 {n + 2}천 개가 팔렸다. 비는 오지 않았다.",
            "target": f"Some {n + 2},000 dumplets were sold at the market. It did not rain.",
        }
        for n in range(documents)
    ]
    return pa.Table.from_pylist([*rows, {"n": documents, "source": None, "target": None}])


def test_rows_are_those_of_one_machine(spark: SparkSession) -> None:
    """In three partitions and two processes; the bad row is recorded, not raised."""
    table = collection(20)
    aligned = engine.align(spark.createDataFrame(table).repartition(3)).toArrow().sort_by("n")
    local = arrow.align_table(table)
    assert aligned.schema == local.schema
    assert aligned.to_pylist() == local.to_pylist()
    errors = aligned["error"].to_pylist()
    assert errors[-1].startswith("InputError") and not any(errors[:-1])
    assert arrow.mismatch_table(aligned) == arrow.mismatch_table(local)


@pytest.mark.parametrize("dedup", ["exact", "near"])
def test_pairs_for_training_are_those_of_one_machine(spark: SparkSession, dedup: Any) -> None:
    """The collection has the same sentence in every document, and some that are nearly the same."""
    table = collection(20).rename_columns({"n": "id"})
    filters = Filters(0.1, "error", 3.0, dedup)
    aligned = engine.align(spark.createDataFrame(table).coalesce(1))
    found = training_pairs(aligned, filters).toArrow()
    local = training_table(arrow.align_table(table), filters)
    assert found.schema.names == local.schema.names
    assert found.sort_by([("document", "ascending"), ("pair", "ascending")]).to_pylist() == (
        local.sort_by([("document", "ascending"), ("pair", "ascending")]).to_pylist()
    )
    assert 1 < len(local) < len(training_table(arrow.align_table(table), Filters(0.1, "error", 3.0)))
    with pytest.raises(InputError, match="no column 'id'"):
        training_pairs(aligned.drop("id"), filters)


def test_columns_of_all_sorts_pass_through(spark: SparkSession) -> None:
    frame = spark.sql(
        "SELECT timestamp'2024-01-14 12:00:00' AS seen, 1.50BD AS price, map('k', array(1, 2)) AS more,"
        " array('비가 왔다.') AS source, array('It rained.') AS target, NULL AS page"
    )
    aligned = engine.align(frame, ignore={"split"})
    assert aligned.columns == [*frame.columns, *arrow.SCHEMA.names]
    assert aligned.select(frame.columns).collect() == frame.collect()
    (row,) = aligned.selectExpr("pairs[0].target AS target", "splitter").collect()
    assert tuple(row) == ("It rained.", "given")


def test_pages_as_bytes(spark: SparkSession, page: str) -> None:
    frame = spark.createDataFrame([(page.encode("cp949"),), (b"\x00\x01\x02\x03",)], "page binary").coalesce(
        1
    )
    found = engine.align(frame).selectExpr("layout", "page_text", "error").collect()
    assert found[0][:2] == ("ko_first", page) and found[1].error.startswith("InputError")


def test_pairs_are_queried_in_sql(spark: SparkSession, texts: Any) -> None:
    engine.align(spark.createDataFrame(texts)).createOrReplaceTempView("aligned")
    found = spark.sql(
        "SELECT id, mismatch.kind FROM (SELECT id, explode(pairs) AS pair FROM aligned)"
        " LATERAL VIEW explode(pair.mismatches) AS mismatch WHERE mismatch.severity = 'error' ORDER BY ALL"
    ).collect()
    assert ("market", "magnitude") in [tuple(row) for row in found]


def test_a_learnt_lexicon_is_the_one_of_one_machine(spark: SparkSession) -> None:
    table = collection(30)
    aligned = engine.align(spark.createDataFrame(table).repartition(4)).persist()
    learnt = engine.learn_lexicon(aligned)
    rows = table.slice(0, 30).to_pylist()
    assert learnt == aligner.learn_lexicon(aligner.align(row["source"], row["target"]) for row in rows)
    assert "dumplet" in learnt.translations["꼬마랑"]
    second = engine.align(spark.createDataFrame(table.slice(0, 3)), lexicon=learnt).toArrow()
    assert second.to_pylist() == arrow.align_table(table.slice(0, 3), lexicon=learnt).to_pylist()
    assert second["pairs"] != aligned.toArrow().sort_by("n").slice(0, 3)["pairs"]
    assert engine.learn_lexicon(aligned.where("error IS NOT NULL")) == aligner.Lexicon({})


def test_pairs_that_are_aligned_already_are_checked(spark: SparkSession) -> None:
    frame = spark.createDataFrame(
        [("3만 명이 왔다.", "300,000 came."), (None, "It rained.")], ["source", "target"]
    )
    found = engine.check(frame.coalesce(1)).selectExpr("mismatches.kind AS kinds", "error").collect()
    assert [tuple(row) for row in found] == [(["magnitude"], None), (None, "InputError: the source is null")]


def test_mistakes_are_told_before_the_job_runs(spark: SparkSession) -> None:
    with pytest.raises(InputError, match="no column"):
        engine.align(spark.range(3))
    with pytest.raises(InputError, match="column 'page' is of type bigint; text was expected"):
        engine.align(spark.range(3).toDF("page"))
    with pytest.raises(InputError, match="no column 'source'"):
        engine.check(spark.range(3))
    with pytest.raises(SettingsError, match="no setting is called beans"):
        engine.align(spark.createDataFrame([("a",)], ["page"]), beans=1)


def test_the_example_reads_parquet_and_writes_parquet(
    spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`examples/spark_corpus.py` in the session of the tests, with a second pass."""
    import runpy

    import pyarrow.parquet

    table = collection(30)
    pyarrow.parquet.write_table(table, tmp_path / "documents.parquet", row_group_size=10)
    program = str(ROOT / "examples/spark_corpus.py")
    arguments = [str(tmp_path / "documents.parquet"), str(tmp_path / "aligned"), "--learn"]
    monkeypatch.setattr(sys, "argv", [program, *arguments])
    runpy.run_path(program, run_name="__main__")
    told = capsys.readouterr().out
    assert "31 documents, 1 failed" in told
    learnt = aligner.learn_lexicon(
        aligner.align(row["source"], row["target"]) for row in table.slice(0, 30).to_pylist()
    )
    written = pyarrow.parquet.read_table(tmp_path / "aligned").sort_by("n")
    assert written.to_pylist() == arrow.align_table(table, lexicon=learnt).to_pylist()


def test_what_is_missing_is_told_by_its_extra() -> None:
    program = (
        "import sys\nsys.modules['pyarrow'] = None\nimport aligner\n"
        "try:\n    import aligner.pipelines.spark\n"
        "except aligner.MissingExtraError as error:\n    print(error)\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told == 'columns need pyarrow: pip install ".[arrow]" in a clone of aligner\n'
