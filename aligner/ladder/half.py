"""One side of an article as the ladder sees it: tokens and the shape of its sentences."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from aligner.ladder.grid import COMPONENTS, on_grid
from aligner.ladder.punctuation import marks_of
from aligner.ladder.tokens import read_tokens
from aligner.model.article import Article, Side
from aligner.model.errors import SettingsError
from aligner.model.lexicon import Lexicon
from aligner.model.text import LanguageCode, Role, Sentence, is_blank
from aligner.model.token import Token
from aligner.pairs import LanguagePair

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

# Only sentences of one group may share a bead: a caption is no translation of a body sentence.
_GROUPS: dict[Role, int] = {"byline": 1, "dateline": 1, "caption": 2}

# Of what is blank, an empty item of a list: it stands alone, whatever is beside it.
_BLANK = -1

# Length below which a sentence is short, in the measure of the pair: parts of a true split rarely are, list
# items and identifiers without partner often. A single word without a final mark is one of these
# however long it is (`core.editor`), and counts as so many characters.
SHORT, WORD = 25.0, 4.0
_ENDS = (".", "!", "?", "…", "。")


class Encoder(Protocol):
    """Anything that turns sentences into vectors, the same for both languages (sentence-transformers do)."""

    def encode(self, sentences: list[str], /) -> ArrayLike:
        """One row a sentence."""


@dataclass(frozen=True, slots=True)
class Half:
    """Of each sentence of one side its tokens, length, marks, paragraph number and group of roles.

    `short` is how much shorter than `SHORT` a sentence is, as a difference of logarithms, 0 for longer
    ones. `marks` has a column a mark of `punctuation`; `opens` tells which sentences are the first of a
    paragraph; `vectors` holds a row a sentence if an encoder was given.
    """

    side: Side
    tokens: Sequence[list[Token]]
    length: NDArray[np.float64]
    short: NDArray[np.float64]
    marks: NDArray[np.bool_]
    paragraph: NDArray[np.intp]
    opens: NDArray[np.bool_]
    group: NDArray[np.intp]
    vectors: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def blank(self) -> NDArray[np.bool_]:
        """Which sentences hold nothing to be read."""
        blank: NDArray[np.bool_] = self.group == _BLANK
        return blank

    def part(self, start: int, end: int) -> Half:
        """The sentences from `start` to before `end`, numbered from 0 again."""
        here = slice(start, end)
        side = Side(self.side.language, self.side.sentences[here], self.side.quantities[here])
        return Half(
            side,
            self.tokens[here],
            self.length[here],
            self.short[here],
            self.marks[here],
            self.paragraph[here],
            self.opens[here],
            self.group[here],
            None if self.vectors is None else self.vectors[here],
        )


# Tokens of sentences by language and text, as one lexicon reads them.
KnownTokens = dict[tuple[LanguageCode, str], list[Token]]


def read_half(
    side: Side,
    pair: LanguagePair,
    lexicon: Lexicon,
    encoder: Encoder | None = None,
    known: KnownTokens | None = None,
) -> Half:
    """Read the tokens of a side, in the way of its language; vectors only if there is an encoder.

    Args:
        side: In either language of the pair.
        pair: What is true of the two languages.
        lexicon: From the first language to the second.
        encoder: Whose vectors are wanted besides.
        known: Tokens that need not be read again; those that are read are noted there.

    Raises:
        SettingsError: The encoder does not return one finite row a sentence.
    """
    language, other, length_of = (
        (pair.first, pair.second, pair.length.first)
        if side.language == pair.first.code
        else (pair.second, pair.first, pair.length.second)
    )
    known = {} if known is None else known
    tokens = []
    for sentence, quantities in zip(side.sentences, side.quantities, strict=True):
        key = side.language, sentence.text
        if key not in known:
            known[key] = read_tokens(sentence.text, quantities, lexicon, language, other)
        tokens.append(known[key])
    texts = [sentence.text for sentence in side.sentences]
    length = np.array([length_of(text) for text in texts], dtype=np.float64)
    paragraph = np.array([sentence.paragraph for sentence in side.sentences], dtype=np.intp)
    return Half(
        side,
        tokens,
        length,
        np.log(SHORT / np.where([_is_word(text) for text in texts], WORD, np.minimum(SHORT, length))),
        marks_of(texts),
        paragraph,
        np.diff(paragraph, prepend=-1) != 0,
        np.array([_group(sentence) for sentence in side.sentences], dtype=np.intp),
        _encode(texts, encoder) if encoder else None,
    )


def _is_word(text: str) -> bool:
    """Whether a text is a single word without a final mark."""
    return len(text.split(maxsplit=1)) == 1 and not text.rstrip().endswith(_ENDS)


def _group(sentence: Sentence) -> int:
    """What may share a bead has one number; nothing shares one with what is blank."""
    return _BLANK if is_blank(sentence.text) else _GROUPS.get(sentence.role, 0)


def seen_of(article: Article) -> Hashable:
    """All that a ladder depends on in an article: of two that are equal in it the steps are the same.

    Headlines and body are the same to it, captions and body are not.
    """
    return tuple(
        (side.language, sentence.text, sentence.span, sentence.paragraph, _group(sentence))
        for side in (article.source, article.target)
        for sentence in side.sentences
    )


def _encode(texts: list[str], encoder: Encoder) -> NDArray[np.float64]:
    """The vector of each text, as `unit_vectors`."""
    if not texts:
        return np.zeros((0, 1))
    vectors = np.asarray(encoder.encode(texts), dtype=np.float64)
    if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
        raise SettingsError(
            f"the encoder returned {vectors.shape} for {len(texts)} sentences, not one finite row each"
        )
    return unit_vectors(vectors)


def unit_vectors(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each row with the length of 1, on a grid."""
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return on_grid(vectors / lengths, COMPONENTS)
