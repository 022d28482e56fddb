"""Everyday Korean verbs and adjectives in English, which the lexicon of news lacks or knows otherwise.

Rows of `ko_en/basic_predicates.tsv` are beginnings that all forms of a word share; the longest one counts.
"""

from __future__ import annotations

from functools import cache

from aligner.languages.en.stems import english_stem
from aligner.tables import read_table


@cache
def _rows() -> dict[str, frozenset[str]]:
    """Stem of an everyday verb or adjective to the stems of its translations."""
    return {
        row["stem"]: frozenset(map(english_stem, row["english"].split()))
        for _, row in read_table("ko_en/basic_predicates.tsv")
    }


def everyday_translations(words: str, verb: int, least: int = 1) -> frozenset[str]:
    """Stems that translate the verb that begins in a place of some words, alone or with the word before it.

    Args:
        words: The verb last.
        verb: Where it begins.
        least: Syllables of the verb that a row must hold; one (사: to buy) also begins other words (사람).

    Examples:
        >>> sorted(everyday_translations("고개를 끄덕이", 4)), sorted(everyday_translations("비싸지", 0))
        (['nod'], ['expensiv'])
    """
    rows = _rows()
    before = words.rfind(" ", 0, max(0, verb - 1)) + 1
    for start in (before, verb) if before < verb else (verb,):
        for end in range(len(words), verb + least - 1, -1):
            if words[start:end] in rows:
                return rows[words[start:end]]
    return frozenset()
