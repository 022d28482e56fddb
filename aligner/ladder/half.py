"""One side of an article as the ladder sees it: tokens and the shape of its sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from aligner.ladder.grid import COMPONENTS, on_grid
from aligner.ladder.punctuation import marks_of
from aligner.ladder.tokens import Token, english_tokens, korean_tokens
from aligner.model.article import Side
from aligner.model.errors import SettingsError
from aligner.model.lexicon import Lexicon
from aligner.model.quantity import Quantity
from aligner.model.text import Language, Role
from aligner.pairs.ko_en.length import english_length, korean_length

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

# Only sentences of one group may share a bead: a caption is no translation of a body sentence.
_GROUPS: dict[Role, int] = {"byline": 1, "dateline": 1, "caption": 2}

_Tokens = Callable[[str, Sequence[Quantity], Lexicon], list[Token]]
_READERS: dict[Language, tuple[_Tokens, Callable[[str], float]]] = {
    "ko": (korean_tokens, korean_length),
    "en": (english_tokens, english_length),
}


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


def read_half(side: Side, lexicon: Lexicon, encoder: Encoder | None = None) -> Half:
    """Read the tokens of a side, in the way of its language; vectors only if there is an encoder.

    Raises:
        SettingsError: The encoder does not return one finite row a sentence.
    """
    tokens_of, length_of = _READERS[side.language]
    paragraph = np.array([sentence.paragraph for sentence in side.sentences], dtype=np.intp)
    return Half(
        side,
        [
            tokens_of(sentence.text, quantities, lexicon)
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
    """The vector of each text, as `units`."""
    if not texts:
        return np.zeros((0, 1))
    vectors = np.asarray(encoder.encode(texts), dtype=np.float64)
    if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
        raise SettingsError(
            f"the encoder returned {vectors.shape} for {len(texts)} sentences, not one finite row each"
        )
    return units(vectors)


def units(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each row with the length of 1, on a grid."""
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return on_grid(vectors / lengths, COMPONENTS)
