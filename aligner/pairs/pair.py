"""The record of a language pair: everything that shared code may ask about two languages together.

The first and the second language of a pair are a fixed order (Korean, English), which has nothing to do with
which of the two was translated: source and target say that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

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

_NOTHING = re.compile("(?!)")


# A number, a day of a feast, or a number in a unit.
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
    """How pages look that hold an article in both languages.

    Attributes:
        captions: Name of the table of what marks a picture caption; None without one.
        headline_ratio: Signs of a headline of the second language for one of the first.
        notice: Name of the table of words that a translation notice is made of; None without one.
    """

    captions: str | None = None
    headline_ratio: float = 1.0
    notice: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class LanguagePair:
    """What is true of two languages.

    Attributes:
        first, second: In the order of the name of the folder, `ko_en`. The first is the one whose letters
            hardly occur in texts of the other; it is taken for the source where nothing tells.
        asides: What the second language makes of what the first has in brackets.
        changed_names: Rules by which a name is seen to have become another, tried in turn.
        clauses: Fitted numbers by which a sentence is seen to have lost a part.
        cover: Which words of the two sides translate each other.
        drifts: Rules for what drifts over a document.
        honoured_speaker: Where a text of the second language makes the speaker do what the first language
            says of somebody whom it honours.
        implied: By number, day of a feast, or number in a unit, the words of a language that imply it.
        ladder: Fitted numbers of the model of beads.
        length: How lengths of sentences agree.
        likelihoods: By kind of finding, and whether the pair is translated freely: the strengths from which
            on a likelihood ratio holds, ascending, and the ratios; see `aligner.checks.confidence`.
        lexicon: The lexicon that comes with the library, read at the first use.
        links: How names are linked by sound.
        named_sizes: Where a text of a language says a measure in words that are read as no quantity (a mile),
            its value and its unit.
        markers: Acronyms in other words, labels, texts that are no translation.
        missing_names: Of two texts, and of what stands beside the second one, the names that the second one
            lost.
        names: Places, and names without a match.
        negated: Of two texts, in the first and in the second language, what is negated in one only.
        opposites: Words of two texts, in the first and in the second language, that are the opposite of each
            other.
        page: How pages look that hold an article in both.
        role_words: The words of a language that say what is counted, in groups named after the roles that
            may be exchanged.
        said_otherwise: Whether numbers of the first and the second language that differ say the same. Gets
            the texts of both, and the pairs that agree.
        surnames: Spellings in the second language, in lower case, of surnames of the first.
        unlike_common_words: Whether the lexicon does not have a word of the second language as a word, at
            most as a name that sounds alike.
    """

    first: Language
    second: Language
    asides: Asides = NO_ASIDES
    changed_names: tuple[NameRule, ...] = ()
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
        """The codes of both languages."""
        return self.first.code, self.second.code

    def other(self, code: LanguageCode) -> LanguageCode:
        """The code of the other language."""
        return self.second.code if code == self.first.code else self.first.code
