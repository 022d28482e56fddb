"""What checks ask about the texts of one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from aligner.model.text import Span


@dataclass(frozen=True)
class Checking:
    """Traits of a language by which slips are told from translation.

    Attributes:
        has_capitals: Whether names begin with a capital letter.
        clause_border: Matches the borders at which a sentence can be divided.
        ends_word: Whether a form that stands in a text up to a position is whole there, with at most an
            ending behind it.
        is_indirect: Whether a text reports speech in indirect words, which need no marks; words that are no
            names are given.
        is_speech: Whether a quotation in a text is speech; else it may be a phrase in marks.
        left_over: Runs of the language in a text of another one that look untranslated.
        said_twice: Where a text has the same word twice and should not.
    """

    has_capitals: bool
    clause_border: re.Pattern[str]
    ends_word: Callable[[str, int], bool]
    is_indirect: Callable[[str, Container[str]], bool]
    is_speech: Callable[[str, Span], bool]
    left_over: Callable[[str], Iterator[Span]]
    said_twice: Callable[[str], Iterator[Span]]
