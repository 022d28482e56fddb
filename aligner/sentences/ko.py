"""Korean sentences: rules decide what is clear, kss what they leave open.

On news, final ending and full stop decide nearly everything, and rules that read them are better and
twenty times faster than kss (F1 0.997 against 0.987, `examples/measure/sentences.py`). Text without full
stops (captions, blogs, comments) is another matter: there an ending in the middle of a line may close a
sentence or not, and kss looks at the morphemes. So every place where a sentence may end gets a verdict,
cut, keep or open, and only stretches between two cuts that hold an open place are given to kss.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cache
from typing import Literal, NamedTuple
from unicodedata import normalize

from aligner.data import read_table
from aligner.errors import TableError
from aligner.sentences.kss_alone import Backend, kss_cuts
from aligner.sentences.quotations import enclosures
from aligner.span import Span

log = logging.getLogger(__name__)


class Verdict(Enum):
    CUT = "a sentence ends here"
    KEEP = "no sentence ends here"
    OPEN = "a sentence may end here"
    UNCLOSED = "a sentence may end here if this text does without full stops"


class Place(NamedTuple):
    """Where a sentence may end: `stop` is the end of its last word, `end` the end of what closes after
    it, `start` the beginning of the next word."""

    stop: int
    end: int
    start: int
    verdict: Verdict


def korean_cuts(text: str, quotes: Literal["whole", "cut"], backend: Backend) -> list[int]:
    """Offsets at which a new sentence begins in one paragraph; the first sentence is not among them."""
    composed, origins = _composed(text)
    return [origins[cut] if origins else cut for cut in _cuts(composed, quotes, backend)]


_CONJOINING = re.compile(r"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")


def _composed(text: str) -> tuple[str, list[int]]:
    """The text with syllables for conjoining letters (NFD, as macOS writes them), and where each character
    stood; no list if nothing had to be composed."""
    pieces: list[str] = []
    origins: list[int] = []
    done = 0
    for match in _CONJOINING.finditer(text):
        pieces += [text[done : match.start()], normalize("NFC", match.group())]
        origins += [*range(done, match.start()), match.start()]
        done = match.end()
    if not pieces:
        return text, []
    return "".join([*pieces, text[done:]]), [*origins, *range(done, len(text))]


def _cuts(text: str, quotes: Literal["whole", "cut"], backend: Backend) -> list[int]:
    found = enclosures(text)
    openers = frozenset(span.start for span in found.quotations + found.others)
    protected = list(found.protected(quotations=quotes == "whole"))
    places = list(_outside(protected, _places(text, openers)))
    cuts = _with_notes(text, found.others, [place.start for place in places if place.verdict is Verdict.CUT])
    if backend == "rules":
        return cuts
    stretches = _open_stretches(text, cuts, places)
    return sorted({*cuts, *_decided_by_kss(text, stretches, protected, backend)})


def _outside(protected: Iterable[Span], places: Iterable[Place]) -> Iterator[Place]:
    """The places that no quotation or bracket holds; both in order."""
    spans = iter(protected)
    span = next(spans, None)
    for place in places:
        while span is not None and span.end <= place.stop:
            span = next(spans, None)
        if span is None or place.stop < span.start or place.end >= span.end:
            yield place


# A remark that belongs to the sentence before it: 우승자다. (6회 우승), 이다. [참고 2], 걷는다. (사진=군청).
# A bare number in round brackets is a list marker and belongs to what follows.
_NOTE = re.compile(
    r"\((?=[^()]*\d)[^().?!]{0,14}[^\d().?!][^().?!]{0,14}\)|\[[^\[\]\d]{0,4}\d{1,3}\]"
    r"|[(\[](?:사진|출처|자료|제공)[^()\[\]]{0,30}[)\]]"
)
_GAP = re.compile(r"\s*")


def _with_notes(text: str, brackets: Sequence[Span], cuts: list[int]) -> list[int]:
    """The cuts, moved behind a note that stands after the full stop."""
    starts = {bracket.start: bracket.end for bracket in brackets}
    moved: list[int] = []
    for cut in cuts:
        while cut in starts and _NOTE.fullmatch(text, cut, starts[cut]):
            gap = _GAP.match(text, starts[cut])
            cut = gap.end() if gap else starts[cut]
        if cut < len(text) and (not moved or moved[-1] < cut):
            moved.append(cut)
    return moved


# ---------------------------------------------------------------- what is left to kss

_CLOSED = re.compile(r"[다요까][.?!。]+[\"”’')\]】」』]*(?:\[[^\[\]]{1,6}\])*\s*$")
# Pictures and laughter (😀 ㅋㅋ ㅠㅠ ^^ ~) belong to the sentence before them.
_GLOW = r"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d♡♥^~ㄱ-ㅎㅏ-ㅣ]"
_AFTERGLOW = re.compile(rf"(?:\s?{_GLOW}++)*+\s*")


def _open_stretches(text: str, cuts: list[int], places: Iterable[Place]) -> Iterator[Span]:
    """Stretches between cuts that hold a place which the rules leave open."""
    remaining = iter(places)
    place = next(remaining, None)
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        verdicts = set()
        while place is not None and place.start < end:
            verdicts.add(place.verdict)
            place = next(remaining, None)
        if Verdict.UNCLOSED in verdicts and not _CLOSED.search(text[max(start, end - 30) : end]):
            verdicts.add(Verdict.OPEN)
        if Verdict.OPEN in verdicts:
            yield Span(start, end)


def _decided_by_kss(
    text: str, stretches: Iterable[Span], protected: Sequence[Span], backend: Literal["mecab", "punct"]
) -> Iterator[int]:
    """Cuts by kss within the stretches; its mistakes inside marks and before quotatives are dropped."""
    spans = iter(protected)
    span = next(spans, None)
    for start, end in stretches:
        log.debug("kss decides on %d characters", end - start)
        try:
            found = kss_cuts(text[start:end], backend)
        except Exception:
            log.warning("kss failed on %d characters, going on with rules alone", end - start, exc_info=True)
            continue
        for cut in (start + offset for offset in found):
            glow = _AFTERGLOW.match(text, cut)
            cut = glow.end() if glow else cut
            while span is not None and span.end <= cut:
                span = next(spans, None)
            if cut < end and (span is None or cut <= span.start) and not _continues(text, cut, "quotation"):
                yield cut


# ---------------------------------------------------------------- places

# Stops with what closes after them: quotation marks, brackets, footnote numbers ("하였고.[1]"), pictures.
# Matched as a run, whatever follows, and giving nothing back, so that 1 MB of full stops is one match.
_STOPS = re.compile(
    r"([.?!…‥。！？．]++)([\"”’'＂″)\]）］】」』》〉]*+)((?:\[\d{1,3}\])*+)"
    rf"((?:\s?{_GLOW}++)*+)"
)
_WIDE = "。！？．"  # carry their own space


def _places(text: str, openers: frozenset[int]) -> Iterator[Place]:
    """Every place where a sentence may end, in order, quotations not looked at."""
    bare = _bare_endings().pattern
    matches = sorted([*_STOPS.finditer(text), *bare.finditer(text)], key=lambda match: match.end())
    for match in matches:
        end = match.end()
        if match.re is _STOPS and match.start(2) in openers:
            end = match.start(2)  # 끝났다."내년에: the mark opens the next sentence
        gap = _GAP.match(text, end)
        start = gap.end() if gap else end
        if start == len(text):
            continue
        if match.re is bare:
            verdict = _bare_ending(text, match, start)
        elif start > end or match.group(4) or match.group(1)[-1] in _WIDE:
            verdict = _stop(text, match, start)
        else:
            verdict = _glued_stop(text, match, end)
        if verdict is not Verdict.KEEP:
            yield Place(match.start() if match.re is not bare else end, end, start, verdict)


# ---------------------------------------------------------------- stops before a space

# What may stand before a full stop that ends no sentence; each is looked for at the end of a short tail.
_LIST_MARKER = re.compile(r"(?:^|[\s(])(?:\d{1,3}|[가나다라마바사아자차카타파하]|[A-Za-z]|[ivxIVX]{1,4})\.$")
_INITIAL = re.compile(r"(?:^|[^A-Za-z])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$")
_LATIN_WORD = re.compile(r"([A-Za-z]+)\.$")
_SAID_ENDINGS = "다요죠까"


def _stop(text: str, match: re.Match[str], start: int) -> Verdict:
    stop = match.start()
    last = text[stop - 1] if stop else " "
    signs, closers = match.group(1), match.group(2)
    if text[start] in ",.;:·ㆍ~)" or _continues(text, start, "quotation" if closers else "any"):
        return Verdict.KEEP
    if closers and closers[-1] in "'’" and signs != ".":  # '함께 가자!' 선포식: a title or slogan
        return Verdict.KEEP
    if closers and closers[-1] in ")]）］" and not _opens_sentence(text, stop, start):
        return Verdict.KEEP
    if signs[0] in "…‥" or signs.startswith(".."):
        return Verdict.CUT if last in _SAID_ENDINGS else Verdict.OPEN
    if signs != "." or closers:
        return Verdict.CUT
    tail = text[max(0, stop - 12) : stop + 1]
    # 2024. 1. 14.: a number before a full stop is part of a date or a list marker.
    if last.isdigit() or _INITIAL.search(tail) or _LIST_MARKER.search(tail):
        return Verdict.KEEP
    word = _LATIN_WORD.search(tail)
    if word and word.group(1).lower() in _latin_abbreviations():
        return Verdict.KEEP
    return Verdict.CUT


def _opens_sentence(text: str, stop: int, start: int) -> bool:
    """Whether the bracket that is closed after this stop stands alone: 끝났다. (웃음이 터졌다.) 이어"""
    opener = max(text.rfind(mark, max(0, stop - 400), stop) for mark in "([（［")
    before = text[max(0, opener - 4) : max(0, opener)].rstrip()
    return opener < 0 or not before or before[-1] in ".?!…。\"”’'"


def _continues(text: str, start: int, after: Literal["any", "quotation"]) -> bool:
    """Whether the word at `start` goes on with the sentence before it."""
    words, prefixes = _continuations()[after]
    head = text[start : start + 8]
    return head.startswith(prefixes) or re.split(r"[\s,.]", head, maxsplit=1)[0] in words


@cache
def _continuations() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    rows = [row for _, row in read_table("ko/continuations.tsv")]
    tables = {"any": [row for row in rows if row["after"] == "any"], "quotation": rows}
    return {
        after: (
            frozenset(row["surface"] for row in chosen if row["match"] == "word"),
            tuple(row["surface"] for row in chosen if row["match"] == "prefix"),
        )
        for after, chosen in tables.items()
    }


@cache
def _latin_abbreviations() -> frozenset[str]:
    return frozenset(row["surface"] for _, row in read_table("en/abbreviations.tsv"))


# ---------------------------------------------------------------- stops before a letter


def _glued_stop(text: str, match: re.Match[str], end: int) -> Verdict:
    """`귀국했다.이번`: the space after the stop got lost."""
    stop = match.start()
    if stop < 2 or (match.group(2) and end > match.start(2)) or match.group(1) not in (".", "?", "!"):
        return Verdict.KEEP
    before, last, after = text[stop - 2], text[stop - 1], text[end]
    if not ("가" <= after <= "힣" or after in "“‘\"'[(<【「『《〈▲△■□○●◇◆" or after.isdigit()):
        return Verdict.KEEP
    if last in "요죠까":
        return Verdict.CUT
    return Verdict.CUT if last == "다" and _is_verbal(before) else Verdict.KEEP


_FINAL_N, _FINAL_SS = 4, 20  # numbers of the final consonants ㄴ and ㅆ in a Hangul syllable


def _is_verbal(before: str) -> bool:
    """Whether 다 after this character is an ending: 했다, 한다, 이다, 니다, 3㎞다; not 바다, 마다."""
    if "가" <= before <= "힣":
        return (ord(before) - 0xAC00) % 28 in (_FINAL_N, _FINAL_SS) or before in "이니하되"
    return not before.isspace() and before not in "\"'”’(.,"


# ---------------------------------------------------------------- endings without a stop


class _BareEndings(NamedTuple):
    pattern: re.Pattern[str]
    verdicts: dict[str, Verdict]
    exceptions: frozenset[str]


# 안녕하십니까 도민 여러분: who is addressed belongs to the greeting.
_ADDRESSED = re.compile(r"(?:\S{1,12}\s+){0,4}\S{0,12}(?:여러분|님|분들)[.!,?]")
_WORD = re.compile(r"\S{1,8}$")


@cache
def _bare_endings() -> _BareEndings:
    verdicts = {}
    kinds = {"sure": Verdict.CUT, "open": Verdict.OPEN, "unclosed": Verdict.UNCLOSED}
    for place, row in read_table("ko/bare_endings.tsv"):
        if row["kind"] not in kinds:
            raise TableError(f"{place}: kind {row['kind']!r} is none of {', '.join(kinds)}")
        verdicts[row["surface"]] = kinds[row["kind"]]
    surfaces = "|".join(sorted(verdicts, key=len, reverse=True))
    return _BareEndings(
        re.compile(
            rf"(?<=[가-힣])(?P<ending>{surfaces})(?=\s|{_GLOW})(?:\s?{_GLOW}++)*+|(?<=[가-힣])(?:\s?{_GLOW}++)++(?=\s)"
        ),
        verdicts,
        frozenset(row["surface"] for _, row in read_table("ko/not_endings.tsv")),
    )


def _bare_ending(text: str, match: re.Match[str], start: int) -> Verdict:
    ending = match.group("ending")
    if not ending:  # ㅎㅎ, ~, ♡
        return Verdict.OPEN
    verdict = _bare_endings().verdicts[ending]
    glow = match.end() - match.end("ending")
    if start == match.end() and not (glow and verdict is Verdict.CUT):  # 좋아요😀다음에는
        return Verdict.KEEP
    if ending == "다" and not _is_verbal(text[match.start() - 1]):
        return Verdict.KEEP
    word = _WORD.search(text, max(0, match.end("ending") - 8), match.end("ending"))
    if word and word.group() in _bare_endings().exceptions:
        return Verdict.KEEP
    if _continues(text, start, "any") or _ADDRESSED.match(text, start):
        return Verdict.KEEP
    return Verdict.OPEN if glow and verdict is Verdict.UNCLOSED else verdict
