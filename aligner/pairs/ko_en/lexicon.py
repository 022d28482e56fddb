"""Korean stems and the English words that translate them in news.

The table is small compared with a dictionary and need not be complete. A covered word whose translation is
found is evidence for a pair; if it is not found, it is evidence against the pair. An uncovered word is no
evidence.
Names of territories and weekdays come from CLDR (Babel).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from sys import intern
from typing import TypeVar

from aligner import cldr
from aligner.kept import kept
from aligner.languages.en import stems
from aligner.languages.en.stems import ENGLISH_WORD, english_stem, function_words
from aligner.languages.ko import stems as korean_stems
from aligner.languages.ko.stems import HANGUL_WORD, particles
from aligner.model.errors import TableError
from aligner.model.lexicon import Lexicon
from aligner.tables import read_columns, table_file

_Code = TypeVar("_Code", int, str)
_Translations = dict[str, frozenset[str]]
_Inverted = dict[str, tuple[str, ...]]

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
    korean, english = cldr.names("ko"), cldr.names("en")
    yield from _alike(korean.territories, english.territories)
    yield from _alike(korean.days["wide"], english.days["wide"])


def _alike(korean: Mapping[_Code, str], english: Mapping[_Code, str]) -> Iterator[tuple[str, str]]:
    """Yield the Korean names of one word with the English names of the same code."""
    for code in sorted(korean.keys() & english.keys()):
        if HANGUL_WORD.fullmatch(korean[code]):
            yield korean[code], english[code]


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
    return Lexicon(_read()[0], frozenset(particles()))


def translated_by() -> _Inverted:
    """Return the inverted lexicon: the Korean stems of every English stem."""
    return _read()[1]


@lru_cache(maxsize=1)
def _read() -> tuple[_Translations, _Inverted]:
    return kept(__file__, _sources(), "", _worked_out)


def _sources() -> list[Path]:
    """Return the files from which the rows of the lexicon are made."""
    tables = [f"ko_en/{table}.tsv" for table, _ in _TABLES]
    modules: list[Path] = [Path(__file__), Path(stems.__file__), Path(korean_stems.__file__)]
    return [*map(table_file, (*tables, *stems.TABLES)), *modules, *cldr.sources("ko", "en")]


def _worked_out() -> tuple[_Translations, _Inverted]:
    """Return the stems, each with the stems of its English words, and the other way round."""
    of_english: dict[str, frozenset[str]] = {}
    collected: dict[str, frozenset[str]] = {}
    for stem, english in chain(_cldr_rows(), _table_rows()):
        words = of_english.get(english)
        if words is None:
            words = of_english[english] = _english_stems(english)
        known = collected.get(stem)
        collected[stem] = words if known is None else known | words
    shared: dict[frozenset[str], frozenset[str]] = {}  # a third of the rows share their English words
    translations = {
        stem: shared.setdefault(words, frozenset(map(intern, words)))
        for stem, words in collected.items()
        if words
    }
    inverted: dict[str, list[str]] = defaultdict(list)
    for stem, words in translations.items():
        for word in words:
            inverted[word].append(stem)
    return translations, {word: tuple(known) for word, known in inverted.items()}
