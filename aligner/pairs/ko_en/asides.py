"""Asides in Korean brackets: some become part of the English sentence, others must stay set off from it."""

from __future__ import annotations

import re
from functools import cache

from aligner.expressions import compiled
from aligner.model.text import Span
from aligner.pairs.asides import Asides
from aligner.tables import read_table


@cache
def _rows() -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (
            compiled(row["korean"]),
            compiled(row["english"], re.IGNORECASE),
            compiled(rf"(?<=\w ){row['bare']}") if row["bare"] != "-" else None,
        )
        for _, row in read_table("ko_en/asides.tsv")
    )


def said_in_sentence(aside: str, translation: str) -> bool:
    """Whether a translation says within its sentence what the Korean has in brackets.

    Examples:
        >>> said_in_sentence("선택사항", "Optional name"), said_in_sentence("옛 시청 터", "The venue")
        (True, False)
    """
    return any(
        korean.search(aside) is not None and english.search(translation) is not None
        for korean, english, _ in _rows()
    )


def bare(aside: str, translation: str) -> Span | None:
    """Return the span where an aside has lost the commas or brackets that English needs too, or None.

    Examples:
        >>> bare("왼쪽 두 번째", "Director Han second from left, smiles.")
        Span(start=13, end=29)
    """
    for korean, _, form in _rows():
        if form is not None and korean.search(aside) and (match := form.search(translation)):
            return Span(*match.span())
    return None


ASIDES = Asides(said_in_sentence, bare)
