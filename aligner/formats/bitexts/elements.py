"""Reads XML as a stream: one unit in memory at a time, each element with the place of its bytes.

Places count bytes of the file in UTF-8, so a writer can put notes beside a unit and keep every other byte.
expat reads; texts are decoded before, since it knows only four encodings. Entities that the file declares are
refused, as they can expand without end; one that may be declared elsewhere stays as it is written.
"""

from __future__ import annotations

import codecs
from collections.abc import Collection, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, cast
from xml.parsers import expat

from aligner.formats.law import limits, too_large
from aligner.model.errors import EMPTY, FormatError, InputError
from aligner.page.decode import BYTE_ORDER_MARKS, XML_DECLARED, declared_encoding, wide_encoding

SPACE = " "  # between the name space and the name of an element or attribute
# The encodings behind byte order marks, without a mark of their own.
_ORDERED = {
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
}
CHUNK = 1 << 16  # bytes read at once


class Node:
    """An element of a unit. Its names have name spaces in front; its children are nodes or texts.

    `start` is the byte of its `<`, `close` that of its end tag, `end` the one behind it.
    """

    __slots__ = ("attributes", "children", "close", "end", "line", "start", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], start: int, line: int) -> None:
        self.tag, self.attributes, self.start, self.line = tag, attributes, start, line
        self.children: list[Node | str] = []
        self.close = self.end = start

    @property
    def name(self) -> str:
        """Its name without the name space."""
        return local(self.tag)

    def nodes(self, name: str = "") -> Iterator[Node]:
        """The child elements with this local name, or all of them."""
        for child in self.children:
            if isinstance(child, Node) and (not name or child.name == name):
                yield child

    def first(self, name: str) -> Node | None:
        """The first child element with this local name."""
        return next(self.nodes(name), None)

    def text(self) -> str:
        """All the text in it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def deep(self, name: str) -> Iterator[Node]:
        """All elements with this local name at any depth."""
        for child in self.nodes():
            if child.name == name:
                yield child
            yield from child.deep(name)


def _joined(children: list[Node | str]) -> list[Node | str]:
    """Children without two texts side by side; expat gives a text line by line."""
    if len(children) < 2:
        return children
    joined: list[Node | str] = []
    for is_text, several in groupby(children, key=lambda child: isinstance(child, str)):
        same = list(several)
        joined += ["".join(cast("list[str]", same))] if is_text else same
    return joined


def local(tag: str) -> str:
    """A name without its name space."""
    return tag.rpartition(SPACE)[2]


def encoding_of(head: bytes) -> str:
    """The encoding of an XML file, from its first bytes: byte order mark, else declaration, else UTF-8.

    Raises:
        FormatError: It declares an unknown encoding.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return "utf-8" if encoding == "utf-8-sig" else encoding
    if found := wide_encoding(head) or declared_encoding(head):
        return found
    if named := XML_DECLARED.search(head):
        raise FormatError(f"it declares the encoding {named[1].decode()}, which is not known")
    return "utf-8"


def in_utf8(content: bytes) -> tuple[bytes, str, bytes]:
    """The whole XML file in UTF-8, with its byte order mark and the name of its encoding.

    The bytes are those that `utf8` gives, so places in them are the same.

    Raises:
        FormatError: Its bytes are not of the encoding that it declares.
    """
    encoding = encoding_of(content[:CHUNK])
    if encoding == "utf-8":
        return b"", encoding, content
    mark = next((mark for mark, _ in BYTE_ORDER_MARKS if content.startswith(mark)), b"")
    try:
        return mark, _ORDERED.get(mark, encoding), content.decode(encoding).encode()
    except UnicodeError as error:
        raise FormatError(f"not {encoding}, as the file declares: {error}") from error


def declared_text(path: Path) -> str:
    """The text of an XML file, in the encoding that it declares; raises as `utf8` does."""
    return whole(path).decode("utf-8-sig", "replace")


def whole(path: Path) -> bytes:
    """All of the file, in UTF-8; raises as `utf8` does.

    Raises:
        FormatError: It is larger than it may be, see `aligner.formats.Limits`.
    """
    content = bytearray()
    for chunk in utf8(path):
        content += chunk
        if len(content) > limits().size:
            raise too_large()
    return bytes(content)


