"""Aligns data frames of Spark, on one machine or a thousand (extra `spark`; PySpark 4, Java 17 or newer).

    aligned = aligner.pipelines.spark.align(spark.read.parquet("pages"))
    aligned.write.parquet("aligned")

Each task passes Arrow batches to `align_batch`, so the results are those of a single machine, and a bad row
has an `error`. `examples/spark_corpus.py` is a whole job from Parquet to Parquet, which also learns a
lexicon.

On a cluster:

- **Environment.** Workers need this package and compiled ones (numpy, rapidfuzz, pyarrow), so `--py-files` is
  not enough. Pack an environment for the system of the workers and send it with the job:

      python3 -m venv job && job/bin/pip install ".[spark]" venv-pack
      job/bin/venv-pack -p job -o job.tar.gz
      PYSPARK_PYTHON=./job/bin/python spark-submit --archives job.tar.gz#job spark_corpus.py IN OUT

  A venv points to the Python it was made with, which must have the same path on every worker; if it has not,
  conda-pack packs Python as well. Where workers are images, install the package in them.
- **Partitions.** Documents are independent; only one long last task costs time. A few hundred documents a
  partition are some ten seconds of work: `frame.repartition(n)` with at least four for each core. A Parquet
  file with one row group arrives as one partition, however large it is.
- **Cores.** Each core of an executor has a Python process. Set `spark.executorEnv.OPENBLAS_NUM_THREADS=1`,
  or each of these starts a thread for every core of the machine.
- **Memory.** The memory of Python is outside the heap: give `spark.executor.memoryOverhead` 512 MB for each
  core; a process takes some 240 MB, whatever the size of the collection. Results leave after every 64
  documents (`ROWS`). Only where single pages have megabytes should
  `spark.sql.execution.arrow.maxRecordsPerBatch` (10,000), the number of documents that come in at a time,
  be lower.
- **Speed.** 35 pages of 3,000 characters a second and core, where `align_table` does 37 and a plain loop 39,
  after a start of a few seconds for each Python process, which Spark keeps for the tasks that follow
  (`examples/measure/columns.py`, two cores).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Unpack

from aligner.aligner import Aligner
from aligner.interface import aligner_of
from aligner.lexicon.learn import (
    LEAST_CONFIDENCE,
    LEAST_DICE,
    LEAST_MEETINGS,
    WordCounts,
    likely_translations,
)
from aligner.model.errors import InputError
from aligner.model.lexicon import Lexicon
from aligner.model.settings import Changes, Settings
from aligner.pairs import direction, pair_of
from aligner.pipelines.arrow import (
    CHECK_SCHEMA,
    COLUMNS,
    SCHEMA,
    Columns,
    align_batch,
    check_batch,
    check_columns,
    document_columns,
    slices,
)
from aligner.pipelines.training_spark import training_pairs

__all__ = ["align", "check", "learn_lexicon", "training_pairs"]

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

# Pairs whose words are counted together before Spark adds up the counts; 1,000 pairs have some 150,000 pairs
# of words.
_PAIRS = 1000


def align(
    frame: DataFrame,
    settings: Settings | Aligner | None = None,
    *,
    columns: Columns = COLUMNS,
    **changes: Unpack[Changes],
) -> DataFrame:
    """Align the documents of a data frame, one document in each row.

    Args:
        frame: As for `align_batch`: a column of pages (string or binary), or two of texts (string or array of
            strings), any others, and `id` if the documents have names.
        settings: The settings, or an aligner that has an encoder or a splitter of its own. They are pickled
            for the workers; Spark broadcasts them if they are large, as with a learnt lexicon.
        columns: Names of the columns of text.
        **changes: Single settings, as in `aligner.align`.

    Returns:
        The same rows, with the columns of `SCHEMA` at the end. As always in Spark, it is computed when it is
        used, and again each time: write it, or `persist` it, before a second use.

    Raises:
        InputError: Columns are missing, have another type, or have a name of `SCHEMA`.
        SettingsError: A setting has a value that is not allowed.
    """
    aligner = aligner_of(settings, changes)
    _require_text(frame, document_columns(_text_schema(frame), columns).values())
    return _mapped(frame, partial(align_batch, settings=aligner, columns=columns), SCHEMA)


def check(
    frame: DataFrame,
    settings: Settings | Aligner | None = None,
    *,
    columns: Columns = COLUMNS,
    **changes: Unpack[Changes],
) -> DataFrame:
    """Find the mismatches in aligned pairs, one pair in each row; see `align` and `check_batch`."""
    aligner = aligner_of(settings, changes)
    check_columns(_text_schema(frame), columns)
    _require_text(frame, {columns.source, columns.target})
    return _mapped(frame, partial(check_batch, settings=aligner, columns=columns), CHECK_SCHEMA)


def learn_lexicon(aligned: DataFrame) -> Lexicon:
    """Learn words that the lexicon lacks from a whole collection, as `aligner.learn_lexicon` does.

    Workers count words, Spark adds up the counts, and only words that occur together often enough are sent to
    the driver.

    Args:
        aligned: What `align` returned; it is fastest if it was written and read again.

    Returns:
        A lexicon for a second pass, `align(frame, lexicon=...)`. It equals what `aligner.learn_lexicon`
        returns for these alignments.
    """
    import pyspark.sql.functions as sql

    pair = sql.col("pair")
    # If the frame does not say the language of the target, the source decides, see `aligner.pairs.direction`.
    names_target = "target_language" in aligned.columns
    target = (
        sql.col("target_language") if names_target else sql.lit(None).cast("string").alias("target_language")
    )
    texts = (
        aligned.select("source_language", target, sql.explode("pairs").alias("pair"))
        .where(pair["confidence"] >= LEAST_CONFIDENCE)
        .select(
            "source_language",
            "target_language",
            pair["source"].alias("source"),
            pair["target"].alias("target"),
        )
    )
    counted = texts.mapInArrow(_counted, "first string, second string, pairs long")
    often = sql.col("pairs") >= LEAST_MEETINGS
    counts = counted.groupBy("first", "second").agg(sql.sum("pairs").alias("pairs")).where(often).persist()
    try:
        first = counts.where("second is null").select("first", sql.col("pairs").alias("of_first"))
        second = counts.where("first is null").select("second", sql.col("pairs").alias("of_second"))
        together = counts.where("first is not null and second is not null")
        dice = 2 * (sql.col("pairs") - 1) / (sql.col("of_first") + sql.col("of_second") - 1)
        likely = together.join(first, "first").join(second, "second").where(dice >= LEAST_DICE).collect()
    finally:
        counts.unpersist()
    learnt = WordCounts()
    for row in likely:
        learnt.first[row["first"]] = row.of_first
        learnt.second[row["second"]] = row.of_second
        learnt.together[row["first"], row["second"]] = row.pairs
    return likely_translations(learnt)


def _text_schema(frame: DataFrame) -> pa.Schema:
    """Return the columns with their Arrow types; the type of columns that hold no text is null.

    PySpark can convert schemas too, but what it needs to know of the other columns changes from version to
    version.
    """
    import pyarrow as pa

    forms = {"string": pa.string(), "binary": pa.binary(), "array<string>": pa.list_(pa.string())}
    columns = ((field.name, field.dataType.simpleString()) for field in frame.schema.fields)
    return pa.schema([(name, forms.get(form, pa.null())) for name, form in columns])


def _require_text(frame: DataFrame, names: Collection[str]) -> None:
    for field in frame.schema.fields:
        form = field.dataType.simpleString()
        if field.name in names and form not in ("string", "binary", "array<string>", "void"):
            raise InputError(f"column {field.name!r} is of type {form}; text was expected")


def _mapped(
    frame: DataFrame, function: Callable[[pa.RecordBatch], pa.RecordBatch], added: pa.Schema
) -> DataFrame:
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType

    schema = StructType([*frame.schema.fields, *from_arrow_schema(added).fields])
    return frame.mapInArrow(partial(_in_parts, function), schema)


def _in_parts(
    function: Callable[[pa.RecordBatch], pa.RecordBatch], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    return (function(part) for batch in batches for part in slices(batch))


def _counted(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Count words: pairs of words, or words of one language if the other word is null."""
    import pyarrow as pa

    for batch in batches:
        for part in slices(batch, _PAIRS):
            counts = _counts(part)
            rows = [
                *((first, None, number) for first, number in counts.first.items()),
                *((None, second, number) for second, number in counts.second.items()),
                *((first, second, number) for (first, second), number in counts.together.items()),
            ]
            columns = zip(*rows, strict=True) if rows else ((), (), ())
            forms = (pa.string(), pa.string(), pa.int64())
            arrays = [pa.array(column, form) for column, form in zip(columns, forms, strict=True)]
            yield pa.RecordBatch.from_arrays(arrays, names=["first", "second", "pairs"])


def _counts(batch: pa.RecordBatch) -> WordCounts:
    """Count the words of some pairs of texts, in the order of the language pair."""
    counts = WordCounts()
    names = ("source_language", "target_language", "source", "target")
    for source, target, *texts in zip(*(batch[name].to_pylist() for name in names), strict=True):
        languages = pair_of(*direction(source, target))
        first, second = texts if source == languages.first.code else texts[::-1]
        counts.count(first, second, languages)
    return counts
