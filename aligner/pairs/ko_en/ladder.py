"""Constants of the bead model for Korean and English: link probabilities, weights, counts of marks."""

from __future__ import annotations

from functools import lru_cache

from aligner.model.errors import TableError
from aligner.model.token import TokenClass
from aligner.pairs.ladder import LadderNumbers
from aligner.tables import read_table

# Measured on development news, Korean and English side (numbers .82, small numbers .68, Latin .68,
# capitalised .27, lexicon .36), rounded down where held-out news gave lower shares.
MATCHED = {
    "ko": {
        TokenClass.NUMBER: 0.75,
        TokenClass.SMALL_NUMBER: 0.5,
        TokenClass.LATIN: 0.65,
        TokenClass.LEXICON: 0.36,
        TokenClass.OTHER: 0.3,
    },
    "en": {
        TokenClass.NUMBER: 0.75,
        TokenClass.SMALL_NUMBER: 0.5,
        TokenClass.LATIN: 0.27,
        TokenClass.LEXICON: 0.36,
        TokenClass.OTHER: 0.15,
    },
}

# Share of types with a match in sure 1-1 beads of development news (trusted.page and trusted.hard agree
# within .04). These shares are mostly above those of `MATCHED`, which count all true pairs.
FOUND = {
    "ko": {
        TokenClass.NUMBER: 0.72,
        TokenClass.SMALL_NUMBER: 0.79,
        TokenClass.LATIN: 0.69,
        TokenClass.LEXICON: 0.56,
        TokenClass.OTHER: 0.1,
    },
    "en": {
        TokenClass.NUMBER: 0.69,
        TokenClass.SMALL_NUMBER: 0.78,
        TokenClass.LATIN: 0.52,
        TokenClass.LEXICON: 0.63,
        TokenClass.OTHER: 0.01,
    },
}


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Return the weights fitted by `examples/measure/fit_ladder.py`, by name.

    Raises:
        TableError: A weight is not a number.
    """
    values: dict[str, float] = {}
    for place, row in read_table("ko_en/ladder_weights.tsv"):
        try:
            values[row["name"]] = float(row["value"])
        except ValueError:
            raise TableError(f"{place}: value {row['value']!r} is not a number") from None
    return values


@lru_cache(maxsize=1)
def marks() -> dict[str, tuple[int, int, int, int]]:
    """Return, by mark, the number of beads with it on neither side, in English only, in Korean only, in both.

    Raises:
        TableError: A count is not a whole number.
    """
    counts = {}
    for place, row in read_table("ko_en/punctuation.tsv"):
        try:
            counts[row["mark"]] = (
                int(row["neither"]), int(row["english"]), int(row["korean"]), int(row["both"]),
            )  # fmt: skip
        except ValueError:
            raise TableError(f"{place}: a count is not a whole number") from None
    return counts


LADDER = LadderNumbers(matched=MATCHED, found=FOUND, weights=weights, marks=marks)
