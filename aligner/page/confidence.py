"""Rate how sure the reading of a page is, and note what its reader should know."""

from __future__ import annotations

import math
from collections.abc import Sequence

from aligner.languages import language as record_of
from aligner.page.bodies import RATIO_SPREAD, Block, Bodies
from aligner.page.roles import Part
from aligner.pairs import LanguagePair

UNSURE = 0.6


def confidence_of(bodies: Bodies, parts: Sequence[Part]) -> float:
    """Probability that the layout and the borders of the articles are right, 0 to 1; 1 for an empty page.

    A notice, sides of similar length and a headline on both sides make a right reading likelier; several
    articles and prose without a counterpart make it less likely.
    """
    if bodies.layout == "empty":
        return 1.0
    odds = 1.5
    odds += 2.0 if any(part.role == "notice" for part in parts) else 0.0
    for first, second in bodies.pairs:
        if first and second:
            ratio = math.log((second.mass + 1) / (first.mass + 1)) / RATIO_SPREAD
            odds += 1.5 - min(ratio * ratio, 5.0)
        else:
            odds -= 0.5
    titled = {part.language for part in parts if part.role == "headline"}
    odds += 0.5 * len(titled)
    odds -= 1.0 * (len(bodies.pairs) - 1) + 1.5 * len(bodies.skipped)
    return round(1 / (1 + math.exp(-odds)), 3)


def notes_on(
    blocks: Sequence[Block], bodies: Bodies, parts: Sequence[Part], pair: LanguagePair
) -> tuple[str, ...]:
    """Return notes, in English, on what is missing from the page or was left out of its articles."""
    if bodies.layout == "empty":
        return (f"the page holds no text in {pair.first.name} or {pair.second.name}",)
    notes = []
    for present, missing in ((pair.first, pair.second), (pair.second, pair.first)):
        if bodies.layout == f"{present.code}_only":
            article = f"an {present.name}" if present.name[0] in "AEIOU" else f"a {present.name}"
            notes.append(f"only {article} article was found; no {missing.name} one to pair it with")
    if len(bodies.pairs) > 1:
        notes.append(f"{len(bodies.pairs)} article pairs on one page")
    for body in bodies.skipped:
        count = sum(blocks[n].prose for n in range(body.first, body.last + 1))
        notes.append(
            f"{record_of(body.language).name} text of {count} paragraph{'s' if count > 1 else ''}"
            " has no counterpart and was left out:"
            f" {blocks[body.first].text[:30]!r}"
        )
    if confidence_of(bodies, parts) < UNSURE:
        notes.append("the layout is uncertain: see the roles of the lines")
    return tuple(notes)
