"""The record of a language: everything that shared code may ask about it.

A language is a folder of `aligner/languages/` with a module for each trait, and its `__init__` puts them
together in one value, `LANGUAGE`. Shared rooms take that value, or its code, and never a language by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from aligner.languages.fonts import Fonts
from aligner.languages.labels import no_labels
from aligner.languages.slips import NO_SLIPS, Slips
from aligner.languages.tokens import Tokens
from aligner.languages.words import Words
from aligner.model.lexicon import Lexicon
from aligner.model.name import Mention
from aligner.model.quantity import Quantity

Quotes = Literal["whole", "cut"]


@dataclass(frozen=True)
class Script:
    """How a language is recognised.

    Attributes:
        letters: Matches a run of letters of its script.
        telling: What one letter counts in telling which language a text is in: more than 1 where texts are
            full of names in the letters of other languages, which don't return the favour.
    """

    letters: re.Pattern[str]
    telling: float = 1.0


@dataclass(frozen=True)
class Splitting:
    """How a text of a language is cut into sentences.

    Attributes:
        cuts: Offsets at which a new sentence begins in one paragraph, the first one left out. Gets the
            paragraph, whether quotations stay whole, and the backend in use; None for a title, which has
            no clauses to be decided on.
        backends: What a user may choose to decide where rules can't; empty where rules decide all.
        backend_in_use: Which backend a choice means on this machine.
    """

    cuts: Callable[[str, Quotes, str | None], list[int]]
    backends: tuple[str, ...] = ()
    backend_in_use: Callable[[str], str] = lambda wanted: wanted


@dataclass(frozen=True)
class Language:
    """What is true of one language.

    Attributes:
        code: As in ISO 639-1, lower case.
        extras: Extras of the package that are for this language, and what each is for.
        fonts: Which fonts show it; None if all do.
        headers: What its words mean at the head of a column of text, lower case: `source`, `target`, or the
            code of a language.
        labels: What a report calls its parts in this language, by key; nothing if none is shown in it.
        name: In English.
        names: Names of a text that are sure to be names, left to right, not overlapping; a word that the
            lexicon knows may be none.
        read_quantities: Quantities of a text without odd blanks, left to right, not overlapping.
        script: How it is recognised.
        slips: Where its sentences can be damaged on purpose.
        splitting: How a text is cut into sentences.
        tokens: What the ladder reads in a sentence.
        words: Stems, function words, endings.
    """

    code: str
    name: str
    names: Callable[[str, Lexicon], list[Mention]]
    read_quantities: Callable[[str], list[Quantity]]
    script: Script
    splitting: Splitting
    tokens: Tokens
    words: Words
    extras: Mapping[str, str] = field(default_factory=dict, hash=False)
    fonts: Fonts | None = None
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    labels: Callable[[], Mapping[str, str]] = no_labels
    slips: Slips = NO_SLIPS
