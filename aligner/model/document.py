"""What goes into a pipeline, and what comes out where a document can't be aligned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from aligner.model.alignment import Alignment
from aligner.model.errors import AlignerError
from aligner.model.page import Page
from aligner.model.settings import Settings

Text = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Document:
    """What goes into a pipeline: a page, or a source text and a target text.

    Attributes:
        identifier: Names the document in reports and failures; empty if it has no name.
        page: The page that holds both articles; None if the two texts are given.
        source, target: The two texts, each a string or a list of sentences; None if a page is given.
        metadata: Whatever you know about the document; it comes back as `Alignment.metadata`.

    Examples:
        >>> import aligner
        >>> rain = Document("rain", source="비가 왔다.", target="It rained.", metadata={"year": 2024})
        >>> (result,) = aligner.pipe([rain])
        >>> result.document, len(result), result.metadata
        ('rain', 1, {'year': 2024})
    """

    identifier: str = ""
    page: str | bytes | Page | None = None
    source: Text | None = None
    target: Text | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be aligned, and why.

    Attributes:
        document: The document; it has no text if none was given.
        error: What is wrong, in one line. An unexpected error has its traceback as a note.

    Examples:
        >>> import aligner
        >>> (result,) = aligner.pipe([("비가 왔다.", None)], on_error="record")
        >>> type(result).__name__, str(result.error)
        ('Failure', 'the document has neither a page nor two texts')
    """

    document: Document
    error: AlignerError


# What users may give: a page, a pair of texts, or a dict with either and any metadata.
Given = Document | str | bytes | Page | tuple[Text, Text] | Mapping[str, Any]


class Aligns(Protocol):
    """Anything that pairs the sentences of documents, as `aligner.Aligner` does."""

    settings: Settings

    def align(self, source: Text, target: Text, /) -> Alignment:
        """Pair the sentences of two texts."""

    def align_page(self, page: str | bytes | Page, /) -> Alignment:
        """Pair the two articles of one page."""
