"""Where a Korean sentence may end: every such place gets a verdict; see `aligner.languages.ko.sentences`.

A place is a stop, or an ending without one where people leave out full stops. For each sort the rules stand
in an ordered list; the first that gives a verdict wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from typing import Literal, NamedTuple

from aligner.languages.ko.glued_sentences import is_abbreviated, is_glued_end, is_verbal
from aligner.marks.trailing import FACE_STARTS, FACES, PICTURES, footnote, has_picture_bullets, is_listed
from aligner.model.errors import TableError
from aligner.tables import read_table


class Verdict(Enum):
    CUT = "a sentence ends here"
    KEEP = "no sentence ends here"
    OPEN = "a sentence may end here"
    PLAIN = "a sentence ends here if this text does without full stops"
    NOTICE = "as PLAIN, and this text ends its sentences in nouns made of verbs"
    NOMINAL = "a sentence ends here if this text ends its sentences in nouns made of verbs"
    DOUBTFUL = "a sentence may end here if this text does without full stops"


class PossibleEnd(NamedTuple):
    """Where a sentence may end: `stop` is the end of its last word, `end` the end of what closes after
    it, `start` the beginning of the next word; `ellipsis` tells whether dots stand between."""

    stop: int
    end: int
    start: int
    verdict: Verdict
    ellipsis: bool = False


# Pictures, faces and laughter (😀 :) ㅋㅋ ㅠㅠ ㅠ_ㅠ ^^ ;; ~) belong to the sentence before them.
_SIGNS = "~^ㄱ-ㅎㅏ-ㅣ"
GLOW = rf"(?:[ㅠㅜㅡ]_+[ㅠㅜㅡ]|\^_+\^|;;+|[{PICTURES}{_SIGNS}]|{FACES})"
_GLOW_STARTS = f"{PICTURES}{_SIGNS}{FACE_STARTS}"

# ---------------------------------------------------------------- places


@cache
def _stops(listed: bool, bullets: bool) -> re.Pattern[str]:
    """Stops with what closes after them: quotation marks, brackets, footnote marks (하였고.[1] 하였다.주1)),
    pictures, and a remark that touches (했죠.(한숨)).

    Matched as a run, whatever follows, and giving nothing back, so that 1 MB of full stops is one match.
    """
    glow = rf"(?:\s?{GLOW}++)*+" if not bullets else rf"(?:\s?[{_SIGNS}]++)*+"
    return re.compile(
        r"([.?!…‥。！？．]++)([\"”’'＂″)\]）］】」』》〉]*+)"
        rf"((?:{footnote(listed)}|주\d{{1,2}}\)|\([^()\d.?!…]{{1,11}}[^()\d.?!…다요죠까]\)(?=\s|$))*+)({glow})"
    )


_WIDE = "。！？．"  # carry their own space
GAP = re.compile(r"\s*")


def places_of(text: str, openers: frozenset[int]) -> Iterator[PossibleEnd]:
    """Every place where a sentence may end, in order, quotations not looked at."""
    bare = _bare_endings().pattern
    stops = _stops(is_listed(text), has_picture_bullets(text))
    matches = sorted([*stops.finditer(text), *bare.finditer(text)], key=lambda match: match.end())
    for match in matches:
        place = _at_stop(text, match, openers) if match.re is stops else _at_bare_ending(text, match)
        if place.verdict is not Verdict.KEEP:
            yield place


def _behind_gap(text: str, end: int) -> int:
    gap = GAP.match(text, end)
    return gap.end() if gap else end


def _at_bare_ending(text: str, match: re.Match[str]) -> PossibleEnd:
    end = match.end()
    start = _behind_remark(text, _behind_gap(text, end))
    verdict = _bare_ending(text, match, start) if start < len(text) else Verdict.KEEP
    return PossibleEnd(match.end("ending") if match.group("ending") else match.start(), end, start, verdict)


def _at_stop(text: str, match: re.Match[str], openers: frozenset[int]) -> PossibleEnd:
    """The place of a stop; an opening mark behind it is of the next sentence: 끝났다."내년에"""
    end = match.start(2) if match.group(2) and match.start(2) in openers else match.end()
    start = _behind_gap(text, end)
    if start == len(text):
        verdict = Verdict.KEEP
    elif start > end or match.group(4) or match.group(1)[-1] in _WIDE:
        verdict = _stop(text, match, start)
    else:
        plain = match.group(1) in (".", "?", "!") and not (match.group(2) and end > match.end(1))
        verdict = Verdict.CUT if plain and is_glued_end(text, match.start(), end) else Verdict.KEEP
    return PossibleEnd(match.start(), end, start, verdict, verdict is Verdict.OPEN)


# ---------------------------------------------------------------- stops before a space

