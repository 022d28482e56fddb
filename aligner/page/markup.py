"""Read HTML as lines of text, with hints from the mark-up.

All visible text is kept, furniture included: a line for each block element and each `<br>`, white space
folded as in a browser. The roles are found later from the text, with the help of hints from the mark-up: the
page's title and headings, figure captions, navigation, and lines that are nothing but a link.

The parser is selectolax (lexbor). Measured on the invented articles of this project in six mark-ups (<p>,
<br>, <div>, one table cell, a cell for each paragraph, nested <div>): this module keeps every sentence on
its line in 0.4 ms a page; trafilatura 2.3, with or without `favor_recall`, loses the article in one table
cell and 13 % of the one in cells, in 2 to 5 ms. And the furniture has to be named line by line here anyway.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from aligner.expressions import expression
from aligner.model.errors import MissingExtraError
from aligner.model.text import Role, Span

# Elements that begin a new line (HTML Standard, 15.3 "Flow content", and table cells, in which old Korean
# pages keep their articles).
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body button caption center dd details dialog dir div dl dt
        fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav
        ol option
        p pre search section select summary table tbody td tfoot th thead tr ul""",
    )
)
UNSEEN = frozenset(
    re.findall(
        r"\w+", "script style noscript template head svg iframe object math audio video canvas textarea"
    )
)
# Not <form>: some servers wrap the whole page in one.
FURNITURE = frozenset(("nav", "footer", "button", "select", "menu"))
HEADINGS = frozenset(("h1", "h2"))

