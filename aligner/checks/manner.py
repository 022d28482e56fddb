"""How closely a pair is translated: sentence for sentence, or freely and in long paragraphs.

What a check sees means less where a translator tells a story again in other words: numbers, brackets and
quotations come and go there. Two things together tell it: a long bead, and few words of the document that the
lexicon finds on the other side.
"""

from __future__ import annotations

from collections.abc import Iterable

from aligner.checks.view import DocumentView, PairView

# Longer than all but three of 100 sentences of news, in the measure of lengths of the pair.
LONG = 300
# Share of the known words that are found on the other side. Folk tales freely told have .42 to .52 (87
# documents, from the first to the last tenth), news .50 to .66, technical documents .56 to .74.
LEAST_AGREEMENT = 0.55
# What is believed of a document before any word is looked up, and how many words that belief is worth.
USUAL, PRIOR_WORDS = 0.6, 20
MOST_PAIRS = 50  # of a document that are looked at, evenly spread


def is_free(pair: PairView, view: DocumentView) -> bool:
    """Whether a pair is long and translated freely, as far as its document tells; a row stands for itself."""
    if not pair.has_both or not pair.once(_is_long):
        return False
    return (view.once(_of_document) if view.is_document else pair.once(_of_row)) < LEAST_AGREEMENT


def _is_long(pair: PairView) -> bool:
    length = pair.languages.length
    return max(length.first(pair.first.text), length.second(pair.second.text)) >= LONG


def _of_row(pair: PairView) -> float:
    return agreement([pair])


def _of_document(view: DocumentView) -> float:
    both = [pair for pair in view.pairs if pair.has_both]
    return agreement(both[:: max(1, len(both) // MOST_PAIRS)])


def agreement(pairs: Iterable[PairView]) -> float:
    """Share of the known words of both sides that the other side has."""
    found, known = USUAL * PRIOR_WORDS, float(PRIOR_WORDS)
    for pair in pairs:
        said = pair.languages.cover.said
        here, there = pair.first.once(said), pair.second.once(said)
        for counts in (here.found_in(there), there.found_in(here)):
            found, known = found + counts[0], known + counts[1]
    return found / known
