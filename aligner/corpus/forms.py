"""The formats of training pairs: one row for each pair, as training programs read it.

    .tsv      a header, then the text in either language, document, pair, confidence and kinds of mismatches
    .jsonl    `{"translation": {"ko": ..., "en": ...}, "document": ..., ...}`, as the translation tasks of
              Hugging Face have it
    .parquet  the same columns
    .moses    two files, one for each language, and `x.ids` with the places

Any of them may be compressed, with `.gz` or `.zst` behind the suffix. The name of a part comes before the
suffix: `pairs.train.tsv.gz`. Line breaks and tabs in a text become blanks; lone surrogates, which no file can
hold, become U+FFFD. These tables are for programs: a text that begins with `=`, which a
spreadsheet would read as a formula, stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from aligner.formats.jsonl import dumps
from aligner.formats.moses import line
from aligner.formats.packed import format_suffix, packed, packing_of, zstd_module
from aligner.model.errors import InputError
from aligner.pairs import direction

# First and second text, document, number of the pair, confidence, kinds, sentences of either text.
Row = Sequence[Any]
Adds = Callable[[Row], None]

COLUMNS = ("document", "pair", "confidence", "kinds")
_ROWS = 4096  # in a row group of Parquet: about a megabyte
_DIGITS = 4  # decimals of a confidence; more would be meaningless


def _table(streams: Sequence[IO[bytes]]) -> Iterator[Adds]:
    (stream,) = streams
    stream.write(("\t".join((*direction(), *COLUMNS)) + "\n").encode())

    def add(row: Row) -> None:
        first, second, document, pair, confidence, kinds, *_ = row
        cells = (first, second, document, str(pair), str(round(confidence, _DIGITS)), kinds)
        stream.write(("\t".join(map(line, cells)) + "\n").encode())

    yield add


def _lines(streams: Sequence[IO[bytes]]) -> Iterator[Adds]:
    (stream,) = streams
    codes = direction()

    def add(row: Row) -> None:
        stream.write((dumps(_values(_in_one_line(row), codes)) + "\n").encode())

    yield add


def _parquet(streams: Sequence[IO[bytes]]) -> Iterator[Adds]:
    import pyarrow as pa
    from pyarrow import parquet

    from aligner.pipelines.training_columns import training_schema

    codes = direction()
    schema = training_schema(codes)
    waiting: list[dict[str, Any]] = []
    with parquet.ParquetWriter(streams[0], schema, compression="zstd") as writer:

        def flush() -> None:
            writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
            waiting.clear()

        def add(row: Row) -> None:
            waiting.append(_values(_in_one_line(row), codes))
            if len(waiting) >= _ROWS:
                flush()

        yield add
        if waiting:
            flush()


def _moses(streams: Sequence[IO[bytes]]) -> Iterator[Adds]:
    origins, *sides = streams

    def add(row: Row) -> None:
        first, second, document, _, confidence, _, *sentences = row
        for text, stream in zip((first, second), sides, strict=True):
            stream.write(f"{line(text)}\n".encode())
        name = line(document)
        cells = (name, name, *sentences, f"{confidence:.{_DIGITS}f}")
        origins.write(("\t".join(cells) + "\n").encode())

    yield add


def _in_one_line(row: Row) -> Row:
    return [line(text) if isinstance(text, str) else text for text in row]


def _values(row: Row, codes: tuple[str, str]) -> dict[str, Any]:
    first, second, document, pair, confidence, kinds, *_ = row
    known = (document, pair, round(confidence, _DIGITS), kinds)
    return {
        "translation": dict(zip(codes, (first, second), strict=True)),
        **dict(zip(COLUMNS, known, strict=True)),
    }


# The writer of each format: a generator that yields a function to add a row, and is resumed after the last
# row.
_WRITERS: dict[str, Callable[[Sequence[IO[bytes]]], Iterator[Adds]]] = {
    ".tsv": _table,
    ".jsonl": _lines,
    ".parquet": _parquet,
    ".moses": _moses,
}
FORMS = tuple(_WRITERS)


def form_of(path: Path) -> str:
    """Find the format that a file name means.

    Raises:
        InputError: No format has its suffix.
        MissingExtraError: A package that writes the format is not installed.
    """
    form = format_suffix(path)
    if form not in FORMS:
        known = ", ".join(FORMS)
        raise InputError(f"{path}: pairs can't be written as {form!r}; take {known}, also with .gz or .zst")
    if packing_of(path) == ".zst":
        zstd_module()
    if form == ".parquet":
        from aligner.corpus.outputs import require_parquet

        require_parquet()
    return form


def files_of(path: Path, part: str = "") -> list[Path]:
    """Return the files of an output or of one of its parts, in the order in which they are moved."""
    packing, form = packing_of(path), format_suffix(path)
    stem = path.name[: -len(packing)] if packing else path.name
    stem = stem[: -len(form)] + (f".{part}" if part else "")
    sides = [f".{side}" for side in ("ids", *direction())] if form == ".moses" else [form]
    return [path.with_name(f"{stem}{side}{packing}") for side in sides]


@contextmanager
def rows_into(files: Sequence[BinaryIO], path: Path) -> Iterator[Adds]:
    """Make a function that adds a row to the open files of an output or of one of its parts."""
    with ExitStack() as stack:
        streams = [stack.enter_context(packed(file, packing_of(path))) for file in files]
        yield stack.enter_context(contextmanager(_WRITERS[format_suffix(path)])(streams))
