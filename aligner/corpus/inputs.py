"""What a corpus is made of: files in folders, lines of JSON, rows of Parquet; gzip and zstd inside.

An `Entry` is one document that nobody has looked into yet. Only its place is known, so passing one over
costs next to nothing, and a damaged one is found out in the worker that opens it, not in the loop that hands
it out.

A run is about the bytes that stood in the files when it began: their digests are taken then, and whatever is
read later is digested again on the way. A file that someone changes meanwhile is a failure of its own.
"""

from __future__ import annotations

import glob
import hashlib
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, time
from math import isfinite
from pathlib import Path
from typing import IO, Any, cast

from aligner.corpus.bitexts import MEMORIES, SUFFIXES, Rows, rows_of
from aligner.corpus.parquet import parquet_rows
from aligner.formats.packed import packing_of, unpacked
from aligner.model.document import Document
from aligner.model.errors import AlignerError, InputError
from aligner.pipelines.documents import TEXT_KEYS, document_of

STDIN = "-"

# Suffixes that a folder is searched for, each also with `.gz` or `.zst` behind it. Whatever is named, or fits
# a pattern, is taken too: `.json` and tables, which in a folder are often something else, and as a page all
# others.
HTML = frozenset({".html", ".htm", ".xhtml"})
PAGES = HTML | {".txt"}
LINES = frozenset({".jsonl", ".ndjson"})
SEARCHED = PAGES | LINES | MEMORIES | {".parquet"}
COMPRESSED = frozenset({".gz", ".zst"})

# Reads 650 MB a second where pages are aligned at 0.2 (34 of 5 kB, see the README), BLAKE2 360.
_DIGEST = hashlib.sha256

_MOST_OBJECTS = 10**6  # in such a file; each takes some hundred bytes before anything is known of it
_OBJECTS = 100  # so many of the largest documents may stand in one file `.json`, which is read whole


@dataclass(frozen=True, slots=True)
class Entry:
    """A document before it is read.

    Attributes:
        place: File, or file and number of the line or row; names the document unless it names itself.
        content: The file, the line, what a row holds, rows that are aligned already, or why there is none
            of these.
        consumed: Bytes of all inputs up to its end, for the progress.
    """

    place: str
    content: File | bytes | Mapping[str, Any] | Rows | AlignerError
    consumed: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A file of the inputs; `STDIN` is its path for standard input.

    Attributes:
        path: Where it is.
        size: In bytes.
        digest: Of its content when the run began; empty if nobody looked or it could not be read.
    """

    path: str
    size: int = 0
    digest: str = ""

    @property
    def suffix(self) -> str:
        """What it holds, compressed or not: `.jsonl` of `pages.jsonl.gz`."""
        path = Path(self.path)
        return Path(path.stem if path.suffix.lower() in COMPRESSED else path.name).suffix.lower()


class InputChanged(InputError):
    """A file is not what it was when the run began."""


def find_files(names: Sequence[str], apart: Iterable[Path] = ()) -> list[File]:
    """The files that names of files, folders and patterns mean, each once.

    Args:
        names: In the order in which they shall be read. A folder is searched to its depths, hidden files
            aside; in a pattern `**` stands for any folders; `-` is standard input.
        apart: Files that a folder or a pattern does not mean, such as the output of a run before.

    Returns:
        The files, those of a folder or pattern sorted by their paths.

    Raises:
        InputError: A name or pattern means nothing, or one of `apart` is named.
    """
    found: dict[str, File] = {}
    left_out = {_identity(path.stat()) for path in apart if path.exists()}
    for name in names:
        if name == STDIN:
            found.setdefault(name, File(name))
            continue
        for path in _paths(name):
            facts = path.stat()
            if _identity(facts) not in left_out:
                found.setdefault(str(path), File(str(path), facts.st_size))
            elif path == Path(name):
                raise InputError(f"{name}: is the input too and would be written over; name another file")
    if not found:
        raise InputError(f"{', '.join(names)}: nothing but the output is there; name the documents")
    return list(found.values())


def _identity(facts: os.stat_result) -> tuple[int, int]:
    """What a file is, by whatever links, cases and detours it is named."""
    return facts.st_dev, facts.st_ino


def digested(files: Iterable[File], told: Callable[[int], None]) -> list[File]:
    """The files with the digests of what stands in them now.

    Args:
        files: As `find_files` gives them.
        told: Called with the bytes read so far.
    """
    known: list[File] = []
    done = 0
    for file in files:
        known.append(replace(file, digest=_digest(file.path)))
        done += file.size
        told(done)
    return known


def _digest(path: str) -> str:
    """The digest of a file; empty if it can't be read, or a second time, as standard input and pipes."""
    if not Path(path).is_file():
        return ""
    try:
        with Path(path).open("rb", buffering=0) as file:
            return hashlib.file_digest(file, _DIGEST).hexdigest()
    except OSError:  # whoever reads it as an input finds that out once more
        return ""


