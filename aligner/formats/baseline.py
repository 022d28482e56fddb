"""Reads and writes baselines: mismatches that an editor accepts, so that later runs do not report them.

A baseline is a text file. Each line accepts a mismatch; `#` begins a comment line. An entry names an error in
its sentences (`Mismatch.context`, 16 digits): kind, surface forms and the texts of the two sentences. So the
same error in other sentences is reported, and this one is reported again when a sentence changes. Separated
by tabs follow the day, who accepted it, the reason, and the message for the reader.

An entry of 12 digits is one of version 0.1 (`Mismatch.id`): kind, surface forms and which occurrence. It
accepts the error in every row that has the same; the rest of the line is for the reader. Entries like this
are read and kept. They are also written for mismatches that were read from a file, which does not keep their
context.

Writing only adds lines: what is in the file stays as people wrote it, whichever files a run reads. Entries
that accept nothing any more are removed by `prune_baseline` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from os import PathLike
from pathlib import Path

from aligner.checks.identity import CONTEXT_DIGITS, ID_DIGITS
from aligner.expressions import compiled
from aligner.formats.cells import inert
from aligner.formats.law import Limits, reading
from aligner.formats.whole import read_text, user_lines, write_whole
from aligner.model.errors import FormatError, InputError
from aligner.model.mismatch import Mismatch

ID = compiled(rf"[0-9a-f]{{{ID_DIGITS}}}(?:[0-9a-f]{{{CONTEXT_DIGITS - ID_DIGITS}}})?")
HEADER = (
    "# Mismatches that were looked at and are accepted: `aligner ... --baseline` does not report them.\n"
    "# The id counts, what follows it is for the reader. Delete a line to have its mismatch reported again.\n"
)

_GONE = "# not found any more: "  # before entries that version 0.1 took out of use
_ENTRY = compiled(rf"(?:{_GONE})?\s*(?P<id>{ID.pattern})\s*(?:\t.*)?")


def read_baseline(path: str | PathLike[str], *, limits: Limits | None = None) -> frozenset[str]:
    """Read which mismatches are accepted, by `context` or `id`, for `Settings.accepted`.

    Args:
        path: A file that `write_baseline` wrote; comments and blank lines are passed over.
        limits: What the file may hold, where that is more than the usual `aligner.formats.Limits`.

    Raises:
        InputError: There is no such file, or it can't be read.
        FormatError: A line does not begin with an id, and the message names the line; or the file is larger
            than it may be.

    Examples:
        >>> import aligner, tempfile
        >>> path = f"{tempfile.mkdtemp()}/accepted.tsv"
        >>> pairs = [("3만 명이 모였다.", "300,000 people gathered.")]
        >>> (found,) = aligner.check(pairs)
        >>> write_baseline(path, found)
        1
        >>> aligner.check(pairs, accepted=read_baseline(path))
        [[]]
    """
    with reading(path, limits):
        return frozenset(name for name, _ in baseline_entries(path))


def baseline_entries(path: str | PathLike[str]) -> Iterator[tuple[str, str]]:
    """The entries of a baseline: what each accepts, and its line. It raises as `read_baseline` does."""
    for place, line in user_lines(path, "baseline"):
        written = line.split("\t")[0].strip()
        if not ID.fullmatch(written):
            raise FormatError(
                f"{place}: {written!r} is not the id of a mismatch, {CONTEXT_DIGITS} or {ID_DIGITS} digits "
                "of 0-9 and a-f"
            )
        yield written, line


def write_baseline(
    path: str | PathLike[str],
    mismatches: Iterable[Mismatch],
    *,
    day: str = "",
    by: str = "",
    reason: str = "",
) -> int:
    r"""Accept mismatches in their sentences: write which, when, by whom and why, and what they say.

    What an existing baseline holds stays, its entries included. A file that is no baseline is not replaced.

    Args:
        path: The baseline.
        mismatches: Those to accept. An entry that one of them has already is not repeated.
        day, by, reason: For new entries; existing ones keep theirs.

    Returns:
        How many of these are accepted now; those of one context share a line and count once.

    Raises:
        InputError: The file can't be written, or it is no baseline.

    Examples:
        >>> import aligner, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "accepted.tsv")
        >>> (found,) = aligner.check([("3만 명이 모였다.", "300,000 people gathered.")])
        >>> write_baseline(path, found, day="2026-11-29", by="Han", reason="the paper says so")
        1
        >>> path.read_text("utf-8").splitlines()[-1].split("\t")[1:4]
        ['2026-11-29', 'Han', 'the paper says so']
    """
    accepted = {mismatch.context or mismatch.id: mismatch for mismatch in mismatches}
    lines = _lines_of(path)
    entered = {line.split("\t")[0].strip() for line in lines}
    new = [
        entry_of(name, mismatch.kind, mismatch.message, day=day, by=by, reason=reason)
        for name, mismatch in accepted.items()
        if entered.isdisjoint((name, mismatch.id))
    ]
    _write(path, [*lines, *new])
    return len(accepted)


def prune_baseline(path: str | PathLike[str], met: Set[str]) -> list[str]:
    """Remove the entries that accept nothing any more, and those that version 0.1 turned into comments.

    Args:
        path: The baseline.
        met: The ids and contexts that accepted something.

    Returns:
        The lines that were removed, in order.
    """
    kept: list[str] = []
    gone: list[str] = []
    for line in _lines_of(path):
        entry = _ENTRY.fullmatch(line)
        (kept if entry is None or (entry["id"] in met and not line.startswith(_GONE)) else gone).append(line)
    if gone:
        _write(path, kept)
    return gone


def _lines_of(path: str | PathLike[str]) -> list[str]:
    """The lines of the baseline; those of an empty one if there is none yet."""
    before = HEADER
    if Path(path).is_file():
        try:
            read_baseline(path)
        except FormatError as error:
            raise InputError(f"{error}; it is no baseline and not replaced: name another file") from error
        before = read_text(path) or HEADER
    return before.removesuffix("\n").split("\n")


def _write(path: str | PathLike[str], lines: Iterable[str]) -> None:
    content = "".join(f"{line}\n" for line in lines)
    write_whole(path, content.encode("utf-8", errors="backslashreplace"), known=True)


def entry_of(name: str, kind: str, message: str, *, day: str = "", by: str = "", reason: str = "") -> str:
    """Make a line of a baseline. An id without context has only its message, as version 0.1 wrote it.

    Args:
        name: `Mismatch.context`, or `Mismatch.id` if there is no context.
        kind, message: From the mismatch, for the reader.
        day, by, reason: When, by whom and why it was accepted.
    """
    about = (day, by, reason) if len(name) == CONTEXT_DIGITS else ()
    return "\t".join((name, *(inert(" ".join(part.split())) for part in (*about, f"{kind}: {message}"))))
