"""The report for the browser as a file: a page for the eye that also holds its alignments as JSON.

Only the JSON is read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from aligner.formats.jsonl import parsed
from aligner.model.alignment import Alignment
from aligner.model.errors import FormatError
from aligner.model.faces import face

# What every report of ours has in its head, and each of its data blocks that is an alignment.
_MAKER = '<meta name="generator" content="aligner '
_DATA = 'type="application/json" class="alignment"'


def write(alignments: Sequence[Alignment]) -> str:
    """Write one report of all documents."""
    return cast("str", face("html")(alignments))  # the report writes JSON with the help of this package


def read(text: str) -> list[Alignment]:
    """Read the alignments of a report of ours, in order.

    Raises:
        FormatError: Another program made the page, or its JSON is damaged.
    """
    if _MAKER not in text:
        raise FormatError("a page that is no report of ours; only those can be read back")
    return [Alignment.from_dict(parsed(block)) for block in _data(text)]


def _data(page: str) -> Iterator[str]:
    """The content of the data blocks of a page; `</script` can't occur in one."""
    for script in page.split("<script")[1:]:
        attributes, _, rest = script.partition(">")
        if _DATA in attributes:
            yield rest.partition("</script")[0]
