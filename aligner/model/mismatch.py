"""The value that checks return, and the table of kinds they choose from.

Categories are names of the MQM typology (Lommel, Uszkoreit & Burchardt 2014, "Multidimensional Quality
Metrics", and themqm.org for the present names); `source_damage`, `split` and `merge` are no translation
errors, so MQM has no name for them and the category is "none".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from aligner.model.quantity import Value
from aligner.model.text import Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table of kinds.

    Attributes:
        category: Name of the error type in MQM (Multidimensional Quality Metrics).
        severity: What a finding of this kind has unless its check says otherwise.
        meaning: One line for the reader of a report.
    """

    category: str
    severity: Severity
    meaning: str


KINDS = {
    "number": Kind("accuracy/mistranslation/number", "error", "both sides state a number, the values differ"),
    "magnitude": Kind("accuracy/mistranslation/number", "error", "same digits, off by a power of ten"),
    "number_missing": Kind("accuracy/omission", "warning", "a number of the source is not in the target"),
    "number_added": Kind("accuracy/addition", "warning", "a number of the target is not in the source"),
    "unit": Kind("accuracy/mistranslation/unit-conversion", "error", "same number, another unit or currency"),
    "date": Kind("accuracy/mistranslation/date-time", "error", "another day, month, year, weekday or time"),
    "bound": Kind("accuracy/mistranslation/number", "warning", "same number, other bound: at least, about"),
    "name": Kind("accuracy/mistranslation/entity", "warning", "another name stands where a name was"),
    "name_variant": Kind("terminology/inconsistent", "warning", "one name spelt in two ways"),
    "sentence_dropped": Kind("accuracy/omission", "error", "a source sentence has no translation"),
    "sentence_added": Kind("accuracy/addition", "error", "a target sentence translates nothing"),
    "clause_dropped": Kind("accuracy/omission", "warning", "part of a source sentence has no translation"),
    "clause_added": Kind("accuracy/addition", "warning", "part of a target sentence translates nothing"),
    "untranslated": Kind("accuracy/untranslated", "error", "words of the source language left in the target"),
    "duplicate": Kind("accuracy/addition", "warning", "a sentence is translated twice"),
    "moved": Kind("organizational", "warning", "stands in another place than in the source"),
    "quotation": Kind("linguistic/punctuation", "warning", "quotation marks lost, unpaired or broken in two"),
    "bracket": Kind("linguistic/punctuation", "warning", "brackets lost or unpaired"),
    "negation": Kind("accuracy/mistranslation", "warning", "one side says not, the other does not"),
    "inconsistent": Kind("terminology/inconsistent", "info", "same source sentence, different translations"),
    "repeated_word": Kind("linguistic/style", "info", "a word is coordinated with itself or stands twice"),
    "pronoun": Kind("accuracy/mistranslation", "info", "the subject drifts between he, they and we"),
    "glossary": Kind("terminology/wrong-term", "warning", "not the term of the user's glossary"),
    "source_damage": Kind("none", "warning", "the source itself lost characters on the way"),
    "split": Kind("none", "info", "one source sentence became several"),
    "merge": Kind("none", "info", "several source sentences became one"),
}  # fmt: skip

# What a check of the user's may report beyond these.
OWN_KIND = Kind("none", "warning", "found by a check that is not part of the library")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One finding: what differs, where on both sides, and why it was reported.

    Attributes:
        kind: One of `KINDS`, or a kind of a check of the user's own.
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


def worst_severity(mismatches: Iterable[Mismatch]) -> Severity | None:
    """The gravest severity among the mismatches, None if there are none."""
    return max((mismatch.severity for mismatch in mismatches), key=SEVERITIES.index, default=None)


def gravest_first(mismatches: Iterable[Mismatch]) -> list[Mismatch]:
    """The mismatches as an editor reads them: errors, warnings, infos, each in the order given."""
    return sorted(mismatches, key=lambda mismatch: -SEVERITIES.index(mismatch.severity))
