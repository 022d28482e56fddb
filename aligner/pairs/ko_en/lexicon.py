"""Korean stems and the English words that news translates them by.

The table is small next to a dictionary and need not be complete: a covered word that finds its
translation speaks for a pair, one that does not speaks against it, an uncovered word is silent.
Names of territories and weekdays come from CLDR (Babel).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from aligner.languages.en.stems import ENGLISH_WORD, english_stem, function_words
from aligner.languages.ko.stems import HANGUL_WORD, particles
from aligner.model.errors import TableError
from aligner.model.lexicon import Lexicon
from aligner.tables import read_table

# Our own tables: file, column of the Hangul form.
_TABLES = (
    ("lexicon_subjects", "stem"),
    ("lexicon_frequency", "stem"),
    ("lexicon_names", "stem"),
    ("places", "hangul"),
)


def _english_stems(words: str) -> frozenset[str]:
    """The stems of all content words; function words say nothing and are passed over."""
    found = ENGLISH_WORD.findall(words.lower())
    return frozenset(english_stem(word) for word in found if word not in function_words())


def _cldr_rows() -> Iterator[tuple[str, str]]:
    """Territories and weekdays of CLDR whose Korean name is one word (남부 아프리카 would teach 남부)."""
    from babel import Locale

    korean, english = Locale("ko"), Locale("en")
    days = (korean.days["format"]["wide"], english.days["format"]["wide"])
    for ours, theirs in ((korean.territories, english.territories), days):
        for code in ours.keys() & theirs.keys():
            if HANGUL_WORD.fullmatch(ours[code]):
                yield ours[code], theirs[code]


def _table_rows() -> Iterator[tuple[str, str]]:
    for table, column in _TABLES:
        for place, row in read_table(f"ko_en/{table}.tsv"):
            if not HANGUL_WORD.fullmatch(row[column]):
                raise TableError(f"{place}: stem {row[column]!r} is not written in Hangul alone")
            if not ENGLISH_WORD.search(row["english"]):
                raise TableError(f"{place}: no English word in {row['english']!r}")
            yield row[column], row["english"]


@lru_cache(maxsize=1)
def news_lexicon() -> Lexicon:
    """The lexicon that comes with the library; read at the first use.

    Raises:
        TableError: A row of a table holds no Hangul stem or no English word.
    """
    collected: dict[str, frozenset[str]] = {}
    for stem, words in chain(_cldr_rows(), _table_rows()):
        collected[stem] = collected.get(stem, frozenset()) | _english_stems(words)
    shared: dict[frozenset[str], frozenset[str]] = {}  # a third of the sets are equal to others
    known = {stem: shared.setdefault(words, words) for stem, words in collected.items() if words}
    return Lexicon(known, frozenset(particles()))
