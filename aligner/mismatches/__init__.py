"""What went wrong between the sentences of a bead: checks, and what becomes of what they find."""

from aligner.mismatches.find import CHECKS, DOCUMENT_CHECKS, find_mismatches
from aligner.mismatches.finding import Check, DocumentCheck, Finding, Place
from aligner.mismatches.mismatch import KINDS, SEVERITIES, Kind, Mismatch, Severity

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
