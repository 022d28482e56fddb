"""The journal: files beside the output that a run writes while it works, so that a later run can go on.

The first line holds the request of the run; a run with another request does not add to the journal. Every
other line is about some documents that are done: a checksum, then the counts of each document as compressed
JSON. The content of the output is in part files, `out.jsonl.journal.0` and so on, to which each
document adds one part. The journal has the length and the checksum of each part. So the journal is small, and
if a part file is already the output, it only has to be moved.

Files only grow, and parts are written before their line. So whenever a run is killed, every line but the last
has its parts. If a line or its parts are torn or damaged, as a loss of power can leave them, the next run
cuts the files off there and does the rest again.
"""

from __future__ import annotations

import json
import os
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from aligner.corpus.record import Record
from aligner.formats.jsonl import dumps
from aligner.model.errors import InputError

_CHUNK = 1 << 20  # bytes; a longer first line is no request
_BEGINNING = b'{"version": "'  # of the request
# Preset dictionary for compression: text of nearly every line, the likeliest last. It makes the journal of
# our own articles a quarter shorter.
_OFTEN = (
    b'"error": "", "unsure": 1, "one_sided": true, "number": 1, "sentence_dropped": 1, "sentence_added": 1,'
    b' "merge": 1, "lost": {"length": 1, "findings": 1, "one_sided": 1}}, [], "name": "", "pairs": 1,'
    b' "kinds": {"split": 1}, "severities": {"error": 1, "info": 1, "warning": 1}}, [1000]], [{"place": "'
)
_MOST_PARTS = 5  # of an output; Moses has three, and the report one more
_SUM = 9  # the checksum, eight digits and a tab


class Journal:
    """An open journal; use it in a `with` statement.

    Args:
        path: Its file; it is made if it does not exist.
        request: What the run was asked for, as plain values of JSON.
        streams: How many parts a document has.

    Attributes:
        done: How many documents it has.
        damage: What is damaged and will be done again; empty if nothing is, or if only the last line was cut
            off, which happens when a run is killed.

    Raises:
        InputError: The journal belongs to a run that was asked for something else, another run is writing it,
            or it can't be written.
    """

    def __init__(self, path: Path, request: Mapping[str, Any], streams: int) -> None:
        self.path = path
        self.done = 0
        self.damage = ""
        self.parts = [path.with_name(f"{path.name}.{number}") for number in range(streams)]
        self._start = 0
        self._streams: list[BinaryIO] = []
        is_new = not path.exists()
        self._file = _opened(path)
        try:
            self._lock()
            for part in self.parts:
                if is_new and part.exists() and part.stat().st_size:
                    raise InputError(f"{part}: its journal is gone; delete it, or write to another file")
                self._streams.append(_opened(part))
            self._open(json.loads(dumps(request)))
        except BaseException:
            self._close()
            raise

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._close()
        except OSError:  # a full disk was reported when it occurred
            if error is None:
                raise

    def add(self, *records: Record) -> None:
        """Write documents to the disk. From now on they are safe, whatever happens to this process.

        Raises:
            InputError: The disk is full, or the file or its folder has disappeared.
        """
        checksum = 0
        for number, (path, stream) in enumerate(zip(self.parts, self._streams, strict=True)):
            content = b"".join(_part(record, number) for record in records)
            checksum = zlib.crc32(content, checksum)
            self._write(stream, path, content)
        sizes = ([len(_part(record, number)) for number in range(len(self.parts))] for record in records)
        documents = [[record.facts(), lengths] for record, lengths in zip(records, sizes, strict=True)]
        self._write(self._file, self.path, _line(checksum, documents))
        self.done += len(records)

    def records(self) -> Iterator[Record]:
        """Yield the documents, in order."""
        ends = [0] * len(self.parts)
        with self.path.open("rb") as file:
            file.seek(self._start)
            for line in file:
                if not _intact(line):
                    raise InputError(f"{self.path}: damaged during the run; run the same command again")
                for facts, lengths in _content(line)[1]:
                    starts, ends = ends, [sum(pair) for pair in zip(ends, lengths, strict=True)]
                    yield Record.of_facts(facts, tuple(zip(starts, ends, strict=True)))

    def seal(self) -> None:
        """Write all parts to the disk and close their files, so that the files may be moved."""
        for path, stream in zip(self.parts, self._streams, strict=True):
            try:
                stream.flush()
                os.fsync(stream.fileno())
                stream.close()
            except OSError as error:
                raise _unwritable(path, error) from error

    def _close(self) -> None:
        for file in (*self._streams, self._file):
            file.close()

    def _write(self, file: BinaryIO, path: Path, content: bytes) -> None:
        try:
            file.write(content)
            file.flush()
            if os.path.samestat(path.stat(), os.fstat(file.fileno())):
                return
        except FileNotFoundError:
            pass
        except OSError as error:
            cure = "what is done is kept; make room and run the same command again"
            raise InputError(f"{_unwritable(path, error)}; {cure}") from error
        lost = path if path.parent.is_dir() else path.parent
        raise InputError(f"{lost}: gone while it was written to, and with it what was done; begin anew")

    def _lock(self) -> None:
        """Lock the journal against other runs. The system unlocks it, however this run ends."""
        try:
            import fcntl
        except ImportError:  # Windows, where a file that is open can't be deleted by another run
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise InputError(f"{self.path}: another run is writing it; wait for it, or end it") from error

    def _open(self, request: dict[str, Any]) -> None:
        self._file.seek(0)
        head = self._file.readline(_CHUNK)
        if _is_torn(head):
            self._cut(0, [0] * len(self.parts))
            self._write(self._file, self.path, (dumps(request) + "\n").encode())
            self.done, self._start = 0, self._file.tell()
            return
        before = _request_of(head)
        if before is None:
            raise _foreign(self.path)
        if before != request:
            differing = [name for name in request if request[name] != before.get(name)]
            raise InputError(
                f"{self.path}: left by a run with other {', '.join(differing) or 'options'};"
                " repeat that one, or give --restart to begin anew"
            )
        self._start = self._file.tell()
        self._count()

    def _count(self) -> None:
        """Count the lines before the first one that is damaged or lacks its parts, and cut off the rest."""
        end, ends = self._start, [0] * len(self.parts)
        for stream in self._streams:
            stream.seek(0)
        for number, line in enumerate(self._file, 2):  # the request is the first line
            documents = self._documents_of(line)
            if not documents:
                self._note_damage(number, line)
                break
            self.done += documents
            end += len(line)
            ends = [stream.tell() for stream in self._streams]
        self._cut(end, ends)

    def _documents_of(self, line: bytes) -> int:
        """Return the number of documents of a line; 0 if the line or its parts are damaged."""
        if not _intact(line):
            return 0
        checksum, documents = _content(line)
        return len(documents) if self._has_parts(checksum, [lengths for _, lengths in documents]) else 0

    def _has_parts(self, checksum: int, lengths: Sequence[Sequence[int]]) -> bool:
        """Return whether the next parts in the files have the lengths and the checksum of a line."""
        sizes = [sum(of_file) for of_file in zip(*lengths, strict=True)]
        parts = [stream.read(size) for stream, size in zip(self._streams, sizes, strict=True)]
        return [*map(len, parts)] == sizes and zlib.crc32(b"".join(parts)) == checksum

    def _note_damage(self, number: int, line: bytes) -> None:
        """Note which line is damaged or lacks its parts, and how many lines follow it."""
        behind = sum(1 for _ in self._file)
        if behind or line.endswith(b"\n"):
            damaged = f"the output of line {number}" if _intact(line) else f"line {number}"
            which = f"it and the {behind} lines after it are" if behind else "it is"
            self.damage = f"{self.path}: {damaged} was damaged; {which} done again"

    def _cut(self, end: int, ends: Sequence[int]) -> None:
        """Shorten the journal and each part file to so many bytes."""
        for path, file, size in zip(
            (self.path, *self.parts), (self._file, *self._streams), (end, *ends), strict=True
        ):
            try:
                file.truncate(size)
                file.seek(size)
            except OSError as error:
                raise _unwritable(path, error) from error


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("a+b")
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


