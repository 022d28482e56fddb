"""What kinds of names a text may hold, read once and word by word, so that most rules never start.

A text without a hint has no name of its kind; a text with the hint need not have one. Nearly all words give
no hint, and the hints of each word are cached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar

from aligner.expressions import expression
from aligner.languages.en.names import possessor
from aligner.languages.ko.names import is_title_in
from aligner.languages.ko.stems import hangul_words
from aligner.pairs.ko_en.gazetteer import first_letters, places_in
from aligner.pairs.ko_en.halves import begins_in_table
from aligner.pairs.ko_en.organisations import organisation_in
from aligner.pairs.ko_en.persons import hyphened_given_names, latin_names
from aligner.pairs.ko_en.romanised import CAPITALISED, surnames_of
from aligner.pairs.ko_en.strangers import NAME_WORD, may_be_unknown
from aligner.pairs.ko_en.toponyms import end_of_bare_place, kind_in
from aligner.pairs.names import NamedTexts

Hints = frozenset[str]
NO_HINTS: Hints = frozenset()
Rule = TypeVar("Rule", bound=Callable[..., Any])

# Hints of Korean texts.
PLACE, SMALL_PLACE, BARE_PLACE, ORGANISATION = "place", "small place", "bare place", "organisation"
TITLE, GLOSS, LIST, FOREIGN = "title", "gloss", "list", "foreign name"
# Hints of English texts, beside `PLACE`.
UNKNOWN, FAMILIAR, SURNAME, GIVEN = "unknown name", "familiar name", "surname", "given name"

# A capital with what may belong to its word: the patterns of names find no word that goes beyond such a run.
_LIST_SIGNS = ",·ㆍ"
_CAPITALISED_RUN = expression(r"[A-Z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]*")

_OF_HANGUL: tuple[tuple[str, Callable[[str], object]], ...] = (
    (PLACE, places_in),
    (SMALL_PLACE, kind_in),
    (BARE_PLACE, end_of_bare_place),
    (ORGANISATION, organisation_in),
    (TITLE, is_title_in),
    (FOREIGN, begins_in_table),
)
_OF_CAPITALISED: tuple[tuple[str, Callable[[str], object]], ...] = (
    (PLACE, lambda run: any(part.lower() in first_letters() for part in CAPITALISED.findall(run))),
    (SURNAME, lambda run: any(part.lower() in surnames_of() for part in CAPITALISED.findall(run))),
    (UNKNOWN, lambda run: any(map(may_be_unknown, map(possessor, NAME_WORD.findall(run))))),
    (FAMILIAR, lambda run: any(possessor(word).lower() in latin_names() for word in NAME_WORD.findall(run))),
    (GIVEN, hyphened_given_names),
)


def korean_hints(text: str) -> Hints:
    """Return the kinds of names that a Korean text may hold.

    Examples:
        >>> sorted(korean_hints("강나루시는 레바논을 도왔다."))
        ['place', 'small place']
    """
    hints = NO_HINTS.union(*filter(None, map(hints_of_word, hangul_words(text))))
    if "(" in text:
        hints |= {GLOSS}
    return hints | {LIST} if sum(map(text.count, _LIST_SIGNS)) > 1 else hints


def english_hints(text: str) -> Hints:
    """Return the kinds of names that an English text may hold.

    Examples:
        >>> sorted(english_hints("Ferreira City helped Lebanon.")), english_hints("The city helped.")
        (['place', 'unknown name'], frozenset())
    """
    return NO_HINTS.union(*filter(None, map(_of_capitalised, _CAPITALISED_RUN.findall(text))))


@lru_cache(maxsize=16384)
def hints_of_word(word: str) -> Hints:
    """Return the hints that a Hangul word gives; cached, since few words are new."""
    return frozenset([hint for hint, may_hold in _OF_HANGUL if may_hold(word)])


@lru_cache(maxsize=16384)
def _of_capitalised(run: str) -> Hints:
    return frozenset([hint for hint, may_hold in _OF_CAPITALISED if may_hold(run)])


@dataclass(frozen=True, slots=True)
class Hinted(Generic[Rule]):
    """A rule, and the hints of which each text must give at least one; without hints, any text will do."""

    rule: Rule
    korean: Hints = NO_HINTS
    english: Hints = NO_HINTS


@dataclass(frozen=True, slots=True, eq=False)
class HintedRules(Generic[Rule]):
    """Rules in the order in which they are tried."""

    rules: tuple[Hinted[Rule], ...]
    _chosen: dict[tuple[Hints, Hints], tuple[Rule, ...]] = field(default_factory=dict, init=False, repr=False)

    def starting(self, texts: NamedTexts) -> tuple[Rule, ...]:
        """Return the rules that may find something in two texts."""
        hints = texts.first_said.once(korean_hints), texts.second_said.once(english_hints)
        chosen = self._chosen.get(hints)
        if chosen is None:
            chosen = self._chosen[hints] = tuple(self._choose(*hints))
        return chosen

    def _choose(self, korean: Hints, english: Hints) -> Iterator[Rule]:
        for hinted in self.rules:
            if not any(
                needed and needed.isdisjoint(given)
                for needed, given in ((hinted.korean, korean), (hinted.english, english))
            ):
                yield hinted.rule
