"""The record of a language pair: everything that shared code may ask about two languages together.

The first and the second language of a pair are a fixed order (Korean, English), which has nothing to do with
which of the two was translated: source and target say that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aligner.languages.language import Language
from aligner.model.lexicon import Lexicon
from aligner.pairs.clauses import Clauses
from aligner.pairs.cover import Cover
from aligner.pairs.drift import Drifts
from aligner.pairs.ladder import LadderNumbers
from aligner.pairs.length import Length
from aligner.pairs.links import NameLinks
from aligner.pairs.names import NameRule
from aligner.pairs.negation import Negated


@dataclass(frozen=True, eq=False)
class LanguagePair:
    """What is true of two languages.

    Attributes:
        first, second: In the order of the name of the folder, `ko_en`.
        changed_names: Rules by which a name is seen to have become another, tried in turn.
        clauses: Fitted numbers by which a sentence is seen to have lost a part.
        cover: Which words of the two sides translate each other.
        drifts: Rules for what drifts over a document.
        ladder: Fitted numbers of the model of beads.
        length: How lengths of sentences agree.
        lexicon: The lexicon that comes with the library, read at the first use.
        links: How names are linked by sound.
        negated: Of two texts, in the first and in the second language, what is negated in one only.
        surnames: Spellings in the second language, in lower case, of surnames of the first.
    """

    first: Language
    second: Language
    changed_names: tuple[NameRule, ...]
    clauses: Clauses
    cover: Cover
    drifts: Drifts
    ladder: LadderNumbers
    length: Length
    lexicon: Callable[[], Lexicon]
    links: NameLinks
    negated: Callable[[str, str], Negated | None]
    surnames: Callable[[], Mapping[str, tuple[str, ...]]]

    @property
    def code(self) -> str:
        """The codes of the two languages in order, as in `ko_en`."""
        return f"{self.first.code}_{self.second.code}"
