"""Makes training pairs from aligned documents in data frames of Spark (extra `spark`).

    pairs = training_pairs(align(spark.read.parquet("pages")), drop="error", dedup="near")
    pairs.write.parquet("pairs")

See `aligner.pipelines.training`. The rows are those of `training_table` for the same documents. Which of two
repeated pairs is the earlier one depends on the order in which Spark reads the frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

from aligner.model.errors import InputError
from aligner.pairs import direction
from aligner.pipelines.repeats import blocks, exact_key, letters, near_in_block
from aligner.pipelines.training import Filters
from aligner.pipelines.training_columns import NAMES, NEEDED, FilterChanges, filters_of, training_rows

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

# The place of a row: its document in the order of the frame, and the number of the pair in it.
_PLACE = ("place", "pair")
_ROWS = "place long, pair int, first string, second string, document string, confidence double, kinds string"


def training_pairs(
    aligned: DataFrame, filters: Filters | None = None, **changes: Unpack[FilterChanges]
) -> DataFrame:
    """Select pairs that are good for training, one in each row.

    Args:
        aligned: What `align` returned; it is fastest if it was written and read again, since repeated pairs
            are looked for in several passes. The column `document`, or `id`, names a document.
        filters: Which pairs are left out.
        **changes: Single filters, as `drop="error"`.

    Returns:
        The columns of `training_table`, in no particular order. With `dedup="near"` a worker has all rows of
        a block in memory at a time.

    Raises:
        InputError: A column is missing.
        SettingsError: A filter has a value that is not allowed.
    """
    import pyspark.sql.functions as sql

    wanted = filters_of(filters, changes)
    name = next((name for name in NAMES if name in aligned.columns), None)
    lacking = [column for column in NEEDED if column not in aligned.columns]
    if name is None or lacking:
        raise InputError(
            f"no column {(lacking or [NAMES[-1]])[0]!r}: name the documents that `align` returned"
        )
    documents = aligned.select(*NEEDED, name).withColumn("place", sql.monotonically_increasing_id())
    rows = documents.mapInArrow(partial(_rows, filters=wanted), _ROWS)
    if wanted.dedup:
        rows = _first_of_each(rows)
    if wanted.dedup == "near":
        rows = rows.join(_near(rows), [*_PLACE], "left_anti")
    sides = (
        sql.col(column).alias(code) for column, code in zip(("first", "second"), direction(), strict=True)
    )
    translation = sql.struct(*sides).alias("translation")
    return rows.select(translation, "document", "pair", "confidence", "kinds")


def _first_of_each(rows: DataFrame) -> DataFrame:
    """Return the rows that equal no earlier row."""
    import pyspark.sql.functions as sql
    from pyspark.sql import Window

    keyed = rows.mapInArrow(_with_key, f"{_ROWS}, key long")
    earlier = sql.row_number().over(Window.partitionBy("key").orderBy(*_PLACE))
    return keyed.withColumn("before", earlier).where("before = 1").drop("key", "before")


def _near(rows: DataFrame) -> DataFrame:
    """Return the numbers of the rows that are near to an earlier row."""
    blocked = rows.mapInArrow(_blocked, "block long, place long, pair int, first string, second string")
    return blocked.groupBy("block").applyInArrow(_near_of_block, "place long, pair int").distinct()


def _rows(batches: Iterable[pa.RecordBatch], filters: Filters) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        places = batch["place"].to_pylist()
        rows = ({**row, "place": places[number]} for row, number in training_rows(batch, filters))
        yield from _batch(rows, _ROWS)


def _with_key(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    def keyed(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        key = exact_key(row["first"], row["second"])
        yield {**row, "key": key - (1 << 64) if key >> 63 else key}  # Spark has signed numbers only

    yield from _each(batches, keyed, f"{_ROWS}, key long")


def _blocked(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    def blocked(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        first, second = letters(row["first"]), letters(row["second"])
        for block in blocks(first):
            yield {
                "block": block,
                "place": row["place"],
                "pair": row["pair"],
                "first": first,
                "second": second,
            }

    yield from _each(batches, blocked, "block long, place long, pair int, first string, second string")


def _each(
    batches: Iterable[pa.RecordBatch],
    rows_of: Callable[[dict[str, Any]], Iterator[dict[str, Any]]],
    schema: str,
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield from _batch((new for row in batch.to_pylist() for new in rows_of(row)), schema)


def _near_of_block(block: pa.Table) -> pa.Table:
    import pyarrow as pa

    rows = block.sort_by([(name, "ascending") for name in _PLACE]).to_pylist()
    near = near_in_block((number, row["first"], row["second"]) for number, row in enumerate(rows))
    places = [{name: rows[number][name] for name in _PLACE} for number in near]
    return pa.Table.from_pylist(places, schema=_schema("place long, pair int"))


def _batch(rows: Iterable[dict[str, Any]], schema: str) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    yield pa.RecordBatch.from_pylist([*rows], schema=_schema(schema))


def _schema(written: str) -> pa.Schema:
    """Convert a schema of Spark, given as text, into one of Arrow."""
    import pyarrow as pa

    forms = {"long": pa.int64(), "int": pa.int32(), "string": pa.string(), "double": pa.float64()}
    fields = (field.split() for field in written.split(", "))
    return pa.schema([(name, forms[form]) for name, form in fields])
