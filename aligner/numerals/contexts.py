"""Words beside a number that decide what it means.

Before 국회, for example, 대 numbers an office; after 버스 it counts vehicles. The words are in a table of
each language, `contexts.tsv`, grouped by their meaning for the number. The readers use a group in their
patterns where the grammar allows these words.
"""

from __future__ import annotations

import re
from functools import cache

from aligner.model.errors import TableError
from aligner.model.text import LanguageCode
from aligner.tables import read_table


@cache
def _contexts(language: LanguageCode) -> dict[str, dict[str, str]]:
    """Return the words of each context, each with a pattern that must not follow it (empty: none)."""
    contexts: dict[str, dict[str, str]] = {}
    for place, row in read_table(f"{language}/contexts.tsv"):
        words = contexts.setdefault(row["context"], {})
        if row["word"] in words:
            raise TableError(f"{place}: {row['word']!r} stands twice under {row['context']!r}")
        words[row["word"]] = row["unless"]
    return contexts


def words_of(language: LanguageCode, context: str) -> frozenset[str]:
    """Return the words of a context."""
    return frozenset(_contexts(language)[context])


def any_of(language: LanguageCode, context: str) -> str:
    """Return a pattern that matches any word of a context, the longest first; it is not in a group."""
    words = _contexts(language)[context]
    return "|".join(
        re.escape(word) + _unless(words[word]) for word in sorted(words, key=lambda word: (-len(word), word))
    )


def _unless(endings: str) -> str:
    return f"(?!{endings})" if endings else ""
