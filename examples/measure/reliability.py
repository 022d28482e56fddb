"""How far a stated confidence can be believed: findings on real translations against what a reader said.

    python examples/measure/reliability.py fastapi.jsonl lessons.jsonl --judged judged.jsonl
    python examples/measure/reliability.py fastapi.jsonl --judged judged.jsonl --unread unread.jsonl
    python examples/measure/reliability.py ... --judged judged.jsonl --write examples/measure/read.tsv

The files hold documents (`id`, `ko`, `en`, `gold`) or known pairs (`id`, `doc`, `ko`, `en`), as JSON lines.
`--judged` holds what was read: `set` (name of the file), `id` (of the pair), `kind`, `source_surface`,
`target_surface` and `verdict` (true, defensible or false). A finding is looked up by these five, so that its
confidence is always the one of today. `--unread` writes the findings nobody has read, in the same form with
`message`, `ko` and `en` beside, for somebody to add a verdict.

Printed: by stated confidence, and by kind, how many were read, what was stated on average, and in what share
an editor agrees: true ones, and half of the defensible ones. Last how well confidence puts the true and the
defensible before the false (area under the curve). `--write` keeps, by kind, what was read of the findings
that an editor probably agrees with (stated .5 and more): the table that `examples/kinds.py` shows.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import aligner

BINS = (0.0, 0.1, 0.25, 0.5, 0.7, 0.85, 0.95, 1.01)
LIKELY = 0.5  # below it a finding is info
AGREES = {"true": 1.0, "defensible": 0.5, "false": 0.0}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in a known pair.

    Attributes:
        place: Name of the file, id of the pair, kind, surface form on either side.
        pair: Source and target text.
    """

    place: tuple[str, str, str, str, str]
    pair: tuple[str, str]
    mismatch: aligner.Mismatch


def known_pairs(path: Path) -> Iterator[list[tuple[str, str, str]]]:
    """Of each document: id, source and target of its pairs."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    if "gold" in rows[0]:
        for row in rows:
            beads = [(a, b) for a, b in sorted(row["gold"]) if a and b]
            yield [
                (
                    f"{row['id']}#{a[0]}",
                    " ".join(row["ko"][i] for i in a),
                    " ".join(row["en"][j] for j in b),
                )
                for a, b in beads
            ]
    else:
        for _, group in groupby(rows, key=lambda row: row["doc"]):
            yield [(row["id"], row["ko"], row["en"]) for row in group]


def findings(path: Path) -> Iterator[Found]:
    """All findings of a file, also those that are only info."""
    for rows in known_pairs(path):
        pairs = [(source, target) for _, source, target in rows]
        checked = aligner.check(pairs, document=True, source_language="ko")
        for (name, *_), pair, mismatches in zip(rows, pairs, checked, strict=True):
            for mismatch in mismatches:
                surfaces = mismatch.source_surface or "", mismatch.target_surface or ""
                yield Found((path.stem, name, mismatch.kind, *surfaces), pair, mismatch)


def area(good: Sequence[float], false: Sequence[float]) -> float:
    """Chance that a good finding is stated surer than a false one; a tie is half of one."""
    wins = sum((one > other) + (one == other) / 2 for one in good for other in false)
    return wins / (len(good) * len(false)) if good and false else float("nan")


def print_row(name: str, rows: Sequence[tuple[float, float]]) -> None:
    stated = sum(confidence for confidence, _ in rows) / len(rows)
    observed = sum(agrees for _, agrees in rows) / len(rows)
    print(f"{name:<20}{len(rows):>6}{stated:>9.2f}{observed:>10.2f}")


def table(read: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """The findings of each kind that are probably right, as a table: read, stated on average, right."""
    lines = [
        "# Findings with a stated confidence of .5 and more on real translations, as a reader judged them; a",
        "# defensible one is half right. Written by examples/measure/reliability.py --write.",
        "kind\tread\tstated\tright",
    ]
    for kind, rows in sorted(read.items()):
        if likely := [row for row in rows if row[0] >= LIKELY]:
            stated = sum(confidence for confidence, _ in likely) / len(likely)
            lines.append(f"{kind}\t{len(likely)}\t{stated:.2f}\t{sum(agrees for _, agrees in likely):g}")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--judged", type=Path, required=True)
    parser.add_argument("--unread", type=Path, metavar="OUT")
    parser.add_argument("--write", type=Path, metavar="TABLE")
    parser.add_argument("--least", type=float, default=LIKELY, help="confidence from which --unread writes")
    arguments = parser.parse_args()

    keys = ("set", "id", "kind", "source_surface", "target_surface")
    lines = arguments.judged.read_text(encoding="utf-8").splitlines() if arguments.judged.exists() else []
    verdicts = {tuple(row[key] for key in keys): row["verdict"] for row in map(json.loads, lines)}
    read: dict[str, list[tuple[float, float]]] = defaultdict(list)
    unread: list[dict[str, Any]] = []
    for found in (one for path in arguments.files for one in findings(path)):
        verdict, sure = verdicts.get(found.place), found.mismatch.confidence
        if verdict:
            read[found.mismatch.kind].append((sure, AGREES[verdict]))
        elif sure >= arguments.least:
            row = dict(zip(keys, found.place, strict=True))
            unread.append(
                row
                | {"confidence": sure, "message": found.mismatch.message}
                | dict(zip(("ko", "en"), found.pair, strict=True))
            )
    every = [row for rows in read.values() for row in rows]
    print(f"{'stated':<20}{'read':>6}{'stated':>9}{'observed':>10}")
    for low, high in pairwise(BINS):
        if inside := [row for row in every if low <= row[0] < high]:
            print_row(f"{low:.2f} to {min(high, 1):.2f}", inside)
    print()
    for kind, rows in sorted(read.items()):
        print_row(kind, rows)
    good, false = ([sure for sure, agrees in every if (agrees > 0) is wanted] for wanted in (True, False))
    print(f"\ngood before false: {area(good, false):.2f}; {len(unread)} not read yet")
    if arguments.write:
        arguments.write.write_text(table(read), encoding="utf-8")
    if arguments.unread:
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in unread)
        arguments.unread.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
