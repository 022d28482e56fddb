"""The trait of a language that names fonts with its letters, for drawing pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Fonts:
    """Fonts that have the letters of a language.

    Attributes:
        script: The name of its letters, as shown to people: `Hangul`.
        letters: Matches a letter that ordinary fonts lack.
        sample: One of these letters; a font that has it is taken to have the others too.
        preferred: Font families that read well on screens, best first; any other font that has the sample
            will do.
        packages: Packages that hold such a font, in words that go on after "install one, such as".
    """

    script: str
    letters: re.Pattern[str]
    sample: str
    preferred: tuple[str, ...]
    packages: str

    @property
    def hint(self) -> str:
        """Return the message for a machine on which no font has the letters."""
        return f"no font with {self.script} found: install one, such as {self.packages}"