BEGINS = expression(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|\?xml\s[^>]*>\s*<(?:!doctype\s+)?html|(?:html|head|body|"
    r"address|article|aside|blockquote|center|div|dl|figure|footer|form|h[1-6]|header|hr|main|meta|nav|ol|p|pre|section"
    r"|table|title|ul)(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
# The parser looks through all open elements at each block, so its time grows with the square of the depth:
# 32,000 nested <div> take 2 s. Browsers cut at 512.
DEEPEST = 5_000
NESTING = expression(
    r"<(/?)(?:div|section|article|main|center|blockquote|ul|ol|dl|form|fieldset)\b", re.IGNORECASE
)
TAG = expression(r"<[^<>]*>")
# The parser also compares each attribute of a tag with all attributes before it: 80,000 took 9 s. Only a few
# short attributes are needed, so all attributes of longer tags are removed (an embedded picture is one long
# attribute).
LONG_TAG = expression(r"<([A-Za-z][\w-]*)\s[^<>]{20000,}>")
# Most cells, and most characters in a cell, of a table row that is joined to one line.
MOST_CELLS = 8
LONGEST_CELL = 30
STOPS = (".", "!", "?", "。")
SPACE = expression(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of an HTML page and the hints of its mark-up.

    Attributes:
        text: A line for each block; all spans point into it.
        titles: The texts of `<title>`, `og:title` and the headings.
        hints: Stretches of `text` whose role is known from the mark-up, in order.
    """

    text: str
    titles: tuple[str, ...] = ()
    hints: tuple[tuple[Span, Role], ...] = ()


def looks_like_html(text: str) -> bool:
    """Whether a text begins with a doctype or a block tag; `<저작권자 …>` and `<p.3>` don't count.

    Examples:
        >>> [looks_like_html(t) for t in ("<!DOCTYPE html>", "<div class=a>", "<The mayor said>", "a <p>")]
        [True, True, False, False]
    """
    return BEGINS.match(text) is not None


def extract(html: str) -> Extracted:
    """Read the lines of an HTML page.

    Args:
        html: The page, decoded. If its elements are nested too deep, all tags are replaced by line breaks.

    Raises:
        MissingExtraError: selectolax is not installed.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise MissingExtraError.of("reading HTML needs", "selectolax", "web") from error
    if _depth(html) > DEEPEST:
        return Extracted(unescape(TAG.sub("\n", html)))
    # The parser takes UTF-8, which has no lone surrogates.
    short = LONG_TAG.sub(r"<\1>", html)
    tree = LexborHTMLParser(short.encode("utf-8", "replace").decode("utf-8"))
    writer = _Writer()
    if tree.body is not None:
        writer.walk(tree.body)
    titles = [node.text() for node in tree.css("title")[:1]]
    titles += [node.attributes.get("content") or "" for node in tree.css('meta[property="og:title"]')[:1]]
    return Extracted("".join(writer.parts), (*titles, *writer.headings), tuple(writer.hints))


def _depth(html: str) -> int:
    """Estimate how deep the elements of a page are nested."""
    depth = deepest = 0
    for tag in NESTING.finditer(html):
        depth = max(depth + (-1 if tag.group(1) else 1), 0)
        deepest = max(deepest, depth)
    return deepest


class _Writer:
    """Collects lines while the tree is walked once, without recursion (pages nest thousands deep)."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.hints: list[tuple[Span, Role]] = []
        self.headings: list[str] = []
        self._length = 0
        self._line: list[str] = []  # texts of the open line
        self._linked = 0  # how many of its characters are in a link
        self._inside: list[str] = []  # open elements that give a role or change how text is read
        self._rows: list[int] = []  # for each open table row, the number of parts when it began

    def walk(self, root: Any) -> None:
        """Visit all nodes below `root` in order."""
        node, entering = root, True
        while node is not None:
            if entering:
                if node.tag == "-text":
                    self._text(node.text_content)
                elif self._open(node.tag) and node.child is not None:
                    node = node.child
                    continue
            self._close(node.tag)
            if node.mem_id == root.mem_id:
                break
            if node.next is not None:
                node, entering = node.next, True
            else:
                node, entering = node.parent, False
        self._end_line()

    def _open(self, tag: str | None) -> bool:
        """Note that an element begins; False if its content is not visible.

        A processing instruction (`<?xml:namespace ... />` of Word) has no tag in newer parsers.
        """
        if tag is None or tag in UNSEEN or tag.startswith(("-", "!")):
            return False
        if tag == "br" or tag in BLOCKS:
            self._end_line()
        if tag == "tr":
            self._rows.append(len(self.parts))
        if tag in FURNITURE or tag in HEADINGS or tag in ("a", "pre", "figcaption"):
            self._inside.append(tag)
        return True

    def _close(self, tag: str | None) -> None:
        if tag in BLOCKS:
            self._end_line()
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()
        if tag == "tr" and self._rows:
            self._join_row(self._rows.pop())

    def _join_row(self, first: int) -> None:
        """Join the cells of a table row to one line if they are labels and numbers: `Sales` and `120`.

        Each of these cells alone would say nothing.

        Args:
            first: Number of parts before the row.
        """
        cells = self.parts[first::2]
        start = self._length - sum(len(part) for part in self.parts[first:])
        if not 2 <= len(cells) <= MOST_CELLS or any(len(cell) > LONGEST_CELL for cell in cells):
            return
        if any(cell.endswith(STOPS) for cell in cells) or (cells[0].isdigit() and len(cells) == 2):
            return
        of_ascii = {cell.isascii() for cell in cells if any(char.isalpha() for char in cell)}
        hinted = bool(self.hints) and self.hints[-1][0].start >= start
        if len(of_ascii) == 1 and not hinted and any(char.isdigit() for cell in cells for char in cell):
            self.parts[first + 1 : -1 : 2] = ["\t"] * (len(cells) - 1)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if "pre" not in self._inside:
            text = SPACE.sub(" ", text)
            if not self._line or self._line[-1].endswith(" "):
                text = text.lstrip(" ")
        if text:
            self._line.append(text)
            self._linked += len(text.strip()) if "a" in self._inside else 0

    def _end_line(self) -> None:
        line = "".join(self._line).rstrip(" ")
        linked, self._linked = self._linked, 0
        self._line.clear()
        if not line.strip():
            return
        span = Span(self._length, self._length + len(line))
        role = self._role(line, linked)
        if role:
            self.hints.append((span, role))
        if HEADINGS.intersection(self._inside):
            self.headings.append(line)
        self.parts += (line, "\n")
        self._length = span.end + 1

    def _role(self, line: str, linked: int) -> Role | None:
        if FURNITURE.intersection(self._inside):
            return "furniture"
        if "figcaption" in self._inside:
            return "caption"
        only_link = linked >= 0.9 * len(line.strip()) and not HEADINGS.intersection(self._inside)
        return "furniture" if only_link else None
