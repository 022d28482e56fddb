"""The rules that find a name that became another one, in the order in which they are tried."""

from __future__ import annotations

from aligner.pairs.ko_en.companions import changed_companion
from aligner.pairs.ko_en.foreigners import changed_foreigner, changed_titled
from aligner.pairs.ko_en.given_names import changed_given_name
from aligner.pairs.ko_en.halves import changed_glossed_name, changed_half
from aligner.pairs.ko_en.lone_names import changed_lone_name
from aligner.pairs.ko_en.organisations import changed_organisation
from aligner.pairs.ko_en.persons import changed_bare_person, changed_person
from aligner.pairs.ko_en.single_names import changed_known_name, changed_speaker
from aligner.pairs.ko_en.surnames import changed_surname
from aligner.pairs.ko_en.toponyms import changed_bare_place, changed_place, changed_small_place
from aligner.pairs.names import NameRule

CHANGED_NAMES: tuple[NameRule, ...] = (
    changed_place,
    changed_small_place,
    changed_bare_place,
    changed_organisation,
    changed_half,
    changed_foreigner,
    changed_companion,
    changed_glossed_name,
    changed_person,
    changed_bare_person,
    changed_surname,
    changed_titled,
    changed_given_name,
    changed_speaker,
    changed_known_name,
    changed_lone_name,
)
