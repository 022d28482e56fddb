"""What a check sees and what it says: passages of a bead in, findings out.

A check need not know about severities, categories, document coordinates or ids: it names a kind and
the places, and `find_mismatches` makes the `Mismatch` of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aligner.model.article import Article, Side
from aligner.model.bead import Bead
from aligner.model.mismatch import Severity
from aligner.model.quantity import Value
from aligner.model.text import Language, Span

QUOTES = '"“”„«»「」『』'
LONGEST = 3000  # characters of a passage whose words are compared one by one


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one sentence: its number on its side, the span in it, the characters there."""

    sentence: int
    span: Span
    surface: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check reports; None for a place, a value or a severity says "nothing of the kind".

    Attributes:
        kind: One of `KINDS`, or one of the check's own, which is a warning if the finding does not say.
        message: One English sentence with both surface forms, for an editor.
        source, target: Where it is seen.
        severity: Other than the default of the kind.
        confidence: Probability in [0, 1] that an editor agrees.
        beside: Further places that the same cause has spoilt, so that nothing else is reported of them.
    """

    kind: str
    message: str
    source: Place | None = None
    target: Place | None = None
    source_value: Value | None = None
    target_value: Value | None = None
    severity: Severity | None = None
    confidence: float = 1.0
    beside: tuple[tuple[str, Place], ...] = ()


Check = Callable[[Bead, Article], Iterator[Finding]]
DocumentCheck = Callable[[Sequence[Bead], Article], Iterator[Finding]]


class Passage(NamedTuple):
    """One side of a bead as one text; every check makes its own, so it must cost little.

    Attributes:
        side: The side of the article it is cut from.
        numbers: Numbers of its sentences.
        text: Its sentences, joined by a space.
        starts: Where each sentence begins in `text`.
    """

    side: Side
    numbers: range
    text: str
    starts: tuple[int, ...]

    @property
    def language(self) -> Language:
        return self.side.language

    def place(self, span: Span) -> Place:
        """Where a span of `text` stands; what reaches over the end of its first sentence is cut off."""
        index = max((i for i, start in enumerate(self.starts) if start <= span.start), default=0)
        sentence = self.side.sentences[self.numbers[index]].text
        local = Span(span.start - self.starts[index], min(span.end - self.starts[index], len(sentence)))
        return Place(self.numbers[index], local, local.of(sentence))

    def whole(self) -> Place:
        """The first sentence, all of it."""
        sentence = self.side.sentences[self.numbers[0]].text
        return Place(self.numbers[0], Span(0, len(sentence)), sentence)


def passage(side: Side, numbers: range) -> Passage:
    """The sentences of one side of a bead as one text; empty where the range is."""
    if len(numbers) == 1:  # nearly all are
        return Passage(side, numbers, side.sentences[numbers[0]].text, (0,))
    texts = [side.sentences[number].text for number in numbers]
    starts, position = [], 0
    for text in texts:
        starts.append(position)
        position += len(text) + 1
    return Passage(side, numbers, " ".join(texts), tuple(starts))


def passages(bead: Bead, article: Article) -> tuple[Passage, Passage]:
    """Source and target of a bead."""
    return passage(article.source, bead.source), passage(article.target, bead.target)


def korean_and_english(bead: Bead, article: Article) -> tuple[Passage, Passage]:
    """The same two, the Korean one first whichever was translated."""
    source, target = passages(bead, article)
    return (source, target) if source.language == "ko" else (target, source)


def are_sentences(korean: Passage, english: Passage) -> bool:
    """Whether both sides hold something, and nothing so long that it must be a table or a list.

    For checks that compare every word with every other.
    """
    return 0 < len(korean.text) <= LONGEST and 0 < len(english.text) <= LONGEST


def quoted(surface: str, longest: int = 60) -> str:
    """A surface form as it stands in a message: in one pair of marks, the middle of a long one left out.

    Examples:
        >>> quoted('"그렇다"')
        '“그렇다”'
    """
    form = " ".join(surface.split())
    if len(form) > 2 and form[0] in QUOTES and form[-1] in QUOTES:
        form = form[1:-1]
    if len(form) > longest:
        # Whole words, unless one alone is longer than its part of the message.
        head, tail = form[: longest * 2 // 3], form[-longest // 4 :]
        form = f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"
    return f"“{form}”"


def near(text: str, mark: Span) -> str:
    """The mark with the word that it touches, or the words around it."""
    start = text.rfind(" ", 0, max(0, mark.start - 12)) + 1
    end = text.find(" ", min(len(text), mark.end + 12))
    return text[start : end if end >= 0 else len(text)]
