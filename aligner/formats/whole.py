"""Reads and writes files as a whole: nobody ever sees half a file, and no file of the user is replaced.

A file is written under another name beside its place and moved there at the end. So whoever reads it
meanwhile sees the old file or the new one, and if the disk is full the old one stays. The content is on the
disk before the file is moved; otherwise a loss of power could leave an empty file, since a file system may
write the new name first.

Files that may be replaced: those that aligner wrote (`aligner.formats.ours`), empty files, and files that
already have the same content. A symbolic link stays; the file to which it leads is examined and replaced.
Devices and pipes are written to directly.
"""

from __future__ import annotations

import filecmp
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from aligner.formats.law import limits, too_large
from aligner.formats.ours import is_ours
from aligner.model.errors import InputError


def read_text(path: str | PathLike[str]) -> str:
    """The text of a UTF-8 file, with or without a byte order mark; line ends stay as they are.

    Raises:
        InputError: The file can't be read or is not UTF-8.
        FormatError: It is larger than it may be, see `aligner.formats.Limits`.
    """
    try:
        return content_of(path).decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error


def content_of(path: str | PathLike[str]) -> bytes:
    """The bytes of a file.

    Raises:
        OSError: The file can't be read.
        FormatError: It is larger than it may be, see `aligner.formats.Limits`.
    """
    most = limits().size
    with Path(path).open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise too_large()
    return content


def user_lines(path: str | PathLike[str], what: str) -> Iterator[tuple[str, str]]:
    """Lines of a file that a user keeps, blank ones and `#` comments left out, each with its place.

    Args:
        path: The file, UTF-8.
        what: What the file is to the user, for the error: `glossary`.

    Yields:
        `("terms.tsv:3", "군산항\tGunsan Port")`.

    Raises:
        InputError: There is no such file, or it is no UTF-8 text.
        FormatError: It is larger than it may be, see `aligner.formats.Limits`.
    """
    file = Path(path)
    try:
        text = content_of(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(f"{file}:{line}: the {what} is no UTF-8 text here; save it as UTF-8") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{file}: the {what} can't be read: {reason}") from error
    for number, written in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if written.strip() and not written.startswith("#"):
            yield f"{file}:{number}", written


def write_whole(path: str | PathLike[str], content: bytes, *, known: bool = False) -> None:
    """Write a file completely or not at all.

    Args:
        path: Where to write.
        content: The whole content.
        known: Whether the caller has made sure that an existing file may be replaced.

    Raises:
        InputError: The folder is missing, can't be written to or is full, or a file that aligner did not
            write is there.
    """
    with whole_files(path, known=known) as (file,):
        file.write(content)


@contextmanager
def whole_files(*paths: str | PathLike[str], known: bool = False) -> Iterator[list[BinaryIO]]:
    """Open files for writing. They get their names when all are written, and not at all if that fails.

    They are moved in the order given, after the last of them is written.

    Raises:
        InputError: A folder is missing, can't be written to or is full, or a file that aligner did not write
            is there.
    """
    with ExitStack() as stack:
        outputs = [stack.enter_context(_Output.made(path)) for path in paths]
        yield [output.file for output in outputs]
        for output in outputs:
            output.finish(known)
        for output in outputs:
            output.move()


def move_whole(parts: Sequence[Path], paths: Sequence[Path]) -> None:
    """Move files that are written, closed and on the disk to their places, by the rules of `whole_files`.

    Raises:
        InputError: A file that aligner did not write is there, or it can't be replaced.
    """
    moved = [_Moved(part, path) for part, path in zip(parts, paths, strict=True)]
    if not all(one.is_near for one in moved):  # a link to another disk, a device: copied
        with whole_files(*paths) as files:
            for part, file in zip(parts, files, strict=True):
                with part.open("rb") as content:
                    shutil.copyfileobj(content, file)
        return
    for one in moved:
        one.finish()
    for one in moved:
        one.move()


@dataclass(frozen=True)
class _Moved:
    """A finished file that is moved to another place."""

    part: Path
    place: Path

    @property
    def is_near(self) -> bool:
        return not self.place.is_symlink() and (self.place.is_file() or not self.place.exists())

    def finish(self) -> None:
        """Check whether it may be moved."""
        with _explained(self.place):
            if self.place.exists():
                if not (is_ours(self.place) or filecmp.cmp(self.part, self.place, shallow=False)):
                    raise _foreign(self.place)
                shutil.copymode(self.place, self.part)

    def move(self) -> None:
        """Move it."""
        with _explained(self.place):
            self.part.replace(self.place)


def keep_foreign(*paths: Path) -> None:
    """Check, before the work begins, that no file is there which `whole_files` would refuse to replace.

    Raises:
        InputError: There is such a file.
    """
    for path in paths:
        with _explained(path):
            place = Path(os.path.realpath(path))
            if place.is_file() and not is_ours(place):
                raise _foreign(path)


def make_folders(*paths: Path) -> None:
    """Make the folders in which files are to be written, where they are missing.

    Raises:
        InputError: One of them can't be made.
    """
    for folder in dict.fromkeys(path.parent for path in paths):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise InputError(f"{folder}: the folder can't be made: {reason}") from error


class _Output:
    """A file that is being written."""

    def __init__(self, given: Path) -> None:
        self.given = given
        self.place = Path(os.path.realpath(given))
        # A device or a pipe: nothing to be moved. What /dev/stdout leads to has no place for a pipe.
        in_place = given.exists() and not given.is_file()
        self.part = None if in_place else self.place.with_name(f".aligner-{secrets.token_hex(8)}.part")
        try:
            self.file: BinaryIO = (self.part or given).open("wb")
        except ValueError as error:  # a NUL in the name
            raise InputError(f"{given}: can't be written: {error}") from error

    @staticmethod
    @contextmanager
    def made(path: str | PathLike[str]) -> Iterator[_Output]:
        """Open an output; afterwards nothing is left but the file in its place."""
        given = Path(path)
        with _explained(given):
            output = _Output(given)
            try:
                yield output
            finally:
                with suppress(OSError):  # `finish` has reported what could not be written
                    output.file.close()
                if output.part:
                    output.part.unlink(missing_ok=True)

    def finish(self, known: bool) -> None:
        """Write the content to the disk, and check whether the file may be moved to its place."""
        with _explained(self.given):
            self.file.flush()
            if self.part:
                os.fsync(self.file.fileno())
            self.file.close()
            if self.part and self.place.exists():
                if not (known or is_ours(self.place) or filecmp.cmp(self.part, self.place, shallow=False)):
                    raise _foreign(self.given)
                shutil.copymode(self.place, self.part)

    def move(self) -> None:
        """Move it to its place."""
        with _explained(self.given):
            if self.part:
                self.part.replace(self.place)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: can't be written: {(error.strerror or str(error)).lower()}") from error


def _foreign(path: Path) -> InputError:
    return InputError(
        f"{path}: is there already and is nothing that aligner wrote, so it is not replaced;"
        " name another file, or delete this one"
    )
