"""The tokens of an English sentence: the words that can be evidence for its alignment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from aligner.languages.en.stems import ENGLISH_WORD, english_stem, function_words
from aligner.languages.tokens import NameForm, Tokens, Word
from aligner.model.lexicon import Lexicon
from aligner.model.token import Token, TokenClass

_POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]s?$")
_SHORTEST_WORD = 3  # letters of a word that may be evidence, unless it is all capitals
_SHORTEST_NAME = 3  # letters of a capitalised word that may be a name by itself


def english_tokens(words: Sequence[Word], lexicon: Lexicon, other_stem: Callable[[str], str]) -> list[Token]:
    """Return the content words as tokens; a capitalised word is a name unless the lexicon holds its stem."""
    tokens = []
    made, latin, in_lexicon, unknown = Token._make, TokenClass.LATIN, TokenClass.LEXICON, TokenClass.OTHER
    covered = lexicon.covered
    for written, start, _ in words:
        word, stem, capital = _content_word(written)
        if not stem:
            continue
        kind = in_lexicon if stem in covered else latin if capital else unknown
        tokens.append(made((stem, kind, start, start + len(word), word)))
    return tokens


@lru_cache(maxsize=16384)
def _content_word(written: str) -> tuple[str, str, bool]:
    """Return a word without 's, its stem (empty for function words), and whether it is capitalised."""
    word = written if written.isalpha() else _POSSESSIVE.sub("", written)
    if word.lower() in function_words() or (len(word) < _SHORTEST_WORD and not word.isupper()):
        return word, "", False
    return word, english_stem(word), word[0].isupper()


def _name_forms(tokens: Sequence[Token]) -> Iterator[NameForm]:
    """Yield the capitalised words, alone and in pairs of neighbours."""
    previous: Token | None = None
    number = TokenClass.SMALL_NUMBER
    for token in tokens:
        key, kind, start, _, form = token
        if not form[:1].isupper():
            if kind > number:
                previous = None
            continue
        if kind <= number:
            continue
        if len(form) >= _SHORTEST_NAME:
            yield form, (key,), False
        if previous is not None and start - previous.end == 1:
            yield f"{previous.form} {form}", (previous.key, key), False
        previous = token


TOKENS = Tokens(pattern=ENGLISH_WORD, read=english_tokens, names=_name_forms)
