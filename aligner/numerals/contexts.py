"""Words beside a number that decide what it is: 대 before 국회 numbers an office, after 버스 it counts
vehicles.

The words stand in a table of each language, `contexts.tsv`, grouped by what they tell; the readers
put a group into their patterns where the grammar has its place for it.
"""

from __future__ import annotations

import re
from functools import cache

from aligner.model.errors import TableError
from aligner.model.text import LanguageCode
from aligner.tables import read_table


@cache
def _contexts(language: LanguageCode) -> dict[str, dict[str, str]]:
    """Context to its words, each with what may not follow it."""
    found: dict[str, dict[str, str]] = {}
    for place, row in read_table(f"{language}/contexts.tsv"):
        words = found.setdefault(row["context"], {})
        if row["word"] in words:
            raise TableError(f"{place}: {row['word']!r} stands twice under {row['context']!r}")
        words[row["word"]] = row["unless"]
    return found


def words_of(language: LanguageCode, context: str) -> frozenset[str]:
    """The words of a context."""
    return frozenset(_contexts(language)[context])


def any_of(language: LanguageCode, context: str) -> str:
    """A pattern for one word of a context, the longest first, without a group of its own."""
    words = _contexts(language)[context]
    return "|".join(
        re.escape(word) + _unless(words[word]) for word in sorted(words, key=lambda word: (-len(word), word))
    )


def _unless(endings: str) -> str:
    return f"(?!{endings})" if endings else ""
