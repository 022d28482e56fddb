"""How news pages look in a language: the record of traits that the room `page` uses.

A page belongs to a pair of languages. Where a line may be in either of them, the two records are combined: a
line is final if it ends as sentences of either language do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from aligner.expressions import compiled

# A Korean syllable carries about as much text as 2.4 Latin letters (medians of the development pages: 2.2 to
# 2.6). Lengths on a page are counted in Latin letters; thresholds set in syllables are multiplied by this.
LETTERS_PER_SYLLABLE = 2.4

STOPS = "[.!?。！？…]"
CLOSERS = "[\"'”’」』)\\]】》〉>]*$"
STOPPED = compiled(f"{STOPS}{CLOSERS}")

Measure = Callable[[str], int]


@dataclass(frozen=True)
class NoticeGrammar:
    """How the notice that an article is a translation is worded in a language.

    Attributes:
        border: How many points a sentence needs to count as a notice, at the place where the two languages
            meet.
        deixis: Pattern of words that point to a text ("this article"); `{pointer}` and `{text}` are filled
            in.
        fillers: Pattern of endings and small words that a label may hold besides its parts.
        hint: Pattern that any notice inside a longer line must match.
        manner: Matches the typical end of a notice.
        telling: Names of the parts that an article about translation hardly ever has.
    """

    border: int
    deixis: str
    fillers: str
    hint: str
    manner: re.Pattern[str]
    telling: frozenset[str]


@dataclass(frozen=True)
class Encoding:
    """An encoding of older pages of a language.

    Attributes:
        labels: Its lower-case names in pages, besides its Python name.
        name: Its name in Python.
        is_plausible: Whether a text decoded with it looks like the language.
    """

    labels: frozenset[str]
    name: str
    is_plausible: Callable[[str], bool]


@dataclass(frozen=True, kw_only=True)
class PageManners:
    """Traits of news pages in a language.

    Attributes:
        apart: Matches a stretch without any letter of the script that is long enough to be in the other
            language of the pair; None where texts in that language also hold letters of the script.
        attached: Pattern of particles that are attached to a word in another script; empty if there are none.
        bar: Pattern of a letter that is used as a bar between the words of a menu; empty if there is none.
        byline_rest: How many characters a byline may hold besides an e-mail address.
        clock: Pattern of a time of day; empty if only the form 15:30 is used.
        credited: Patterns of the words between "photo" and the name of the photographer.
        dateline_rest: How many characters a date line may hold besides a date.
        dates: Pattern of a date; empty if only the form 2024-01-14 is used.
        encodings: The encodings of older pages.
        ending: Pattern of sentence ends without a full stop; empty if there are none.
        ends_inside: Whether a line can't be the end of a sentence, for it ends with a particle or an article.
        furniture: Name of the table of menus, buttons and legal notes; None if there is none.
        goes_on: Whether a line without a full stop is running text, not a title or a menu.
        headline_sign: Pattern of signs that headlines hold and menus don't; empty if there are none.
        headline_words: The number of words from which on a line is likelier a headline than a button; None in
            a language whose words are too long for this count.
        is_byline: Whether a short line names who wrote the article.
        is_continued: Whether a line goes on with the sentence of an unfinished line above it. Gets the line
            above, the line, and whether the latter is final.
        is_polite: Whether a text addresses the reader politely, as buttons do; None in a language without
            polite forms.
        is_sentence: Whether a text ends as a sentence does, or is far too long for a title. Gets the text,
            its length in Latin letters, and whether it is final.
        main_part: The share of a line that furniture phrases must make up for the line to be furniture: `most
            popular` in a line of the article is no button.
        measures: The measures of line length by which programs may have wrapped lines.
        menu: Matches a line that names the action of a button.
        notice: The wording of the notice that an article is a translation; None if none is known.
        rank: Pattern of the rank before an item in a list of most-read articles; empty if only the form 1. is
            used.
        repair: Repairs a wrong decoding; returns the text and notes on the repairs.
        says: How much text one character carries, in Latin letters.
        sign: Matches one character of the script: a syllable, a letter.
        spaced: Whether everybody puts spaces between words in the same way.
        speaks: Matches in a line that addresses the reader, so that it is no byline.
        statements: The endings of statements, without the full stop.
        starts_inside: Whether a line can't be the beginning of a sentence.
        stems: Returns the stems by which the words of a text are compared.
        vocabulary: Pattern of the heading of a vocabulary list in a language lesson; empty if none is known.
    """

    apart: re.Pattern[str] | None = None
    attached: str = ""
    bar: str = ""
    byline_rest: int = 30
    clock: str = ""
    credited: tuple[str, ...] = ()
    dateline_rest: int = 16
    dates: str = ""
    encodings: tuple[Encoding, ...] = ()
    ending: str = ""
    ends_inside: Callable[[str], bool] = lambda text: False
    furniture: str | None = None
    goes_on: Callable[[str], bool] = lambda text: False
    headline_sign: str = ""
    headline_words: int | None = None
    is_byline: Callable[[str], bool] = lambda text: False
    is_continued: Callable[[str, str, bool], bool] = lambda line, following, final: False
    is_polite: Callable[[str], bool] | None = None
    is_sentence: Callable[[str, float, bool], bool] = lambda text, mass, final: final
    main_part: float = 0.5
    measures: tuple[Measure, ...] = (len,)
    menu: re.Pattern[str] | None = None
    notice: NoticeGrammar | None = None
    rank: str = ""
    repair: Callable[[str], tuple[str, tuple[str, ...]]] = lambda text: (text, ())
    says: float = 1.0
    sign: re.Pattern[str]
    spaced: bool = True
    speaks: re.Pattern[str] | None = None
    statements: tuple[str, ...] = ()
    starts_inside: Callable[[str], bool] = lambda text: False
    stems: Callable[[str], list[str]] = str.split
    vocabulary: str = ""

    def signs(self, text: str) -> int:
        """Count the characters of the script in a text."""
        if self._beyond_ascii and text.isascii():
            return 0
        return len("".join(self._runs.findall(text)))

    @cached_property
    def _beyond_ascii(self) -> bool:
        """Whether the script has no character of ASCII."""
        return not any(self.sign.match(chr(code)) for code in range(128))

    @cached_property
    def _runs(self) -> re.Pattern[str]:
        """Pattern of runs of script characters, which are found much faster than single ones."""
        return compiled(f"(?:{self.sign.pattern})+", self.sign.flags)
