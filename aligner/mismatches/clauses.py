"""Part of a sentence that the translation dropped or added: too short or too long, and words missing too.

Length alone flags four of 100 correct news pairs to find four of five dropped clauses. What tells a
terse translation from a shortened one is whether the words that the longer side holds are in the
shorter one. Two logistic curves over the log ratio of the lengths (`aligner.length`) and the share of
covered words that are found; both are fitted on trusted development news (859 pairs) against the same
pairs with the end of the English, or the beginning of the Korean, cut off at a clause border.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log
from typing import NamedTuple

from aligner.article import Article
from aligner.ladder.bead import Bead
from aligner.length import english_length, korean_length, log_ratio
from aligner.mismatches.cover import (
    GLOSS,
    english_cover,
    korean_cover,
    missing_stretch,
)
from aligner.mismatches.finding import Finding, Passage, korean_and_english, passages, quoted
from aligner.mismatches.quantities import differences
from aligner.mismatches.swallowed import swallowed_by_bead


class Curve(NamedTuple):
    """Log-odds that a part is missing, from log ratio and cover; reported from `least` on."""

    intercept: float
    per_ratio: float
    per_cover: float
    least: float

    def score(self, ratio: float, cover: float) -> float:
        return self.intercept + self.per_ratio * ratio + self.per_cover * cover


# At these thresholds 1.9 and 1.0 of 100 trusted pairs are reported; read by eye, 20 of the 25 do hold more on
# one side than on the other. Of the cut pairs 80 and 81 of 100 are found.
ENGLISH_SHORT = Curve(0.0, -10.4, -6.2, 3.0)
KOREAN_SHORT = Curve(-0.9, 10.1, -4.85, 2.2)
# Characters of English that must be missing: short sentences vary most (`네.`, `Yes, that is right.`).
LEAST_MISSING = 40
FEW_BEADS = 5  # up to here a document does not tell how terse its translator is
# A number that only the long side has speaks for a missing part: one correct pair in thirty has such a
# number, one cut pair in four (same data); their log ratio, at most twice.
PER_NUMBER, MOST_NUMBERS = 2.0, 2
# The share of found words before any is looked up, and how many words that belief is worth: mean of the
# same pairs, and the Laplace-like prior that was used in the fit.
USUAL_COVER, PRIOR_WORDS = 0.6, 2


def _cover(found: int, words: int) -> float:
    return (found + USUAL_COVER * PRIOR_WORDS) / (words + PRIOR_WORDS)


def _lengths(korean: Passage, english: Passage) -> tuple[float, float]:
    """Expected and real length of the English; a gloss says nothing that the English must repeat."""
    return korean_length(GLOSS.sub("", korean.text)), english_length(english.text)


def shortened_translation(bead: Bead, article: Article, shift: float = 0.0) -> Iterator[Finding]:
    """Part of the sentence on one side only: `clause_dropped` if the source has it, else `clause_added`.

    Right: `그는 맡은 일에 끝까지 최선을 다하겠다고 말했다.` / `He will give it his all, he said.`
    Wrong: `시장은 주민과 만나 도로 확장과 주차장 건설을 약속했다.` / `The mayor met residents.`

    Args:
        bead: Judged if both sides hold something.
        article: The sentences.
        shift: How terse this translator is, see `aligner.length.log_ratio`; 0 if unknown.

    Limits: a clause of less than a third of the sentence or of some five words is not noticed, nor is one
    whose place is taken by other words.
    """
    if not (bead.source and bead.target) or _is_telegraphic(bead, article):
        return
    korean, english = korean_and_english(bead, article)
    expected, real = _lengths(korean, english)
    ratio = log(real / expected) - shift
    if abs(real - expected) < LEAST_MISSING:
        return
    if ratio < 0:
        short, long = english, korean
        curve, cover = ENGLISH_SHORT, korean_cover
    else:
        short, long = korean, english
        curve, cover = KOREAN_SHORT, english_cover
    # Even with no word found the curve stays below its threshold: spares the look-up for most beads.
    if curve.score(ratio, 0.0) + PER_NUMBER * MOST_NUMBERS < curve.least:
        return
    score = curve.score(ratio, _cover(*cover(korean.text, english.text)))
    dropped = long.side is article.source
    if curve.least - PER_NUMBER * MOST_NUMBERS <= score < curve.least:
        score += PER_NUMBER * min(MOST_NUMBERS, _lone_numbers(bead, article, missing=dropped))
    if score < curve.least:
        return
    missing = missing_stretch(long.text, short.text, long.language)
    part, rest = long.place(missing) if missing else long.whole(), short.whole()
    other = "translation" if dropped else "source"
    yield Finding(
        "clause_dropped" if dropped else "clause_added",
        f"The {other} {quoted(rest.surface)} says less; nothing there answers {quoted(part.surface)}.",
        part if dropped else rest,
        rest if dropped else part,
        confidence=round(1 / (1 + exp(-score)), 3),
    )


def _is_telegraphic(bead: Bead, article: Article) -> bool:
    """Whether it is a headline or the like, where Korean leaves out what English must say."""
    return any(article.source.sentences[number].role != "body" for number in bead.source)


def _lone_numbers(bead: Bead, article: Article, *, missing: bool) -> int:
    """How many numbers of the source are missing, or of the target added."""
    kind = "number_missing" if missing else "number_added"
    found = differences(*passages(bead, article))
    return sum(difference.kind == kind and difference.severity != "info" for difference in found)


def shortened_translations(beads: Sequence[Bead], article: Article) -> Iterator[Finding]:
    """The same for a document, whose translator may be terse or wordy throughout.

    How terse is told by the other beads, so that a bead does not excuse itself.
    """
    swallowed = swallowed_by_bead(beads, article)  # that is the whole story of those
    both = [bead for number, bead in enumerate(beads) if all(bead.kind) and number not in swallowed]
    lengths = [_lengths(*korean_and_english(bead, article)) for bead in both]
    all_expected, all_real = (sum(side) for side in zip(*lengths, strict=True)) if lengths else (0.0, 0.0)
    for bead, (expected, real) in zip(both, lengths, strict=True):
        shift = log_ratio([all_expected - expected], [all_real - real]) if len(both) > FEW_BEADS else 0.0
        yield from shortened_translation(bead, article, shift)
