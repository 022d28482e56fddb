"""What kinds of names a text may hold, read once and word by word, so that most rules never start.

A text without a hint has no name of its kind; a text with the hint need not have one. Nearly all words give
no hint, and the hints of each word are cached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from aligner.expressions import expression
from aligner.languages.en.names import possessor
from aligner.languages.ko.names import is_title_in
from aligner.languages.ko.stems import hangul_words
from aligner.pairs.ko_en.bodies import body_in
from aligner.pairs.ko_en.gazetteer import countries_of, first_letters, gazetteer, places_in
from aligner.pairs.ko_en.halves import begins_with_known, known_beginnings
from aligner.pairs.ko_en.lost_places import kind_behind_place
from aligner.pairs.ko_en.organisations import lettered_words, organisation_beginnings, organisation_in
from aligner.pairs.ko_en.persons import hyphened_given_names, latin_names
from aligner.pairs.ko_en.romanised import CAPITALISED, surnames_of
from aligner.pairs.ko_en.single_names import size_of_known
from aligner.pairs.ko_en.strangers import NAME_WORD, may_be_unknown
from aligner.pairs.ko_en.toponyms import end_of_bare_place, kind_in
from aligner.pairs.ko_en.transliterated import transliterated_size
from aligner.pairs.names import NamedTexts
from aligner.remembered import remembered

Hints = frozenset[str]
NO_HINTS: Hints = frozenset()
Rule = TypeVar("Rule", bound=Callable[..., Any])

# Hints of Korean texts.
PLACE, SMALL_PLACE, BARE_PLACE, ORGANISATION = "place", "small place", "bare place", "organisation"
PLACE_WITH_KIND, BODY, TITLE, GLOSS = "place with its kind", "body", "title", "gloss"
LIST, FOREIGN, KNOWN, LOAN = "list", "foreign name", "known name", "transliterated name"
# Hints of English texts, beside `PLACE`.
UNKNOWN, FAMILIAR, SURNAME, GIVEN = "unknown name", "familiar name", "surname", "given name"

_LIST_SIGNS = ",·ㆍ"  # at least two of them are between the names of a list
# A capital with what may belong to its word: the patterns of names find no word that goes beyond such a run.
_CAPITALISED_RUN = expression(r"[A-Z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]*")

Test = tuple[str, Callable[[str], object]]
# Any Hangul word may give these hints; the others depend on its first two syllables, see `_by_beginning`.
_OF_HANGUL: tuple[Test, ...] = (
    (SMALL_PLACE, kind_in),
    (BARE_PLACE, end_of_bare_place),
    (TITLE, is_title_in),
    (BODY, body_in),
    (KNOWN, size_of_known),
    (LOAN, transliterated_size),
)


class _Run(NamedTuple):
    """A run of a text that begins with a capital; its names; its capitalised parts in lower case."""

    text: str
    names: list[str]
    parts: list[str]


_OF_CAPITALISED: tuple[tuple[str, Callable[[_Run], bool]], ...] = (
    (
        PLACE,
        lambda run: any(map(first_letters().__contains__, run.parts)) or any(map(countries_of, run.parts)),
    ),
    (SURNAME, lambda run: any(map(surnames_of().__contains__, run.parts))),
    (UNKNOWN, lambda run: any(map(may_be_unknown, run.names))),
    (FAMILIAR, lambda run: any(map(latin_names().__contains__, map(str.lower, run.names)))),
    (GIVEN, lambda run: "-" in run.text and any(hyphened_given_names(run.text))),
)


def korean_hints(text: str) -> Hints:
    """Return the kinds of names that a Korean text may hold; none of an empty text.

    Examples:
        >>> sorted(korean_hints("강나루시는 레바논을 도왔다."))
        ['place', 'small place']
    """
    hints = NO_HINTS.union(*filter(None, map(hints_of_word, hangul_words(text))))
    if "(" in text:
        hints |= {GLOSS}
    if any(True for _ in lettered_words(text)):
        hints |= {ORGANISATION}
    return hints | {LIST} if sum(map(text.count, _LIST_SIGNS)) > 1 else hints


def english_hints(text: str) -> Hints:
    """Return the kinds of names that an English text may hold; none of an empty text.

    Examples:
        >>> sorted(english_hints("Ferreira City helped Lebanon.")), english_hints("The city helped.")
        (['place', 'unknown name'], frozenset())
    """
    return NO_HINTS.union(*filter(None, map(_of_capitalised, _CAPITALISED_RUN.findall(text))))


@remembered
def hints_of_word(word: str) -> Hints:
    """Return the hints that a Hangul word gives; cached, since few words are new."""
    tests = _by_beginning()
    of_beginning = (*tests.get(word[0], ()), *tests.get(word[:2], ()))
    return _shared(frozenset([hint for hint, may_hold in (*_OF_HANGUL, *of_beginning) if may_hold(word)]))


@cache
def _shared(hints: Hints) -> Hints:
    """Return one object for equal hints: thousands of words have one of a few dozen sets."""
    return hints


@cache
def _by_beginning() -> dict[str, tuple[Test, ...]]:
    """Return tests for words that begin like the names of tables, by the first two syllables."""
    tables: tuple[tuple[Iterable[str], Test], ...] = (
        (gazetteer().longest, (PLACE, places_in)),
        (gazetteer().longest, (PLACE_WITH_KIND, kind_behind_place)),
        (organisation_beginnings(), (ORGANISATION, organisation_in)),
        (known_beginnings(), (FOREIGN, begins_with_known)),
    )
    tests: dict[str, tuple[Test, ...]] = {}
    for beginnings, test in tables:
        for beginning in beginnings:
            tests[beginning] = (*tests.get(beginning, ()), test)
    return tests


@remembered
def _of_capitalised(text: str) -> Hints:
    names = list(map(possessor, NAME_WORD.findall(text)))
    run = _Run(text, names, [part.lower() for part in CAPITALISED.findall(text)])
    return _shared(frozenset([hint for hint, may_hold in _OF_CAPITALISED if may_hold(run)]))


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
