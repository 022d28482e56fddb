"""What led to a bead, in words and spans: the evidence of the one path that was taken."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from aligner.ladder.bead import Bead, Evidence, Link
from aligner.ladder.lattice import Lattice
from aligner.ladder.links import KINDS, Types
from aligner.ladder.scores import Direction, Weighing
from aligner.ladder.tokens import Token, TokenClass
from aligner.ladder.weights import Weights

# Under which name the evidence of a class of tokens is reported.
TERMS = {
    TokenClass.NUMBER: "quantities",
    TokenClass.SMALL_NUMBER: "quantities",
    TokenClass.LATIN: "names",
    TokenClass.LEXICON: "lexicon",
    TokenClass.OTHER: "words",
}


def _terms(side: Direction, own: range, other: range, weights: Weights) -> Iterator[tuple[str, float]]:
    """Nats of each class of tokens of one side."""
    held = side.held[own.start : own.stop].sum(axis=0)
    best = side.found[other.start : other.stop].max(axis=0)
    match = np.array(weights.match[side.language], dtype=np.float32)[side.kinds] * side.gain
    miss = np.array(weights.miss[side.language], dtype=np.float32)[side.kinds]
    nats = np.bincount(
        side.kinds, weights=held * (best * match + (1 - best) * miss), minlength=len(TokenClass)
    )
    for kind in TokenClass:
        yield TERMS[kind], float(nats[kind])


def _places(types: Types, sentences: range) -> dict[int, tuple[int, Token]]:
    """The first place of every type in a span of sentences."""
    places: dict[int, tuple[int, Token]] = {}
    for number in sentences:
        for token in types.tokens[number]:
            places.setdefault(types.number[token.key], (number, token))
    return places


def _links(bead: Bead, weighing: Weighing, turned: bool) -> Iterator[Link]:
    """The best link of every English type of the bead, with the places it ties together."""
    left, right = _places(weighing.korean.types, bead.source), _places(weighing.english.types, bead.target)
    links = weighing.links
    inside = np.isin(links.korean, list(left)) & np.isin(links.english, list(right))
    best: dict[int, int] = {}
    for number in np.nonzero(inside)[0].tolist():
        target = int(links.english[number])
        if target not in best or links.weight[number] > links.weight[best[target]]:
            best[target] = number
    for target, number in best.items():
        (korean, ours), (english, theirs) = left[int(links.korean[number])], right[target]
        ends = [
            (weighing.korean_half.side, korean, ours.span),
            (weighing.english_half.side, english, theirs.span),
        ]
        if turned:
            ends.reverse()
        spans = [side.span(sentence, span) for side, sentence, span in ends]
        surfaces = [span.of(side.sentences[sentence].text) for side, sentence, span in ends]
        worth = float(links.weight[number] * weighing.english.gain[target])
        yield Link(KINDS[links.kind[number]], spans[0], spans[1], surfaces[0], surfaces[1], round(worth, 3))


def explain(bead: Bead, weighing: Weighing, lattice: Lattice, weights: Weights, turned: bool) -> Evidence:
    """The evidence for a bead of the lattice, Korean side first.

    Args:
        bead: Numbered as in the lattice.
        weighing: What the scores were made from.
        lattice: The scores.
        weights: What evidence was weighed with.
        turned: The source is English: spans, surfaces and ratio are given in that direction.
    """
    if not bead.target or not bead.source:
        return Evidence(total=weights.dropped if bead.source else weights.added)
    cell = bead.source.start, bead.target.start
    total = float(lattice.beads[bead.kind][cell])
    nats: dict[str, float] = {}
    for name, value in (
        *_terms(weighing.korean, bead.source, bead.target, weights),
        *_terms(weighing.english, bead.target, bead.source, weights),
    ):
        nats[name] = nats.get(name, 0.0) + value
    nats["length"] = weights.length * float(weighing.length(bead.kind)[cell])
    nats["form"] = total - sum(nats.values())
    found = sorted(_links(bead, weighing, turned), key=lambda link: (link.source_span, link.target_span))
    sizes = [
        sum(len(half.side.sentences[number].text) for number in numbers)
        for half, numbers in ((weighing.korean_half, bead.source), (weighing.english_half, bead.target))
    ]
    if turned:
        sizes.reverse()
    return Evidence(
        total=round(total, 3),
        terms=tuple((name, round(value, 3)) for name, value in nats.items()),
        length_ratio=round(sizes[1] / sizes[0], 3) if sizes[0] else 0.0,
        links=tuple(found),
    )
