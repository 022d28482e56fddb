"""Puts rewritten sentences into an alignment, and moves all spans to where their characters are then.

The result is as if the text had been read with the new sentences in it. The original alignment is not
changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Evidence
from aligner.model.page import Page
from aligner.model.text import Sentence, Span

Edits = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class _Shift:
    """Maps offsets of a text to offsets of the text after stretches of it were replaced.

    Attributes:
        stretches: The replaced stretches, in order, not overlapping.
        texts: The new text of each stretch.
        starts: Where each stretch starts in the old text.
        moved: How many characters the start of each stretch has moved.
    """

    stretches: tuple[Span, ...]
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    moved: tuple[int, ...]

    def place(self, at: int) -> int:
        """Return the new offset of an old one; inside a replaced stretch it stays inside the new text."""
        number = bisect_right(self.starts, at) - 1
        if number < 0:
            return at
        moved = self.moved[number]
        stretch, text = self.stretches[number], self.texts[number]
        if at >= stretch.end:
            return at + moved + len(text) - (stretch.end - stretch.start)
        return stretch.start + moved + min(at - stretch.start, len(text))

    def span(self, span: Span) -> Span:
        """Return the new span of an old one."""
        return Span(self.place(span.start), self.place(span.end))

    def text(self, given: str) -> str:
        """Return a text with its stretches replaced."""
        pieces, done = [], 0
        for stretch, text in zip(self.stretches, self.texts, strict=True):
            pieces += [given[done : stretch.start], text]
            done = stretch.end
        return "".join((*pieces, given[done:]))


def rewritten(read: Alignment, edits: Edits) -> Alignment:
    """Return an alignment with rewritten sentences; without edits, the alignment itself.

    Args:
        read: The alignment as it was read.
        edits: The new text of sentences, by side and sentence number.
    """
    if not edits:
        return read
    sentences = [
        (side, number, sentence)
        for side in ("source", "target")
        for number, sentence in enumerate(each for pair in read for each in getattr(pair, side))
    ]
    shifts: dict[str, _Shift | None]
    if all(sentence.span.start == 0 for _, _, sentence in sentences):  # given as lists: each is its own text
        shifts = {"source": None, "target": None}
    elif read.page:
        shift = _shift(sentences, edits)
        shifts = {"source": shift, "target": shift}
    else:
        shifts = {
            side: _shift((entry for entry in sentences if entry[0] == side), edits)
            for side in ("source", "target")
        }
    made = {
        side: [_sentence(each, edits.get((s, n)), shifts[side]) for s, n, each in sentences if s == side]
        for side in ("source", "target")
    }
    pairs = tuple(_pair(pair, made, edits, shifts) for pair in read)
    page = read.page and shifts["source"] and _page(read.page, shifts["source"])
    return replace(read, pairs=pairs, page=page or read.page)


def _shift(sentences: Iterable[tuple[str, int, Sentence]], edits: Edits) -> _Shift:
    replaced = sorted((each.span, edits[side, n]) for side, n, each in sentences if (side, n) in edits)
    longer = (len(text) - (span.end - span.start) for span, text in replaced)
    return _Shift(
        tuple(span for span, _ in replaced),
        tuple(text for _, text in replaced),
        tuple(span.start for span, _ in replaced),
        tuple(accumulate(longer, initial=0))[:-1],
    )


def _sentence(sentence: Sentence, text: str | None, shift: _Shift | None) -> Sentence:
    text = sentence.text if text is None else text
    start = shift.place(sentence.span.start) if shift else 0
    if text == sentence.text and start == sentence.span.start:
        return sentence
    return replace(sentence, text=text, span=Span(start, start + len(text)))


def _pair(
    pair: Pair, made: Mapping[str, list[Sentence]], edits: Edits, shifts: Mapping[str, _Shift | None]
) -> Pair:
    bead = pair.bead
    source = tuple(made["source"][bead.source.start : bead.source.stop])
    target = tuple(made["target"][bead.target.start : bead.target.stop])
    is_edited = any(("source", n) in edits for n in bead.source) or any(
        ("target", n) in edits for n in bead.target
    )
    # The evidence of an edited pair is about the old words.
    evidence = Evidence() if is_edited else _evidence(pair.evidence, shifts)
    if evidence is pair.evidence and (source, target) == (pair.source, pair.target):
        return pair
    return replace(pair, source=source, target=target, evidence=evidence)


def _evidence(evidence: Evidence, shifts: Mapping[str, _Shift | None]) -> Evidence:
    source, target = shifts["source"], shifts["target"]
    if not source or not target:
        return evidence
    return replace(
        evidence,
        links=tuple(
            replace(
                link, source_span=source.span(link.source_span), target_span=target.span(link.target_span)
            )
            for link in evidence.links
        ),
    )


def _page(page: Page, shift: _Shift) -> Page:
    text = shift.text(page.text)

    def moved(part: Any) -> Any:
        span = shift.span(part.span)
        return replace(part, span=span, text=span.of(text))

    return replace(
        page, text=text, lines=tuple(map(moved, page.lines)), paragraphs=tuple(map(moved, page.paragraphs))
    )
