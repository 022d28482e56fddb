"""How pages of news look in a language: the record that the room `page` asks.

A page is read as one of a pair of languages. Where a line may be of either, what the two records say is put
together: a line is final if it ends as sentences of any of them do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

# A Korean syllable says about what 2.4 Latin letters say (medians of the development pages: 2.2 to 2.6).
# Lengths on a page are counted in Latin letters; thresholds that were set in syllables are turned by it.
LETTERS_PER_SYLLABLE = 2.4

STOPS = "[.!?。！？…]"
CLOSERS = "[\"'”’」』)\\]】》〉>]*$"
STOPPED = re.compile(f"{STOPS}{CLOSERS}")

Measure = Callable[[str], int]


@dataclass(frozen=True)
class NoticeGrammar:
    """How a language words the notice that an article is a translation.

    Attributes:
        border: How many points make a notice of a sentence where the languages meet.
        deixis: Pattern of a pointer that means a text, with the patterns of the parts to be filled in.
        fillers: Pattern of endings and small words that a label may have besides.
        hint: Pattern of what a notice inside a longer line can't do without.
        manner: What a notice ends like.
        telling: Parts that an article about translation will hardly use.
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
        labels: What it is called in pages, in small letters, besides its Python name.
        name: What Python calls it.
        is_plausible: Whether a text that was decoded by it is one of the language.
    """

    labels: frozenset[str]
    name: str
    is_plausible: Callable[[str], bool]


@dataclass(frozen=True, kw_only=True)
class PageManners:
    """How pages of news look in a language.

    Attributes:
        apart: Matches a stretch without any letter of the script, long enough for a text in the other
            language of a pair; None where texts of the other language have such letters themselves.
        attached: Pattern of what is written onto a word in other letters; empty where nothing is.
        bar: Pattern of a letter that is taken for a bar between words of a menu; empty where none is.
        byline_rest: How many signs a line may hold beside an e-mail address and still be a byline.
        clock: Pattern of a time of day; empty where 15:30 is all.
        credited: Patterns of what stands behind the word for a picture and before its maker.
        dateline_rest: How many signs a line may hold beside a date and still be a date line.
        dates: Pattern of a date; empty where 2024-01-14 is all.
        encodings: Of older pages.
        ending: Pattern of what ends a sentence besides a full stop; empty where nothing does.
        ends_inside: Whether a line can't end a sentence: it breaks off behind a particle, an article.
        furniture: Name of the table of menus, buttons and legal tails; None without one.
        goes_on: Whether a line without a full stop is running text, not a title or a menu.
        headline_sign: Pattern of what headlines hold and menus don't; empty where nothing is.
        headline_words: Words from which on a line is likelier a headline than a button; None where words are
            too long to be counted.
        is_byline: Whether a short line names who wrote the article.
        is_continued: Whether a line that stands below an open one goes on with its sentence; gets both and
            whether the second is final.
        is_polite: Whether a text speaks to the reader, as buttons do; None where that can't be seen.
        is_sentence: Whether a text of so much mass ends as a sentence does, or is far too long for a title;
            gets the text, its mass and whether it is final.
        main_part: Share of a line that phrases of furniture must make up: `most popular` in a line of the
            article is no button.
        measures: What programs that wrap lines may have counted.
        menu: Matches a line that names what a button does.
        notice: How the notice that an article is a translation is worded; None if none is known.
        rank: Pattern of a line of a list of the most read; empty where 1. is all.
        repair: Takes back a wrong decoding; gives the text and notes on what was done.
        says: How much a sign says, in Latin letters.
        sign: One character of the script: a syllable, a letter.
        spaced: Whether words are told apart by spaces that everybody sets alike.
        speaks: Matches in a line that addresses the reader, which no byline does.
        statements: What statements end in, without the full stop.
        starts_inside: Whether a line can't be the beginning of a sentence.
        stems: What to compare the words of a text by.
        vocabulary: Pattern of the heading of a list of words in a lesson; empty where none is known.
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
        """How many characters of the script a text has."""
        return len("".join(self._runs.findall(text)))

    @cached_property
    def _runs(self) -> re.Pattern[str]:
        """Runs of signs, which are found much faster than each for itself."""
        return re.compile(f"(?:{self.sign.pattern})+", self.sign.flags)
