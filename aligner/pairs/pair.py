"""The record of a language pair: everything that shared code may ask about two languages together.

The first and the second language of a pair are a fixed order (Korean, English), which has nothing to do with
which of the two was translated: source and target say that.
"""

from __future__ import annotations

from dataclasses import dataclass

from aligner.languages.language import Language
from aligner.model.text import LanguageCode


@dataclass(frozen=True)
class LanguagePair:
    """What is true of two languages.

    Attributes:
        first, second: In the order of the name of the folder, `ko_en`. The first is the one whose letters
            hardly occur in texts of the other; it is taken for the source where nothing tells.
    """

    first: Language
    second: Language

    @property
    def codes(self) -> tuple[LanguageCode, LanguageCode]:
        """The codes of both languages."""
        return self.first.code, self.second.code

    def other(self, code: LanguageCode) -> LanguageCode:
        """The code of the other language."""
        return self.second.code if code == self.first.code else self.first.code
