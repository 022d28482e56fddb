"""The rules that find inconsistencies over a Korean and English document."""

from __future__ import annotations

from aligner.pairs.drift import Drifts
from aligner.pairs.ko_en.aliases import place_drifts
from aligner.pairs.ko_en.pronouns import gender_drifts, subject_drifts
from aligner.pairs.ko_en.terms import term_drifts
from aligner.pairs.ko_en.variants import spelling_drifts

DRIFTS = Drifts(
    genders=gender_drifts,
    names=spelling_drifts,
    places=place_drifts,
    subjects=subject_drifts,
    terms=term_drifts,
)
