"""Korean sentences: rules decide what is clear, kss what they leave open.

On news, final ending and full stop decide nearly everything, and rules that read them are better and
thirty times faster than kss (findings: F1 0.996 against 0.981). Text without full stops (captions,
blogs, comments) is another matter; there an ending in the middle of a line may close a sentence or not,
and kss looks at the morphemes. So every place that may be a boundary gets a verdict: cut, keep, or
open, and only stretches that hold an open place are given to kss.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from typing import Literal, NamedTuple

from aligner.data import read_table
from aligner.sentences.kss_alone import Backend, kss_cuts
from aligner.sentences.quotations import enclosures
from aligner.span import Span

log = logging.getLogger(__name__)

# Stops with what closes after them: quotation marks, brackets, the number of a footnote ("하였고.[1]").
# Matched as a run, whatever follows, so that 1 MB of full stops is one match.
_STOPS = re.compile(r"([.?!…‥。！？．]+)([\"”’'＂″)\]）］】』」》〉]*)((?:\[\d{1,3}\])*)")
_ENDING = "다요죠까네지음함됨임자라냐야오구군걸데것중등"
_GAP = re.compile(r"\s*")


class Verdict(Enum):
    CUT = "a sentence ends here"
    KEEP = "no sentence ends here"
    OPEN = "may end here or not"


class Place(NamedTuple):
    """Where a sentence may end.

    `stop` is where the stop begins (the end of the last word), `end` the end of what closes after it,
    `start` the beginning of the next word.
    """

    stop: int
    end: int
    start: int
    verdict: Verdict


def korean_cuts(text: str, quotes: Literal["whole", "cut"], backend: Backend) -> list[int]:
    """Offsets at which a new sentence begins in one paragraph; the first sentence is not among them."""
    protected = list(enclosures(text).protected(quotations=quotes == "whole"))
    places = list(_outside(protected, _places(text)))
    cuts = [place.start for place in places if place.verdict is Verdict.CUT]
    open_places = [place for place in places if place.verdict is Verdict.OPEN]
    if not open_places or backend == "rules":
        return cuts
    return sorted({*cuts, *_decided_by_kss(text, cuts, open_places, protected, backend)})


def _outside(protected: Iterable[Span], places: Iterable[Place]) -> Iterator[Place]:
    """The places that no quotation or bracket holds; both in order."""
    spans = iter(protected)
    span = next(spans, None)
    for place in places:
        while span is not None and span.end <= place.stop:
            span = next(spans, None)
        if span is None or place.stop < span.start or place.end >= span.end:
            yield place


def _decided_by_kss(
    text: str, cuts: list[int], open_places: list[Place], protected: list[Span], backend: Backend
) -> Iterator[int]:
    """Cuts by kss within the stretches between `cuts` that hold an open place."""
    if backend == "rules":
        return
    inside = iter(protected)
    span = next(inside, None)
    remaining = iter(open_places)
    place = next(remaining, None)
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        if place is None or place.start >= end:
            continue
        while place is not None and place.start < end:
            place = next(remaining, None)
        try:
            found = kss_cuts(text[start:end], backend)
        except Exception:
            log.warning("kss failed on %d characters, going on with rules alone", end - start, exc_info=True)
            continue
        for cut in found:
            while span is not None and span.end <= start + cut:
                span = next(inside, None)
            if span is None or start + cut <= span.start:
                yield start + cut


def _places(text: str) -> Iterator[Place]:
    """Every place where a sentence may end, in order, quotations not looked at."""
    stops = ((match.start(), match) for match in _STOPS.finditer(text))
    bare = ((match.end(), match) for match in _BARE.finditer(text))
    for _, match in sorted([*stops, *bare], key=lambda item: item[0]):
        end = match.end()
        gap = _GAP.match(text, end)
        start = gap.end() if gap else end
        if start == len(text):
            continue
        if match.re is _BARE:
            yield Place(end, end, start, _bare_ending(text, match, start))
        else:
            verdict = _glued_stop(text, match) if start == end else _stop(text, match, start)
            if verdict is not Verdict.KEEP:
                yield Place(match.start(), end, start, verdict)


# ---------------------------------------------------------------- stops before a space

_LIST_NUMBER = re.compile(r"(?:^|[\s(])(?:\d{1,3}|[가나다라마바사아자차카타파하]|[A-Za-z])\.$")
_DATE_TAIL = re.compile(r"\d{1,4}\.\s*\d{1,2}\.$")
_INITIAL = re.compile(r"(?:^|[^A-Za-z])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$")
_LATIN_WORD = re.compile(r"([A-Za-z]+)\.$")


def _stop(text: str, match: re.Match[str], start: int) -> Verdict:
    stop, end = match.start(), match.end()
    last = text[stop - 1] if stop else " "
    tail = text[max(0, stop - 12) : stop + 1]
    head = text[start : start + 10]
    if _continues(head, quoted=bool(match.group(2))):
        return Verdict.KEEP
    if match.group(1) in ("…", "‥") or match.group(1).startswith(".."):
        return Verdict.CUT if last in _ENDING else Verdict.OPEN
    if match.group(1) != "." or match.group(2):
        return Verdict.CUT
    if _INITIAL.search(tail):
        return Verdict.KEEP
    if last.isdigit():
        return Verdict.KEEP
    if _LIST_NUMBER.search(tail):
        return Verdict.KEEP
    word = _LATIN_WORD.search(tail)
    if word and word.group(1).lower() in _latin_abbreviations():
        return Verdict.KEEP
    return Verdict.CUT


@cache
def _latin_abbreviations() -> frozenset[str]:
    return frozenset(row["surface"] for _, row in read_table("en/abbreviations.tsv"))


@cache
def _reporting_words() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = [row for _, row in read_table("ko/reporting_words.tsv")]
    return (
        frozenset(row["surface"] for row in rows if row["match"] == "word"),
        tuple(row["surface"] for row in rows if row["match"] == "prefix"),
    )


def _continues(head: str, quoted: bool) -> bool:
    """Whether the words after a stop belong to the sentence before it."""
    if head[0] in ",.;:·ㆍ~)":
        return True
    words, prefixes = _reporting_words()
    word = re.split(r"[\s,.]", head, maxsplit=1)[0]
    if quoted:
        return word in words or head.startswith(prefixes)
    return word in {"고", "라고", "라는", "라며", "이라고", "이라는", "이라며"}


# ---------------------------------------------------------------- stops before a letter


def _glued_stop(text: str, match: re.Match[str]) -> Verdict:
    """`귀국했다.이번`: the space after the stop got lost."""
    stop, end = match.start(), match.end()
    if stop < 2 or match.group(2) or match.group(1) not in (".", "?", "!"):
        return Verdict.KEEP
    before, last, after = text[stop - 2], text[stop - 1], text[end]
    if not ("가" <= after <= "힣" or after in "“‘\"'[(【▲△■□○●◇◆" or after.isdigit()):
        return Verdict.KEEP
    return Verdict.CUT if last == "다" and _is_verbal(before) else Verdict.KEEP


def _final(syllable: str) -> int:
    """Number of the final consonant of a Hangul syllable, 0 without one, -1 of anything else."""
    return (ord(syllable) - 0xAC00) % 28 if "가" <= syllable <= "힣" else -1


_FINAL_N, _FINAL_L, _FINAL_B, _FINAL_SS = 4, 8, 17, 20


def _is_verbal(before: str) -> bool:
    """Whether 다 after this syllable is an ending: 했다, 한다, 이다, 니다; not 바다, 마다."""
    return _final(before) in (_FINAL_N, _FINAL_SS) or before in "이니하되"


# ---------------------------------------------------------------- endings without a stop

_BARE = re.compile(r"(?<=[가-힣])(?:다|요|죠|까|쥬|네)(?=\s)|[ㄱ-ㅎㅏ-ㅣ~^♡♥]+(?=\s)")


def _bare_ending(text: str, match: re.Match[str], start: int) -> Verdict:
    ending = match.group()
    before = text[match.start() - 1] if match.start() else " "
    if ending == "다" and not _is_verbal(before):
        return Verdict.KEEP
    return Verdict.OPEN
