"""Readings of Hangul and Latin forms as names, and the probability that two forms are one name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from aligner.expressions import compiled
from aligner.languages.ko.surnames import surname_spellings
from aligner.pairs.ko_en.sounds import hangul_sounds, latin_sounds, skeleton
from aligner.pairs.links import NameLinks, Reading
from aligner.remembered import remembered

# Logistic curve, measured on development news: half of the links near 0.4 are right, nine in ten near 0.7
# (`examples/measure/name_links.py`).
_INTERCEPT, PER_CONSONANT, PER_SKELETON, PER_READING = -3.6, 0.95, 6.0, 5.0
SPANISH_H = compiled(r"j|g(?=[ei])")  # Jorge is 호르헤


@lru_cache(maxsize=1)
def _surname_sounds() -> dict[str, tuple[str, ...]]:
    """Return the possible sounds of each Latin spelling of a Korean surname (`lee` is 이, not 리)."""
    sounds: dict[str, dict[str, None]] = {}
    for surname, spellings in surname_spellings().items():
        for spelling in spellings:
            sounds.setdefault(spelling, {})[hangul_sounds(surname)] = None
    return {spelling: tuple(known) for spelling, known in sounds.items()}


@remembered
def hangul_reading(hangul: str) -> Reading:
    """Return the skeleton and sounds of a Hangul form, which has one reading."""
    sounds = hangul_sounds(hangul)
    return skeleton(sounds), sounds


@dataclass(frozen=True, eq=False)
class LatinForm:
    """A Latin form, whose readings as a name are computed at first use."""

    written: str

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        return _latin_readings(self.written)

    @cached_property
    def lowered(self) -> tuple[Reading, ...]:
        """Its readings with sounds in lower case."""
        return _with_small_sounds(self.readings)

    @cached_property
    def spoken(self) -> tuple[Reading, ...]:
        """Its readings with sounds in lower case, and those of its Spanish pronunciation."""
        lowered = self.written.lower()
        spanish = SPANISH_H.sub("h", lowered)
        return (
            self.lowered
            if spanish == lowered
            else self.lowered + _with_small_sounds(_latin_readings(spanish))
        )


def _with_small_sounds(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    return tuple((consonants, sounds.lower()) for consonants, sounds in readings)


@remembered
def latin_form(written: str) -> LatinForm:
    """Return the form of a Latin word; cached, because words recur over a document."""
    return LatinForm(written)


def _latin_readings(latin: str) -> tuple[Reading, ...]:
    """Return skeleton and sounds of every reading of a Latin form.

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
    first=lambda hangul: (hangul_reading(hangul),),
    second=lambda latin: latin_form(latin).readings,
    intercept=_INTERCEPT,
    per_consonant=PER_CONSONANT,
    per_skeleton=PER_SKELETON,
    per_reading=PER_READING,
)


def link_probability(hangul: str, latin: str) -> float:
    """Return the probability that one Hangul form and one Latin form name the same thing.

    Examples:
        >>> link_probability("보스턴", "Boston") > 0.7 > 0.2 > link_probability("보스턴", "Dallas")
        True
    """
    return LINKS.probability(hangul, latin)
