"""The tokens of an English sentence: the words that can be evidence for its alignment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from aligner.expressions import compiled
from aligner.languages.en.stems import ENGLISH_WORD, english_stem, function_words
from aligner.languages.tokens import NameForm, Tokens
from aligner.model.lexicon import Lexicon
from aligner.model.token import Token, TokenClass

_POSSESSIVE = compiled(r"['\N{RIGHT SINGLE QUOTATION MARK}]s?$")
_SHORTEST_WORD = 3  # letters of a word that may be evidence, unless it is all capitals
_SHORTEST_NAME = 3  # letters of a capitalised word that may be a name by itself


def _tokens_of(written: str, lexicon: Lexicon, other_stem: Callable[[str], str]) -> Iterator[Token]:
    """Yield the token of a content word, without 's: a capitalised word is a name unless it is known."""
    word = written if written.isalpha() else _POSSESSIVE.sub("", written)
    if word.lower() in function_words() or (len(word) < _SHORTEST_WORD and not word.isupper()):
        return
    stem = english_stem(word)
    if not stem:
        return
    unknown = TokenClass.LATIN if word[0].isupper() else TokenClass.OTHER
    yield stem, TokenClass.LEXICON if stem in lexicon.covered else unknown, 0, len(word), word


def _name_forms(tokens: Sequence[Token]) -> Iterator[NameForm]:
    """Yield the capitalised words, alone and in pairs of neighbours."""
    previous: Token | None = None  # the capitalised word before this one
    number = int(TokenClass.SMALL_NUMBER)
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
        if previous is not None:
            key_before, _, _, end_before, form_before = previous
            if start - end_before == 1:
                yield f"{form_before} {form}", (key_before, key), False
        previous = token


TOKENS = Tokens(pattern=ENGLISH_WORD, of_word=_tokens_of, names=_name_forms)
