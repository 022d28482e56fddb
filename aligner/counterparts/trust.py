"""How sure the reading of a page is, told from what came of it.

A page that was read badly pairs badly: its pairs are unsure, share no word, are of unlike lengths, and text
of both languages is left over. Of four such shares a logistic function makes the probability that the page
was read well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.ladder.ladder import Step
from aligner.languages import language
from aligner.languages.manners import PageManners
from aligner.model.article import Article, Side
from aligner.model.page import Page

# Fitted by `examples/measure/page_confidence.py --fit` on 1,187 readings of 210 pages (news, own pages,
# cases): as they are, by the rules alone, with blank lines lost or doubled, wrapped anew, shuffled. A reading
# is bad if it loses a third of the gold pairs. The constant is for three bad ones in a hundred; of these
# pages as they are it is one. Each fifth by the others, of 44 readings below .9 (but the shuffled) .70 were
# bad, of the other 949 .035; of the shuffled ones below .9 .96, of the others .20.
CONSTANT = -7.37
UNSURE = 12.9
UNLINKED = 7.5
UNLIKE = 8.1
MISSED = 12.4
# Letters added to both sides before lengths are compared, so that titles of two words don't weigh too much.
SMOOTHING = 5
# A line that says less, in letters of the second language, is a word, a label or a button.
FEWEST_LETTERS = 24


@dataclass(frozen=True, slots=True)
class Shares:
    """What speaks against a reading, each from 0 (nothing) to about 1.

    Attributes:
        unsure: How far the mean confidence of the pairs, by length, is from 1.
        unlinked: Share of the text in pairs that have no word, name or number in common.
        unlike: Mean difference in length of two sides, in nats.
        missed: Share of the page that might have been paired and was not: text outside of pairs, as much as
            both languages have of it.
    """

    unsure: float
    unlinked: float
    unlike: float
    missed: float


def reading_confidence(page: Page, article: Article, steps: Sequence[Step]) -> float:
    """The probability in [0, 1] that a page was read right; 1 where no pair tells anything."""
    shares = shares_of(page, article, steps)
    if shares is None:
        return 1.0
    odds = (
        CONSTANT
        + UNSURE * shares.unsure
        + UNLINKED * shares.unlinked
        + UNLIKE * shares.unlike
        + MISSED * shares.missed
    )
    return round(1 / (1 + math.exp(odds)), 3)


def shares_of(page: Page, article: Article, steps: Sequence[Step]) -> Shares | None:
    """What speaks against the reading of a page; None if nothing is paired."""
    sides = (article.source, article.target)
    masses = [_masses(side) for side in sides]
    total = unsure = unlinked = unlike = 0.0
    left = [0.0, 0.0]
    pairs = 0
    for step in steps:
        beads = (step.bead.source, step.bead.target)
        both = [sum(of_side[n] for n in numbers) for of_side, numbers in zip(masses, beads, strict=True)]
        if not all(both):
            left = [before + here for before, here in zip(left, both, strict=True)]
            continue
        pairs += 1
        total += sum(both)
        unsure += sum(both) * (1 - step.confidence)
        unlinked += 0 if step.evidence.links else sum(both)
        unlike += abs(math.log((both[0] + SMOOTHING) / (both[1] + SMOOTHING)))
    if not pairs:
        return None
    outside = [language(side.language).page for side in sides]
    left = [before + here for before, here in zip(left, _unread(page, outside), strict=True)]
    whole = total + sum(left)
    return Shares(unsure / total, unlinked / total, unlike / pairs, 2 * min(left) / whole)


def _masses(side: Side) -> list[float]:
    """How much each sentence of a side says, in letters of the second language."""
    manners = language(side.language).page
    return [manners.signs(sentence.text) * manners.says for sentence in side.sentences]


def _unread(page: Page, manners: Sequence[PageManners]) -> list[float]:
    """How much is said in each language by lines that are no text; a line in both is a gloss."""
    left = [0.0, 0.0]
    for line in page.lines:
        if line.language is None or line.role not in ("aside", "furniture"):
            continue
        counts = [of_language.signs(line.text) for of_language in manners]
        said = [count * of_language.says for count, of_language in zip(counts, manners, strict=True)]
        if not all(counts) and sum(said) >= FEWEST_LETTERS:
            left = [before + here for before, here in zip(left, said, strict=True)]
    return left
