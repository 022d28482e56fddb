"""Words and numbers of a sentence that can be evidence for what it is aligned with."""

from __future__ import annotations

from collections.abc import Hashable
from enum import IntEnum


class TokenClass(IntEnum):
    """What kind of evidence a token is; the order is that of the weights."""

    NUMBER = 0
    SMALL_NUMBER = 1
    LATIN = 2  # written as it may be on the other side: Latin letters, or a capital where there are capitals
    LEXICON = 3  # covered by the lexicon
    OTHER = 4


CLASSES = len(TokenClass)


# One piece of possible evidence: its key, its class, its start and end in the sentence or in the word, its
# form. The form is what names are compared by: the word as written, without its ending. A token is a plain
# tuple, since a document has thousands. Its class is a plain number, as garbage collection soon skips a tuple
# of plain values, but never one that holds a member of an enum.
Token = tuple[Hashable, int, int, int, str]
