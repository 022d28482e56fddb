"""Alignments as rows of nested Arrow columns, which `align_batch` adds to a batch and Parquet files hold.

A document is a row, with these columns (`SCHEMA`):

    source_language      its code, such as ko
    target_language      likewise
    splitter             the sentence splitter, as in `Alignment.splitter`
    layout               arrangement of the articles on a page, as in `Page`; null if there is no page
    layout_confidence    probability that layout and borders are right
    notes                what a reader should know about the page
    page_text            the text that spans point into, if it differs from the page as given (HTML, bytes)
    pairs                list of `PAIR`, in source order
    document_mismatches  list of `MISMATCH`: mismatches that belong to no single pair
    error                the reason why the document was not aligned, in one line; null if it was aligned

A pair is the row of `Alignment.to_frame` with the places of its sentences, its evidence and its mismatches; a
mismatch is the row of `Alignment.mismatch_frame`. As there, pairs count from 1, sentences from 0, spans are
half-open code points, and values are written as text. A row does not hold the single links of the evidence,
the lines of the page and the settings.

Names and types stay as they are from version to version; new columns and fields come at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any, get_type_hints

from aligner.formats.rows import MISMATCH_COLUMNS, mismatch_row, pair_rows, written
from aligner.model.alignment import Alignment, Pair
from aligner.model.document import Failure
from aligner.model.errors import AlignerError, InputError, MissingExtraError
from aligner.model.mismatch import Mismatch
from aligner.model.text import Sentence

try:
    import pyarrow as pa
    import pyarrow.compute as pc
except ImportError as missing:
    raise MissingExtraError.of("columns need", "pyarrow", "arrow") from missing

_TEXT, _NUMBER, _SHARE = pa.string(), pa.int32(), pa.float64()

# A sentence is the next `end - start` characters of the text of its pair; a space separates sentences.
SENTENCE = pa.struct([("start", _NUMBER), ("end", _NUMBER), ("paragraph", _NUMBER), ("role", _TEXT)])

# The columns of `aligner.formats.rows` about the mismatch itself; each is an attribute of it or an end of a
# span.
_HINTS = get_type_hints(Mismatch)
_FORMS = {float: _SHARE, tuple[int, ...]: pa.list_(_NUMBER)}
MISMATCH = pa.struct(
    [
        (name, _FORMS.get(_HINTS[name], _TEXT) if name in _HINTS else _NUMBER)
        for name in MISMATCH_COLUMNS
        if name not in ("document", "pair")
    ]
)

PAIR = pa.struct(
    [
        ("pair", _NUMBER), ("bead", _TEXT), ("source", _TEXT), ("target", _TEXT), ("confidence", _SHARE),
        ("severity", _TEXT), ("kinds", _TEXT), ("length_ratio", _SHARE),
        ("source_start", _NUMBER), ("source_stop", _NUMBER),
        ("target_start", _NUMBER), ("target_stop", _NUMBER),
        ("source_sentences", pa.list_(SENTENCE)), ("target_sentences", pa.list_(SENTENCE)),
        ("evidence", _SHARE),
        ("evidence_terms", pa.list_(pa.struct([("name", _TEXT), ("nats", _SHARE)]))),
        ("mismatches", pa.list_(MISMATCH)),
    ]
)  # fmt: skip

SCHEMA = pa.schema(
    [
        ("source_language", _TEXT), ("target_language", _TEXT), ("splitter", _TEXT),
        ("layout", _TEXT), ("layout_confidence", _SHARE), ("notes", pa.list_(_TEXT)), ("page_text", _TEXT),
        ("pairs", pa.list_(PAIR)), ("document_mismatches", pa.list_(MISMATCH)),
        ("error", _TEXT),
    ]
)  # fmt: skip

# The columns that `check_batch` adds: the mismatches of a pair, or the error that prevented the check.
CHECK_SCHEMA = pa.schema([("mismatches", pa.list_(MISMATCH)), ("error", _TEXT)])

_PAIR_NAMES = frozenset(PAIR.field(number).name for number in range(PAIR.num_fields))
_MISMATCH_NAMES = frozenset(MISMATCH.field(number).name for number in range(MISMATCH.num_fields))


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns of text in your batches.

    Attributes:
        page, source, target: A batch has the column of pages, the other two, or all three. With all three,
            each row has either a page or two texts, and null in the other columns.

    Examples:
        >>> Columns(source="ko", target="en")
        Columns(page='page', source='ko', target='en')
    """

    page: str = "page"
    source: str = "source"
    target: str = "target"


