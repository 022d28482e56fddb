"""What the marks of two sides say about each other: a question is translated by a question.

For every mark that development news uses on both sides the pair of languages counts the gold beads in which
both sides, one or none of them hold it (`LadderNumbers.marks`). What the four cases are worth is their
log-likelihood ratio against independence; a case seen rarely is shrunk towards 0 as if one bead more had
been seen of what is expected by chance. Final stops are left out: in the development data sentences cut at
a clause end without one, which real ones don't.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from math import log
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.grid import on_grid
from aligner.model.errors import TableError
from aligner.pairs import LanguagePair

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

# An apostrophe after a letter is none, or closes what another one opened. The set of all signs stands in
# front, as the engine then looks for them much faster.
_PLAIN = re.escape(
    "".join(forms for mark, forms in MARKS.items() if mark not in ("inner quotation", "colon"))
)
_MARK = re.compile(rf"[{_PLAIN}'‘`´:：.](?:(?<=[{_PLAIN}])|(?<=['‘`´])(?<!\w.)|(?<=[:：])(?!\d)|(?<=\.)\.\.)")

# Beads by chance that are added to the seen ones of every case.
SHRINK = 1.0


@cache
def mark_evidence(pair: LanguagePair) -> NDArray[np.float64]:
    """Nats by mark, first side without or with it, second side without or with it.

    Raises:
        TableError: A mark is missing.
    """
    counts = pair.ladder.marks()
    if list(counts) != list(MARKS):
        raise TableError(f"{pair.code}/punctuation.tsv: the marks must be {', '.join(MARKS)}")
    ratios = [log_ratios(of_mark) for of_mark in counts.values()]
    return on_grid(np.array(ratios).reshape(len(MARKS), 2, 2))


def log_ratios(counts: Sequence[int]) -> list[float]:
    """Log-likelihood ratio of each case against independence.

    Args:
        counts: Beads with the mark on neither side, only the second, only the first, both.
    """
    neither, second, first, both = counts
    total = sum(counts)
    rows, columns = (neither + second, first + both), (neither + first, second + both)
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


def punctuation_evidence(first: NDArray[np.bool_], second: NDArray[np.bool_], pair: LanguagePair) -> Table:
    """Nats of every profile of marks on the first side (row) against every one on the second (column)."""
    neither, only_first, only_second, together = _parts(pair)
    held = second.astype(np.float64)
    table: Table = (first * together) @ held.T
    table += (first @ only_first + neither)[:, None] + held @ only_second
    return table


@cache
def _parts(pair: LanguagePair) -> tuple[float, Table, Table, Table]:
    """Nats of no mark at all, then by mark what the first, the second, and both together add to it."""
    (neither, only_second), (only_first, both) = mark_evidence(pair).transpose(1, 2, 0)
    first, second = only_first - neither, only_second - neither
    return float(neither.sum()), first, second, both + neither - only_first - only_second
