"""How many words of one side the other side translates, as far as the lexicon can tell.

Checks use this to decide whether part of a sentence is missing, or whether a sentence is in the wrong place.
Words that the lexicon does not cover are not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, NamedTuple, Protocol, TypeVar

from aligner.model.text import LanguageCode, Span

T = TypeVar("T")
_NOT_READ = object()
# The stems of the second language that translate one word.
Meaning = frozenset[str]


class Content(NamedTuple):
    """The words of a text with their meanings in the lexicon.

    Attributes:
        words: The form by which each word is looked up.
        meanings: For each word that the lexicon covers, the stems of the second language that translate it.
        stems: All stems of the second language that the text holds or that translate one of its words.
        themselves: Covered words that mean only themselves (words of the second language); not in `meanings`.
    """

    words: frozenset[str]
    meanings: tuple[Meaning, ...]
    stems: frozenset[str]
    themselves: frozenset[str] = frozenset()

    @property
    def covered(self) -> int:
        """The number of words that the lexicon covers."""
        return len(self.meanings) + len(self.themselves)


class _Written(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def language(self) -> LanguageCode: ...


@dataclass(slots=True, eq=False)
class Said:
    """A text with its words, which are looked up once, at the first use."""

    text: str
    language: LanguageCode
    cover: Cover
    _kept: dict[Callable[[str], Any], Any] = field(default_factory=dict, init=False, repr=False)
    _content: Content | None = field(default=None, init=False, repr=False)

    def once(self, read: Callable[[str], T]) -> T:
        """Return what a function reads from the text; the function runs at the first call only."""
        kept = self._kept.get(read, _NOT_READ)
        if kept is _NOT_READ:
            kept = self._kept[read] = read(self.text)
        found: T = kept
        return found

    @property
    def content(self) -> Content:
        """The words of the text with their meanings."""
        content = self._content
        if content is None:
            content = self._content = self.cover.read(self.text, self.language)
        return content

    @property
    def _own(self) -> frozenset[str]:
        """All meanings of its words, in one set."""
        return self.content.themselves.union(*self.content.meanings)

    def found_in(self, other: Said) -> tuple[int, int]:
        """Return how many covered words of this text the other text has, and how many there are in all."""
        _, meanings, _, themselves = self._content or self.content  # the property takes as long as the rest
        stems = (other._content or other.content).stems
        found = len(meanings) - sum(map(stems.isdisjoint, meanings)) if meanings else 0
        return found + len(themselves & stems), len(meanings) + len(themselves)

    def marked_words(self, other: Said) -> Iterator[tuple[Span, bool]]:
        """Yield the span of each covered word, and whether the other text has that word."""
        stems = other.content.stems
        for span, meanings in self.cover.located(self.text, self.language):
            if meanings:
                yield span, not all(map(stems.isdisjoint, meanings))

    def missing_stretch(self, other: Said) -> Span | None:
        """Return the stretch that the other text covers least; None if the other text has every covered word.

        A word without a counterpart adds 1 to a stretch, a word with one takes 1 away. The stretch with the
        greatest sum (Kadane's algorithm) is returned; it ends with a word without a counterpart.
        """
        best: tuple[int, Span] | None = None
        total, start = 0, 0
        for span, found in self.marked_words(other):
            if total <= 0:
                total, start = 0, span.start
            total += -1 if found else 1
            if not found and (best is None or total > best[0]):
                best = (total, Span(start, span.end))
        return best[1] if best else None

    def shares_of(self, parts: Sequence[Said]) -> list[float]:
        """Return how much of this text each of several sentences of the other side alone accounts for.

        Returns:
            For each sentence, in order: the number of words of this text that only that sentence accounts
            for, divided by its number of covered words plus one.
        """
        meanings = (*self.content.meanings, *({word} for word in self.content.themselves))
        found = [
            {number for number, meaning in enumerate(meanings) if not meaning.isdisjoint(own)}
            for own in (part._own for part in parts)
        ]
        shares = []
        for number, (own, part) in enumerate(zip(found, parts, strict=True)):
            others: set[int] = set().union(*found[:number], *found[number + 1 :])
            shares.append(len(own - others) / (part.content.covered + 1))
        return shares


def _said(cover: Cover, written: _Written) -> Said:
    return Said(written.text, written.language, cover)


@dataclass(frozen=True, eq=False)
class Cover:
    """The words of a pair of languages that translate each other.

    Attributes:
        read: Reads the words of a text; the code names its language.
        located: Yields the span of each word of a text, and the meanings of the word.
        without_glosses: Returns a text in the first language without the glosses that repeat its words in the
            second.
    """

    read: Callable[[str, LanguageCode], Content]
    located: Callable[[str, LanguageCode], Iterator[tuple[Span, tuple[Meaning, ...]]]]
    without_glosses: Callable[[str], str]

    @cached_property
    def said(self) -> Callable[[_Written], Said]:
        """A function that returns a text whose words are looked up at the first use; always the same one."""
        return partial(_said, self)


_NOTHING = Content(frozenset(), (), frozenset())
# For pairs of languages without a lexicon.
NO_COVER = Cover(
    read=lambda text, language: _NOTHING,
    located=lambda text, language: iter(()),
    without_glosses=str,
)
