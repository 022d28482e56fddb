"""What the marks of two sides say about each other: a question is translated by a question.

For every mark that development news uses on both sides a table (`ko_en/punctuation.tsv`) counts the
gold beads in which both sides, one or none of them hold it. What the four cases are worth is their
log-likelihood ratio against independence; a case seen rarely is shrunk towards 0 as if one bead more had
been seen of what is expected by chance. Final stops are left out: in the development data sentences cut at
a clause end without one, which real ones don't.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.grid import on_grid
from aligner.model.errors import TableError
from aligner.tables import read_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

# The characters of each mark, on both sides alike. A colon between digits is a time or a score.
MARKS = {
    "question": "?？",
    "quotation": '"“”„˝＂「」『』〝〞',
    "inner quotation": "'‘`´",
    "bracket": "()[]（）［］〔〕",
    "colon": ":：",
    "ellipsis": "…",
}
_MARK_OF = {character: number for number, forms in enumerate(MARKS.values()) for character in forms}
_MARK_OF["..."] = _MARK_OF["…"]

# Columns of the table: which side holds the mark.
CASES = ("neither", "english", "korean", "both")

# An apostrophe after a letter is none, or closes what another one opened.
_MARK = re.compile(r"(?<!\w)['‘`´]|[:：](?!\d)|\.\.\.|[?？\"“”„˝＂「」『』〝〞()\[\]（）［］〔〕…]")

# Beads by chance that are added to the seen ones of every case.
SHRINK = 1.0


@lru_cache(maxsize=1)
def mark_evidence() -> NDArray[np.float64]:
    """Nats by mark, Korean side without or with it, English side without or with it.

    Raises:
        TableError: A mark is missing or a count is no whole number.
    """
    ratios = {}
    for place, row in read_table("ko_en/punctuation.tsv"):
        try:
            cells = [int(row[case]) for case in CASES]
        except ValueError:
            raise TableError(f"{place}: a count is not a whole number") from None
        ratios[row["mark"]] = log_ratios(cells)
    if list(ratios) != list(MARKS):
        raise TableError(f"ko_en/punctuation.tsv: the marks must be {', '.join(MARKS)}")
    return on_grid(np.array(list(ratios.values())).reshape(len(MARKS), 2, 2))


def log_ratios(counts: Sequence[int]) -> list[float]:
    """Log-likelihood ratio of each case against independence.

    Args:
        counts: Beads with the mark on neither side, the English, the Korean, both.
    """
    neither, english, korean, both = counts
    total = sum(counts)
    rows, columns = (neither + english, korean + both), (neither + korean, english + both)
    return [
        log((seen + SHRINK) / (row * column / total + SHRINK))
        for seen, row, column in zip(counts, (rows[0], rows[0], rows[1], rows[1]), columns * 2, strict=True)
    ]


def marks_of(sentences: Sequence[str]) -> NDArray[np.bool_]:
    """Which marks (columns) each sentence (row) holds."""
    held = np.zeros((len(sentences), len(MARKS)), dtype=bool)
    for row, text in enumerate(sentences):
        for mark in _MARK.findall(text):
            held[row, _MARK_OF[mark]] = True
    return held


def punctuation_evidence(korean: NDArray[np.bool_], english: NDArray[np.bool_]) -> Table:
    """Nats of every Korean (row) against every English (column) profile of marks."""
    (neither, theirs), (ours, both) = mark_evidence().transpose(1, 2, 0)
    ours, theirs, together = ours - neither, theirs - neither, both + neither - ours - theirs
    table: Table = (korean * together) @ english.T.astype(np.float64)
    table += (korean @ ours + neither.sum())[:, None] + english @ theirs
    return table
