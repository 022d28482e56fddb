"""How the words of a language become tokens, and which tokens can be names."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from aligner.model.lexicon import Lexicon
from aligner.model.token import Token

# A word, its start and its end.
Word = tuple[str, int, int]

# A form that can be a name, the keys of its tokens, and whether it is only a part of a name: too short to be
# believed where the lexicon knows the form on the other side.
NameForm = tuple[str, tuple[Hashable, ...], bool]


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
