"""How likely it is that a Hangul form and a Latin form are the same name.

Both are mapped to sounds (`phonetics`), skeletons of consonants and whole readings are compared by
normalised Indel similarity (rapidfuzz), and a logistic curve turns the two into a probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

from aligner.data import read_table
from aligner.names.phonetics import hangul_sounds, latin_sounds, skeleton

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Logistic curve over (consonants in the shorter skeleton, similarity of the skeletons, similarity of
# the whole readings); measured on development news: of links near 0.4 half are right, near 0.7 nine
# in ten (`examples/measure/names.py`).
INTERCEPT, PER_CONSONANT, PER_SKELETON, PER_READING = -3.6, 0.95, 6.0, 5.0
ENOUGH_CONSONANTS = 5  # more do not add certainty
SKELETON_CENTRE, READING_CENTRE = 0.9, 0.75

# Below these a link is chance: equal skeletons of two consonants, else three or four consonants alike.
MIN_CONSONANTS = 2
ALIKE_SHORT, ALIKE_LONG = 0.82, 0.75
LEAST_PROBABILITY = 0.25


@lru_cache(maxsize=1)
def _surname_sounds() -> dict[str, tuple[str, ...]]:
    """For each Latin spelling of a Korean surname the sounds it can stand for (`lee` is 이, not 리)."""
    sounds: dict[str, dict[str, None]] = {}
    for _, row in read_table("ko/surnames.tsv"):
        for spelling in row["latin"].split("|"):
            sounds.setdefault(spelling, {})[hangul_sounds(row["hangul"])] = None
    return {spelling: tuple(known) for spelling, known in sounds.items()}


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """The Korean surnames of the table, in Hangul."""
    return frozenset(row["hangul"] for _, row in read_table("ko/surnames.tsv"))


@lru_cache(maxsize=65536)
def readings(latin: str) -> tuple[tuple[str, str], ...]:
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


def link_probabilities(hangul: Sequence[str], latin: Sequence[str]) -> NDArray[np.float32]:
    """Probability that two forms name the same thing, for every pair of forms.

    Args:
        hangul: Hangul forms without particles.
        latin: Latin forms; words of one name are separated by a space or a hyphen.

    Returns:
        One row a Hangul form, one column a Latin form; 0 where the likeness may be chance.
    """
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    if not hangul or not latin:
        return np.zeros((len(hangul), len(latin)), dtype=np.float32)
    korean = [hangul_sounds(form) for form in hangul]
    english = [readings(form) for form in latin]
    bones = [skeleton(form) for form in korean]
    flat = [reading for form in english for reading in form]
    alike = cdist(bones, [bone for bone, _ in flat], scorer=Indel.normalized_similarity, dtype=np.float32)
    sounding = cdist(
        korean, [sounds for _, sounds in flat], scorer=Indel.normalized_similarity, dtype=np.float32
    )
    left = np.array([len(bone) for bone in bones])[:, None]
    right = np.array([len(bone) for bone, _ in flat])[None, :]
    shorter, longer = np.minimum(left, right), np.maximum(left, right)
    possible = (alike >= 1) | ((alike >= ALIKE_SHORT) & (shorter > MIN_CONSONANTS))
    possible |= (alike >= ALIKE_LONG) & (longer > MIN_CONSONANTS + 1)
    possible &= shorter >= MIN_CONSONANTS
    logit = (
        INTERCEPT
        + PER_CONSONANT * np.minimum(shorter, ENOUGH_CONSONANTS)
        + PER_SKELETON * (alike - SKELETON_CENTRE)
        + PER_READING * (sounding - READING_CENTRE)
    )
    probability = np.where(possible, 1 / (1 + np.exp(-logit)), 0)
    starts = np.cumsum([0] + [len(form) for form in english[:-1]])
    best = np.maximum.reduceat(probability, starts, axis=1)
    return np.where(best >= LEAST_PROBABILITY, best, 0).astype(np.float32)


def link_probability(hangul: str, latin: str) -> float:
    """Probability that one Hangul form and one Latin form name the same thing.

    The same as `link_probabilities` of two forms, without the matrices and without numpy.

    Examples:
        >>> link_probability("보스턴", "Boston") > 0.7 > 0.2 > link_probability("보스턴", "Dallas")
        True
    """
    from rapidfuzz.distance import Indel

    korean = hangul_sounds(hangul)
    bones = skeleton(korean)
    best = 0.0
    for other_bones, sounds in readings(latin):
        alike = Indel.normalized_similarity(bones, other_bones)
        shorter, longer = sorted((len(bones), len(other_bones)))
        possible = (
            alike >= 1
            or (alike >= ALIKE_SHORT and shorter > MIN_CONSONANTS)
            or (alike >= ALIKE_LONG and longer > MIN_CONSONANTS + 1)
        )
        if possible and shorter >= MIN_CONSONANTS:
            logit = (
                INTERCEPT
                + PER_CONSONANT * min(shorter, ENOUGH_CONSONANTS)
                + PER_SKELETON * (alike - SKELETON_CENTRE)
                + PER_READING * (Indel.normalized_similarity(korean, sounds) - READING_CENTRE)
            )
            best = max(best, 1 / (1 + exp(-logit)))
    return best if best >= LEAST_PROBABILITY else 0.0
