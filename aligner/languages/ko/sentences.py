"""Korean sentences: rules decide what is clear, mecab and kss what they leave open.

On news, final ending and full stop decide nearly everything, and rules that read them are better and
faster than kss (`examples/measure/sentences.py peers`). Text without full stops (captions, blogs, comments)
is another matter: there an ending in the middle of a line may close a sentence or not. So every place where
a sentence may end gets a verdict. Many endings close a sentence only where full stops are left out
(했지, 있음, 했더라), and a stretch between two cuts shows at its end whether it has one. What stays open is
decided by mecab's tag of the last morpheme, if mecab is installed and the tag is clear, and else by kss.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from aligner.languages.ko.analysers import final_tags, kss_cuts
from aligner.languages.language import Quotes
from aligner.marks.quotations import enclosures
from aligner.model.errors import TableError
from aligner.model.text import Span
from aligner.tables import read_table

log = logging.getLogger(__name__)


class Verdict(Enum):
    CUT = "a sentence ends here"
    KEEP = "no sentence ends here"
    OPEN = "a sentence may end here"
    PLAIN = "a sentence ends here if this text does without full stops"
    NOTICE = "as PLAIN, and this text ends its sentences in nouns made of verbs"
    NOMINAL = "a sentence ends here if this text ends its sentences in nouns made of verbs"
    DOUBTFUL = "a sentence may end here if this text does without full stops"


class _Place(NamedTuple):
    """Where a sentence may end: `stop` is the end of its last word, `end` the end of what closes after
    it, `start` the beginning of the next word; `ellipsis` tells whether dots stand between."""

    stop: int
    end: int
    start: int
    verdict: Verdict
    ellipsis: bool = False


def korean_cuts(text: str, quotes: Quotes, backend: str | None) -> list[int]:
    """Offsets at which a new sentence begins in one paragraph; the first sentence is not among them."""
    found = enclosures(text, _goes_on)
    openers = frozenset(span.start for span in found.quotations + found.others)
    protected = list(found.protected(quotations=quotes == "whole"))
    places = list(_outside(protected, _places(text, openers)))
    cuts = [place.start for place in places if place.verdict is Verdict.CUT]
    if backend is None:
        return _with_notes(text, found.others, cuts)
    stretches = list(_stretches(text, cuts, places))
    notice = any(
        place.verdict is Verdict.NOTICE for each in stretches if not each.closed for place in each.places
    )
    for stretch in stretches:
        plain, unsettled = _read_as_informal(stretch, notice)
        cuts += plain
        if unsettled and backend != "rules":
            cuts += _decided(text[stretch.start : stretch.end], stretch._replace(places=unsettled), backend)
    return _with_notes(text, found.others, sorted(cuts))


# After a closing mark Korean goes on with a particle or a quotative: "...하겠다"고, "주문"한 뒤.
_TAIL = re.compile(
    r"(?:이?라[고는며]|고|며|면서|는|은|이|가|을|를|의|에|로|와|과|도|만|등|란|한|하|인|임|였|했|된)"
)


def _goes_on(text: str, mark: int) -> bool:
    """Whether a quotation mark closes a quotation; 는"은 opens one, as a particle stands before it."""
    return text[mark - 1] not in "는은" and _TAIL.match(text, mark + 1) is not None


def _outside(protected: Iterable[Span], places: Iterable[_Place]) -> Iterator[_Place]:
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


# ---------------------------------------------------------------- text without full stops

_CLOSED = re.compile(r"[다요까][.。]+[\"”’')\]】」』]*(?:\[[^\[\]]{1,6}\])*\s*$")


class _Stretch(NamedTuple):
    """The text between two cuts, whether a full stop closes it, and its places that are no cuts yet."""

    start: int
    end: int
    closed: bool
    places: list[_Place]


def _stretches(text: str, cuts: Sequence[int], places: Iterable[_Place]) -> Iterator[_Stretch]:
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


def _read_as_informal(stretch: _Stretch, notice: bool) -> tuple[list[int], list[_Place]]:
    """The cuts of a stretch that does without full stops, and the places that stay open."""
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

# Pictures and laughter (😀 ㅋㅋ ㅠㅠ ^^ ~) belong to the sentence before them.
_GLOW = r"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d♡♥^~ㄱ-ㅎㅏ-ㅣ]"
_AFTERGLOW = re.compile(rf"(?:\s?{_GLOW}++)*+\s*")


_KNOWN_TO_KSS = "다요죠함음"  # endings without a stop that kss has tables of


