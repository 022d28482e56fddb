"""The words of a language: their pattern, their stems, and which of them are function words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Traits of the words of one language.

    Attributes:
        pattern: Matches one word in the script of the language.
        stem: Returns a word without its ending. It is equal for all forms of a word and need not be a word
            itself.
        function_words: Returns the function words, in lower case; may be empty.
        endings: Returns the endings that may follow a stem in a word, such as particles; empty if `stem`
            alone decides.
        content: Returns the stems of the content words of a text, from which a lexicon may be learnt.
    """

    pattern: re.Pattern[str]
    stem: Callable[[str], str]
    function_words: Callable[[], frozenset[str]]
    endings: Callable[[], frozenset[str]]
    content: Callable[[str], set[str]]

    def is_ending(self, rest: str) -> bool:
        """Return whether the characters behind a stem are an ending or an empty string."""
        return not rest or rest in self.endings()
