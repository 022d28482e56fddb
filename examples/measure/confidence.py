"""Counts how often findings come with an error and without: the table of `aligner.checks.confidence`.

Errors are those put into pairs and documents (`mismatches.Item`), and sentences that the gold alignment of
a document leaves alone. Right are pairs without an error: those of the same folder, our own articles, and
documents and pairs of `--right`, JSON lines with `ko`, `en` and `gold`, or known pairs with `doc`, `ko`,
`en`. Of documents of `--aligned` only lone sentences are counted. Real translations are only nearly right:
`--judged`, JSON lines with `set` (the name of a file of `--right`), `key` (which message), `source_surface`,
`target_surface` and `verdict` (true, defensible, false), says what was read there. A finding that was read
counts as it was judged; any other is false in the share that its message had among those that were read of
that file and are as strong or as weak. The rest are errors that were there: they count as found beside those
that were put in, and give the rate of errors, which is printed.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from pathlib import Path
from typing import Any
from unittest.mock import patch

import aligner
from aligner.checks import CHECKS, Check, Finding, Kind, PairView

FREE = 2.0  # added to the strength of a finding in a pair that is translated freely, while counting
SENTENCES = ("sentence_dropped", "sentence_added")
LEAST_ERRORS = 8  # of a kind; with fewer its strength stands for itself
LEAST_READ = 3  # findings of a message in a file, for their share to be believed; else half of them
LIKELY_FALSE = 0.5
# What is there and does no harm (reported speech for a quotation): one editor agrees, another does not.
FALSE = {"true": 0.0, "defensible": 0.5, "false": 1.0}
STRONG = 0.5  # of a strength; below it a finding is an info by its check
SPARSE = 10  # findings of one step; of fewer the half that is added of each would decide
Row = tuple[str, str]
Key = tuple[str, bool]  # kind, whether the pair is translated freely


def _every_pair(view: PairView) -> Iterator[Finding]:
    """A finding for each pair, so that its manner is told."""
    if view.has_both:
        yield Finding("pair", view.source.whole(), view.target.whole())


COUNTER = Check(
    _every_pair,
    (Kind("pair", "none", "info", "a pair"),),
    {"pair": "A pair."},
    right=(),
    wrong=(),
    of_copies=True,
)


@contextmanager
def strengths() -> Iterator[None]:
    """In which a mismatch has the strength of its finding for its confidence, and tells its manner."""

    def strength_of(kind: str, strength: float, pair: Any, *, free: bool, rates: Any) -> float:
        return strength + FREE * free

    with patch("aligner.checks.judge.calibrated", strength_of):
        yield


def manner(strength: float) -> tuple[float, bool]:
    return (round(strength % FREE, 2), True) if strength >= FREE else (round(strength, 2), False)


def always(mismatch: Any) -> float:
    """Where the pairs were read and are right."""
    return 1.0


@dataclass
class Counts:
    """What was counted.

    Attributes:
        errors: By kind, errors that a finding of it would name.
        found: By kind and strength, those that it did name.
        right: By manner, pairs that are right.
        aligned: Pairs of documents of which only lone sentences were counted.
        false: By kind, manner and strength, findings in them that are false.
        real: By kind and strength, findings in them that are true.
    """

    errors: Counter[str] = field(default_factory=Counter)
    found: dict[str, Counter[float]] = field(default_factory=lambda: defaultdict(Counter))
    right: Counter[bool] = field(default_factory=Counter)
    aligned: int = 0
    false: dict[Key, Counter[float]] = field(default_factory=lambda: defaultdict(Counter))
    real: dict[str, Counter[float]] = field(default_factory=lambda: defaultdict(Counter))

    def with_real(self, kind: str) -> tuple[Counter[float], float]:
        """Errors of a kind that were found, by strength, and all of them: those put in and real ones."""
        real = self.real[kind]
        return self.found[kind] + real, self.errors[kind] + sum(real.values())

    def add_error(self, names: Sequence[str], mismatches: Iterable[Any]) -> None:
        """An error, and what was found of it; of a kind only the surest."""
        best: dict[str, float] = {}
        for mismatch in mismatches:
            strength, _ = manner(mismatch.confidence)
            best[mismatch.kind] = max(strength, best.get(mismatch.kind, 0.0))
        named = [kind for kind in names if kind in best]
        for kind in named:
            self.found[kind][best[kind]] += 1
        # What nothing names is missed by the kind that should have.
        self.errors.update(named or names[:1])

    def add_right(self, mismatches: Iterable[Any], weight: Callable[[Any], float] = always) -> None:
        """What was found in a right pair; one of the kind "pair" counts the pair itself."""
        for mismatch in mismatches:
            strength, free = manner(mismatch.confidence)
            if mismatch.kind == "pair":
                self.right[free] += 1
            else:
                false = weight(mismatch)
                self.false[mismatch.kind, free][strength] += false
                self.real[mismatch.kind][strength] += 1 - false


Place = tuple[str, str, str]  # key of the message, surface form of the source, of the target
Verdicts = Mapping[Place, float]  # how false a finding is, 0 to 1: the mean where it was judged several times


def verdicts(path: Path | None) -> dict[str, Verdicts]:
    """By name of the file what was read of it."""
    read: dict[str, dict[Place, list[float]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text(encoding="utf-8").splitlines() if path else ():
        row = json.loads(line)
        place = row["key"], row.get("source_surface", ""), row.get("target_surface", "")
        read[row["set"]][place].append(FALSE[row["verdict"]])
    return {
        name: {place: sum(found) / len(found) for place, found in places.items()}
        for name, places in read.items()
    }


def place_of(mismatch: Any) -> Place:
    return mismatch.key, mismatch.source_surface or "", mismatch.target_surface or ""


def weights_of(checked: Sequence[Sequence[Any]], read: Verdicts) -> Callable[[Any], float]:
    """How far a finding of a file counts as false: as it was read, else as others of its message and band."""

    def band(mismatch: Any) -> tuple[str, bool]:
        return mismatch.key, manner(mismatch.confidence)[0] >= STRONG

    judged: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for mismatch in chain.from_iterable(checked):
        if place_of(mismatch) in read:
            judged[band(mismatch)].append(read[place_of(mismatch)])
    shares = {name: sum(found) / len(found) for name, found in judged.items() if len(found) >= LEAST_READ}
    return lambda mismatch: read.get(place_of(mismatch), shares.get(band(mismatch), LIKELY_FALSE))


def documents(path: Path) -> Iterator[tuple[list[Row], dict[str, Any] | None]]:
    """The known pairs of each document, and the document where its gold alignment is known."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    if "gold" in rows[0]:
        for row in rows:
            beads = [(a, b) for a, b in row["gold"] if a and b]
            pairs = [(" ".join(row["ko"][i] for i in a), " ".join(row["en"][j] for j in b)) for a, b in beads]
            yield pairs, row
    else:
        for _, group in groupby(rows, key=lambda row: row["doc"]):
            yield [(row["ko"], row["en"]) for row in group], None


