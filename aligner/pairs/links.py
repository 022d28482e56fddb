"""Probability that a form of one language and a form of another language are one name.

Both forms are mapped to sounds that the two languages share. Their skeletons (the consonants) and their whole
readings are compared by normalised Indel similarity (rapidfuzz), and a logistic curve turns these two
similarities into a probability.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Below these limits a link is chance. Skeletons of two consonants must be equal; skeletons of three or more
# must be similar to this degree.
MIN_CONSONANTS = 2
ALIKE_SHORT, ALIKE_LONG = 0.82, 0.75
LEAST_PROBABILITY = 0.25

MOST_FORMS = 65536  # whose readings are kept
ENOUGH_CONSONANTS = 5  # more consonants do not add certainty
SKELETON_CENTRE, READING_CENTRE = 0.9, 0.75

# One pronunciation of a form: its consonants alone, and all its sounds.
Reading = tuple[str, str]


class SpokenForm(Protocol):
    """One form of a name as it is written, and its pronunciations."""

    @property
    def written(self) -> str: ...
    @property
    def spoken(self) -> tuple[Reading, ...]: ...


# A name in each of its possible forms.
SpokenName = tuple[SpokenForm, ...]


@lru_cache(maxsize=1)
def indel_similarity() -> Callable[[str, str], float]:
    """Return the function for the Indel similarity of two strings, 0 to 1; rapidfuzz loads at first use."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity


@dataclass(frozen=True, eq=False)
class NameLinks:
    """Links between names by sound, in a pair of languages.

    Attributes:
        first, second: The readings of a form of the language, the likeliest first.
        intercept, per_consonant, per_skeleton, per_reading: Logistic curve over the number of consonants in
            the shorter skeleton, the similarity of the skeletons, and the similarity of the whole readings.
    """

    first: Callable[[str], tuple[Reading, ...]]
    second: Callable[[str], tuple[Reading, ...]]
    intercept: float
    per_consonant: float
    per_skeleton: float
    per_reading: float

    @cached_property
    def _first(self) -> _Comparable:
        return _Comparable(self.first)

    @cached_property
    def _second(self) -> _Comparable:
        return _Comparable(self.second)

    def probabilities(self, first: Sequence[str], second: Sequence[str]) -> NDArray[np.float32]:
        """Probability that two forms name the same thing, for every pair of forms.

        Args:
            first: Forms of the first language, without endings.
            second: Forms of the second; words of one name are separated by a space or a hyphen.

        Returns:
            One row per form of the first language, one column per form of the second; 0 where the likeness
            may be chance.
        """
        import numpy as np
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cdist

        best = np.zeros((len(first), len(second)), dtype=np.float32)
        left_readings, right_readings = self._first.of(first), self._second.of(second)
        if not left_readings or not right_readings:
            return best
        # The skeletons rule out most pairs; whole readings are compared only for the rest.
        table = cdist(
            [consonants for _, consonants, _ in left_readings],
            [consonants for _, consonants, _ in right_readings],
            scorer=Indel.normalized_similarity,
            score_cutoff=ALIKE_LONG,
            dtype=np.float32,
        )
        left, right = table.nonzero()
        alike = table[left, right].astype(np.float64)
        sizes = [
            np.array([len(consonants) for _, consonants, _ in side])
            for side in (left_readings, right_readings)
        ]
        shorter, longer = (extreme(sizes[0][left], sizes[1][right]) for extreme in (np.minimum, np.maximum))
        possible = (alike >= 1) | (longer > MIN_CONSONANTS + 1)
        possible |= (alike >= ALIKE_SHORT) & (shorter > MIN_CONSONANTS)
        left, right, alike, shorter = left[possible], right[possible], alike[possible], shorter[possible]
        sounding = [
            Indel.normalized_similarity(left_readings[a][2], right_readings[b][2])
            for a, b in zip(left.tolist(), right.tolist(), strict=True)
        ]
        logit = (
            self.intercept
            + self.per_consonant * np.minimum(shorter, ENOUGH_CONSONANTS)
            + self.per_skeleton * (alike - SKELETON_CENTRE)
            + self.per_reading * (np.array(sounding) - READING_CENTRE)
        )
        probability = (1 / (1 + np.exp(-logit))).astype(np.float32)
        rows, columns = (np.array([part[0] for part in side]) for side in (left_readings, right_readings))
        np.maximum.at(best, (rows[left], columns[right]), probability)
        best[best < LEAST_PROBABILITY] = 0
        return best

    def probability(self, first: str, second: str) -> float:
        """Probability that one form of the first and one of the second language name the same thing.

        Gives the value of `probabilities` for these two forms, without matrices and without numpy.
        """
        similarity = indel_similarity()
        best = 0.0
        for consonants, sounds in self.first(first):
            for other_consonants, other_sounds in self.second(second):
                shorter, longer = len(consonants), len(other_consonants)
                if shorter > longer:
                    shorter, longer = longer, shorter
                # As alike as two forms of these lengths can be.
                if shorter < MIN_CONSONANTS or 2 * shorter < ALIKE_LONG * (shorter + longer):
                    continue
                alike = similarity(consonants, other_consonants)
                possible = (
                    alike >= 1
                    or (alike >= ALIKE_SHORT and shorter > MIN_CONSONANTS)
                    or (alike >= ALIKE_LONG and longer > MIN_CONSONANTS + 1)
                )
                if possible:
                    logit = (
                        self.intercept
                        + self.per_consonant * min(shorter, ENOUGH_CONSONANTS)
                        + self.per_skeleton * (alike - SKELETON_CENTRE)
                        + self.per_reading * (similarity(sounds, other_sounds) - READING_CENTRE)
                    )
                    best = max(best, 1 / (1 + exp(-logit)))
        return best if best >= LEAST_PROBABILITY else 0.0


class _Comparable(dict[str, tuple[Reading, ...]]):
    """The readings of a form that have enough consonants to compare, read at its first look-up."""

    def __init__(self, readings: Callable[[str], tuple[Reading, ...]]) -> None:
        self._readings = readings

    def __missing__(self, form: str) -> tuple[Reading, ...]:
        if len(self) >= MOST_FORMS:
            self.clear()
        readings = tuple(reading for reading in self._readings(form) if len(reading[0]) >= MIN_CONSONANTS)
        self[form] = readings
        return readings

    def of(self, forms: Sequence[str]) -> list[tuple[int, str, str]]:
        """Return form number, consonants and sounds of every reading."""
        return [
            (number, consonants, sounds)
            for number, form in enumerate(forms)
            for consonants, sounds in self[form]
        ]
