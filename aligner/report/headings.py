"""What a report says above a document: its title, the name of its file, how sure it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from statistics import fmean

from aligner.model.alignment import Alignment
from aligner.model.mismatch import SEVERITIES, Mismatch, Severity, gravest_first
from aligner.report.sides import columns_of, sentences_of, sides_of

# The folders of an absolute path or of the URL of a file; a name may hold several (`ko.txt, en.txt`).
_FOLDERS = re.compile(r"(?:^|(?<=, ))(?:file:(?://)?)?(?:[A-Za-z]:)?[\\/](?:[^\\/]*[\\/])*")


def name_of(document: str) -> str:
    """The name of a document without the folders of whoever made the report, which are nobody's business.

    Examples:
        >>> name_of("/home/kim/articles/harbour.txt")
        'harbour.txt'
        >>> name_of("/tmp/ko.txt, /tmp/en.txt")
        'ko.txt, en.txt'
        >>> name_of("articles/harbour.txt"), name_of("https://news.example/1.html")
        ('articles/harbour.txt', 'https://news.example/1.html')
    """
    return _FOLDERS.sub("", document)


def title_of(alignment: Alignment) -> tuple[str, str]:
    """The headline of the article and the code of its language: of the left column, else of the right one.

    Both are empty where there is no headline.
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
    """A probability in whole per cent; never 0 or 100, as nothing is that sure.

    Examples:
        >>> percent(0.934), percent(0.9999), percent(0.0)
        ('93%', '>99%', '<1%')
    """
    return ">99%" if probability > 0.99 else "<1%" if probability < 0.01 else f"{probability:.0%}"


def sureness(alignment: Alignment) -> tuple[tuple[str, str], ...]:
    """How sure a document as a whole is, by label: of the reading of its page, and of its pairs on average.

    What is not known is left out: texts that were no page, an alignment without pairs.
    """
    matched = [pair.confidence for pair in alignment if pair.source and pair.target]
    if not matched:
        return ()
    page = (("sure:page", percent(alignment.page.confidence)),) if alignment.page else ()
    return (*page, ("sure:pairs", percent(fmean(matched))))


def kinds_of(mismatches: Iterable[Mismatch]) -> tuple[tuple[str, Severity, int], ...]:
    """How often each kind was found, with its gravest severity: errors first, then the most frequent."""
    ordered = gravest_first(mismatches)
    counts = Counter(mismatch.kind for mismatch in ordered)
    worst = {mismatch.kind: mismatch.severity for mismatch in reversed(ordered)}
    order = sorted(counts, key=lambda kind: (-SEVERITIES.index(worst[kind]), -counts[kind], kind))
    return tuple((kind, worst[kind], counts[kind]) for kind in order)
