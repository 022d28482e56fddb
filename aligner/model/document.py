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
    """A page, or a source and a target text.

    Attributes:
        identifier: Names the document in reports and failures; empty if nobody said.
        page: The page that holds both articles; None if the two texts are given apart.
        source, target: The two texts, each a string or a list of sentences; None if there is a page.
        metadata: What the user knows about it; comes back as `Alignment.metadata`.
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
        document: The document; without text if what was given is none.
        error: What is wrong, in one line. An error that is not one of ours carries its traceback as a note.
    """

    document: Document
    error: AlignerError


# What users may give: a page, a pair of texts, or a dict with either and any metadata.
Given = Document | str | bytes | Page | tuple[Text, Text] | Mapping[str, Any]


class Aligns(Protocol):
    """What pairs the sentences of documents; `aligner.Aligner` is one."""

    settings: Settings

    def align(self, source: Text, target: Text, /) -> Alignment:
        """Pair the sentences of two texts."""

    def align_page(self, page: str | bytes | Page, /) -> Alignment:
        """Pair the two articles of one page."""
