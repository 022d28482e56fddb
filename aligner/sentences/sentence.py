"""The value that sentence splitters return."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.span import Role, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, cut out of a text that stays as it is.

    Attributes:
        text: The characters of the sentence, line breaks inside it included.
        span: Where it stands: `document[span.start:span.end] == text`. A sentence that was given
            on its own (a list of sentences) counts in its own text and starts at 0.
        paragraph: Number of its paragraph in its own article, from 0.
        role: What the sentence is in its article; `body` unless a page said otherwise.
    """

    text: str
    span: Span
    paragraph: int = 0
    role: Role = "body"
