"""The report for the browser as a file: a page to look at that holds the alignment, as JSON, too.

Only that JSON is read back; what stands around it is for the eye.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.alignment import Alignment
from aligner.errors import FormatError
from aligner.formats.jsonl import parsed


def write(alignments: Sequence[Alignment]) -> str:
    """The report of the one alignment."""
    (alignment,) = alignments
    return alignment.to_html()


def read(text: str) -> list[Alignment]:
    """The alignment that a report of ours holds.

    Raises:
        FormatError: The page holds none, as another program wrote it.
    """
    for content in _data(text):
        values = parsed(content)
        if isinstance(values, dict) and "schema" in values:
            return [Alignment.from_dict(values)]
    raise FormatError("a page without an alignment in it; only reports of ours can be read back")


def _data(page: str) -> Iterator[str]:
    """What stands in the data blocks of a page; `</script` can't stand in one of them."""
    for script in page.split("<script")[1:]:
        attributes, _, rest = script.partition(">")
        if 'type="application/json"' in attributes:
            yield rest.partition("</script")[0]
