"""What led to a bead, in words and spans: the evidence of the one path that was taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from aligner.ladder.bead import Bead, Evidence, Link
from aligner.ladder.lattice import Lattice
from aligner.ladder.links import KINDS, Types
from aligner.ladder.scores import Direction, Weighing
from aligner.ladder.tokens import Token, TokenClass
from aligner.ladder.weights import Weights
from aligner.length import length_evidence

# Under which name the evidence of a class of tokens is reported.
TERMS = {
    TokenClass.NUMBER: "quantities",
    TokenClass.SMALL_NUMBER: "quantities",
    TokenClass.LATIN: "names",
    TokenClass.LEXICON: "lexicon",
    TokenClass.OTHER: "words",
}


@dataclass(frozen=True, slots=True)
class Explainer:
    """Tells what led to the beads of one lattice.

    Attributes:
        weighing: What the scores were made from.
        lattice: The scores.
        weights: What evidence was weighed with.
        turned: The source is English: spans, surfaces and ratio are given in that direction.
    """

    weighing: Weighing
    lattice: Lattice
    weights: Weights
    turned: bool

    def __call__(self, bead: Bead) -> Evidence:
        """The evidence for a bead, numbered as in the lattice, Korean side first."""
        if not bead.target or not bead.source:
            return Evidence(total=self.weights.dropped if bead.source else self.weights.added)
        total = float(self.lattice.beads[bead.kind][bead.source.start, bead.target.start])
        nats = dict.fromkeys(TERMS.values(), 0.0)
        for side, own, other in (
            (self.weighing.korean, bead.source, bead.target),
            (self.weighing.english, bead.target, bead.source),
        ):
            for kind, value in zip(TokenClass, self._by_class(side, own, other), strict=True):
                nats[TERMS[kind]] += value
        nats["length"] = self.weights.length * self._length(bead)
        nats["form"] = total - sum(nats.values())
        found = sorted(self._links(bead), key=lambda link: (link.source_span, link.target_span))
        return Evidence(
            total=round(total, 3),
            terms=tuple((name, round(value, 3)) for name, value in nats.items()),
            length_ratio=self._ratio(bead),
            links=tuple(found),
        )

    def _by_class(self, side: Direction, own: range, other: range) -> list[float]:
        """Nats of each class of tokens of one side."""
        held = side.held[own.start : own.stop].sum(axis=0)
        best = side.found[other.start : other.stop].max(axis=0)
        match, miss = side.weighted(self.weights)
        nats = held * (best * match + (1 - best) * miss)
        return np.bincount(side.kinds, weights=nats, minlength=len(TokenClass)).tolist()  # type: ignore[no-any-return]

    def _length(self, bead: Bead) -> float:
        korean = self.weighing.korean_half.length[bead.source.start : bead.source.stop].sum(keepdims=True)
        english = self.weighing.english_half.length[bead.target.start : bead.target.stop].sum(keepdims=True)
        return float(length_evidence(korean, english, self.weighing.shift, self.weighing.background)[0])

    def _ratio(self, bead: Bead) -> float:
        sizes = [
            sum(len(half.side.sentences[number].text) for number in numbers)
            for half, numbers in (
                (self.weighing.korean_half, bead.source),
                (self.weighing.english_half, bead.target),
            )
        ]
        if self.turned:
            sizes.reverse()
        return round(sizes[1] / sizes[0], 3) if sizes[0] else 0.0

    def _links(self, bead: Bead) -> Iterator[Link]:
        """The best link of every English type of the bead, with the places it ties together."""
        weighing = self.weighing
        left, right = (
            _places(weighing.korean.types, bead.source),
            _places(weighing.english.types, bead.target),
        )
        for target, (english, theirs) in right.items():
            partners = [
                (weight, -ours, kind)
                for ours, weight, kind in weighing.links.of_english.get(target, ())
                if ours in left
            ]
            if not partners:
                continue
            weight, negative, kind = max(partners)
            korean, own = left[-negative]
            ends = [
                (weighing.korean_half.side, korean, own.span),
                (weighing.english_half.side, english, theirs.span),
            ]
            if self.turned:
                ends.reverse()
            spans = [side.span(sentence, span) for side, sentence, span in ends]
            surfaces = [span.of(side.sentences[sentence].text) for side, sentence, span in ends]
            worth = round(weight * float(weighing.english.gain[target]), 3)
            yield Link(KINDS[kind], spans[0], spans[1], surfaces[0], surfaces[1], worth)


def _places(types: Types, sentences: range) -> dict[int, tuple[int, Token]]:
    """The first place of every type in a span of sentences."""
    places: dict[int, tuple[int, Token]] = {}
    for number in sentences:
        for token in types.tokens[number]:
            places.setdefault(types.number[token.key], (number, token))
    return places
