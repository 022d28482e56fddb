"""Verdicts on the places where a Korean sentence may end, used by `aligner.languages.ko.sentences`.

A place is a stop, or an ending without a stop (`aligner.languages.ko.bare_endings`). Each of the two has an
ordered list of rules; the first rule that gives a verdict wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from aligner.expressions import compiled
from aligner.languages.ko.bare_endings import bare_places
from aligner.languages.ko.continuations import continues
from aligner.languages.ko.glued_sentences import is_abbreviated, is_glued_end
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
from aligner.marks.trailing import footnote, has_picture_bullets, is_listed


@cache
def _stops(listed: bool, bullets: bool) -> re.Pattern[str]:
    """Return the pattern of stops with the closing marks after them.

    Closing marks are quotation marks, brackets, footnote marks (하였고.[1] 하였다.주1)), emoticons, and a
    remark without a blank (했죠.(한숨)).

    A run of stops is matched without backtracking, so that 1 MB of full stops is one match.
    """
    emoticons = rf"(?:\s?{EMOTICON}++)*+" if not bullets else rf"(?:\s?[{SIGNS}]++)*+"
    return compiled(
        r"([.?!…‥。！？．]++)([\"”’'＂″)\]）］】」』》〉]*+)"
        rf"((?:{footnote(listed)}|주\d{{1,2}}\)|\([^()\d.?!…]{{1,11}}[^()\d.?!…다요죠까]\)(?=\s|$))*+)({emoticons})"
    )


_WIDE = "。！？．"  # full-width stops, after which no blank is needed


def places_of(text: str, openers: frozenset[int]) -> Iterator[PossibleEnd]:
    """Return every place where a sentence may end, in order, even inside quotations."""
    stops = _stops(is_listed(text), has_picture_bullets(text)).finditer(text)
    places = [*(_at_stop(text, match, openers) for match in stops), *bare_places(text)]
    places.sort(key=lambda place: place.end)
    return (place for place in places if place.verdict is not Verdict.KEEP)


def _at_stop(text: str, match: re.Match[str], openers: frozenset[int]) -> PossibleEnd:
    """Return the place of a stop; an opening mark after it begins the next sentence: 끝났다."내년에"""
    end = match.start(2) if match.group(2) and match.start(2) in openers else match.end()
    start = behind_gap(text, end)
    if start == len(text):
        verdict = Verdict.KEEP
    elif start > end or match.group(4) or match.group(1)[-1] in _WIDE:
        verdict = _stop(text, match, start)
    else:
        plain = match.group(1) in (".", "?", "!") and not (match.group(2) and end > match.end(1))
        verdict = Verdict.CUT if plain and is_glued_end(text, match.start(), end) else Verdict.KEEP
    return PossibleEnd(match.start(), end, start, verdict, verdict is Verdict.OPEN)


# ---------------------------------------------------------------- stops before a space

# Words before a full stop that ends no sentence, matched at the end of a short piece of text.
_LIST_MARKER = compiled(r"(?:^|[\s(])(?:\d{1,3}|[가나다라마바사아자차카타파하]|[A-Za-z]|[ivxIVX]{1,4})\.$")
_PHONE = compiled(r"\d-\d{4}\.$")
_INITIAL = compiled(r"(?:^|[^A-Za-z])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$")
_SAID_ENDINGS = frozenset("다요죠까")
_LAUGHTER_SIGNS = "ㅋㅎㅠㅜ~^"
_LAUGHTER_BEHIND = frozenset("ㅋㅎㅠㅜ")


class _Stop(NamedTuple):
    """A stop at `stop` before a space, with the closing marks after it; the next word is at `start`."""

    text: str
    stop: int
    start: int
    signs: str
    closers: str

    @property
    def last(self) -> str:
        """Return the character before the stop."""
        return self.text[self.stop - 1] if self.stop else " "

    @property
    def tail(self) -> str:
        """Return the end of the word before the stop, with the stop."""
        return self.text[max(0, self.stop - 12) : self.stop + 1]


def _sentence_goes_on(at: _Stop) -> Verdict | None:
    after: Literal["quotation", "any"] = "quotation" if at.closers else "any"
    goes_on = at.text[at.start] in ",.;:·ㆍ~)" or continues(at.text, at.start, after)
    return Verdict.KEEP if goes_on else None


def _title_is_closed(at: _Stop) -> Verdict | None:
    """Keep a title or slogan in single quotation marks together: '함께 가자!' 선포식."""
    return Verdict.KEEP if at.closers and at.closers[-1] in "'’" and at.signs != "." else None


def _remark_is_closed(at: _Stop) -> Verdict | None:
    closes = bool(at.closers) and at.closers[-1] in CLOSING_BRACKETS
    return Verdict.KEEP if closes and not opens_sentence(at.text, at.stop, at.start) else None


def _dots(at: _Stop) -> Verdict | None:
    spaced = at.last == " " and at.text[max(0, at.stop - 3) : at.stop].rstrip().endswith(".")
    if not (spaced or at.signs[0] in "…‥" or at.signs.startswith("..")) or {"?", "!"} & {*at.signs}:
        return None
    if not _LAUGHTER_BEHIND.isdisjoint(at.text[at.stop : at.start]):  # laughter after dots: 그건 좀...ㅋㅋ
        return Verdict.CUT
    word = at.text[max(0, at.stop - 20) : at.stop].rstrip(_LAUGHTER_SIGNS)  # as in 맛있네요ㅠㅠ..
    ends = word[-1:] in _SAID_ENDINGS or SENTENCE_IN_BRACKETS.match(at.text, at.start)
    return Verdict.CUT if ends else Verdict.OPEN


def _more_than_a_full_stop(at: _Stop) -> Verdict | None:
    return Verdict.CUT if at.signs != "." or at.closers else None


def _number_or_letter(at: _Stop) -> Verdict | None:
    """Keep a full stop after a number or letter: part of a date (2024. 1. 14.) or a list marker."""
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
    """Return the verdict on a stop before a space; an ordinary stop ends the sentence."""
    at = _Stop(text, match.start(), start, match.group(1), match.group(2))
    return next(filter(None, (rule(at) for rule in _STOP_RULES)), Verdict.CUT)
