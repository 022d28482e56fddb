"""The files that a corpus becomes: JSON lines, Parquet, a translation memory, Moses.

A worker makes the parts of a document, and at the end they are put together, one document in memory at a
time. What a file looks like for one document is the business of `aligner.formats` and of
`aligner.pipelines.columns`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from aligner.corpus.record import Record, alignment_text
from aligner.formats.jsonl import dumps
from aligner.formats.whole import whole_files
from aligner.model.alignment import Alignment, Pair
from aligner.model.document import Document, Failure
from aligner.model.errors import AlignerError, InputError, MissingExtraError
from aligner.pairs import direction
from aligner.pipelines.pipe import batched

Records = Callable[[], Iterator[Record]]

_ROWS = 256  # documents in a row group of Parquet: some ten megabytes


class CorpusOutput(Protocol):
    """A kind of file, for its worker and for the end."""

    def parts(self, alignment: Alignment, place: str) -> tuple[str, ...]:
        """What the file will be made from, JSON each."""

    def failed(self, place: str, error: AlignerError) -> tuple[str, ...]:
        """What the file holds of a document that could not be aligned."""

    def write(self, records: Records, path: Path) -> None:
        """The file, whole or not at all."""


@dataclass(frozen=True)
class Lines:
    """JSON lines: `aligner.formats` reads them back; documents that could not be aligned have no line."""

    def parts(self, alignment: Alignment, place: str) -> tuple[str, ...]:
        """The line."""
        return (alignment_text(alignment),)

    def failed(self, place: str, error: AlignerError) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def write(self, records: Records, path: Path) -> None:
        """One line a document."""
        with whole_files(path) as (file,):
            for record in _aligned(records):
                file.write(record.parts[0].encode() + b"\n")


@dataclass(frozen=True)
class Memory:
    """TMX: a document has its place for a name, as no two may share one."""

    def parts(self, alignment: Alignment, place: str) -> tuple[str, ...]:
        """The source language, what stands in the header, and the units."""
        from aligner.formats.markup import markup
        from aligner.formats.tmx import elements

        unmatched, units = elements(replace(alignment, document=place))
        texts = (
            "".join(f"  {markup(element, depth=2)}\n" for element in side) for side in (unmatched, units)
        )
        return (dumps(alignment.source_language), *map(dumps, texts))

    def failed(self, place: str, error: AlignerError) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def write(self, records: Records, path: Path) -> None:
        """The header of all documents, then the units of all."""
        from xml.etree.ElementTree import Element

        from aligner.formats.markup import document
        from aligner.formats.tmx import DOCTYPE, memory

        languages = {json.loads(record.parts[0]) for record in _aligned(records)}
        root, *places = memory(languages)
        for place in places:
            place.append(Element("here"))
        before, between, after = document(root, DOCTYPE).split("  <here />\n")
        with whole_files(path) as (file,):
            file.write(before.encode())
            for record in _aligned(records):
                file.write(json.loads(record.parts[1]).encode("utf-8", "replace"))
            file.write(between.encode())
            for record in _aligned(records):
                file.write(json.loads(record.parts[2]).encode("utf-8", "replace"))
            file.write(after.encode())


@dataclass(frozen=True)
class Moses:
    """Training data: pairs with two sides, a line each in two files, and where from in `x.ids`.

    The two are called as the languages of the first pair of the library are; documents of another pair have
    no place in them. The third file has the columns of OPUS (document, document, source and target
    sentences), and the confidence for a fifth.
    """

    def parts(self, alignment: Alignment, place: str) -> tuple[str, ...]:
        """The lines of the three files."""
        from aligner.formats.moses import line

        pairs = [pair for pair in alignment if pair.source and pair.target]
        sides = {
            alignment.source_language: [line(pair.source_text) for pair in pairs],
            alignment.target_language: [line(pair.target_text) for pair in pairs],
        }
        if sides.keys() != {*direction()}:
            wanted, met = (" and ".join(sorted(names)) for names in (direction(), sides))
            raise InputError(f"{place}: a document in {met}; the files are for {wanted}")
        name = line(alignment.document)
        origins = ["\t".join([name, name, *_origin(pair)]) for pair in pairs]
        columns = (*(sides[code] for code in direction()), origins)
        return tuple(dumps("".join(f"{text}\n" for text in texts)) for texts in columns)

    def failed(self, place: str, error: AlignerError) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def write(self, records: Records, path: Path) -> None:
        """All three files; none of them stands before all are written."""
        with whole_files(*files_of(path)) as (origins, *sides):
            for record in _aligned(records):
                for part, file in zip(record.parts, (*sides, origins), strict=False):
                    file.write(json.loads(part).encode("utf-8", "replace"))


def _moses() -> tuple[str, ...]:
    """Suffixes in the order in which the files are moved: the sides are known by the first."""
    return ("ids", *direction())


def _origin(pair: Pair) -> list[str]:
    sides = (pair.bead.source, pair.bead.target)
    return [*(" ".join(map(str, numbers)) for numbers in sides), f"{pair.confidence:.4f}"]


@dataclass(frozen=True)
class Parquet:
    """A row a document: `document`, `metadata` as JSON, and the `SCHEMA` of `aligner.pipelines.columns`.

    A document that could not be aligned has a row too, with its `error`.
    """

    def __post_init__(self) -> None:
        try:
            from pyarrow import parquet  # noqa: F401  said now rather than after hours of work
        except ImportError as missing:
            raise MissingExtraError.of("Parquet needs", "pyarrow", "arrow") from missing

    def parts(self, alignment: Alignment, place: str) -> tuple[str, ...]:
        """The row."""
        from aligner.pipelines.columns import alignment_row

        return (dumps([alignment.document, dumps(dict(alignment.metadata)), alignment_row(alignment)]),)

    def failed(self, place: str, error: AlignerError) -> tuple[str, ...]:
        """A row with the error."""
        from aligner.pipelines.columns import alignment_row

        return (dumps([place, "{}", alignment_row(Failure(Document(place), error))]),)

    def write(self, records: Records, path: Path) -> None:
        """Row groups of some hundred documents."""
        import pyarrow as pa
        from pyarrow import parquet

        from aligner.pipelines.columns import SCHEMA, struct_array

        known = pa.schema([("document", pa.string()), ("metadata", pa.string())])
        schema = pa.unify_schemas([known, SCHEMA])
        with whole_files(path) as (file,), parquet.ParquetWriter(file, schema, compression="zstd") as writer:
            for group in batched(records(), _ROWS):
                rows = [json.loads(record.parts[0]) for record in group]
                names = [pa.array([_storable(row[column]) for row in rows]) for column in (0, 1)]
                columns = struct_array([row[2] for row in rows], SCHEMA).flatten()
                writer.write_table(pa.Table.from_arrays([*names, *columns], schema=schema))


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


OUTPUTS: dict[str, Callable[[], CorpusOutput]] = {
    ".jsonl": Lines,
    ".parquet": Parquet,
    ".tmx": Memory,
    ".moses": Moses,
}


def output_for(path: Path) -> CorpusOutput:
    """The kind of file that a suffix names.

    Raises:
        InputError: None does.
        MissingExtraError: Something is not installed that is needed to write it.
    """
    suffix = path.suffix.lower()
    if suffix not in OUTPUTS:
        raise InputError(f"{path}: a corpus can't be written as {suffix!r}; take {', '.join(OUTPUTS)}")
    return OUTPUTS[suffix]()


def files_of(path: Path) -> list[Path]:
    """The files that an output is made of."""
    if path.suffix.lower() == ".moses":
        return [path.with_suffix(f".{side}") for side in _moses()]
    return [path]


def _aligned(records: Records) -> Iterable[Record]:
    return (record for record in records() if not record.error)
