"""The names in two texts of a pair of languages, and the records of changed and missing names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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
        unmatched: Names of the second text that no word of the first text sounds like or means.
    """

    first_places: Callable[[str], Sequence[Mention]] = lambda text: ()
    second_places: Callable[[str], Sequence[Mention]] = lambda text: ()
    second_spoken: Callable[[str], Sequence[SpokenName]] = lambda text: ()
    unmatched: Callable[[Said, Said], Sequence[Mention]] = lambda first, second: ()


NO_NAMES = NameReaders()


@dataclass(frozen=True, eq=False)
class NamedTexts:
    """Two texts that translate each other; their names of each kind are read once, at the first use."""

    first_said: Said
    second_said: Said
    languages: LanguagePair

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
        return self.languages.names.first_places(self.first)

    @cached_property
    def second_places(self) -> Sequence[Mention]:
        """Known places of the second text."""
        return self.languages.names.second_places(self.second)

    @cached_property
    def second_spoken(self) -> Sequence[SpokenName]:
        """The possible pronunciations of each possible name of the second text."""
        return self.languages.names.second_spoken(self.second)

    @cached_property
    def unmatched(self) -> Sequence[Mention]:
        """Names of the second text that no word of the first sounds like or means."""
        return self.languages.names.unmatched(self.first_said, self.second_said)

    @property
    def has_no_unmatched(self) -> bool:
        """Whether `unmatched` was read before and is empty; False before that, because reading is slow."""
        return "unmatched" in self.__dict__ and not self.unmatched


class ChangedName(NamedTuple):
    """A name in the first text, the different name in its place in the second, and a strength from 0 to 1."""

    first: Mention
    second: Mention
    strength: float


class MissingName(NamedTuple):
    """A name in the first text that the second text leaves out, and a strength from 0 to 1."""

    name: Mention
    strength: float


NameRule = Callable[[NamedTexts], Iterator[ChangedName]]
