"""Shows an alignment as plain text, for `print(alignment)`.

Each pair has its number, bead and confidence, then its two texts, shortened if long, then its mismatches.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from aligner.formats.visible import visible
from aligner.model.alignment import Alignment, Pair
from aligner.model.mismatch import Mismatch, gravest_first

# Pairs that are shown at most, so that printing a book does not scroll for minutes.
_PAIRS = 200
_LONGEST = 96  # characters of a side that are shown
_MARGIN = " " * 16


def plain_text(alignment: Alignment) -> str:
    """Return the pairs of an alignment as lines of text, then the mismatches of the whole document.

    Examples:
        >>> from aligner import align
        >>> print(plain_text(align(["비가 왔다.", "3만 명이 왔다."], ["It rained.", "40,000 came."])))
        ko to en: 2 pairs, 1 mismatch
           1  1-1  0.99  비가 왔다.
                         It rained.
           2  1-1  0.97  3만 명이 왔다.
                         40,000 came.
                         error number: “3만 명” (30,000) is rendered as “40,000”.
    """
    return "\n".join(_lines(alignment))


def _lines(alignment: Alignment) -> Iterator[str]:
    name = f"{visible(alignment.document)}: " if alignment.document else ""
    counts = (_counted(len(alignment), "pair"), _counted(len(alignment.mismatches), "mismatch"))
    yield f"{name}{alignment.source_language} to {alignment.target_language}: {', '.join(counts)}"
    for number, pair in enumerate(islice(alignment, _PAIRS), 1):
        yield from _pair_lines(number, pair)
    if len(alignment) > _PAIRS:
        yield f"{_MARGIN}and {len(alignment) - _PAIRS} more pairs"
    for mismatch in gravest_first(alignment.document_mismatches):
        yield f"the whole: {_finding(mismatch)}"


def _pair_lines(number: int, pair: Pair) -> Iterator[str]:
    head = f"{number:>4}  {'-'.join(map(str, pair.bead.kind))}  {pair.confidence:.2f}  "
    margin = " " * len(head)
    yield head + _short(pair.source_text)
    yield margin + _short(pair.target_text)
    for mismatch in gravest_first(pair.mismatches):
        yield margin + _finding(mismatch)


def _finding(mismatch: Mismatch) -> str:
    return f"{mismatch.severity} {mismatch.kind}: {visible(mismatch.message)}"


def _short(text: str) -> str:
    shown = visible(text)
    return f"{shown[: _LONGEST - 1]}…" if len(shown) > _LONGEST else shown or "(nothing)"


def _counted(count: int, word: str) -> str:
    ending = "" if count == 1 else "es" if word.endswith("ch") else "s"
    return f"{count} {word}{ending}"
