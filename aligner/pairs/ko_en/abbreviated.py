"""Things that one language says much shorter than the other: acronyms, and surnames with a title.

An acronym in the Korean text may be five words in the English one (`KAIST`), and `양 팀장` is "team leader
Yang". The lengths of two sentences show nothing of these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem
from aligner.model.text import Span
from aligner.pairs.ko_en.acronyms import ACRONYM, SMALL_WORDS
from aligner.pairs.ko_en.romanised import is_surname
from aligner.tables import read_table

_WORD = expression(r"[A-Za-z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}]*")
_TITLED = expression(r"(?<![가-힣])(?P<surname>[가-힣]) (?P<title>[가-힣]{2,4})")
_NAME = expression(r"[A-Z][a-z]+")
# Words of English titles that belong to no single Korean title; from general knowledge.
_RANKS = frozenset(
    ["assistant", "associate", "deputy", "general", "senior", "junior", "section", "staff", "team"]
)
_BETWEEN = " -,"  # what may be between two words of a full name


def abbreviated(korean: str, english: str) -> list[tuple[Span, Span]]:
    """Find the acronyms and titled surnames of a Korean text, each with its English words.

    Examples:
        >>> english = "The World Health Organization and Team Leader Yang came."
        >>> [part.of(english) for _, part in abbreviated("WHO와 양 팀장이 왔다.", english)]
        ['World Health Organization', 'Team Leader Yang']
    """
    return [*_acronyms(korean, english), *_titled(korean, english)]


def _acronyms(korean: str, english: str) -> Iterator[tuple[Span, Span]]:
    matches = list(_WORD.finditer(english))
    for acronym in ACRONYM.finditer(korean):
        span = _full_name(acronym[0], matches, english)
        if span and acronym[0] not in english:
            yield Span(*acronym.span()), span


def _full_name(acronym: str, words: list[re.Match[str]], english: str) -> Span | None:
    """Return the span of neighbouring words that begin with the letters of an acronym.

    Small words need no letter. Other words need a capital, but not those of `R&D`.
    """
    letters = re.sub(r"[^A-Z]", "", acronym)
    for number, first in enumerate(words):
        left, end = letters, first.start()
        for word in words[number:]:
            if english[end : word.start()].strip(_BETWEEN):
                break
            letter = word[0][0].upper() if "&" in acronym else word[0][0]
            if letter == left[0]:
                left = left[1:]
            elif word[0].lower() not in SMALL_WORDS or word is first:
                break
            end = word.end()
            if not left:
                return Span(first.start(), end)
    return None


@cache
def _title_words() -> frozenset[str]:
    titles = (row["english"] for _, row in read_table("ko/titles.tsv"))
    return _RANKS.union(word for title in titles for word in re.split(r"[| ]", title))


def _titled(korean: str, english: str) -> Iterator[tuple[Span, Span]]:
    names = list(_NAME.finditer(english))
    for titled in _TITLED.finditer(korean):
        name = next((name for name in names if is_surname(titled["surname"], name[0])), None)
        start = _start_of_title(name.start(), english) if name else 0
        if name and start < name.start():
            yield Span(*titled.span()), Span(start, name.end())


def _start_of_title(end: int, english: str) -> int:
    """Return where the words of a title begin that stand before a name."""
    for word in reversed(list(_WORD.finditer(english, 0, end))):
        is_title = word[0].lower() in _title_words() or english_stem(word[0].lower()) in _title_words()
        if not is_title or english[word.end() : end].strip():
            break
        end = word.start()
    return end
