"""What goes into the command and what comes out: files or standard streams, complaints on stderr."""

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
    """One line on stderr."""
    from aligner.formats.visible import visible

    typer.echo(f"aligner: {visible(said(message))}", err=True)


def explained(error: Exception, name: str = "") -> str:
    """What to complain about, with the input it is about.

    Raises:
        Exception: The error itself if it is a mistake of ours and ALIGNER_DEBUG asks for the traceback.
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
    """The items one after the other, with a bar on stderr if that is a terminal and there are several."""
    if len(items) == 1 or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, description=doing, console=Console(stderr=True), transient=True)


def read(name: str) -> bytes:
    """The bytes of a file or of standard input, which must not be empty."""
    content = sys.stdin.buffer.read() if name == "-" else _readable(name, Path.read_bytes)
    if not content.strip():
        raise InputError(EMPTY)
    return content


def require_file(name: str) -> Path:
    """The path of a file that is there and is no directory."""
    path = Path(name)
    _readable(name, lambda file: file.open("rb").close())
    return path


def _readable(name: str, read: Callable[[Path], Item]) -> Item:
    """What reading a file gives, or what is in the way of it."""
    try:
        return read(Path(name))
    except IsADirectoryError as error:
        raise InputError("a directory; name the files in it") from error
    except FileNotFoundError as error:
        raise InputError("no such file; is the path right?") from error
    except (OSError, ValueError) as error:  # no permission; a NUL in the name
        raise InputError(f"can't be read: {getattr(error, 'strerror', None) or error}") from error


def read_input(name: str) -> str:
    """The text of a file or of standard input, in whatever encoding it is."""
    from aligner.page.decode import decode

    with naming(name):
        text, _ = decode(read(name))
    return text


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Put the name of the input before what is said to be wrong with it."""
    try:
        yield
    except AlignerError as error:
        raise type(error)(f"{shown(name)}: {error}") from error


def shown(name: str) -> str:
    """What reports and complaints call an input."""
    return "standard input" if name == "-" else name


def keep_apart(inputs: Sequence[str], *outputs: Path | None) -> None:
    """See to it that no input is written over, and no output by another one.

    Raises:
        InputError: An output is one of the inputs, or another output, by whatever path it is named.
    """
    taken = [(Path(name), "the input") for name in inputs if name != "-"]
    for output in filter(None, outputs):
        for path, what in taken:
            if _same(output, path):
                raise InputError(f"{output}: is {what} too and would be written over; name another file")
        taken.append((output, "another output"))


def _same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, or to one place for it; a device has room for all."""
    one, other = (Path(os.path.realpath(path)) for path in (one, other))
    if one.exists() and other.exists():
        return one.is_file() and one.samefile(other)
    return one == other


class Closed(io.TextIOBase):
    """Stands for a standard stream that was closed when the process began, as cron and `>&-` do it."""

    def __init__(self, problem: str) -> None:
        self._problem = problem

    @property
    def buffer(self) -> BinaryIO:
        """Nothing that could be read from or written to."""
        raise InputError(self._problem)

    def write(self, text: str) -> int:
        """Refuse to lose the text."""
        raise InputError(self._problem)


def open_closed() -> None:
    """Put something in the place of standard streams that are closed; Python has None there.

    Their numbers are given to the null device, as the next file that is opened would get them.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or Closed("closed; name a file to read")
    sys.stdout = sys.stdout or Closed("standard output is closed; name a file with -o")
    sys.stderr = sys.stderr or io.StringIO()  # nobody is there to be told


@contextmanager
def report_stream(output: Path | None) -> Iterator[TextIO]:
    """Where a report is printed: stdout at once, or a file when all is there."""
    if output is None:
        yield sys.stdout
        return
    text = io.StringIO()
    yield text
    if text.getvalue():
        write(text.getvalue(), output)


def write(text: str, output: Path | None, encoding: str = "utf-8") -> None:
    """Data in full, as UTF-8 whatever the terminal speaks; what would drive a terminal is shown there."""
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
