"""One side of an article as the ladder uses it: tokens, lengths and other features of its sentences."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from aligner.ladder.grid import COMPONENTS, on_grid
from aligner.ladder.punctuation import marks_of
from aligner.ladder.tokens import word_tokens
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

# The group of blank sentences, as of an empty list item; such a sentence never shares a bead with another.
_BLANK = -1

# Length below which a sentence is short, in the pair's measure of length. Parts of a true split are rarely
# short; list items and identifiers without a counterpart often are. A single word without a final mark is an
# item or an identifier however long it is (`core.editor`), so it counts as `WORD` characters.
SHORT, WORD = 25.0, 4.0
_ENDS = (".", "!", "?", "…", "。")


class Encoder(Protocol):
    """A model that turns sentences of both languages into vectors, as sentence-transformers do."""

    def encode(self, sentences: list[str], /) -> ArrayLike:
        """Return an array with one row for each sentence."""


@dataclass(frozen=True, slots=True)
class Half:
    """Features of the sentences of one side: an entry or a row for each sentence.

    Attributes:
        side: The sentences and their quantities.
        tokens: Tokens.
        length: Length, in the pair's measure.
        short: How much shorter than `SHORT` it is, as a difference of logarithms; 0 for a longer sentence.
        marks: Whether it holds each mark of `punctuation` (columns).
        paragraph: Number of its paragraph.
        opens: Whether it is the first of its paragraph.
        group: Group of its role; only sentences of one group may share a bead.
        vectors: Vectors of unit length; None without an encoder.
    """

    side: Side
    tokens: list[list[Token]]
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
        """Whether each sentence is blank."""
        blank: NDArray[np.bool_] = self.group == _BLANK
        return blank

    def part(self, start: int, end: int) -> Half:
        """Return the sentences from `start` to before `end`, numbered from 0."""
        part = slice(start, end)
        side = Side(self.side.language, self.side.sentences[part], self.side.quantities[part])
        return Half(
            side,
            self.tokens[part],
            self.length[part],
            self.short[part],
            self.marks[part],
            self.paragraph[part],
            self.opens[part],
            self.group[part],
            None if self.vectors is None else self.vectors[part],
        )

    def forget(self, start: int, end: int) -> None:
        """Release the tokens of these sentences; those of a long text take half of its memory."""
        self.tokens[start:end] = [[]] * (end - start)


# Tokens of sentences by language and text, as one lexicon reads them.
KnownTokens = dict[tuple[LanguageCode, str], list[Token]]


def read_half(
    side: Side,
    pair: LanguagePair,
    lexicon: Lexicon,
    encoder: Encoder | None = None,
    known: KnownTokens | None = None,
) -> Half:
    """Read the features of a side; vectors only if there is an encoder.

    Args:
        side: A side in either language of the pair.
        pair: The record of the two languages.
        lexicon: The lexicon from the first language to the second.
        encoder: A model whose vectors are added.
        known: Tokens read before, which are reused; newly read tokens are added.

    Raises:
        SettingsError: The encoder does not return one finite row a sentence.
    """
    language, other, length_of = (
        (pair.first, pair.second, pair.length.first)
        if side.language == pair.first.code
        else (pair.second, pair.first, pair.length.second)
    )
    known = {} if known is None else known
    words = word_tokens(lexicon, lexicon.endings, language, other)
    tokens = []
    for sentence, quantities in zip(side.sentences, side.quantities, strict=True):
        key = side.language, sentence.text
        if key not in known:
            known[key] = words.read(sentence.text, quantities)
        tokens.append(known[key])
    texts = [sentence.text for sentence in side.sentences]
    length = np.array([length_of(text) for text in texts], dtype=np.float64)
    numbers = np.array([-1, *[sentence.paragraph for sentence in side.sentences]], dtype=np.intp)
    return Half(
        side,
        tokens,
        length,
        np.log(SHORT / np.where([_is_word(text) for text in texts], WORD, np.minimum(SHORT, length))),
        marks_of(texts),
        numbers[1:],
        numbers[1:] != numbers[:-1],
        np.array([_group(sentence) for sentence in side.sentences], dtype=np.intp),
        _encode(texts, encoder) if encoder else None,
    )


def _is_word(text: str) -> bool:
    """Whether a text is a single word without a final mark."""
    return len(text.split(maxsplit=1)) == 1 and not text.rstrip().endswith(_ENDS)


def _group(sentence: Sentence) -> int:
    """Return the group of a sentence; only sentences of one group may share a bead, and no blank one may."""
    return _BLANK if is_blank(sentence.text) else _GROUPS.get(sentence.role, 0)


def seen_of(article: Article) -> Hashable:
    """Return everything in an article that a ladder depends on: articles with equal values have equal steps.

    Roles count only by their group: a headline and a body sentence are alike, a caption and a body sentence
    are not.
    """
    return tuple(
        (side.language, sentence.text, sentence.span, sentence.paragraph, _group(sentence))
        for side in (article.source, article.target)
        for sentence in side.sentences
    )


def _encode(texts: list[str], encoder: Encoder) -> NDArray[np.float64]:
    """Return the vector of each text, one row for each, of unit length."""
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
