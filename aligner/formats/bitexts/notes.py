"""Where notes of ours stand in a file, and how they are put there with every other byte left as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Home:
    """Where notes about a unit go, in bytes of the file in UTF-8.

    Attributes:
        place: They are put before this byte.
        beside: The white space in front of this byte is that between notes.
        former: Stretches with notes that an earlier run put there.
        form: Which form of note is written, a name that the format knows.
        wrapped: Whether the notes need an element of their own around them.
    """

    place: int
    beside: int = 0
    former: tuple[tuple[int, int], ...] = ()
    form: str = ""
    wrapped: bool = False


def edited(content: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The content with stretches replaced; they must not overlap."""
    return b"".join(_pieces(content, sorted(edits, key=lambda edit: edit[:2])))


def _pieces(content: bytes, edits: Iterable[tuple[int, int, bytes]]) -> Iterator[bytes]:
    done = 0
    for start, end, new in edits:
        yield content[done:start]
        yield new
        done = end
    yield content[done:]


def blanks_before(content: bytes, place: int) -> bytes:
    """The white space in front of a byte: how the elements there are indented."""
    start = place
    while start and content[start - 1 : start] in (b" ", b"\t", b"\n", b"\r"):
        start -= 1
    return content[start:place]


def blanks_after(content: bytes, place: int) -> bytes:
    """The white space from a byte on."""
    end = place
    while content[end : end + 1] in (b" ", b"\t", b"\n", b"\r") and end < len(content):
        end += 1
    return content[place:end]
