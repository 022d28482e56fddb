"""JSON: one document in each line, or one indented file. The keys are described in `schema`.

Text is written as it is; only lone surrogates, which UTF-8 can't hold, are escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from aligner.corrections import corrected, is_work, work_of
from aligner.expressions import compiled
from aligner.model.alignment import Alignment
from aligner.model.errors import FormatError

_SURROGATE = compiled("[\ud800-\udfff]")

# Lists of two numbers (spans, ranges), which `indent` spreads over four lines. A line break never
# occurs inside a JSON string, so no text is changed.
_SPREAD_PAIR = compiled(r"\[\n *(-?\d+),\n *(-?\d+)\n *\]")


def write_lines(alignments: Iterable[Alignment]) -> str:
    """Write one line for each document."""
    return "".join(dumps(alignment.to_dict()) + "\n" for alignment in alignments)


def read_lines(text: str) -> list[Alignment]:
    """Read the documents that `write_lines` wrote; empty lines are skipped."""
    alignments = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                alignments.append(Alignment.from_dict(parsed(line)))
            except FormatError as error:
                raise FormatError(f"line {number}: {error}") from error
    return alignments


def write_json(alignments: Sequence[Alignment]) -> str:
    """Write one document as an object, or several as a list of objects, indented."""
    documents = [alignment.to_dict() for alignment in alignments]
    spread = dumps(documents[0] if len(documents) == 1 else documents, indent=1)
    return _SPREAD_PAIR.sub(r"[\1, \2]", spread) + "\n"


def read_json(text: str) -> list[Alignment]:
    """Read the documents that `write_json` wrote; of a work file (`name.review.json`) the corrected text."""
    values = parsed(text)
    if is_work(values):
        return [corrected(work_of(values))]
    return [Alignment.from_dict(document) for document in (values if isinstance(values, list) else [values])]


def dumps(value: object, indent: int | None = None) -> str:
    r"""JSON that can be encoded, whatever the strings hold.

    Examples:
        >>> dumps({"text": "달빛 \ud800"})
        '{"text": "달빛 \\ud800"}'
    """
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def parsed(text: str) -> Any:
    """The values in a text of JSON.

    Raises:
        FormatError: It is no JSON, or it is nested too deep or too long to be read.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FormatError(f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets without end
        raise FormatError(f"not JSON that can be read: {error}") from error
