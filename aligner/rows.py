"""Turn the rows of `check`, pairs that are aligned already, into articles with known beads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from aligner.model.article import Article
from aligner.model.bead import Bead
from aligner.model.errors import InputError
from aligner.model.mismatch import Mismatch
from aligner.model.text import LanguageCode
from aligner.sides import given_sentences, joined, read_side

Row = tuple[str, str]  # source and target
Languages = tuple[LanguageCode, LanguageCode]


def checked_row(pair: Row, number: int) -> Row:
    """Return a row of `check` after testing that it is a pair of texts.

    Args:
        number: Number of the row, for the message.

    Raises:
        InputError: It is not two texts; the message names the row.
    """
    if type(pair) is tuple and tuple(map(type, pair)) == (str, str):  # as most rows are
        return pair
    if isinstance(pair, str) or not isinstance(pair, Iterable):
        raise InputError(f"pairs[{number}]: a pair (source, target) was expected, not {type(pair).__name__}")
    texts = tuple(pair)
    if len(texts) != 2 or not all(isinstance(text, str) for text in texts):
        given = ", ".join(type(text).__name__ for text in texts)
        raise InputError(f"pairs[{number}]: a pair (source, target) of str was expected, not ({given})")
    return texts[0], texts[1]


def rows_together(
    rows: Sequence[Row], languages: Callable[[str, str], Languages], document: bool
) -> Iterator[tuple[Languages, Sequence[int]]]:
    """Group the rows that are checked together; yields their languages and numbers.

    All rows of a document are one group. Of other rows there is one group for each direction of translation.
    """
    if document:
        filled = [joined([row[side] for row in rows if row[side].strip()]) for side in (0, 1)]
        yield languages(filled[0], filled[1]), range(len(rows))
        return
    of_direction: dict[Languages, list[int]] = {}
    for number, row in enumerate(rows):
        of_direction.setdefault(languages(*row), []).append(number)
    yield from of_direction.items()


def article_of_rows(rows: Iterable[Row], languages: Languages) -> tuple[Article, list[Bead]]:
    """Make an article of rows, each text a sentence, without blank texts; also return a bead for each row."""
    texts: tuple[list[str], list[str]] = ([], [])
    beads = []
    for row in rows:
        ranges = []
        for text, of_side in zip(row, texts, strict=True):
            start = len(of_side)
            if text.strip():
                of_side.append(text)
            ranges.append(range(start, len(of_side)))
        beads.append(Bead(*ranges))
    sides = (
        read_side(given_sentences(of_side), language)
        for of_side, language in zip(texts, languages, strict=True)
    )
    return Article(*sides), beads


def first_bead(mismatch: Mismatch, beads: Sequence[Bead]) -> int:
    """Return the number of the first bead that holds a sentence of the mismatch; 0 if none does."""
    of_source = (bisect_right(beads, n, key=lambda bead: bead.source.stop) for n in mismatch.source_sentences)
    of_target = (bisect_right(beads, n, key=lambda bead: bead.target.stop) for n in mismatch.target_sentences)
    return min((*of_source, *of_target), default=0)
