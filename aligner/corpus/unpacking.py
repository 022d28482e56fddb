"""Opens inputs: unpacks gzip or zstd, reads no more than a document may have, takes the digest meanwhile.

A file that is changed while a run reads it is a separate kind of failure, `InputChanged`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from aligner.corpus.files import DIGEST, File
from aligner.formats.packed import packing_of, unpacked
from aligner.model.errors import TOO_LARGE, AlignerError, InputError


class InputChanged(InputError):
    """The content of a file has changed since the run began."""


def aligner_error(error: Exception) -> AlignerError:
    """Convert an error about an input into one of this library, with a message of one line."""
    if isinstance(error, AlignerError):
        return error
    if isinstance(error, MemoryError):
        return InputError(TOO_LARGE)
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return InputError(f"can't be read: {' '.join(reason.split())}")


def read_file(file: File, largest: int) -> bytes:
    """Read the bytes of a file, unpacked from gzip or zstd.

    Raises:
        InputError: There are more than `largest` bytes, there are none, or they can't be read.
        InputChanged: The content has changed since the run began.
    """
    try:
        with opened(file) as (stream, _):
            return whole(stream, largest)
    except Exception as error:
        raise aligner_error(error) from error


def numbered_lines(stream: IO[bytes], largest: int) -> Iterator[tuple[int, bytes | AlignerError]]:
    """Yield the lines that are not blank, numbered from 1; for a line that is too long, an error instead.

    Raises:
        InputError: Blank lines take more than a document may have, as in a compressed file without end.
    """
    number = blank = 0
    while line := stream.readline(largest + 1):
        number += 1
        size = len(line)
        while len(line) > largest and not line.endswith(b"\n"):
            line = stream.readline(largest + 1)
            size += len(line)
        if size > largest + 1:
            yield number, too_large(largest)
        elif line.strip():
            yield number, line
        elif (blank := blank + size) > largest:
            raise InputError(f"more than {largest / 1e6:g} MB of blank lines; take them out")


@contextmanager
def opened(file: File) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
    """Open a file, unpacked from gzip or zstd, with a function that says how many bytes have been read.

    Raises:
        InputChanged: At the end, or where reading failed: the content has changed since the run began.
    """
    if file.digest and not Path(file.path).exists():
        raise _changed()
    with Path(file.path).open("rb", buffering=0) as raw:
        digesting = _Digesting(raw)
        buffered = io.BufferedReader(digesting)
        with (
            unchanged(lambda: digesting.differs(file.digest)),
            unpacked(buffered, packing_of(Path(file.path))) as stream,
        ):
            yield stream, buffered.tell


@contextmanager
def unchanged(differs: Callable[[], bool]) -> Iterator[None]:
    """Check that a file did not change, whether it could be read to its end or not."""
    try:
        yield
    except Exception as error:
        if differs():
            raise _changed() from error
        raise
    if differs():
        raise _changed()


class _Digesting(io.RawIOBase):
    """A file whose digest is taken while it is read."""

    def __init__(self, raw: io.FileIO) -> None:
        self._raw = raw
        self._digest = DIGEST()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = self._raw.readinto(buffer) or 0
        self._digest.update(memoryview(buffer)[:size])
        return size

    def tell(self) -> int:
        return self._raw.tell()

    def differs(self, digest: str) -> bool:
        """Read the rest of the file; say whether its digest differs from a given one, if there is one."""
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


def whole(stream: IO[bytes], largest: int) -> bytes:
    content = stream.read(largest + 1)
    if len(content) > largest:
        raise too_large(largest)
    if not content.strip():
        raise InputError("empty; there is no text to work on")
    return content


def too_large(largest: int) -> InputError:
    return InputError(f"larger than {largest / 1e6:g} MB; cut it, or give a greater --largest")
