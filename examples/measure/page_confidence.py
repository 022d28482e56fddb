"""How well the confidence of a page tells which pages were read badly, and what its constants should be.

    python examples/measure/page_confidence.py FOLDER_OR_CASES... [--fit]

Folders hold `pages.jsonl` (a page and its gold pairs) or pages with a `.gold.json` beside each; cases are a
file of rows with `"do": "page"` and the pairs wanted. Each page is read as it is, by the rules alone, without
its blank lines, with twice as many, wrapped anew, and with its lines in any order, so that there are bad
readings enough. A reading is bad if it loses a third of the gold pairs. Printed are, for each way, how many
readings have less than .9 and how many of these are bad, then how many of the others. `--fit` prints the
constants of `aligner/counterparts/trust.py`, fitted on all and then moved to the base rate of bad readings.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np

import aligner
from aligner.counterparts.trust import shares_of
from aligner.ladder.ladder import Step
from aligner.model.article import Article
from aligner.page import read_page
from aligner.sides import read_side

# A reading is bad if it finds less of its gold pairs.
ENOUGH = 2 / 3
# So many pages as they come are taken to be read badly, when the constant of the fit is chosen: three times
# as many as of those here, which are in manners that the rules know.
BASE_RATE = 0.03
LEAST = 0.9
WIDTH = 42
LABEL = re.compile(r"^(?:\(?\d{1,2}[.)]|[-\u2013•*/|■▲◇□○●·①-⑳#]|[A-Z]\.|\s)+|[\s/|*]+$")
# So many characters more or less are a label or a dash that may belong to a sentence or not.
SLACK = 6

Gold = list[tuple[str, str]]


@dataclass(frozen=True)
class Reading:
    """One way of reading a page: its shares, whether it is bad, and what the library says."""

    way: str
    page: str
    shares: tuple[float, ...]
    bad: bool
    confidence: float


def samples(place: Path) -> Iterator[tuple[str, str, Gold]]:
    """Name, page and gold pairs."""
    if place.is_file() or (place / "pages.jsonl").exists():
        lines = (place if place.is_file() else place / "pages.jsonl").read_text(encoding="utf-8").splitlines()
        for row in map(json.loads, lines):
            if row.get("do", "page") == "page":
                pairs = row["want"].get("pairs", ()) if "want" in row else row["gold"]
                yield f"{place.name}/{row['id']}", row["page"], [tuple(pair) for pair in pairs]
        return
    for gold_file in sorted(place.glob("*.gold.json")):
        stem = gold_file.name.removesuffix(".gold.json")
        page = next(path for path in place.glob(f"{stem}.*") if path != gold_file)
        pairs = json.loads(gold_file.read_text(encoding="utf-8"))["pairs"]
        yield (
            f"{place.name}/{stem}",
            page.read_text(encoding="utf-8"),
            [(p["source"], p["target"]) for p in pairs],
        )


def ways(text: str, shuffle: random.Random) -> Iterator[tuple[str, str | aligner.Page]]:
    """The page as it is and as it may come; mark-up stays as it is."""
    yield "as it is", text
    yield "rules alone", read_page(text)
    if "<p" in text or "<td" in text or "<d" in text:
        return
    lines = text.split("\n")
    yield "no blank lines", "\n".join(line for line in lines if line.strip())
    yield "twice the lines", text.replace("\n", "\n\n")
    yield (
        "wrapped",
        "\n".join("\n".join(textwrap.wrap(line, WIDTH)) if line.strip() else "" for line in lines),
    )
    shuffle.shuffle(lines)
    yield "shuffled", "\n".join(lines)


def folded(text: str) -> str:
    return "".join(LABEL.sub("", text).split())


def alike(one: str, other: str) -> bool:
    return one == other or (abs(len(one) - len(other)) <= SLACK and (one in other or other in one))


def found(alignment: aligner.Alignment, gold: Gold) -> float:
    """Share of the gold pairs that stand in the alignment."""
    ours = [(folded(p.source_text), folded(p.target_text)) for p in alignment if p.source and p.target]
    wanted = [(folded(source), folded(target)) for source, target in gold]
    return sum(any(all(map(alike, pair, mine)) for mine in ours) for pair in wanted) / len(wanted)


def reading_of(name: str, way: str, alignment: aligner.Alignment, gold: Gold) -> Reading | None:
    """None where nothing is paired."""
    article = Article(
        read_side([s for pair in alignment for s in pair.source], alignment.source_language),
        read_side([s for pair in alignment for s in pair.target], alignment.target_language),
    )
    page = alignment.page
    assert page is not None
    steps = [Step(pair.bead, pair.confidence, pair.evidence) for pair in alignment]
    shares = shares_of(page, article, steps)
    if shares is None:
        return None
    return Reading(way, name, astuple(shares), found(alignment, gold) < ENOUGH, page.confidence)


def readings(places: list[Path]) -> Iterator[Reading]:
    shuffle = random.Random(0)
    for place in places:
        for name, text, gold in samples(place):
            gold = [pair for pair in gold if all(side.strip() for side in pair)]
            for way, page in ways(text, shuffle) if gold else ():
                reading = reading_of(name, way, aligner.align_page(page), gold)
                if reading:
                    yield reading


def fit(rows: list[Reading]) -> list[float]:
    """The constant, moved to the base rate, and a weight for each share, by Newton's method."""
    signs = np.array([[1.0, *row.shares] for row in rows])
    bad = np.array([float(row.bad) for row in rows])
    weights = np.zeros(signs.shape[1])
    ridge = 0.05 * np.eye(len(weights))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (chance - bad) + ridge @ weights
        weights -= np.linalg.solve((signs.T * (chance * (1 - chance))) @ signs + ridge, slope)
    rate = bad.mean()
    weights[0] += math.log(BASE_RATE / (1 - BASE_RATE)) - math.log(rate / (1 - rate))
    return [float(weight) for weight in weights]


