"""Makes the head of a document in a report: title, file name, confidence, numbers of findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from statistics import fmean

from aligner.model.alignment import Alignment
from aligner.model.mismatch import SEVERITIES, Mismatch, Severity, gravest_first
from aligner.report.sides import columns_of, sentences_of, sides_of

# The folders of an absolute path or of a `file:` URL. A name may consist of several paths (`ko.txt, en.txt`).
_FOLDERS = re.compile(r"(?:^|(?<=, ))(?:file:(?://)?)?(?:[A-Za-z]:)?[\\/](?:(?:[^\\/,]|,(?! ))*[\\/])*")


def name_of(document: str) -> str:
    """Return the name of a document without the folders of an absolute path, which are private.

    Examples:
        >>> name_of("/home/kim/articles/harbour.txt")
        'harbour.txt'
        >>> name_of("/home/kim/ko.txt, /home/kim/en.txt")
        'ko.txt, en.txt'
        >>> name_of("articles/harbour.txt"), name_of("https://news.example/1.html")
        ('articles/harbour.txt', 'https://news.example/1.html')
    """
    return _FOLDERS.sub("", document) or document


def title_of(alignment: Alignment) -> tuple[str, str]:
    """Return the headline of the article and its language code, from the left column or else the right one.

    Both are empty if there is no headline.
    """
    for side, language in zip(sides_of(alignment), columns_of(alignment), strict=True):
        headline = [
            sentence.text
            for pair in alignment
            for sentence in sentences_of(pair, side)
            if sentence.role == "headline"
        ]
        if headline:
            return headline[0], language.code
    return "", ""


def percent(probability: float) -> str:
    """Return a probability in whole per cent, but never as 0% or 100%, since nothing is that sure.

    Examples:
        >>> percent(0.934), percent(0.9999), percent(0.0)
        ('93%', '>99%', '<1%')
    """
    return ">99%" if probability > 0.99 else "<1%" if probability < 0.01 else f"{probability:.0%}"


def sureness(alignment: Alignment) -> tuple[tuple[str, str], ...]:
    """Return label and percentage for the confidence of the page and the mean confidence of the pairs.

    The page is left out for texts that were no page; the result is empty without pairs that have two sides.
    """
    matched = [pair.confidence for pair in alignment if pair.source and pair.target]
    if not matched:
        return ()
    page = (("sure:page", percent(alignment.page.confidence)),) if alignment.page else ()
    return (*page, ("sure:pairs", percent(fmean(matched))))


def kinds_of(mismatches: Iterable[Mismatch]) -> tuple[tuple[str, Severity, int], ...]:
    """Return each kind with its gravest severity and its count: gravest first, then most frequent first."""
    ordered = gravest_first(mismatches)
    counts = Counter(mismatch.kind for mismatch in ordered)
    worst = {mismatch.kind: mismatch.severity for mismatch in reversed(ordered)}
    order = sorted(counts, key=lambda kind: (-SEVERITIES.index(worst[kind]), -counts[kind], kind))
    return tuple((kind, worst[kind], counts[kind]) for kind in order)