def utf8(path: Path) -> Iterator[bytes]:
    """The file in UTF-8, in pieces.

    Raises:
        InputError: It can't be read.
        FormatError: Its bytes are not in the encoding that it declares.
    """
    try:
        with path.open("rb") as file:
            chunk = file.read(CHUNK)
            if not chunk.strip():
                raise InputError(EMPTY)
            encoding = encoding_of(chunk)
            decoder = codecs.getincrementaldecoder(encoding)()
            while chunk:
                text = decoder.decode(chunk)
                yield chunk if encoding == "utf-8" else text.encode()
                chunk = file.read(CHUNK)
            decoder.decode(b"", final=True)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}") from error
    except UnicodeError as error:
        raise FormatError(f"not {encoding}, as the file declares: {error}") from error


def nodes(path: Path, units: Collection[str]) -> Iterator[tuple[str, Node]]:
    """Elements outside of units as they begin and end, and whole units.

    Args:
        path: The file.
        units: Local names of the elements that are units.

    Yields:
        `("start", node)` and `("end", node)` for elements outside of units, without their text, and `("unit",
        node)`.

    Raises:
        FormatError: It is no XML from some line on; what was read before has been yielded.
    """
    builder = _Builder(units)
    for chunk in utf8(path):
        error = builder.feed(chunk)
        yield from builder.taken()
        if error:
            raise error
    error = builder.feed(b"", last=True)
    yield from builder.taken()
    if error:
        raise error


class _Builder:
    """Makes nodes from the events of expat."""

    def __init__(self, units: Collection[str]) -> None:
        self._units = units
        self._events: list[tuple[str, Node]] = []
        self._outer: list[Node] = []
        self._open: list[Node] = []  # elements of the unit that is being read
        self._ended: Node | None = None  # whose last byte is known when something follows
        parser = expat.ParserCreate("utf-8", SPACE)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.DefaultHandler = self._other
        parser.EntityDeclHandler = self._refuse
        parser.SkippedEntityHandler = self._skipped
        self._parser: Any = parser

    def feed(self, chunk: bytes, *, last: bool = False) -> FormatError | None:
        """Read more bytes. After an error, what was read before it is still there."""
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            return FormatError(f"line {error.lineno}: not XML: {expat.errors.messages[error.code]}")
        except FormatError as error:
            return error
        return None

    def taken(self) -> list[tuple[str, Node]]:
        """The events since the last call."""
        # The end of the newest unit is not known before something follows it.
        waits = bool(self._events) and self._events[-1][1] is self._ended
        ready, self._events = (self._events[:-1], self._events[-1:]) if waits else (self._events, [])
        return ready

    def _settle(self) -> int:
        place: int = self._parser.CurrentByteIndex
        if self._ended:
            self._ended.end, self._ended = place, None
        return place

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        node = Node(tag, attributes, self._settle(), self._parser.CurrentLineNumber)
        if self._open:
            if len(self._open) > limits().depth:
                raise FormatError(
                    f"line {node.line}: elements are nested more than {limits().depth} deep;"
                    " such a file isn't read"
                )
            self._open[-1].children.append(node)
            self._open.append(node)
        elif local(tag) in self._units:
            self._open.append(node)
        else:
            self._outer.append(node)
            self._events.append(("start", node))

    def _end(self, _: str) -> None:
        place = self._settle()
        node = (self._open or self._outer).pop()
        node.close = place
        node.children = _joined(node.children)
        if not self._open:
            inside = local(node.tag) in self._units
            self._events.append(("unit" if inside else "end", node))
        self._ended = node

    def _text(self, text: str) -> None:
        self._settle()
        if self._open:
            self._open[-1].children.append(text)
        elif self._outer and text.strip():
            self._outer[-1].children.append(text)

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._text(f"&{name};")

    def _other(self, _: str) -> None:
        self._settle()

    def _refuse(self, *_: object) -> None:
        raise FormatError(
            f"line {self._parser.CurrentLineNumber}: it declares entities, which can expand without end"
        )