def _paths(name: str) -> list[Path]:
    path = Path(name)
    try:
        if path.is_dir():
            files = [file for file in path.rglob("*") if _wanted(file.relative_to(path)) and file.is_file()]
            if not files:
                known = ", ".join(sorted(SEARCHED))
                raise InputError(f"{name}: no file in this folder ends in one of {known}")
            return sorted(files, key=lambda file: file.parts)
        if path.exists():
            return [path]
    except (OSError, ValueError) as error:  # no permission; a NUL in the name
        raise InputError(f"{name}: can't be read: {getattr(error, 'strerror', None) or error}") from error
    found = map(Path, glob.glob(name, recursive=True))  # noqa: PTH207  a `Path` has no absolute patterns
    matches = sorted((match for match in found if match.is_file()), key=lambda file: file.parts)
    if not matches:
        raise InputError(f"{name}: no such file, and no pattern that fits any; is the path right?")
    return matches


def _wanted(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and File(str(path)).suffix in SEARCHED


def entries(files: Iterable[File], largest: int) -> Iterator[Entry]:
    """The documents of files, in order; a file that can't be read any further is an entry with an error.

    Args:
        files: As `find_files` gives them.
        largest: Bytes of a document beyond which it is not read.
    """
    before = 0
    for file in files:
        reader = _READERS.get(file.suffix, _page)
        if file.path == STDIN:
            reader = _standard_input
        number = 0
        try:
            for number, entry in enumerate(reader(file, largest), 1):  # noqa: B007  tells where it broke off
                yield Entry(entry.place, entry.content, before + entry.consumed)
        except Exception as error:  # the rest of the inputs must not suffer
            yield Entry(f"{file.path}:{number + 1}", aligner_error(error), before + file.size)
        before += file.size


def aligner_error(error: Exception) -> AlignerError:
    """What is wrong with an input, in one line."""
    if isinstance(error, AlignerError):
        return error
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return InputError(f"can't be read: {' '.join(reason.split())}")


def _page(file: File, largest: int) -> Iterator[Entry]:
    yield Entry(file.path, file, file.size)


def _lines(file: File, largest: int) -> Iterator[Entry]:
    with _opened(file) as (stream, consumed):
        for number, line in numbered_lines(stream, largest):
            yield Entry(f"{file.path}:{number}", line, consumed())


def _objects(file: File, largest: int) -> Iterator[Entry]:
    """A file of one object, or of a list of them."""
    written = read_file(file, _OBJECTS * largest)
    if written.count(b"{") > _MOST_OBJECTS:
        raise InputError(f"more than {_MOST_OBJECTS:,} objects in one value; write a line of JSON for each")
    content = json.loads(written)
    if isinstance(content, list):
        for number, item in enumerate(content, 1):
            yield Entry(f"{file.path}:{number}", _mapping(item), file.size)
    else:
        yield Entry(file.path, _mapping(content), file.size)


def _bitext(file: File, largest: int) -> Iterator[Entry]:
    """A file of pairs that are aligned already, some hundred rows at a time."""
    for number, rows in rows_of(read_file(file, _OBJECTS * largest), file.suffix):
        yield Entry(f"{file.path}:{number}", rows, file.size)


def _rows(file: File, largest: int) -> Iterator[Entry]:
    # It is read here and there, so at the end it is looked at once more.
    with _unchanged(lambda: bool(file.digest) and _digest(file.path) != file.digest):
        for number, (row, share) in enumerate(parquet_rows(file.path, largest), 1):
            content = _too_large(largest) if row is None else row
            yield Entry(f"{file.path}:{number}", content, int(file.size * share))


def _standard_input(file: File, largest: int) -> Iterator[Entry]:
    """Lines of JSON if it begins like one, else one page."""
    stream = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer))
    if stream.peek(1)[:1] in (b"{", b"["):
        for number, line in numbered_lines(stream, largest):
            yield Entry(f"standard input:{number}", line)
    else:
        yield Entry("standard input", {"page": _whole(stream, largest)})


_READERS = {
    **dict.fromkeys(LINES, _lines),
    **dict.fromkeys(SUFFIXES, _bitext),
    ".json": _objects,
    ".parquet": _rows,
}


