"""The rules that find a name that became another one, in the order in which they are tried."""

from __future__ import annotations

from aligner.pairs.ko_en import name_hints as hints
from aligner.pairs.ko_en.companions import changed_companion
from aligner.pairs.ko_en.foreigners import changed_foreigner, changed_titled
from aligner.pairs.ko_en.given_names import changed_given_name
from aligner.pairs.ko_en.halves import changed_glossed_name, changed_half
from aligner.pairs.ko_en.lone_names import changed_lone_name
from aligner.pairs.ko_en.name_hints import Hinted, HintedRules
from aligner.pairs.ko_en.organisations import changed_organisation
from aligner.pairs.ko_en.persons import changed_bare_person, changed_person
from aligner.pairs.ko_en.single_names import changed_known_name, changed_speaker
from aligner.pairs.ko_en.surnames import changed_surname
from aligner.pairs.ko_en.toponyms import changed_bare_place, changed_place, changed_small_place
from aligner.pairs.names import NameRule


def _rule(find: NameRule, korean: set[str], english: set[str]) -> Hinted[NameRule]:
    return Hinted(find, frozenset(korean), frozenset(english))


_ANY: set[str] = set()
_UNNAMED = {hints.UNKNOWN, hints.SURNAME}  # what a person whom the source does not name is
CHANGED_NAMES: HintedRules[NameRule] = HintedRules(
    (
        _rule(changed_place, {hints.PLACE}, {hints.PLACE, hints.UNKNOWN}),
        _rule(changed_small_place, {hints.SMALL_PLACE}, {hints.UNKNOWN}),
        _rule(changed_bare_place, {hints.BARE_PLACE}, {hints.UNKNOWN}),
        _rule(changed_organisation, {hints.ORGANISATION}, _ANY),
        _rule(changed_half, _ANY, {hints.UNKNOWN}),
        _rule(changed_foreigner, {hints.TITLE}, _UNNAMED),
        _rule(changed_companion, {hints.FOREIGN, hints.TITLE}, _ANY),
        _rule(changed_glossed_name, {hints.GLOSS}, _ANY),
        _rule(changed_person, {hints.TITLE, hints.GLOSS}, _UNNAMED),
        _rule(changed_bare_person, _ANY, {hints.SURNAME}),
        _rule(changed_surname, {hints.TITLE}, {hints.SURNAME}),
        _rule(changed_titled, {hints.TITLE}, _ANY),
        _rule(changed_given_name, _ANY, {hints.GIVEN, hints.UNKNOWN}),
        _rule(changed_speaker, _ANY, _ANY),
        _rule(changed_known_name, {hints.KNOWN}, {hints.UNKNOWN, hints.FAMILIAR}),
        _rule(changed_lone_name, {hints.KNOWN, hints.LOAN, hints.TITLE}, {hints.UNKNOWN, hints.FAMILIAR}),
    )
)
