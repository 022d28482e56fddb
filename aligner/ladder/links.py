"""Which types of the Korean side can be which types of the English side.

A type is a word or quantity as it counts in one document, however often it stands there. Links are
found by index, never by comparing all sentences: a quantity by its keys, a Latin word by itself, a
stem by the lexicon; only the words left over are compared by sound, all at once (`names`).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.tokens import Token, TokenClass
from aligner.lexicon import Lexicon
from aligner.names import link_probabilities

if TYPE_CHECKING:
    from numpy.typing import NDArray

# English words with a small first letter are rarely names: their links are discounted, and short
# ones are left out (development news: one link in six of such words is in a true pair).
LEAST_LOWER_CASE = 5
LOWER_CASE_DISCOUNT = 0.9

# A given name is what is left of 김관영 without the surname; less sure than the whole name.
GIVEN_NAME_DISCOUNT = 0.9

KINDS = ("quantities", "latin", "lexicon", "names")


class Types:
    """The types of one side of a document and the sentences they stand in."""

    def __init__(self, tokens: Sequence[Sequence[Token]]) -> None:
        self.tokens = tokens
        self.number: dict[Hashable, int] = {}
        self.examples: list[Token] = []
        types, sentences = [], []
        for sentence, found in enumerate(tokens):
            for key in dict.fromkeys(token.key for token in found):
                types.append(self.number.setdefault(key, len(self.number)))
                sentences.append(sentence)
            for token in found:
                if self.number[token.key] == len(self.examples):
                    self.examples.append(token)
        self.types = np.array(types, dtype=np.intp)
        self.sentences = np.array(sentences, dtype=np.intp)
        self.kinds = np.array([token.kind for token in self.examples], dtype=np.intp)

    def __len__(self) -> int:
        return len(self.examples)

    @cached_property
    def presence(self) -> NDArray[np.float32]:
        """1 where a sentence (row) holds a type (column)."""
        held = np.zeros((len(self.tokens), len(self)), dtype=np.float32)
        held[self.sentences, self.types] = 1
        return held


@dataclass(frozen=True)
class Links:
    """Links between types: parallel arrays, weights in (0, 1]; at most one link a pair of types."""

    korean: NDArray[np.intp]
    english: NDArray[np.intp]
    weight: NDArray[np.float32]
    kind: NDArray[np.int8]  # index into KINDS

    @cached_property
    def of_english(self) -> dict[int, list[tuple[int, float, int]]]:
        """For each linked English type its Korean types, with weight and kind."""
        linked: dict[int, list[tuple[int, float, int]]] = {}
        columns = (self.korean, self.english, self.weight, self.kind)
        for korean, english, weight, kind in zip(*(column.tolist() for column in columns), strict=True):
            linked.setdefault(english, []).append((korean, weight, kind))
        return linked


def _quantity_links(korean: Types, english: Types) -> list[tuple[int, int, float]]:
    by_key: dict[Hashable, list[int]] = {}
    for number, token in enumerate(english.examples):
        if token.kind <= TokenClass.SMALL_NUMBER:
            for key in token.key:  # type: ignore[attr-defined]
                by_key.setdefault(key, []).append(number)
    return [
        (left, right, 1.0)
        for left, token in enumerate(korean.examples)
        if token.kind <= TokenClass.SMALL_NUMBER
        for key in token.key  # type: ignore[attr-defined]
        for right in by_key.get(key, ())
    ]


def _latin_links(korean: Types, english: Types) -> list[tuple[int, int, float]]:
    return [
        (left, english.number[token.key], 1.0)
        for left, token in enumerate(korean.examples)
        if token.kind is TokenClass.LATIN and token.key in english.number
    ]


def _lexicon_links(korean: Types, english: Types, lexicon: Lexicon) -> list[tuple[int, int, float]]:
    return [
        (left, english.number[stem], 1.0)
        for left, token in enumerate(korean.examples)
        if token.kind is TokenClass.LEXICON
        for stem in lexicon.translations[token.key]  # type: ignore[index]
        if stem in english.number
    ]


def _korean_forms(korean: Types) -> tuple[list[str], list[int], list[float]]:
    """Forms that can be names: unexplained words, and of three syllables the last two alone."""
    forms, owners, discounts = [], [], []
    for number, token in enumerate(korean.examples):
        if token.kind is TokenClass.OTHER:
            forms.append(token.form)
            owners.append(number)
            discounts.append(1.0)
            if len(token.form) == 3:
                forms.append(token.form[1:])
                owners.append(number)
                discounts.append(GIVEN_NAME_DISCOUNT)
    return forms, owners, discounts


def _english_forms(english: Types) -> dict[str, tuple[int, ...]]:
    """Forms that can be names, with the types they are made of: words, and capitalised neighbours."""
    forms: dict[str, tuple[int, ...]] = {}
    for tokens in english.tokens:
        previous: Token | None = None
        for token in tokens:
            if token.kind <= TokenClass.SMALL_NUMBER:
                continue
            number = english.number[token.key]
            capital = token.form[0].isupper()
            if (capital and len(token.form) > 2) or (
                token.kind is TokenClass.OTHER and len(token.form) >= LEAST_LOWER_CASE
            ):
                forms.setdefault(token.form, (number,))
            if capital and previous is not None and token.span.start - previous.span.end == 1:
                forms.setdefault(f"{previous.form} {token.form}", (english.number[previous.key], number))
            previous = token if capital else None
    return forms


def _name_links(korean: Types, english: Types) -> list[tuple[int, int, float]]:
    hangul, owners, discounts = _korean_forms(korean)
    latin = _english_forms(english)
    probability = link_probabilities(hangul, list(latin))
    lower = np.array([form[0].islower() for form in latin], dtype=bool)
    probability = probability * np.array(discounts, dtype=np.float32)[:, None]
    probability[:, lower] = LOWER_CASE_DISCOUNT * probability[:, lower] ** 2
    rows, columns = np.nonzero(probability)
    types = list(latin.values())
    return [
        (owners[row], number, float(probability[row, column]))
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        for number in types[column]
    ]


def indexed_links(
    korean: Types, english: Types, lexicon: Lexicon
) -> tuple[list[tuple[int, int, float]], ...]:
    """The links that are found by look-up, one list for each of the first `KINDS`."""
    return (
        _quantity_links(korean, english),
        _latin_links(korean, english),
        _lexicon_links(korean, english, lexicon),
    )


def find_links(korean: Types, english: Types, lexicon: Lexicon) -> Links:
    """All links between the types of two sides; where two kinds link the same types the stronger counts."""
    found = (*indexed_links(korean, english, lexicon), _name_links(korean, english))
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for kind, links in enumerate(found):
        for left, right, weight in links:
            if weight > best.get((left, right), (0.0, 0))[0]:
                best[left, right] = (weight, kind)
    return Links(
        np.array([left for left, _ in best], dtype=np.intp),
        np.array([right for _, right in best], dtype=np.intp),
        np.array([weight for weight, _ in best.values()], dtype=np.float32),
        np.array([kind for _, kind in best.values()], dtype=np.int8),
    )


def matches(
    held: Types, links_of: NDArray[np.intp], wanted: NDArray[np.intp], weight: NDArray[np.float32], width: int
) -> NDArray[np.float32]:
    """How well each type of one side is matched in each sentence of the other.

    Args:
        held: The side whose sentences are the rows.
        links_of: For every link its type on that side.
        wanted: For every link its type on the other side, a column.
        weight: Of every link.
        width: Number of columns.
    """
    best = np.zeros((len(held.tokens), width), dtype=np.float32)
    order = np.argsort(links_of, kind="stable")
    starts = np.searchsorted(links_of[order], held.types, side="left")
    counts = np.searchsorted(links_of[order], held.types, side="right") - starts
    rows = np.repeat(held.sentences, counts)
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    link = order[np.repeat(starts, counts) + offsets]
    np.maximum.at(best, (rows, wanted[link]), weight[link])
    return best
