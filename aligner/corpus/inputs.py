"""Reads the documents of a corpus: files in folders, lines of JSON, rows of Parquet, compressed or not.

An `Entry` is a document that has not been read yet; only its place is known. So skipping an entry costs next
to nothing, and damage is noticed by the worker that opens the document, not by the loop that distributes the
work.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from math import isfinite
from typing import Any, cast

from aligner.corpus.bitexts import SUFFIXES, Rows, rows_of
from aligner.corpus.files import HTML, LINES, STDIN, File, digest_of
from aligner.corpus.parquet import parquet_rows
from aligner.corpus.unpacking import (
    aligner_error,
    numbered_lines,
    opened,
    read_file,
    too_large,
    unchanged,
    whole,
)
from aligner.model.document import Document
from aligner.model.errors import AlignerError, InputError
from aligner.model.page import MARKDOWN, PageForm
from aligner.pipelines.documents import TEXT_KEYS, document_of

_MOST_OBJECTS = 10**6  # in a JSON list; each takes some hundred bytes before it is looked at
_DEEPEST = 100  # of metadata; a writer of JSON goes down level by level, Python some three hundred times
_OBJECTS = 100  # a `.json` file, which is read whole, may be as large as so many of the largest documents


@dataclass(frozen=True, slots=True)
class Entry:
    """A document before it is read.

    Attributes:
        place: File, or file and number of the line or row. It names the document unless that has a name.
        content: The file, the line, the values of a row, rows that are aligned already, or the reason why
            there is none of these.
        consumed: Bytes of all inputs up to the end of this document, for the progress bar.
    """

    place: str
    content: File | bytes | Mapping[str, Any] | Rows | AlignerError
    consumed: int = 0

    @property
    def size(self) -> int:
        """Approximate size of the content, in bytes or characters."""
        content = self.content
        if isinstance(content, File):
            return content.size
        return _size(content.pairs if isinstance(content, Rows) else content)


def entries(files: Iterable[File], largest: int) -> Iterator[Entry]:
    """Yield the documents of the files, in order.

    If a file can't be read any further, an entry has the error.

    Args:
        files: What `find_files` returned.
        largest: A document with more bytes is not read.
    """
    before = 0
    for file in files:
        reader = _READERS.get(file.suffix, _page)
        if file.path == STDIN:
            reader = _standard_input
        if file.problem:
            yield Entry(file.path, InputError(file.problem), before)
            continue
        number = 0
        try:
            for number, entry in enumerate(reader(file, largest), 1):  # noqa: B007  for the error
                yield Entry(entry.place, entry.content, before + entry.consumed)
        except Exception as error:  # the rest of the inputs must not suffer
            yield Entry(f"{file.path}:{number + 1}", aligner_error(error), before + file.size)
        before += file.size


def _page(file: File, largest: int) -> Iterator[Entry]:
    yield Entry(file.path, file, file.size)


def _lines(file: File, largest: int) -> Iterator[Entry]:
    with opened(file) as (stream, consumed):
        for number, line in numbered_lines(stream, largest):
            yield Entry(f"{file.path}:{number}", line, consumed())


def _objects(file: File, largest: int) -> Iterator[Entry]:
    """Yield the documents of a JSON file that holds one object or a list of objects."""
    written = read_file(file, _OBJECTS * largest)
    if written.count(b"{") + written.count(b"[") > _MOST_OBJECTS:
        raise InputError(f"more than {_MOST_OBJECTS:,} objects in one value; write a line of JSON for each")
    content = json.loads(written)
    if isinstance(content, list):
        for number, item in enumerate(content, 1):
            yield Entry(f"{file.path}:{number}", _object(item), file.size)
    else:
        yield Entry(file.path, _object(content), file.size)


def _bitext(file: File, largest: int) -> Iterator[Entry]:
    """Yield the rows of a file of aligned pairs, some hundred at a time."""
    for number, rows in rows_of(read_file(file, _OBJECTS * largest), file.suffix):
        yield Entry(f"{file.path}:{number}", rows, file.size)


def _rows(file: File, largest: int) -> Iterator[Entry]:
    # Parquet is not read from start to end, so its digest is taken again afterwards.
    with unchanged(lambda: bool(file.digest) and digest_of(file.path) != file.digest):
        for number, (row, share) in enumerate(parquet_rows(file.path, largest), 1):
            content = too_large(largest) if row is None else row
            yield Entry(f"{file.path}:{number}", content, int(file.size * share))


def _standard_input(file: File, largest: int) -> Iterator[Entry]:
    """Read standard input as lines of JSON if it begins like one, else as one page."""
    stream = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer))
    if stream.peek(1)[:1] in (b"{", b"["):
        for number, line in numbered_lines(stream, largest):
            yield Entry(f"standard input:{number}", line)
    else:
        yield Entry("standard input", {"page": whole(stream, largest)})


_READERS = {
    **dict.fromkeys(LINES, _lines),
    **dict.fromkeys(SUFFIXES, _bitext),
    ".json": _objects,
    ".parquet": _rows,
}


def document_in(entry: Entry, largest: int) -> Document:
    """Read the document of an entry and give it a name.

    Raises:
        AlignerError: It can't be read, or it is no document.
    """
    content = entry.content
    if isinstance(content, AlignerError):
        raise content
    if isinstance(content, File):
        page = read_file(content, largest)
        form: PageForm = "html" if content.suffix in HTML else "markdown"
        if content.suffix in HTML | MARKDOWN:
            from aligner.page import read_page

            return Document(entry.place, read_page(page, form=form))
        return Document(entry.place, page)
    if isinstance(content, Rows):
        raise InputError("pairs that are aligned already are no document to be aligned")
    if isinstance(content, bytes):
        content = _parsed(content)
    texts = {key: value for key, value in content.items() if key in TEXT_KEYS}
    document = document_of({key: plain_value(value) for key, value in content.items()} | texts)
    given = (document.page, document.source, document.target, document.metadata)
    if any(_size(value) > largest + 1 for value in given):
        raise too_large(largest)
    if document.identifier:
        return document
    return Document(entry.place, document.page, document.source, document.target, document.metadata)


def plain_value(value: object, depth: int = 0) -> Any:
    """Convert metadata into values that JSON can hold. Others, such as a date from Parquet, become text.

    Raises:
        InputError: Values are nested more than 100 deep.
    """
    if depth > _DEEPEST:
        raise InputError(f"values are nested more than {_DEEPEST} deep; make the metadata flatter")
    if isinstance(value, Mapping):
        return {str(key): plain_value(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(item, depth + 1) for item in value]
    if value is None or isinstance(value, str | int) or (isinstance(value, float) and isfinite(value)):
        return value
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _size(value: object) -> int:
    """Return the number of characters or bytes of all texts in a value, plus one for every value in it."""
    size = 0
    inside = [value]
    while inside:
        inner = inside.pop()
        size += 1
        if isinstance(inner, str | bytes):
            size += len(inner)
        elif isinstance(inner, Mapping):
            inside += inner.keys()
            inside += inner.values()
        elif isinstance(inner, list | tuple):
            inside += inner
    return size


def _parsed(line: bytes) -> Mapping[str, Any]:
    try:
        return _mapping(json.loads(line.removeprefix(b"\xef\xbb\xbf")))
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from error


def _mapping(value: object) -> Mapping[str, Any]:
    content = _object(value)
    if isinstance(content, InputError):
        raise content
    return content


def _object(value: object) -> Mapping[str, Any] | InputError:
    if isinstance(value, Mapping):
        return value
    return InputError(f"an object of JSON was expected, not {str(value)[:40]!r}")
