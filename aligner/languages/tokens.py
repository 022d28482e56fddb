"""How the words of a language become tokens, and which tokens can be names."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from aligner.model.lexicon import Lexicon
from aligner.model.token import Token

# A form that can be a name, the keys of its tokens, and whether it is only part of a name. A part is too
# short to be accepted as a name if the lexicon knows the matching form on the other side.
NameForm = tuple[str, tuple[Hashable, ...], bool]


@dataclass(frozen=True)
class Tokens:
    """How a sentence of one language is turned into tokens for the ladder; quantities are read elsewhere.

    Attributes:
        pattern: Matches a word, in any script, that can become a token.
        of_word: Returns the tokens of one word, with their places in the word, whatever stands around it;
            none for a word that is no evidence. Gets the word, the lexicon, and the function that stems words
            of the other language.
        names: Yields the forms that can be names among the tokens of one sentence.
    """

    pattern: re.Pattern[str]
    of_word: Callable[[str, Lexicon, Callable[[str], str]], Iterable[Token]]
    names: Callable[[Sequence[Token]], Iterator[NameForm]]
