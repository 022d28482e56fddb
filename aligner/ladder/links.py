"""Link the types of the first side to the types of the second side that may translate them.

A type is a word or a quantity of a document, counted once however often it occurs. Links are found by
look-up, never by comparing all sentences: quantities by their keys, words by equal spelling, stems by the
lexicon. Only the remaining words are compared by sound, all at once (`LanguagePair.links`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.grid import on_grid
from aligner.languages import Language
from aligner.model.lexicon import Lexicon
from aligner.model.token import Token, TokenClass
from aligner.pairs import LanguagePair

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

# The probability of a link between two names: the logit of their likeness times SHARPEN, plus a shift. (The
# lexicon has explained most other words by then.) On development news (`examples/measure/name_links.py`), of
# the links with likeness .3, .5 and .7 to a capitalised word that the lexicon lacks, .7, .85 and 1.0 are in a
# gold pair; to a word that it knows, .2, .6 and 1.0; to two capitalised neighbours, .5, .75 and 1.0. Words in
# lower case are left out: below .7 five links in six were wrong, and all of them together changed no bead.
SHARPEN = 2.0
SHIFT_UNKNOWN, SHIFT_KNOWN, SHIFT_TWO = 1.8, 0.0, 0.8
LEAST_PROBABILITY = 0.1

KINDS = ("quantities", "latin", "lexicon", "names")


# A link: first type, second type, weight in (0, 1].
_Link = tuple[int, int, float]


class Vocabulary:
    """The types of one side of a document, numbered in the order in which they first occur.

    Attributes:
        number: Number of the type with a key.
        examples: For each type, its first token.
    """

    def __init__(self) -> None:
        self.number: dict[Hashable, int] = {}
        self.examples: list[Token] = []

    def __len__(self) -> int:
        return len(self.examples)

    def type_of(self, token: Token) -> int:
        """Return the number of the type of a token; a new type gets the next number."""
        number = self.number.setdefault(token[0], len(self.examples))
        if number == len(self.examples):
            self.examples.append(token)
        return number

    @cached_property
    def kinds(self) -> NDArray[np.intp]:
        """For each type, its token class. Asked for when all types are known."""
        return np.frombuffer(bytes([token[1] for token in self.examples]), dtype=np.uint8).astype(np.intp)

    def of_class(self, kind: TokenClass) -> Iterator[tuple[int, Hashable]]:
        """Yield the number and the key of each type of one class."""
        for number in (self.kinds == kind).nonzero()[0].tolist():
            yield number, self.examples[number][0]


class Types(Vocabulary):
    """The types of one side of a document and the sentences that hold them.

    Attributes:
        tokens: The tokens of each sentence.
        types: Types of all sentences, sentence by sentence, each once a sentence.
        held: For each entry of `types`, its first token in the sentence.
        counts: Number of types of each sentence.
        sentences: For each entry of `types`, the number of its sentence.
    """

    def __init__(self, tokens: Sequence[Sequence[Token]]) -> None:
        super().__init__()
        self.tokens = tokens
        self.held: list[Token] = []
        types: list[int] = []
        counts: list[int] = []
        number, examples = self.number, self.examples
        for of_sentence in tokens:
            first_tokens: dict[int, Token] = {}
            for token in of_sentence:
                key = token[0]
                kind = number.get(key)
                if kind is None:
                    kind = number[key] = len(examples)
                    examples.append(token)
                elif kind in first_tokens:
                    continue
                first_tokens[kind] = token
            types += first_tokens
            self.held += first_tokens.values()
            counts.append(len(first_tokens))
        self.types = np.array(types, dtype=np.intp)
        self.counts = np.array(counts, dtype=np.intp)
        self.sentences = np.arange(len(tokens)).repeat(self.counts)

    def sums(self, values: Table) -> Table:
        """Sum the values of the types of each sentence.

        Args:
            values: A value for every type, on a grid.
        """
        summed: Table = np.bincount(self.sentences, values[self.types], len(self.tokens))  # type: ignore[assignment]
        return summed

    def held_in(self, kinds: NDArray[np.intp]) -> Table:
        """Return 1 where a sentence (column) holds one of these types (row), else 0."""
        row_of = np.full(len(self), -1)
        row_of[kinds] = np.arange(len(kinds))
        rows = row_of[self.types]
        held = np.zeros((len(kinds), len(self.tokens)))
        held[rows[rows >= 0], self.sentences[rows >= 0]] = 1.0
        return held

    @cached_property
    def holders(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """The sentences that hold each type: all of them, type by type; where each type starts; its count."""
        order = self.types.argsort(kind="stable")
        counts = np.bincount(self.types, minlength=len(self))
        return self.sentences[order], counts.cumsum() - counts, counts


@dataclass(frozen=True)
class Links:
    """Links between types, as parallel arrays; a pair of types has at most one link.

    Attributes:
        first: Types of the first side.
        second: Types of the second side.
        weight: Weights in (0, 1], on the grid.
        kind: Indexes into `KINDS`.
    """

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    weight: Table
    kind: NDArray[np.int8]

    @cached_property
    def best_first(self) -> NDArray[np.intp]:
        """The numbers of all links, by their second type; of one second type the best link first."""
        return np.lexsort((self.first, -self.weight, self.second))


def _quantity_links(first: Vocabulary, second: Vocabulary) -> list[_Link]:
    by_key: dict[Hashable, list[int]] = {}
    for number, key in _keys(second):
        by_key.setdefault(key, []).append(number)
    together = dict.fromkeys(
        (left, right) for left, key in _keys(first) if key in by_key for right in by_key[key]
    )
    return [(left, right, 1.0) for left, right in together]


def _keys(side: Vocabulary) -> Iterator[tuple[int, Hashable]]:
    """Yield the keys of all quantities, each with the number of its type."""
    for number in (side.kinds <= TokenClass.SMALL_NUMBER).nonzero()[0].tolist():
        for key in side.examples[number][0]:  # type: ignore[attr-defined]
            yield number, key


def _latin_links(first: Vocabulary, second: Vocabulary) -> list[_Link]:
    number = second.number
    return [(left, number[key], 1.0) for left, key in first.of_class(TokenClass.LATIN) if key in number]


def _lexicon_links(first: Vocabulary, second: Vocabulary, lexicon: Lexicon) -> list[_Link]:
    number, translations = second.number, lexicon.translations
    known = frozenset(number)
    return [
        (left, number[stem], 1.0)
        for left, key in first.of_class(TokenClass.LEXICON)
        for stem in translations[key] & known  # type: ignore[index]
    ]


@dataclass(frozen=True)
class _Forms:
    """Forms of one side that may be names, as parallel lists; no form occurs twice with equal types.

    Attributes:
        written: The forms.
        types: For each form, the types that it consists of.
        part: Whether it is only a part of a name, too short to be evidence by itself.
    """

    written: list[str]
    types: list[tuple[int, ...]]
    part: list[bool]


def name_forms(side: Types, language: Language) -> _Forms:
    """Collect the forms of a side that may be names, by the rules of its language."""
    number, names = side.number, language.tokens.names
    forms = dict.fromkeys(chain.from_iterable(map(names, side.tokens)))
    return _Forms(
        [form for form, _, _ in forms],
        [tuple([number[key] for key in keys]) for _, keys, _ in forms],
        [part for _, _, part in forms],
    )


def _name_links(first: Types, second: Types, pair: LanguagePair) -> list[_Link]:
    left, right = name_forms(first, pair.first), name_forms(second, pair.second)
    likeness = pair.links.probabilities(left.written, right.written)
    rows, columns = likeness.nonzero()
    shift = np.array([shift_of(types, second) for types in right.types], dtype=np.float64)
    # A given name alone is short, so it is linked only if the lexicon does not know the other word.
    kept = ~np.array(left.part, dtype=bool)[rows] | (shift[columns] == SHIFT_UNKNOWN)
    rows, columns = rows[kept], columns[kept]
    alike = likeness[rows, columns].astype(np.float64)
    probability = on_grid(1 / (1 + np.exp(-SHARPEN * np.log(alike / (1 - alike)) - shift[columns])))
    best: dict[tuple[int, int], float] = {}
    for row, column, weight in zip(rows.tolist(), columns.tolist(), probability.tolist(), strict=True):
        for owner in left.types[row]:
            for number in right.types[column]:
                if weight > best.get((owner, number), LEAST_PROBABILITY):
                    best[owner, number] = weight
    return [(owner, number, weight) for (owner, number), weight in best.items()]


def shift_of(types: tuple[int, ...], second: Types) -> float:
    """Return the shift of the logit for a form of the second side, given the types that it consists of."""
    if len(types) > 1:
        return SHIFT_TWO
    return SHIFT_UNKNOWN if second.examples[types[0]][1] == TokenClass.LATIN else SHIFT_KNOWN


def indexed_links(first: Vocabulary, second: Vocabulary, lexicon: Lexicon) -> tuple[list[_Link], ...]:
    """Find the links by look-up: one list for each of the first three `KINDS`."""
    return (
        _quantity_links(first, second),
        _latin_links(first, second),
        _lexicon_links(first, second, lexicon),
    )


def find_links(first: Types, second: Types, lexicon: Lexicon, pair: LanguagePair) -> Links:
    """Find all links between the types of two sides.

    The class of a type of the first side decides which kind of link it can have, so no pair of types has
    links of two kinds.
    """
    by_kind = (*indexed_links(first, second, lexicon), _name_links(first, second, pair))
    columns = chain.from_iterable(chain.from_iterable(by_kind))
    links = np.fromiter(columns, dtype=np.float64).reshape(-1, 3)
    return Links(
        links[:, 0].astype(np.intp),
        links[:, 1].astype(np.intp),
        links[:, 2].copy(),
        np.arange(len(by_kind), dtype=np.int8).repeat([len(links) for links in by_kind]),
    )
