"""Rules of a pair of languages about literal tokens, labels, and texts that are not a translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from aligner.model.text import LanguageCode, Span
from aligner.pairs.cover import Said


class ChangedWord(NamedTuple):
    """A Latin word of the first text, the different word in its place in the second text, and a strength."""

    first: Span
    second: Span
    strength: float


@dataclass(frozen=True, eq=False)
class Markers:
    """Rules of a pair of languages about tokens, labels, and texts that are not a translation.

    Attributes:
        changed_words: Words of the first text, in letters of the second language, that became other words in
            the second text.
        changed_labels: Labels, speakers and stage notes of the first text that are others in the second.
        lost_labels: Labels, speakers, stage notes and commands of the first text that the second text lacks.
        may_be_taken: Whether an acronym may be rendered by another one, because both name things of one kind.
        says: Whether a text, in the language with the given code, has an acronym in other words.
        is_lost: Whether a text, in the language with the given code, lacks an acronym in any words that may
            stand for it; False if that is not known.
        spelt: Whether the second text only transliterates the first instead of translating it.
    """

    changed_words: Callable[[Said, Said], Iterator[ChangedWord]] = lambda first, second: iter(())
    changed_labels: Callable[[str, str], Iterator[ChangedWord]] = lambda first, second: iter(())
    lost_labels: Callable[[str, str], Iterator[Span]] = lambda first, second: iter(())
    may_be_taken: Callable[[str, str], bool] = lambda first, second: True
    says: Callable[[str, str, LanguageCode], bool] = lambda token, text, code: False
    is_lost: Callable[[str, str, LanguageCode], bool] = lambda token, text, code: False
    spelt: Callable[[str, str], bool] = lambda first, second: False


NO_MARKERS = Markers()
