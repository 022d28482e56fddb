"""Acronyms, which one language writes in letters and the other in words, by a table and by initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from aligner.expressions import expression
from aligner.languages.en.stems import function_words
from aligner.model.text import LanguageCode, Span
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import CAPITALISED_RUN, HEARD, sound_likeness, word_likeness
from aligner.pairs.ko_en.stand_ins import stand_ins
from aligner.tables import read_table

ANYTHING = "*"
_LOOSE = frozenset(["office", "time", "place", "group"])  # classes that translators put into many words
# Classes whose members do not stand for each other; those of which the words for the kind name no member.
_STRICT, _GENERAL = frozenset(["body", "company", "media", "train"]), frozenset(["company", "media", "train"])
ACRONYM = expression(r"(?<![A-Za-z0-9&-])[A-Z](?:[A-Z]|&(?=[A-Z])){1,6}(?=s?(?![A-Za-z0-9]))")
HANGUL_WORD = expression(r"[가-힣]+")
ENGLISH_WORD = expression(r"[A-Za-z][\w&]*")
_DIGITS = expression(r"\d+")
SMALL_WORDS = frozenset(["of", "the", "and", "for", "on", "in", "to", "a", "an", "de", "et"])
LEAST_LETTERS = 3
TWO = 2
# Korean names of the letters of the alphabet; an acronym may be written with them (엘지, 에스케이).
LETTERS = {
    "A": "에이", "B": "비", "C": "[씨시]", "D": "디", "E": "이", "F": "에프", "G": "지", "H": "에이치",
    "I": "아이", "J": "제이", "K": "케이", "L": "엘", "M": "엠", "N": "엔", "O": "오", "P": "피", "Q": "큐",
    "R": "[알아]르?", "S": "에스", "T": "티", "U": "유", "V": "브이", "W": "더블유", "X": "엑스", "Y": "와이",
    "Z": "제트",
}  # fmt: skip


class _Said(NamedTuple):
    korean: tuple[str, ...]
    english: tuple[str, ...]
    names: str


@cache
def _acronyms() -> dict[str, _Said]:
    return {
        row["acronym"]: _Said(tuple(row["korean"].split("|")), tuple(row["english"].split("|")), row["class"])
        for _, row in read_table("ko_en/acronyms.tsv")
    }


def may_be_taken(first: str, second: str) -> bool:
    """Whether two acronyms may name one kind of thing: not if the table has them in different classes."""
    kinds = {known.names for known in (_acronyms().get(token) for token in (first, second)) if known}
    return len(kinds - {""}) < 2


def says(token: str, text: str, code: LanguageCode) -> bool:
    """Whether a text has an acronym in words of the table, by initials, letter by letter, or by sound.

    Examples:
        >>> says("WHO", "The World Health Organization met.", "en"), says("LG", "엘지가 이겼다.", "ko")
        (True, True)
        >>> says("KBS", "The MBC reported it.", "en")
        False
    """
    if not token.isascii():
        return sounds_in(token, text)
    known = _acronyms().get(token)
    if known:
        words = known.korean if code == "ko" else known.english
        lowered = text.lower()
        if any(word and (word == ANYTHING or word in lowered) for word in words):
            return True
    if not all(number in text for number in _DIGITS.findall(token)):
        return False  # KF-16 is no KF-21, though both are Korean fighters
    return _has_initials(token, text) or (code == "ko" and _is_read_out(token, text))


def is_lost(token: str, text: str, code: LanguageCode) -> bool:
    """Whether an English text lacks an acronym of the table, and any other words that may stand for it.

    An organisation may be called by its kind (`the agency`), and everything by the words of the table.

    Examples:
        >>> is_lost("WHO", "The new strain was named.", "en"), is_lost("WHO", "The agency named it.", "en")
        (True, False)
    """
    known = _acronyms().get(token)
    if (
        code != "en"
        or not known
        or not any(known.english)
        or ANYTHING in known.english
        or known.names in _LOOSE
    ):
        return False
    return not says(token, text, code) and not stand_ins("body").search(text)


def exchanged(korean: str, english: str) -> Iterator[tuple[Span, Span]]:
    """Yield acronyms of the table in whose place another thing of their kind stands.

    The other may be an acronym, where the words for the kind would do for both (`KTX 열차`, `SRT train`), or
    a full name (`IMF`, `the World Bank`).

    Examples:
        >>> list(exchanged("IMF는 전망치를 낮췄다.", "The World Bank lowered its forecast."))
        [(Span(start=0, end=3), Span(start=4, end=14))]
        >>> list(exchanged("IMF는 전망치를 낮췄다.", "The International Monetary Fund lowered its forecast."))
        []
    """
    for match in ACRONYM.finditer(korean):
        token = match[0]
        known = _acronyms().get(token)
        if not known or known.names not in _STRICT or token in english or _has_initials(token, english):
            continue
        others = [other for other in ACRONYM.finditer(english) if not _is_said(other[0], korean)]
        if says(token, english, "en"):
            others = [other for other in others if _kind(other[0]) == known.names in _GENERAL]
        elif not others:
            others = [
                name for name in _names(known.names).finditer(english) if not _names_it(name[0], korean)
            ]
        else:
            continue  # the acronyms are compared with each other
        if len(others) == 1:
            yield Span(*match.span()), Span(*others[0].span())


def _kind(token: str) -> str:
    known = _acronyms().get(token)
    return known.names if known else ""


def _is_said(token: str, korean: str) -> bool:
    return token in korean or says(token, korean, "ko")


def _names_it(name: str, korean: str) -> bool:
    """Whether a Korean text names what an English full name of the table names."""
    lowered = name.lower()
    return any(_is_said(token, korean) for token, known in _acronyms().items() if lowered in known.english)


@cache
def _names(kind: str) -> re.Pattern[str]:
    """Return a pattern of the full names of one kind of thing: at least two words."""
    names = {
        name
        for known in _acronyms().values()
        for name in known.english
        if known.names == kind and " " in name
    }
    return expression(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b", re.IGNORECASE)


def _has_initials(token: str, text: str) -> bool:
    """Whether neighbouring words begin with the letters of the acronym.

    If there are only two letters, the words need capitals, since small words match by chance. All letters of
    another acronym count: `SK Telecom` is SKT, but `the FCC declined approval` is not FDA.
    """
    letters = re.sub(r"[^A-Z]", "", token)
    words: list[str] = ENGLISH_WORD.findall(text.replace("-", " "))
    for small in (SMALL_WORDS, frozenset[str]()):
        parts = [
            word if word.isupper() else word[0] if len(letters) == TWO else word[0].upper()
            for word in words
            if word.lower() not in small
        ]
        if len(letters) > 1 and any(
            "".join(parts[start : start + len(letters)]).startswith(letters) for start in range(len(parts))
        ):
            return True
    return False


def _is_read_out(token: str, text: str) -> bool:
    letters = "".join(LETTERS.get(letter, "") for letter in token)
    if letters and re.search(letters, re.sub(r"\s", "", text)):
        return True
    return len(token) > LEAST_LETTERS and any(
        sound_likeness(word[: len(token)], token.title()) >= HEARD
        for word in HANGUL_WORD.findall(text)
        if not news_lexicon().stems(word)
    )


def sounds_in(hangul: str, english: str) -> bool:
    names = (*CAPITALISED_RUN.findall(english), *ENGLISH_WORD.findall(english))
    return any(
        word_likeness(hangul, name) >= HEARD
        for name in names
        if name[0].isupper() and name.lower() not in function_words()
    )
