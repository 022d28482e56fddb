"""What went wrong between the sentences of a bead: checks, and what becomes of what they find.

The docstring of a check tells its idea with right and wrong pairs, what was measured, and its limits.
"Measured" is the share of seeded errors that a check found, and how many of its warnings were right, on
development news with seeded errors and on our own articles with synthetic ones, one error in two pairs; the
checks were written with these data at hand, so expect less. The program that counts is
`examples/measure/mismatches.py DATA --articles examples/articles --curve`.
"""

from aligner.mismatches.find import CHECKS, DOCUMENT_CHECKS, find_mismatches
from aligner.mismatches.finding import Check, DocumentCheck, Finding, Place
from aligner.model.mismatch import KINDS, SEVERITIES, Kind, Mismatch, Severity

__all__ = [
    "CHECKS",
    "DOCUMENT_CHECKS",
    "KINDS",
    "SEVERITIES",
    "Check",
    "DocumentCheck",
    "Finding",
    "Kind",
    "Mismatch",
    "Place",
    "Severity",
    "find_mismatches",
]