COLUMNS = Columns()


def alignment_row(result: Alignment | Failure, given: object = None) -> dict[str, Any]:
    """Return the values of `SCHEMA` for one document, in a form that pyarrow accepts.

    Args:
        result: The alignment, or the failure.
        given: The page as the user gave it; if the text of the page is the same, it is not written again.
    """
    if isinstance(result, Failure):
        return {"error": error_text(result.error)}
    row: dict[str, Any] = {
        "source_language": result.source_language,
        "target_language": result.target_language,
        "splitter": result.splitter,
        "pairs": [_pair_row(pair, row) for pair, row in zip(result, pair_rows(result), strict=True)],
        "document_mismatches": mismatch_values(result.document_mismatches),
    }
    if (page := result.page) is not None:
        row |= {
            "layout": page.layout,
            "layout_confidence": page.confidence,
            "notes": page.notes,
            "page_text": None if page.text == given else page.text,
        }
    return row


def mismatch_values(mismatches: Iterable[Mismatch]) -> list[dict[str, Any]]:
    """Return the values of `MISMATCH` for each mismatch."""
    rows = []
    for mismatch in mismatches:
        row = mismatch_row(mismatch, "", None)
        for name in ("source_value", "target_value"):
            row[name] = None if row[name] is None else written(row[name])
        rows.append({name: value for name, value in row.items() if name in _MISMATCH_NAMES})
    return rows


def error_text(error: AlignerError) -> str:
    """Return the name and the message of an error, in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def struct_array(rows: Sequence[dict[str, Any]], schema: pa.Schema) -> pa.StructArray:
    """Convert rows into columns. A row that Arrow can't hold (lone surrogates) becomes its `error`."""
    form = pa.struct(schema)
    try:
        return pa.array(rows, form)
    except (pa.ArrowException, UnicodeError, OverflowError):
        return pa.array([_storable(row, form) for row in rows], form)


def _storable(row: dict[str, Any], form: pa.StructType) -> dict[str, Any]:
    try:
        pa.array([row], form)
    except (pa.ArrowException, UnicodeError, OverflowError) as problem:
        reason = str(problem).encode("ascii", "backslashreplace").decode("ascii")
        return {"error": error_text(InputError(f"Arrow columns can't hold its text: {reason}"))}
    return row


