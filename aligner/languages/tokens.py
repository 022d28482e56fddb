"""How the words of a language become tokens, and which tokens can be names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aligner.model.lexicon import Lexicon
from aligner.model.token import NameForm, Token

# A word, its start and its end.
Word = tuple[str, int, int]


@dataclass(frozen=True)
class Tokens:
    """What the ladder reads in a sentence of one language, its quantities aside.

    Attributes:
        pattern: Matches whatever can become tokens: words in any script.
        read: Tokens of the words of one sentence, by the lexicon and the stem of words of the other language.
        names: The forms of the tokens of one sentence that can be names.
    """

    pattern: re.Pattern[str]
    read: Callable[[Sequence[Word], Lexicon, Callable[[str], str]], list[Token]]
    names: Callable[[Sequence[Token]], Iterator[NameForm]]
