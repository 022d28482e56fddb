"""The file beside the output that a run writes while it works, and a later one goes on with.

The first line tells what the run was asked for, so that nothing else is ever added to it; every other line is
a document that is done, behind the checksum of it. Lines are only added, so whatever moment a run is killed
at, all but the last are whole. What begins with a line that is torn or damaged, as a loss of power can leave
it, is cut off by the next run and done again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO
from zlib import crc32

from aligner.corpus.record import Record
from aligner.formats.jsonl import dumps
from aligner.model.errors import InputError

_CHUNK = 1 << 20  # a longer first line is no request
_BEGINNING = b'{"version": "'  # of the request
_SUM = 9  # the checksum, eight digits and a tab


class Journal:
    """An open journal; used in a `with` statement.

    Args:
        path: Its file; made if it is not there.
        request: What the run was asked for, plain values of JSON.

    Attributes:
        done: How many documents it holds.
        damage: What was found wrong in it and is done again; empty if all was right, or only the last line
            was cut off, as by a kill.

    Raises:
        InputError: It is the journal of a run that was asked for something else, another run is writing it,
            or it can't be written.
    """

    def __init__(self, path: Path, request: Mapping[str, Any]) -> None:
        self.path = path
        self.done = 0
        self.damage = ""
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
            InputError: The disk is full, or the file or its folder is gone.
        """
        self._write(*(b"%08x\t%b" % (crc32(line), line) for line in lines))
        self.done += len(lines)

    def records(self) -> Iterator[Record]:
        """The documents, in order."""
        with self.path.open("rb") as file:
            file.seek(self._start)
            for line in file:
                if not _intact(line):
                    raise InputError(f"{self.path}: damaged during the run; run the same command again")
                yield Record.of_line(line[_SUM:])

    def _write(self, *lines: bytes) -> None:
        try:
            self._file.write(b"".join(lines))
            self._file.flush()
            if os.path.samestat(self.path.stat(), os.fstat(self._file.fileno())):
                return
        except FileNotFoundError:
            pass
        except OSError as error:
            cure = "what is done is kept; make room and run the same command again"
            raise InputError(f"{_unwritable(self.path, error)}; {cure}") from error
        lost = self.path if self.path.parent.is_dir() else self.path.parent
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
            self._cut(0)
            self._write((dumps(request) + "\n").encode())
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
        """Count the lines before the first that is damaged, and cut off the others."""
        end = self._start
        for line in self._file:
            if not _intact(line):
                self._tell(line)
                self._cut(end)
                return
            self.done += 1
            end += len(line)

    def _tell(self, line: bytes) -> None:
        """Note which line is damaged, and how many stand behind it."""
        behind = sum(1 for _ in self._file)
        if behind or line.endswith(b"\n"):
            number = self.done + 2  # the request is the first line
            which = f"it and the {behind} lines after it are" if behind else "it is"
            self.damage = f"{self.path}: line {number} was damaged; {which} done again"

    def _cut(self, end: int) -> None:
        try:
            self._file.truncate(end)
            self._file.seek(end)
        except OSError as error:
            raise _unwritable(self.path, error) from error


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
        path.unlink(missing_ok=True)


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
    return line.endswith(b"\n") and line[:_SUM] == b"%08x\t" % crc32(line[_SUM:])
