"""The record of a language pair: everything that shared code may ask about two languages together.

The first and the second language of a pair are a fixed order (Korean, English), which has nothing to do with
which of the two was translated: source and target say that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aligner.languages.language import Language
from aligner.model.lexicon import Lexicon
from aligner.model.text import LanguageCode
from aligner.pairs.ladder import LadderNumbers
from aligner.pairs.length import Length
from aligner.pairs.links import NameLinks


@dataclass(frozen=True, eq=False)
class LanguagePair:
    """What is true of two languages.

    Attributes:
        first, second: In the order of the name of the folder, `ko_en`. The first is the one whose letters
            hardly occur in texts of the other; it is taken for the source where nothing tells.
        ladder: Fitted numbers of the model of beads.
        length: How lengths of sentences agree.
        lexicon: The lexicon that comes with the library, read at the first use.
        links: How names are linked by sound.
        surnames: Spellings in the second language, in lower case, of surnames of the first.
    """

    first: Language
    second: Language
    ladder: LadderNumbers
    length: Length
    lexicon: Callable[[], Lexicon]
    links: NameLinks
    surnames: Callable[[], Mapping[str, tuple[str, ...]]]

    @property
    def code(self) -> str:
        """The codes of the two languages in order, as in `ko_en`."""
        return f"{self.first.code}_{self.second.code}"

    @property
    def codes(self) -> tuple[LanguageCode, LanguageCode]:
        """The codes of both languages."""
        return self.first.code, self.second.code

    def other(self, code: LanguageCode) -> LanguageCode:
        """The code of the other language."""
        return self.second.code if code == self.first.code else self.first.code
