"""A finding is what a check reports: a kind, places in the two sentences, and the fields of its message.

A check need not know about categories, document coordinates or ids. It names a kind and the places, and the
judge (`aligner.checks.judge`) makes a `Mismatch` of the finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aligner.model.mismatch import Severity
from aligner.model.quantity import Value
from aligner.model.text import Span

QUOTES = '"“”„«»「」『』'
LONGEST_FORM = 60  # characters of a surface form in a message; longer ones are shortened


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one sentence: the number of the sentence on its side, the span in it, the characters.

    Examples:
        >>> Place(0, Span(0, 4), "3만 명").surface
        '3만 명'
    """

    sentence: int
    span: Span
    surface: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A possible error that a check reports, with its places.

    Attributes:
        kind: Name of one of the kinds of its check.
        source, target: The place of the error on each side; None on a side where it has no place.
        source_value, target_value: The values of the two quantities; None if there is no single quantity.
        key: Key of the message of its check; empty for the message with the name of the kind.
        fields: Values for the fields of the message, by name, in addition to `source` and `target`.
        severity: The severity; None for the default severity of the kind.
        strength: How strong the evidence is, in [0, 1]; the judge computes a confidence from it.
        beside: Further places that this error has damaged, each with its side (`source`, `target`). Other
            findings there are explained by this one.

    Examples:
        >>> Finding("number", target=Place(0, Span(9, 11), "84"), strength=0.8).kind
        'number'
    """

    kind: str
    source: Place | None = None
    target: Place | None = None
    source_value: Value | None = None
    target_value: Value | None = None
    key: str = ""
    fields: Mapping[str, str | int] = field(default_factory=dict)
    severity: Severity | None = None
    strength: float = 1.0
    beside: tuple[tuple[str, Place], ...] = ()


def quoted(surface: str, longest: int = LONGEST_FORM) -> str:
    """Return a surface form as a message shows it: in one pair of quotation marks, shortened in the middle.

    Examples:
        >>> quoted('"그렇다"')
        '“그렇다”'
    """
    form = " ".join(surface.split())
    if len(form) > 2 and form[0] in QUOTES and form[-1] in QUOTES:
        form = form[1:-1]
    if len(form) > longest:
        # Cut between words, unless a single word is longer than the part to be kept.
        head, tail = form[: longest * 2 // 3], form[-longest // 4 :]
        form = f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"
    return f"“{form}”"


def near(text: str, mark: Span) -> str:
    """Return a mark with the word that it touches, or with the words around it, as one string."""
    start = text.rfind(" ", 0, max(0, mark.start - 12)) + 1
    end = text.find(" ", min(len(text), mark.end + 12))
    return text[start : end if end >= 0 else len(text)]
