"""Right rows that have nothing to do with each other, the untouched cases, and rows that slipped."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import aligner
from aligner.checks import Mismatch
from aligner.checks.shifted import ROWS

CASES = Path(__file__).parents[1] / "cases" / "mismatches" / "untouched.tsv"
Pairs = list[tuple[str, str]]
LONG = 25  # characters of a Korean row that says enough
FIRST = 20  # the first row that slips


def right_rows() -> Pairs:
    with CASES.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    found = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    rows = dict.fromkeys((row["korean"], row["english"]) for row in found if len(row["korean"]) >= LONG)
    return list({korean: (korean, english) for korean, english in rows}.values())


def shifted(pairs: Sequence[tuple[str, str]]) -> list[tuple[int, Mismatch]]:
    found = aligner.Aligner(checks=[ROWS]).check(pairs)
    return [(number, mismatch) for number, mismatches in enumerate(found) for mismatch in mismatches]


def turned(pairs: Pairs, length: int, by: int) -> Pairs:
    """A stretch of translations, those of `by` rows put to its other end."""
    sources, targets = [source for source, _ in pairs], [target for _, target in pairs]
    part = targets[FIRST : FIRST + length]
    targets[FIRST : FIRST + length] = part[by:] + part[:by]
    return list(zip(sources, targets, strict=True))
