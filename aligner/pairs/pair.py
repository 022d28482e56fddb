"""The record of a language pair: everything that shared code may ask about two languages together.

The first and the second language of a pair have a fixed order (Korean, English). This order does not say
which of the two was translated; `source` and `target` say that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from aligner.expressions import compiled
from aligner.languages.language import Language
from aligner.model.lexicon import Lexicon
from aligner.model.quantity import Quantity
from aligner.model.text import LanguageCode, Span
from aligner.pairs.asides import NO_ASIDES, Asides
from aligner.pairs.clauses import NO_CLAUSES, Clauses
from aligner.pairs.cover import NO_COVER, Cover, Said
from aligner.pairs.drift import NO_DRIFTS, Drifts
from aligner.pairs.ladder import LadderNumbers
from aligner.pairs.length import Length
from aligner.pairs.links import NameLinks
from aligner.pairs.markers import NO_MARKERS, Markers
from aligner.pairs.names import NO_NAMES, MissingName, NamedTexts, NameReaders, NameRule
from aligner.pairs.negation import Negated
from aligner.pairs.opposites import Opposed

_NOTHING = compiled("(?!)")


# What a word may imply: a number, the day of a feast, or a number with its unit or as it is written.
Implied = Fraction | str | tuple[Fraction | str, str | None]


def _no_words(code: LanguageCode) -> Mapping[Implied, Sequence[re.Pattern[str]]]:
    return {}


def _no_sizes(code: LanguageCode, text: str) -> Sequence[tuple[Span, Fraction, str | None]]:
    return ()


def _never(
    first: Quantity,
    second: Quantity,
    first_text: str,
    second_text: str,
    others: Sequence[tuple[Quantity, Quantity]],
) -> bool:
    return False


@dataclass(frozen=True)
class PagePair:
    """The layout of pages that hold an article in both languages.

    Attributes:
        captions: Name of the table of signs and words that mark a picture caption; None if there is no table.
        headline_ratio: Length of a headline in the second language per unit of its length in the first.
        notice: Name of the table of words that a translation notice is made of; None if there is no table.
    """

    captions: str | None = None
    headline_ratio: float = 1.0
    notice: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class LanguagePair:
    """What shared code may ask about two languages together.

    Attributes:
        first, second: In the order of the folder's name, `ko_en`. The letters of the first language hardly
            occur in texts of the second; the first is taken for the source if neither text shows its
            language.
        asides: How the second language renders an aside that the first has in brackets.
        changed_names: The rules, in turn, that may find a name of the first text changed in the second.
        clauses: Fitted constants that decide whether a sentence has lost a part.
        cover: Readers of the words of both sides that translate each other.
        drifts: Rules that find inconsistencies over a document.
        honoured_speaker: Spans of a predicate that honours its subject in the first text, and of the `I` or
            `we` that wrongly became its subject in the second; None if there is none.
        implied: Patterns of the words of a language that imply a number, the day of a feast, or a number with
            a unit, by what they imply.
        ladder: Fitted constants of the bead model.
        length: How sentence lengths relate.
        likelihoods: By kind of finding, and by whether the pair is translated freely: lower bounds of
            strength, ascending, and the likelihood ratio from each bound up; see `aligner.checks.confidence`.
        lexicon: The built-in lexicon, read at the first use.
        links: Readings and constants by which names are linked by sound.
        named_sizes: Measures in a text that the quantity readers do not read (a mile): span, value and unit
            of each.
        markers: Rules about acronyms in other words, labels, and texts that are not a translation.
        missing_names: Names of the first text that the second lost, given the two texts and the text around
            the second.
        names: Readers of places, and of names without a match.
        negated: The negation that only one of two texts (first language, second language) has; None if there
            is none.
        opposites: Words of the first text and their opposites in the second text.
        page: The layout of pages that hold an article in both languages.
        role_words: Pattern of the words of a language that say what is counted, with one named group per role
            (people killed, people hurt).
        said_otherwise: Whether a quantity of the first text and a different one of the second mean the same
            amount. Gets the two quantities, the two texts, and the pairs of quantities that agree.
        surnames: By surname of the first language, its spellings (lower case) in the second.
        unlike_common_words: Whether the lexicon lacks a word of the second language; a name that sounds alike
            in both languages does not count.
    """

    first: Language
    second: Language
    asides: Asides = NO_ASIDES
    changed_names: Callable[[NamedTexts], Sequence[NameRule]] = lambda texts: ()
    clauses: Clauses = NO_CLAUSES
    cover: Cover = NO_COVER
    drifts: Drifts = NO_DRIFTS
    honoured_speaker: Callable[[str, str], tuple[Span, Span] | None] = lambda first, second: None
    implied: Callable[[LanguageCode], Mapping[Implied, Sequence[re.Pattern[str]]]] = _no_words
    ladder: LadderNumbers
    length: Length
    lexicon: Callable[[], Lexicon]
    likelihoods: Callable[[], Mapping[tuple[str, bool], tuple[Sequence[float], Sequence[float]]]] = dict
    links: NameLinks
    named_sizes: Callable[[LanguageCode, str], Sequence[tuple[Span, Fraction, str | None]]] = _no_sizes
    markers: Markers = NO_MARKERS
    missing_names: Callable[[NamedTexts, str], Iterable[MissingName]] = lambda texts, around: ()
    names: NameReaders = NO_NAMES
    negated: Callable[[str, str], Negated | None] = lambda first, second: None
    opposites: Callable[[Said, Said], Iterable[Opposed]] = lambda first, second: ()
    page: PagePair = PagePair()
    role_words: Callable[[LanguageCode], re.Pattern[str]] = lambda code: _NOTHING
    said_otherwise: Callable[[Quantity, Quantity, str, str, Sequence[tuple[Quantity, Quantity]]], bool] = (
        _never
    )
    surnames: Callable[[], Mapping[str, tuple[str, ...]]] = dict
    unlike_common_words: Callable[[str], bool] = lambda word: True

    @property
    def code(self) -> str:
        """The codes of the two languages in order, as in `ko_en`.

        Examples:
            >>> from aligner.pairs import pair_of
            >>> pair_of("en", "ko").code
            'ko_en'
        """
        return "_".join(self.codes)

    @property
    def codes(self) -> tuple[LanguageCode, LanguageCode]:
        """The codes of the first and the second language."""
        return self.first.code, self.second.code

    def other(self, code: LanguageCode) -> LanguageCode:
        """Return the code of the other language of the pair."""
        return self.second.code if code == self.first.code else self.first.code