# A line: the checksum of the parts of some documents, file after file, and the counts of each document, with
# the lengths of its parts.
Content = tuple[int, list[tuple[dict[str, Any], list[int]]]]


def _line(checksum: int, documents: Sequence[object]) -> bytes:
    packing = zlib.compressobj(zdict=_OFTEN)
    packed = packing.compress(dumps([checksum, documents]).encode()) + packing.flush()
    content = b64encode(packed) + b"\n"
    return b"%08x\t%b" % (zlib.crc32(content), content)


def _content(line: bytes) -> Content:
    """Decode an undamaged line."""
    packed = b64decode(line[_SUM:])
    checksum, documents = json.loads(zlib.decompressobj(zdict=_OFTEN).decompress(packed))
    return checksum, documents


def _part(record: Record, number: int) -> bytes:
    """Return the part of a document for one file; empty if the document has none for it."""
    return record.parts[number] if number < len(record.parts) else b""


def _unwritable(path: Path, error: Exception) -> InputError:
    return InputError(f"{path}: can't be written: {(getattr(error, 'strerror', None) or str(error)).lower()}")


def forget(path: Path) -> None:
    """Delete a journal. If there is none, nothing happens.

    Raises:
        InputError: The file is not a journal of ours.
    """
    if path.exists():
        with path.open("rb") as file:
            head = file.readline(_CHUNK)
        if not _is_torn(head) and _request_of(head) is None:
            raise _foreign(path)
        discard(path)


def discard(path: Path) -> None:
    """Delete a journal and its part files; the journal goes last, since it shows whose files they are."""
    if path.exists():
        for part in part_files(path):
            part.unlink(missing_ok=True)
        path.unlink(missing_ok=True)


def part_files(path: Path) -> list[Path]:
    """Return the part files that a journal can have."""
    return [path.with_name(f"{path.name}.{number}") for number in range(_MOST_PARTS)]


def _foreign(path: Path) -> InputError:
    return InputError(f"{path}: not a journal of ours; delete it, or write to another file")


def _is_torn(head: bytes) -> bool:
    """Return whether the file is empty or has only the beginning of a first line."""
    return not head.endswith(b"\n") and head[: len(_BEGINNING)] == _BEGINNING[: len(head)]


def _request_of(head: bytes) -> dict[str, Any] | None:
    try:
        request = json.loads(head)
    except (ValueError, RecursionError):
        return None
    return request if isinstance(request, dict) and {"version", "inputs"} <= request.keys() else None


def _intact(line: bytes) -> bool:
    """Return whether a line is undamaged: its checksum is right, and it decodes to valid content."""
    if not line.endswith(b"\n") or line[:_SUM] != b"%08x\t" % zlib.crc32(line[_SUM:]):
        return False
    try:
        _, documents = _content(line)
        return all(len(lengths) > 0 for _, lengths in documents)
    # The sum is right, but the content is not from aligner.
    except (ValueError, TypeError, RecursionError, zlib.error):
        return False
