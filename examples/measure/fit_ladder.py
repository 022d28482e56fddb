"""Fit the weights of the alignment model, or cross-validate them.

    python examples/measure/fit_ladder.py DATA                 three folds: fit, align what was left out
    python examples/measure/fit_ladder.py DATA --write TABLE   fit on everything, write the table
    python examples/measure/fit_ladder.py DATA --marks TABLE   count the marks of the gold beads anew

DATA holds `trusted.page.jsonl` and `trusted.hard.jsonl`: {"id", "ko": [...], "en": [...], "gold": [...]}.

The weights maximise the conditional likelihood of the gold bead sequences (a linear-chain model over
the lattice of beads; Lafferty et al. 2001), with a quadratic pull towards the round numbers in the
column `prior`, by L-BFGS-B with bounds: a match never counts against a bead, a miss never for it.
Features are read off the library's own scorer, one weight at a time, so that there is no second
implementation. The habits of a document (`aligner.ladder.habits`) are no part of the fit, but of the ladders
that are counted.

The four seeds of the data cut and change the same text anew. Folds are therefore thirds of the running
text, the same thirds in every seed. Needs scipy.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from aligner import Bead, evaluate
from aligner.ladder.habits import follow, learn
from aligner.ladder.half import read_half
from aligner.ladder.ladder import lattice_of
from aligner.ladder.lattice import best_ladder, confidences, posterior
from aligner.ladder.punctuation import MARKS, marks_of
from aligner.ladder.scores import weigh
from aligner.ladder.weights import BEADS, weights_from
from aligner.pairs import pair_of
from aligner.sides import given_sentences, read_side
from aligner.tables import read_table

PAIR = pair_of("ko", "en")
CASES = ("neither", "english", "korean", "both")  # columns of the table of marks
FOLDS = 3

# Strength of the quadratic pull. Three folds, log likelihood of what was left out (page, hard): 5 -122 -221,
# 20 -114 -214, 40 -111 -213, 80 -109 -211, 160 -107 -210, 320 -105 -209. Eight changed copies of one text
# say less than their number of beads.
PULL = 160.0
FIXED = {
    "bead 1-1",
    "bead 2-2",
    *(f"bead {left}-{right}" for left, right in BEADS if left + right > 3 and left != right),
    "paragraph",
    "opening",
    "short",
    "same",
}  # no gold to fit on


APART = "free"  # not a factor but a floor under the sum: left out of the fit and written back


def names_in_use() -> dict[str, float]:
    """The weights of the library, by name."""
    return {row["name"]: float(row["value"]) for _, row in read_table("ko_en/ladder_weights.tsv")}


def prior() -> dict[str, float]:
    """What the weights are pulled towards, by name."""
    return {row["name"]: float(row["prior"]) for _, row in read_table("ko_en/ladder_weights.tsv")}


class Document:
    """Feature tables of one document: for every bead type an array (source, target, feature)."""

    def __init__(self, row: dict[str, Any], names: list[str]) -> None:
        sides = [read_side(given_sentences(row[language]), language) for language in ("ko", "en")]
        lexicon = PAIR.lexicon()
        self.weighing = weigh(*(read_half(side, PAIR, lexicon) for side in sides), lexicon, PAIR)
        self.gold = [Bead(span(source), span(target)) for source, target in row["gold"]]
        nothing = dict.fromkeys(names, 0.0)
        tables: dict[tuple[int, int], list[np.ndarray]] = {}
        for name in names:
            for kind, table in self.weighing.beads(
                weights_from({**nothing, name: 1.0, APART: -np.inf}, PAIR), BEADS
            ).items():
                tables.setdefault(kind, []).append(table)
        self.features = {kind: np.stack(of_kind, axis=-1) for kind, of_kind in tables.items()}
        self.usable = all(b.kind in self.features or not all(b.kind) for b in self.gold)
        self.observed = sum((self.feature(bead, names) for bead in self.gold), np.zeros(len(names)))

    def feature(self, bead: Bead, names: list[str]) -> np.ndarray:
        if bead.source and bead.target:
            return self.features[bead.kind][bead.source.start, bead.target.start]
        vector = np.zeros(len(names))
        vector[names.index("dropped")] = len(bead.source)
        vector[names.index("added")] = len(bead.target)
        return vector

    def likelihood(self, vector: np.ndarray, names: list[str]) -> tuple[float, np.ndarray]:
        """Log likelihood of the gold beads and its gradient."""
        weights = weights_from({**dict(zip(names, vector.tolist(), strict=True)), APART: -np.inf}, PAIR)
        lattice = lattice_of(self.weighing, weights)
        lattice = type(lattice)(
            {kind: table @ vector for kind, table in self.features.items()}, lattice.dropped, lattice.added
        )
        sums = posterior(lattice)
        expected = np.zeros(len(names))
        for kind, table in self.features.items():
            expected += np.tensordot(np.exp(sums.beads(kind)), table, axes=2)
        expected[names.index("dropped")] += sum(map(sums.dropped, range(len(lattice.dropped))))
        expected[names.index("added")] += sum(map(sums.added, range(len(lattice.added))))
        return float(self.observed @ vector) - sums.total, self.observed - expected

    def align(self, values: dict[str, float]) -> tuple[list[Bead], list[float]]:
        weights = weights_from({**values, APART: names_in_use()[APART]}, PAIR)
        sums = posterior(lattice_of(self.weighing, weights))
        lattice = follow(lattice_of(learn(self.weighing, sums), weights), sums)
        beads = best_ladder(lattice)
        return beads, confidences(beads, posterior(lattice))


def span(numbers: list[int]) -> range:
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def bounds(name: str, value: float) -> tuple[float | None, float | None]:
    if name in FIXED:
        return value, value
    if name.startswith("miss"):
        return None, 0.0
    return (0.0, None) if name.startswith(("match", "length", "coverage", "size")) else (None, None)


def fit(documents: list[Document], start: dict[str, float]) -> dict[str, float]:
    """The weights that make the gold beads of the documents likeliest."""
    names = list(start)
    origin = np.array([prior()[name] for name in names])

    def loss(vector: np.ndarray) -> tuple[float, np.ndarray]:
        value = PULL / 2 * float(((vector - origin) ** 2).sum())
        gradient = PULL * (vector - origin)
        for document in documents:
            likelihood, slope = document.likelihood(vector, names)
            value, gradient = value - likelihood, gradient - slope
        return value, gradient

    limits = [bounds(name, value) for name, value in zip(names, origin.tolist(), strict=True)]
    found = minimize(loss, origin, jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": 60})
    print(f"# loss {found.fun:.1f} after {found.nit} steps: {found.message}")
    return dict(zip(names, found.x.tolist(), strict=True))


def read(path: Path, names: list[str]) -> Iterator[tuple[float, Document]]:
    """Documents with their place in the running text, in [0, 1)."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    seeds: dict[str, int] = {}
    for row in rows:
        seeds[row["id"].split(".")[0]] = seeds.get(row["id"].split(".")[0], 0) + 1
    place = dict.fromkeys(seeds, 0)
    for row in rows:
        seed = row["id"].split(".")[0]
        yield place[seed] / seeds[seed], Document(row, names)
        place[seed] += 1


