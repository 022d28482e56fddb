"""Mismatches that an editor has looked at and accepts, so that the next run is silent about them.

A baseline is a text file with an accepted mismatch in each line, `#` begins a comment line. An entry names a
slip in its sentences (`Mismatch.context`, 16 digits): kind, surface forms and the texts of the two sentences,
so the same slip in other sentences is reported, and so is this one once a sentence changes. Behind it stand,
with tabs between, the day, who accepted it, the reason, and for the reader what it is.

An entry of 12 digits is that of version 0.1 (`Mismatch.id`): kind, surface forms and which occurrence. It
accepts the slip in every row that has the same; what follows it is for the reader. Such entries are read and
kept, and are written for mismatches that were read from a file, which does not keep their context.

What readers write into a baseline stays when it is written anew: comments, blank lines and the lines of
mismatches that are still found stand as they are. The line of one that is not found any more becomes a
comment, which becomes a line again when it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from os import PathLike
from pathlib import Path

from aligner.checks.identity import CONTEXT_DIGITS, ID_DIGITS
from aligner.formats.cells import inert
from aligner.formats.law import Limits, reading
from aligner.formats.whole import read_text, user_lines, write_whole
from aligner.model.errors import FormatError, InputError
from aligner.model.mismatch import Mismatch

ID = re.compile(rf"[0-9a-f]{{{ID_DIGITS}}}(?:[0-9a-f]{{{CONTEXT_DIGITS - ID_DIGITS}}})?")
HEADER = (
    "# Mismatches that were looked at and are accepted: `aligner ... --baseline` does not report them.\n"
    "# The id counts, what follows it is for the reader. Delete a line to have its mismatch reported again.\n"
)

_GONE = "# not found any more: "
_ENTRY = re.compile(rf"(?:{_GONE})?(?P<entry>\s*(?P<id>{ID.pattern})\s*(?:\t.*)?)")


def read_baseline(path: str | PathLike[str], *, limits: Limits | None = None) -> frozenset[str]:
    """The accepted mismatches by `context` or `id`, for `Settings.accepted`.

    Args:
        path: The file.
        limits: What it may ask for, where that is more than the usual `aligner.formats.Limits`.

    Raises:
        InputError: There is no such file, or it is no UTF-8 text.
        FormatError: A line does not begin with an id, and the message gives the line; or the file is larger
            than it may be.
    """
    with reading(path, limits):
        return frozenset(name for name, _ in baseline_entries(path))


def baseline_entries(path: str | PathLike[str]) -> Iterator[tuple[str, str]]:
    """What each line accepts, with the line as it stands; raises as `read_baseline` does."""
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
    """Accept mismatches in their sentences: write who did and why and, for the reader, what they are.

    Of a baseline that is there, what readers wrote stays; see above. No other file is replaced.

    Args:
        path: Of the baseline.
        mismatches: All that is accepted, those that the baseline has already included.
        day, by, reason: Of the new entries; lines that are there keep theirs.

    Returns:
        How many mismatches are accepted now; those of one context share a line.

    Raises:
        InputError: The file can't be written, or is no baseline.
    """
    found = {mismatch.context or mismatch.id: mismatch for mismatch in mismatches}
    lines = _lines_of(path)
    still = found.keys() | {mismatch.id for mismatch in found.values()}
    kept = list(_kept(lines, still))
    there = {name for name, _ in kept}
    new = [
        entry_of(name, mismatch.kind, mismatch.message, day=day, by=by, reason=reason)
        for name, mismatch in found.items()
        if name not in there and mismatch.id not in there
    ]
    _write(path, [*(line for _, line in kept), *new])
    return len(found)


def prune_baseline(path: str | PathLike[str], met: Set[str]) -> list[str]:
    """Take out the entries of a baseline that accept nothing any more, those that became comments too.

    Args:
        path: Of the baseline.
        met: The entries that accepted something, by what they name.

    Returns:
        The lines that were taken out.
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
    """The lines of the baseline, those of its head if there is none yet."""
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
    """A line of a baseline; of an id alone what it is, as version 0.1 wrote it.

    Args:
        name: `Mismatch.context`, or `Mismatch.id` where there is none.
        kind, message: Of the mismatch, for the reader.
        day, by, reason: When, by whom and why it was accepted.
    """
    about = (day, by, reason) if len(name) == CONTEXT_DIGITS else ()
    return "\t".join((name, *(inert(" ".join(part.split())) for part in (*about, f"{kind}: {message}"))))


def _kept(lines: Iterable[str], found: Set[str]) -> Iterator[tuple[str, str]]:
    """The lines of a baseline as they stand in the next one, each with the id that it accepts, if any."""
    for line in lines:
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            yield "", line
        elif entry["id"] in found:
            yield entry["id"], entry["entry"]
        else:
            yield "", f"{_GONE}{entry['entry']}"
