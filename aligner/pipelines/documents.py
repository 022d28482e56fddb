"""Conversion of user input into documents, and alignment of a document into a result or a failure.

A document is a page that holds both articles, or two texts. Users may pass it in several forms, see
`document_of`; additional values are metadata and are returned unchanged. A bad document must not affect the
others, so an error is a value, `Failure`, not an exception that ends the loop.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aligner.model.document import Aligns, Document, Failure, Given
from aligner.model.errors import TOO_LARGE, AlignerError, InputError
from aligner.model.page import Page

if TYPE_CHECKING:
    from aligner.model.alignment import Alignment

# Keys of a dict that hold text; all others are metadata.
TEXT_KEYS = ("page", "source", "target")
# The metadata that names the document in reports, failures and files.
IDENTIFIER_KEY = "id"


def document_of(given: Given) -> Document:
    """Convert what a user gives into a document.

    Args:
        given: A page (str, bytes or a `Page`); a pair (source, target) of texts or lists of sentences; or a
            dict with the key `page` or the keys `source` and `target`. Other keys are metadata; `id` is the
            name of the document.

    Raises:
        InputError: It is none of these.

    Examples:
        >>> rain = document_of({"source": "비가 왔다.", "target": "It rained.", "id": "rain", "year": 2024})
        >>> rain.identifier, rain.source, rain.metadata
        ('rain', '비가 왔다.', {'id': 'rain', 'year': 2024})
    """
    match given:
        case Document():
            return given
        case str() | bytes() | Page():
            return Document(page=given)
        case bytearray() | memoryview():
            return Document(page=bytes(given))
        case tuple() | list():
            if len(given) != 2:
                raise InputError(f"a pair (source, target) was expected, not {len(given)} items")
            return Document(source=given[0], target=given[1])
        case Mapping():
            return _of_mapping(given)
    raise InputError(
        f"a page, a pair (source, target) or a dict with the key page, or source and target, was expected,"
        f" not {type(given).__name__}"
    )


def _of_mapping(given: Mapping[str, Any]) -> Document:
    texts = {key: given[key] for key in TEXT_KEYS if given.get(key) is not None}
    if set(texts) not in ({"page"}, {"source", "target"}):
        keys = ", ".join(map(repr, given)) or "none"
        raise InputError(f"either the key 'page' or the keys 'source' and 'target' must be there, not {keys}")
    if not isinstance(texts.get("page", ""), str | bytes | Page):
        raise InputError(f"'page' is a {type(texts['page']).__name__}, where str or bytes were expected")
    metadata = {key: value for key, value in given.items() if key not in TEXT_KEYS}
    identifier = metadata.get(IDENTIFIER_KEY)
    return Document("" if identifier is None else str(identifier), **texts, metadata=metadata)


def align_document(document: Document, aligner: Aligns) -> Alignment | Failure:
    """Align one document; an error is returned, not raised.

    Returns:
        The alignment, with the identifier of the document as its name and with its metadata; or the failure.
    """
    try:
        if document.page is not None:
            alignment = aligner.align_page(document.page)
        elif document.source is not None and document.target is not None:
            alignment = aligner.align(document.source, document.target)
        else:
            raise InputError("the document has neither a page nor two texts")
    except Exception as error:
        return Failure(document, recorded(error))
    return replace(alignment, document=document.identifier, metadata=document.metadata)


def recorded(error: Exception) -> AlignerError:
    """Convert an error into an `AlignerError`, which can be passed between processes."""
    if isinstance(error, AlignerError):
        return error
    if isinstance(error, MemoryError):
        return InputError(TOO_LARGE)
    mistake = AlignerError(f"mistake of aligner itself: {error!r}; please report it with the traceback")
    mistake.add_note("".join(traceback.format_exception(error)))
    return mistake
