"""One side of an article as the ladder sees it: tokens and the shape of its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aligner.article import Side
from aligner.ladder.tokens import Token, english_tokens, korean_tokens
from aligner.length import english_length, korean_length
from aligner.lexicon import Lexicon
from aligner.sentences.sentence import Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Only sentences of one group may share a bead: a caption is no translation of a body sentence.
_GROUPS: dict[Role, int] = {"byline": 1, "dateline": 1, "caption": 2}

_READERS = {"ko": (korean_tokens, korean_length), "en": (english_tokens, english_length)}


@dataclass(frozen=True, slots=True)
class Half:
    """Of each sentence of one side its tokens, length, paragraph number and group of roles.

    `opens` tells which sentences are the first of a paragraph.
    """

    side: Side
    tokens: Sequence[list[Token]]
    length: NDArray[np.float64]
    paragraph: NDArray[np.intp]
    opens: NDArray[np.bool_]
    group: NDArray[np.intp]

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
            self.paragraph[here],
            self.opens[here],
            self.group[here],
        )


def read_half(side: Side, lexicon: Lexicon) -> Half:
    """Read the tokens of a side, in the way of its language."""
    tokens_of, length_of = _READERS[side.language]
    paragraph = np.array([sentence.paragraph for sentence in side.sentences], dtype=np.intp)
    return Half(
        side,
        [
            tokens_of(sentence.text, quantities, lexicon)
            for sentence, quantities in zip(side.sentences, side.quantities, strict=True)
        ],
        np.array([length_of(sentence.text) for sentence in side.sentences], dtype=np.float64),
        paragraph,
        np.diff(paragraph, prepend=-1) != 0,
        np.array([_GROUPS.get(sentence.role, 0) for sentence in side.sentences], dtype=np.intp),
    )
