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
    """One sort of mismatch, such as a number that differs: what all findings of this sort have in common.

    Attributes:
        name: The value of `Mismatch.kind`.
        category: Name of the error type in MQM (Lommel, Uszkoreit & Burchardt 2014, "Multidimensional Quality
            Metrics"; themqm.org has the present names); "none" if nothing is wrong with the translation.
        severity: Severity of a finding of this kind, unless its check says otherwise.
        meaning: One line for the reader of a report.
        explained_by: Kinds that can be the cause of this one. Where a finding of such a kind touches the same
            place, this one is not reported: one cause, one mismatch.
        found: How many seeded errors were found at the last count, as in `43 of 43`; empty if none were
            seeded.
        explains: The reverse of `explained_by`: kinds that this one can be the cause of.

    Examples:
        >>> import aligner
        >>> kind = aligner.KINDS["number_missing"]
        >>> kind.category, kind.severity, "sentence_dropped" in kind.explained_by
        ('accuracy/omission', 'warning', True)
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
    """One reported error: what differs, where on both sides, and why it was reported.

    Attributes:
        kind: One of `aligner.KINDS`, or a kind of a check of your own.
        category: Name of the error type in MQM (Multidimensional Quality Metrics).
        severity: `error`, `warning` or `info`: how grave it is if it is true.
        message: One English sentence that quotes both sides.
        source_sentences, target_sentences: Sentence numbers from 0; empty if the mismatch has no place there.
        source_span, target_span: Where it is, in code points of each text; None if it has no place there.
        source_surface, target_surface: The characters at the spans.
        source_value, target_value: What the characters mean, if they are quantities.
        confidence: Probability in [0, 1] that an editor agrees.
        id: The same in every run: a hash of the kind, the characters, and which occurrence of them it is.
        key: Name of the template that made the message; empty if the mismatch was read from a file.
        fields: What was filled into the template besides the characters, by name.
        context: A hash as `id`, which also covers the texts of the sentences, so it is the same in any
            document that has these sentences. Empty if the mismatch was read from a file.

    Examples:
        >>> import aligner
        >>> ((found,),) = aligner.check([("3만 명이 모였다.", "300,000 people gathered.")])
        >>> found.kind, found.severity, found.source_surface, found.source_value, found.target_value
        ('magnitude', 'error', '3만 명', 30000, 300000)
        >>> found.source_span, found.message.partition(";")[0]
        (Span(start=0, end=4), '“3만 명” (30,000) is rendered as “300,000 people”: ten times too large')
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
    """The gravest severity of the mismatches; None if there are none."""
    return max((mismatch.severity for mismatch in mismatches), key=SEVERITIES.index, default=None)


def gravest_first(mismatches: Iterable[Mismatch]) -> list[Mismatch]:
    """Sort mismatches as an editor reads them: errors, warnings, infos; within each in the order given."""
    return sorted(mismatches, key=lambda mismatch: -SEVERITIES.index(mismatch.severity))
