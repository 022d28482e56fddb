"""Korean stems and the English words that news translates them by.

The table is small next to a dictionary and need not be complete: a covered word that finds its
translation speaks for a pair, one that does not speaks against it, an uncovered word is silent.
Names of territories and weekdays come from CLDR (Babel).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from sys import intern

from aligner.data import read_table
from aligner.errors import TableError
from aligner.lexicon.stems import ENGLISH_WORD, HANGUL_WORD, english_stem, function_words, is_particle

# Our own tables: file, column of the Hangul form.
_TABLES = (
    ("lexicon_subjects", "stem"),
    ("lexicon_frequency", "stem"),
    ("lexicon_names", "stem"),
    ("places", "hangul"),
)
_MOST_CACHED = 100_000


@dataclass(frozen=True)
class Lexicon:
    """Links from Korean stems to English stems.

    Attributes:
        translations: English stems of every Korean stem.
        covered: English stems that some Korean stem is translated by.
    """

    translations: Mapping[str, frozenset[str]]
    covered: frozenset[str] = field(init=False)
    _longest: int = field(init=False)
    _seen: dict[str, tuple[tuple[int, int], ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "covered", frozenset().union(*self.translations.values()))
        object.__setattr__(self, "_longest", max(map(len, self.translations), default=0))

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Every document asks for it, see `extended_lexicon`, and it takes 13 ms for 20,000 learnt stems."""
        return hash(frozenset(self.translations.items()))

    def __getstate__(self) -> dict[str, list[str]]:
        """Equal lexicons pickle to equal bytes in every process; what was derived or seen stays behind.

        Hence the order, and one string for equal ones: pickle writes a string it met before as a reference.
        """
        rows = sorted(self.translations.items())
        return {intern(stem): [intern(word) for word in sorted(words)] for stem, words in rows}

    def __setstate__(self, state: dict[str, list[str]]) -> None:
        self.__init__({stem: frozenset(words) for stem, words in state.items()})  # type: ignore[misc]

    def stems(self, word: str) -> tuple[tuple[int, int], ...]:
        """Where stems of the lexicon stand in a Korean word: leftmost, then longest, not overlapping.

        A stem of one syllable counts only if nothing but a particle follows it and nothing precedes it.
        """
        known = self._seen.get(word)
        if known is None:
            known = tuple(self._find(word))
            if len(self._seen) > _MOST_CACHED:
                self._seen.clear()
            self._seen[word] = known
        return known

    def explains(self, word: str) -> bool:
        """Whether a Korean word is made of stems of the lexicon, particles aside."""
        stems = self.stems(word)
        return bool(stems) and stems[0][0] == 0 and is_particle(word[stems[-1][1] :])

    def _find(self, word: str) -> Iterable[tuple[int, int]]:
        start = 0
        while start < len(word) - 1:
            for end in range(min(len(word), start + self._longest), start + 1, -1):
                if word[start:end] in self.translations:
                    yield start, end
                    start = end
                    break
            else:
                if start == 0 and word[0] in self.translations and is_particle(word[1:]):
                    yield 0, 1
                start += 1
        if len(word) == 1 and word in self.translations:
            yield 0, 1


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
        for place, row in read_table(f"bilingual/{table}.tsv"):
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
    return Lexicon({stem: words for stem, words in collected.items() if words})


@lru_cache(maxsize=8)
def extended_lexicon(rows: Lexicon | None) -> Lexicon:
    """The lexicon of the library with further rows, such as learnt ones."""
    ours = news_lexicon()
    if rows is None or not rows.translations:
        return ours
    both = dict(ours.translations)
    for stem, words in rows.translations.items():
        both[stem] = both.get(stem, frozenset()) | words
    return Lexicon(both)
