"""Makes tags inside a text visible and comparable; programs for translators put them there.

A tag like this is no text, so numbers, names and words are read without it. But if one is lost, the page or
program that the text is for breaks, so its place is kept. If the file says what it stands for, and that is
one tag or placeholder (`<b>`, `{0}`, `%s`), it is shown like that; otherwise by its kind and number (`<g1>`,
`</g1>`, `<x2/>`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from aligner.expressions import compiled
from aligner.formats.bitexts.elements import Node
from aligner.marks.literals import SOFTWARE, read_literals
from aligner.model.mismatch import Mismatch
from aligner.model.text import Span

# Attributes that identify the same tag on the other side, the surest first: `x` and `i` of TMX 1.4b,
# `rid` and `id` of XLIFF 1.2, `startRef` and `id` of XLIFF 2.
LABELS = ("x", "startRef", "rid", "id", "i")
# Other attributes that may say what a tag means (XLIFF 1.2 and 2).
EQUIVALENTS = ("equiv-text", "equiv", "disp")
_BREAKS = frozenset({"lb", "x-lb", "xlf:lb", "x-br", "x-html-br"})
_NOT_A_LABEL = compiled(r"[^a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Sort:
    """What an element inside a text does.

    Attributes:
        shape: `around` a text; `open` or `close` on its own; `alone`; `through`: it describes the text inside
            it and is no tag; `sign`: it is a character; `nothing`.
        name: The name by which a tag of this sort is shown.
    """

    shape: str
    name: str = ""


@dataclass(slots=True)
class _Writing:
    """A text while it is being put together."""

    sorts: Mapping[str, Sort]
    data: Mapping[str, str]
    pieces: list[str]
    codes: list[Span]
    length: int = 0
    unnamed: int = 0

    def add(self, piece: str, *, is_code: bool = False) -> None:
        if is_code:
            self.codes.append(Span(self.length, self.length + len(piece)))
        self.pieces.append(piece)
        self.length += len(piece)


def coded_text(
    node: Node | None, sorts: Mapping[str, Sort], data: Mapping[str, str] | None = None
) -> tuple[str, tuple[Span, ...]]:
    """The text of an element, and where tags are in it.

    Args:
        node: Has the text; None is an empty text.
        sorts: What elements do, by local name. Elements of no sort are left out with all their content.
        data: What tags stand for, by the name in their `dataRef` (XLIFF 2).
    """
    writing = _Writing(sorts, data or {}, [], [])
    if node is not None:
        _write(node, writing)
    return "".join(writing.pieces), tuple(writing.codes)


def _write(node: Node, writing: _Writing) -> None:
    for child in node.children:
        if isinstance(child, str):
            writing.add(child)
            continue
        sort = writing.sorts.get(child.name)
        if sort is not None:
            _SHAPES[sort.shape](child, sort, writing)


def _through(node: Node, _: Sort, writing: _Writing) -> None:
    _write(node, writing)


def _sign(node: Node, _: Sort, writing: _Writing) -> None:
    try:
        writing.add(chr(int(node.attributes.get("hex", "fffd"), 16)))
    except (ValueError, OverflowError):
        writing.add("\ufffd")


def _around(node: Node, sort: Sort, writing: _Writing) -> None:
    label = _label(node, writing)
    opening, closing = (_native(node, writing, f"dataRef{end}") for end in ("Start", "End"))
    writing.add(opening or f"<{sort.name}{label}>", is_code=True)
    _write(node, writing)
    writing.add(closing or f"</{sort.name}{label}>", is_code=True)


def _single(form: str) -> Callable[[Node, Sort, _Writing], None]:
    def write(node: Node, sort: Sort, writing: _Writing) -> None:
        if {
            node.attributes.get("ctype"),
            node.attributes.get("type"),
            node.attributes.get("subType"),
        } & _BREAKS:
            writing.add("\n")
            return
        shown = _native(node, writing, "dataRef") or form.format(f"{sort.name}{_label(node, writing)}")
        writing.add(shown, is_code=True)

    return write


_SHAPES: dict[str, Callable[[Node, Sort, _Writing], None]] = {
    "around": _around,
    "open": _single("<{}>"),
    "close": _single("</{}>"),
    "alone": _single("<{}/>"),
    "through": _through,
    "sign": _sign,
    "nothing": lambda node, sort, writing: None,
}


def _label(node: Node, writing: _Writing) -> str:
    for name in LABELS:
        if given := _NOT_A_LABEL.sub("-", node.attributes.get(name, "").lower()):
            return given
    writing.unnamed += 1
    return str(writing.unnamed)


def _native(node: Node, writing: _Writing, reference: str) -> str:
    """What a tag stands for, if that is one tag or placeholder that the check `marker` knows."""
    own = (
        "" if reference != "dataRef" else "".join(child for child in node.children if isinstance(child, str))
    )
    given = writing.data.get(node.attributes.get(reference, ""), "")
    equivalents = [node.attributes.get(name, "") for name in EQUIVALENTS] if reference == "dataRef" else []
    for text in (own, given, *equivalents):
        form = text.strip()
        literals = read_literals(form) if form else ()
        if len(literals) == 1 and literals[0].form in SOFTWARE and literals[0].span == (0, len(form)):
            return form
    return ""


def without_codes(text: str, codes: Sequence[Span]) -> str:
    """The text without its tags.

    Examples:
        >>> without_codes("<g1>3만</g1> 명", (Span(0, 4), Span(6, 11)))
        '3만 명'
    """
    if not codes:
        return text
    edges = [0, *(edge for code in codes for edge in code), len(text)]
    return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def signs(text: str, codes: Sequence[Span]) -> Iterator[str]:
    """The tags of a text, as they are shown."""
    return (code.of(text) for code in codes)


def among_codes(mismatch: Mismatch, texts: Sequence[str], codes: Sequence[Sequence[Span]]) -> Mismatch:
    """Convert a mismatch of texts without tags into one of the texts with their tags."""
    if not any(codes):
        return mismatch
    source, target = (
        _moved(span, of_side) if span else None
        for span, of_side in zip((mismatch.source_span, mismatch.target_span), codes, strict=True)
    )
    return replace(
        mismatch,
        source_span=source,
        target_span=target,
        source_surface=source.of(texts[0]) if source else mismatch.source_surface,
        target_surface=target.of(texts[1]) if target else mismatch.target_surface,
    )


def _moved(span: Span, codes: Sequence[Span]) -> Span:
    """Convert a span of the text without tags into one with them; tags at its ends stay outside."""
    lengths = [code.end - code.start for code in codes]
    before = list(accumulate(lengths, initial=0))
    places = [code.start - done for code, done in zip(codes, before, strict=False)]
    start = before[sum(place <= span.start for place in places)]
    end = before[sum(place < span.end for place in places)] if span.end > span.start else start
    return Span(span.start + start, span.end + end)
