"""Patterns for the lines of a page in two languages: the page manners of both languages, joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from aligner.expressions import compiled
from aligner.languages.manners import CLOSERS, STOPS, PageManners
from aligner.model.text import LanguageCode
from aligner.pairs import LanguagePair

NOT_LETTERS = compiled(r"[\W_]+")
# 2024/01/14, 2024-01-14, 15:30; the records of the languages have the other ways to write dates and times.
_DATE = r"\d{4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,2}\.?"
_CLOCK = r"\s?\d{1,2}\s?:\s?\d{2}(?::\d{2})?\s?"
# Headlines quote, count and break off; menus don't.
HEADLINE_SIGN = r"[…'\"\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}“”,%]|\.\.\."
MENU_SIGN = r"[>\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}|│▶►☞#]|\.{3,}\s*$|^\d+\s*[.)]?\s"
# Signs between the words of a menu: `뉴스 > 사회 > 사건`, `홈 | 정치 | 경제`.
BARS = "|".join((">", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", "»", "〉", "▷", r"\|", "│"))


@dataclass(frozen=True, eq=False)
class Forms:
    """Patterns for lines that may be in either language of a pair.

    Attributes:
        pair: The languages of the page.
        clock: A time of day.
        date: A date.
        final: The end of a line that ends as a sentence does.
        headline_sign: Signs that headlines hold and menus don't.
        menu_sign: Signs that lines of menus and lists hold.
        notice_fillers: Endings and small words that the label of a notice may have.
        notice_hint: Words of which every notice inside a longer line has at least one.
        trail: A sign between the words of a menu.
        vocabulary: The heading of a list of words.
    """

    pair: LanguagePair
    clock: re.Pattern[str]
    date: re.Pattern[str]
    final: re.Pattern[str]
    headline_sign: re.Pattern[str]
    menu_sign: re.Pattern[str]
    notice_fillers: re.Pattern[str]
    notice_hint: re.Pattern[str]
    trail: re.Pattern[str]
    vocabulary: re.Pattern[str]

    @property
    def both(self) -> tuple[PageManners, PageManners]:
        """The manners of the first and the second language."""
        return self.pair.first.page, self.pair.second.page

    def manners(self, code: LanguageCode) -> PageManners:
        """The page manners of the language `code`, which is one of the pair."""
        return self.pair.first.page if code == self.pair.first.code else self.pair.second.page

    def is_final(self, text: str) -> bool:
        """Whether a line ends as a sentence does."""
        return self.final.search(text[-12:]) is not None

    def counts(self, text: str) -> tuple[int, int]:
        """Count the signs of the first and of the second language in a text."""
        return self.pair.first.page.signs(text), self.pair.second.page.signs(text)

    def mass(self, counts: tuple[int, int]) -> float:
        """Convert counts of signs to an amount of text, in Latin letters, so that both languages compare."""
        first, second = self.both
        return counts[0] * first.says + counts[1] * second.says

    def prevailing(self, counts: tuple[int, int]) -> LanguageCode | None:
        """Return the language that prevails; None if there is no sign of either.

        The first language wins a tie, since its texts hold many names in letters of the second.
        """
        if not any(counts):
            return None
        first, second = self.both
        return (
            self.pair.first if counts[0] * first.says >= counts[1] * second.says else self.pair.second
        ).code

    def language_of_line(self, text: str) -> LanguageCode:
        """Return the first language if a line has a sign of it, else the second."""
        return (self.pair.first if self.pair.first.page.sign.search(text) else self.pair.second).code


@cache
def forms_of(pair: LanguagePair) -> Forms:
    """Compile the patterns of a pair."""
    both = (pair.first.page, pair.second.page)
    notices = [manners.notice for manners in both if manners.notice]
    endings = "|".join((STOPS, *(manners.ending for manners in both if manners.ending)))
    return Forms(
        pair=pair,
        clock=_any_of((manners.clock for manners in both), _CLOCK),
        date=_any_of((manners.dates for manners in both), _DATE),
        final=compiled(f"(?:{endings}){CLOSERS}"),
        headline_sign=_any_of((manners.headline_sign for manners in both), HEADLINE_SIGN),
        menu_sign=_any_of((manners.rank for manners in both), MENU_SIGN),
        notice_fillers=_any_of(notice.fillers for notice in notices),
        notice_hint=_any_of((notice.hint for notice in notices), flags=re.IGNORECASE),
        trail=compiled(rf"\s(?:{'|'.join((BARS, *(manners.bar for manners in both if manners.bar)))})\s"),
        vocabulary=compiled(
            r"\W*+(?:\d+\s?[.)]\W*+)?"
            rf"(?:{'|'.join(m.vocabulary for m in both if m.vocabulary) or '(?!)'})\W*$",
            re.IGNORECASE,
        ),
    )


def _any_of(patterns: Iterator[str], shared: str = "", flags: int = 0) -> re.Pattern[str]:
    """Join patterns to one that matches what any of them matches; it matches nothing if there are none."""
    return compiled("|".join(filter(None, (*patterns, shared))) or "(?!)", flags)


def fold_line(text: str, *, spaced: bool) -> str:
    """Return a text in lower case without punctuation, with single spaces if `spaced`, else without any."""
    return (" " if spaced else "").join(NOT_LETTERS.split(text.casefold())).strip()
