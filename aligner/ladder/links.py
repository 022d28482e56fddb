"""Which types of the Korean side can be which types of the English side.

A type is a word or quantity as it counts in one document, however often it stands there. Links are
found by index, never by comparing all sentences: a quantity by its keys, a Latin word by itself, a
stem by the lexicon; only the words left over are compared by sound, all at once (`names`).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.grid import on_grid
from aligner.ladder.tokens import Token, TokenClass
from aligner.model.lexicon import Lexicon
from aligner.names import link_probabilities

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

# What the likeness of two forms means here, where the lexicon has explained most words: its logit times
# SHARPEN plus a shift. Of links of likeness .3, .5, .7 to a capitalised word that the lexicon lacks .7, .85
# and 1.0 are in a gold pair of development news; to one that it knows .2, .6 and 1.0; to two capitalised
# neighbours .5, .75 and 1.0 (`examples/measure/name_links.py`). Words with a small letter are left out:
# below .7 five links in six were wrong, and all together they changed no bead.
SHARPEN = 2.0
SHIFT_UNKNOWN, SHIFT_KNOWN, SHIFT_TWO = 1.8, 0.0, 0.8
LEAST_PROBABILITY = 0.1

KINDS = ("quantities", "latin", "lexicon", "names")


# Korean type, English type, weight in (0, 1].
Found = tuple[int, int, float]


class Types:
    """The types of one side of a document and the sentences they stand in."""

    def __init__(self, tokens: Sequence[Sequence[Token]]) -> None:
        self.tokens = tokens
        self.number: dict[Hashable, int] = {}
        self.examples: list[Token] = []
        self.first: list[dict[int, Token]] = []  # of each sentence its types, with their first token
        number, examples = self.number, self.examples
        for found in tokens:
            here: dict[int, Token] = {}
            for token in found:
                kind = number.get(token.key)
                if kind is None:
                    kind = number[token.key] = len(examples)
                    examples.append(token)
                if kind not in here:
                    here[kind] = token
            self.first.append(here)
        self.types = np.fromiter(chain.from_iterable(self.first), dtype=np.intp)
        self.sentences = np.repeat(np.arange(len(tokens)), [len(here) for here in self.first])
        self.kinds = np.array([token.kind for token in examples], dtype=np.intp)

    def __len__(self) -> int:
        return len(self.examples)

    @cached_property
    def presence(self) -> Table:
        """1 where a sentence (row) holds a type (column)."""
        held = np.zeros((len(self.tokens), len(self)))
        held[self.sentences, self.types] = 1
        return held


@dataclass(frozen=True)
class Links:
    """Links between types: parallel arrays, weights in (0, 1] on the grid; no two of one pair of types."""

    korean: NDArray[np.intp]
    english: NDArray[np.intp]
    weight: Table
    kind: NDArray[np.int8]  # index into KINDS

    @cached_property
    def of_english(self) -> dict[int, list[tuple[int, float, int]]]:
        """For each linked English type its Korean types, with weight and kind, the best link first."""
        linked: dict[int, list[tuple[int, float, int]]] = {}
        columns = (self.korean, self.english, self.weight, self.kind)
        for korean, english, weight, kind in zip(*(column.tolist() for column in columns), strict=True):
            linked.setdefault(english, []).append((korean, weight, kind))
        for links in linked.values():
            links.sort(key=lambda link: (-link[1], link[0]))
        return linked


def _quantity_links(korean: Types, english: Types) -> list[Found]:
    by_key: dict[Hashable, list[int]] = {}
    for number, token in enumerate(english.examples):
        if token.kind <= TokenClass.SMALL_NUMBER:
            for key in token.key:  # type: ignore[attr-defined]
                by_key.setdefault(key, []).append(number)
    together = dict.fromkeys(
        (left, right)
        for left, token in enumerate(korean.examples)
        if token.kind <= TokenClass.SMALL_NUMBER
        for key in token.key  # type: ignore[attr-defined]
        for right in by_key.get(key, ())
    )
    return [(left, right, 1.0) for left, right in together]


def _latin_links(korean: Types, english: Types) -> list[Found]:
    return [
        (left, english.number[token.key], 1.0)
        for left, token in enumerate(korean.examples)
        if token.kind is TokenClass.LATIN and token.key in english.number
    ]


def _lexicon_links(korean: Types, english: Types, lexicon: Lexicon) -> list[Found]:
    number, translations = english.number, lexicon.translations
    return [
        (left, number[stem], 1.0)
        for left, token in enumerate(korean.examples)
        if token.kind is TokenClass.LEXICON
        for stem in translations[token.key]  # type: ignore[index]
        if stem in number
    ]


def _korean_forms(korean: Types) -> tuple[list[str], list[int], list[bool]]:
    """Forms that can be names, their types, and whether they are only the given name of 김관영."""
    forms, owners, given = [], [], []
    for number, token in enumerate(korean.examples):
        if token.kind is TokenClass.OTHER:
            forms.append(token.form)
            owners.append(number)
            given.append(False)
            if len(token.form) == 3:
                forms.append(token.form[1:])
                owners.append(number)
                given.append(True)
    return forms, owners, given


def _english_forms(english: Types) -> dict[str, tuple[int, ...]]:
    """Forms that can be names, with the types they are made of: capitalised words, alone and in pairs."""
    forms: dict[str, tuple[int, ...]] = {}
    for tokens in english.tokens:
        previous: Token | None = None
        for token in tokens:
            if token.kind <= TokenClass.SMALL_NUMBER:
                continue
            number = english.number[token.key]
            capital = token.form[0].isupper()
            if capital and len(token.form) > 2:
                forms.setdefault(token.form, (number,))
            if capital and previous is not None and token.start - previous.end == 1:
                forms.setdefault(f"{previous.form} {token.form}", (english.number[previous.key], number))
            previous = token if capital else None
    return forms


def _name_links(korean: Types, english: Types) -> list[Found]:
    hangul, owners, given = _korean_forms(korean)
    latin = _english_forms(english)
    likeness = link_probabilities(hangul, list(latin))
    rows, columns = np.nonzero(likeness)
    types = list(latin.values())
    shift = np.array([_shift(of_form, english) for of_form in types], dtype=np.float64)
    # A given name alone is short: believed only where the lexicon does not know the English word.
    kept = ~np.array(given, dtype=bool)[rows] | (shift[columns] == SHIFT_UNKNOWN)
    rows, columns = rows[kept], columns[kept]
    alike = likeness[rows, columns].astype(np.float64)
    probability = on_grid(1 / (1 + np.exp(-SHARPEN * np.log(alike / (1 - alike)) - shift[columns])))
    best: dict[tuple[int, int], float] = {}
    for row, column, weight in zip(rows.tolist(), columns.tolist(), probability.tolist(), strict=True):
        for number in types[column]:
            if weight > best.get((owners[row], number), LEAST_PROBABILITY):
                best[owners[row], number] = weight
    return [(left, right, weight) for (left, right), weight in best.items()]


def _shift(types: tuple[int, ...], english: Types) -> float:
    if len(types) > 1:
        return SHIFT_TWO
    return SHIFT_UNKNOWN if english.examples[types[0]].kind is TokenClass.LATIN else SHIFT_KNOWN


def indexed_links(korean: Types, english: Types, lexicon: Lexicon) -> tuple[list[Found], ...]:
    """The links that are found by look-up, one list for each of the first `KINDS`."""
    return (
        _quantity_links(korean, english),
        _latin_links(korean, english),
        _lexicon_links(korean, english, lexicon),
    )


def find_links(korean: Types, english: Types, lexicon: Lexicon) -> Links:
    """All links between the types of two sides.

    The class of a Korean type decides which kind of link it can have, so no two kinds link the same types.
    """
    found = (*indexed_links(korean, english, lexicon), _name_links(korean, english))
    left, right, weight = zip(*chain.from_iterable(found), strict=True) if any(found) else ((), (), ())
    return Links(
        np.array(left, dtype=np.intp),
        np.array(right, dtype=np.intp),
        np.array(weight, dtype=np.float64),
        np.repeat(np.arange(len(found), dtype=np.int8), [len(links) for links in found]),
    )


def matches(
    held: Types, links_of: NDArray[np.intp], wanted: NDArray[np.intp], weight: Table, width: int
) -> Table:
    """How well each type of one side is matched in each sentence of the other.

    Args:
        held: The side whose sentences are the rows.
        links_of: For every link its type on that side.
        wanted: For every link its type on the other side, a column.
        weight: Of every link.
        width: Number of columns.
    """
    best = np.zeros((len(held.tokens), width))
    order = np.argsort(links_of, kind="stable")
    starts = np.searchsorted(links_of[order], held.types, side="left")
    counts = np.searchsorted(links_of[order], held.types, side="right") - starts
    rows = np.repeat(held.sentences, counts)
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    link = order[np.repeat(starts, counts) + offsets]
    np.maximum.at(best, (rows, wanted[link]), weight[link])
    return best