def _decided(text: str, stretch: _Stretch, backend: str) -> Iterator[int]:
    """Those of the places of a stretch, `text`, at which mecab or else kss sees an end."""
    places = stretch.places
    if backend == "mecab":
        try:
            tags = final_tags(text)
        except Exception:
            log.warning("mecab failed on %d characters, going on with kss", len(text), exc_info=True)
            tags = {}
        ends = {
            place: _ends_by_tag(tags.get(place.stop - stretch.start, ""), place, stretch.closed)
            for place in places
        }
        yield from (place.start for place, end in ends.items() if end)
        places = [place for place, end in ends.items() if end is None]
    if not any(place.ellipsis or text[place.stop - stretch.start - 1] in _KNOWN_TO_KSS for place in places):
        return
    log.debug("kss decides on %d characters", len(text))
    try:
        found = list(kss_cuts(text))
    except Exception:
        log.warning("kss failed on %d characters, going on with rules alone", len(text), exc_info=True)
        return
    glows = [_AFTERGLOW.match(text, cut) for cut in found]
    cuts = {stretch.start + glow.end() for glow in glows if glow}
    yield from (place.start for place in places if place.start in cuts)


def _ends_by_tag(tag: str, place: _Place, closed: bool) -> bool | None:
    """Whether a sentence ends at a place by mecab's tag of the morpheme before it; None if that is not clear.

    mecab reads the words after an ending too: 갔지 그래서 is EF, 가지 않고 is EC. Yet 다 is EC whenever the
    next word may be governed by it, so kss has the last word on EC.
    """
    if tag == "EF":
        return True if not place.ellipsis else None
    if tag == "ETN":
        return not closed or place.ellipsis
    if tag.startswith(("NN", "NP", "NR")):
        return place.ellipsis and not closed
    return False if tag.startswith("J") else None


# ---------------------------------------------------------------- places

# Stops with what closes after them: quotation marks, brackets, footnote numbers ("하였고.[1]"), pictures.
# Matched as a run, whatever follows, and giving nothing back, so that 1 MB of full stops is one match.
_STOPS = re.compile(
    r"([.?!…‥。！？．]++)([\"”’'＂″)\]）］】」』》〉]*+)((?:\[\d{1,3}\])*+)"
    rf"((?:\s?{_GLOW}++)*+)"
)
_WIDE = "。！？．"  # carry their own space


def _places(text: str, openers: frozenset[int]) -> Iterator[_Place]:
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
            start = _behind_remark(text, start)
            verdict = _bare_ending(text, match, start) if start < len(text) else Verdict.KEEP
        elif start > end or match.group(4) or match.group(1)[-1] in _WIDE:
            verdict = _stop(text, match, start)
        else:
            verdict = _glued_stop(text, match, end)
        if verdict is not Verdict.KEEP:
            stop = match.end("ending") if match.re is bare and match.group("ending") else match.start()
            yield _Place(stop, end, start, verdict, match.re is _STOPS and verdict is Verdict.OPEN)


# ---------------------------------------------------------------- stops before a space

# What may stand before a full stop that ends no sentence; each is looked for at the end of a short tail.
_LIST_MARKER = re.compile(r"(?:^|[\s(])(?:\d{1,3}|[가나다라마바사아자차카타파하]|[A-Za-z]|[ivxIVX]{1,4})\.$")
_INITIAL = re.compile(r"(?:^|[^A-Za-z])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$")
_LATIN_WORD = re.compile(r"([A-Za-z]+)\.$")
_SAID_ENDINGS = "다요죠까"
_CLOSING_BRACKETS = ")]）］"


def _stop(text: str, match: re.Match[str], start: int) -> Verdict:
    stop = match.start()
    last = text[stop - 1] if stop else " "
    signs, closers = match.group(1), match.group(2)
    if text[start] in ",.;:·ㆍ~)" or _continues(text, start, "quotation" if closers else "any"):
        return Verdict.KEEP
    if closers and closers[-1] in "'’" and signs != ".":  # '함께 가자!' 선포식: a title or slogan
        return Verdict.KEEP
    if closers and closers[-1] in _CLOSING_BRACKETS and not _opens_sentence(text, stop, start):
        return Verdict.KEEP
    if (signs[0] in "…‥" or signs.startswith("..")) and not {"?", "!"} & {*signs}:
        ends = last in _SAID_ENDINGS or _SENTENCE_IN_BRACKETS.match(text, start)
        return Verdict.CUT if ends else Verdict.OPEN
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


