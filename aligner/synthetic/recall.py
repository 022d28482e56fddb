"""Counts how many synthetic errors the checks find, and how many clean pairs they flag.

This is net recall: a mismatch that the clean pair has already does not count as found, even if its kind fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from aligner.aligner import Aligner
from aligner.checks import KINDS as MISMATCH_KINDS
from aligner.model.mismatch import SEVERITIES, Mismatch
from aligner.model.settings import Settings
from aligner.synthetic.error import SyntheticError

LEAST_SEVERITY = SEVERITIES.index("warning")


@dataclass(frozen=True, slots=True)
class Recall:
    """How many errors of one kind there are, and how many of them are found.

    Examples:
        >>> Recall(errors=20, found=18).share
        0.9
    """

    errors: int
    found: int

    @property
    def share(self) -> float:
        """The share that is found, from 0 to 1."""
        return self.found / self.errors


@dataclass(frozen=True, slots=True)
class StressScores:
    """The result of `measure_recall`. An info counts only if its kind is never more than info.

    Attributes:
        by_kind: Number of errors and of found errors, for each kind of synthetic error.
        pairs: Number of clean pairs.
        flagged: Number of clean pairs with a warning or error. If the pairs are really clean, these are false
            alarms.
        missed: The errors that were not found.

    Examples:
        >>> pairs = [("3만 명이 왔다.", "It drew 30,000 people."), ("비가 왔다.", "It rained.")]
        >>> from aligner import stress
        >>> scores = measure_recall(pairs, stress(pairs, kinds=["magnitude"]))
        >>> print(scores.table(), end="")
        magnitude                  1 of 1      100.0%
        reported in vain           0 of 2 clean pairs
    """

    by_kind: dict[str, Recall]
    pairs: int
    flagged: int
    missed: tuple[SyntheticError, ...]

    def table(self) -> str:
        """Return a text with a line for each kind of error and one for the clean pairs."""
        lines = [
            f"{kind:<22}{recall.found:>6} of {recall.errors:<6}{recall.share:>7.1%}"
            for kind, recall in self.by_kind.items()
        ]
        lines.append(f"{'reported in vain':<22}{self.flagged:>6} of {self.pairs} clean pairs")
        return "\n".join(lines) + "\n"


def measure_recall(
    pairs: Iterable[tuple[str, str]], errors: Iterable[SyntheticError], settings: Settings | None = None
) -> StressScores:
    """Check clean pairs and the errors that were made from them, and count the errors that are found.

    Args:
        pairs: The clean pairs that were passed to `stress`.
        errors: The errors that `stress` returned.
        settings: Settings of the checks.

    Examples:
        >>> from aligner import stress
        >>> pairs = [("3만 명이 왔다.", "It drew 30,000 people.")]
        >>> scores = measure_recall(pairs, stress(pairs, kinds=["magnitude", "number_dropped"]))
        >>> {kind: recall.found for kind, recall in scores.by_kind.items()}, scores.flagged
        ({'magnitude': 1, 'number_dropped': 1}, 0)
    """
    clean, cases = list(pairs), list(errors)
    aligner = Aligner(settings)
    clean_found = aligner.check(clean)
    before = [_due(mismatches) for mismatches in clean_found]
    of_document: set[str] = set()
    if any(error.document for error in cases):
        source, target = ([text for text in side if text.strip()] for side in zip(*clean, strict=True))
        of_document = {mismatch.id for mismatch in _due(aligner.align(source, target).mismatches)}
    total: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    missed = []
    for error in cases:
        total[error.kind] += 1
        known = of_document if error.document else {mismatch.id for mismatch in before[error.pair]}
        new = found_beside(error, aligner)
        if any(_names(mismatch, error) for mismatch in _due(new) if mismatch.id not in known):
            caught[error.kind] += 1
        else:
            missed.append(error)
    return StressScores(
        {kind: Recall(count, caught[kind]) for kind, count in total.items()},
        len(clean),
        sum(bool(_grave(mismatches)) for mismatches in clean_found),
        tuple(missed),
    )


def found_beside(error: SyntheticError, aligner: Aligner) -> tuple[Mismatch, ...]:
    """Return the mismatches of a damaged pair or document; for rows, those from the damaged row on."""
    if error.document:
        return aligner.align(error.source, error.target).mismatches
    of_rows = aligner.check(list(zip(error.source, error.target, strict=True)))
    return tuple(chain.from_iterable(of_rows[error.sentence :]))


def _grave(mismatches: Sequence[Mismatch]) -> list[Mismatch]:
    return [mismatch for mismatch in mismatches if SEVERITIES.index(mismatch.severity) >= LEAST_SEVERITY]


def _due(mismatches: Sequence[Mismatch]) -> list[Mismatch]:
    """Return the mismatches that count: warnings, errors, and infos of kinds that are never more."""
    light = {name for name, kind in MISMATCH_KINDS.items() if kind.severity == "info"}
    return [m for m in mismatches if m.kind in light] + _grave(mismatches)


def _names(mismatch: Mismatch, error: SyntheticError) -> bool:
    """Return whether a mismatch has a fitting kind and, in a document, is at the damaged place."""
    if mismatch.kind not in error.found_by:
        return False
    near = {error.sentence, error.sentence + 1, error.pair, error.pair + 1}
    sentences = {*mismatch.source_sentences, *mismatch.target_sentences}
    return not error.document or not near.isdisjoint(sentences)
