"""A lexicon learnt from a collection that has been aligned once, for aligning it a second time.

Words that stand in the same pairs more often than chance are translations: Dice's coefficient with one
occurrence left out (Dice 1945; the leave-one-out keeps words that met once from looking certain). One
article repeats too little to learn from; over a hundred articles of development news the second pass gains
.003 of strict F1 on easy and .011 on hard documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aligner.characters import folded_text
from aligner.model.lexicon import Lexicon
from aligner.pairs import LanguagePair, pair_of

if TYPE_CHECKING:
    from aligner.model.alignment import Alignment

# Pairs the aligner was not sure of teach nothing.
LEAST_CONFIDENCE = 0.8

# Pairs in which two words must meet, and how often they must meet when one of them is there. Set by
# reading the links of the development collection: below .4 more than half are collocations.
LEAST_MEETINGS = 3
LEAST_DICE = 0.4

# A word of more translations than these is a word of the subject, not a translation.
MOST_TRANSLATIONS = 3


@dataclass(frozen=True, slots=True)
class WordCounts:
    """In how many pairs words stand. Of two collections they add up, so any engine can count in parts.

    Attributes:
        first: Pairs with a word of the first language that the lexicon of the languages lacks.
        second: Pairs with a stem of the second language.
        together: Pairs with both.
    """

    first: Counter[str] = field(default_factory=Counter)
    second: Counter[str] = field(default_factory=Counter)
    together: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, first: str, second: str, languages: LanguagePair) -> None:
        """Add the words of one confident pair of texts, if neither side is empty."""
        if first and second:
            first, second = folded_text(first), folded_text(second)
            known = languages.lexicon()
            words = {stem for stem in languages.first.words.content(first) if not known.explains(stem)}
            stems = languages.second.words.content(second)
            self.first.update(words)
            self.second.update(stems)
            self.together.update((word, stem) for word in words for stem in stems)


def learn_lexicon(alignments: Iterable[Alignment]) -> Lexicon:
    """Learn words that the lexicon of the library lacks, and what they are translated by in a collection.

    Args:
        alignments: Any number, read once. Only confident pairs with two sides count.

    Returns:
        For `Settings(lexicon=...)`. It is empty if the collection is too small: a word has to meet its
        translation in at least three pairs.

    Examples:
        >>> import aligner
        >>> pairs = [("물빛극장이 열렸다.", "Mulbit Playhouse opened."), ("비가 왔다.", "It rained.")] * 4
        >>> lexicon = learn_lexicon([aligner.align(*map(list, zip(*pairs)))])
        >>> sorted(lexicon.translations["물빛극장"])
        ['mulbit', 'open', 'playhous']
    """
    counts = WordCounts()
    for alignment in alignments:
        languages = pair_of(alignment.source_language, alignment.target_language)
        turned = alignment.source_language == languages.second.code
        for pair in alignment:
            if pair.confidence >= LEAST_CONFIDENCE:
                texts = (pair.source_text, pair.target_text)
                counts.count(*(texts[::-1] if turned else texts), languages)
    return likely_translations(counts)


def likely_translations(counts: WordCounts) -> Lexicon:
    """The words that meet more often than chance.

    Args:
        counts: Those of the whole collection; what met less than `LEAST_MEETINGS` times may be left out.
    """
    ranked: dict[str, list[tuple[float, str]]] = {}
    for (word, stem), meetings in counts.together.items():
        if meetings >= LEAST_MEETINGS:
            dice = 2 * (meetings - 1) / (counts.first[word] + counts.second[stem] - 1)
            if dice >= LEAST_DICE:
                ranked.setdefault(word, []).append((-dice, stem))
    return Lexicon(
        {
            word: frozenset(stem for _, stem in sorted(found)[:MOST_TRANSLATIONS])
            for word, found in sorted(ranked.items())
        }
    )