_LAST_GLOW = re.compile(rf"{_GLOW}$")
# 그 맛이 크.. (물론 저는 못 먹어 봤어요ㅋㅋ) 다음은: a sentence in brackets stands alone after dots too.
_SENTENCE_IN_BRACKETS = re.compile(
    r"[(\[（［][^()\[\]（）［］]{0,200}(?:[다죠까]|(?<![필주수소개])요)[.?!…]*+[ㄱ-ㅎㅏ-ㅣ~^\s]*+[)\]）］]"
)


def _opens_sentence(text: str, stop: int, start: int) -> bool:
    """Whether the bracket that is closed after this stop stands alone: 끝났다. (웃음이 터졌다.) 이어"""
    opener = max(text.rfind(mark, max(0, stop - 400), stop) for mark in "([（［")
    before = text[max(0, opener - 4) : max(0, opener)].rstrip()
    return opener < 0 or not before or before[-1] in ".?!…。\"”’'" or _LAST_GLOW.search(before) is not None


def _continues(text: str, start: int, after: Literal["any", "bare", "quotation"]) -> bool:
    """Whether the word at `start` goes on with the sentence before it."""
    words, prefixes = _continuations()[after]
    head = text[start : start + 8]
    return head.startswith(prefixes) or re.split(r"[\s,.]", head, maxsplit=1)[0] in words


@cache
def _continuations() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    rows = [row for _, row in read_table("ko/continuations.tsv")]
    tables = {
        "any": [row for row in rows if row["after"] == "any"],
        "bare": [row for row in rows if row["after"] in ("any", "bare")],
        "quotation": [row for row in rows if row["after"] in ("any", "quotation")],
    }
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


# Numbers of the final consonants ㄴ, ㅂ, ㅄ and ㅆ in a Hangul syllable.
_FINAL_N, _FINAL_B, _FINAL_BS, _FINAL_SS = 4, 17, 18, 20
_POLITE_VOWELS = frozenset({0, 1, 4, 5, 6, 7, 9, 10, 11, 14, 15})  # ㅏ ㅐ ㅓ ㅔ ㅕ ㅖ ㅘ ㅙ ㅚ ㅝ ㅞ


def _is_verbal(before: str) -> bool:
    """Whether 다 after this character is an ending: 했다, 한다, 이다, 니다, 3㎞다; not 바다, 마다."""
    if "가" <= before <= "힣":
        return (ord(before) - 0xAC00) % 28 in (_FINAL_N, _FINAL_SS) or before in "이니하되"
    return not before.isspace() and before not in "\"'”’(.,"


# ---------------------------------------------------------------- endings without a stop


class _BareEndings(NamedTuple):
    pattern: re.Pattern[str]
    verdicts: dict[str, list[tuple[Callable[[str], bool], Verdict]]]
    exceptions: frozenset[str]


_KINDS = {
    "sure": Verdict.CUT,
    "open": Verdict.OPEN,
    "plain": Verdict.PLAIN,
    "notice": Verdict.NOTICE,
    "nominal": Verdict.NOMINAL,
    "doubtful": Verdict.DOUBTFUL,
}


def _final(syllable: str) -> int:
    """Number of the final consonant, 0 if there is none."""
    return (ord(syllable) - 0xAC00) % 28


def _vowel(syllable: str) -> int:
    """Number of the vowel, 0 for ㅏ."""
    return (ord(syllable) - 0xAC00) // 28 % 21


# By the names in the table; each is asked about the Hangul syllable before the ending.
_AFTER: dict[str, Callable[[str], bool]] = {
    "verb": lambda syllable: _is_verbal(syllable),
    "polite": lambda syllable: _final(syllable) == 0 and _vowel(syllable) in _POLITE_VOWELS,
    "past": lambda syllable: _final(syllable) == _FINAL_SS and syllable != "있",
    "be": lambda syllable: syllable == "있",
    "stem": lambda syllable: _final(syllable) in (_FINAL_SS, _FINAL_BS),
    "b": lambda syllable: _final(syllable) == _FINAL_B,
    "bound": lambda syllable: syllable in "것거문중뿐",
    "any": lambda syllable: True,
}

_BRACKETS = re.escape(_CLOSING_BRACKETS)
# 안녕하십니까 도민 여러분: who is addressed belongs to the greeting.
_ADDRESSED = re.compile(r"(?:\S{1,12}\s+){0,4}\S{0,12}(?:여러분|님|분들)[.!,?]")
_WORD = re.compile(r"\S{1,8}$")


