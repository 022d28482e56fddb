"""An article in two languages, with the signals that alignment and checks both read.

Signals are read once per sentence; the ladder and the checks look at the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from aligner.model.quantity import Quantity
from aligner.model.text import LanguageCode, ReadSentence, Sentence, Span


@dataclass(frozen=True, slots=True)
class Side:
    """One language of an article.

    Attributes:
        language: What the sentences are written in.
        sentences: In reading order, as they are read: one whose signs were folded is a `ReadSentence`.
        quantities: Of each sentence, left to right; spans count within the sentence as it is read.
    """

    language: LanguageCode
    sentences: tuple[Sentence, ...]
    quantities: tuple[tuple[Quantity, ...], ...]

    def span(self, number: int, local: Span) -> Span:
        """A span within sentence `number` as it is read, in the coordinates of the document."""
        return self.place(number, local)[0]

    def place(self, number: int, local: tuple[int, int]) -> tuple[Span, str]:
        """Where a span of a sentence as it is read stands in the document, and the characters there."""
        return self.sentences[number].place(*local)

    def as_read(self, number: int, local: Span) -> Span:
        """A span of sentence `number` as given, in the sentence as it is read."""
        sentence = self.sentences[number]
        folded = sentence.folded if isinstance(sentence, ReadSentence) else None
        return folded.forth(local) if folded else local

    def as_given(self, number: int) -> Sentence:
        """A sentence with its own characters."""
        sentence = self.sentences[number]
        return sentence.as_given if isinstance(sentence, ReadSentence) else sentence

    def followed_by(self, other: Side) -> Side:
        """Both in a row; paragraphs of the second are numbered on."""
        first = self.sentences[-1].paragraph + 1 if self.sentences else 0
        moved = tuple(replace(sentence, paragraph=sentence.paragraph + first) for sentence in other.sentences)
        return Side(self.language, self.sentences + moved, self.quantities + other.quantities)


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


class _Ordered(Protocol):
    """A pair of languages, as `aligner.pairs` keeps them."""

    @property
    def first(self) -> _Coded: ...


@dataclass(frozen=True, slots=True)
class Article:
    """The source and the target side, in the two languages of a pair."""

    source: Side
    target: Side

    def sides(self, pair: _Ordered) -> tuple[Side, Side]:
        """The two sides in the order of the pair of languages, whichever of them was translated."""
        turned = self.source.language != pair.first.code
        return (self.target, self.source) if turned else (self.source, self.target)

    def followed_by(self, other: Article) -> Article:
        """Both in a row, as one document."""
        return Article(self.source.followed_by(other.source), self.target.followed_by(other.target))
