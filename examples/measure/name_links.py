"""How often a likeness of sound is a name that both sides of a pair hold.

    python examples/measure/name_links.py DOCS.jsonl

DOCS as for `alignment.py`. Every Hangul word that the lexicon leaves unexplained is compared by sound with
the English words of its document; a link counts as right if both words stand in one gold bead. Words of
more than two beads are left out, since those meet by chance. Rows are what the English word is, columns
the likeness (`LanguagePair.links`); the last columns are the shift that makes the logit,
sharpened as in `aligner/ladder/links.py`, a probability, and the one in use.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from aligner.ladder import links
from aligner.ladder.half import read_half
from aligner.ladder.links import Types
from aligner.pairs import pair_of
from aligner.sides import given_sentences, read_side

PAIR = pair_of("ko", "en")
MOST_BEADS = 2
NAMES = {
    links.SHIFT_UNKNOWN: "capitalised, unknown",
    links.SHIFT_KNOWN: "capitalised, in the lexicon",
    links.SHIFT_TWO: "two capitalised neighbours",
}


def beads_of(types: Types, gold: list[list[int]]) -> list[set[int]]:
    """Of every type the gold beads it stands in."""
    bead = {number: place for place, numbers in enumerate(gold) for number in numbers}
    found: list[set[int]] = [set() for _ in types.examples]
    for number, sentence in zip(types.types.tolist(), types.sentences.tolist(), strict=True):
        found[number].add(bead[sentence])
    return found


def judged(row: dict[str, Any]) -> Iterator[tuple[float, float, bool]]:
    """Shift in use, likeness and rightness of every link by sound in a document."""
    lexicon = PAIR.lexicon()
    korean, english = (
        Types(read_half(read_side(given_sentences(row[side]), side), PAIR, lexicon).tokens)
        for side in ("ko", "en")
    )
    places = [beads_of(types, [bead[n] for bead in row["gold"]]) for n, types in enumerate((korean, english))]
    hangul, latin = links.name_forms(korean, PAIR.first), links.name_forms(english, PAIR.second)
    likeness = PAIR.links.probabilities(hangul.written, latin.written)
    for here, there in np.argwhere(likeness).tolist():
        types = latin.types[there]
        ours, theirs = places[0][hangul.types[here][0]], set.intersection(*(places[1][n] for n in types))
        if max(len(ours), len(theirs)) <= MOST_BEADS:
            shift = links.shift_of(types, english)
            yield shift, float(likeness[here, there]), bool(ours & theirs)


def fitted_shift(likeness: np.ndarray, right: np.ndarray) -> float:
    """The shift that makes as many links right as there are (bisection)."""
    logit = links.SHARPEN * np.log(likeness / (1 - likeness))
    low, high = -10.0, 10.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (
            (middle, high) if (1 / (1 + np.exp(-logit - middle))).sum() < right.sum() else (low, middle)
        )
    return low


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().documents.open(encoding="utf-8")]
    found = np.array([link for row in rows for link in judged(row)])
    bins = np.arange(0.2, 1.0, 0.1)
    print(f"{'share right (links)':28}" + "".join(f"{low:>11.1f}" for low in bins) + "   fitted  in use")
    for shift, name in NAMES.items():
        likeness, right = found[found[:, 0] == shift, 1], found[found[:, 0] == shift, 2]
        cells = []
        for low in bins:
            here = right[(likeness >= low) & (likeness < low + 0.1)]
            cells.append(f"{here.mean():.2f} ({len(here)})" if len(here) else "")
        told = "".join(f"{cell:>11}" for cell in cells)
        print(f"{name:28}{told}{fitted_shift(likeness, right):9.2f}{shift:8.2f}")


if __name__ == "__main__":
    main()