def _pair_row(pair: Pair, row: dict[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in row.items() if name in _PAIR_NAMES}
    return known | {
        "source_sentences": [_sentence_row(sentence) for sentence in pair.source],
        "target_sentences": [_sentence_row(sentence) for sentence in pair.target],
        "evidence": pair.evidence.total,
        "evidence_terms": [{"name": name, "nats": nats} for name, nats in pair.evidence.terms],
        "mismatches": mismatch_values(pair.mismatches),
    }


def _sentence_row(sentence: Sentence) -> dict[str, Any]:
    start, end = sentence.span
    return {"start": start, "end": end, "paragraph": sentence.paragraph, "role": sentence.role}


def pair_table(aligned: pa.Table | pa.RecordBatch, *, columns: Columns = COLUMNS) -> pa.Table:
    """Turn aligned documents into one row for each pair.

    Args:
        aligned: What `align_batch`, `align_table` or Spark's `align` returned; columns may have been dropped.
        columns: Names of the columns of text.

    Returns:
        The columns of the document, without its text and the columns of `SCHEMA`; then the columns of `PAIR`.
        A column of the document with a name of `PAIR` or `MISMATCH` gets `document_` before its name.
        Documents that could not be aligned have no rows.

    Raises:
        InputError: There is no column `pairs`.

    Examples:
        >>> from aligner.pipelines.arrow import align_table
        >>> texts = pa.table({"source": ["비가 왔다. 눈도 왔다."], "target": ["It rained. It snowed."]})
        >>> pair_table(align_table(texts)).select(["pair", "source", "target"]).to_pylist()[1]
        {'pair': 2, 'source': '눈도 왔다.', 'target': 'It snowed.'}
    """
    pairs = _nested(aligned, "pairs")
    rows = _fields(pc.list_flatten(pairs), PAIR)
    return _beside(aligned, columns, pc.list_parent_indices(pairs), rows)


def mismatch_table(aligned: pa.Table | pa.RecordBatch, *, columns: Columns = COLUMNS) -> pa.Table:
    """Turn aligned documents into one row for each mismatch, as `pair_table` does for each pair.

    Args:
        aligned: What `align_batch`, `align_table` or Spark's `align` returned.
        columns: Names of the columns of text.

    Returns:
        The columns of the document as in `pair_table`, `pair`, and the columns of `MISMATCH`. For each
        document the mismatches of its pairs come first; those of the whole document follow and have no
        `pair`.

    Raises:
        InputError: There is no column `pairs` or `document_mismatches`.

    Examples:
        >>> from aligner.pipelines.arrow import align_table
        >>> texts = pa.table({"source": ["3만 명이 왔다."], "target": ["300,000 came."]})
        >>> mismatch_table(align_table(texts)).select(["pair", "kind", "severity"]).to_pylist()
        [{'pair': 1, 'kind': 'magnitude', 'severity': 'error'}]
    """
    pairs, across = _nested(aligned, "pairs"), _nested(aligned, "document_mismatches")
    of_pairs = _fields(pc.list_flatten(pairs), PAIR)
    held = of_pairs["mismatches"]
    holders = pc.list_parent_indices(held)
    numbers = of_pairs["pair"].take(holders)
    rows = pa.concat_tables([_fields(pc.list_flatten(part), MISMATCH) for part in (held, across)])
    whole = pa.nulls(len(rows) - len(numbers), _NUMBER)
    rows = rows.add_column(0, "pair", pa.chunked_array([*numbers.chunks, whole]))
    inside = pc.list_parent_indices(pairs).take(holders)
    documents = pa.chunked_array([*inside.chunks, *pc.list_parent_indices(across).chunks], pa.int64())
    places = pa.table({"document": documents, "place": pa.array(range(len(rows)), pa.int64())})
    order = places.sort_by([("document", "ascending"), ("place", "ascending")])
    return _beside(aligned, columns, order["document"], rows.take(order["place"]))


def _nested(aligned: pa.Table | pa.RecordBatch, name: str) -> pa.ChunkedArray:
    """Return a column of lists in the type of `SCHEMA`, whatever type an engine has given it."""
    if name not in aligned.schema.names:
        raise InputError(f"no column {name!r}: these are no documents that `align_batch` returned")
    column = aligned[name].cast(SCHEMA.field(name).type)
    return column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])


def _fields(values: pa.ChunkedArray, form: pa.StructType) -> pa.Table:
    """Return the fields of a column of structs, as columns."""
    return pa.Table.from_struct_array(values) if len(values) else pa.schema(list(form)).empty_table()


def _beside(
    aligned: pa.Table | pa.RecordBatch, columns: Columns, documents: pa.ChunkedArray, rows: pa.Table
) -> pa.Table:
    """Put the columns of the documents before rows of their pairs or mismatches."""
    left_out = {*SCHEMA.names, *astuple(columns)}
    known = {
        f"document_{name}" if name in _PAIR_NAMES | _MISMATCH_NAMES else name: aligned[name].take(documents)
        for name in aligned.schema.names
        if name not in left_out
    }
    return pa.table({**known, **dict(zip(rows.column_names, rows.columns, strict=True))})
