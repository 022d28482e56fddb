"""Align documents whose gold beads are known: how many are found, and predictions for a scorer.

    python examples/measure/alignment.py DOCS.jsonl... [--predictions DIRECTORY]

DOCS: one JSON a line, {"id", "ko": [sentence, ...], "en": [sentence, ...], "gold": [[[ko...],[en...]], ...]}.
With `--predictions` a file of the same name is written: {"id", "beads": [[[ko...],[en...]], ...]}.

For every file one line: strict and lax F1 (Thompson & Koehn 2019), precision and recall of unmatched
sentences, F1 by bead type, area under the curve of the confidences (a right bead is surer than a wrong
one), their expected calibration error, and what that error would be on average for so many beads if every
confidence were exactly right; then the most frequent kinds of errors.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

import aligner

# Alignment alone: no kind of mismatch is looked for.
ALONE = aligner.Settings(ignore=frozenset(aligner.KINDS))

# Of the calibration error by chance: its mean is stable to .001 from 50 on.
DRAWS = 50


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def gold_of(row: dict[str, Any]) -> list[aligner.Bead]:
    return [aligner.Bead(_range(source), _range(target)) for source, target in row["gold"]]


def _range(numbers: list[int]) -> range:
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def errors(gold: list[aligner.Bead], found: list[aligner.Bead]) -> Counter[str]:
    """Stretches where two ladders differ, as bead types: `1-1 0-1 => 1-2`."""
    kinds: Counter[str] = Counter()
    sides, rungs, told = (iter(gold), iter(found)), [(0, 0), (0, 0)], ([], [])
    while True:
        if rungs[0] == rungs[1]:
            if set(told[0]) != set(told[1]):
                kinds[" => ".join(" ".join("{}-{}".format(*b.kind) for b in side) for side in told)] += 1
            told = ([], [])
        behind = 0 if rungs[0] <= rungs[1] else 1
        bead = next(sides[behind], None)
        if bead is None:
            return kinds
        told[behind].append(bead)
        i, j = rungs[behind]
        rungs[behind] = (i + len(bead.source), j + len(bead.target))


def measure(rows: list[dict[str, Any]]) -> tuple[list[str], Counter[str], list[list[aligner.Bead]]]:
    """The cells of a line, the errors, and the ladders."""
    gold, found, ladders, source, target = [], [], [], 0, 0
    sure: list[tuple[float, bool]] = []
    kinds: Counter[str] = Counter()
    for row in rows:
        pairs = list(aligner.align(row["ko"], row["en"], ALONE))
        told, beads = gold_of(row), [pair.bead for pair in pairs]
        ladders.append(beads)
        kinds += errors(told, beads)
        right = set(told)
        sure += [(pair.confidence, pair.bead in right) for pair in pairs if all(pair.bead.kind)]
        gold += [bead.shifted(source, target) for bead in told]
        found += [bead.shifted(source, target) for bead in beads]
        source, target = source + len(row["ko"]), target + len(row["en"])
    scores = aligner.evaluate(gold, found)
    by_kind = " ".join(f"{a}-{b} {rates.f1:.3f}" for (a, b), rates in scores.by_kind.items() if rates.f1)
    cells = [
        f"{scores.strict.f1:.4f}",
        f"{scores.lax.f1:.4f}",
        f"{scores.null.precision:.3f}/{scores.null.recall:.3f}",
        f"{area(sure):.3f}",
        f"{calibration(sure):.3f}",
        f"{calibration_by_chance(sure):.3f}",
        by_kind,
    ]
    return cells, kinds, ladders


def area(sure: list[tuple[float, bool]]) -> float:
    """Probability that a right bead is surer than a wrong one."""
    right, wrong = (np.array([c for c, good in sure if good is wanted]) for wanted in (True, False))
    return float((right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2)


def calibration(sure: list[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins."""
    confidence, good = np.array([c for c, _ in sure]), np.array([g for _, g in sure], dtype=float)
    bins = np.minimum((confidence * 10).astype(int), 9)
    return float(sum(abs((confidence - good)[bins == b].sum()) for b in range(10)) / len(sure))


def calibration_by_chance(sure: list[tuple[float, bool]]) -> float:
    """Expected calibration error of confidences that are exactly right: what few beads leave by chance."""
    chances = np.random.default_rng(0).random((DRAWS, len(sure)))
    drawn = [[(c, bool(x < c)) for (c, _), x in zip(sure, row, strict=True)] for row in chances]
    return float(np.mean([calibration(row) for row in drawn]))


def write(path: Path, rows: list[dict[str, Any]], ladders: list[list[aligner.Bead]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row, beads in zip(rows, ladders, strict=True):
            told = [[list(bead.source), list(bead.target)] for bead in beads]
            file.write(json.dumps({"id": row["id"], "beads": told}) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--predictions", type=Path, metavar="DIRECTORY")
    parser.add_argument("--errors", type=int, default=5, help="kinds of errors to be shown")
    options = parser.parse_args()
    print(f"{'':16} strict    lax  unmatched P/R   AUC   ECE chance F1 by bead type")
    for path in options.documents:
        rows = read(path)
        cells, kinds, ladders = measure(rows)
        print(f"{path.stem:16} {cells[0]} {cells[1]}  {cells[2]:>13} {' '.join(cells[3:])}", flush=True)
        for kind, count in kinds.most_common(options.errors):
            print(f"{'':16} {count:4} x {kind}")
        if options.predictions:
            write(options.predictions / path.name, rows, ladders)


if __name__ == "__main__":
    main()