_FIRST_WORD = re.compile(r"[가-힣]*")


@cache
def _sentence_openers() -> frozenset[str]:
    return frozenset(row["surface"] for _, row in read_table("ko/sentence_openers.tsv"))


@cache
def _bare_endings() -> _BareEndings:
    verdicts: dict[str, list[tuple[Callable[[str], bool], Verdict]]] = {}
    for place, row in read_table("ko/bare_endings.tsv"):
        for column, allowed in (("kind", _KINDS), ("after", _AFTER)):
            if row[column] not in allowed:
                raise TableError(f"{place}: {column} {row[column]!r} is none of {', '.join(allowed)}")
        verdicts.setdefault(row["surface"], []).append((_AFTER[row["after"]], _KINDS[row["kind"]]))
    surfaces = "|".join(sorted(verdicts, key=len, reverse=True))
    return _BareEndings(
        re.compile(
            rf"(?<=[가-힣])(?P<ending>{surfaces})(?=[\s{_BRACKETS}]|{_GLOW})(?:\s?{_GLOW}++)*+(?:[{_BRACKETS}](?=\s))?"
            rf"|(?<=[가-힣])(?=[\s{_GLOW[1:-1]}])(?:\s?{_GLOW}++)++(?=\s)"
        ),
        verdicts,
        frozenset(row["surface"] for _, row in read_table("ko/not_endings.tsv")),
    )


# After a noun too laughter closes a sentence (처음인 듯 ㅋㅋ), and where full stops are left out a picture
# that touches it (여기로 선택😆). They don't after the last syllable of a particle or of an ending that
# joins (맛있고ㅎㅎ); ~ ♡ ^^ never do.
_LAUGHTER = re.compile(r"\s?(?:[ㅋㅎㅠㅜ]|[ㄱ-ㅎ]{2})")
_JOINING = frozenset("고며면서데니도가이은는을를에의로와과랑만게나지야")


# 갔음 (출근 시간 9시) 카페는: a remark in brackets belongs to the sentence before it, a sentence does not.
_REMARK = re.compile(r"[(\[（［][^()\[\]（）［］]{1,60}[)\]）］](?:\s+|$)")


def _aside_follows(text: str, start: int) -> bool:
    """Whether a dash or a bracket follows: 추가됨 — 새 기능, 미완성임 (작업 중):"""
    return text[start] in "-–—/|" or (
        text[start] in "([（［" and not _SENTENCE_IN_BRACKETS.match(text, start)
    )


def _behind_remark(text: str, start: int) -> int:
    remark = _REMARK.match(text, start)
    return remark.end() if remark and not _SENTENCE_IN_BRACKETS.match(text, start) else start


def _bare_ending(text: str, match: re.Match[str], start: int) -> Verdict:
    stop, ending = match.start(), match.group("ending")
    verdict = Verdict.KEEP
    if ending:
        before = text[stop - 1]
        stop = match.end("ending")
        verdict = next((each for fits, each in _bare_endings().verdicts[ending] if fits(before)), verdict)
        word = _WORD.search(text, max(0, stop - 8), stop)
        if word and word.group() in _bare_endings().exceptions:
            return Verdict.KEEP
    glow = stop < match.end()
    if text[match.end() - 1] in _CLOSING_BRACKETS:
        alone = verdict is Verdict.CUT and _opens_sentence(text, stop, start)
        return Verdict.CUT if alone else Verdict.KEEP
    if text[start] in ".,;:·)" or (verdict is not Verdict.CUT and _aside_follows(text, start)):
        return Verdict.KEEP
    if start == match.end() and not (glow and verdict is Verdict.CUT):  # 좋아요😀다음에는
        return Verdict.KEEP
    if glow and verdict is Verdict.KEEP:
        if text[stop - 1] in _JOINING:
            return Verdict.OPEN
        picture = text[stop] >= "\U0001f000"
        return Verdict.PLAIN if picture else Verdict.CUT if _LAUGHTER.match(text, stop) else Verdict.OPEN
    if verdict is Verdict.KEEP:
        return verdict
    if _continues(text, start, "any" if verdict is Verdict.CUT else "bare") or _ADDRESSED.match(text, start):
        return Verdict.KEEP
    if glow:
        return Verdict.OPEN if verdict is Verdict.DOUBTFUL else Verdict.CUT
    first = _FIRST_WORD.match(text, start)
    opened = first is not None and first.group() in _sentence_openers()
    return Verdict.CUT if opened and verdict in (Verdict.OPEN, Verdict.PLAIN) else verdict
