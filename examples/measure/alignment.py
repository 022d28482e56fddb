"""Align documents whose gold beads are known: predictions for a scorer, and speed.

    python examples/measure/alignment.py beads DOCS.jsonl PRED.jsonl
    python examples/measure/alignment.py speed DOCS.jsonl [--copies 1 10]

DOCS: one JSON a line, {"id", "ko": [sentence, ...], "en": [sentence, ...], "gold": [[[ko...],[en...]], ...]}.
PRED: {"id", "beads": [[[ko...],[en...]], ...]}; our own rates are printed as well.

`speed` counts the sentences of both sides that one core aligns in a second, checks off, from lists of
sentences, and sets the result against nltk's Gale-Church in the same run. With `--copies` the documents
are also aligned as one text, that many times in a row: time a sentence should not grow.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from pathlib import Path
from typing import Any

# One core is one thread: numpy's matrix products would start more, whose waiting counts as processor time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import aligner

# Alignment alone: no kind of mismatch is looked for.
ALONE = aligner.Settings(ignore=frozenset(aligner.KINDS))


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def beads_of(row: dict[str, Any]) -> list[aligner.Bead]:
    """The ladder of a document, without checks."""
    return [pair.bead for pair in aligner.align(row["ko"], row["en"], ALONE)]


def check(row: dict[str, Any]) -> object:
    """The same with all checks."""
    return aligner.align(row["ko"], row["en"])


def gold_of(row: dict[str, Any]) -> list[aligner.Bead]:
    return [aligner.Bead(_range(source), _range(target)) for source, target in row["gold"]]


def _range(numbers: list[int]) -> range:
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def write_beads(rows: list[dict[str, Any]], path: Path) -> None:
    gold, found, source, target = [], [], 0, 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            beads = beads_of(row)
            told = [[list(bead.source), list(bead.target)] for bead in beads]
            file.write(json.dumps({"id": row["id"], "beads": told}) + "\n")
            gold += [bead.shifted(source, target) for bead in gold_of(row)]
            found += [bead.shifted(source, target) for bead in beads]
            source, target = source + len(row["ko"]), target + len(row["en"])
    scores = aligner.evaluate(gold, found)
    print(f"strict F1 {scores.strict.f1:.4f}  lax F1 {scores.lax.f1:.4f}")
    print(f"unmatched P {scores.null.precision:.4f} R {scores.null.recall:.4f}")
    for kind, rates in scores.by_kind.items():
        print(f"{kind[0]}-{kind[1]}  P {rates.precision:.4f} R {rates.recall:.4f} F1 {rates.f1:.4f}")


def timed(rows: list[dict[str, Any]], how: Any) -> float:
    """Sentences a second of processor time."""
    start = time.process_time()
    for row in rows:
        how(row)
    return sum(len(row["ko"]) + len(row["en"]) for row in rows) / (time.process_time() - start)


def gale_church(row: dict[str, Any]) -> object:
    from nltk.translate.gale_church import align_blocks

    return align_blocks([len(s) for s in row["ko"]], [len(s) for s in row["en"]])


def speed(rows: list[dict[str, Any]], copies: list[int]) -> None:
    beads_of(rows[0])  # tables are read at the first use
    print(f"{'ours':24}{timed(rows, beads_of):10.0f} sentences/s")
    print(f"{'ours, with all checks':24}{timed(rows, check):10.0f} sentences/s")
    print(f"{'nltk Gale-Church':24}{timed(rows, gale_church):10.0f} sentences/s")
    for count in copies:
        text = {
            "ko": [s for copy in range(count) for row in rows for s in row["ko"]],
            "en": [s for copy in range(count) for row in rows for s in row["en"]],
        }
        rate = timed([text], beads_of)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        size = f"{len(text['ko'])} x {len(text['en'])}"
        print(f"{'ours, ' + size:24}{rate:10.0f} sentences/s, peak {peak} MB")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("mode", choices=("beads", "speed"))
    parser.add_argument("documents", type=Path)
    parser.add_argument("predictions", type=Path, nargs="?")
    parser.add_argument("--copies", type=int, nargs="*", default=[])
    options = parser.parse_args()
    rows = read(options.documents)
    if options.mode == "speed":
        speed(rows, options.copies)
    elif options.predictions:
        write_beads(rows, options.predictions)
    else:
        parser.error("beads needs a file for the predictions")


if __name__ == "__main__":
    main()
