"""The record of a language: everything that shared code may ask about it.

A language is a folder of `aligner/languages/` with a module for each trait, and its `__init__` puts them
together in one value, `LANGUAGE`. Shared rooms take that value, or its code, and never a language by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aligner.languages.checking import Checking
from aligner.languages.tokens import Tokens
from aligner.languages.words import Words
from aligner.model.lexicon import Lexicon
from aligner.model.name import Mention
from aligner.model.quantity import Quantity


@dataclass(frozen=True)
class Language:
    """What is true of one language.

    Attributes:
        code: As in ISO 639-1.
        name: In English.
        checking: What checks ask about its texts.
        letters: Matches a run of letters of its script.
        messages: What findings say in it: templates for a kind and the sides whose surface forms it has
            (both, source, target, none, any), in the order in which they are tried; none where the checks
            speak it themselves.
        names: Names of a text that are sure to be names, left to right, not overlapping; a word that the
            lexicon knows may be none.
        read_quantities: Quantities of a text without odd blanks, left to right, not overlapping.
        tokens: What the ladder reads in a sentence.
        words: Stems, function words, endings.
    """

    code: str
    name: str
    checking: Checking
    letters: re.Pattern[str]
    names: Callable[[str, Lexicon], list[Mention]]
    read_quantities: Callable[[str], list[Quantity]]
    tokens: Tokens
    words: Words
    messages: Callable[[], Mapping[tuple[str, str], tuple[str, ...]]] = dict