def report(rows: list[Reading], confidence: list[float]) -> None:
    of_way: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for row, sure in zip(rows, confidence, strict=True):
        for way in {row.way, row.way if row.way == "shuffled" else "all but shuffled"}:
            of_way[way].append((sure, row.bad))
    print(f"{'way':18}{'read':>6}{'bad':>5}{'< .9':>7}{'bad of these':>14}{'bad of others':>15}")
    for way, found_here in sorted(of_way.items()):
        low = [bad for sure, bad in found_here if sure < LEAST]
        high = [bad for sure, bad in found_here if sure >= LEAST]
        shares = [sum(part) / len(part) if part else 0.0 for part in (low, high)]
        count = sum(bad for _, bad in found_here)
        print(f"{way:18}{len(found_here):6}{count:5}{len(low):7}{shares[0]:14.2f}{shares[1]:15.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("places", type=Path, nargs="+")
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    rows = list(readings(options.places))
    print("as the library says, but for the rules alone, whose pages keep the confidence of the rules")
    report(rows, [row.confidence for row in rows])
    if not options.fit:
        return
    print("fitted, each fifth of the pages by the others")
    names = sorted({row.page for row in rows})
    part = {name: number % 5 for number, name in enumerate(names)}
    sure = [0.0] * len(rows)
    for held in range(5):
        weights = fit([row for row in rows if part[row.page] != held])
        for number, row in enumerate(rows):
            if part[row.page] == held:
                odds = weights[0] + sum(w * s for w, s in zip(weights[1:], row.shares, strict=True))
                sure[number] = 1 / (1 + math.exp(odds))
    report(rows, sure)
    print("CONSTANT, UNSURE, UNLINKED, UNLIKE, MISSED =", *(f"{weight:.2f}" for weight in fit(rows)))


if __name__ == "__main__":
    main()
