"""Readers of Korean and English names beyond those that each language finds by itself."""

from __future__ import annotations

from aligner.pairs.ko_en.gazetteer import english_places, korean_places
from aligner.pairs.ko_en.likeness import spoken_names
from aligner.pairs.ko_en.strangers import strangers
from aligner.pairs.names import NameReaders

NAMES = NameReaders(
    first_places=korean_places,
    second_places=english_places,
    second_spoken=spoken_names,
    unmatched=strangers,
)
