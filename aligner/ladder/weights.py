"""The numbers of the model, all in one value, as the fitting program found them for a pair of languages.

The form of the model is that of a log-linear model over beads: evidence is a log-likelihood ratio
against "this sentence is unaligned", weighted, and the weights maximise the conditional likelihood
of the gold beads of development news (`examples/measure/fit_ladder.py`), bounded so that a match
never hurts and a miss never helps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from aligner.model.errors import TableError
from aligner.model.token import TokenClass
from aligner.pairs import LanguagePair

# Sentence counts (first, second language) of the beads that align something.
BEADS = (
    (1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2),
    (1, 4), (4, 1), (1, 5), (5, 1), (1, 6), (6, 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-linear weights.

    Attributes:
        bead: Cost-free start of each bead type (first, second counts), in nats.
        dropped, added: Score of an unmatched sentence of the first, second language, in nats.
        length: Weight of the length evidence.
        match, miss: By code of the language and class of token: weight of the gain of a match, score of a
            miss.
        punctuation: Weight of the evidence of the marks.
        coverage: Weight of the share of possible evidence that a 1-1 bead realises.
        size: Weight of the logarithm of the number of types in a 1-1 bead.
        short: Weight of how short the shortest sentence of a bead of several is.
        same: Score of a 1-1 bead of the same text on both sides.
        paragraph: Score of every paragraph border inside a bead.
        encoder: Weight of the similarity of an encoder, if one is given, per standard deviation.
        free: Score that a 1-1 bead has at least: a translation so free that nothing of it is
            recognised is still likelier than two unmatched sentences that happen to meet. Two of
            those cost 7.5; at this value beads lose .001 of strict F1 where unrelated sentences do
            meet and gain .002 to .003 where translations are free (development news).
        opening: Weight of both sides opening, or both not opening, a paragraph.
    """

    bead: dict[tuple[int, int], float]
    dropped: float
    added: float
    length: float
    match: dict[str, tuple[float, ...]]
    miss: dict[str, tuple[float, ...]]
    punctuation: float
    coverage: float
    size: float
    short: float
    same: float
    paragraph: float
    opening: float
    encoder: float
    free: float


@cache
def fitted_weights(pair: LanguagePair) -> Weights:
    """The weights that come with a pair of languages.

    Raises:
        TableError: A weight is missing or is not a number.
    """
    return weights_from(pair.ladder.weights(), pair)


def weights_from(values: Mapping[str, float], pair: LanguagePair) -> Weights:
    """Weights from their names: `bead 1-2`, `match ko lexicon`, `dropped` ...

    Raises:
        TableError: One of them is missing.
    """
    codes = (pair.first.code, pair.second.code)

    def by_class(what: str, language: str) -> tuple[float, ...]:
        return tuple(values[f"{what} {language} {kind.name.lower()}"] for kind in TokenClass)

    try:
        return Weights(
            bead={(left, right): values[f"bead {left}-{right}"] for left, right in BEADS},
            match={language: by_class("match", language) for language in codes},
            miss={language: by_class("miss", language) for language in codes},
            **{
                name: values[name]
                for name in (
                    "dropped",
                    "added",
                    "length",
                    "punctuation",
                    "coverage",
                    "size",
                    "short",
                    "same",
                    "paragraph",
                    "opening",
                    "encoder",
                    "free",
                )
            },
        )
    except KeyError as missing:
        raise TableError(f"{pair.code}/ladder_weights.tsv: no row for {missing}") from None
