"""The trait of a language that tells which fonts can show it, for pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Fonts:
    """Fonts that have the letters of a language.

    Attributes:
        script: What its letters are called, in words for people: `Hangul`.
        letters: Matches a letter that ordinary fonts lack.
        sample: One of them; a font that has it has the others too.
        preferred: Families that read well on screens, the best first; any other that has the sample will do.
        packages: Where to get one, after "install one, such as".
    """

    script: str
    letters: re.Pattern[str]
    sample: str
    preferred: tuple[str, ...]
    packages: str

    @property
    def hint(self) -> str:
        """What to say where no font has the letters."""
        return f"no font with {self.script} found: install one, such as {self.packages}"
