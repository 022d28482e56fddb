"""The value that checks return, and the table of kinds they choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aligner.quantities.quantity import Value
from aligner.span import Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One finding: what differs, where on both sides, and why it was reported.

    Attributes:
        kind: One of `KINDS`.
        category: Name of the error type in MQM (Multidimensional Quality Metrics).
        severity: `error`, `warning` or `info`.
        message: One English sentence with both surface forms.
        source_sentences, target_sentences: Sentence numbers; empty where a side says nothing.
        source_span, target_span: Coordinates of the document; None where a side says nothing.
        source_surface, target_surface: The characters at the spans.
        source_value, target_value: What the characters mean, for quantities.
        confidence: Probability in [0, 1] that an editor agrees.
        id: The same in every run: hash of kind, surface forms and which occurrence it is.
    """

    kind: str
    category: str
    severity: Severity
    message: str
    source_sentences: tuple[int, ...] = ()
    target_sentences: tuple[int, ...] = ()
    source_span: Span | None = None
    target_span: Span | None = None
    source_surface: str | None = None
    target_surface: str | None = None
    source_value: Value | None = None
    target_value: Value | None = None
    confidence: float = 1.0
    id: str = ""
