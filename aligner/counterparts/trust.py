"""Estimate how sure the reading of a page is from the pairs that it led to.

The pairs of a badly read page are unsure, share no word and differ in length, and text of both languages
stays unpaired. A logistic function of these four shares gives the probability that the page was read well.
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
# is bad if it loses a third of the gold pairs. The constant assumes that three readings in a hundred are bad;
# of these pages as they are, one in a hundred is. In five-fold cross-validation without the shuffled pages,
# .70 of the 44 readings with a confidence below .9 were bad, and .035 of the other 949; of the shuffled
# pages, .96 of those below .9 and .20 of the others.
CONSTANT = -7.37
UNSURE = 12.9
UNLINKED = 7.5
UNLIKE = 8.1
MISSED = 12.4
# Letters added to both sides before lengths are compared, so that titles of two words don't count too much.
SMOOTHING = 5
# A line with fewer letters (converted to letters of the second language) is a word, a label or a button.
FEWEST_LETTERS = 24


@dataclass(frozen=True, slots=True)
class Shares:
    """The signs of a bad reading, each from 0 (no sign) to about 1.

    Attributes:
        unsure: 1 minus the mean confidence of the pairs, weighted by length.
        unlinked: Share of the text in pairs that have no word, name or number in common.
        unlike: Mean difference in length between the two sides of a pair, in nats.
        missed: Share of the page that might have been paired but was not: twice the unpaired text of the
            language that has less of it.
    """

    unsure: float
    unlinked: float
    unlike: float
    missed: float


def reading_confidence(page: Page, article: Article, steps: Sequence[Step]) -> float:
    """Estimate the probability, 0 to 1, that a page was read right; 1 if nothing could be paired."""
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
    """Measure the signs of a bad reading; None if nothing is paired and one language at most has text."""
    sides = (article.source, article.target)
    masses = [_masses(side) for side in sides]
    total = unsure = unlinked = unlike = 0.0
    unpaired = [0.0, 0.0]
    pairs = 0
    for step in steps:
        beads = (step.bead.source, step.bead.target)
        both = [sum(of_side[n] for n in numbers) for of_side, numbers in zip(masses, beads, strict=True)]
        if not all(both):
            unpaired = [before + lone for before, lone in zip(unpaired, both, strict=True)]
            continue
        pairs += 1
        total += sum(both)
        unsure += sum(both) * (1 - step.confidence)
        unlinked += 0 if step.evidence.is_linked else sum(both)
        unlike += abs(math.log((both[0] + SMOOTHING) / (both[1] + SMOOTHING)))
    outside = [language(side.language).page for side in sides]
    unpaired = [before + unread for before, unread in zip(unpaired, _unread(page, outside), strict=True)]
    missed = 2 * min(unpaired) / ((total + sum(unpaired)) or 1)
    if not pairs:
        return Shares(0.0, 0.0, 0.0, missed) if missed else None
    return Shares(unsure / total, unlinked / total, unlike / pairs, missed)


def _masses(side: Side) -> list[float]:
    """Return the amount of text of each sentence of a side, in letters of the second language."""
    manners = language(side.language).page
    return [manners.signs(sentence.text) * manners.says for sentence in side.sentences]


def _unread(page: Page, manners: Sequence[PageManners]) -> list[float]:
    """Return the amount of text in asides and furniture, by language, without lines in both (glosses)."""
    unread = [0.0, 0.0]
    for line in page.lines:
        if line.language is None or line.role not in ("aside", "furniture"):
            continue
        counts = [of_language.signs(line.text) for of_language in manners]
        masses = [count * of_language.says for count, of_language in zip(counts, manners, strict=True)]
        if not all(counts) and sum(masses) >= FEWEST_LETTERS:
            unread = [before + mass for before, mass in zip(unread, masses, strict=True)]
    return unread
