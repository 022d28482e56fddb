"""Splitting of Korean sentences: rules decide clear places; mecab and kss decide the open ones.

In news, final ending and full stop decide nearly everything, and rules for them are better and faster than
kss (`examples/measure/sentences.py peers`). In text without full stops (captions, blogs, comments), an ending
in the middle of a line may close a sentence or not. So every place where a sentence may end gets a verdict.
Many endings close a sentence only where full stops are left out (했지, 있음, 했더라); whether a stretch
between two cuts leaves them out is seen at its end. Open places are decided by mecab's tag of the last
morpheme, if mecab is installed and the tag is clear, and else by kss.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from aligner.expressions import compiled
from aligner.languages.ko.analysers import final_tags, kss_cuts
from aligner.languages.ko.sentence_ends import places_of
from aligner.languages.ko.verdicts import EMOTICON, GAP, PossibleEnd, Verdict
from aligner.languages.language import Quotes
from aligner.marks.quotations import enclosures
from aligner.model.text import Span
from aligner.tables import read_table

log = logging.getLogger(__name__)


def korean_cuts(text: str, quotes: Quotes, backend: str | None) -> list[int]:
    """Return the offsets at which a new sentence begins in one paragraph, the first sentence left out."""
    enclosed = enclosures(text, _goes_on)
    openers = frozenset(span.start for span in enclosed.quotations + enclosed.others)
    protected = list(enclosed.protected(quotations=quotes == "whole"))
    places = list(_outside(protected, places_of(text, openers)))
    cuts = [place.start for place in places if place.verdict is Verdict.CUT]
    if backend is None:
        return _with_notes(text, enclosed.others, cuts)
    stretches = list(_stretches(text, cuts, places))
    notice = any(
        place.verdict is Verdict.NOTICE for each in stretches if not each.closed for place in each.places
    )
    for stretch in stretches:
        plain, unsettled = _read_as_informal(stretch, notice)
        cuts += plain
        if unsettled and backend != "rules":
            cuts += _decided(text[stretch.start : stretch.end], stretch._replace(places=unsettled), backend)
    return _with_notes(text, enclosed.others, sorted(cuts))


# A particle or quotative after a closing quotation mark: "...하겠다"고, "주문"한 뒤.
_TAIL = compiled(
    r"(?:이?라[고는며]|고|며|면서|는|은|이|가|을|를|의|에|로|와|과|도|만|등|란|한|하|인|임|였|했|된)"
)


def _goes_on(text: str, mark: int) -> bool:
    """Return whether a quotation mark closes a quotation; after a particle (는"은) it opens one."""
    return text[mark - 1] not in "는은" and _TAIL.match(text, mark + 1) is not None


def _outside(protected: Iterable[Span], places: Iterable[PossibleEnd]) -> Iterator[PossibleEnd]:
    """Yield the places outside all protected quotations and brackets; both arguments are in text order."""
    spans = iter(protected)
    span = next(spans, None)
    for place in places:
        while span is not None and span.end <= place.stop:
            span = next(spans, None)
        if span is None or place.stop < span.start or place.end >= span.end:
            yield place


# Remarks that belong to the sentence before them: 우승자다. (6회 우승), 이다. [참고 2], 걷는다. (사진=군청),
# 했죠. (웃음), “바우, 바우.” (=멍멍).
# A bare number in round brackets is a list marker and belongs to the text after it.
@cache
def _note() -> re.Pattern[str]:
    remarks = "|".join(row["surface"] for _, row in read_table("ko/stage_remarks.tsv"))
    return compiled(
        r"\((?=[^()]*\d)[^().?!]{0,14}[^\d().?!][^().?!]{0,14}\)|\[[^\[\]\d]{0,4}\d{1,3}\]"
        r"|\([=←][^()]{1,60}\)"
        rf"|[(\[](?:사진|출처|자료|제공)[^()\[\]]{{0,30}}[)\]]|[(\[](?:일동 |모두 )?(?:{remarks})[)\]]"
    )


def _with_notes(text: str, brackets: Sequence[Span], cuts: list[int]) -> list[int]:
    """Return the cuts, moved behind any note after the full stop."""
    starts = {bracket.start: bracket.end for bracket in brackets}
    moved: list[int] = []
    for cut in cuts:
        while cut in starts and _note().fullmatch(text, cut, starts[cut]):
            gap = GAP.match(text, starts[cut])
            cut = gap.end() if gap else starts[cut]
        if cut < len(text) and (not moved or moved[-1] < cut):
            moved.append(cut)
    return moved


# ---------------------------------------------------------------- text without full stops

_CLOSED = compiled(r"[다요까][.。]+[\"”’')\]】」』]*(?:\[[^\[\]]{1,6}\])*\s*$")


class _Stretch(NamedTuple):
    """The text between two cuts, whether a full stop closes it, and its possible ends that are no cuts."""

    start: int
    end: int
    closed: bool
    places: list[PossibleEnd]


def _stretches(text: str, cuts: Sequence[int], places: Iterable[PossibleEnd]) -> Iterator[_Stretch]:
    remaining = iter(places)
    place = next(remaining, None)
    for start, end in pairwise([0, *cuts, len(text)]):
        within = []
        while place is not None and place.start < end:
            within.append(place)
            place = next(remaining, None)
        if within:
            closed = _CLOSED.search(text[max(start, end - 30) : end]) is not None
            yield _Stretch(start, end, closed, [each for each in within if each.start != start])


def _read_as_informal(stretch: _Stretch, notice: bool) -> tuple[list[int], list[PossibleEnd]]:
    """Return the cuts of a stretch read as text without full stops, and the places that stay open."""
    settled: set[Verdict] = set()
    unsettled = {Verdict.OPEN}
    if not stretch.closed:
        settled = {Verdict.PLAIN, Verdict.NOTICE}
        unsettled = {Verdict.OPEN, Verdict.DOUBTFUL}
        (settled if notice else unsettled).add(Verdict.NOMINAL)
    return (
        [place.start for place in stretch.places if place.verdict in settled],
        [place for place in stretch.places if place.verdict in unsettled],
    )


# ---------------------------------------------------------------- what is left to mecab and kss

# Emoticons after an end that kss reports; they belong to the sentence before them.
_EMOTICONS_BEHIND = compiled(rf"(?:\s?{EMOTICON}++)*+\s*")


_KNOWN_TO_KSS = "다요죠함음"  # last syllables of endings without a stop that kss has tables of


def _decided(text: str, stretch: _Stretch, backend: str) -> Iterator[int]:
    """Yield the starts after those places of a stretch at which mecab, or else kss, reports an end."""
    places = stretch.places
    if backend == "mecab":
        ends = _ends_by_mecab(text, stretch)
        yield from (place.start for place, end in ends.items() if end)
        places = [place for place, end in ends.items() if end is None]
    if not any(place.ellipsis or text[place.stop - stretch.start - 1] in _KNOWN_TO_KSS for place in places):
        return
    log.debug("kss decides on %d characters", len(text))
    try:
        kss_places = list(kss_cuts(text))
    except Exception:
        log.warning("kss failed on %d characters, going on with rules alone", len(text), exc_info=True)
        return
    matches = [_EMOTICONS_BEHIND.match(text, cut) for cut in kss_places]
    cuts = {stretch.start + match.end() for match in matches if match}
    yield from (place.start for place in places if place.start in cuts)


def _ends_by_mecab(text: str, stretch: _Stretch) -> dict[PossibleEnd, bool | None]:
    """Return for each place of a stretch whether mecab's tags show an end; None where that is not clear."""
    try:
        tags = final_tags(text)
    except Exception:
        log.warning("mecab failed on %d characters, going on with kss", len(text), exc_info=True)
        tags = {}
    return {
        place: _ends_by_tag(tags.get(place.stop - stretch.start, ""), place, stretch.closed)
        for place in stretch.places
    }


def _ends_by_tag(tag: str, place: PossibleEnd, closed: bool) -> bool | None:
    """Return whether mecab's tag before a place shows the end of a sentence; None if it is not clear.

    mecab takes the words after an ending into account: 갔지 in 갔지 그래서 is EF (final), 가지 in 가지 않고
    is EC (connective). But 다 is tagged EC whenever the next word may depend on it, so kss decides on EC.
    """
    if tag == "EF":
        return True if not place.ellipsis else None
    if tag == "ETN":
        return not closed or place.ellipsis
    if tag.startswith(("NN", "NP", "NR")):
        return place.ellipsis and not closed
    return False if tag.startswith("J") else None
