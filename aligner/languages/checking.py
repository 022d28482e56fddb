"""What checks ask about the texts of one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from aligner.model.text import Span


def _has_question_mark(text: str) -> bool:
    return "?" in text or "\N{FULLWIDTH QUESTION MARK}" in text


def _ends_there(text: str, end: int) -> bool:
    return not text[end : end + 1].isalnum()


@dataclass(frozen=True)
class Checking:
    """Traits of a language by which slips are told from translation.

    Attributes:
        asks: Whether a text asks something.
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

    asks: Callable[[str], bool] = _has_question_mark
    has_capitals: bool = False
    clause_border: re.Pattern[str] = re.compile("(?!)")
    ends_word: Callable[[str, int], bool] = _ends_there
    is_indirect: Callable[[str, Container[str]], bool] = lambda text, known: False
    is_speech: Callable[[str, Span], bool] = lambda text, quotation: True
    left_over: Callable[[str], Iterator[Span]] = lambda text: iter(())
    said_twice: Callable[[str], Iterator[Span]] = lambda text: iter(())


# Of languages of which nothing is known.
NO_CHECKING = Checking()
