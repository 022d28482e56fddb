"""Checks the rows of a bitext in batches, one after the other.

What checks read from a row takes some twenty times as much memory as its text, too much for a million rows.
Rows are independent of each other, apart from stretches that slipped (`aligner.checks.shifted`). If a border
cut such a stretch in two, one or two rows might be left on one side, which say too little. Therefore a batch
ends where the rows before and after the border fit their own translations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from aligner.characters import folded_text
from aligner.checks.choice import Choice
from aligner.checks.shifted import CHANCE, FARTHEST, SHARED, evidence_of, nats_of, words_of
from aligner.checks.view import are_prose
from aligner.collector import paused
from aligner.model.mismatch import Mismatch
from aligner.pairs import pair_of
from aligner.pairs.cover import Said
from aligner.rows import Languages, Row, article_of_rows, first_bead, rows_together

T = TypeVar("T")

MOST_ROWS = 2000
MOST_CHARACTERS = 1_000_000
# Rows at the end of a batch among which the border is sought.
SOUGHT = 200
# Rows that must fit around a border, half of them before it. A shift moves a translation by at most
# `FARTHEST` rows, so one that ends before these rows, or begins behind them, doesn't reach the border.
AROUND = 2 * FARTHEST


_USUAL_NATS = nats_of(SHARED, CHANCE)


def found_in_rows(
    rows: Sequence[Row], checks: Choice, languages: Callable[[str, str], Languages], *, document: bool
) -> list[list[Mismatch]]:
    """Find the mismatches of each row.

    Args:
        rows: Source and target of each.
        checks: Those to run.
        languages: Returns the languages of two texts.
        document: Whether the rows are one document, which is checked as a whole.
    """
    by_row: list[list[Mismatch]] = []
    for part in [rows] if document else batches(rows, lambda row: row, languages):
        of_part: list[list[Mismatch]] = [[] for _ in part]
        for codes, numbers in rows_together(part, languages, document):
            with paused():
                article, beads = article_of_rows([part[number] for number in numbers], codes)
                of_beads, across = checks.find(article, beads, document=document)
            for number, mismatches in zip(numbers, of_beads, strict=True):
                of_part[number] += mismatches
            for mismatch in across:
                of_part[numbers[first_bead(mismatch, beads)]].append(mismatch)
        by_row += of_part
    return by_row


def batches(
    rows: Iterable[T], row_of: Callable[[T], Row], languages: Callable[[str, str], Languages]
) -> Iterator[list[T]]:
    """Yield all rows in order, in batches of at most `MOST_ROWS`.

    Args:
        rows: Are read as they are needed.
        row_of: Returns the source and the target of one of them.
        languages: Returns the languages of two texts.

    Returns:
        Batches of at most `MOST_CHARACTERS`, except a row that is longer by itself.
    """
    waiting: list[T] = []
    size = 0
    for row in rows:
        waiting.append(row)
        size += _size(row_of(row))
        while len(waiting) > 1 and (len(waiting) > MOST_ROWS or size > MOST_CHARACTERS):
            border = max(0, len(waiting) - SOUGHT)
            border += _border(list(map(row_of, waiting[border:])), languages)
            yield waiting[:border]
            waiting = waiting[border:]
            size = sum(_size(row_of(left)) for left in waiting)
    if waiting:
        yield waiting


def _size(row: Row) -> int:
    return len(row[0]) + len(row[1])


def _border(rows: Sequence[Row], languages: Callable[[str, str], Languages]) -> int:
    """Return the number of the row before which the batch ends, at least 1: the last good place, or the best.

    Rows that say nothing about where they belong are passed over.
    """
    fitting: list[int] = []
    longest: list[int] = []
    for number in range(len(rows) - 1, -1, -1):
        fits = _fits(rows[number], languages)
        if fits is None:
            continue
        fitting = [*fitting, number] if fits else []
        longest = max(longest, fitting, key=len)
        if len(longest) == AROUND:
            break
    return max(1, longest[(len(longest) - 1) // 2] if longest else len(rows) - 1)


def _fits(row: Row, languages: Callable[[str, str], Languages]) -> bool | None:
    """Return whether a row has the words of its own translation; None if no word is known."""
    if not are_prose(*row):
        return None
    codes = languages(*row)
    cover = pair_of(*codes).cover
    source, target = (Said(folded_text(text), code, cover) for text, code in zip(row, codes, strict=True))
    words = words_of(source, target)
    return evidence_of(words, _USUAL_NATS) > 0 if words[1] else None
