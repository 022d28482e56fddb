"""Which format a file has, and how it gets to its place.

A file is written under another name beside its place and moved there at the end, so whoever reads
meanwhile sees the old file or the new one, and a full disk leaves the old one.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from aligner.alignment import Alignment
from aligner.errors import FormatError, InputError
from aligner.formats import ces, jsonl, ladder, table, tmx, xliff


@dataclass(frozen=True, slots=True)
class Format:
    """How alignments become the text of a file, and how they come back.

    Attributes:
        write: Of any number of alignments if `many`, else of exactly one.
        read: The alignments in the text.
        many: Whether one file can hold several documents.
        encoding: Of the file; a byte order mark is understood in all of them.
    """

    write: Callable[[Sequence[Alignment]], str]
    read: Callable[[str], list[Alignment]]
    many: bool = True
    encoding: str = "utf-8"


FORMATS: dict[str, Format] = {
    ".json": Format(jsonl.write_json, jsonl.read_json),
    ".jsonl": Format(jsonl.write_lines, jsonl.read_lines),
    ".tsv": Format(table.write_tsv, table.read_tsv),
    # Excel takes a CSV file for the code page of the machine unless a byte order mark opens it.
    ".csv": Format(table.write_csv, table.read_csv, encoding="utf-8-sig"),
    ".tmx": Format(tmx.write, tmx.read),
    ".xlf": Format(xliff.write, xliff.read),
    ".xliff": Format(xliff.write, xliff.read),
    ".ces": Format(ces.write, ces.read),
    ".ladder": Format(ladder.write_ladder, ladder.read_ladder, many=False),
    ".align": Format(ladder.write_lists, ladder.read_lists, many=False),
}


def save(alignments: Alignment | Sequence[Alignment], path: str | PathLike[str]) -> None:
    """Write one alignment, or several where the format can hold them, in the format of the suffix.

    Raises:
        FormatError: No format has the suffix, or it can't hold several documents.
    """
    documents = (alignments,) if isinstance(alignments, Alignment) else tuple(alignments)
    form = format_of(path)
    if len(documents) != 1 and not form.many:
        raise FormatError(f"{path}: the format holds one document a file, not {len(documents)}")
    write_whole(path, form.write(documents).encode(form.encoding))


def load(path: str | PathLike[str]) -> Alignment:
    """Read the one alignment of a file in the format of its suffix.

    Raises:
        InputError: The file can't be read.
        FormatError: It does not hold what its suffix says, or not exactly one document.
    """
    alignments = load_all(path)
    if len(alignments) != 1:
        raise FormatError(
            f"{path}: holds {len(alignments)} documents, read them with aligner.formats.load_all"
        )
    return alignments[0]


def load_all(path: str | PathLike[str]) -> list[Alignment]:
    """Read every alignment of a file in the format of its suffix; raises as `load` does."""
    form = format_of(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    try:
        return form.read(text)
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from error


def format_of(path: str | PathLike[str]) -> Format:
    """The format that the suffix of a file names."""
    suffix = Path(path).suffix.lower()
    if suffix not in FORMATS:
        raise FormatError(f"{path}: no format has the suffix {suffix!r}; known are {', '.join(FORMATS)}")
    return FORMATS[suffix]


def write_whole(path: str | PathLike[str], content: bytes) -> None:
    """Write a file under a temporary name in its own folder and move it into place.

    Raises:
        InputError: The folder is missing, may not be written to or is full.
    """
    place = Path(path).resolve()
    try:
        if place.exists() and not place.is_file():
            place.write_bytes(content)  # a device or a pipe, such as /dev/stdout, has nothing to be moved
            return
        part = place.with_name(f".aligner-{secrets.token_hex(8)}.part")
        try:
            part.write_bytes(content)
            if place.exists():
                shutil.copymode(place, part)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path}: can't be written: {(error.strerror or str(error)).lower()}") from error
