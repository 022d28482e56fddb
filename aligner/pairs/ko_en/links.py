"""How a Hangul and a Latin form are read as names, and how likely they are the same one."""

from __future__ import annotations

from functools import lru_cache

from aligner.languages.ko.surnames import surname_spellings
from aligner.pairs.ko_en.sounds import hangul_sounds, latin_sounds, skeleton
from aligner.pairs.links import NameLinks, Reading

# Logistic curve; measured on development news: of links near 0.4 half are right, near 0.7 nine in ten
# (`examples/measure/name_links.py`).
_INTERCEPT, PER_CONSONANT, PER_SKELETON, PER_READING = -3.6, 0.95, 6.0, 5.0


@lru_cache(maxsize=1)
def _surname_sounds() -> dict[str, tuple[str, ...]]:
    """For each Latin spelling of a Korean surname the sounds it can stand for (`lee` is 이, not 리)."""
    sounds: dict[str, dict[str, None]] = {}
    for surname, spellings in surname_spellings().items():
        for spelling in spellings:
            sounds.setdefault(spelling, {})[hangul_sounds(surname)] = None
    return {spelling: tuple(known) for spelling, known in sounds.items()}


@lru_cache(maxsize=65536)
def hangul_readings(hangul: str) -> tuple[Reading, ...]:
    """Skeleton and sounds of the one reading of a Hangul form."""
    sounds = hangul_sounds(hangul)
    return ((skeleton(sounds), sounds),)


@lru_cache(maxsize=65536)
def latin_readings(latin: str) -> tuple[Reading, ...]:
    """Skeleton and sounds of every reading of a Latin form.

    A form whose first or last word is a known spelling of a Korean surname is also read as a Korean
    personal name, surname first: `Gwan-young Kim` as 김관영.
    """
    sounds = dict.fromkeys(latin_sounds(latin))
    words = latin.lower().split()
    if len(words) > 1:
        for surname, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
            for known in _surname_sounds().get(surname, ()):
                sounds |= dict.fromkeys(known + given for given in latin_sounds(" ".join(rest)))
    return tuple((skeleton(reading), reading) for reading in sounds)


LINKS = NameLinks(
    first=hangul_readings,
    second=latin_readings,
    intercept=_INTERCEPT,
    per_consonant=PER_CONSONANT,
    per_skeleton=PER_SKELETON,
    per_reading=PER_READING,
)


def link_probability(hangul: str, latin: str) -> float:
    """Probability that one Hangul form and one Latin form name the same thing.

    Examples:
        >>> link_probability("보스턴", "Boston") > 0.7 > 0.2 > link_probability("보스턴", "Dallas")
        True
    """
    return LINKS.probability(hangul, latin)
