"""Korean stems (words without particles), by which words are looked up in the lexicon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import compress

from aligner.expressions import compiled
from aligner.languages.words import Words
from aligner.remembered import remembered
from aligner.tables import read_table

HANGUL_WORD = compiled(r"[가-힣]+")


@lru_cache(maxsize=1)
def particles() -> tuple[str, ...]:
    """Return the Korean particles, longest first."""
    return tuple(
        sorted((row["particle"] for _, row in read_table("ko/particles.tsv")), key=lambda p: (-len(p), p))
    )


@lru_cache(maxsize=1)
def _particle_set() -> tuple[frozenset[str], int]:
    known = frozenset(particles())
    return known, max(map(len, known))


def is_particle(ending: str) -> bool:
    """Return whether the characters are a particle or an empty string."""
    return not ending or ending in _particle_set()[0]


@remembered
def without_particle(word: str) -> str:
    """Return a Korean word without its longest particle; at least two syllables remain.

    Examples:
        >>> without_particle("전주에서는"), without_particle("나이")
        ('전주', '나이')
    """
    known, longest = _particle_set()
    for size in range(min(longest, len(word) - 2), 0, -1):
        if word[-size:] in known:
            return word[:-size]
    return word


_LONGEST_KEPT = 2000  # characters; nearly all sentences are shorter


def hangul_words(text: str) -> Sequence[str]:
    """Return the runs of Hangul in a text; cached, since several readers in turn ask for them."""
    return _kept_words(text) if len(text) <= _LONGEST_KEPT else HANGUL_WORD.findall(text)


@lru_cache(maxsize=256)
def _kept_words(text: str) -> tuple[str, ...]:
    return tuple(HANGUL_WORD.findall(text))


def words_where(text: str, is_meant: Callable[[str], object]) -> Iterator[tuple[str, int]]:
    """Yield the runs of Hangul for which a test holds, each with its offset in the text.

    Examples:
        >>> list(words_where("비가 와서 비를 맞았다.", lambda word: word.startswith("비")))
        [('비가', 0), ('비를', 6)]
    """
    words = hangul_words(text)
    meant = list(map(is_meant, words))
    if any(meant):
        starts = (match.start() for match in HANGUL_WORD.finditer(text))
        yield from compress(zip(words, starts, strict=True), meant)


def _content(text: str) -> set[str]:
    return {stem for stem in map(without_particle, hangul_words(text)) if len(stem) > 1}


WORDS = Words(
    pattern=HANGUL_WORD,
    stem=without_particle,
    function_words=frozenset,
    endings=lambda: _particle_set()[0],
    content=_content,
)
