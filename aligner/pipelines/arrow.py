"""Aligns documents in columns of Arrow, for any engine that works on Arrow batches (extra `arrow`).

A record batch has one document in each row: a page in the column `page`, or two texts in `source` and
`target`, each a text to be split or a list of sentences, which are not split. The result has all columns of
the batch unchanged, followed by those of `aligner.pipelines.columns.SCHEMA`. A row that can't be aligned
has the reason in its `error` and null in the other new columns; other rows are not affected.

The columns that `align_batch` adds are `SCHEMA`, those of `check_batch` are `CHECK_SCHEMA`; `COLUMNS` are the
usual names of the columns of text.

Rows are independent, so any engine may cut, order and distribute them: pyarrow's own datasets, pandas,
polars, DuckDB, Hugging Face datasets, Dask, joblib, and `aligner.pipelines.spark`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Unpack

from aligner.aligner import Aligner, checked_apart
from aligner.interface import aligner_of
from aligner.model.document import Document, Failure
from aligner.model.errors import InputError, MissingExtraError
from aligner.model.settings import Changes, Settings
from aligner.pipelines.columns import (
    CHECK_SCHEMA,
    COLUMNS,
    SCHEMA,
    Columns,
    alignment_row,
    error_text,
    mismatch_table,
    mismatch_values,
    pair_table,
    struct_array,
)
from aligner.pipelines.documents import align_document, recorded
from aligner.pipelines.training_columns import training_table

try:
    import pyarrow as pa
except ImportError as missing:
    raise MissingExtraError.of("columns need", "pyarrow", "arrow") from missing

__all__ = [
    "CHECK_SCHEMA",
    "COLUMNS",
    "SCHEMA",
    "Columns",
    "align_batch",
    "align_reader",
    "align_table",
    "check_batch",
    "mismatch_table",
    "pair_table",
    "training_table",
]

# Documents aligned before their results are passed on, so that a long stream needs little memory.
_ROWS = 64
# Pairs checked together.
_PAIRS = 512


def align_batch(
    batch: pa.RecordBatch,
    settings: Settings | Aligner | None = None,
    *,
    columns: Columns = COLUMNS,
    **changes: Unpack[Changes],
) -> pa.RecordBatch:
    """Align the documents of a record batch, one document in each row.

    Args:
        batch: As the module describes. Texts are strings, pages may also be bytes; large, view and dictionary
            types are read too.
        settings: The settings, or an aligner that has an encoder or a splitter of its own.
        columns: Names of the columns of text.
        **changes: Single settings, as in `aligner.align`.

    Returns:
        The same rows in the same order, with the columns of `SCHEMA` at the end. A row without text has an
        `error`.

    Raises:
        InputError: Columns are missing, have another type, or have a name of `SCHEMA`.
        SettingsError: A setting has a value that is not allowed.

    Examples:
        >>> batch = pa.record_batch({"source": ["3만 명이 왔다.", None], "target": ["300,000 came.", ""]})
        >>> aligned = align_batch(batch)
        >>> [pair["kinds"] for pair in aligned["pairs"][0].as_py()]
        ['magnitude']
        >>> aligned["error"].is_null().to_pylist()
        [True, False]
    """
    aligner = aligner_of(settings, changes)
    places = document_columns(batch.schema, columns)
    rows = [_aligned_row(batch, number, places, aligner) for number in range(batch.num_rows)]
    return _with(batch, rows, SCHEMA)


def align_reader(
    documents: pa.RecordBatchReader | pa.Table,
    settings: Settings | Aligner | None = None,
    *,
    columns: Columns = COLUMNS,
    **changes: Unpack[Changes],
) -> pa.RecordBatchReader:
    """Align a stream of documents, `ROWS` at a time, so that memory does not grow; see `align_batch`.

    Args:
        documents: A table or a reader, such as `pyarrow.dataset.dataset("folder").scanner().to_reader()`.
        settings, columns, **changes: As in `align_batch`.

    Returns:
        A stream. A batch of it is aligned when it is read.

    Raises:
        InputError, SettingsError: As `align_batch`, before anything is read.

    Examples:
        >>> table = pa.table({"source": ["비가 왔다."], "target": ["It rained."]})
        >>> [batch.num_rows for batch in align_reader(table)]
        [1]
    """
    reader = documents.to_reader() if isinstance(documents, pa.Table) else documents
    aligner = aligner_of(settings, changes)
    document_columns(reader.schema, columns)
    parts = (align_batch(part, aligner, columns=columns) for batch in reader for part in slices(batch))
    return pa.RecordBatchReader.from_batches(extended(reader.schema, SCHEMA), parts)


def align_table(
    table: pa.Table,
    settings: Settings | Aligner | None = None,
    *,
    columns: Columns = COLUMNS,
    **changes: Unpack[Changes],
) -> pa.Table:
    """Align the documents of a table; see `align_batch`.

    Examples:
        >>> table = pa.table({"original": ["비가 왔다."], "translation": ["It rained."]})
        >>> aligned = align_table(table, columns=Columns(source="original", target="translation"))
        >>> aligned["source_language"].to_pylist()
        ['ko']
    """
    return align_reader(table, settings, columns=columns, **changes).read_all()


def check_batch(
    batch: pa.RecordBatch,
    settings: Settings | Aligner | None = None,
    *,
    columns: Columns = COLUMNS,
    **changes: Unpack[Changes],
) -> pa.RecordBatch:
    """Find the mismatches in pairs that are aligned already, one pair in each row.

    Args:
        batch: Two columns of text. Rows are independent of each other.
        settings, columns, **changes: As in `align_batch`.

    Returns:
        The same rows with the columns of `CHECK_SCHEMA` at the end: mismatches, or an `error`.

    Raises:
        InputError: Columns are missing, have another type, or have a name of `CHECK_SCHEMA`.
        SettingsError: A setting has a value that is not allowed.

    Examples:
        >>> batch = pa.record_batch({"source": ["3만 명이 왔다."], "target": ["300,000 people came."]})
        >>> [mismatch["kind"] for mismatch in check_batch(batch)["mismatches"][0].as_py()]
        ['magnitude']
    """
    aligner = aligner_of(settings, changes)
    check_columns(batch.schema, columns)
    rows = chain.from_iterable(_checked_rows(part, columns, aligner) for part in slices(batch, _PAIRS))
    return _with(batch, list(rows), CHECK_SCHEMA)


def slices(batch: pa.RecordBatch, rows: int = _ROWS) -> Iterator[pa.RecordBatch]:
    """Cut a batch into parts of at most so many rows."""
    for start in range(0, batch.num_rows, rows):
        yield batch.slice(start, rows)


def _aligned_row(
    batch: pa.RecordBatch, number: int, places: dict[str, str], aligner: Aligner
) -> dict[str, Any]:
    try:
        cells = {key: _value(batch[name][number]) for key, name in places.items()}
        texts = {key: value for key, value in cells.items() if value is not None}
        if set(texts) not in ({"page"}, {"source", "target"}):
            filled = _listed([places[key] for key in texts])
            raise InputError(f"a row has either a page or two texts; not null in this one: {filled}")
        document = Document(**texts)
    except InputError as error:
        return alignment_row(Failure(Document(), error))
    return alignment_row(align_document(document, aligner), document.page)


def _checked_rows(batch: pa.RecordBatch, columns: Columns, aligner: Aligner) -> Iterator[dict[str, Any]]:
    read = list(map(_pair, batch[columns.source], batch[columns.target]))
    pairs = [row for row in read if not isinstance(row, InputError)]
    checked = iter(_checked(pairs, aligner))
    for row in read:
        yield {"error": error_text(row)} if isinstance(row, InputError) else next(checked)


def _checked(pairs: Sequence[tuple[str, str]], aligner: Aligner) -> list[dict[str, Any]]:
    """Check pairs together; if that fails, one by one, so that an error is one of its row alone."""
    try:
        return [{"mismatches": mismatch_values(found)} for found in checked_apart(aligner, pairs)]
    except Exception as error:  # as in `align_document`
        if len(pairs) > 1:
            return [row for pair in pairs for row in _checked([pair], aligner)]
        return [{"error": error_text(recorded(error))}]


def _pair(source: pa.Scalar, target: pa.Scalar) -> tuple[str, str] | InputError:
    """Return the texts of a row, or why it has none."""
    try:
        pair = _value(source), _value(target)
    except InputError as error:
        return error
    missing = [name for name, text in zip(("source", "target"), pair, strict=True) if text is None]
    return InputError(f"the {missing[0]} is null") if missing else pair


def _value(cell: pa.Scalar) -> Any:
    """Return the value of a cell. Arrow does not check that its strings are valid UTF-8."""
    try:
        return cell.as_py()
    except UnicodeDecodeError as error:
        raise InputError(f"the text is not UTF-8 (byte {error.start})") from error


def _with(batch: pa.RecordBatch, rows: Sequence[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    new = struct_array(rows, schema).flatten()
    return pa.RecordBatch.from_arrays([*batch.columns, *new], schema=extended(batch.schema, schema))


def extended(given: pa.Schema, new: pa.Schema) -> pa.Schema:
    """Return the schema of a batch, with the columns that are added to it."""
    return pa.schema([*given, *new], given.metadata)


def document_columns(schema: pa.Schema, columns: Columns) -> dict[str, str]:
    """Find the columns that hold documents, by the name of the field of `Document`.

    Raises:
        InputError: They are missing or have another type, or a column has a name of `SCHEMA`.
    """
    columns_of = {"page": columns.page} if columns.page in schema.names else {}
    if {columns.source, columns.target} <= set(schema.names):
        columns_of |= {"source": columns.source, "target": columns.target}
    if not columns_of:
        raise InputError(
            f"no column {columns.page!r}, and not both {columns.source!r} and {columns.target!r}, among "
            f"{_listed(schema.names)}; name yours by columns=Columns(page=..., source=..., target=...)"
        )
    for key, name in columns_of.items():
        if key == "page":
            _require_type(schema.field(name), "text or bytes", _is_text, _is_binary)
        else:
            _require_type(schema.field(name), "text or lists of text", _is_text, _is_list_of_text)
    _require_room(schema, SCHEMA)
    return columns_of


def check_columns(schema: pa.Schema, columns: Columns) -> None:
    """Check that a batch holds pairs for `check_batch`.

    Raises:
        InputError: As `check_batch`.
    """
    for name in (columns.source, columns.target):
        if name not in schema.names:
            raise InputError(f"no column {name!r} among {_listed(schema.names)}")
        _require_type(schema.field(name), "text", _is_text)
    _require_room(schema, CHECK_SCHEMA)


def _require_type(field: pa.Field, wanted: str, *tests: Callable[[pa.DataType], bool]) -> None:
    form = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    if not pa.types.is_null(form) and not any(test(form) for test in tests):
        raise InputError(f"column {field.name!r} is of type {field.type}; {wanted} was expected")


def _require_room(given: pa.Schema, new: pa.Schema) -> None:
    taken = [name for name in given.names if name in new.names]
    if taken:
        raise InputError(f"rename the columns {_listed(taken)}: the results bring columns of these names")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names)) or "none"


def _is_text(form: pa.DataType) -> bool:
    return form in (pa.string(), pa.large_string(), pa.string_view())


def _is_binary(form: pa.DataType) -> bool:
    return form in (pa.binary(), pa.large_binary(), pa.binary_view())


def _is_list_of_text(form: pa.DataType) -> bool:
    types = pa.types
    lists = (types.is_list, types.is_large_list, types.is_list_view, types.is_large_list_view)
    return any(test(form) for test in lists) and (_is_text(form.value_type) or types.is_null(form.value_type))
