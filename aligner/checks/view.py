"""Views are what checks look at: one bead, or all beads of a document.

Several checks need the quotation marks, quantities or words of one text. They call `once`, which computes
each of these at the first call and keeps the result until the view calls `forget` or is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar

from aligner.characters import without_accents
from aligner.checks.finding import Place
from aligner.languages import Language, language
from aligner.marks.literals import KEPT, Literal, read_literals
from aligner.model.article import Article, Side
from aligner.model.bead import Bead
from aligner.model.lexicon import Term
from aligner.model.quantity import Quantity
from aligner.model.text import Span
from aligner.pairs import LanguagePair, pair_of
from aligner.pairs.cover import Said
from aligner.pairs.names import NamedTexts

T = TypeVar("T")
Kept = dict[Callable[..., Any], Any]

_NOT_READ = object()
_LONGEST = 3000  # characters; checks that compare every word with every other skip longer passages


class _Reading:
    """Base of the views: keeps the result of each function that was applied to the view."""

    __slots__ = ()
    _kept: Kept

    def once(self, read: Callable[[Self], T]) -> T:
        """Return `read(self)`, which is computed at the first call and then kept."""
        kept = self._kept.get(read, _NOT_READ)
        if kept is _NOT_READ:
            kept = self._kept[read] = read(self)
        result: T = kept
        return result


@dataclass(frozen=True, slots=True, eq=False)
class Passage(_Reading):
    """One side of a bead as one text.

    Attributes:
        side: The side of the article that the passage is part of.
        is_source: Whether `side` is the source.
        numbers: Numbers of its sentences on `side`.
        text: Its sentences, joined by a space; empty if there are none.
        starts: The offset in `text` at which each sentence begins.

    Examples:
        >>> from aligner.sides import read_side
        >>> from aligner.model.text import Sentence
        >>> side = read_side([Sentence("It rained.", Span(0, 10)), Sentence("All day.", Span(11, 19))], "en")
        >>> both = passage(side, range(2), is_source=False)
        >>> both.text, both.place(Span(11, 14))
        ('It rained. All day.', Place(sentence=1, span=Span(start=0, end=3), surface='All'))
    """

    side: Side
    is_source: bool
    numbers: range
    text: str
    starts: tuple[int, ...]
    _kept: Kept = field(default_factory=dict, repr=False)

    @property
    def language(self) -> str:
        """The code of the language of the passage."""
        return self.side.language

    def place(self, span: Span) -> Place:
        """Return the place of a span of `text`, cut off at the end of the sentence in which it begins."""
        index = max((i for i, start in enumerate(self.starts) if start <= span.start), default=0)
        sentence = self.side.sentences[self.numbers[index]].text
        local = Span(span.start - self.starts[index], min(span.end - self.starts[index], len(sentence)))
        return Place(self.numbers[index], local, local.of(sentence))

    def whole(self) -> Place:
        """Return the place of the whole first sentence; the passage must not be empty."""
        sentence = self.side.sentences[self.numbers[0]].text
        return Place(self.numbers[0], Span(0, len(sentence)), sentence)


def passage(side: Side, numbers: range, *, is_source: bool) -> Passage:
    """Return the sentences of one side of a bead as one passage, which is empty if `numbers` is."""
    if len(numbers) == 1:  # by far the most frequent case
        return Passage(side, is_source, numbers, side.sentences[numbers[0]].text, (0,))
    texts = [side.sentences[number].text for number in numbers]
    starts, position = [], 0
    for text in texts:
        starts.append(position)
        position += len(text) + 1
    return Passage(side, is_source, numbers, " ".join(texts), tuple(starts))


def literals_of(passage: Passage) -> tuple[Literal, ...]:
    """Return the literal tokens of a passage, with spans in its joined text."""
    return read_literals(passage.text)


def quantities_of(passage: Passage) -> tuple[Quantity, ...]:
    """Return the quantities of a passage, left to right, with spans in its joined text.

    Digits of addresses, tags and placeholders, and the number that labels a list item, are no quantities.
    """
    quantities: list[Quantity] = []
    for number, start in zip(passage.numbers, passage.starts, strict=True):
        for quantity in passage.side.quantities[number]:
            if start:
                partner = quantity.partner and quantity.partner.shifted(start)
                quantity = replace(quantity, span=quantity.span.shifted(start), partner=partner)
            quantities.append(quantity)
    kept = [token.span for token in passage.once(literals_of) if token.form in KEPT] if quantities else []
    label = language(passage.language).checking.list_label(passage.text) if quantities else None
    if label:
        kept.append(label.span)
    if kept:
        quantities = [quantity for quantity in quantities if not any(map(quantity.span.overlaps, kept))]
    return tuple(quantities)


@dataclass(frozen=True, slots=True, eq=False)
class PairView(_Reading):
    """A bead with its two texts.

    Attributes:
        bead: The numbers of the sentences of both sides.
        source, target: The two texts; a side without sentences has an empty text.
        first, second: These two texts in the fixed order of the language pair, independent of the direction
            of translation.
        languages: The record of the two languages.
        source_language, target_language: The record of the language of the source and of the target.
        terms: The glossary of the user.
        has_both: Whether both sides hold a sentence.
        is_prose: Whether both sides have text, and neither is so long that it must be a table or a list.
            Meant for checks that compare every word of one side with every word of the other.

    Examples:
        >>> from aligner import Aligner, Check, Kind
        >>> seen = []
        >>> def look(pair):
        ...     seen.append((pair.source.text, pair.target.text, pair.has_both))
        ...     return ()
        >>> looking = Check(find=look, kinds=(Kind("nothing"),), messages={"nothing": "{target}"})
        >>> Aligner(checks=[looking]).check([("비가 왔다.", "It rained.")]), seen
        ([[]], [('비가 왔다.', 'It rained.', True)])
    """

    bead: Bead
    source: Passage
    target: Passage
    first: Passage
    second: Passage
    languages: LanguagePair
    source_language: Language
    target_language: Language
    terms: tuple[Term, ...]
    has_both: bool
    is_prose: bool
    _kept: Kept = field(default_factory=dict, repr=False)

    @property
    def is_copy(self) -> bool:
        """Whether both sides have sentences and are identical: code, names, addresses, untranslated text."""
        return self.has_both and self.source.text == self.target.text

    def forget(self) -> None:
        """Drop what `once` keeps for the pair and its texts: it takes much more memory than the texts."""
        for reading in (self, self.source, self.target):
            reading._kept.clear()


def named(view: PairView) -> NamedTexts:
    """Return the two texts of a pair for the comparison of names, which are read without accents."""
    return NamedTexts(_plain(view.first, view), _plain(view.second, view), view.languages)


def _plain(passage: Passage, view: PairView) -> Said:
    said = passage.once(view.languages.cover.said)
    plain = without_accents(said.text)
    return said if plain == said.text else Said(plain, said.language, said.cover)


@dataclass(frozen=True, slots=True, eq=False)
class DocumentView(_Reading):
    """All beads of a document, or rows that are independent of each other.

    Attributes:
        article: Sentences and quantities of both sides.
        pairs: One view for each bead, in order; checks of pairs get these views too.
        is_document: False for independent rows.
        languages: The record of the two languages.
        terms: The glossary of the user.
        reading: Probability that the page of the article was read correctly; 1 without a page.
        asides: Stretches of that page that frame the article and have no counterpart.

    Examples:
        >>> from aligner import Aligner, Check, Kind
        >>> from aligner.checks import Scope
        >>> seen = []
        >>> def look(document):
        ...     seen.append([pair.target.text for pair in document.pairs])
        ...     return ()
        >>> looking = Check(look, (Kind("nothing"),), {"nothing": "{target}"}, scope=Scope.DOCUMENT)
        >>> _ = Aligner(checks=[looking]).align("비가 왔다. 바람도 불었다.", "It rained. It was windy.")
        >>> seen
        [['It rained.', 'It was windy.']]
    """

    article: Article
    pairs: tuple[PairView, ...]
    is_document: bool
    languages: LanguagePair
    terms: tuple[Term, ...] = ()
    reading: float = 1.0
    asides: tuple[str, ...] = ()
    _sentences: dict[tuple[bool, int], Passage] = field(default_factory=dict, repr=False)
    _kept: Kept = field(default_factory=dict, repr=False)

    @property
    def beads(self) -> list[Bead]:
        """The beads of all pairs, in order."""
        return [pair.bead for pair in self.pairs]

    def sentence(self, number: int, *, is_source: bool) -> Passage:
        """Return one sentence of a side as a passage, whichever bead it belongs to."""
        key = is_source, number
        if key not in self._sentences:
            side = self.article.source if is_source else self.article.target
            self._sentences[key] = passage(side, range(number, number + 1), is_source=is_source)
        return self._sentences[key]

    def pair(self, bead: Bead) -> PairView:
        """Return the view of a bead, which need not be part of the ladder."""
        return _pair_view(bead, self.article, self.languages, self.terms)

    @property
    def in_order(self) -> bool:
        """Whether the source is in the first language of the pair."""
        return self.article.source.language == self.languages.first.code


def _pair_view(bead: Bead, article: Article, pair: LanguagePair, terms: tuple[Term, ...]) -> PairView:
    source = passage(article.source, bead.source, is_source=True)
    target = passage(article.target, bead.target, is_source=False)
    in_order = source.language == pair.first.code
    first, second = (source, target) if in_order else (target, source)
    own, other = (pair.first, pair.second) if in_order else (pair.second, pair.first)
    has_both = bool(bead.source and bead.target)
    is_prose = are_prose(source.text, target.text)
    return PairView(bead, source, target, first, second, pair, own, other, terms, has_both, is_prose)


def are_prose(source: str, target: str) -> bool:
    """Return whether both texts are short enough to compare every word with every other, and not empty."""
    return 0 < len(source) <= _LONGEST and 0 < len(target) <= _LONGEST


def document_view(
    article: Article,
    beads: Sequence[Bead],
    *,
    is_document: bool = True,
    terms: tuple[Term, ...] = (),
    reading: float = 1.0,
    asides: tuple[str, ...] = (),
) -> DocumentView:
    """Return the view of all beads of an article.

    Args:
        article: Sentences and quantities of both sides.
        beads: The ladder, in order.
        is_document: False if the beads are independent rows.
        terms: The glossary of the user.
        reading: Probability that the page was read correctly; 1 without a page.
        asides: Stretches of the page without counterpart.
    """
    languages = pair_of(article.source.language, article.target.language)
    pairs = tuple(_pair_view(bead, article, languages, terms) for bead in beads)
    passages = (passage for pair in pairs if is_document for passage in (pair.source, pair.target))
    alone = {(each.is_source, each.numbers[0]): each for each in passages if len(each.numbers) == 1}
    return DocumentView(article, pairs, is_document, languages, terms, reading, asides, alone)
