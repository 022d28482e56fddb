"""English translations of everyday Korean verbs and adjectives that the news lexicon lacks.

The lexicon may also know such a word in its news sense only. A row of `ko_en/basic_predicates.tsv` is a
beginning that all forms of a word share; the longest matching row counts.
"""

from __future__ import annotations

from functools import cache

from aligner.languages.en.stems import english_stem
from aligner.tables import read_table


@cache
def _rows() -> dict[str, frozenset[str]]:
    """Return the stems of the translations of each everyday verb or adjective, by its Korean stem."""
    return {
        row["stem"]: frozenset(map(english_stem, row["english"].split()))
        for _, row in read_table("ko_en/basic_predicates.tsv")
    }


def everyday_translations(words: str, verb: int, least: int = 1) -> frozenset[str]:
    """Return stems that translate the last verb of a phrase, alone or together with the word before it.

    Args:
        words: A phrase that ends with the verb.
        verb: Offset at which the verb begins in `words`.
        least: Minimum number of syllables that a row must share with the verb. A row of one syllable (사: to
            buy) also begins other words (사람).

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
