"""What went wrong between the sentences of a bead: checks, and what becomes of what they find.

A check (`check.py`) looks at a pair or at a document (`view.py`) and yields findings (`finding.py`); the
judge (`judge.py`) makes mismatches of them. The checks of the library are one module a family, which says all
about its kinds but their words in other languages (`tables/kinds.tsv`); `registry.py` finds them: `CHECKS` in
a fixed order, and `KINDS` by name. `SEVERITIES` are the values of `Severity`, the lightest first.

The docstring of a check tells its idea with right and wrong pairs (`examples.py`), what was measured, and its
limits. "Measured" is the share of seeded errors that a check found, and how many of its warnings were right,
on development news with seeded errors and on our own articles with synthetic ones, one error in two pairs;
the checks were written with these data at hand, so expect less. The program that counts is
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
