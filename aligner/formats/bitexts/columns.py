"""Finds the source and the target column of a table: by their headers, else by their script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aligner.expressions import compiled
from aligner.languages import codes, language, language_of_tag
from aligner.pairs import pairs
from aligner.pairs.script import letters_in

SAMPLE = 200  # rows that are looked at
_TAG = compiled(r"[a-z]{2}(?:[-_][a-z0-9]{2,8})*")
# Share of the letters of a cell that are in the script of its language; many cells have foreign names.
_SHARE = 1 / 3


def meanings() -> dict[str, str]:
    """For each known header, in any language, what the column has: a language, `source` or `target`."""
    records = [language(code) for code in codes()]
    names = {name: record.code for record in records for name in (record.code, record.name.lower())}
    return names | {name: meaning for record in records for name, meaning in record.headers.items()}


def meaning_of(head: object, known: Mapping[str, str]) -> str | None:
    """What the header of a column means: a language, `source`, `target`; None if it is not known.

    Examples:
        >>> [meaning_of(header, meanings()) for header in ("Source text", "KO-KR", "번역", "id", None)]
        ['source', 'ko', 'target', None, None]
    """
    name = " ".join(str(head or "").lower().replace("_", " ").split())
    if name in known:
        return known[name]
    tag = name.replace(" ", "-")
    return language_of_tag(tag) if _TAG.fullmatch(tag) else None


def by_head(row: Sequence[object]) -> tuple[int, int] | None:
    """The numbers of source and target column, from 0, if a first row names both; else None."""
    known = meanings()
    meant = [meaning_of(cell, known) for cell in row]
    for wanted in (("source", "target"), *pairs()):
        places = [meant.index(name) if name in meant else None for name in wanted]
        if None not in places:
            return places[0], places[1]  # type: ignore[return-value]
    for first, second in pairs():  # one side by its language, the other by what it is
        left = next((n for n, meaning in enumerate(meant) if meaning in (first, "source")), None)
        right = next((n for n, meaning in enumerate(meant) if meaning in (second, "target")), None)
        if left is not None and right is not None:
            return left, right
    return None


def by_script(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The columns in the two scripts of a pair, in their order; None if there are no two.

    If several columns are in one script, the first counts that has about as many words as any of them:
    addresses and ids have Latin letters too, but only one word, and a column behind the text is often a
    remark.
    """
    width = max(map(len, rows), default=0)
    columns = [[row[number] for row in rows if number < len(row)] for number in range(width)]
    most, best = 0, None
    for one, other in pairs():
        first, second = _column_in(columns, one, other), _column_in(columns, other, one)
        if first is not None and second is not None and first != second:
            letters = letters_in(" ".join(columns[first]), one) + letters_in(" ".join(columns[second]), other)
            if letters > most:
                most, best = letters, (min(first, second), max(first, second))
    return best


def _column_in(columns: Sequence[Sequence[str]], code: str, other_code: str) -> int | None:
    """The column that has texts in a language; None if none has."""
    fitting = [
        number
        for number, cells in enumerate(columns)
        if sum(_is_in(cell, code, other_code) for cell in cells) > len(cells) / 2
    ]
    for number in fitting:
        if sum(len(cell.split()) > 1 for cell in columns[number]) > len(columns[number]) / 2:
            return number
    return max(fitting, key=lambda number: letters_in(" ".join(columns[number]), code), default=None)


def _is_in(cell: str, code: str, other_code: str) -> bool:
    own = letters_in(cell, code)
    return own > 0 and own >= _SHARE * (own + letters_in(cell, other_code))
