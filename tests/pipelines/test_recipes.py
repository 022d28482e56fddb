"""What the guide to pipelines shows gives what `aligner.align` gives."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import aligner

pa = pytest.importorskip("pyarrow", reason="needs the extra `arrow`")
import pyarrow.parquet as parquet  # noqa: E402

from aligner.pipelines import arrow  # noqa: E402

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "examples/guides/pipelines.md").read_text(encoding="utf-8")

Run = Callable[[str], dict[str, Any]]


def snippets() -> dict[str, str]:
    """The Python blocks of the guide, by the package they import first."""
    found = re.findall(r"```python\n(.*?)```", GUIDE, flags=re.DOTALL)
    return {re.split(r"\W+", block)[1]: block for block in found}


@pytest.fixture
def documents(page: str) -> Any:
    """Pages with names, one of them missing."""
    return pa.table({"id": ["first", "gone", "second"], "page": [page, None, page.replace("3만", "4만")]})


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, documents: Any) -> Run:
    """Runs a snippet beside `pages.parquet`; gives the names it has set."""
    monkeypatch.chdir(tmp_path)
    parquet.write_table(documents, "pages.parquet")
    Path("page.txt").write_text(page, encoding="utf-8")

    def execute(name: str) -> dict[str, Any]:
        scope: dict[str, Any] = {}
        exec(snippets()[name], scope)
        return scope

    return execute


def test_there_are_seven() -> None:
    assert list(snippets()) == ["aligner", "pyarrow", "duckdb", "pandas", "datasets", "spacy", "pyspark"]


def test_pipe(run: Run, capsys: pytest.CaptureFixture[str], page: str) -> None:
    run("aligner")
    festival, rain, failed = capsys.readouterr().out.splitlines()
    assert festival == f"festival {len(aligner.align_page(page))} pairs {{'id': 'festival', 'year': 2024}}"
    assert rain.split() == ["1", "pairs", "{}"]
    assert failed.startswith("failed: ")


def test_the_file_that_the_others_read(run: Run, page: str) -> None:
    run("pyarrow")
    assert parquet.read_table("pages.parquet").to_pylist() == [{"id": "market", "page": page}]


def test_duckdb(run: Run, documents: Any) -> None:
    pytest.importorskip("duckdb", reason="needs the extra `recipes`")
    scope = run("duckdb")
    local = arrow.align_table(documents)
    assert scope["aligned"].to_pylist() == local.to_pylist()
    expected = [
        (row["id"], pair["bead"], pair["kinds"]) for row in local.to_pylist() for pair in row["pairs"] or ()
    ]
    written = parquet.read_table("pairs.parquet").to_pylist()
    assert sorted((row["id"], row["bead"], row["kinds"]) for row in written) == sorted(expected)


def test_data_frames(run: Run, documents: Any) -> None:
    pytest.importorskip("polars", reason="needs the extra `recipes`")
    scope = run("pandas")
    local = arrow.align_table(documents)
    assert scope["pairs"]["bead"].tolist() == arrow.pair_table(local)["bead"].to_pylist()
    assert scope["mismatches"].to_dicts() == arrow.mismatch_table(local).to_pylist()


def test_datasets(run: Run, documents: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datasets = pytest.importorskip("datasets", reason="needs the extra `recipes`")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    rows = run("datasets")["aligned"].with_format(None).to_list()
    local = arrow.align_table(documents, ignore={"split", "merge"})
    assert rows == local.to_pylist()


def test_the_cache_of_datasets_knows_settings_again(run: Run, tmp_path: Path) -> None:
    """In other processes, whose sets stand in another order; other settings are told apart."""
    pytest.importorskip("datasets", reason="needs the extra `recipes`")
    run("aligner")
    program = """
import sys, datasets, aligner
from functools import partial
from aligner.pipelines.arrow import align_table
datasets.disable_progress_bars()
pages = datasets.Dataset.from_parquet("pages.parquet", cache_dir="cache").with_format("arrow")
settings = aligner.Settings(ignore=set(sys.argv[1:]))
aligned = pages.map(partial(align_table, settings=settings), batched=True)
print(aligned.cache_files[0]["filename"])
"""

    def cache_file(seed: str, *ignored: str) -> tuple[Path, int]:
        told = subprocess.run(
            [sys.executable, "-c", program, *ignored],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "HF_HUB_OFFLINE": "1"},
        ).stdout
        path = tmp_path / told.splitlines()[-1]
        return path, path.stat().st_mtime_ns

    first = cache_file("1", "split", "merge", "pronoun")
    assert cache_file("2", "pronoun", "merge", "split") == first
    assert cache_file("1", "split", "merge")[0] != first[0]


def test_spacy(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("spacy", reason="needs the extra `recipes`")
    doc = run("spacy")["doc"]
    assert [span.text for span in doc.spans["sentences"]] == [
        "3만 명이 왔다.",
        "Tickets brought in $2 million.",
    ]
    told = capsys.readouterr().out
    assert told == "[('3만 명이', 'cardinal', '30000 person'), ('$2 million', 'money', '2000000 USD')]\n"


def test_spark(spark: SparkSession, run: Run, documents: Any, tmp_path: Path) -> None:
    spark.catalog.clearCache()
    snippet = snippets()["pyspark"]
    # Spark keeps the folder that its session began in.
    run("aligner")
    exec(
        snippet.replace('"pages.parquet"', f'"{tmp_path}/pages.parquet"').replace(
            '"aligned"', f'"{tmp_path}/aligned"'
        ),
        {},
    )
    written = parquet.read_table(tmp_path / "aligned").to_pylist()
    assert sorted(written, key=lambda row: row["id"]) == sorted(
        arrow.align_table(documents).to_pylist(), key=lambda row: row["id"]
    )


def test_joblib(documents: Any) -> None:
    joblib = pytest.importorskip("joblib", reason="needs the extra `recipes`")
    batches = documents.to_batches(max_chunksize=1)
    parts = joblib.Parallel(n_jobs=2)(joblib.delayed(arrow.align_batch)(batch) for batch in batches)
    assert pa.Table.from_batches(parts) == arrow.align_table(documents)


def test_dask(documents: Any) -> None:
    dask = pytest.importorskip("dask", reason="needs the extra `recipes`")
    tasks = [dask.delayed(arrow.align_batch)(batch) for batch in documents.to_batches(max_chunksize=1)]
    parts = dask.compute(*tasks, scheduler="processes", num_workers=2)
    assert pa.Table.from_batches(parts) == arrow.align_table(documents)
