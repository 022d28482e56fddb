"""Which types of the first side can be which types of the second side.

A type is a word or quantity as it counts in one document, however often it stands there. Links are
found by index, never by comparing all sentences: a quantity by its keys, a word written alike by itself, a
stem by the lexicon; only the words left over are compared by sound, all at once (`LanguagePair.links`).
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

# What the likeness of two forms means here, where the lexicon has explained most words: its logit times
# SHARPEN plus a shift. Of links of likeness .3, .5, .7 to a capitalised word that the lexicon lacks .7, .85
# and 1.0 are in a gold pair of development news; to one that it knows .2, .6 and 1.0; to two capitalised
# neighbours .5, .75 and 1.0 (`examples/measure/name_links.py`). Words with a small letter are left out:
# below .7 five links in six were wrong, and all together they changed no bead.
SHARPEN = 2.0
SHIFT_UNKNOWN, SHIFT_KNOWN, SHIFT_TWO = 1.8, 0.0, 0.8
LEAST_PROBABILITY = 0.1

KINDS = ("quantities", "latin", "lexicon", "names")


# First type, second type, weight in (0, 1].
_Found = tuple[int, int, float]


class Types:
    """The types of one side of a document and the sentences they stand in."""

    def __init__(self, tokens: Sequence[Sequence[Token]]) -> None:
        self.tokens = tokens
        self.number: dict[Hashable, int] = {}
        self.examples: list[Token] = []
        self.by_sentence: list[dict[int, Token]] = []  # its types, with the first token of each
        number, examples = self.number, self.examples
        for found in tokens:
            here: dict[int, Token] = {}
            for token in found:
                key = token[0]
                kind = number.get(key)
                if kind is None:
                    kind = number[key] = len(examples)
                    examples.append(token)
                elif kind in here:
                    continue
                here[kind] = token
            self.by_sentence.append(here)
        self.types = np.fromiter(chain.from_iterable(self.by_sentence), dtype=np.intp)
        self.counts = np.array([len(here) for here in self.by_sentence], dtype=np.intp)
        self.sentences = np.repeat(np.arange(len(tokens)), self.counts)
        self.kinds = np.array([token.kind for token in examples], dtype=np.intp)

    def __len__(self) -> int:
        return len(self.examples)

    def sums(self, values: Table) -> Table:
        """Sum of the values of the types of each sentence.

        Args:
            values: Of every type, on a grid.
        """
        summed: Table = np.bincount(self.sentences, values[self.types], len(self.tokens))  # type: ignore[assignment]
        return summed

    @cached_property
    def holders(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """The sentences of all types, type by type, where each type starts among them, how many it has."""
        order = np.argsort(self.types, kind="stable")
        counts = np.bincount(self.types, minlength=len(self))
        return self.sentences[order], np.cumsum(counts) - counts, counts


@dataclass(frozen=True)
class Links:
    """Links between types: parallel arrays, weights in (0, 1] on the grid; no two of one pair of types."""

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    weight: Table
    kind: NDArray[np.int8]  # index into KINDS

    @cached_property
    def of_second(self) -> dict[int, list[tuple[int, float, int]]]:
        """Types of the first side for each one of the second, with weight and kind, the best link first."""
        linked: dict[int, list[tuple[int, float, int]]] = {}
        order = np.lexsort((self.first, -self.weight))
        columns = (self.first, self.second, self.weight, self.kind)
        for first, second, *link in zip(*(column[order].tolist() for column in columns), strict=True):
            linked.setdefault(second, []).append((first, *link))
        return linked


def _quantity_links(first: Types, second: Types) -> list[_Found]:
    by_key: dict[Hashable, list[int]] = {}
    for number, key in _keys(second):
        by_key.setdefault(key, []).append(number)
    together = dict.fromkeys(
        (left, right) for left, key in _keys(first) if key in by_key for right in by_key[key]
    )
    return [(left, right, 1.0) for left, right in together]


def _keys(side: Types) -> Iterator[tuple[int, Hashable]]:
    """Each key of a quantity with the number of its type."""
    for number in np.flatnonzero(side.kinds <= TokenClass.SMALL_NUMBER).tolist():
        for key in side.examples[number].key:  # type: ignore[attr-defined]
            yield number, key


def _latin_links(first: Types, second: Types) -> list[_Found]:
    return [
        (left, second.number[token.key], 1.0)
        for left, token in enumerate(first.examples)
        if token.kind is TokenClass.LATIN and token.key in second.number
    ]


def _lexicon_links(first: Types, second: Types, lexicon: Lexicon) -> list[_Found]:
    number, translations = second.number, lexicon.translations
    return [
        (left, number[stem], 1.0)
        for left, token in enumerate(first.examples)
        if token.kind is TokenClass.LEXICON
        for stem in translations[token.key]  # type: ignore[index]
        if stem in number
    ]


@dataclass(frozen=True)
class _Forms:
    """Forms of one side that can be names: parallel lists, no form twice with the same types.

    Attributes:
        written: The forms.
        types: Of each form the types that it is made of.
        part: Whether it is only a part of a name, too short to be believed by itself.
    """

    written: list[str]
    types: list[tuple[int, ...]]
    part: list[bool]


def name_forms(side: Types, language: Language) -> _Forms:
    """The forms of a side that can be names, as its language shows them."""
    number, names = side.number, language.tokens.names
    forms = dict.fromkeys(chain.from_iterable(map(names, side.tokens)))
    return _Forms(
        [form for form, _, _ in forms],
        [tuple([number[key] for key in keys]) for _, keys, _ in forms],
        [part for _, _, part in forms],
    )


def _name_links(first: Types, second: Types, pair: LanguagePair) -> list[_Found]:
    left, right = name_forms(first, pair.first), name_forms(second, pair.second)
    likeness = pair.links.probabilities(left.written, right.written)
    rows, columns = np.nonzero(likeness)
    shift = np.array([shift_of(types, second) for types in right.types], dtype=np.float64)
    # A given name alone is short: believed only where the lexicon does not know the other word.
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
    """What the likeness of a form of the second side is shifted by."""
    if len(types) > 1:
        return SHIFT_TWO
    return SHIFT_UNKNOWN if second.examples[types[0]].kind is TokenClass.LATIN else SHIFT_KNOWN


def indexed_links(first: Types, second: Types, lexicon: Lexicon) -> tuple[list[_Found], ...]:
    """The links that are found by look-up, one list for each of the first `KINDS`."""
    return (
        _quantity_links(first, second),
        _latin_links(first, second),
        _lexicon_links(first, second, lexicon),
    )


def find_links(first: Types, second: Types, lexicon: Lexicon, pair: LanguagePair) -> Links:
    """All links between the types of two sides.

    The class of a type of the first side decides which kind of link it can have, so no two kinds link the
    same types.
    """
    found = (*indexed_links(first, second, lexicon), _name_links(first, second, pair))
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
    of_type = np.bincount(links_of, minlength=len(held))
    counts = of_type[held.types]
    ends = np.cumsum(counts)
    rows = np.repeat(held.sentences, counts)
    offsets = np.repeat((np.cumsum(of_type) - of_type)[held.types] - ends + counts, counts)
    link = order[offsets + np.arange(len(rows))]
    np.maximum.at(best, (rows, wanted[link]), weight[link])
    return best


class Meetings:
    """Where types of one side meet their links on the other: few of a hundred cells hold anything.

    Attributes:
        side: The types.
        found: For each sentence of the other side (row) and type of this side (column) the best link.
    """

    def __init__(self, side: Types, found: Table) -> None:
        self.side, self.found = side, found
        self._linked = np.flatnonzero(found.any(axis=0))
        self._cells: dict[tuple[int, ...], tuple[NDArray[np.intp], NDArray[np.intp], Table]] = {}

    def sums(self, widths: tuple[int, ...], worth: Table) -> Table:
        """For every span of the other side (row) the worth of what each sentence of this side finds in it.

        Args:
            widths: Sentences of a span, rising, not more than there are; the spans of each width follow those
                of the one before.
            worth: Of a full match of every type; on the grid, so that the order of a sum does not matter.
        """
        if widths not in self._cells:
            self._note(widths)
        cells, types, weight = self._cells[widths]
        shape = sum(len(self.found) - width + 1 for width in widths), len(self.side.tokens)
        summed: Table = np.bincount(cells, weight * worth[types], shape[0] * shape[1])  # type: ignore[assignment]
        return summed.reshape(shape)

    def _note(self, widths: tuple[int, ...]) -> None:
        """Find the meetings of spans of some widths; those of the first width alone come with them."""
        cells, types, weight = self._meetings(widths)
        self._cells[widths] = cells, types, weight
        first = (len(self.found) - widths[0] + 1) * len(self.side.tokens)
        end = np.searchsorted(cells >= first, True)
        self._cells[widths[:1]] = cells[:end], types[:end], weight[:end]

    def _meetings(self, widths: tuple[int, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp], Table]:
        """Of every span with a link of a type in a sentence: the cell, the type, the best link.

        Spans come in order, so that those of one width are a stretch.
        """
        single = longest = np.ascontiguousarray(self.found[:, self._linked])
        parts = [single]
        for width in range(2, widths[-1] + 1):
            longest = np.maximum(longest[:-1], single[width - 1 :])
            parts.append(longest)
        best = np.concatenate([parts[width - 1] for width in widths])
        spans, columns = np.nonzero(best)
        sentences, starts, counts = self.side.holders
        types = self._linked[columns]
        times = counts[types]
        offsets = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        holders = sentences[np.repeat(starts[types], times) + offsets]
        cells = np.repeat(spans * len(self.side.tokens), times) + holders
        return cells, np.repeat(types, times), np.repeat(best[spans, columns], times)
