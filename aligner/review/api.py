"""Calls for other programs of a newsroom, and their OpenAPI description.

The docstrings of `page`, `align` and `check` are the summaries in that description.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aligner.aligner import Aligner
from aligner.formats.schema import plain_mismatch, to_dict
from aligner.model.errors import InputError
from aligner.review.gate import TooMuch

# Most pairs and most characters of one call; both take some 20 s of a processor.
MOST_PAIRS = 20_000
MOST_TEXT = 2_000_000

_TEXTS = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_PAIR = {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}


def page(values: Mapping[str, Any]) -> dict[str, Any]:
    """One page that holds both articles."""
    given = values.get("page")
    if not isinstance(given, str):
        raise InputError("page: the text or HTML of a page is needed")
    _require_short("page", [given])
    return to_dict(Aligner().align_page(given))


def align(values: Mapping[str, Any]) -> dict[str, Any]:
    """Two texts, or two lists of sentences."""
    for side in ("source", "target"):
        given = values.get(side)
        texts = [given] if isinstance(given, str) else given
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise InputError(f"{side}: a text or a list of sentences is needed")
        _require_short(side, texts)
    return to_dict(Aligner().align(values["source"], values["target"]))


def check(values: Mapping[str, Any]) -> dict[str, Any]:
    """Pairs that are aligned already."""
    pairs, document = values.get("pairs"), values.get("document", False)
    if not isinstance(pairs, list):
        raise InputError("pairs: a list of [source, target] is needed")
    if len(pairs) > MOST_PAIRS:
        raise InputError(f"pairs: {len(pairs)} of them; at most {MOST_PAIRS} are checked in one call")
    for number, pair in enumerate(pairs):
        match pair:
            case [str(), str()]:
                pass
            case _:
                raise InputError(f"pairs[{number}]: two texts are needed, [source, target]")
    if not isinstance(document, bool):
        raise InputError("document: true or false is needed")
    _require_short("pairs", [text for pair in pairs for text in pair])
    of_pairs = Aligner().check([(source, target) for source, target in pairs], document=document)
    return {"mismatches": [[plain_mismatch(mismatch) for mismatch in row] for row in of_pairs]}


def _require_short(place: str, texts: Sequence[str]) -> None:
    """Raise an error if texts are too long to be worked on in time.

    Raises:
        TooMuch: The texts together have more than `MOST_TEXT` characters.
    """
    length = sum(map(len, texts))
    if length > MOST_TEXT:
        raise TooMuch(f"{place}: {length} characters; at most {MOST_TEXT} are taken, send less at once")


CALLS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "page": page,
    "align": align,
    "check": check,
}
_REFUSED = {"$ref": "#/components/schemas/Error"}
_BODIES: Mapping[str, tuple[dict[str, Any], list[str]]] = {
    "page": ({"page": {"type": "string", "description": "Plain text or HTML."}}, ["page"]),
    "align": ({"source": _TEXTS, "target": _TEXTS}, ["source", "target"]),
    "check": (
        {
            "pairs": {"type": "array", "items": _PAIR, "maxItems": MOST_PAIRS},
            "document": {"type": "boolean", "default": False},
        },
        ["pairs"],
    ),
}


def description() -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the calls."""
    from aligner.model.version import __version__

    def operation(name: str) -> dict[str, Any]:
        properties, required = _BODIES[name]
        body = {"type": "object", "properties": properties, "required": required}

        answers = {
            "200": ("The keys are the attributes of the values of the library.", {"type": "object"}),
            "400": (
                "The input can't be used; `error` names place and cure.",
                _REFUSED,
            ),
            "401": ("No token.", _REFUSED),
            "403": ("The request comes from another site.", _REFUSED),
            "413": ("Too large.", _REFUSED),
            "421": ("The desk was asked for by another name.", _REFUSED),
            "503": ("Too slow: the request did not arrive, or its work was not done, in time.", _REFUSED),
        }
        return {
            "post": {
                "operationId": name,
                "summary": (CALLS[name].__doc__ or "").strip(),
                "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
                "responses": {
                    status: {"description": text, "content": {"application/json": {"schema": schema}}}
                    for status, (text, schema) in answers.items()
                },
            }
        }

    return {
        "openapi": "3.1.0",
        "info": {"title": "aligner", "version": __version__},
        "security": [{"token": []}],
        "paths": {f"/api/{name}": operation(name) for name in CALLS},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Error": {
                    "type": "object",
                    "properties": {"error": {"type": "string"}},
                    "required": ["error"],
                }
            },
        },
    }
