"""Reports sentences without counterpart that the ladder has put into a 2-1 or 1-2 bead.

The ladder may leave an untranslated sentence alone or join it to its neighbour: `시장은 예산을 설명했다.
주민들은 반대했다.` and `The mayor explained the budget.` become a 2-1 bead. Three features distinguish such a
bead from a correct one: how much longer its side with several sentences is, how many words of the other side
match the suspected sentence only, and how many of its numbers have no counterpart. A logistic curve turns
them into log-odds. The document adds its own log-odds (Bayes' rule, not fitted): if the translator keeps
sentence for sentence, a single 2-1 bead is suspicious; if every fifth sentence is split or joined, it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from aligner.checks.check import Check, Scope
from aligner.checks.content import SENTENCE_ADDED, SENTENCE_DROPPED
from aligner.checks.documents import DUPLICATE, SENTENCE
from aligner.checks.finding import Finding
from aligner.checks.quantities import compared
from aligner.checks.view import DocumentView, PairView, Passage, passage
from aligner.pairs.cover import Cover

# Logistic curve, fitted on 2-1 and 1-2 beads that our own ladder made of development news: 1315 correct ones,
# and 78 with a sentence without counterpart. In ten-fold cross-validation, 5 of 1000 correct beads are
# reported (56 of 1000 if the bead is the only uneven one of its document), and nine of ten swallowed
# sentences.
_INTERCEPT, PER_RATIO, PER_SHARE, PER_NUMBER = -4.2, 5.5, -7.5, 1.6
LEAST = -0.5
MOST_NUMBERS = 2
# Prior of the share of uneven beads: 28 of 363 in our own articles. It counts for few beads, since the share
# differs from one in three to none between translators.
PRIOR_UNEVEN, PRIOR_BEADS = 0.5, 6.5
# A swallowed target sentence with at least this share of its words in the source is a repetition.
SAID_AGAIN = 0.4


def swallowed_sentences(view: DocumentView) -> Iterator[Finding]:
    """Report a sentence without counterpart in an uneven bead as dropped, added or duplicate.

    Right:
        `비가 왔다. | 바람도 불었다.` / `It rained, and the wind blew.`
    Wrong (sentence_dropped):
        `시장은 예산을 설명했다. | 주민들은 도로 확장에 반대했다.` / `The mayor explained the budget.`
    Wrong (duplicate):
        `시장은 예산을 설명했다.` / `The mayor explained the budget. | He explained the budget in detail.`
    Wrong (sentence_added):
        `시장은 예산을 설명했다.` /
            `The mayor explained the budget. | Residents opposed the widening of the road.`

    Measured: in 190 documents with one sentence removed, 188 removals are found (181 before this check used
    the share of uneven beads in the document); of the 1315 correct beads, 5 of 1000 are reported.

    Limits: the words of the sentence must be in the lexicon, and it must not be much shorter than the rest. A
    sentence that repeats the words of its neighbour (`경찰은 두 사람을 풀어 줬다`) is not noticed.
    """
    yield from view.once(swallowed_by_bead).values()


def swallowed_by_bead(view: DocumentView) -> dict[int, Finding]:
    """Return the finding for each bead that has swallowed a sentence, by the number of the bead."""
    beads = view.beads
    uneven = sum(all(bead.kind) and bead.kind != (1, 1) for bead in beads)
    usual = (uneven - 1 + PRIOR_UNEVEN) / (len(beads) - 1 + PRIOR_BEADS)
    findings = {}
    for number, pair in enumerate(view.pairs):
        if min(pair.bead.kind) == 1 < max(pair.bead.kind) and (finding := _swallowed(pair, -log(usual))):
            findings[number] = finding
    return findings


def _swallowed(view: PairView, suspicion: float) -> Finding | None:
    """Return the finding for a bead of several sentences and one; None if it is probably correct.

    Args:
        view: The bead.
        suspicion: Log-odds that the document adds.
    """
    in_source = len(view.bead.source) > 1
    several = view.source if in_source else view.target
    length, cover = view.languages.length, view.languages.cover
    ratio = log(length.second(view.second.text) / length.first(cover.without_glosses(view.first.text)))
    score = suspicion + _INTERCEPT + PER_RATIO * (ratio if several is view.second else -ratio)
    if score + PER_NUMBER * MOST_NUMBERS < LEAST:  # below the threshold whatever the words are
        return None
    other = view.second if several is view.first else view.first
    parts = [
        passage(several.side, range(number, number + 1), is_source=in_source) for number in several.numbers
    ]
    shares = other.once(cover.said).shares_of([part.once(cover.said) for part in parts])
    share, number, part = min(zip(shares, several.numbers, parts, strict=True), key=lambda each: each[:2])
    score += PER_SHARE * share
    if score + PER_NUMBER * MOST_NUMBERS < LEAST:
        return None
    score += PER_NUMBER * min(MOST_NUMBERS, _lone_numbers(view, number, in_source))
    return _finding(part, other, cover) if score >= LEAST else None


def _lone_numbers(view: PairView, number: int, in_source: bool) -> int:
    """Return how many quantities of a sentence have no counterpart."""
    own, kind = (view.source, "number_missing") if in_source else (view.target, "number_added")
    lone = [
        (*difference.source, *difference.target)[0]
        for difference in view.once(compared).differing
        if difference.kind == kind and difference.severity != "info"
    ]
    return sum(own.place(quantity.span).sentence == number for quantity in lone)


def _finding(sentence: Passage, other: Passage, cover: Cover) -> Finding:
    """Return the finding for a swallowed sentence, given the other side of its bead."""
    place = sentence.whole()
    if sentence.is_source:
        return Finding(
            "sentence_dropped", source=place, key="swallowed_source", severity="warning", strength=0.7
        )
    matched, words = sentence.once(cover.said).found_in(other.once(cover.said))
    if words and matched / words >= SAID_AGAIN:
        return Finding("duplicate", target=place, key="said_twice", severity="warning", strength=SENTENCE)
    return Finding("sentence_added", target=place, key="swallowed_target", severity="warning", strength=0.7)


SWALLOWED = Check(
    swallowed_sentences,
    kinds=(SENTENCE_DROPPED, SENTENCE_ADDED, DUPLICATE),
    messages={
        "swallowed_source": "{source} does not seem to be translated.",
        "swallowed_target": "{target} does not seem to translate anything of the source.",
        "said_twice": "{target} says again what another sentence of the pair says.",
    },
    scope=Scope.DOCUMENT,
)
