"""The names in two texts of a pair of languages, and the records of changed and missing names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from aligner.model.name import Mention
from aligner.pairs.cover import Said
from aligner.pairs.links import SpokenName

if TYPE_CHECKING:
    from aligner.pairs.pair import LanguagePair


@dataclass(frozen=True, eq=False)
class NameReaders:
    """Readers of names that need both languages, beyond the names that each language finds by itself.

    Attributes:
        first_places, second_places: Known places in a text of the language, left to right.
        second_spoken: The possible pronunciations of each possible name in a text of the second language.
        second_unknown: Names in a text of the second language that may have no match in the first.
        is_unmatched: Whether no word of the first text sounds like or means an unknown name of the second.
    """

    first_places: Callable[[Said], Sequence[Mention]] = lambda first: ()
    second_places: Callable[[Said], Sequence[Mention]] = lambda second: ()
    second_spoken: Callable[[str], Sequence[SpokenName]] = lambda text: ()
    second_unknown: Callable[[str], Sequence[Mention]] = lambda text: ()
    is_unmatched: Callable[[Mention, Said, Said], bool] = lambda name, first, second: False


NO_NAMES = NameReaders()


@dataclass(frozen=True, eq=False)
class NamedTexts:
    """Two texts that translate each other; their names of each kind are read once, at the first use."""

    first_said: Said
    second_said: Said
    languages: LanguagePair
    _unmatched: dict[int, bool] = field(default_factory=dict, init=False, repr=False)

    @property
    def first(self) -> str:
        """The text in the first language."""
        return self.first_said.text

    @property
    def second(self) -> str:
        """The text in the second language."""
        return self.second_said.text

    @cached_property
    def first_names(self) -> Sequence[Mention]:
        """Names of the first text, found by the rules of its language alone."""
        return self.languages.first.names(self.first, self.languages.lexicon())

    @cached_property
    def second_names(self) -> Sequence[Mention]:
        """Names of the second text, found by the rules of its language alone."""
        return self.languages.second.names(self.second, self.languages.lexicon())

    @cached_property
    def first_places(self) -> Sequence[Mention]:
        """Known places of the first text."""
        return self.languages.names.first_places(self.first_said)

    @cached_property
    def second_places(self) -> Sequence[Mention]:
        """Known places of the second text."""
        return self.languages.names.second_places(self.second_said)

    @cached_property
    def second_spoken(self) -> Sequence[SpokenName]:
        """The possible pronunciations of each possible name of the second text."""
        return self.languages.names.second_spoken(self.second)

    @cached_property
    def unmatched(self) -> Sequence[Mention]:
        """Names of the second text that no word of the first sounds like or means."""
        return self.unmatched_of(lambda name: True)

    def unmatched_of(self, is_meant: Callable[[Mention], bool]) -> list[Mention]:
        """Return the unmatched names of a kind; other names are not looked for in the first text."""
        unknown = self.second_said.once(self.languages.names.second_unknown)
        return [name for name in unknown if is_meant(name) and self._is_unmatched(name)]

    def _is_unmatched(self, name: Mention) -> bool:
        known = self._unmatched.get(name.span.start)
        if known is None:
            known = self.languages.names.is_unmatched(name, self.first_said, self.second_said)
            self._unmatched[name.span.start] = known
        return known


class ChangedName(NamedTuple):
    """A name in the first text, the different name in its place in the second, and a strength from 0 to 1."""

    first: Mention
    second: Mention
    strength: float


# Strength of a missing name for which the translation has a pronoun or a description: right if readers
# of rows know the name from sentences before.
REFERRED_TO = 0.3


class MissingName(NamedTuple):
    """A name in the first text that the second text leaves out, and a strength from 0 to 1."""

    name: Mention
    strength: float


NameRule = Callable[[NamedTexts], Iterator[ChangedName]]
