"""What a mismatch is: the value that becomes of what a check finds, and its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from aligner.model.quantity import Value
from aligner.model.text import Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of mismatch, such as a number that differs; what is true of all findings of this sort.

    Attributes:
        name: As `Mismatch.kind` has it.
        category: Name of the error type in MQM (Lommel, Uszkoreit & Burchardt 2014, "Multidimensional Quality
            Metrics"; themqm.org for the present names); "none" where nothing is wrong with the translation.
        severity: What a finding of this kind has unless its check says otherwise.
        meaning: One line for the reader of a report.
        explained_by: Kinds of findings that are the cause of one of this kind where the two touch the same
            place: one cause, one mismatch.
        found: How many seeded errors were found when they were last counted, as in `43 of 43`; empty if none
            were seeded.
        explains: As `explained_by`, told by the cause: kinds whose findings one of this kind explains.
    """

    name: str
    category: str = "none"
    severity: Severity = "warning"
    meaning: str = ""
    explained_by: tuple[str, ...] = ()
    found: str = ""
    explains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One finding: what differs, where on both sides, and why it was reported.

    Attributes:
        kind: One of `aligner.KINDS`, or a kind of a check of the user's own.
        category: Name of the error type in MQM (Multidimensional Quality Metrics).
        severity: `error`, `warning` or `info`.
        message: One English sentence with both surface forms.
        source_sentences, target_sentences: Sentence numbers; empty where a side says nothing.
        source_span, target_span: Coordinates of the document; None where a side says nothing.
        source_surface, target_surface: The characters at the spans.
        source_value, target_value: What the characters mean, for quantities.
        confidence: Probability in [0, 1] that an editor agrees.
        id: The same in every run: hash of kind, surface forms and which occurrence it is.
        key: Name of the template that the message was rendered from; empty if it was read from a file.
        fields: What was filled into the template, by name, besides the surface forms.
        context: As `id`, of this slip in these very sentences: their texts are part of the hash, whatever
            document they stand in. Empty if it was read from a file.
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
    key: str = field(default="", compare=False, repr=False)
    fields: Mapping[str, str | int] = field(default_factory=dict, compare=False, repr=False)
    context: str = field(default="", compare=False, repr=False)


def worst_severity(mismatches: Iterable[Mismatch]) -> Severity | None:
    """The gravest severity among the mismatches, None if there are none."""
    return max((mismatch.severity for mismatch in mismatches), key=SEVERITIES.index, default=None)


def gravest_first(mismatches: Iterable[Mismatch]) -> list[Mismatch]:
    """The mismatches as an editor reads them: errors, warnings, infos, each in the order given."""
    return sorted(mismatches, key=lambda mismatch: -SEVERITIES.index(mismatch.severity))
