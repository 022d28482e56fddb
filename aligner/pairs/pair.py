"""The record of a language pair: everything that shared code may ask about two languages together.

The first and the second language of a pair are a fixed order (Korean, English), which has nothing to do with
which of the two was translated: source and target say that.
"""

from __future__ import annotations

from dataclasses import dataclass

from aligner.languages.language import Language


@dataclass(frozen=True)
class LanguagePair:
    """What is true of two languages.

    Attributes:
        first, second: In the order of the name of the folder, `ko_en`.
    """

    first: Language
    second: Language
