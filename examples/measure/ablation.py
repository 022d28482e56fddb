"""What each evidence and each thousand rows of the lexicon are worth to the alignment.

    python examples/measure/ablation.py DOCS.jsonl...

DOCS as for `alignment.py`. A cell is strict F1, precision and recall of unmatched sentences, and the log
likelihood of the gold beads, which tells small differences from chance better. A row of the table leaves
one evidence out, without fitting the rest again, so it shows a little more than what is lost; the lower
rows keep so many stems of the lexicon, drawn by a fixed shuffle, and none of the rest.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import aligner
from aligner.ladder import links
from aligner.ladder.half import read_half
from aligner.ladder.ladder import lattice_of
from aligner.ladder.lattice import Lattice, best_ladder, posterior
from aligner.ladder.scores import Weighing, weigh
from aligner.ladder.weights import Weights, fitted_weights
from aligner.model.lexicon import Lexicon
from aligner.model.token import TokenClass
from aligner.pairs import pair_of
from aligner.sides import given_sentences, read_side

PAIR = pair_of("ko", "en")
SIZES = (0, 500, 1000, 2000, 5000, 10000)

EVIDENCE = {
    "quantities": (TokenClass.NUMBER, TokenClass.SMALL_NUMBER),
    "Latin words and capitals": (TokenClass.LATIN,),
    "lexicon": (TokenClass.LEXICON,),
    "other words": (TokenClass.OTHER,),
}


def silenced(weights: Weights, kinds: tuple[TokenClass, ...]) -> Weights:
    """The weights with neither match nor miss of some classes of tokens."""

    def without(rows: dict[str, tuple[float, ...]]) -> dict[str, tuple[float, ...]]:
        return {
            language: tuple(
                0.0 if kind in kinds else value for kind, value in zip(TokenClass, row, strict=True)
            )
            for language, row in rows.items()
        }

    return replace(weights, match=without(weights.match), miss=without(weights.miss))


@contextmanager
def deaf() -> Iterator[None]:
    """No likeness of sound is enough for a link."""
    enough, links.LEAST_PROBABILITY = links.LEAST_PROBABILITY, 1.0
    yield
    links.LEAST_PROBABILITY = enough


def variants() -> Iterator[tuple[str, Weights, Lexicon]]:
    """Name, weights and lexicon of each row."""
    weights, lexicon = fitted_weights(PAIR), PAIR.lexicon()
    yield "everything", weights, lexicon
    yield "without length", replace(weights, length=0.0), lexicon
    for name, kinds in EVIDENCE.items():
        yield f"without {name}", silenced(weights, kinds), lexicon
    with deaf():
        yield "without names by sound", weights, lexicon
    yield "without punctuation", replace(weights, punctuation=0.0), lexicon
    yield "without coverage and size", replace(weights, coverage=0.0, size=0.0), lexicon
    stems = sorted(lexicon.translations)
    random.Random(0).shuffle(stems)
    for size in SIZES:
        yield f"{size} stems", weights, Lexicon({stem: lexicon.translations[stem] for stem in stems[:size]})


def rates(rows: list[dict[str, Any]], weights: Weights, lexicon: Lexicon) -> str:
    gold: list[aligner.Bead] = []
    found: list[aligner.Bead] = []
    source = target = 0
    likelihood = 0.0
    for row in rows:
        lattice = lattice_of(read(row, lexicon), weights)
        beads = best_ladder(lattice)
        told = [aligner.Bead(span(left), span(right)) for left, right in row["gold"]]
        likelihood += sum(score(lattice, bead) for bead in told) - posterior(lattice).total
        for collected, ladder in ((gold, told), (found, beads)):
            collected += [bead.shifted(source, target) for bead in ladder]
        source, target = source + len(row["ko"]), target + len(row["en"])
    scores = aligner.evaluate(gold, found)
    null = scores.null
    return f"{scores.strict.f1:.4f} {null.precision:.2f}/{null.recall:.2f} {likelihood:7.0f}"


def score(lattice: Lattice, bead: aligner.Bead) -> float:
    """Nats of a gold bead; as of two unmatched sides where its type is not in the model."""
    if bead.kind in lattice.beads:
        return float(lattice.beads[bead.kind][bead.source.start, bead.target.start])
    unmatched = lattice.dropped[bead.source.start : bead.source.stop].sum()
    return float(unmatched + lattice.added[bead.target.start : bead.target.stop].sum())


def read(row: dict[str, Any], lexicon: Lexicon) -> Weighing:
    halves = [read_half(read_side(given_sentences(row[side]), side), PAIR, lexicon) for side in ("ko", "en")]
    return weigh(halves[0], halves[1], lexicon, PAIR)


def span(numbers: list[int]) -> range:
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, nargs="+")
    options = parser.parse_args()
    documents = [[json.loads(line) for line in path.open(encoding="utf-8")] for path in options.documents]
    print(f"{'strict F1, unmatched P/R':28}" + "".join(f"{path.stem:>28}" for path in options.documents))
    for name, weights, lexicon in variants():
        print(
            f"{name:28}" + "".join(f"{rates(rows, weights, lexicon):>28}" for rows in documents), flush=True
        )


if __name__ == "__main__":
    main()
