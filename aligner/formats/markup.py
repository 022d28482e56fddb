"""Shared by the XML formats: safe reading, and characters that XML can't hold."""

from __future__ import annotations

from collections.abc import Collection
from xml.etree.ElementTree import Element, ParseError, tostring

from aligner.expressions import expression
from aligner.formats.law import limits
from aligner.model.errors import FormatError

# What XML 1.0 does not allow in a document (section 2.2).
ILLEGAL = expression("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse(text: str, roots: Collection[str]) -> Element:
    """Parse a document and return its root, which must be one of `roots`. Entities are refused.

    Raises:
        FormatError: The text is not XML, has another root or declares entities.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(encoding="utf-8")  # whatever encoding the text was in and declares
    try:
        parser.feed(text.encode("utf-8", "replace"))
        root: Element = parser.close()
    except ParseError as error:
        raise FormatError(f"not XML: {error}") from error
    except DefusedXmlException as error:  # a ValueError too
        raise FormatError(f"refused, as entities can expand without end: {error}") from error
    except (LookupError, ValueError) as error:  # an encoding that is declared and unknown
        raise FormatError(f"not XML that can be read: {error}") from error
    _require_flat(root)
    if root.tag not in roots:
        raise FormatError(f"the root is <{root.tag[:60]}>, not <{'> or <'.join(sorted(roots))}>")
    return root


def _require_flat(root: Element) -> None:
    """Refuse elements that are nested too deep, since readers go down element by element."""
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > limits().depth:
            raise FormatError(
                f"elements are nested more than {limits().depth} deep; such a file isn't read, unless"
                " limits=Limits(depth=...) allows it"
            )
        level = [child for element in level for child in element]


def document(root: Element, doctype: str = "", inline: Collection[str] = ()) -> str:
    """Write a document, one element in each line; the content of `inline` elements stays as it is."""
    written = markup(root, inline)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}{doctype}\n{written}\n" if doctype else f"{head}{written}\n"


def markup(element: Element, inline: Collection[str] = (), depth: int = 0) -> str:
    """Write one element, indented for its depth."""
    _break_lines(element, inline, "\n" + " " * (depth + 1))
    # A parser turns a bare carriage return into a line feed (XML 1.0, 2.11).
    return tostring(element, encoding="unicode").replace("\r", "&#13;")


def _break_lines(element: Element, inline: Collection[str], margin: str) -> None:
    """Indent as `xml.etree.ElementTree.indent` does, but keep blanks before inline elements."""
    if len(element) and element.tag not in inline:
        element.text = margin
        for child in element:
            _break_lines(child, inline, margin + " ")
            child.tail = margin
        child.tail = margin[:-1]
