"""What may drift over a Korean and English document."""

from __future__ import annotations

from aligner.pairs.drift import Drifts
from aligner.pairs.ko_en.aliases import two_place_names
from aligner.pairs.ko_en.pronouns import changing_gender, drifting_subjects
from aligner.pairs.ko_en.terms import two_terms
from aligner.pairs.ko_en.variants import name_variants

DRIFTS = Drifts(
    genders=changing_gender,
    names=name_variants,
    places=two_place_names,
    subjects=drifting_subjects,
    terms=two_terms,
)