def count_right(counts: Counts, paths: Sequence[Path], read: Mapping[str, Verdicts]) -> None:
    checks = aligner.Aligner(checks=(*CHECKS, COUNTER))
    for path in paths:
        of_file = list(documents(path))
        checked = [found for pairs, _ in of_file for found in checks.check(pairs, document=True)]
        weight = weights_of(checked, read.get(path.name.removesuffix(".jsonl"), {}))
        for mismatches in checked:
            counts.add_right(mismatches, weight)
        for _, document in of_file:
            if document:
                count_sentences(counts, document)


def count_aligned(counts: Counts, paths: Sequence[Path]) -> None:
    for path in paths:
        for pairs, document in documents(path):
            if document:
                counts.aligned += len(pairs)
                count_sentences(counts, document)


def print_rates(counts: Counts) -> None:
    """True findings in 100 nearly right pairs: with what was missed the errors of each kind."""
    pairs = sum(counts.right.values())
    for kind, of_kind in sorted(counts.real.items()):
        true = sum(of_kind.values())
        recall = sum(counts.found[kind].values()) / counts.errors[kind] if counts.errors[kind] else 1.0
        print(
            f"{kind:<18}{100 * true / pairs:>8.3f} true in 100 pairs,"
            f" {100 * true / pairs / (recall or 1):>8.3f} errors"
        )


