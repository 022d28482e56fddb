"""Reading of what a Korean number counts: the counter or unit after it, and the words of its bound.

Counters are in one table (`ko/counters.tsv`), units of measure and currencies in others, with their names in
CLDR. The longest surface form wins. A counter after a blank or after a number word must be at the end of its
word: `세 대` counts vehicles, `세 대학` does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from aligner.expressions import compiled
from aligner.languages.ko.numerals import BOUNDARY, Numeral, numeral_words
from aligner.model.quantity import Bound, Kind
from aligner.numerals.contexts import words_of
from aligner.numerals.units import kind_of_unit, surfaces
from aligner.tables import read_table

# The word 여 before a counter, which makes a number approximate: 70여명, 3천 여 명, 100여 개.
SOME_MORE = compiled(r" ?여 ?(?=[가-힣%㎀-㏟A-Za-z$])")
# The word 여 after a counter: 1년여, 3개월여 만에, 2㎞여.
MORE_AFTER = compiled(r"여(?=[ ,.)]|간|만|동안|[에의가를]|쯤|$)")
# The word 반 for "and a half" (2시간 반에, 10시 반부터), unlike other words that begin with it (2년 반도체,
# 3년 반대).
HALF = (
    r"반(?=(?:짜리|여|간|동안|가량|정도|쯤|께|경|만|째|씩)?"
    r"(?:에는|에서|에|이나|이|을|은|의|도|만에|만|부터|까지|으로|로|보다)?(?![가-힣])"
    r"|이[다었며라면]|(?:간|동안|가량|정도)[가-힣]?)"
)
HALF_MORE = compiled(" ?" + HALF)
# Counters before which a single number word counts: 이년, 사 개월, 한명, but 이 일, 사건, 오전, 한편.
APART_FROM_ONE_DIGIT = words_of("ko", "apart from a digit word")
APART_FROM_TWO = words_of("ko", "apart from two")
ATTACHED_TO_ONE_DIGIT = words_of("ko", "joined to a digit word")
ATTACHED_TO_ONE = words_of("ko", "joined to one")
FOREIGN_KINDS = frozenset(("measure", "money", "percent"))
# A particle that makes 이 mean "this": 이 미터는 ("this meter"), but 이 센티 더 자랐다 (two centimeters).
_OF_THIS = compiled(r"(?:[은는이가을를]|으?로|와|과|화|도)(?![가-힣])")
# The last syllables of 하나, 둘, 셋, 넷, which stand for a thing themselves and have no counter.
_NOUNS = "나둘셋넷"
HEAT_BEFORE = compiled(r"(?:영하|영상|섭씨|마이너스) ?$")  # before a temperature: 영하 오 도
LETTER = compiled(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Counted:
    """A counter after a number: its end, surface form, unit and kind, and whether 여 makes it approximate."""

    end: int
    surface: str
    unit: str | None
    kind: Kind
    roughly: bool = False


@dataclass(frozen=True, slots=True)
class _Counter:
    surface: str
    unit: str
    kind: Kind
    words: str
    foreign: bool = False  # a unit of measure or money named in Hangul by a word of another language


@cache
def _counters() -> dict[str, tuple[_Counter, ...]]:
    """Return all counters and units by their first character, longest first."""
    known: dict[str, _Counter] = {}
    kind: Kind
    for surface, code in surfaces("ko").items():
        kind = kind_of_unit(code)
        foreign = len(surface) > 1 and kind in FOREIGN_KINDS and "가" <= surface[-1] <= "힣"
        known[surface] = _Counter(surface, code, kind, "ns" if len(surface) > 1 else "s", foreign)
    for _, row in read_table("ko/counters.tsv"):
        surface = row["surface"]
        kind = row["kind"]  # type: ignore[assignment]
        known[surface] = _Counter(surface, row["unit"], kind, row["words"])
    known["분"] = _Counter("분", "minute", "duration", "s")
    by_first: dict[str, list[_Counter]] = {}
    for counter in sorted(known.values(), key=lambda counter: -len(counter.surface)):
        by_first.setdefault(counter.surface[0], []).append(counter)
    return {first: tuple(counters) for first, counters in by_first.items()}


def first_characters(*, foreign: bool = False) -> frozenset[str]:
    """Return the first characters of all counters, or only of units with a foreign name; always with 여."""
    known = _counters().items()
    return frozenset(
        (
            "여",
            *(
                first
                for first, counters in known
                if not foreign or any(counter.foreign for counter in counters)
            ),
        )
    )


@cache
def _not_counts() -> frozenset[str]:
    return frozenset(row["surface"] for _, row in read_table("ko/not_counts.tsv"))


@cache
def _not_counters() -> frozenset[str]:
    return frozenset(row["surface"] for _, row in read_table("ko/not_counters.tsv"))


def right_boundary(text: str, end: int) -> bool:
    """Return whether a word may end at `end`, perhaps with particles after it."""
    return BOUNDARY.match(text, end) is not None


def read_counted(text: str, numeral: Numeral) -> Counted | None:
    """Read the counter after a numeral, directly or after one space."""
    position, roughly = numeral.end, False
    if (more := SOME_MORE.match(text, position)) and (
        numeral.form == "digits" or numeral.scaled or numeral.value >= 10
    ):
        position, roughly = more.end(), True
    if position >= len(text):
        return None
    spaced = text[position] == " " and position + 1 < len(text)
    if spaced:
        position += 1
    # After a blank or a power of ten, a noun may follow that begins like a counter: 4만여 시민, 3천관객.
    apart = spaced or roughly or numeral.scaled
    for counter in _counters().get(text[position], ()):
        if text.startswith(counter.surface, position):
            end = position + len(counter.surface)
            if LETTER.match(counter.surface[-1]) and LETTER.match(text, end):
                continue  # a longer Latin unit: 3 mm is no 3 m
            if numeral.form == "digits":
                if apart and _starts_a_noun(text, end, counter, spaced):
                    continue
            elif not _word_may_count(text, numeral, counter, end, spaced):
                continue
            unit = "person" if counter.surface == "분" and numeral.form == "native" else counter.unit
            kind: Kind = "cardinal" if unit == "person" else counter.kind
            if more := MORE_AFTER.match(text, end):
                end, roughly = more.end(), True
            return Counted(end, counter.surface, unit, kind, roughly)
    return None


def _starts_a_noun(text: str, end: int, counter: _Counter, spaced: bool) -> bool:
    """Return whether the counter is only the beginning of a noun: 시 of 시민, 명 of 명예."""
    if text[end - len(counter.surface) : end + 1] in _not_counters():
        return True
    if not "가" <= counter.surface[-1] <= "힣" or right_boundary(text, end):
        return False
    # In headlines the word after money or a longer counter is attached to it: 300억원규모.
    glued = not spaced and text[end - len(counter.surface) - 1] != " "
    return not glued or (len(counter.surface) == 1 and counter.kind != "money")


def _word_may_count(text: str, numeral: Numeral, counter: _Counter, end: int, spaced: bool) -> bool:
    """Return whether a number word before this counter is a number."""
    words = counter.words
    if spaced and text[end - len(counter.surface) : end + 1] in _not_counters():
        return False
    if spaced and counter.surface == "세" and text[numeral.end - 1] == "만":
        return False  # 만 세 살: three full years
    if spaced and numeral.form == "native" and text[numeral.end - 1] in _NOUNS:
        return False  # 빗자루를 하나 주며: they gave one, no week
    if numeral.form == "native":
        loose = numeral.roughly or numeral.upper is not None  # approximate numbers: 서너 개월, 십수 년
        # 예순네 쪽 counts pages, but 예순여덟인 means "who is 68".
        apart = spaced or text[numeral.end - 1] in "한두세네"
        composed = apart and 20 < numeral.value < 100 and numeral.value % 10
        allowed = "n" in words or counter.surface == "분" or composed or (loose and "s" in words)
    else:
        allowed = "s" in words or _is_long(text, numeral)
    if not allowed or not right_boundary(text, end):
        return False
    if numeral.form == "native" and numeral.value == 1 and not spaced and numeral.upper is None:
        return counter.surface in ATTACHED_TO_ONE  # 한편, 한때, 한번 are adverbs
    if (
        text[numeral.end - 1 : end] in _not_counts()
        and not text[max(0, numeral.end - 2) : numeral.end - 1].isalnum()
    ):
        return False
    lone = numeral.form == "sino" and numeral.value < 10 and not numeral.scaled
    return not lone or numeral.upper is not None or _one_digit_counts(text, numeral, counter, end, spaced)


def _is_long(text: str, numeral: Numeral) -> bool:
    """Return whether a numeral has at least three words (천칠백) and so is no other word (천사)."""
    words = text[max(0, numeral.end - 3) : numeral.end]
    return numeral.value >= 100 and len(words) == 3 and all(word in numeral_words() for word in words)


def _one_digit_counts(text: str, numeral: Numeral, counter: _Counter, end: int, spaced: bool) -> bool:
    """Return whether one Sino-Korean digit counts before this counter: 사 개월, but 이 일, 사건."""
    if counter.surface == "도":
        return HEAT_BEFORE.search(text, max(0, numeral.end - 8), numeral.end - 1) is not None
    if spaced and counter.foreign:
        return numeral.value != 2 or (counter.surface in APART_FROM_TWO and not _OF_THIS.match(text, end))
    if spaced:
        return counter.surface in APART_FROM_ONE_DIGIT and (
            numeral.value > 2 or (numeral.value == 1 and counter.surface == "년")
        )
    return counter.surface in ATTACHED_TO_ONE_DIGIT


@cache
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Bound]]:
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for _, row in read_table("ko/bounds.tsv"):
        if row["bound"]:
            (before if row["side"] == "before" else after)[row["surface"]] = row["bound"]

    def either(words: Iterable[str]) -> str:
        return "|".join(sorted(words, key=len, reverse=True))

    # A noun must end its word (3시 경 is "about three", 3시 경찰 is not); a verb ("을 넘") has endings.
    verbs = [word for word in after if " " in word or word.startswith(("넘", "육박"))]
    nouns = [word for word in after if word not in verbs]

    ahead = compiled(rf"(?<![가-힣])(?:{either(before)}) ?$")
    return (
        ahead,
        compiled(rf" ?(?P<word>(?:{either(nouns)})(?={BOUNDARY.pattern})|{either(verbs)})"),
        before | after,
    )  # type: ignore[return-value]


@cache
def _ends_ahead() -> frozenset[str]:
    """Return the last characters of the bounds before a number, which are compared first for speed."""
    return frozenset(
        row["surface"].strip()[-1] for _, row in read_table("ko/bounds.tsv") if row["side"] == "before"
    )


def bound_of(text: str, start: int, end: int) -> tuple[Bound | None, int]:
    """Return the bound of the number at `start:end`, and the end of the word that states it.

    The end is `end` if that word comes before the number.
    """
    ahead, behind, bounds = _bounds()
    match = behind.match(text, end)
    if match and (match["word"] != "께" or end > start):
        return bounds[match["word"]], match.end()
    last = text[start - 2 : start - 1] if text[start - 1 : start] == " " else text[start - 1 : start]
    match = ahead.search(text[max(0, start - 6) : start]) if last in _ends_ahead() else None
    return (bounds[match.group().strip()], end) if match else (None, end)
