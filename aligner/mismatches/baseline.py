"""Mismatches that an editor has looked at and accepts, so that the next run is silent about them.

A baseline is a text file with the id of an accepted mismatch in each line. What follows the id after a tab is
for the reader, `#` begins a comment line. An id tells kind, surface forms and which occurrence (see
`Mismatch.id`), so it outlives changes elsewhere in the text, and a slip that comes once more is reported.
Rows that `check` looks at independently count their occurrences each for itself, as do several documents:
there an accepted slip is accepted in every row that has the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from aligner.data import user_lines
from aligner.errors import FormatError, InputError
from aligner.mismatches.mismatch import Mismatch

ID = re.compile(r"[0-9a-f]{12}")
HEADER = (
    "# Mismatches that were looked at and are accepted: `aligner ... --baseline` does not report them.\n"
    "# The id counts, what follows it is for the reader. Delete a line to have its mismatch reported again.\n"
)


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

    Returns:
        How many lines were written; mismatches of one id share a line.

    Raises:
        InputError: The file can't be written.
    """
    lines = {
        mismatch.id: f"{mismatch.id}\t{mismatch.kind}: {' '.join(mismatch.message.split())}\n"
        for mismatch in mismatches
    }
    text = HEADER + "".join(lines.values())
    try:
        Path(path).write_bytes(text.encode("utf-8", errors="backslashreplace"))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: the baseline can't be written: {reason}") from error
    return len(lines)
