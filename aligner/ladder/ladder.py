"""From an article with its signals to the ladder: beads, how sure they are, what led to them.

The order of the steps is that of the model: tokens, links between their types, scores of all possible
beads, the best path through them, its posterior. Inside, the Korean side always comes first, so that
turning an article round turns the ladder round and changes nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.article import Article, Side
from aligner.ladder.bead import Bead, Evidence
from aligner.ladder.explain import explain
from aligner.ladder.lattice import Lattice, best_ladder, confidences, posterior
from aligner.ladder.links import Links, Types, find_links, side_types
from aligner.ladder.scores import Shape, Weighing, weigh
from aligner.ladder.tokens import english_tokens, korean_tokens
from aligner.ladder.weights import BEADS, Weights, fitted_weights
from aligner.length import english_length, korean_length
from aligner.lexicon import Lexicon, news_lexicon
from aligner.sentences.sentence import Role

# Only sentences of one group may share a bead: a caption is no translation of a body sentence.
_GROUPS: dict[Role, int] = {"byline": 1, "dateline": 1, "caption": 2}


@dataclass(frozen=True, slots=True)
class Rung:
    """A bead of the ladder with its posterior probability and its evidence."""

    bead: Bead
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Signals:
    """What the two sides of a document say to each other, before anything is decided."""

    korean: Types
    english: Types
    links: Links
    weighing: Weighing


def _shape(side: Side) -> Shape:
    measure = korean_length if side.language == "ko" else english_length
    return Shape(
        np.array([measure(sentence.text) for sentence in side.sentences], dtype=np.float64),
        np.array([sentence.paragraph for sentence in side.sentences], dtype=np.intp),
        np.array([_GROUPS.get(sentence.role, 0) for sentence in side.sentences], dtype=np.intp),
    )


def read_signals(korean: Side, english: Side, lexicon: Lexicon | None = None) -> Signals:
    """Tokens, links and their weighing; the lexicon of the library unless another is given."""
    lexicon = lexicon or news_lexicon()
    left = side_types(korean, korean_tokens, lexicon)
    right = side_types(english, english_tokens, lexicon)
    links = find_links(left, right, lexicon)
    return Signals(left, right, links, weigh(left, right, links, _shape(korean), _shape(english)))


def lattice_of(weighing: Weighing, weights: Weights, kinds: Sequence[tuple[int, int]] = BEADS) -> Lattice:
    """The scores of a document as a lattice, Korean side first."""
    return Lattice(
        weighing.beads(weights, kinds),
        np.full(len(weighing.korean_shape.length), weights.dropped),
        np.full(len(weighing.english_shape.length), weights.added),
    )


def climb(article: Article, kinds: Sequence[tuple[int, int]], lexicon: Lexicon | None = None) -> list[Rung]:
    """The best ladder of an article.

    Args:
        article: Both sides with their quantities; either may be empty.
        kinds: Allowed bead types as (source, target) counts; 1-0 and 0-1 are always allowed.
        lexicon: Instead of the one that comes with the library.

    Returns:
        Beads in order, every sentence in exactly one.
    """
    korean_first = article.source.language == "ko"
    wanted = {kind if korean_first else kind[::-1] for kind in kinds}
    weights = fitted_weights()
    signals = read_signals(article.korean, article.english, lexicon)
    lattice = lattice_of(signals.weighing, weights, [kind for kind in BEADS if kind in wanted])
    beads = best_ladder(lattice)
    sure = confidences(beads, posterior(lattice))
    return [
        Rung(
            bead if korean_first else Bead(bead.target, bead.source),
            confidence,
            explain(
                bead,
                article,
                signals.korean,
                signals.english,
                signals.links,
                signals.weighing,
                lattice,
                weights,
            ),
        )
        for bead, confidence in zip(beads, sure, strict=True)
    ]
