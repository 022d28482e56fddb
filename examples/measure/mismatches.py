"""What the checks find and what they report in vain, on a folder of pairs and documents with known errors.

    python examples/measure/mismatches.py DATA --pred pred.jsonl   # then DATA/score.py --pred pred.jsonl ...
    python examples/measure/mismatches.py DATA --curve             # precision and recall of each check
    python examples/measure/mismatches.py DATA --false-alarms      # every warning on a clean item, to judge
    python examples/measure/mismatches.py DATA --speed             # milliseconds a pair
    python examples/measure/mismatches.py examples/articles --stress     # synthetic errors in clean articles

DATA holds clean_pairs, seeded_pairs, seeded_pairs_base, clean_docs and seeded_docs as JSON lines with `id`,
`ko`, `en` (lists of sentences), `gold` and `tolerate`. Pairs are checked as independent rows; documents are
aligned first, their gold alignment is not looked at. With --stress it is a folder of `*.gold.json`: those
without mismatches are taken, the gold pairs of each as one document.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

import aligner
from aligner import Mismatch

PAIRS = ("clean_pairs", "seeded_pairs", "seeded_pairs_base")
DOCUMENTS = ("clean_docs", "seeded_docs")
RANK = {"info": 0, "warning": 1, "error": 2}


def items(data: Path, name: str) -> list[dict[str, Any]]:
    path = data / f"{name}.jsonl"
    return [json.loads(line) for line in path.open(encoding="utf-8")] if path.exists() else []


def found(data: Path) -> Iterator[tuple[str, dict[str, Any], list[Mismatch]]]:
    """Name of the file, item, mismatches."""
    for name in PAIRS:
        rows = items(data, name)
        checked = aligner.check([(row["ko"][0], row["en"][0]) for row in rows])
        for row, mismatches in zip(rows, checked, strict=True):
            yield name, row, mismatches
    for name in DOCUMENTS:
        for row in items(data, name):
            yield name, row, list(aligner.align(row["ko"], row["en"]).mismatches)


def flags(mismatches: Iterable[Mismatch], pair: bool) -> list[dict[str, Any]]:
    """As the scoring program reads them; in a pair the sentence number is 0 on both sides."""
    return [
        {
            "type": mismatch.kind,
            "severity": mismatch.severity,
            "ko": [0] if pair else list(mismatch.source_sentences),
            "en": [0] if pair else list(mismatch.target_sentences),
            "ko_span": mismatch.source_surface or "",
            "en_span": mismatch.target_surface or "",
            "confidence": mismatch.confidence,
            "message": mismatch.message,
        }
        for mismatch in mismatches
    ]


def write_predictions(data: Path, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for name, item, mismatches in found(data):
            row = {"id": item["id"], "flags": flags(mismatches, name in PAIRS)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def families(data: Path) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Family of each kind, and the families that count as right for each seeded error."""
    table = json.loads((data / "families.json").read_text(encoding="utf-8"))
    ours = json.loads((data / "map_ours.json").read_text(encoding="utf-8"))
    return table["default_map"] | ours, table["accept"]


def print_curves(data: Path) -> None:
    """Of each kind, at each confidence: hits on seeded pairs, alarms on clean ones and on the base pairs."""
    family_of, accepted = families(data)
    hits: dict[str, list[float]] = defaultdict(list)
    alarms: dict[str, list[float]] = defaultdict(list)
    clean = seeded = 0
    for name, item, mismatches in found(data):
        if name not in PAIRS:
            continue
        clean += name == "clean_pairs"
        seeded += name == "seeded_pairs"
        for mismatch in mismatches:
            if RANK[mismatch.severity] < RANK["warning"]:
                continue
            family = family_of.get(mismatch.kind, mismatch.kind)
            if name == "seeded_pairs" and family in accepted.get(item["gold"][0]["type"], ()):
                hits[mismatch.kind].append(mismatch.confidence)
            elif name == "clean_pairs" and family not in item["tolerate"]:
                alarms[mismatch.kind].append(mismatch.confidence)
    print(f"{'kind':<16}{'confidence >=':>14}{'hits':>6}{'of':>5}{'alarms':>8}{'of':>5}")
    for kind in sorted(hits.keys() | alarms.keys()):
        for least in sorted({*hits[kind], *alarms[kind]}, reverse=True)[:8]:
            right = sum(confidence >= least for confidence in hits[kind])
            wrong = sum(confidence >= least for confidence in alarms[kind])
            print(f"{kind:<16}{least:>14.2f}{right:>6}{seeded:>5}{wrong:>8}{clean:>5}")


def print_false_alarms(data: Path) -> None:
    for name, item, mismatches in found(data):
        if not name.startswith("clean"):
            continue
        for mismatch in mismatches:
            if RANK[mismatch.severity] >= RANK["warning"]:
                print(f"{item['id']}  {mismatch.severity} {mismatch.kind}: {mismatch.message}")


def print_speed(data: Path) -> None:
    """All checks with reading the quantities, the tables loaded before the clock starts."""
    rows = [(item["ko"][0], item["en"][0]) for name in PAIRS for item in items(data, name)]
    aligner.check(rows[:20])
    start = process_time()
    aligner.check(rows)
    print(f"{1000 * (process_time() - start) / len(rows):.3f} ms a pair, {len(rows)} pairs")


def print_stress(folder: Path, seeds: int) -> None:
    """Net recall of each kind of synthetic error over all clean articles, and clean pairs reported."""
    errors: Counter[str] = Counter()
    right: Counter[str] = Counter()
    pairs_of = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if not gold["mismatches"]:
            both = [(pair["source"], pair["target"]) for pair in gold["pairs"]]
            pairs_of.append([pair for pair in both if all(pair)])
    flagged = 0
    for pairs in pairs_of:
        for seed in range(seeds):
            scores = aligner.measure_recall(pairs, aligner.stress(pairs, seed, document=True))
            for kind, recall in scores.by_kind.items():
                errors[kind] += recall.errors
                right[kind] += recall.found
        flagged += scores.flagged
    for kind, count in errors.items():
        print(f"{kind:<22}{right[kind]:>6} of {count:<6}{right[kind] / count:>7.1%}")
    print(f"{len(pairs_of)} articles, {flagged} of {sum(map(len, pairs_of))} clean pairs reported")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pred", type=Path)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--false-alarms", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--stress", action="store_true")
    parser.add_argument("--seeds", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.pred:
        write_predictions(arguments.data, arguments.pred)
    if arguments.curve:
        print_curves(arguments.data)
    if arguments.false_alarms:
        print_false_alarms(arguments.data)
    if arguments.speed:
        print_speed(arguments.data)
    if arguments.stress:
        print_stress(arguments.data, arguments.seeds)


if __name__ == "__main__":
    main()
