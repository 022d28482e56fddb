"""The report for the browser as a file: a page to look at that holds its alignments, as JSON, too.

Only that JSON is read back; what stands around it is for the eye.
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
    """One report of all documents."""
    return cast("str", face("html")(alignments))  # the report writes JSON with the help of this package


def read(text: str) -> list[Alignment]:
    """The alignments of a report of ours, in its order.

    Raises:
        FormatError: Another program made the page, or what it holds is damaged.
    """
    if _MAKER not in text:
        raise FormatError("a page that is no report of ours; only those can be read back")
    return [Alignment.from_dict(parsed(block)) for block in _data(text)]


def _data(page: str) -> Iterator[str]:
    """What stands in the data blocks of a page; `</script` can't stand in one of them."""
    for script in page.split("<script")[1:]:
        attributes, _, rest = script.partition(">")
        if _DATA in attributes:
            yield rest.partition("</script")[0]
