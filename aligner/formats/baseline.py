"""Mismatches that an editor has looked at and accepts, so that the next run is silent about them.

A baseline is a text file with the id of an accepted mismatch in each line. What follows the id after a tab is
for the reader, `#` begins a comment line. An id tells kind, surface forms and which occurrence (see
`Mismatch.id`), so it outlives changes elsewhere in the text, and a slip that comes once more is reported.
Rows that `check` looks at independently count their occurrences each for itself, as do several documents:
there an accepted slip is accepted in every row that has the same.

What readers write into it stays when it is written anew: comments, blank lines and the lines of mismatches
that are still found stand as they are. The line of one that is not found any more becomes a comment, which
becomes a line again when it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from os import PathLike
from pathlib import Path

from aligner.model.errors import FormatError, InputError
from aligner.model.mismatch import Mismatch
from aligner.tables import user_lines

ID = re.compile(r"[0-9a-f]{12}")
HEADER = (
    "# Mismatches that were looked at and are accepted: `aligner ... --baseline` does not report them.\n"
    "# The id counts, what follows it is for the reader. Delete a line to have its mismatch reported again.\n"
)

_GONE = "# not found any more: "
_ENTRY = re.compile(rf"(?:{_GONE})?(?P<entry>\s*(?P<id>{ID.pattern})\s*(?:\t.*)?)")


def read_baseline(path: str | PathLike[str]) -> frozenset[str]:
    """The ids of accepted mismatches, for `Settings.accepted`.

    Raises:
        InputError: There is no such file, or it is no UTF-8 text.
        FormatError: A line does not begin with an id; the message gives the line.
    """
    ids = set()
    for place, line in user_lines(path, "baseline"):
        written = line.split("\t")[0].strip()
        if not ID.fullmatch(written):
            raise FormatError(f"{place}: {written!r} is not the id of a mismatch, 12 digits of 0-9 and a-f")
        ids.add(written)
    return frozenset(ids)


def write_baseline(path: str | PathLike[str], mismatches: Iterable[Mismatch]) -> int:
    """Accept mismatches: write their ids and, for the reader, kinds and messages.

    Of a baseline that is there, what readers wrote stays; see above. No other file is replaced.

    Returns:
        How many mismatches are accepted now; those of one id share a line.

    Raises:
        InputError: The file can't be written, or is no baseline.
    """
    from aligner.formats.whole import read_text, write_whole

    lines = {
        mismatch.id: f"{mismatch.id}\t{mismatch.kind}: {' '.join(mismatch.message.split())}"
        for mismatch in mismatches
    }
    before = HEADER
    if Path(path).is_file():
        try:
            read_baseline(path)
        except FormatError as error:
            raise InputError(f"{error}; it is no baseline and not replaced: name another file") from error
        before = read_text(path) or HEADER
    kept = list(_kept(before.removesuffix("\n").split("\n"), lines.keys()))
    there = {name for name, _ in kept}
    text = [line for _, line in kept] + [line for name, line in lines.items() if name not in there]
    content = "".join(f"{line}\n" for line in text)
    write_whole(path, content.encode("utf-8", errors="backslashreplace"), known=True)
    return len(lines)


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