def report(documents: list[Document], values: list[dict[str, float]]) -> str:
    """Pooled strict rates, rates of unmatched sentences, log likelihood, how good the confidences are."""
    gold, found, offset, sure = [], [], [0, 0], []
    likelihood = 0.0
    for document, weights in zip(documents, values, strict=True):
        if document.usable:
            likelihood += document.likelihood(np.array([*weights.values()]), [*weights])[0]
        beads, confidence = document.align(weights)
        right = {(bead.source, bead.target) for bead in document.gold}
        sure += [
            (c, (b.source, b.target) in right) for b, c in zip(beads, confidence, strict=True) if all(b.kind)
        ]
        gold += [bead.shifted(*offset) for bead in document.gold]
        found += [bead.shifted(*offset) for bead in beads]
        offset[0] += len(document.weighing.first_half)
        offset[1] += len(document.weighing.second_half)
    scores = evaluate(gold, found)
    return (
        f"strict F1 {scores.strict.f1:.4f} (P {scores.strict.precision:.4f} R {scores.strict.recall:.4f})  "
        f"null P {scores.null.precision:.4f} R {scores.null.recall:.4f}  "
        f"log likelihood {likelihood:.1f}  AUC {area(sure):.3f}  calibration error {calibration(sure):.3f}"
    )


def area(sure: list[tuple[float, bool]]) -> float:
    """Probability that a right bead is surer than a wrong one."""
    right = np.array([c for c, good in sure if good])
    wrong = np.array([c for c, good in sure if not good])
    return float((right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2)


def calibration(sure: list[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins."""
    confidence, good = np.array([c for c, _ in sure]), np.array([g for _, g in sure], dtype=float)
    bins = np.minimum((confidence * 10).astype(int), 9)
    return float(sum(abs((confidence - good)[bins == b].sum()) for b in range(10)) / len(sure))


def write(path: Path, values: dict[str, float]) -> None:
    """Replace the values of the table; everything else stays."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, *cells = line.split("\t")
        lines.append("\t".join([name, f"{values[name]:.4g}", *cells[1:]]) if name in values else line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_marks(path: Path, files: list[Path]) -> None:
    """Replace the counts of the marks by those of the distinct gold beads."""
    beads: dict[tuple[str, str], None] = {}
    for file in files:
        for line in file.open(encoding="utf-8"):
            row = json.loads(line)
            for source, target in row["gold"]:
                if source and target:
                    texts = (" ".join(row["ko"][i] for i in source), " ".join(row["en"][j] for j in target))
                    beads[texts] = None
    korean, english = (marks_of([bead[side] for bead in beads]) for side in (0, 1))
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines.append("\t".join(("mark", *CASES, "note")))
    for mark, ours, theirs in zip(MARKS, korean.T, english.T, strict=True):
        counts = np.bincount(2 * ours + theirs, minlength=4)
        lines.append("\t".join([mark, *map(str, counts.tolist()), ""]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", type=Path, help="the table of weights")
    parser.add_argument("--marks", type=Path, help="the table of marks")
    options = parser.parse_args()
    if options.marks:
        write_marks(options.marks, [options.data / f"trusted.{level}.jsonl" for level in ("page", "hard")])
        return
    start = {name: value for name, value in names_in_use().items() if name != APART}
    names = list(start)
    levels = {level: list(read(options.data / f"trusted.{level}.jsonl", names)) for level in ("page", "hard")}
    everything = [(place, document) for documents in levels.values() for place, document in documents]
    if options.write:
        write(options.write, fit([document for _, document in everything if document.usable], start))
        return
    fitted = [
        fit([d for place, d in everything if d.usable and int(place * FOLDS) != fold], start)
        for fold in range(FOLDS)
    ]
    for level, documents in levels.items():
        print(level, "in use:", report([d for _, d in documents], [start] * len(documents)))
        print(
            level,
            "fitted:",
            report([d for _, d in documents], [fitted[int(p * FOLDS)] for p, _ in documents]),
        )


if __name__ == "__main__":
    main()
