"""What the checks find and what they report in vain, on a folder of pairs and documents with known errors.

    python examples/measure/mismatches.py DATA --pred pred.jsonl   # then DATA/score.py --pred pred.jsonl ...
    python examples/measure/mismatches.py DATA --curve             # precision and recall of each check
    python examples/measure/mismatches.py DATA --calibrate TABLE   # confidences counted anew
    python examples/measure/mismatches.py DATA --false-alarms      # every warning on a clean item, to judge
    python examples/measure/mismatches.py DATA --speed             # milliseconds a pair, and a document

DATA holds clean_pairs, seeded_pairs, seeded_pairs_base, clean_docs and seeded_docs as JSON lines with `id`,
`ko`, `en` (lists of sentences), `gold` and `tolerate`. Pairs are checked as independent rows; documents are
aligned first, their gold alignment is not looked at. `--curve` and `--calibrate` also count synthetic errors
in our own articles (`--articles`, a folder of `*.gold.json`; pairs with slips of their own are left out), and
`--stress` prints how many of those are found.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import confidence

import aligner
from aligner import Mismatch
from aligner.synthetic import KINDS
from aligner.synthetic.recall import found_beside

PAIRS = ("clean_pairs", "seeded_pairs", "seeded_pairs_base")
DOCUMENTS = ("clean_docs", "seeded_docs")
RANK = {"info": 0, "warning": 1, "error": 2}
# What the data call errors that we know by another name.
SAME = {
    "date_changed": "date",
    "unit_changed": "unit",
    "name_changed": "name",
    "negation_flipped": "negation",
    "quote_lost": "quotation_lost",
    "quote_unbalanced": "quotation_unbalanced",
    "duplicated_sentence": "sentence_duplicated",
}
NAMED_BY = {kind: names for kind, (_, names) in KINDS.items()} | {
    "name_inconsistent": ("name_variant", "name"),
    "pair_shifted": (),
}
# A document of so many pairs for the speed of what grows with the document.
LENGTHS = (100, 200, 400, 800)


@dataclass(frozen=True, slots=True)
class Item:
    """One pair or document that was checked.

    Attributes:
        error: What was put into it; None if nothing was.
        right: What was found and is due to the error.
        wrong: What was found and is due to nothing.
    """

    error: str | None
    right: tuple[Mismatch, ...]
    wrong: tuple[Mismatch, ...]


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


def judged(data: Path) -> Iterator[Item]:
    """The items of a folder. What an unharmed pair has already is not due to the error."""
    table = json.loads((data / "families.json").read_text(encoding="utf-8"))
    family_of = table["default_map"] | json.loads((data / "map_ours.json").read_text(encoding="utf-8"))
    checked = list(found(data))
    before = {item["id"]: {m.id for m in mismatches} for _, item, mismatches in checked}
    for name, item, mismatches in checked:
        harmed = name in ("seeded_pairs", "seeded_docs")
        error = SAME.get(item["gold"][0]["type"], item["gold"][0]["type"]) if harmed else None
        if error and name in PAIRS:
            known = before.get(f"{item['id']}#base", set())
            yield Item(error, tuple(m for m in mismatches if m.id not in known), ())
        elif error:
            right = [m for m in mismatches if is_near(m, item["gold"][0])]
            yield Item(error, tuple(right), ())
        else:
            tolerated = item.get("tolerate", [])
            families = {family for _, of in tolerated for family in of} if name in DOCUMENTS else tolerated
            wrong = [m for m in mismatches if family_of.get(m.kind, m.kind) not in families]
            yield Item(None, (), tuple(wrong))


def is_near(mismatch: Mismatch, gold: dict[str, Any]) -> bool:
    """Whether it names the damaged sentence of a document or one next to it."""
    sides = ((mismatch.source_sentences, gold["ko"]), (mismatch.target_sentences, gold["en"]))
    return any(abs(ours - theirs) <= 1 for here, there in sides for ours in here for theirs in there)


def articles(folder: Path) -> list[list[tuple[str, str]]]:
    """The gold pairs of each article, without those that hold a slip."""
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        slips = {slip["pair"] for slip in gold["mismatches"]}
        both = [(p["source"], p["target"]) for n, p in enumerate(gold["pairs"]) if n not in slips]
        found.append([pair for pair in both if all(pair)])
    return found


def judged_articles(folder: Path, seeds: int) -> Iterator[Item]:
    """The same of synthetic errors in our own articles, a few of each kind in every article."""
    for pairs in articles(folder):
        clean = aligner.check(pairs)
        whole = aligner.align([one for one, _ in pairs], [other for _, other in pairs]).mismatches
        yield from (Item(None, (), tuple(mismatches)) for mismatches in clean)
        for seed in range(seeds):
            for error in aligner.stress(pairs, seed, document=True, most=1):
                known = {m.id for m in (whole if error.document else clean[error.pair])}
                new = found_beside(error, aligner.Aligner())
                yield Item(error.kind, tuple(m for m in new if m.id not in known), ())


def grave(mismatches: Iterable[Mismatch]) -> list[Mismatch]:
    return [mismatch for mismatch in mismatches if RANK[mismatch.severity] >= RANK["warning"]]


def due(mismatches: Iterable[Mismatch]) -> list[Mismatch]:
    """The grave ones, and those of kinds that are never more than info."""
    return [m for m in mismatches if m in grave([m]) or aligner.KINDS[m.kind].severity == "info"]


def print_curves(seen: Sequence[Item]) -> None:
    """Of each check, from the surest findings down: precision and recall of all that are as sure.

    By kind of mismatch the precision; by kind of error the recall, over all kinds of mismatches that name it.
    """
    print(f"{'kind':<18}{'confidence >=':>14}{'right':>7}{'wrong':>7}{'precision':>11}")
    right = [m for item in seen for m in grave(item.right)]
    wrong = [m for item in seen for m in grave(item.wrong)]
    for kind in sorted({m.kind for m in (*right, *wrong)}):
        of_kind = [[m.confidence for m in side if m.kind == kind] for side in (right, wrong)]
        for least in sorted({*of_kind[0], *of_kind[1]}, reverse=True):
            good, bad = (sum(confidence >= least for confidence in side) for side in of_kind)
            print(f"{kind:<18}{least:>14.2f}{good:>7}{bad:>7}{good / (good + bad):>11.1%}")
    print(f"\n{'error':<22}{'confidence >=':>14}{'found':>7}{'of':>6}", end="")
    print(f"{'recall':>8}{'alarms':>8}{'precision':>10}")
    for error in sorted({item.error for item in seen if item.error}):
        names = NAMED_BY[error]
        best = [
            max((m.confidence for m in due(item.right) if m.kind in names), default=0.0)
            for item in seen
            if item.error == error
        ]
        alarms = [m.confidence for m in wrong if m.kind in names]
        for least in (0.95, 0.9, 0.8, 0.7, 0.5, 0.0):
            hits = sum(confidence >= max(least, 0.01) for confidence in best)
            false = sum(confidence >= least for confidence in alarms)
            precision = hits / (hits + false) if hits + false else 1.0
            print(
                f"{error:<22}{least:>14.2f}{hits:>7}{len(best):>6}{hits / len(best):>8.1%}"
                f"{false:>8}{precision:>10.1%}"
            )


def calibrate(arguments: argparse.Namespace) -> None:
    """Write the table of likelihood ratios."""
    counts = confidence.Counts()
    with confidence.strengths():
        for item in everything(arguments):
            if item.error:
                counts.add_error(NAMED_BY.get(item.error, ()), item.right)
            else:
                counts.right[False] += 1
                counts.add_right(item.wrong)
        confidence.count_right(counts, arguments.right, confidence.verdicts(arguments.judged))
        confidence.count_aligned(counts, arguments.aligned)
    confidence.print_rates(counts)
    confidence.write_table(counts, arguments.calibrate)


def everything(arguments: argparse.Namespace) -> list[Item]:
    """The items of the folder, and of our own articles if they are named."""
    seen = list(judged(arguments.data))
    return [*seen, *judged_articles(arguments.articles, arguments.seeds)] if arguments.articles else seen


def print_false_alarms(data: Path) -> None:
    for name, item, mismatches in found(data):
        if not name.startswith("clean"):
            continue
        for mismatch in grave(mismatches):
            print(f"{item['id']}  {mismatch.severity} {mismatch.kind}: {mismatch.message}")


def print_speed(data: Path) -> None:
    """All checks with reading the quantities, the tables loaded before the clock starts."""
    rows = [(item["ko"][0], item["en"][0]) for name in PAIRS for item in items(data, name)]
    aligner.check(rows[:20])
    start = process_time()
    aligner.check(rows)
    print(f"{1000 * (process_time() - start) / len(rows):.3f} ms a pair, {len(rows)} pairs as rows")
    aligner.check(rows[:20], document=True)
    for length in LENGTHS:
        start = process_time()
        aligner.check(rows[:length], document=True)
        print(f"{1000 * (process_time() - start) / length:.3f} ms a pair, {length} pairs as one document")


def print_stress(folder: Path, seeds: int) -> None:
    """Net recall of each kind of synthetic error over all articles, and clean pairs reported."""
    errors: Counter[str] = Counter()
    right: Counter[str] = Counter()
    flagged, pairs_of = 0, articles(folder)
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
    parser.add_argument("--calibrate", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--right", type=Path, nargs="*", default=[])
    parser.add_argument("--aligned", type=Path, nargs="*", default=[])
    parser.add_argument("--judged", type=Path)
    parser.add_argument("--false-alarms", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--stress", action="store_true")
    parser.add_argument("--seeds", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.pred:
        write_predictions(arguments.data, arguments.pred)
    if arguments.calibrate:
        calibrate(arguments)
    if arguments.curve:
        print_curves(everything(arguments))
    if arguments.false_alarms:
        print_false_alarms(arguments.data)
    if arguments.speed:
        print_speed(arguments.data)
    if arguments.stress:
        print_stress(arguments.articles or arguments.data, arguments.seeds)


if __name__ == "__main__":
    main()
