"""Finds pairs that occur in a collection more than once, exactly or nearly, in memory that does not grow.

Exact: both sides are equal, except for Unicode form and blanks. The first pair is kept.

Near: both sides have at least `LEAST_SIMILARITY` (Indel similarity of rapidfuzz) to those of an earlier pair,
even if that pair is dropped for the same reason. So the result depends only on the pairs and their order, and
the work can be divided. Comparing all pairs would take years, so only pairs that share a block are compared.
The blocks of a pair are the `SKETCH` smallest checksums of the letter sequences of its first side (a bottom-k
sketch, Broder 1997, "On the resemblance and containment of documents"). A common phrase can make a block
long; in a block a pair is compared with the `WINDOW` pairs before it.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from zlib import crc32

from aligner.expressions import compiled

# Similarity from which on two sides are nearly equal. Among 14,852 different pairs of documentation, 575
# couples of pairs reach it. Those that were read differ in a mark, a number or an unimportant word; with a
# similarity of .85 to .9, some pairs are about different things (`createApp`, `createSSRApp`).
LEAST_SIMILARITY = 0.9

# Letters of a sequence, in code points: about two Korean stems; shorter ones occur in too many sentences.
_LETTERS = 5
# Sequences whose checksums are the blocks of a pair. Two sentences with a similarity of .9 share about half
# of their sequences, so they share none of the smallest six in only .5 ** 6 = 2 % of cases.
SKETCH = 6
# Earlier pairs of a block that a pair is compared with; each comparison takes some microseconds.
WINDOW = 32

_NO_LETTER = compiled(r"[\W_]+")
_KEY = 8  # bytes: among 100 million pairs, two different ones have equal keys with probability .0003


def exact_key(first: str, second: str) -> int:
    """Return a 64-bit key that is equal for pairs that differ only in Unicode form and blanks."""
    written = "\0".join(" ".join(unicodedata.normalize("NFC", text).split()) for text in (first, second))
    return int.from_bytes(blake2b(written.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest(), "big")


def letters(text: str) -> str:
    """Return the part of a side that is compared: letters and digits in lower case."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFC", text).lower())


def blocks(first: str) -> list[int]:
    """Return the blocks of a pair, from the letters of its first side: at most `SKETCH` numbers of 32 bits.

    Examples:
        >>> now, then = (blocks(letters(text)) for text in ("버스를 크게 늘린다.", "버스를 크게 늘렸다!"))
        >>> len({*now} & {*then})
        2
    """
    written = first.encode("utf-32-le", "surrogatepass")
    ends = range(4 * _LETTERS, max(len(written), 4 * _LETTERS) + 1, 4)
    return sorted({crc32(written[end - 4 * _LETTERS : end]) for end in ends})[:SKETCH]


def near_in_block(rows: Iterable[tuple[int, str, str]]) -> Iterator[int]:
    """Yield the numbers of the rows of a block that are near to an earlier row.

    Args:
        rows: Number, and `letters` of both sides, of each row, in the order of the numbers.
    """
    from rapidfuzz.distance import Indel

    before: deque[tuple[str, str]] = deque(maxlen=WINDOW)
    for number, first, second in rows:
        for other_first, other_second in before:
            if Indel.normalized_similarity(
                first, other_first, score_cutoff=LEAST_SIMILARITY
            ) and Indel.normalized_similarity(second, other_second, score_cutoff=LEAST_SIMILARITY):
                yield number
                break
        before.append((first, second))


def exact_repeats(pairs: Iterable[tuple[str, str]]) -> set[int]:
    """Return the numbers, from 0, of the pairs that equal an earlier pair; all keys are held in memory."""
    earlier: set[int] = set()
    repeats = set()
    for number, pair in enumerate(pairs):
        key = exact_key(*pair)
        if key in earlier:
            repeats.add(number)
        earlier.add(key)
    return repeats


def near_repeats(pairs: Sequence[tuple[str, str]]) -> set[int]:
    """Return the numbers, from 0, of the pairs that are near to an earlier pair.

    Args:
        pairs: The pairs without exact repeats.

    Examples:
        >>> bus = ("누리시는 다음 달부터 버스를 크게 늘린다.", "Nuri City will add many buses next month.")
        >>> near_repeats([bus, (bus[0], bus[1].replace("many", "more")), ("비가 왔다.", "It rained.")])
        {1}
    """
    sides = [(letters(first), letters(second)) for first, second in pairs]
    placed = sorted((block, number) for number, (first, _) in enumerate(sides) for block in blocks(first))
    repeats: set[int] = set()
    for _, members in groupby(placed, key=lambda item: item[0]):
        numbers = [number for _, number in members]
        if len(numbers) > 1:
            repeats.update(near_in_block((number, *sides[number]) for number in numbers))
    return repeats
