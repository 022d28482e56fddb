"""Ends of Korean sentences without a stop, in texts that leave out full stops: captions, blogs, notices.

The table `bare_endings.tsv` gives a verdict for each ending. The rules of this module are tried in order, and
the first that gives a verdict overrules the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from aligner.expressions import expression
from aligner.languages.ko.continuations import continues
from aligner.languages.ko.glued_sentences import is_verbal
from aligner.languages.ko.verdicts import (
    CLOSING_BRACKETS,
    EMOTICON,
    SENTENCE_IN_BRACKETS,
    SIGNS,
    PossibleEnd,
    Verdict,
    behind_gap,
    opens_sentence,
)
from aligner.marks.trailing import FACE_STARTS, PICTURES
from aligner.model.errors import TableError
from aligner.tables import read_table

_EMOTICON_STARTS = f"{PICTURES}{SIGNS}{FACE_STARTS}"


def bare_places(text: str) -> Iterator[PossibleEnd]:
    """Return every place where a sentence may end without a stop, in order."""
    return (_place(text, match) for match in _bare_endings().pattern.finditer(text))


def _place(text: str, match: re.Match[str]) -> PossibleEnd:
    end = match.end()
    start = _behind_remark(text, behind_gap(text, end))
    verdict = _bare_ending(text, match, start) if start < len(text) else Verdict.KEEP
    return PossibleEnd(match.end("ending") if match.group("ending") else match.start(), end, start, verdict)


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
    """Return the number of the final consonant, 0 if there is none."""
    return (ord(syllable) - 0xAC00) % 28


def _vowel(syllable: str) -> int:
    """Return the number of the vowel, 0 for ㅏ."""
    return (ord(syllable) - 0xAC00) // 28 % 21


# The conditions named in the table; each is tested on the Hangul syllable before the ending.
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

_BRACKETS = re.escape(CLOSING_BRACKETS)
# The persons addressed belong to the sentence of the greeting: 안녕하십니까 도민 여러분.
_ADDRESSED = expression(r"(?:\S{1,12}\s+){0,4}\S{0,12}(?:여러분|님|분들)[.!,?]")
_WORD = expression(r"\S{1,8}$")


_FIRST_WORD = expression(r"[가-힣]*")


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
        expression(
            rf"(?<=[가-힣])(?P<ending>{surfaces})(?=[\s{_BRACKETS}{_EMOTICON_STARTS}])(?:\s?{EMOTICON}++)*+(?:[{_BRACKETS}](?=\s))?"
            rf"|(?<=[가-힣])(?=[\s{_EMOTICON_STARTS}])(?:\s?{EMOTICON}++)++(?=\s)"
        ),
        verdicts,
        frozenset(row["surface"] for _, row in read_table("ko/not_endings.tsv")),
    )


# Laughter closes a sentence even after a noun (처음인 듯 ㅋㅋ), and so does an emoji that touches it, if the
# text leaves out full stops (여기로 선택😆). Neither does so after the last syllable of a particle or of a
# connective ending (맛있고ㅎㅎ); ~ ♡ ^^ never do.
_LAUGHTER = expression(r"\s?(?:[ㅋㅎㅠㅜ]|[ㄱ-ㅎ]{2})")
_JOINING = frozenset("고며면서데니도가이은는을를에의로와과랑만게나지야")


# A remark in brackets belongs to the sentence before it (갔음 (출근 시간 9시) 카페는), a sentence does not.
_REMARK = expression(r"[(\[（［][^()\[\]（）［］]{1,60}[)\]）］](?:\s+|$)")


def _aside_follows(text: str, start: int) -> bool:
    """Return whether a dash or a bracket follows: 추가됨 — 새 기능, 미완성임 (작업 중)."""
    return text[start] in "-–—/|" or (text[start] in "([（［" and not SENTENCE_IN_BRACKETS.match(text, start))


def _behind_remark(text: str, start: int) -> int:
    remark = _REMARK.match(text, start)
    return remark.end() if remark and not SENTENCE_IN_BRACKETS.match(text, start) else start


class _Ending(NamedTuple):
    """An ending without a stop.

    Attributes:
        stop: The end of its word; emoticons or a bracket may follow, up to `end`.
        start: The beginning of the next word.
        verdict: The verdict of the table of endings.
    """

    text: str
    stop: int
    end: int
    start: int
    verdict: Verdict

    @property
    def has_emoticons(self) -> bool:
        """Return whether emoticons or laughter follow."""
        return self.stop < self.end

    @property
    def is_sure(self) -> bool:
        return self.verdict is Verdict.CUT


def _bracket_is_closed(at: _Ending) -> Verdict | None:
    if at.text[at.end - 1] not in CLOSING_BRACKETS:
        return None
    return Verdict.CUT if at.is_sure and opens_sentence(at.text, at.stop, at.start) else Verdict.KEEP


# A bracket before a stop belongs to the sentence: 주세요 (추워요). So do words after a dash: 보세요 – 답이.
_STOPPED_BRACKET = expression(r"[(\[（［][^()\[\]（）［］]{1,60}[)\]）］][.?!…。！？]")
_DASH = expression(r"[-–—]\s")


def _mark_follows(at: _Ending) -> Verdict | None:
    follows = at.text[at.start] in ".,;:·)?!…。！？" or (not at.is_sure and _aside_follows(at.text, at.start))
    return Verdict.KEEP if follows or _STOPPED_BRACKET.match(at.text, at.start) else None


def _dash_follows(at: _Ending) -> Verdict | None:
    """Keep the sentence together at a dash, unless the paragraph is a list (- 끄세요 - 닫으세요)."""
    joins = _DASH.match(at.text, at.start) and not _DASH.match(at.text)
    return Verdict.KEEP if joins else None


def _touches_next_word(at: _Ending) -> Verdict | None:
    """Keep a word that touches the next, unless an emoji follows a sure ending (좋아요😀다음)."""
    return Verdict.KEEP if at.start == at.end and not (at.has_emoticons and at.is_sure) else None


def _laughter_alone(at: _Ending) -> Verdict | None:
    """Decide on emoticons or laughter after a word that has no ending."""
    if not at.has_emoticons or at.verdict is not Verdict.KEEP:
        return None
    if at.text[at.stop - 1] in _JOINING:
        return Verdict.OPEN
    if at.text[at.stop] >= "\U0001f000":
        return Verdict.PLAIN
    return Verdict.CUT if _LAUGHTER.match(at.text, at.stop) else Verdict.OPEN


def _no_ending(at: _Ending) -> Verdict | None:
    return Verdict.KEEP if at.verdict is Verdict.KEEP else None


def _next_word_goes_on(at: _Ending) -> Verdict | None:
    goes_on = continues(at.text, at.start, "any" if at.is_sure else "bare")
    return Verdict.KEEP if goes_on or _ADDRESSED.match(at.text, at.start) else None


def _laughter_after_ending(at: _Ending) -> Verdict | None:
    if not at.has_emoticons:
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
    """Return the verdict on an ending without a stop; if no rule gives one, the verdict of the table."""
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
