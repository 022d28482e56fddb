"""The formats by suffix, and the functions that read and write files."""

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
    """How alignments are written to files and read from them."""

    @property
    def many(self) -> bool:
        """Whether one file can hold several documents."""

    def save(self, documents: Sequence[Alignment], path: Path) -> None:
        """Write the documents; exactly one unless `many`."""

    def load(self, path: Path) -> list[Alignment]:
        """Read the documents."""

    def files(self, path: Path) -> list[Path]:
        """All files that `save` writes."""


@dataclass(frozen=True)
class TextFormat:
    """A format of one text file.

    Attributes:
        write: Writes any number of alignments as text if `many`, else exactly one.
        read: Reads the alignments in a text.
        many: Whether one file can hold several documents.
        encoding: The encoding in which files are written; a byte order mark is read in all formats.
        text_of: Reads the text of a file: as UTF-8, or in the encoding that the format declares.
    """

    write: Callable[[Sequence[Alignment]], str]
    read: Callable[[str], list[Alignment]]
    many: bool = True
    encoding: str = "utf-8"
    text_of: Callable[[Path], str] = read_text

    def save(self, documents: Sequence[Alignment], path: Path) -> None:
        """Write the file completely or not at all."""
        write_whole(path, self.write(documents).encode(self.encoding))

    def load(self, path: Path) -> list[Alignment]:
        """Read the file."""
        return self.read(self.text_of(path))

    def files(self, path: Path) -> list[Path]:
        """The file itself."""
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
    """Write one alignment, or several if the format can hold them, in the format of the suffix.

    An existing file is replaced only if aligner wrote it or if it is empty; see `aligner.formats.ours`.

    Args:
        alignments: One or several; Python decides by the type.
        path: Ends in one of `FORMATS`.

    Raises:
        FormatError: No format has the suffix, or it can't hold several documents.
        InputError: The file can't be written, or a file that aligner did not write is there.

    Examples:
        >>> import aligner, tempfile
        >>> path = f"{tempfile.mkdtemp()}/rain.tsv"
        >>> save(aligner.align("비가 왔다.", "It rained."), path)
        >>> [pair.target_text for pair in load(path)]
        ['It rained.']
    """
    documents = (alignments,) if isinstance(alignments, Alignment) else tuple(alignments)
    form = format_of(path)
    if len(documents) != 1 and not form.many:
        raise FormatError(f"{path}: the format holds one document a file, not {len(documents)}")
    form.save(documents, Path(path))


def load(path: str | PathLike[str], *, limits: Limits | None = None) -> Alignment:
    """Read the one alignment of a file, in the format of its suffix.

    Args:
        path: The file.
        limits: Allows more sentences, depth or bytes than usual; None is `aligner.formats.Limits()`.

    Raises:
        InputError: The file can't be read.
        FormatError: Its content is not what the suffix says, exceeds a limit, or is not exactly one document.

    Examples:
        >>> import aligner, tempfile
        >>> path = f"{tempfile.mkdtemp()}/rain.json"
        >>> alignment = aligner.align("비가 왔다.", "It rained.")
        >>> alignment.save(path)
        >>> load(path) == alignment
        True
    """
    alignments = load_all(path, limits=limits)
    if len(alignments) != 1:
        raise FormatError(f"{path}: holds {len(alignments)} documents, read them with aligner.load_all")
    return alignments[0]


def load_all(path: str | PathLike[str], *, limits: Limits | None = None) -> list[Alignment]:
    """Read every alignment of a file, in the order of the file; it raises as `load` does.

    Parquet that `aligner corpus` wrote is read too, see `aligner.formats.columns`. Of a folder the work of
    editors is read, in it and in the folders inside: each `name.review.json` as it stands, by path.

    Examples:
        >>> import aligner, tempfile
        >>> path = f"{tempfile.mkdtemp()}/days.jsonl"
        >>> save([aligner.align("비가 왔다.", "It rained."), aligner.align("", "")], path)
        >>> [len(alignment) for alignment in load_all(path)]
        [1, 0]
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
    """The reader for a file: that of its suffix, or one for bitexts of other programs."""
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
    """Read a gold alignment for `aligner.evaluate`.

    It is an alignment in any format, or JSON as people write it: an object whose `pairs` have the texts
    `source` and `target`, empty if there is none, as in the articles under `examples/`.

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
    """Find the format that the suffix of a file means.

    Raises:
        FormatError: No format has the suffix.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in FORMATS:
        raise FormatError(f"{path}: no format has the suffix {suffix!r}; known are {', '.join(FORMATS)}")
    return FORMATS[suffix]
