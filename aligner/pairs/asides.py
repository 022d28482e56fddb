"""What the second language of a pair makes of an aside that the first has in brackets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aligner.model.text import Span


@dataclass(frozen=True)
class Asides:
    """Questions about an aside of the first language and a text of the second.

    Attributes:
        said_in_sentence: Whether the text says it without brackets.
        bare: Where it stands bare though this language sets it off too.
    """

    said_in_sentence: Callable[[str, str], bool] = lambda aside, text: False
    bare: Callable[[str, str], Span | None] = lambda aside, text: None


# Of languages of which nothing is known.
NO_ASIDES = Asides()
