"""Line breaks and runs of blanks inside a sentence, read as one blank.

Hard-wrapped pages break a line inside a number (`2조⏎1,870억원`, "350⏎billion won"). The readers see a text
in which every run of blanks and line breaks is one blank; spans are carried back to the text as given. An
empty line stays a wall: no number goes from one paragraph into the next. No-break spaces are left as they
are, they hold the groups of a number together (1 234 567).
"""

from __future__ import annotations

import re
from dataclasses import replace

from aligner.model.quantity import Quantity
from aligner.model.text import Span

RUN = re.compile("[^\\S\u00a0\u202f](?:[^\\S\u00a0\u202f]+|(?<! ))")
WALL = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n")


def fold(text: str) -> tuple[str, list[int]]:
    """The text with single blanks, and where each of its characters (and its end) stands in `text`.

    Examples:
        >>> fold("two\\n  hours")
        ('two hours', [0, 1, 2, 3, 6, 7, 8, 9, 10, 11])
    """
    pieces: list[str] = []
    origin: list[int] = []
    position = 0
    for run in RUN.finditer(text):
        pieces += text[position : run.start()], "\n" if WALL.search(run.group()) else " "
        origin += range(position, run.start() + 1)
        position = run.end()
    pieces.append(text[position:])
    origin += range(position, len(text) + 1)
    return "".join(pieces), origin


def unfold(quantity: Quantity, text: str, origin: list[int]) -> Quantity:
    """The quantity of a folded text, in the text as given."""
    span = _unfolded(quantity.span, origin)
    partner = quantity.partner and _unfolded(quantity.partner, origin)
    return replace(quantity, span=span, surface=span.of(text), partner=partner)


def _unfolded(span: Span, origin: list[int]) -> Span:
    """Ends behind the last character, so a run of blanks after the span stays outside."""
    return Span(origin[span.start], origin[span.end - 1] + 1)
