"""The weights of the model in one value, fitted for a pair of languages.

The model is log-linear over beads. Each kind of evidence is a log-likelihood ratio against the case that the
sentence is unmatched, times a weight. The weights maximise the conditional likelihood of the gold beads of
development news (`examples/measure/fit_ladder.py`), with bounds so that a match never lowers and a missing
match never raises a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from aligner.model.errors import TableError
from aligner.model.token import TokenClass
from aligner.pairs import LanguagePair

# Sentence counts (first, second language) of the beads with two sides.
BEADS = (
    (1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2),
    (1, 4), (4, 1), (1, 5), (5, 1), (1, 6), (6, 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-linear weights.

    Attributes:
        bead: Score of each bead type (counts of the first and the second language) before any evidence, in
            nats.
        dropped: Score of an unmatched sentence of the first language, in nats.
        added: Score of an unmatched sentence of the second language, in nats.
        length: Weight of the length evidence.
        match: Weight of the gain of a match, by language code and class of token.
        miss: Score of a missing match, by language code and class of token.
        punctuation: Weight of the evidence of the marks.
        coverage: Weight of the share of its possible evidence that a 1-1 bead has.
        size: Weight of the logarithm of the number of types in a 1-1 bead.
        short: Weight of the shortness of the shortest sentence in a side of several sentences.
        same: Score of a 1-1 bead with equal texts on both sides.
        paragraph: Score of every paragraph border inside a bead.
        opening: Weight of the evidence whether the two sides open a paragraph.
        encoder: Weight of the similarity of an encoder, if one is given, per standard deviation.
        free: Lowest score of a 1-1 bead. A translation so free that nothing in it is recognised is still
            likelier than two neighbouring unmatched sentences, which cost 7.5. With this value, beads lose
            .001 of strict F1 where unrelated sentences are neighbours and gain .002 to .003 where
            translations are free (development news).
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
    """Read the weights of a pair of languages from its tables.

    Raises:
        TableError: A weight is missing or is not a number.
    """
    return weights_from(pair.ladder.weights(), pair)


def weights_from(values: Mapping[str, float], pair: LanguagePair) -> Weights:
    """Make weights of named values: `bead 1-2`, `match ko lexicon`, `dropped` and so on.

    Raises:
        TableError: A name is missing.
    """
    codes = (pair.first.code, pair.second.code)

    def by_class(event: str, language: str) -> tuple[float, ...]:
        return tuple(values[f"{event} {language} {kind.name.lower()}"] for kind in TokenClass)

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
