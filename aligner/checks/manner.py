"""Tells whether a pair is translated sentence for sentence, or freely and in long paragraphs.

A finding means less in a free translation, in which numbers, brackets and quotations come and go. A pair
counts as freely translated if it is long and the lexicon finds few words of its document on the other side.
"""

from __future__ import annotations

from collections.abc import Iterable

from aligner.checks.view import DocumentView, PairView

# Length of the longer side, in the length measure of the pair. Three of 100 sentences of news are longer.
LONG = 300
# Share of the known words that are found on the other side. From the first to the last decile, freely told
# folk tales have .42 to .52 (87 documents), news .50 to .66, technical documents .56 to .74.
LEAST_AGREEMENT = 0.55
# Prior of that share, and the number of words that the prior counts for.
USUAL, PRIOR_WORDS = 0.6, 20
MOST_PAIRS = 50  # pairs of a document that are looked at, evenly spread


def is_free(pair: PairView, view: DocumentView) -> bool:
    """Return whether a pair is long and its document, or the row by itself, is translated freely."""
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
    """Return the share of the known words of both sides that are found on the other side.

    Without pairs it is the prior.
    """
    matched, known = USUAL * PRIOR_WORDS, float(PRIOR_WORDS)
    for pair in pairs:
        said = pair.languages.cover.said
        first, second = pair.first.once(said), pair.second.once(said)
        for counts in (first.found_in(second), second.found_in(first)):
            matched, known = matched + counts[0], known + counts[1]
    return matched / known
