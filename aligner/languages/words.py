"""The words of a language: where they are, what they are looked up by, which of them say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What is true of the words of one language.

    Attributes:
        pattern: Matches one word in the script of the language.
        stem: A word without its ending; equal for the forms of one word, and need be no word itself.
        function_words: The words without content of their own, in lower case; may be empty.
        endings: What may follow a stem in a word, such as a particle; empty where `stem` is all there is.
        content: The stems of a text that a lexicon may be learnt from.
    """

    pattern: re.Pattern[str]
    stem: Callable[[str], str]
    function_words: Callable[[], frozenset[str]]
    endings: Callable[[], frozenset[str]]
    content: Callable[[str], set[str]]

    def is_ending(self, rest: str) -> bool:
        """Whether the characters behind a stem are an ending, or nothing at all."""
        return not rest or rest in self.endings()