# What may stand before a full stop that ends no sentence; each is looked for at the end of a short tail.
_LIST_MARKER = re.compile(r"(?:^|[\s(])(?:\d{1,3}|[가나다라마바사아자차카타파하]|[A-Za-z]|[ivxIVX]{1,4})\.$")
_PHONE = re.compile(r"\d-\d{4}\.$")
_INITIAL = re.compile(r"(?:^|[^A-Za-z])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$")
_SAID_ENDINGS = frozenset("다요죠까")
_LAUGHTER_SIGNS = "ㅋㅎㅠㅜ~^"
_LAUGHTER_BEHIND = frozenset("ㅋㅎㅠㅜ")
_CLOSING_BRACKETS = ")]）］"


class _Stop(NamedTuple):
    """A stop before a space, at `stop`, and the marks that close after it; the next word is at `start`."""

    text: str
    stop: int
    start: int
    signs: str
    closers: str

    @property
    def last(self) -> str:
        """The character before it."""
        return self.text[self.stop - 1] if self.stop else " "

    @property
    def tail(self) -> str:
        """The end of the word before it, with the stop."""
        return self.text[max(0, self.stop - 12) : self.stop + 1]


def _sentence_goes_on(at: _Stop) -> Verdict | None:
    after: Literal["quotation", "any"] = "quotation" if at.closers else "any"
    goes_on = at.text[at.start] in ",.;:·ㆍ~)" or _continues(at.text, at.start, after)
    return Verdict.KEEP if goes_on else None


def _title_is_closed(at: _Stop) -> Verdict | None:
    """'함께 가자!' 선포식: a title or slogan."""
    return Verdict.KEEP if at.closers and at.closers[-1] in "'’" and at.signs != "." else None


def _remark_is_closed(at: _Stop) -> Verdict | None:
    closes = bool(at.closers) and at.closers[-1] in _CLOSING_BRACKETS
    return Verdict.KEEP if closes and not _opens_sentence(at.text, at.stop, at.start) else None


def _dots(at: _Stop) -> Verdict | None:
    spaced = at.last == " " and at.text[max(0, at.stop - 3) : at.stop].rstrip().endswith(".")
    if not (spaced or at.signs[0] in "…‥" or at.signs.startswith("..")) or {"?", "!"} & {*at.signs}:
        return None
    if not _LAUGHTER_BEHIND.isdisjoint(at.text[at.stop : at.start]):  # 그건 좀...ㅋㅋ
        return Verdict.CUT
    word = at.text[max(0, at.stop - 20) : at.stop].rstrip(_LAUGHTER_SIGNS)  # 맛있네요ㅠㅠ..
    ends = word[-1:] in _SAID_ENDINGS or _SENTENCE_IN_BRACKETS.match(at.text, at.start)
    return Verdict.CUT if ends else Verdict.OPEN


def _more_than_a_full_stop(at: _Stop) -> Verdict | None:
    return Verdict.CUT if at.signs != "." or at.closers else None


def _number_or_letter(at: _Stop) -> Verdict | None:
    """2024. 1. 14.: a number before a full stop is part of a date or a list marker."""
    short = (
        (at.last.isdigit() and not _PHONE.search(at.tail))
        or _INITIAL.search(at.tail)
        or _LIST_MARKER.search(at.tail)
    )
    return Verdict.KEEP if short else None


def _abbreviation(at: _Stop) -> Verdict | None:
    return Verdict.KEEP if is_abbreviated(at.text, at.stop) else None


_STOP_RULES: tuple[Callable[[_Stop], Verdict | None], ...] = (
    _sentence_goes_on,
    _title_is_closed,
    _remark_is_closed,
    _dots,
    _more_than_a_full_stop,
    _number_or_letter,
    _abbreviation,
)


def _stop(text: str, match: re.Match[str], start: int) -> Verdict:
    """What a stop before a space is; an ordinary one ends the sentence."""
    at = _Stop(text, match.start(), start, match.group(1), match.group(2))
    return next(filter(None, (rule(at) for rule in _STOP_RULES)), Verdict.CUT)


_LAST_GLOW = re.compile(rf"{GLOW}$")
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


def quotation_goes_on(following: str) -> bool:
    """Whether a line that stands behind a closing quotation mark goes on with its sentence: 하고 묻자."""
    return bool(following) and _continues(following, 0, "quotation")


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


# ---------------------------------------------------------------- endings without a stop

# Numbers of the final consonants ㄴ, ㅂ, ㅄ and ㅆ in a Hangul syllable.
_FINAL_N, _FINAL_B, _FINAL_BS, _FINAL_SS = 4, 17, 18, 20
_POLITE_VOWELS = frozenset({0, 1, 4, 5, 6, 7, 9, 10, 11, 14, 15})  # ㅏ ㅐ ㅓ ㅔ ㅕ ㅖ ㅘ ㅙ ㅚ ㅝ ㅞ


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
    "verb": lambda syllable: is_verbal(syllable),
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
            rf"(?<=[가-힣])(?P<ending>{surfaces})(?=[\s{_BRACKETS}{_GLOW_STARTS}])(?:\s?{GLOW}++)*+(?:[{_BRACKETS}](?=\s))?"
            rf"|(?<=[가-힣])(?=[\s{_GLOW_STARTS}])(?:\s?{GLOW}++)++(?=\s)"
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


