"""The formats by suffix, and the functions that use them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, Protocol

from aligner.corrections import SUFFIX
from aligner.formats import ces, html, jsonl, ladder, table, tmx, xliff
from aligner.formats.bitexts.elements import declared_text
from aligner.formats.bitexts.tables import any_text
from aligner.formats.columns import read_columns
from aligner.formats.law import Limits, lawful, reading
from aligner.formats.moses import MosesPair
from aligner.formats.whole import read_text, write_whole
from aligner.model.alignment import Alignment
from aligner.model.errors import FormatError, InputError


class Format(Protocol):
    """How alignments get into files and back."""

    @property
    def many(self) -> bool:
        """Whether one file can hold several documents."""

    def save(self, documents: Sequence[Alignment], path: Path) -> None:
        """Write the documents, exactly one unless `many`."""

    def load(self, path: Path) -> list[Alignment]:
        """Read the documents."""

    def files(self, path: Path) -> list[Path]:
        """All files that `save` writes."""


@dataclass(frozen=True)
class TextFormat:
    """A format of one text file.

    Attributes:
        write: The text of any number of alignments if `many`, else of exactly one.
        read: The alignments in a text.
        many: Whether one file can hold several documents.
        encoding: Of the file; a byte order mark is understood in all of them.
        text_of: Reads the text of a file, in UTF-8 unless the format can declare another encoding.
    """

    write: Callable[[Sequence[Alignment]], str]
    read: Callable[[str], list[Alignment]]
    many: bool = True
    encoding: str = "utf-8"
    text_of: Callable[[Path], str] = read_text

    def save(self, documents: Sequence[Alignment], path: Path) -> None:
        """Write the file whole."""
        write_whole(path, self.write(documents).encode(self.encoding))

    def load(self, path: Path) -> list[Alignment]:
        """Read the file."""
        return self.read(self.text_of(path))

    def files(self, path: Path) -> list[Path]:
        """The one file."""
        return [path]


TEXT_FORMATS: dict[str, TextFormat] = {
    ".json": TextFormat(jsonl.write_json, jsonl.read_json),
    ".jsonl": TextFormat(jsonl.write_lines, jsonl.read_lines),
    ".tsv": TextFormat(table.write_tsv, table.read_tsv, text_of=any_text),
    # Excel takes a CSV file for the code page of the machine unless a byte order mark opens it.
    ".csv": TextFormat(table.write_csv, table.read_csv, encoding="utf-8-sig", text_of=any_text),
    ".tmx": TextFormat(tmx.write, tmx.read, text_of=declared_text),
    ".xlf": TextFormat(xliff.write, xliff.read, text_of=declared_text),
    ".xliff": TextFormat(xliff.write, xliff.read, text_of=declared_text),
    ".ces": TextFormat(ces.write, ces.read, text_of=declared_text),
    ".html": TextFormat(html.write, html.read),
    ".ladder": TextFormat(ladder.write_ladder, ladder.read_ladder, many=False),
    ".align": TextFormat(ladder.write_lists, ladder.read_lists, many=False),
}
FORMATS: dict[str, Format] = {**TEXT_FORMATS, ".moses": MosesPair()}


def save(alignments: Alignment | Sequence[Alignment], path: str | PathLike[str]) -> None:
    """Write one alignment, or several where the format can hold them, in the format of the suffix.

    A file that is there is replaced if aligner wrote it (or it is empty); see `aligner.formats.ours`.

    Raises:
        FormatError: No format has the suffix, or it can't hold several documents.
        InputError: The file can't be written, or another one stands there, such as the page itself.
    """
    documents = (alignments,) if isinstance(alignments, Alignment) else tuple(alignments)
    form = format_of(path)
    if len(documents) != 1 and not form.many:
        raise FormatError(f"{path}: the format holds one document a file, not {len(documents)}")
    form.save(documents, Path(path))


def load(path: str | PathLike[str], *, limits: Limits | None = None) -> Alignment:
    """Read the one alignment of a file in the format of its suffix.

    Args:
        path: The file.
        limits: What it may ask for, where that is more than the usual `aligner.formats.Limits`.

    Raises:
        InputError: The file can't be read.
        FormatError: It does not hold what its suffix says, asks for more than it may, or holds not exactly
            one document.
    """
    alignments = load_all(path, limits=limits)
    if len(alignments) != 1:
        raise FormatError(f"{path}: holds {len(alignments)} documents, read them with aligner.load_all")
    return alignments[0]


def load_all(path: str | PathLike[str], *, limits: Limits | None = None) -> list[Alignment]:
    """Read every alignment of a file in the format of its suffix; raises as `load` does.

    Parquet that `aligner corpus` wrote is read too, see `aligner.formats.columns`. Of a folder the work of
    editors is read, in it and in the folders inside: each `name.review.json` as it stands, by path.
    """
    if Path(path).is_dir():
        return [load(file, limits=limits) for file in works_in(path)]
    read = _reader_of(Path(path))
    with reading(path, limits):
        return lawful(lambda: read(Path(path)))


def works_in(folder: str | PathLike[str]) -> list[Path]:
    """The work files in a folder and in those inside it, by path; hidden and linked ones are left out.

    Raises:
        InputError: There is none.
    """
    found = sorted(
        file
        for file in Path(folder).rglob(f"*{SUFFIX}")
        if file.is_file()
        and not file.is_symlink()
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )
    if not found:
        raise InputError(f"{folder}: is a directory, and no work of an editor (name{SUFFIX}) is in it")
    return found


def _reader_of(path: Path) -> Callable[[Path], list[Alignment]]:
    """What reads a file: the format of its suffix, or what reads bitexts of other programs."""
    from aligner.formats.bitexts.alignments import alignment_of
    from aligner.formats.bitexts.objects import is_of_others
    from aligner.formats.bitexts.reading import READERS, read_units, xliff_version

    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return read_columns
    if suffix in (".xlf", ".xliff"):
        foreign = xliff_version(path).startswith("1")
    elif suffix in (".json", ".jsonl"):
        foreign = is_of_others(path)
    else:
        foreign = suffix not in FORMATS and suffix in READERS
    return (lambda path: [alignment_of(read_units(path))]) if foreign else format_of(path).load


def load_gold(path: str | PathLike[str]) -> Alignment | list[tuple[str, str]]:
    """Read what an alignment is measured against, for `aligner.evaluate`.

    That is an alignment in any format, or JSON as people write it: an object whose `pairs` have the texts
    `source` and `target`, empty where there is none, as in the articles under `examples/`.

    Raises:
        InputError, FormatError: As `load` does.
    """
    if Path(path).suffix.lower() != ".json":
        return load(path)
    with reading(path):
        values = jsonl.parsed(read_text(Path(path)))
        if isinstance(values, dict) and "schema" not in values and "pairs" in values:
            return _gold_texts(values["pairs"])
    return load(path)


def _gold_texts(pairs: Any) -> list[tuple[str, str]]:
    if not (isinstance(pairs, list) and all(isinstance(pair, dict) for pair in pairs)):
        raise FormatError("the pairs of a gold file are a list of objects")
    texts = [(pair.get("source", ""), pair.get("target", "")) for pair in pairs]
    if not all(isinstance(text, str) for pair in texts for text in pair):
        raise FormatError("a pair of a gold file is an object with the texts source and target")
    return texts


def format_of(path: str | PathLike[str]) -> Format:
    """The format that the suffix of a file names.

    Raises:
        FormatError: None does.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in FORMATS:
        raise FormatError(f"{path}: no format has the suffix {suffix!r}; known are {', '.join(FORMATS)}")
    return FORMATS[suffix]
