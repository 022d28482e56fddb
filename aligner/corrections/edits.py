"""Sentences written anew, in a document whose spans still point to the right characters.

What was read stays beside it; here the text is made as if it had been read with the new sentences in it.
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
    """Where the characters of a text stand once stretches of it were replaced.

    Attributes:
        stretches: Those that were replaced, in order, none overlapping another.
        texts: What stands in their places.
        starts: Where each stretch starts.
        moved: How many characters further its start stands.
    """

    stretches: tuple[Span, ...]
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    moved: tuple[int, ...]

    def place(self, at: int) -> int:
        """A place in the new text; one inside a replaced stretch stays inside, as near as it can."""
        number = bisect_right(self.starts, at) - 1
        if number < 0:
            return at
        moved = self.moved[number]
        stretch, text = self.stretches[number], self.texts[number]
        if at >= stretch.end:
            return at + moved + len(text) - (stretch.end - stretch.start)
        return stretch.start + moved + min(at - stretch.start, len(text))

    def span(self, span: Span) -> Span:
        return Span(self.place(span.start), self.place(span.end))

    def text(self, given: str) -> str:
        pieces, done = [], 0
        for stretch, text in zip(self.stretches, self.texts, strict=True):
            pieces += [given[done : stretch.start], text]
            done = stretch.end
        return "".join((*pieces, given[done:]))


def rewritten(read: Alignment, edits: Edits) -> Alignment:
    """The alignment with some sentences in other words; nothing is changed where there are no edits."""
    if not edits:
        return read
    sentences = [
        (side, number, sentence)
        for side in ("source", "target")
        for number, sentence in enumerate(one for pair in read for one in getattr(pair, side))
    ]
    shifts: dict[str, _Shift | None]
    if all(sentence.span.start == 0 for _, _, sentence in sentences):  # each counts in its own text
        shifts = {"source": None, "target": None}
    elif read.page:
        shift = _shift(sentences, edits)
        shifts = {"source": shift, "target": shift}
    else:
        shifts = {
            side: _shift((one for one in sentences if one[0] == side), edits) for side in ("source", "target")
        }
    made = {
        side: [_sentence(one, edits.get((s, n)), shifts[side]) for s, n, one in sentences if s == side]
        for side in ("source", "target")
    }
    pairs = tuple(_pair(pair, made, edits, shifts) for pair in read)
    page = read.page and shifts["source"] and _page(read.page, shifts["source"])
    return replace(read, pairs=pairs, page=page or read.page)


def _shift(sentences: Iterable[tuple[str, int, Sentence]], edits: Edits) -> _Shift:
    replaced = sorted((one.span, edits[side, n]) for side, n, one in sentences if (side, n) in edits)
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
    # What led to the pair was read in other words.
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