class _Ending(NamedTuple):
    """An ending without a stop.

    Attributes:
        stop: The end of its word; pictures or a bracket may follow, up to `end`.
        start: The beginning of the next word.
        verdict: By the table of endings.
    """

    text: str
    stop: int
    end: int
    start: int
    verdict: Verdict

    @property
    def glows(self) -> bool:
        """Whether pictures or laughter follow."""
        return self.stop < self.end

    @property
    def is_sure(self) -> bool:
        return self.verdict is Verdict.CUT


def _bracket_is_closed(at: _Ending) -> Verdict | None:
    if at.text[at.end - 1] not in _CLOSING_BRACKETS:
        return None
    return Verdict.CUT if at.is_sure and _opens_sentence(at.text, at.stop, at.start) else Verdict.KEEP


# 주세요 (추워요).: a bracket before a stop is of the sentence; 보세요 – 답이: so is what a dash joins.
_STOPPED_BRACKET = re.compile(r"[(\[（［][^()\[\]（）［］]{1,60}[)\]）］][.?!…。！？]")
_DASH = re.compile(r"[-–—]\s")


def _mark_follows(at: _Ending) -> Verdict | None:
    follows = at.text[at.start] in ".,;:·)?!…。！？" or (not at.is_sure and _aside_follows(at.text, at.start))
    return Verdict.KEEP if follows or _STOPPED_BRACKET.match(at.text, at.start) else None


def _dash_follows(at: _Ending) -> Verdict | None:
    """A dash joins, unless the paragraph begins with one and so is a list: - 끄세요 - 닫으세요."""
    joins = _DASH.match(at.text, at.start) and not _DASH.match(at.text)
    return Verdict.KEEP if joins else None


def _touches_next_word(at: _Ending) -> Verdict | None:
    """좋아요😀다음에는: only a picture behind a sure ending needs no space."""
    return Verdict.KEEP if at.start == at.end and not (at.glows and at.is_sure) else None


def _laughter_alone(at: _Ending) -> Verdict | None:
    """Pictures or laughter behind what is no ending."""
    if not at.glows or at.verdict is not Verdict.KEEP:
        return None
    if at.text[at.stop - 1] in _JOINING:
        return Verdict.OPEN
    if at.text[at.stop] >= "\U0001f000":
        return Verdict.PLAIN
    return Verdict.CUT if _LAUGHTER.match(at.text, at.stop) else Verdict.OPEN


def _no_ending(at: _Ending) -> Verdict | None:
    return Verdict.KEEP if at.verdict is Verdict.KEEP else None


def _next_word_goes_on(at: _Ending) -> Verdict | None:
    goes_on = _continues(at.text, at.start, "any" if at.is_sure else "bare")
    return Verdict.KEEP if goes_on or _ADDRESSED.match(at.text, at.start) else None


def _laughter_after_ending(at: _Ending) -> Verdict | None:
    if not at.glows:
        return None
    return Verdict.OPEN if at.verdict is Verdict.DOUBTFUL else Verdict.CUT


def _opener_follows(at: _Ending) -> Verdict | None:
    first = _FIRST_WORD.match(at.text, at.start)
    opened = first is not None and first.group() in _sentence_openers()
    return Verdict.CUT if opened and at.verdict in (Verdict.OPEN, Verdict.PLAIN) else None


_ENDING_RULES: tuple[Callable[[_Ending], Verdict | None], ...] = (
    _bracket_is_closed,
    _mark_follows,
    _dash_follows,
    _touches_next_word,
    _laughter_alone,
    _no_ending,
    _next_word_goes_on,
    _laughter_after_ending,
    _opener_follows,
)


def _bare_ending(text: str, match: re.Match[str], start: int) -> Verdict:
    """What an ending without a stop is; where no rule speaks, what the table says."""
    stop, ending = match.start(), match.group("ending")
    verdict = Verdict.KEEP
    if ending:
        before = text[stop - 1]
        stop = match.end("ending")
        verdict = next((each for fits, each in _bare_endings().verdicts[ending] if fits(before)), verdict)
        word = _WORD.search(text, max(0, stop - 8), stop)
        if word and word.group() in _bare_endings().exceptions:
            return Verdict.KEEP
    at = _Ending(text, stop, match.end(), start, verdict)
    return next(filter(None, (rule(at) for rule in _ENDING_RULES)), verdict)
