"""Where names are in a sentence: found by what surrounds them, not by a list of names."""

from __future__ import annotations

from aligner.languages import Language
from aligner.model.lexicon import Lexicon
from aligner.model.name import Mention


def read_names(text: str, language: Language, lexicon: Lexicon) -> list[Mention]:
    """The names of a text, left to right, not overlapping.

    Args:
        text: Any length; spans refer to it as given.
        language: How names show themselves.
        lexicon: A word that it knows may be no name though it looks like one.
    """
    return language.names(text, lexicon)
