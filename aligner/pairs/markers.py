"""What a pair of languages knows of literal tokens, labels and texts that are no translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from aligner.model.text import LanguageCode, Span
from aligner.pairs.cover import Said


class ChangedWord(NamedTuple):
    """A Latin word of the text in the first language, and the one that stands in its place."""

    first: Span
    second: Span
    strength: float


@dataclass(frozen=True, eq=False)
class Markers:
    """What a pair of languages knows of tokens, labels and texts that are no translation.

    Attributes:
        changed_words: Of two texts, words in the letters of the second language that became others.
        lost_labels: Of two texts, labels, speakers and stage notes of the first that the second lacks.
        may_be_taken: Whether an acronym may stand for another one, since both name things of one kind.
        says: Whether a text in a language says an acronym in other words.
        spelt: Whether the second text only spells in its letters how the first one sounds.
    """

    changed_words: Callable[[Said, Said], Iterator[ChangedWord]] = lambda first, second: iter(())
    lost_labels: Callable[[str, str], Iterator[Span]] = lambda first, second: iter(())
    may_be_taken: Callable[[str, str], bool] = lambda first, second: True
    says: Callable[[str, str, LanguageCode], bool] = lambda token, text, code: False
    spelt: Callable[[str, str], bool] = lambda first, second: False


NO_MARKERS = Markers()
