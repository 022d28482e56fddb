"""Readers of Korean and English names beyond those that each language finds by itself."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.model.name import Mention
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.gazetteer import english_places, korean_places
from aligner.pairs.ko_en.likeness import spoken_names
from aligner.pairs.ko_en.name_hints import PLACE, english_hints, korean_hints
from aligner.pairs.ko_en.strangers import first_unknown_names, is_unmatched
from aligner.pairs.names import NameReaders


def _korean_places(korean: Said) -> Sequence[Mention]:
    return korean_places(korean.text) if PLACE in korean.once(korean_hints) else ()


def _english_places(english: Said) -> Sequence[Mention]:
    return english_places(english.text) if PLACE in english.once(english_hints) else ()


NAMES = NameReaders(
    first_places=_korean_places,
    second_places=_english_places,
    second_spoken=spoken_names,
    second_unknown=first_unknown_names,
    is_unmatched=is_unmatched,
)
