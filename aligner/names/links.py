"""How likely it is that a Hangul form and a Latin form are the same name.

Both are mapped to sounds (`phonetics`), skeletons of consonants and whole readings are compared by
normalised Indel similarity (rapidfuzz), and a logistic curve turns the two into a probability.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

from aligner.pairs.ko_en.sounds import hangul_sounds, latin_sounds, skeleton
from aligner.tables import read_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Logistic curve over (consonants in the shorter skeleton, similarity of the skeletons, similarity of
# the whole readings); measured on development news: of links near 0.4 half are right, near 0.7 nine
# in ten (`examples/measure/name_links.py`).
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


@lru_cache(maxsize=1)
def surname_spellings() -> dict[str, tuple[str, ...]]:
    """The Latin spellings of every Korean surname of the table, lower case."""
    return {row["hangul"]: tuple(row["latin"].split("|")) for _, row in read_table("ko/surnames.tsv")}


@lru_cache(maxsize=1)
def indel_similarity() -> Callable[[str, str], float]:
    """Likeness of two strings from 0 to 1 by insertions and deletions; rapidfuzz loads at the first use."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity


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

    best = np.zeros((len(hangul), len(latin)), dtype=np.float32)
    korean = [(row, hangul_sounds(form)) for row, form in enumerate(hangul)]
    ours = [
        (row, sounds, bones) for row, sounds in korean if len(bones := skeleton(sounds)) >= MIN_CONSONANTS
    ]
    theirs = [
        (column, sounds, bones)
        for column, form in enumerate(latin)
        for bones, sounds in readings(form)
        if len(bones) >= MIN_CONSONANTS
    ]
    if not ours or not theirs:
        return best
    # Most pairs are out of the question by their skeletons; whole readings are compared for the rest.
    table = cdist(
        [bones for _, _, bones in ours],
        [bones for _, _, bones in theirs],
        scorer=Indel.normalized_similarity,
        score_cutoff=ALIKE_LONG,
        dtype=np.float32,
    )
    left, right = np.nonzero(table)
    alike = table[left, right].astype(np.float64)
    sizes = [np.array([len(bones) for _, _, bones in side]) for side in (ours, theirs)]
    shorter, longer = (extreme(sizes[0][left], sizes[1][right]) for extreme in (np.minimum, np.maximum))
    possible = (alike >= 1) | (longer > MIN_CONSONANTS + 1)
    possible |= (alike >= ALIKE_SHORT) & (shorter > MIN_CONSONANTS)
    left, right, alike, shorter = left[possible], right[possible], alike[possible], shorter[possible]
    sounding = [
        Indel.normalized_similarity(ours[a][1], theirs[b][1])
        for a, b in zip(left.tolist(), right.tolist(), strict=True)
    ]
    logit = (
        INTERCEPT
        + PER_CONSONANT * np.minimum(shorter, ENOUGH_CONSONANTS)
        + PER_SKELETON * (alike - SKELETON_CENTRE)
        + PER_READING * (np.array(sounding) - READING_CENTRE)
    )
    probability = (1 / (1 + np.exp(-logit))).astype(np.float32)
    rows, columns = (np.array([part[0] for part in side]) for side in (ours, theirs))
    np.maximum.at(best, (rows[left], columns[right]), probability)
    best[best < LEAST_PROBABILITY] = 0
    return best


def link_probability(hangul: str, latin: str) -> float:
    """Probability that one Hangul form and one Latin form name the same thing.

    The same as `link_probabilities` of two forms, without the matrices and without numpy.

    Examples:
        >>> link_probability("보스턴", "Boston") > 0.7 > 0.2 > link_probability("보스턴", "Dallas")
        True
    """
    similarity = indel_similarity()
    korean = hangul_sounds(hangul)
    bones = skeleton(korean)
    best = 0.0
    for other_bones, sounds in readings(latin):
        alike = similarity(bones, other_bones)
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
                + PER_READING * (similarity(korean, sounds) - READING_CENTRE)
            )
            best = max(best, 1 / (1 + exp(-logit)))
    return best if best >= LEAST_PROBABILITY else 0.0
