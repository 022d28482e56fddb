"""The file beside the output that a run writes while it works, and a later one goes on with.

The first line tells what the run was asked for, so that nothing else is ever added to it; every other line is
a document that is done. Lines are only added, so whatever moment a run is killed at, all but the last are
whole, and a last one without its line break is cut off by the next run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from aligner.corpus.record import Record
from aligner.errors import InputError
from aligner.formats.jsonl import dumps

_CHUNK = 1 << 20


class Journal:
    """An open journal; used in a `with` statement.

    Args:
        path: Its file; made if it is not there.
        request: What the run was asked for, plain values of JSON.

    Attributes:
        done: How many documents it holds.

    Raises:
        InputError: It is the journal of a run that was asked for something else, another run is writing it,
            or it can't be written.
    """

    def __init__(self, path: Path, request: Mapping[str, Any]) -> None:
        self.path = path
        self.done = 0
        self._start = 0
        try:
            self._file: BinaryIO = path.open("a+b")
        except (OSError, ValueError) as error:
            raise _unwritable(path, error) from error
        try:
            self._lock()
            self._open(json.loads(dumps(request)))
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
        except OSError:  # a full disk was told of when it was met
            if error is None:
                raise

    def add(self, *lines: bytes) -> None:
        """Write documents down; they are safe from now on, whatever happens to this process.

        Raises:
            InputError: The disk is full or gone.
        """
        try:
            self._file.write(b"".join(lines))
            self._file.flush()
        except OSError as error:
            cure = "what is done is kept; make room and run the same command again"
            raise InputError(f"{_unwritable(self.path, error)}; {cure}") from error
        self.done += len(lines)

    def lines(self) -> Iterator[bytes]:
        """The documents, in order."""
        with self.path.open("rb") as file:
            file.seek(self._start)
            yield from file

    def records(self) -> Iterator[Record]:
        """The documents, in order."""
        return map(Record.of_line, self.lines())

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
        if not head.endswith(b"\n") and len(head) < _CHUNK:  # nothing, or a head that was cut off
            self._cut(0)
            self.add((dumps(request) + "\n").encode())
            self.done, self._start = 0, self._file.tell()
            return
        try:
            before = json.loads(head)
        except ValueError:
            before = None
        if not isinstance(before, dict):
            raise InputError(f"{self.path}: not a journal of ours; delete it, or write to another file")
        if before != request:
            differing = [name for name in request if request[name] != before.get(name)]
            raise InputError(
                f"{self.path}: left by a run with other {', '.join(differing) or 'options'};"
                " repeat that one, or give --restart to begin anew"
            )
        self._start = self._file.tell()
        self._count()

    def _count(self) -> None:
        """Count the whole lines, and cut off what follows the last of them."""
        end = place = self._start
        while chunk := self._file.read(_CHUNK):
            self.done += chunk.count(b"\n")
            if (last := chunk.rfind(b"\n")) >= 0:
                end = place + last + 1
            place += len(chunk)
        if end < place:
            self._cut(end)

    def _cut(self, end: int) -> None:
        try:
            self._file.truncate(end)
            self._file.seek(end)
        except OSError as error:
            raise _unwritable(self.path, error) from error


def _unwritable(path: Path, error: Exception) -> InputError:
    return InputError(f"{path}: can't be written: {(getattr(error, 'strerror', None) or str(error)).lower()}")
