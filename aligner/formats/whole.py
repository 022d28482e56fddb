"""Files read and written whole: nobody ever sees half of one.

A file is written under another name beside its place and moved there at the end, so whoever reads
meanwhile sees the old file or the new one, and a full disk leaves the old one.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from aligner.errors import InputError


def read_text(path: str | PathLike[str]) -> str:
    """The text of a UTF-8 file, with or without a byte order mark; line ends stay as they are.

    Raises:
        InputError: The file can't be read or is not UTF-8.
    """
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error


def write_whole(path: str | PathLike[str], content: bytes) -> None:
    """Write a file under a temporary name in its own folder and move it into place.

    Raises:
        InputError: The folder is missing, may not be written to or is full.
    """
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: str | PathLike[str]) -> Iterator[BinaryIO]:
    """A file to write to, which stands in its place once all is written, and nowhere if that fails.

    Raises:
        InputError: The folder is missing, may not be written to or is full.
    """
    given = Path(path)
    place = given.resolve()
    try:
        # A device or a pipe: nothing to be moved. What /dev/stdout leads to has no place for a pipe.
        if given.exists() and not given.is_file():
            with given.open("wb") as device:
                yield device
            return
        part = place.with_name(f".aligner-{secrets.token_hex(8)}.part")
        try:
            with part.open("wb") as file:
                yield file
            if place.exists():
                shutil.copymode(place, part)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path}: can't be written: {(error.strerror or str(error)).lower()}") from error
