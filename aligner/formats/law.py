"""The law for readers of files: an alignment whose beads fit its sentences, or an error with the cure.

A file may be damaged, cut off, edited by hand or hostile. Every reader is called through `lawful`, so that no
reader has to think of this: whatever a reader raises becomes a `FormatError`, and what it returns is checked
for everything that later code relies on. `Limits` says how much a file may hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from os import PathLike

from aligner.model.alignment import Alignment, Pair
from aligner.model.errors import AlignerError, FormatError, InputError, MissingExtraError
from aligner.model.text import Sentence


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold before it is refused; `load(path, limits=Limits(depth=500))` allows more.

    Attributes:
        size: Bytes of the file. The values read from it take ten times as much memory.
        unpacked: Bytes of all parts of a workbook (XLSX). A glossary of a hundred thousand terms has ten
            million, and values take five times as much.
        sentences: The greatest sentence number. A book has some ten thousand; a bitext of millions of rows is
            read in documents, or by `aligner corpus`.
        numbers: Sentences of a file without text (`.ladder`, `.align`, `.ces`), in which a line of 20 bytes
            can name a billion of them.
        depth: How deep elements of XML are nested. XLIFF and TMX nest marks in a text two or three deep.

    Examples:
        >>> Limits().depth, Limits(depth=500).depth
        (200, 500)
    """

    size: int = 2**30
    unpacked: int = 200_000_000
    sentences: int = 10**7
    numbers: int = 10**6
    depth: int = 200


_LIMITS: ContextVar[Limits] = ContextVar("aligner_limits", default=Limits())  # noqa: B039  it is frozen


def limits() -> Limits:
    """The limits of the file that is being read."""
    return _LIMITS.get()


def too_large() -> FormatError:
    """What is said of a file of more bytes than it may have."""
    return FormatError(f"larger than {limits().size:,} bytes; cut it, or allow it: limits=Limits(size=...)")


@contextmanager
def allowing(allowed: Limits | None) -> Iterator[None]:
    """Let files ask for so much here; None leaves that as it is."""
    token = _LIMITS.set(allowed or limits())
    try:
        yield
    finally:
        _LIMITS.reset(token)


@contextmanager
def reading(path: str | PathLike[str], allowed: Limits | None = None) -> Iterator[None]:
    """Read a file inside this context: errors about its content name the file.

    Args:
        path: The file.
        allowed: Its limits; None keeps those that hold now.

    Raises:
        FormatError: The reader failed in any way.
        InputError, MissingExtraError: As the reader raises them.
        MemoryError: There is too little memory for the file.
    """
    try:
        with allowing(allowed):
            yield
    except (MissingExtraError, MemoryError):  # not about what the file holds
        raise
    except AlignerError as error:
        kind = InputError if isinstance(error, InputError) else FormatError
        raise error if str(error).startswith(str(path)) else kind(f"{path}: {error}") from error
    except RecursionError as error:
        raise FormatError(f"{path}: nested beyond reading; write it anew, with fewer levels") from error
    except Exception as error:
        raise FormatError(
            f"{path}: damaged: {type(error).__name__}: {error}; write it anew with what made it"
        ) from error


def lawful(read: Callable[[], list[Alignment]]) -> list[Alignment]:
    """Call a reader and check what it returns; use it inside `reading`.

    Raises:
        FormatError: Beads, spans or numbers do not fit.
    """
    alignments = read()
    for alignment in alignments:
        check(alignment)
    return alignments


def check(alignment: Alignment) -> None:
    """Check that beads and spans fit.

    Raises:
        FormatError: They don't; the message names the pair, counted from 0.
    """
    done = (0, 0)
    for number, pair in enumerate(alignment.pairs):
        done = _checked_bead(number, pair, done)
        for sentence in (*pair.source, *pair.target):
            _check_span(number, sentence)


def _checked_bead(number: int, pair: Pair, done: tuple[int, int]) -> tuple[int, int]:
    """Where the sentences of a bead end on both sides; the bead must not overlap those before it."""
    for side, numbers, sentences, least in (
        ("source", pair.bead.source, pair.source, done[0]),
        ("target", pair.bead.target, pair.target, done[1]),
    ):
        if not 0 <= numbers.start <= numbers.stop <= limits().sentences or numbers.step != 1:
            raise FormatError(
                f"pair {number}: {side} sentences {numbers.start} to {numbers.stop} are out of bounds "
                f"(0 to {limits().sentences:,})"
            )
        if len(numbers) != len(sentences):
            raise FormatError(
                f"pair {number}: its bead has {len(numbers)} {side} sentences, its text has {len(sentences)}"
            )
        if sentences and numbers.start < least:
            raise FormatError(f"pair {number}: {side} sentence {numbers.start} is in an earlier pair already")
    if isinstance(pair.confidence, bool) or not 0 <= pair.confidence <= 1:
        raise FormatError(f"pair {number}: confidence {pair.confidence!r} is no probability, 0 to 1")
    return max(done[0], pair.bead.source.stop), max(done[1], pair.bead.target.stop)


def _check_span(number: int, sentence: Sentence) -> None:
    start, end = sentence.span
    if not 0 <= start <= end:
        raise FormatError(f"pair {number}: the span {start}:{end} of a sentence is none")
