"""The names in two texts, and names that became others: what a pair of languages knows of them."""

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
    """What a pair of languages sees besides the names that each language shows by itself.

    Attributes:
        first_places, second_places: Known places in a text of the language, left to right.
        second_spoken: How each possible name in a text of the second language may be spoken.
        unmatched: Of two texts, the names of the second that nothing in the first sounds like or means.
    """

    first_places: Callable[[str], Sequence[Mention]] = lambda text: ()
    second_places: Callable[[str], Sequence[Mention]] = lambda text: ()
    second_spoken: Callable[[str], Sequence[SpokenName]] = lambda text: ()
    unmatched: Callable[[Said, Said], Sequence[Mention]] = lambda first, second: ()


NO_NAMES = NameReaders()


@dataclass(frozen=True, eq=False)
class NamedTexts:
    """Two texts that translate each other; their names of each kind are read once, when first asked for."""

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
        """Names of the first text, as its language shows them."""
        return self.languages.first.names(self.first, self.languages.lexicon())

    @cached_property
    def second_names(self) -> Sequence[Mention]:
        """Names of the second text, as its language shows them."""
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
        """How each possible name of the second text may be spoken."""
        return self.languages.names.second_spoken(self.second)

    @cached_property
    def unmatched(self) -> Sequence[Mention]:
        """Names of the second text that nothing in the first sounds like or means."""
        return self.languages.names.unmatched(self.first_said, self.second_said)

    @property
    def has_no_unmatched(self) -> bool:
        """Whether it is known by now that no name is unmatched; to find that out is dear."""
        return "unmatched" in self.__dict__ and not self.unmatched


class ChangedName(NamedTuple):
    """A name of the text in the first language, the one that stands in its place, and how sure that is."""

    first: Mention
    second: Mention
    strength: float


class MissingName(NamedTuple):
    """A name of the text in the first language that the other text leaves out, and how sure that is."""

    name: Mention
    strength: float


NameRule = Callable[[NamedTexts], Iterator[ChangedName]]
