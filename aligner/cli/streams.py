"""Input and output of the command: files or standard streams, errors on stderr."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

import typer

from aligner.model.errors import EMPTY, TOO_LARGE, AlignerError, InputError
from aligner.report.spoken import said

Item = TypeVar("Item")


def complain(message: str) -> None:
    """Write one line to stderr."""
    from aligner.formats.visible import visible

    typer.echo(f"aligner: {visible(said(message))}", err=True)


def explained(error: Exception, name: str = "") -> str:
    """Return the message for an error, with the name of the input.

    Raises:
        Exception: The error itself, if it is a bug and ALIGNER_DEBUG asks for the traceback.
    """
    place = f"{shown(name)}: " if name else ""
    if isinstance(error, AlignerError):
        return f"{place}{error}"
    if isinstance(error, MemoryError):
        return f"{place}{TOO_LARGE}"
    if isinstance(error, OSError):  # a full disk, a lost drive
        return f"{place}can't be written: {error.strerror or error}"
    if os.environ.get("ALIGNER_DEBUG"):
        raise error
    return place + said(
        f"mistake of aligner itself: {error!r}; please report it (ALIGNER_DEBUG=1 tells where)"
    )


def progress(items: Sequence[Item], doing: str) -> Iterable[Item]:
    """Return the items, with a progress bar on stderr if that is a terminal and there are several items."""
    if len(items) == 1 or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, description=doing, console=Console(stderr=True), transient=True)


def read(name: str) -> bytes:
    """Read the bytes of a file or of standard input; empty input is an error."""
    content = sys.stdin.buffer.read() if name == "-" else _readable(name, Path.read_bytes)
    if not content.strip():
        raise InputError(EMPTY)
    return content


def require_file(name: str) -> Path:
    """Check that a path is an existing file and no folder."""
    path = Path(name)
    _readable(name, lambda file: file.open("rb").close())
    return path


def _readable(name: str, read: Callable[[Path], Item]) -> Item:
    """Return the result of a function that reads a file.

    Raises:
        InputError: The file can't be read; the message says why.
    """
    try:
        return read(Path(name))
    except IsADirectoryError as error:
        raise InputError("a directory; name the files in it") from error
    except FileNotFoundError as error:
        raise InputError("no such file; is the path right?") from error
    except (OSError, ValueError) as error:  # no permission; a NUL in the name
        raise InputError(f"can't be read: {getattr(error, 'strerror', None) or error}") from error


def read_input(name: str) -> str:
    """Read the text of a file or of standard input, whatever its encoding."""
    from aligner.page.decode import decode

    with naming(name):
        text, _ = decode(read(name))
    return text


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Put the name of the input before the message of an error."""
    try:
        yield
    except AlignerError as error:
        raise type(error)(f"{shown(name)}: {error}") from error


def shown(name: str) -> str:
    """Return the name of an input for reports and errors."""
    return "standard input" if name == "-" else name


def prepare_outputs(inputs: Sequence[str], *outputs: Path | None) -> None:
    """Check that no output overwrites an input or another output, and make folders that are missing.

    Raises:
        InputError: An output is one of the inputs or another output, whatever its path looks like, or its
            folder can't be made.
    """
    from aligner.formats.whole import make_folders

    taken = [(Path(name), "the input") for name in inputs if name != "-"]
    for output in filter(None, outputs):
        for path, role in taken:
            if _same(output, path):
                raise InputError(f"{output}: is {role} too and would be written over; name another file")
        taken.append((output, "another output"))
    make_folders(*filter(None, outputs))


def _same(first: Path, second: Path) -> bool:
    """Return whether two paths lead to one file, or to one place for a new file; devices do not count."""
    first, second = (Path(os.path.realpath(path)) for path in (first, second))
    if first.exists() and second.exists():
        return first.is_file() and first.samefile(second)
    return first == second


class Closed(io.TextIOBase):
    """Replaces a standard stream that was closed when the process began, as by cron or `>&-`."""

    def __init__(self, problem: str) -> None:
        self._problem = problem

    @property
    def buffer(self) -> BinaryIO:
        """Raises an error; there is nothing to read from or write to."""
        raise InputError(self._problem)

    def write(self, text: str) -> int:
        """Raises an error, so that no text is lost silently."""
        raise InputError(self._problem)


def open_closed() -> None:
    """Replace standard streams that are closed, for which Python has None.

    Their file descriptors are opened on the null device, since the next opened file would get them.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or Closed("closed; name a file to read")
    sys.stdout = sys.stdout or Closed("standard output is closed; name a file with -o")
    sys.stderr = sys.stderr or io.StringIO()  # what is written there is lost


@contextmanager
def report_stream(output: Path | None) -> Iterator[TextIO]:
    """Open the place where a report is printed: stdout, or a file that is written at the end."""
    if output is None:
        yield sys.stdout
        return
    text = io.StringIO()
    yield text
    if text.getvalue():
        write(text.getvalue(), output)


def write(text: str, output: Path | None, encoding: str = "utf-8") -> None:
    """Write data to a file or to stdout; on a terminal, as UTF-8 with control characters escaped."""
    content = text.encode(encoding, errors="backslashreplace")
    if output is None:
        sys.stdout.flush()
        if sys.stdout.isatty():
            from aligner.formats.visible import visible

            content = "".join(f"{visible(line)}\n" for line in text.splitlines()).encode("utf-8")
        sys.stdout.buffer.write(content)
    else:
        from aligner.formats.whole import write_whole

        write_whole(output, content)