def count_sentences(counts: Counts, document: Mapping[str, Any]) -> None:
    """Of a document that we align: sentences that stand alone in the gold are errors, others are not."""
    gold = document["gold"]
    alone = {
        "sentence_dropped": {n for a, b in gold if not b for n in a},
        "sentence_added": {n for a, b in gold if not a for n in b},
    }
    for kind, numbers in alone.items():
        counts.errors[kind] += len(numbers)
    for mismatch in aligner.align(document["ko"], document["en"], source_language="ko").mismatches:
        if mismatch.kind in SENTENCES:
            strength, free = manner(mismatch.confidence)
            own = mismatch.source_sentences if mismatch.kind == SENTENCES[0] else mismatch.target_sentences
            if any(number in alone[mismatch.kind] for number in own):
                counts.found[mismatch.kind][strength] += 1
            else:
                counts.false[mismatch.kind, free][strength] += 1


@dataclass(frozen=True, slots=True)
class Step:
    """Findings from one strength to the last: how many came with an error, and without."""

    strength: float
    found: float
    false: float
    last: float

    @property
    def count(self) -> float:
        """All of them, rightly and in vain."""
        return self.found + self.false

    def ratio(self, errors: float, right: int) -> float:
        """How much more often it comes with an error; half a finding more of each (Jeffreys)."""
        return (self.found + 0.5) / (errors + 1) / ((self.false + 0.5) / (right + 1))


def steps(found: Counter[float], false: Counter[float], errors: float, right: int) -> list[Step]:
    """Ratios that rise with the strength: neighbours that do not, and that are few, are pooled."""
    pooled: list[Step] = []
    for strength in sorted({*found, *false}):
        step = Step(strength, found[strength], false[strength], strength)
        while pooled and (
            pooled[-1].count < SPARSE or pooled[-1].ratio(errors, right) >= step.ratio(errors, right)
        ):
            last = pooled.pop()
            step = Step(last.strength, last.found + step.found, last.false + step.false, step.last)
        pooled.append(step)
    # A strength that never came belongs to the next step.
    below = (None, *(step.last for step in pooled[:-1]))
    return [
        step if last is None else replace(step, strength=round(last + 0.01, 2))
        for step, last in zip(pooled, below, strict=True)
    ]


def write_table(counts: Counts, path: Path) -> None:
    lines = [
        "# How much more often a finding comes with an error than without, by kind, manner and strength;",
        "# see aligner.checks.confidence. A strength holds up to the next one. Written by",
        "# examples/measure/mismatches.py --calibrate: `found` of so many `errors` put into news and",
        "# articles, known to be in documents or read there, `false` of so many `pairs` of news, articles,",
        "# documents, lessons and tales.",
        "kind\tmanner\tstrength\tratio\tfound\terrors\tfalse\tpairs",
    ]
    for kind in sorted(counts.found):
        found, errors = counts.with_real(kind)
        for free in (False, True) if counts.errors[kind] >= LEAST_ERRORS else ():
            right = counts.right[free] + counts.aligned * (kind in SENTENCES and not free)
            lines += [
                f"{kind}\t{'free' if free else 'close'}\t{step.strength:.2f}\t{step.ratio(errors, right):.4g}"
                f"\t{step.found:.1f}\t{errors:.1f}\t{step.false:.1f}\t{right}"
                for step in steps(found, counts.false[kind, free], errors, right)
            ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
