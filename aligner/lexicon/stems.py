"""Words without their endings, in both languages: what the lexicon is looked up by.

Crude on purpose. Both sides of a row pass through the same function as the text, so a stem need not
be a word; it must only be the same for the forms of one word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.data import read_table

HANGUL_WORD = re.compile(r"[가-힣]+")

# An English word: letters, also with dots between single ones (`U.S.`, `p.m.`).
ENGLISH_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Za-z][A-Za-z0-9&'’-]*")

# Endings and what replaces them, tried in order; the rest must keep three letters (`string`, `bed`).
_ENDINGS = (
    ("'s", ""), ("’s", ""), ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"),
    ("ied", "y"), ("eed", "eed"), ("ing", ""), ("ed", ""), ("ss", "ss"), ("us", "us"), ("is", "is"),
    ("s", ""), ("ily", "y"), ("ly", ""),
)  # fmt: skip
_LEAST_STEM = 3


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    return {row["form"]: row["lemma"] for _, row in read_table("en/irregular.tsv")}


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """English words without content of their own, lower case."""
    return frozenset(row["word"] for _, row in read_table("en/function_words.tsv"))


@lru_cache(maxsize=1)
def particles() -> tuple[str, ...]:
    """Korean particles, longest first."""
    return tuple(
        sorted((row["particle"] for _, row in read_table("ko/particles.tsv")), key=lambda p: (-len(p), p))
    )


@lru_cache(maxsize=1)
def _particle_set() -> tuple[frozenset[str], int]:
    known = frozenset(particles())
    return known, max(map(len, known))


def is_particle(ending: str) -> bool:
    """Whether the characters are a particle, or nothing at all."""
    return not ending or ending in _particle_set()[0]


@lru_cache(maxsize=65536)
def without_particle(word: str) -> str:
    """A Korean word without its longest particle; at least two syllables stay, or the word as it is.

    Examples:
        >>> without_particle("전주에서는"), without_particle("나이")
        ('전주', '나이')
    """
    known, longest = _particle_set()
    for size in range(min(longest, len(word) - 2), 0, -1):
        if word[-size:] in known:
            return word[:-size]
    return word


@lru_cache(maxsize=65536)
def english_stem(word: str) -> str:
    """An English word in lower case without its regular ending; irregular forms by table.

    Examples:
        >>> [english_stem(word) for word in ("Companies", "announced", "announces", "said", "city's")]
        ['company', 'announc', 'announc', 'say', 'city']
    """
    lowered = word.lower().rstrip(".")
    lowered = _irregular().get(lowered, lowered)
    for ending, replacement in _ENDINGS:
        if lowered.endswith(ending) and len(lowered) - len(ending) >= _LEAST_STEM:
            lowered = lowered[: -len(ending)] + replacement
            break
    if len(lowered) > _LEAST_STEM and lowered[-1] == lowered[-2] and lowered[-1] not in "lsz":
        lowered = lowered[:-1]  # planned, planning
    return lowered[:-1] if lowered.endswith("e") and len(lowered) > _LEAST_STEM else lowered
