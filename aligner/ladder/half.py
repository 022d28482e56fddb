"""One side of an article as the ladder sees it: tokens and the shape of its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from aligner.ladder.grid import COMPONENTS, on_grid
from aligner.ladder.punctuation import marks_of
from aligner.ladder.tokens import read_tokens
from aligner.model.article import Side
from aligner.model.errors import SettingsError
from aligner.model.lexicon import Lexicon
from aligner.model.text import Role
from aligner.model.token import Token
from aligner.pairs import LanguagePair

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

# Only sentences of one group may share a bead: a caption is no translation of a body sentence.
_GROUPS: dict[Role, int] = {"byline": 1, "dateline": 1, "caption": 2}


class Encoder(Protocol):
    """Anything that turns sentences into vectors, the same for both languages (sentence-transformers do)."""

    def encode(self, sentences: list[str], /) -> ArrayLike:
        """One row a sentence."""


@dataclass(frozen=True, slots=True)
class Half:
    """Of each sentence of one side its tokens, length, marks, paragraph number and group of roles.

    `marks` has a column a mark of `punctuation`; `opens` tells which sentences are the first of a
    paragraph; `vectors` holds a row a sentence if an encoder was given.
    """

    side: Side
    tokens: Sequence[list[Token]]
    length: NDArray[np.float64]
    marks: NDArray[np.bool_]
    paragraph: NDArray[np.intp]
    opens: NDArray[np.bool_]
    group: NDArray[np.intp]
    vectors: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    def part(self, start: int, end: int) -> Half:
        """The sentences from `start` to before `end`, numbered from 0 again."""
        here = slice(start, end)
        side = Side(self.side.language, self.side.sentences[here], self.side.quantities[here])
        return Half(
            side,
            self.tokens[here],
            self.length[here],
            self.marks[here],
            self.paragraph[here],
            self.opens[here],
            self.group[here],
            None if self.vectors is None else self.vectors[here],
        )


def read_half(side: Side, pair: LanguagePair, lexicon: Lexicon, encoder: Encoder | None = None) -> Half:
    """Read the tokens of a side, in the way of its language; vectors only if there is an encoder.

    Args:
        side: In either language of the pair.
        pair: What is true of the two languages.
        lexicon: From the first language to the second.
        encoder: Whose vectors are wanted besides.

    Raises:
        SettingsError: The encoder does not return one finite row a sentence.
    """
    language, other, length_of = (
        (pair.first, pair.second, pair.length.first)
        if side.language == pair.first.code
        else (pair.second, pair.first, pair.length.second)
    )
    paragraph = np.array([sentence.paragraph for sentence in side.sentences], dtype=np.intp)
    return Half(
        side,
        [
            read_tokens(sentence.text, quantities, lexicon, language, other)
            for sentence, quantities in zip(side.sentences, side.quantities, strict=True)
        ],
        np.array([length_of(sentence.text) for sentence in side.sentences], dtype=np.float64),
        marks_of([sentence.text for sentence in side.sentences]),
        paragraph,
        np.diff(paragraph, prepend=-1) != 0,
        np.array([_GROUPS.get(sentence.role, 0) for sentence in side.sentences], dtype=np.intp),
        _encode([sentence.text for sentence in side.sentences], encoder) if encoder else None,
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
