"""The value that readers of names return."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.model.text import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in a text: `text[span.start:span.end] == form`."""

    form: str
    span: Span

    def overlaps(self, other: Mention) -> bool:
        """Whether the two names share a character."""
        return self.span.overlaps(other.span)
