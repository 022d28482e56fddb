"""Puts notes of ours into a file and keeps every other byte as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Home:
    """Where notes about a unit go, in bytes of the file in UTF-8.

    Attributes:
        place: Notes are put before this byte.
        beside: The white space before this byte is used between notes.
        former: Stretches with notes of an earlier run.
        form: The form of note to write, a name that the format knows.
        wrapped: Whether the notes need an element of their own around them.
    """

    place: int
    beside: int = 0
    former: tuple[tuple[int, int], ...] = ()
    form: str = ""
    wrapped: bool = False


def edited(content: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Replace stretches of the content; they must not overlap."""
    return b"".join(_pieces(content, sorted(edits, key=lambda edit: edit[:2])))


def _pieces(content: bytes, edits: Iterable[tuple[int, int, bytes]]) -> Iterator[bytes]:
    done = 0
    for start, end, new in edits:
        yield content[done:start]
        yield new
        done = end
    yield content[done:]


def blanks_before(content: bytes, place: int) -> bytes:
    """The white space before a byte, which indents the elements there."""
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
