"""The record of a language: everything that shared code may ask about it.

A language is a folder of `aligner/languages/` with a module for each trait, and its `__init__` puts them
together in one value, `LANGUAGE`. Shared rooms take that value, or its code, and never a language by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from aligner.languages.fonts import Fonts
from aligner.languages.labels import no_labels
from aligner.languages.slips import NO_SLIPS, Slips
from aligner.model.quantity import Quantity


@dataclass(frozen=True)
class Language:
    """What is true of one language.

    Attributes:
        code: As in ISO 639-1, lower case.
        fonts: Which fonts show it; None if all do.
        headers: What its words mean at the head of a column of text, lower case: `source`, `target`, or the
            code of a language.
        labels: What a report calls its parts in this language, by key; nothing if none is shown in it.
        name: In English.
        letters: Matches a run of letters of its script.
        read_quantities: Quantities of a text without odd blanks, left to right, not overlapping.
        slips: Where its sentences can be damaged on purpose.
    """

    code: str
    name: str
    letters: re.Pattern[str]
    read_quantities: Callable[[str], list[Quantity]]
    fonts: Fonts | None = None
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    labels: Callable[[], Mapping[str, str]] = no_labels
    slips: Slips = NO_SLIPS
