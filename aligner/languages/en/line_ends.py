"""Recognition of English lines whose sentence plainly goes on in the next line."""

from __future__ import annotations

from functools import cache

from aligner.expressions import compiled
from aligner.tables import read_table

# Begins in lower case and is no name such as iPhone, no address and no list marker.
_LOW = compiled(r"[\"“‘(]?[a-z]+(?=[\s,.;:!?'’)\"”-]|$)(?![.)]\s)")
_LAST_WORD = compiled(r"([A-Za-z]+)$")
# Two words of text; a single word may be the name of a command or a file on a line of its own.
_PROSE = compiled(r"[a-z]+,? [A-Za-z]+")
_SAID = compiled(r"[.?!,…][\"”’]$")
_STOPPED = compiled(r"[.?!:][\"”’')\]]*$")


def continues(line: str, following: str) -> bool:
    """Return whether `following` goes on with the sentence of `line`.

    Examples:
        >>> continues("We waited for the ferry on the", "old pier."), continues("Opening Hours", "The shop")
        (True, False)
        >>> continues("He spoke to the mayor of", "Seoul."), continues("“Where is it?”", "he asked.")
        (True, True)
    """
    low = _LOW.match(following) is not None
    if _STOPPED.search(line):
        return low and _SAID.search(line) is not None
    if _PROSE.search(line) is None:
        return False
    last = _LAST_WORD.search(line)
    return low or (last is not None and last.group(1) in _open_words())


@cache
def _open_words() -> frozenset[str]:
    return frozenset(row["surface"] for _, row in read_table("en/open_words.tsv"))
