"""Korean stems and the English words that translate them in news.

The table is small compared with a dictionary and need not be complete. A covered word whose translation is
found is evidence for a pair; if it is not found, it is evidence against the pair. An uncovered word is no
evidence.
Names of territories and weekdays come from CLDR (Babel).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from sys import intern

from babel import __version__ as babel_version

from aligner.kept import kept
from aligner.languages.en import stems
from aligner.languages.en.stems import ENGLISH_WORD, english_stem, function_words
from aligner.languages.ko import stems as korean_stems
from aligner.languages.ko.stems import HANGUL_WORD, particles
from aligner.model.errors import TableError
from aligner.model.lexicon import Lexicon
from aligner.tables import read_columns, table_file

# Our own tables: name of the file, and its column of Hangul forms.
_TABLES = (
    ("lexicon_subjects", "stem"),
    ("lexicon_frequency", "stem"),
    ("lexicon_names", "stem"),
    ("places", "hangul"),
)


def _english_stems(words: str) -> frozenset[str]:
    """Return the stems of all content words of an English cell; function words are skipped."""
    silent = function_words()
    return frozenset(
        [english_stem(word) for word in ENGLISH_WORD.findall(words.lower()) if word not in silent]
    )


def _cldr_rows() -> Iterator[tuple[str, str]]:
    """Yield CLDR territories and weekdays with one-word Korean names (남부 아프리카 would teach 남부)."""
    from babel import Locale

    korean, english = Locale("ko"), Locale("en")
    days = (korean.days["format"]["wide"], english.days["format"]["wide"])
    for ours, theirs in ((korean.territories, english.territories), days):
        for code in sorted(ours.keys() & theirs.keys()):
            if HANGUL_WORD.fullmatch(ours[code]):
                yield ours[code], theirs[code]


def _table_rows() -> Iterator[tuple[str, str]]:
    for table, column in _TABLES:
        name = f"ko_en/{table}.tsv"
        for number, stem, english in read_columns(name, column, "english"):
            if not HANGUL_WORD.fullmatch(stem):
                raise TableError(f"{name}:{number}: stem {stem!r} is not written in Hangul alone")
            if not ENGLISH_WORD.search(english):
                raise TableError(f"{name}:{number}: no English word in {english!r}")
            yield stem, english


@lru_cache(maxsize=1)
def news_lexicon() -> Lexicon:
    """Return the built-in lexicon; it is read at the first use.

    Raises:
        TableError: A row of a table has no Hangul stem or no English word.
    """
    sets: dict[str, frozenset[str]] = {}  # a third of the rows share their English words with others
    translations = {}
    for row in kept(__file__, _sources(), babel_version, _worked_out).splitlines():
        stem, _, words = row.partition("\t")
        if words not in sets:
            sets[words] = frozenset(map(intern, words.split(" ")))
        translations[stem] = sets[words]
    return Lexicon(translations, frozenset(particles()))


def _sources() -> list[Traversable]:
    """Return the files from which the rows of the lexicon are made."""
    tables = [f"ko_en/{table}.tsv" for table, _ in _TABLES]
    modules: list[Traversable] = [Path(__file__), Path(stems.__file__), Path(korean_stems.__file__)]
    return [*map(table_file, (*tables, *stems.TABLES)), *modules]


def _worked_out() -> str:
    """Return one line per stem: the stem, a tab, and the sorted stems of its English words."""
    of_english: dict[str, frozenset[str]] = {}
    collected: dict[str, frozenset[str]] = {}
    for stem, english in chain(_cldr_rows(), _table_rows()):
        words = of_english.get(english)
        if words is None:
            words = of_english[english] = _english_stems(english)
        known = collected.get(stem)
        collected[stem] = words if known is None else known | words
    return "".join(f"{stem}\t{' '.join(sorted(words))}\n" for stem, words in collected.items() if words)
