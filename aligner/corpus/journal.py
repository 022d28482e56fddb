"""The files beside the output that a run writes while it works, and a later one goes on with.

The first line of the journal tells what the run was asked for, so that nothing else is ever added to it;
every other line is some documents that are done: what is counted of each, as packed JSON, behind the checksum
of the line. What the output is made of stands in files of its own, `out.jsonl.journal.0` and so on, to which
each document adds a part; the journal tells how long its parts are, and their checksum. So the journal is
small, and a part file that is the output already only has to be moved.

Files are only added to, parts before the line, so whatever moment a run is killed at, all lines but the last
have their parts. What begins with a line that is torn or damaged, or whose parts are, as a loss of power can
leave them, is cut off by the next run and done again.
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

_CHUNK = 1 << 20  # a longer first line is no request
_BEGINNING = b'{"version": "'  # of the request
# What stands in nearly every line, the likeliest last: the journal of our own articles is a quarter shorter.
_OFTEN = (
    b'"error": "", "unsure": 1, "one_sided": true, "number": 1, "sentence_dropped": 1, "sentence_added": 1,'
    b' "merge": 1, "lost": {"length": 1, "findings": 1, "one_sided": 1}}, [], "name": "", "pairs": 1,'
    b' "kinds": {"split": 1}, "severities": {"error": 1, "info": 1, "warning": 1}}, [1000]], [{"place": "'
)
_MOST_PARTS = 5  # of an output; Moses has three, and the report one more
_SUM = 9  # the checksum, eight digits and a tab


class Journal:
    """An open journal; used in a `with` statement.

    Args:
        path: Its file; made if it is not there.
        request: What the run was asked for, plain values of JSON.
        streams: How many parts a document has.

    Attributes:
        done: How many documents it holds.
        damage: What was found wrong in it and is done again; empty if all was right, or only the last line
            was cut off, as by a kill.

    Raises:
        InputError: It is the journal of a run that was asked for something else, another run is writing it,
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
        except OSError:  # a full disk was told of when it was met
            if error is None:
                raise

    def add(self, *records: Record) -> None:
        """Write documents down; they are safe from now on, whatever happens to this process.

        Raises:
            InputError: The disk is full, or the file or its folder is gone.
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
        """The documents, in order."""
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
        """Put the parts on the disk and close their files: all is done, and they may be moved."""
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
        """Keep other runs off; the system gives the lock back however this one ends."""
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
        """Count the lines before the first that is damaged or lacks its parts, and cut off the others."""
        end, ends = self._start, [0] * len(self.parts)
        for stream in self._streams:
            stream.seek(0)
        for number, line in enumerate(self._file, 2):  # the request is the first line
            documents = self._documents_of(line)
            if not documents:
                self._tell(number, line)
                break
            self.done += documents
            end += len(line)
            ends = [stream.tell() for stream in self._streams]
        self._cut(end, ends)

    def _documents_of(self, line: bytes) -> int:
        """How many documents a line tells of; none if it is damaged, or the next parts are not its own."""
        if not _intact(line):
            return 0
        checksum, documents = _content(line)
        return len(documents) if self._has_parts(checksum, [lengths for _, lengths in documents]) else 0

    def _has_parts(self, checksum: int, lengths: Sequence[Sequence[int]]) -> bool:
        """Whether the next parts in the files are those that a line of the journal tells of."""
        sizes = [sum(each) for each in zip(*lengths, strict=True)]
        parts = [stream.read(size) for stream, size in zip(self._streams, sizes, strict=True)]
        return [*map(len, parts)] == sizes and zlib.crc32(b"".join(parts)) == checksum

    def _tell(self, number: int, line: bytes) -> None:
        """Note which line is damaged, or its parts are, and how many stand behind it."""
        behind = sum(1 for _ in self._file)
        if behind or line.endswith(b"\n"):
            what = f"what line {number} tells of" if _intact(line) else f"line {number}"
            which = f"it and the {behind} lines after it are" if behind else "it is"
            self.damage = f"{self.path}: {what} was damaged; {which} done again"

    def _cut(self, end: int, ends: Sequence[int]) -> None:
        """Keep so many bytes of the journal, and of each part file."""
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


# A line: the checksum of the parts of some documents, file after file, and what is counted of each, with the
# lengths of its parts.
Content = tuple[int, list[tuple[dict[str, Any], list[int]]]]


def _line(checksum: int, documents: Sequence[object]) -> bytes:
    packing = zlib.compressobj(zdict=_OFTEN)
    packed = packing.compress(dumps([checksum, documents]).encode()) + packing.flush()
    content = b64encode(packed) + b"\n"
    return b"%08x\t%b" % (zlib.crc32(content), content)


def _content(line: bytes) -> Content:
    """What an intact line tells."""
    packed = b64decode(line[_SUM:])
    checksum, documents = json.loads(zlib.decompressobj(zdict=_OFTEN).decompress(packed))
    return checksum, documents


def _part(record: Record, number: int) -> bytes:
    """The part of a document for a file; empty where the document has none for it."""
    return record.parts[number] if number < len(record.parts) else b""


def _unwritable(path: Path, error: Exception) -> InputError:
    return InputError(f"{path}: can't be written: {(getattr(error, 'strerror', None) or str(error)).lower()}")


def forget(path: Path) -> None:
    """Throw a journal away; that there is none is no error.

    Raises:
        InputError: It is no journal of ours.
    """
    if path.exists():
        with path.open("rb") as file:
            head = file.readline(_CHUNK)
        if not _is_torn(head) and _request_of(head) is None:
            raise _foreign(path)
        discard(path)


def discard(path: Path) -> None:
    """Delete a journal and its part files, the journal last: nothing else tells whose the others are."""
    if path.exists():
        for part in part_files(path):
            part.unlink(missing_ok=True)
        path.unlink(missing_ok=True)


def part_files(path: Path) -> list[Path]:
    """The part files that a journal can have."""
    return [path.with_name(f"{path.name}.{number}") for number in range(_MOST_PARTS)]


def _foreign(path: Path) -> InputError:
    return InputError(f"{path}: not a journal of ours; delete it, or write to another file")


def _is_torn(head: bytes) -> bool:
    """Whether there is nothing yet, or the beginning of a request that was cut off."""
    return not head.endswith(b"\n") and head[: len(_BEGINNING)] == _BEGINNING[: len(head)]


def _request_of(head: bytes) -> dict[str, Any] | None:
    try:
        request = json.loads(head)
    except (ValueError, RecursionError):
        return None
    return request if isinstance(request, dict) and {"version", "inputs"} <= request.keys() else None


def _intact(line: bytes) -> bool:
    """Whether a line is as it was written: its sum is right, and it tells what lines tell."""
    if not line.endswith(b"\n") or line[:_SUM] != b"%08x\t" % zlib.crc32(line[_SUM:]):
        return False
    try:
        _, documents = _content(line)
        return all(len(lengths) > 0 for _, lengths in documents)
    except (ValueError, TypeError, RecursionError, zlib.error):  # whose sum somebody else made
        return False
