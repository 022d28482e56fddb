"""Use punctuation marks as evidence: a question, for example, is translated by a question.

For every mark that development news uses on both sides, a table of the language pair counts the gold beads in
which both sides, one side or no side holds it (`LadderNumbers.marks`). The evidence of each of the four cases
is its log-likelihood ratio against independence. A rare case is shrunk towards 0 by adding one bead to its
count and to the count expected by chance. Final stops are left out: the development data hold sentences that
were cut at the end of a clause and have no stop, unlike real sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from math import log
from typing import TYPE_CHECKING

import numpy as np

from aligner.expressions import compiled
from aligner.ladder.grid import on_grid
from aligner.model.errors import TableError
from aligner.pairs import LanguagePair

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

# The characters of each mark, for both sides. A colon before a digit is part of a time or a score.
MARKS = {
    "question": "?？",
    "quotation": '"“”„˝＂「」『』〝〞',
    "inner quotation": "'‘`´",
    "bracket": "()[]（）［］〔〕",
    "colon": ":：",
    "ellipsis": "…",
}
# A set of marks is a number, each mark one bit of it.
_NUMBERS = 1 << np.arange(len(MARKS))
_MARK_OF = {character: number for number, forms in enumerate(MARKS.values()) for character in forms}
_MARK_OF["..."] = _MARK_OF["…"]

# An apostrophe after a letter is no quotation mark, or closes a quotation that is counted already. The set of
# all signs is the first part of the expression, as the engine then searches much faster.
_PLAIN = re.escape(
    "".join(forms for mark, forms in MARKS.items() if mark not in ("inner quotation", "colon"))
)
_MARK = compiled(rf"[{_PLAIN}'‘`´:：.](?:(?<=[{_PLAIN}])|(?<=['‘`´])(?<!\w.)|(?<=[:：])(?!\d)|(?<=\.)\.\.)")

# Number of beads that is added to the seen and to the expected count of every case.
SHRINK = 1.0


@cache
def mark_evidence(pair: LanguagePair) -> NDArray[np.float64]:
    """Return the evidence in nats by mark, by the first side without or with it, and by the second likewise.

    Raises:
        TableError: A mark is missing.
    """
    counts = pair.ladder.marks()
    if list(counts) != list(MARKS):
        raise TableError(f"{pair.code}/punctuation.tsv: the marks must be {', '.join(MARKS)}")
    ratios = [log_ratios(of_mark) for of_mark in counts.values()]
    return on_grid(np.array(ratios).reshape(len(MARKS), 2, 2))


def log_ratios(counts: Sequence[int]) -> list[float]:
    """Compute the log-likelihood ratio of each of four cases against independence, in the order of `counts`.

    Args:
        counts: Numbers of beads with the mark on neither side, only the second, only the first, both.
    """
    neither, second, first, both = counts
    total = sum(counts)
    rows, columns = (neither + second, first + both), (neither + first, second + both)
    return [
        log((seen + SHRINK) / (row * column / total + SHRINK))
        for seen, row, column in zip(counts, (rows[0], rows[0], rows[1], rows[1]), columns * 2, strict=True)
    ]


def marks_of(sentences: Sequence[str]) -> NDArray[np.bool_]:
    """Tell for each sentence (row) which marks (columns) it holds."""
    held = np.zeros((len(sentences), len(MARKS)), dtype=bool)
    for row, text in enumerate(sentences):
        for mark in _MARK.findall(text):
            held[row, _MARK_OF[mark]] = True
    return held


def punctuation_evidence(first: NDArray[np.bool_], second: NDArray[np.bool_], pair: LanguagePair) -> Table:
    """Compute the nats of every row of marks of the first side (rows) with each of the second (columns)."""
    rows, columns = first @ _NUMBERS, second @ _NUMBERS
    table: Table = _by_set(pair)[:, columns][rows]
    return table


def evidence_of_rows(first: NDArray[np.bool_], second: NDArray[np.bool_], pair: LanguagePair) -> Table:
    """Compute the nats of each row of marks of the first side with the same row of the second."""
    evidence: Table = _by_set(pair)[first @ _NUMBERS, second @ _NUMBERS]
    return evidence


@cache
def _by_set(pair: LanguagePair) -> Table:
    """Return the nats of every set of marks of the first side (rows) with each of the second (columns)."""
    (neither, only_second), (only_first, both) = mark_evidence(pair).transpose(1, 2, 0)
    first, second = only_first - neither, only_second - neither
    held = (np.arange(1 << len(MARKS))[:, None] & _NUMBERS).astype(bool).astype(np.float64)
    table: Table = (held * (both + neither - only_first - only_second)) @ held.T
    table += (held @ first + neither.sum())[:, None] + held @ second
    return table
