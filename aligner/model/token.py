"""Words and numbers of a sentence that can be evidence for what it is aligned with."""

from __future__ import annotations

from collections.abc import Hashable
from enum import IntEnum
from typing import NamedTuple


class TokenClass(IntEnum):
    """What kind of evidence a token is; the order is that of the weights."""

    NUMBER = 0
    SMALL_NUMBER = 1
    LATIN = 2  # written as it may be on the other side: Latin letters, or a capital where there are capitals
    LEXICON = 3  # covered by the lexicon
    OTHER = 4


CLASSES = len(TokenClass)


class Token(NamedTuple):
    """One piece of possible evidence in a sentence.

    `form` is what names are compared by: the word as written, without its ending.
    """

    key: Hashable
    kind: TokenClass
    start: int
    end: int
    form: str
