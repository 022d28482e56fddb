"""Reads the examples of a check: pairs in which it finds something, and pairs in which it must find nothing.

The examples are part of the docstring of the function that finds errors:

    Right:
        `비가 왔다.` / `It rained.`
    Wrong (shouting):
        `비가 왔다.` / `IT RAINED.`, `IT RAINED!`
        `비가 왔다.` / `It rained.` then `바람이 불었다.` / `THE WIND BLEW.`

An example is one pair, `source` / `target`, or the pairs of a document with `then` between them. ` | `
separates the sentences of a bead, `` is an empty side, and a comma is followed by another translation of the
last source, which makes another example. A check of a glossary gives its terms in this form under `Term:`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from aligner.expressions import compiled
from aligner.model.errors import CheckError
from aligner.model.lexicon import Term

Pairs = tuple[tuple[str, str], ...]

SENTENCES = " | "  # between the sentences of a bead
_SECTION = compiled(
    r"^(?P<header>Right|Wrong \((?P<kind>\w+)\)|Term):(?P<body>.*\n?(?:[ ]+.*\n?)*)", re.MULTILINE
)
_TEXT = r"`([^`]*)`"
_PAIR = compiled(rf"\s*{_TEXT}\s*/\s*{_TEXT}")
_OTHER = compiled(rf"\s*,\s*{_TEXT}")
_THEN = compiled(r"\s*then\b")
_NEXT = compiled(r"\n\s*(?=`)|\s*$")


@dataclass(frozen=True, slots=True)
class Example:
    """Pairs of a document, or a single one that is checked by itself.

    Attributes:
        pairs: Source and target of each pair, in order.
        kind: Kind of the finding in a wrong example; empty if any kind of the check will do.
        terms: The glossary that the check uses.
        page: Text of a page with these pairs, for a check that looks at the text around an article.
    """

    pairs: Pairs
    kind: str = ""
    terms: tuple[Term, ...] = ()
    page: str = ""

    @property
    def is_document(self) -> bool:
        """Whether the example has several pairs, or a side of several sentences."""
        return len(self.pairs) > 1 or any(SENTENCES in text for text in self.pairs[0])


def examples_of(docstring: str) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Return the right and the wrong examples of a docstring; none if it has no section `Wrong (kind):`.

    Raises:
        CheckError: A section contains something other than examples; the message shows it.

    Examples:
        >>> right, wrong = examples_of("Right: `하나` / `one`\\nWrong (number): `하나` / `two`, `ten`")
        >>> right[0].pairs, [example.pairs[0][1] for example in wrong]
        ((('하나', 'one'),), ['two', 'ten'])
    """
    sections = (
        [
            (match["header"], match["kind"] or "", tuple(_examples(match["body"])))
            for match in _SECTION.finditer(inspect.cleandoc(docstring))
        ]
        if "Wrong (" in docstring
        else []
    )
    terms = tuple(
        Term(source, (target,))
        for header, _, examples in sections
        if header == "Term"
        for ((source, target),) in examples
    )
    right = tuple(
        Example(pairs, "", terms)
        for header, _, examples in sections
        if header == "Right"
        for pairs in examples
    )
    wrong = tuple(Example(pairs, kind, terms) for _, kind, examples in sections if kind for pairs in examples)
    return (right, wrong) if wrong else ((), ())


def _examples(body: str) -> Iterator[Pairs]:
    """Yield the examples of a section.

    Raises:
        CheckError: The section contains something other than examples.
    """
    place = 0
    while place < len(body.rstrip()):
        pairs: list[tuple[str, str]] = []
        while not pairs or (then := _THEN.match(body, place)):
            place = then.end() if pairs and then else place
            pair = _PAIR.match(body, place)
            if pair is None:
                raise CheckError(f"examples: no pair of texts: {body[place : place + 60]!r}")
            pairs.append((_unwrapped(pair[1]), _unwrapped(pair[2])))
            place = pair.end()
        yield tuple(pairs)
        while other := _OTHER.match(body, place):
            yield (*pairs[:-1], (pairs[-1][0], _unwrapped(other[1])))
            place = other.end()
        if not _NEXT.match(body, place):
            raise CheckError(f"examples: one should end here: {body[place : place + 60]!r}")


def _unwrapped(text: str) -> str:
    """Return a text that is broken over lines of the docstring as one line."""
    return re.sub(r"\s*\n\s*", " ", text)
