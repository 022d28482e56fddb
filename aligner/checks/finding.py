"""What a check says: a kind, the places where it is seen, and what its message tells besides.

A check need not know about categories, document coordinates or ids: it names a kind and the places, and the
judge (`aligner.checks.judge`) makes the `Mismatch` of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aligner.model.mismatch import Severity
from aligner.model.quantity import Value
from aligner.model.text import Span

QUOTES = '"“”„«»「」『』'
LONGEST_FORM = 60  # characters of a surface form in a message


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
    """What a check reports. None for a place, a value or a severity means that there is none.

    Attributes:
        kind: Name of one of the kinds of its check.
        source, target: Where it is seen.
        source_value, target_value: What the characters mean, for quantities.
        key: Which message of its check is used; empty for the one with the name of the kind.
        fields: What the message says besides the characters of `source` and `target`, by name.
        severity: If it is not the default of the kind.
        strength: How strong the evidence is, in [0, 1]; the judge makes a confidence of it.
        beside: Further places that the same cause has damaged, so that nothing else is reported there.

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
    """A surface form as it stands in a message: in one pair of marks, the middle of a long one left out.

    Examples:
        >>> quoted('"그렇다"')
        '“그렇다”'
    """
    form = " ".join(surface.split())
    if len(form) > 2 and form[0] in QUOTES and form[-1] in QUOTES:
        form = form[1:-1]
    if len(form) > longest:
        # Whole words, unless one alone is longer than its part of the message.
        head, tail = form[: longest * 2 // 3], form[-longest // 4 :]
        form = f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"
    return f"“{form}”"


def near(text: str, mark: Span) -> str:
    """The mark with the word that it touches, or the words around it."""
    start = text.rfind(" ", 0, max(0, mark.start - 12)) + 1
    end = text.find(" ", min(len(text), mark.end + 12))
    return text[start : end if end >= 0 else len(text)]
