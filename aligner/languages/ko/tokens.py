"""The tokens of a Korean sentence: the words that can be evidence for its alignment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from aligner.expressions import compiled
from aligner.languages.ko.stems import without_particle
from aligner.languages.tokens import NameForm, Tokens
from aligner.model.lexicon import Lexicon
from aligner.model.token import Token, TokenClass

_WORD = compiled(r"[가-힣]+|[A-Za-z](?:[A-Za-z0-9&'\N{RIGHT SINGLE QUOTATION MARK}.-]*[A-Za-z0-9])?")
_FULL_NAME = 3  # syllables: a surname of one and a given name of two


def _tokens_of(word: str, lexicon: Lexicon, other_stem: Callable[[str], str]) -> Iterator[Token]:
    """Yield the tokens of a word: a Latin word, stems of the lexicon, or Hangul without any of these stems.

    A word that the lexicon explains is no name, so only words without an explanation may be names.
    """
    if word.isascii():
        yield other_stem(word), TokenClass.LATIN, 0, len(word), word
        return
    explained = 0
    for start, end in lexicon.stems(word):
        yield word[start:end], TokenClass.LEXICON, start, end, ""
        explained += end - start
    bare = without_particle(word)
    if len(bare) > 1 and explained * 2 <= len(bare):
        yield (bare,), TokenClass.OTHER, 0, len(bare), bare


def _name_forms(tokens: Sequence[Token]) -> Iterator[NameForm]:
    """Yield words that the lexicon does not explain, and the given name alone of a full name (김관영)."""
    unknown = int(TokenClass.OTHER)
    for key, kind, _, _, form in tokens:
        if kind == unknown:
            yield form, (key,), False
            if len(form) == _FULL_NAME:
                yield form[1:], (key,), True


TOKENS = Tokens(pattern=_WORD, of_word=_tokens_of, names=_name_forms)
