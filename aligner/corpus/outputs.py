"""The output files of a corpus: JSON lines, Parquet, a translation memory, Moses.

A worker makes the parts of a document, and the journal adds each to a file. At the end the output is made
from these files: they are moved, joined, or read one document at a time. How one document looks in a file is
decided by `aligner.formats` and `aligner.pipelines.columns`; for training pairs, by
`aligner.corpus.training`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aligner.corpus.record import alignment_text
from aligner.formats.jsonl import dumps
from aligner.formats.whole import move_whole, whole_files
from aligner.model.alignment import Alignment, Pair
from aligner.model.document import Document, Failure
from aligner.model.errors import AlignerError, InputError, MissingExtraError, SettingsError
from aligner.pairs import direction
from aligner.pipelines.pipe import batched

_ROWS = 256  # documents in a row group of Parquet: some ten megabytes


class CorpusOutput:
    """A kind of output file: the parts that a worker makes for it, and how it is written at the end.

    Attributes:
        streams: How many parts a document has.
    """

    streams = 1

    def parts(self, alignment: Alignment, place: str) -> tuple[bytes, ...]:
        """Return the parts of an aligned document, from which the file will be made."""
        raise NotImplementedError

    def failed(self, place: str, error: AlignerError) -> tuple[bytes, ...]:
        """Return the parts of a document that could not be aligned."""
        return ()

    def lost(self, alignment: Alignment) -> Mapping[str, int]:
        """Return how many pairs of a document the file leaves out, by reason."""
        return {}

    def files(self, path: Path) -> list[Path]:
        """Return the files that make up the output."""
        return [path]

    def write(self, parts: Sequence[Path], path: Path) -> Mapping[str, int]:
        """Make the output from the files of parts, completely or not at all.

        Returns:
            Counts for the summary.
        """
        raise NotImplementedError


@dataclass(frozen=True)
class Lines(CorpusOutput):
    """JSON lines, which `aligner.formats` can read. Documents that could not be aligned have no line.

    Attributes:
        slim: Whether evidence and page are left out.
    """

    slim: bool = False

    def parts(self, alignment: Alignment, place: str) -> tuple[bytes, ...]:
        """The line of the document."""
        return (alignment_text(alignment, slim=self.slim).encode() + b"\n",)

    def write(self, parts: Sequence[Path], path: Path) -> Mapping[str, int]:
        """Move the file of lines; it is the output already."""
        move_whole(parts, [path])
        return {}


@dataclass(frozen=True)
class Memory(CorpusOutput):
    """A translation memory, TMX. Each document is named after its place, since two must not share a name."""

    streams = 3

    def parts(self, alignment: Alignment, place: str) -> tuple[bytes, ...]:
        """The source language, the properties of the header, and the units."""
        from aligner.formats.markup import markup
        from aligner.formats.tmx import elements

        unmatched, units = elements(replace(alignment, document=place))
        texts = (
            "".join(f"  {markup(element, depth=2)}\n" for element in side) for side in (unmatched, units)
        )
        return (
            f"{alignment.source_language}\n".encode(),
            *(text.encode("utf-8", "replace") for text in texts),
        )

    def write(self, parts: Sequence[Path], path: Path) -> Mapping[str, int]:
        """Write one header for all documents, then the units of all."""
        from xml.etree.ElementTree import Element

        from aligner.formats.markup import document
        from aligner.formats.tmx import DOCTYPE, memory

        languages, unmatched, units = parts
        with languages.open(encoding="utf-8") as lines:
            root, *places = memory({line.strip() for line in lines})
        for place in places:
            place.append(Element("here"))
        before, between, after = document(root, DOCTYPE).split("  <here />\n")
        with whole_files(path) as (file,):
            for text, content in ((before, unmatched), (between, units)):
                file.write(text.encode())
                with content.open("rb") as stream:
                    shutil.copyfileobj(stream, file)
            file.write(after.encode())
        return {}


@dataclass(frozen=True)
class Moses(CorpusOutput):
    """Pairs with two sides, one line each in two files, and their origin in `x.ids`.

    The suffixes of the two are the languages of the first pair of the library; documents in other languages
    can't be written. The third file has the columns of OPUS (document, document, source sentences, target
    sentences) and the confidence as a fifth column.
    """

    streams = 3

    def parts(self, alignment: Alignment, place: str) -> tuple[bytes, ...]:
        """The lines for the three files, in the order in which the files are moved."""
        from aligner.formats.moses import line

        pairs = [pair for pair in alignment if pair.source and pair.target]
        sides = {
            alignment.source_language: [line(pair.source_text) for pair in pairs],
            alignment.target_language: [line(pair.target_text) for pair in pairs],
        }
        require_direction(alignment, place)
        name = line(alignment.document)
        origins = ["\t".join([name, name, *_origin(pair)]) for pair in pairs]
        columns = (origins, *(sides[code] for code in direction()))
        return tuple("".join(f"{text}\n" for text in texts).encode("utf-8", "replace") for texts in columns)

    def files(self, path: Path) -> list[Path]:
        """The files of the two sides and the third file, which identifies them."""
        return [path.with_suffix(f".{side}") for side in _moses()]

    def write(self, parts: Sequence[Path], path: Path) -> Mapping[str, int]:
        """Move the files of lines; they are the output already."""
        move_whole(parts, self.files(path))
        return {}


def require_direction(alignment: Alignment, place: str) -> None:
    """Check that a document is in the languages for which there is a file.

    Raises:
        InputError: It is in other languages.
    """
    languages = {alignment.source_language, alignment.target_language}
    if languages != {*direction()}:
        wanted, met = (" and ".join(sorted(names)) for names in (direction(), languages))
        raise InputError(f"{place}: a document in {met}; the files are for {wanted}")


def _moses() -> tuple[str, ...]:
    """The suffixes in the order in which the files are moved; the first file identifies the others."""
    return ("ids", *direction())


def _origin(pair: Pair) -> list[str]:
    sides = (pair.bead.source, pair.bead.target)
    return [*(" ".join(map(str, numbers)) for numbers in sides), f"{pair.confidence:.4f}"]


@dataclass(frozen=True)
class Parquet(CorpusOutput):
    """One row for each document: its name, metadata as JSON, and the columns of `aligner.pipelines.columns`.

    A document that could not be aligned has a row with its `error`.
    """

    def __post_init__(self) -> None:
        require_parquet()

    def parts(self, alignment: Alignment, place: str) -> tuple[bytes, ...]:
        """The row of the document."""
        from aligner.pipelines.columns import alignment_row

        row = [alignment.document, dumps(dict(alignment.metadata)), alignment_row(alignment)]
        return (dumps(row).encode() + b"\n",)

    def failed(self, place: str, error: AlignerError) -> tuple[bytes, ...]:
        """A row with the error."""
        from aligner.pipelines.columns import alignment_row

        return (dumps([place, "{}", alignment_row(Failure(Document(place), error))]).encode() + b"\n",)

    def write(self, parts: Sequence[Path], path: Path) -> Mapping[str, int]:
        """Write the rows in groups of some hundred documents."""
        import pyarrow as pa
        from pyarrow import parquet

        from aligner.pipelines.columns import SCHEMA, struct_array

        known = pa.schema([("document", pa.string()), ("metadata", pa.string())])
        schema = pa.unify_schemas([known, SCHEMA])
        with (
            parts[0].open("rb") as lines,
            whole_files(path) as (file,),
            parquet.ParquetWriter(file, schema, compression="zstd") as writer,
        ):
            for group in batched(lines, _ROWS):
                rows = [json.loads(line) for line in group]
                names = [pa.array([_storable(row[column]) for row in rows]) for column in (0, 1)]
                columns = struct_array([row[2] for row in rows], SCHEMA).flatten()
                writer.write_table(pa.Table.from_arrays([*names, *columns], schema=schema))
        return {}


def require_parquet() -> None:
    """Raise before the work begins, not after hours, if Parquet can't be written.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        from pyarrow import parquet  # noqa: F401
    except ImportError as missing:
        raise MissingExtraError.of("Parquet needs", "pyarrow", "arrow") from missing


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


OUTPUTS: dict[str, Callable[[], CorpusOutput]] = {
    ".jsonl": Lines,
    ".parquet": Parquet,
    ".tmx": Memory,
    ".moses": Moses,
}


def output_for(path: Path, *, slim: bool = False) -> CorpusOutput:
    """Find the kind of output that the suffix of a file means.

    Args:
        path: The output.
        slim: Whether evidence and page are left out.

    Raises:
        InputError: No kind has the suffix.
        SettingsError: This kind can't leave out evidence and page.
        MissingExtraError: A package that writes the format is not installed.
    """
    suffix = path.suffix.lower()
    if suffix not in OUTPUTS:
        raise InputError(f"{path}: a corpus can't be written as {suffix!r}; take {', '.join(OUTPUTS)}")
    if not slim:
        return OUTPUTS[suffix]()
    if suffix != ".jsonl":
        raise SettingsError(f"{path}: only .jsonl can be slim; the other forms have what they have")
    return Lines(slim=True)
