"""Reads rows of Parquet files, and looks at their sizes before they take memory.

A file of 2 kB can have rows of 50 MB: the format stores a text that many rows share only once, and compresses
the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aligner.model.errors import MissingExtraError

_ROWS = 64  # in memory at once; a page has some thousand bytes


def parquet_rows(path: str, largest: int) -> Iterator[tuple[Mapping[str, Any] | None, float]]:
    """Read every row of a file, with the share of rows read so far. A row with too large a text is None.

    Args:
        largest: How many characters a text of a row may have.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        from pyarrow import parquet
    except ImportError as missing:
        raise MissingExtraError.of("Parquet needs", "pyarrow", "arrow") from missing
    # A text that many rows share is held once, and its size is seen before the rows are made of it.
    shared, nested = _texts(parquet.ParquetFile(path).schema)
    table = parquet.ParquetFile(path, read_dictionary=shared)
    total, number = max(table.metadata.num_rows, 1), 0
    for batch in table.iter_batches(batch_size=_rows_at_once(table.metadata, largest, nested=bool(nested))):
        for row in _rows_of(batch, largest):
            number += 1
            yield row, number / total


def _texts(schema: Any) -> tuple[list[str], list[str]]:
    """The columns of texts: those of the rows themselves, and those inside lists and structures."""
    columns = (schema.column(number) for number in range(len(schema.names)))
    texts = [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]
    return [path for path in texts if "." not in path], [path for path in texts if "." in path]


def _rows_at_once(metadata: Any, largest: int, *, nested: bool) -> int:
    """How many rows to read at a time: enough for usual documents, fewer if rows are huge.

    Texts in lists can be shared by many rows too, which is only seen once the rows are made. Then rows are
    read one by one, unless no row can be too large.

    The size of a single column would be a better measure, but asking a damaged file for it ends the process
    (pyarrow 26: `Definition level histogram size mismatch`, which can't be caught).
    """
    sizes = [1]
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        sizes.append(group.total_byte_size if nested else group.total_byte_size // max(group.num_rows, 1))
    return max(1, min(_ROWS, largest // max(sizes)))


def _rows_of(batch: Any, largest: int) -> Iterator[Mapping[str, Any] | None]:
    """The rows of a batch. If the batch has too large a text, each row is measured before it is made."""
    from pyarrow import compute, types

    shared = [column for column in batch.columns if types.is_dictionary(column.type)]
    most = 4 * largest  # bytes; UTF-8 has at most four a character
    sizes = [compute.binary_length(column.dictionary).to_pylist() for column in shared]
    if all(size is None or size <= most for of_column in sizes for size in of_column):
        yield from batch.to_pylist()
        return
    places = [column.indices.to_pylist() for column in shared]
    for number, row in enumerate(zip(*places, strict=True)):
        texts = (of_column[place] for of_column, place in zip(sizes, row, strict=True) if place is not None)
        if max((size or 0 for size in texts), default=0) > most:
            yield None
        else:
            yield from batch.slice(number, 1).to_pylist()
