"""Sentences in Latin letters that are not English: seen by the small words of other languages.

Small words are a third to a half of any running text, and the first thing by which a reader knows a language.
A title or a name (`La Casa Blanca`, `Die Welt`) has them too, so a sentence must hold a word of content in
small letters as well, and hardly a small word of English.
"""

from __future__ import annotations

import re
from functools import cache

from aligner.languages.en.stems import function_words
from aligner.tables import read_table

WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W\d_]+)*")
LEAST_WORDS = 4
# Of a sentence of the other language: small words of that language, and the most English ones for each of them.
LEAST_SMALL, LEAST_SHARE, MOST_ENGLISH = 2, 0.25, 1 / 3
# English has these letters in loan words only, of which a sentence has one or two.
FOREIGN_LETTER = re.compile("[\\u00c0-\\u024f\\u1e00-\\u1eff]")


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {
        row["language"]: frozenset(row["words"].split()) - function_words()
        for _, row in read_table("en/foreign_words.tsv")
    }


def is_foreign(text: str) -> bool:
    """Whether a sentence is in another language.

    Examples:
        >>> is_foreign("La route était bloquée toute la journée."), is_foreign("He sang La Vie en Rose.")
        (True, False)
    """
    words = WORD.findall(text)
    if len(words) < LEAST_WORDS:
        return False
    lowered = [word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for word in words]
    content = [word for word in words if word.islower()]
    for small in _small_words().values():
        hits = [word for word in lowered if word in small]
        english = sum(word in function_words() for word in lowered)
        if (
            len(hits) >= LEAST_SMALL
            and len(hits) >= LEAST_SHARE * len(words)
            and english <= MOST_ENGLISH * len(hits)
            and any(word not in small and word not in function_words() for word in content)
            and (len(set(hits)) >= LEAST_SMALL or FOREIGN_LETTER.search(text))
        ):
            return True
    return False
