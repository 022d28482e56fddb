"""Sentences without a counterpart that hide in a bead of several.

The ladder may leave a sentence alone or put it to its neighbour: `시장은 예산을 설명했다. 주민들은 반대했다.`
beside `The mayor explained the budget.` comes out as a bead of two and one. Such a bead is told from a true
one by three things: how much longer it is than the other side, how few words of the other side only the
suspected sentence accounts for, and numbers of it that nothing answers. Together they make log-odds, to
which the document adds its own: where the translator keeps sentence for sentence, a lone bead of two is
suspicious; where every fifth sentence is split or joined, it is not (Bayes' rule, nothing fitted).
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

# Logistic curve, fitted on beads of two and one that our own ladder made of development news: 1315 true ones,
# 78 that hold a sentence without counterpart. At the threshold 5 of 1000 true beads are reported (56 of 1000
# where the bead is the only uneven one of its document), and nine of ten swallowed sentences, in ten folds.
_INTERCEPT, PER_RATIO, PER_SHARE, PER_NUMBER = -4.2, 5.5, -7.5, 1.6
LEAST = -0.5
MOST_NUMBERS = 2
# Share of beads that are uneven before the document is looked at: 28 of 363 of our own articles. It weighs
# few beads, since translators differ from one in three to none.
PRIOR_UNEVEN, PRIOR_BEADS = 0.5, 6.5
# A swallowed sentence whose words are in the other side all the same says something twice.
SAID_AGAIN = 0.4


def swallowed_sentences(view: DocumentView) -> Iterator[Finding]:
    """A sentence of a bead of several that nothing answers: `sentence_dropped` or `sentence_added`.

    Right:
        `비가 왔다. | 바람도 불었다.` / `It rained, and the wind blew.`
    Wrong (sentence_dropped):
        `시장은 예산을 설명했다. | 주민들은 도로 확장에 반대했다.` / `The mayor explained the budget.`
    Wrong (duplicate):
        `시장은 예산을 설명했다.` / `The mayor explained the budget. | He explained the budget in detail.`
    Wrong (sentence_added):
        `시장은 예산을 설명했다.` /
            `The mayor explained the budget. | Residents opposed the widening of the road.`

    Measured: of 190 documents with one sentence taken out, 188 show it (181 before this check weighed the
    evenness of the document); of 1315 true beads of two and one, 5 of 1000 are reported.

    Limits: the words of the sentence must be in the lexicon, and it must not be short beside the rest. A
    sentence that repeats the words of its neighbour (`경찰은 두 사람을 풀어 줬다`) passes unseen.
    """
    yield from view.once(swallowed_by_bead).values()


def swallowed_by_bead(view: DocumentView) -> dict[int, Finding]:
    """For the number of a bead what it has swallowed."""
    beads = view.beads
    uneven = sum(all(bead.kind) and bead.kind != (1, 1) for bead in beads)
    usual = (uneven - 1 + PRIOR_UNEVEN) / (len(beads) - 1 + PRIOR_BEADS)
    found = {}
    for number, pair in enumerate(view.pairs):
        if min(pair.bead.kind) == 1 < max(pair.bead.kind) and (finding := _swallowed(pair, -log(usual))):
            found[number] = finding
    return found


def _swallowed(view: PairView, suspicion: float) -> Finding | None:
    in_source = len(view.bead.source) > 1
    several = view.source if in_source else view.target
    length, cover = view.languages.length, view.languages.cover
    ratio = log(length.second(view.second.text) / length.first(cover.without_glosses(view.first.text)))
    score = suspicion + _INTERCEPT + PER_RATIO * (ratio if several is view.second else -ratio)
    if score + PER_NUMBER * MOST_NUMBERS < LEAST:  # no look at the words can change that
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
    """How many quantities of a sentence have no counterpart."""
    own, kind = (view.source, "number_missing") if in_source else (view.target, "number_added")
    lone = [
        (*difference.source, *difference.target)[0]
        for difference in view.once(compared).differing
        if difference.kind == kind and difference.severity != "info"
    ]
    return sum(own.place(quantity.span).sentence == number for quantity in lone)


def _finding(sentence: Passage, other: Passage, cover: Cover) -> Finding:
    place = sentence.whole()
    if sentence.is_source:
        return Finding(
            "sentence_dropped", source=place, key="swallowed_source", severity="warning", strength=0.7
        )
    found, words = sentence.once(cover.said).found_in(other.once(cover.said))
    if words and found / words >= SAID_AGAIN:
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
