"""The tokens of a Korean sentence: the words that can be evidence for its alignment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from aligner.languages.ko.stems import without_particle
from aligner.languages.tokens import NameForm, Tokens, Word
from aligner.model.lexicon import Lexicon
from aligner.model.token import Token, TokenClass

_WORD = re.compile(r"[가-힣]+|[A-Za-z](?:[A-Za-z0-9&'\N{RIGHT SINGLE QUOTATION MARK}.-]*[A-Za-z0-9])?")
_FULL_NAME = 3  # syllables: a surname of one and a given name of two


def korean_tokens(words: Sequence[Word], lexicon: Lexicon, other_stem: Callable[[str], str]) -> list[Token]:
    """Return the tokens: Latin words, stems of the lexicon, and Hangul words without any of these stems.

    A word that the lexicon explains is no name, so only words without an explanation may be names.
    """
    tokens = []
    made, latin, in_lexicon, unknown = Token._make, TokenClass.LATIN, TokenClass.LEXICON, TokenClass.OTHER
    for word, start, end in words:
        if word.isascii():
            tokens.append(made((other_stem(word), latin, start, end, word)))
            continue
        explained = 0
        for left, right in lexicon.stems(word):
            tokens.append(made((word[left:right], in_lexicon, start + left, start + right, "")))
            explained += right - left
        bare = without_particle(word)
        if len(bare) > 1 and explained * 2 <= len(bare):
            tokens.append(made(((bare,), unknown, start, start + len(bare), bare)))
    return tokens


def _name_forms(tokens: Sequence[Token]) -> Iterator[NameForm]:
    """Yield words that the lexicon does not explain, and the given name alone of a full name (김관영)."""
    unknown = TokenClass.OTHER
    for key, kind, _, _, form in tokens:
        if kind is unknown:
            yield form, (key,), False
            if len(form) == _FULL_NAME:
                yield form[1:], (key,), True


TOKENS = Tokens(pattern=_WORD, read=korean_tokens, names=_name_forms)
