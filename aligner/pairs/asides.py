"""How the second language of a pair renders an aside that the first language has in brackets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aligner.model.text import Span


@dataclass(frozen=True)
class Asides:
    """Tests of an aside in the first language against a text in the second.

    Attributes:
        said_in_sentence: Whether the text says the aside within its sentence, without brackets.
        bare: Span of the aside in the text where it has lost brackets or commas that the second language
            needs too; None if there is none.
    """

    said_in_sentence: Callable[[str, str], bool] = lambda aside, text: False
    bare: Callable[[str, str], Span | None] = lambda aside, text: None


# For pairs of languages without rules about asides.
NO_ASIDES = Asides()
