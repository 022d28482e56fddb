"""Checks look for translation errors in beads and documents; the judge turns what they find into mismatches.

A check (`check.py`) looks at a pair or at a document (`view.py`) and yields findings (`finding.py`); the
judge (`judge.py`) makes mismatches of them. The checks of the library are one module for each family. The
module holds everything about its kinds except their names in other languages (`tables/kinds.tsv`).
`registry.py` collects the checks: `CHECKS` in a fixed order, and `KINDS` by name. `SEVERITIES` are the values
of `Severity`, the lightest first.

The docstring of a check gives its idea, right and wrong pairs (`examples.py`), the measured accuracy and the
limits. "Measured" gives recall (how many of the seeded errors were found) and precision (how many of the
reports were right). The data are development news with seeded errors and our own articles with synthetic
errors, one error in every two pairs. The checks were written with these data at hand, so expect lower figures
on other texts. The program that counts is
`examples/measure/mismatches.py DATA --articles examples/articles --curve`.
"""

from aligner.checks.check import Check, Scope
from aligner.checks.finding import Finding, Place
from aligner.checks.judge import find_mismatches
from aligner.checks.registry import CHECKS, KINDS
from aligner.checks.view import DocumentView, PairView, Passage
from aligner.model.mismatch import SEVERITIES, Kind, Mismatch, Severity

__all__ = [
    "CHECKS",
    "KINDS",
    "SEVERITIES",
    "Check",
    "DocumentView",
    "Finding",
    "Kind",
    "Mismatch",
    "PairView",
    "Passage",
    "Place",
    "Scope",
    "Severity",
    "find_mismatches",
]
