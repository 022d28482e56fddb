"""Reports a document that was read or paired so badly that its single findings can't be trusted.

One finding says so and comes first in a report. In such a document most sentences reported as dropped or
added are text that was not found on the page, so a report folds them.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.check import Check, Scope
from aligner.checks.finding import Finding
from aligner.checks.view import DocumentView
from aligner.model.article import Side
from aligner.model.mismatch import Kind

# Measured on bilingual pages that were not picked by us: ten of the 14 pages that were read badly are below
# this probability, and five of the 38 others.
LEAST_READING = 0.9
MOST_ALONE = 1 / 3  # share of sentences without counterpart; freely translated tales, as text, have 0.18
MOST_ALIEN = 1 / 3  # share of the sentences of a side that are in the other language
LEAST_SENTENCES = 8  # on both sides together; with fewer, a share says little
LEAST_LETTERS = 20  # of a sentence in the wrong language; shorter ones are names and labels
STRENGTH = 0.7  # ten of the 15 pages below `LEAST_READING` were read badly


def unreliable_document(view: DocumentView) -> Iterator[Finding]:
    """Report a page that was probably misread, or texts with too many unpaired or misplaced sentences.

    Right:
        `비가 왔다.` / `It rained.` then `바람도 불었다.` / `The wind blew.`
    Wrong (unreliable):
        `시장은 예산을 설명했다.` / `The mayor explained the budget.`
            then `The mayor left immediately.` / `The mayor left immediately.`
            then `비가 왔다.` / `It rained.`
            then `The library opened yesterday.` / `The library opened yesterday.`

    Limits: a page on which one side is missing altogether gets a note when it is read, and no finding here.
    """
    article = view.article
    sentences = len(article.source.sentences) + len(article.target.sentences)
    if not (article.source.sentences and article.target.sentences):
        return
    alone = sum(sum(bead.kind) for bead in view.beads if not all(bead.kind))
    alien = max(_alien(side, view) / len(side.sentences) for side in (article.source, article.target))
    if view.reading < LEAST_READING:
        yield _finding("badly_read", percent=round(100 * view.reading))
    elif sentences >= LEAST_SENTENCES and alone > MOST_ALONE * sentences:
        yield _finding("mostly_alone", alone=alone, sentences=sentences)
    elif sentences >= LEAST_SENTENCES and alien > MOST_ALIEN:
        yield _finding("mixed_languages", percent=round(100 * alien))


def _finding(key: str, **fields: int) -> Finding:
    return Finding("unreliable", key=key, fields=fields, strength=STRENGTH)


def _alien(side: Side, view: DocumentView) -> int:
    """Return how many sentences of a side are written entirely in the other language."""
    first, second = view.languages.first, view.languages.second
    own, other = (first, second) if side.language == first.code else (second, first)
    return sum(
        own.script.letters.search(sentence.text) is None
        and len("".join(other.script.letters.findall(sentence.text))) >= LEAST_LETTERS
        for sentence in side.sentences
    )


UNRELIABLE = Kind("unreliable", "none", "warning", "the page or the pairing as a whole can't be relied on")

RELIABILITY = Check(
    unreliable_document,
    kinds=(UNRELIABLE,),
    messages={
        "badly_read": "The page was probably not read right (confidence {percent} %): look at it before you "
        "believe what follows.",
        "mostly_alone": "{alone} of {sentences} sentences have no counterpart: look whether the texts belong "
        "together before you believe what follows.",
        "mixed_languages": "{percent} % of the sentences of one side are in the language of the other: look "
        "whether the texts were taken apart right before you believe what follows.",
    },
    scope=Scope.DOCUMENT,
)