def numbered_lines(stream: IO[bytes], largest: int) -> Iterator[tuple[int, bytes | AlignerError]]:
    """The lines that are not blank, with their numbers from 1; of one that is too long only that it is."""
    number = 0
    while line := stream.readline(largest + 1):
        number += 1
        size = len(line)
        while len(line) > largest and not line.endswith(b"\n"):
            line = stream.readline(largest + 1)
            size += len(line)
        if size > largest + 1:
            yield number, _too_large(largest)
        elif line.strip():
            yield number, line


def read_file(file: File, largest: int) -> bytes:
    """The bytes of a file, taken out of gzip or zstd.

    Raises:
        InputError: There are more than `largest`, none at all, or they can't be read.
        InputChanged: They are others than when the run began.
    """
    try:
        with _opened(file) as (stream, _):
            return _whole(stream, largest)
    except Exception as error:
        raise aligner_error(error) from error


@contextmanager
def _opened(file: File) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
    """What a file holds, taken out of gzip or zstd, and what tells how many bytes of it are consumed.

    Raises:
        InputChanged: At the end, or where reading it failed: what was read is not what stood there.
    """
    if file.digest and not Path(file.path).exists():
        raise _changed()
    with Path(file.path).open("rb", buffering=0) as raw:
        digesting = _Digesting(raw)
        buffered = io.BufferedReader(digesting)
        with (
            _unchanged(lambda: digesting.differs(file.digest)),
            unpacked(buffered, packing_of(Path(file.path))) as stream,
        ):
            yield stream, buffered.tell


@contextmanager
def _unchanged(differs: Callable[[], bool]) -> Iterator[None]:
    """See to it that a file was what it had been, whether it could be read to its end or not."""
    try:
        yield
    except Exception as error:
        if differs():
            raise _changed() from error
        raise
    if differs():
        raise _changed()


class _Digesting(io.RawIOBase):
    """A file that is digested as it is read."""

    def __init__(self, raw: io.FileIO) -> None:
        self._raw = raw
        self._digest = _DIGEST()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = self._raw.readinto(buffer) or 0
        self._digest.update(memoryview(buffer)[:size])
        return size

    def tell(self) -> int:
        return self._raw.tell()

    def differs(self, digest: str) -> bool:
        """Whether the file, whose rest is read now, has another digest than this, if one is given."""
        if not digest:
            return False
        while self.read(io.DEFAULT_BUFFER_SIZE):
            pass
        return self._digest.hexdigest() != digest


def _changed() -> InputChanged:
    return InputChanged(
        "changed after the run had begun, so documents in it may be lost or mixed;"
        " leave it alone and run the same command again"
    )


def _whole(stream: IO[bytes], largest: int) -> bytes:
    content = stream.read(largest + 1)
    if len(content) > largest:
        raise _too_large(largest)
    if not content.strip():
        raise InputError("empty; there is no text to work on")
    return content


def _too_large(largest: int) -> InputError:
    return InputError(f"larger than {largest / 1e6:g} MB; cut it, or give a greater --largest")


def document_in(entry: Entry, largest: int) -> Document:
    """The document of an entry, read and named.

    Raises:
        AlignerError: It can't be read, or is no document.
    """
    content = entry.content
    if isinstance(content, AlignerError):
        raise content
    if isinstance(content, File):
        page = read_file(content, largest)
        if content.suffix in HTML:
            from aligner.page import read_page

            return Document(entry.place, read_page(page, form="html"))
        return Document(entry.place, page)
    if isinstance(content, Rows):
        raise InputError("pairs that are aligned already are no document to be aligned")
    if isinstance(content, bytes):
        content = _parsed(content)
    texts = {key: value for key, value in content.items() if key in TEXT_KEYS}
    document = document_of({key: plain_value(value) for key, value in content.items()} | texts)
    if any(_size(text) > largest for text in (document.page, document.source, document.target)):
        raise _too_large(largest)
    if document.identifier:
        return document
    return Document(entry.place, document.page, document.source, document.target, document.metadata)


def plain_value(value: object) -> Any:
    """Metadata as JSON can hold it; what it has no form for, such as a date of Parquet, as text."""
    if isinstance(value, Mapping):
        return {str(key): plain_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in value]
    if value is None or isinstance(value, str | int) or (isinstance(value, float) and isfinite(value)):
        return value
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _size(text: object) -> int:
    """Characters or bytes of a text, characters of a list of sentences."""
    if isinstance(text, list):
        return sum(map(_size, text))
    return len(text) if isinstance(text, str | bytes) else 0


def _parsed(line: bytes) -> Mapping[str, Any]:
    try:
        return _mapping(json.loads(line.removeprefix(b"\xef\xbb\xbf")))
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from error


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError(f"an object of JSON was expected, not {str(value)[:40]!r}")
    return value
