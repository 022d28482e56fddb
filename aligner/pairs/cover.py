"""How much of what one side says, the other side says too, as far as the lexicon can tell.

Shared by the checks that ask whether part of a sentence is gone or whether a sentence stands in the
wrong place. Words that the lexicon does not cover are silent: they count neither way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from aligner.model.text import LanguageCode, Span

T = TypeVar("T")
_NOT_READ = object()
# What one word means: each of its stems in the second language.
Meaning = frozenset[str]


class Content(NamedTuple):
    """The words of a text as the lexicon sees them.

    Attributes:
        words: What each word is looked up by.
        meanings: For each word that the lexicon covers, the stems of the second language that say it.
        stems: All stems of the second language that the text says.
        themselves: Words that the lexicon covers and that mean just themselves; none of `meanings`.
    """

    words: frozenset[str]
    meanings: tuple[Meaning, ...]
    stems: frozenset[str]
    themselves: frozenset[str] = frozenset()

    @property
    def covered(self) -> int:
        """How many words the lexicon covers."""
        return len(self.meanings) + len(self.themselves)


class _Written(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def language(self) -> LanguageCode: ...


@dataclass(frozen=True, eq=False)
class Said:
    """A text with its words, which are looked up once, when first asked for."""

    text: str
    language: LanguageCode
    cover: Cover
    _kept: dict[Callable[[str], Any], Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, read: Callable[[str], T]) -> T:
        """What a function reads off the text; the second call finds it read."""
        kept = self._kept.get(read, _NOT_READ)
        if kept is _NOT_READ:
            kept = self._kept[read] = read(self.text)
        found: T = kept
        return found

    @cached_property
    def content(self) -> Content:
        return self.cover.read(self.text, self.language)

    @cached_property
    def _own(self) -> frozenset[str]:
        """All meanings of its words, in one set."""
        return self.content.themselves.union(*self.content.meanings)

    def found_in(self, other: Said) -> tuple[int, int]:
        """Of the words that the lexicon covers: how many the other text has, and how many there are."""
        meanings, themselves, stems = self.content.meanings, self.content.themselves, other.content.stems
        found = len(meanings) - sum(map(stems.isdisjoint, meanings)) if meanings else 0
        return found + len(themselves & stems), len(meanings) + len(themselves)

    def marked_words(self, other: Said) -> Iterator[tuple[Span, bool]]:
        """Where each covered word stands, and whether the other text has it."""
        stems = other.content.stems
        for span, meanings in self.cover.located(self.text, self.language):
            if meanings:
                yield span, not all(map(stems.isdisjoint, meanings))

    def missing_stretch(self, other: Said) -> Span | None:
        """The stretch that the other text says least of, None if it says everything.

        Words without counterpart count for it, words with one against it; the stretch with the greatest sum
        (Kadane's algorithm) is taken, from the first to the last of its words.
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
        """For each of several sentences of the other side: how much of this text it alone says.

        Returns:
            Words of this text that the sentence accounts for and no other one does, per word it has.
        """
        meanings = (*self.content.meanings, *({word} for word in self.content.themselves))
        found = [
            {number for number, meaning in enumerate(meanings) if not meaning.isdisjoint(part._own)}
            for part in parts
        ]
        shares = []
        for number, (own, part) in enumerate(zip(found, parts, strict=True)):
            others: set[int] = set().union(*found[:number], *found[number + 1 :])
            shares.append(len(own - others) / (part.content.covered + 1))
        return shares


@dataclass(frozen=True, eq=False)
class Cover:
    """The words of a pair of languages that translate each other.

    Attributes:
        read: The words of a text in the language of the code.
        located: Likewise: where each word stands, with its meanings.
        without_glosses: A text in the first language without what repeats its words in the second.
    """

    read: Callable[[str, LanguageCode], Content]
    located: Callable[[str, LanguageCode], Iterator[tuple[Span, tuple[Meaning, ...]]]]
    without_glosses: Callable[[str], str]

    def said(self, written: _Written) -> Said:
        """A text with its words."""
        return Said(written.text, written.language, self)


_NOTHING = Content(frozenset(), (), frozenset())
# Of languages of which no words are known.
NO_COVER = Cover(
    read=lambda text, language: _NOTHING,
    located=lambda text, language: iter(()),
    without_glosses=str,
)
