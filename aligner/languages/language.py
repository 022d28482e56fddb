"""The record of a language: everything that shared code may ask about it.

A language is a folder of `aligner/languages/` with a module for each trait, and its `__init__` puts them
together in one value, `LANGUAGE`. Shared rooms take that value, or its code, and never a language by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from aligner.model.quantity import Quantity


@dataclass(frozen=True)
class Language:
    """What is true of one language.

    Attributes:
        code: As in ISO 639-1.
        name: In English.
        letters: Matches a run of letters of its script.
        read_quantities: Quantities of a text without odd blanks, left to right, not overlapping.
    """

    code: str
    name: str
    letters: re.Pattern[str]
    read_quantities: Callable[[str], list[Quantity]]
