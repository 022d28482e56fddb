"""The record of a language: all traits that shared code may ask for.

A language is a folder of `aligner/languages/` with a module for each trait, and its `__init__` puts them
together in one value, `LANGUAGE`. Shared rooms take that value, or its code, and never name a language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from aligner.languages.checking import NO_CHECKING, Checking
from aligner.languages.fonts import Fonts
from aligner.languages.labels import no_labels
from aligner.languages.manners import PageManners
from aligner.languages.slips import NO_SLIPS, Slips
from aligner.languages.tokens import Tokens
from aligner.languages.words import Words
from aligner.model.lexicon import Lexicon
from aligner.model.name import Mention
from aligner.model.quantity import Quantity

Quotes = Literal["whole", "cut"]


@dataclass(frozen=True)
class Script:
    """How a language is recognised.

    Attributes:
        letters: Matches a run of letters of its script.
        telling: Weight of one letter when the language of a text is guessed by its letters. More than 1 where
            texts hold many names in the letters of other languages, but not the other way round.
    """

    letters: re.Pattern[str]
    telling: float = 1.0


@dataclass(frozen=True)
class Splitting:
    """How a text of a language is cut into sentences.

    Attributes:
        cuts: Returns the offsets at which a new sentence begins in one paragraph, the first sentence left
            out. Gets the paragraph, whether quotations stay whole, and the backend in use: None for a title,
            which needs no backend.
        backends: The backends that a user may choose for places where rules can't decide; empty where rules
            decide all.
        backend_in_use: Returns the backend that a user's choice means on this machine.
        continues: Whether a sentence plainly goes on from a line to the line below it; gets both.
        inside_word: Returns a pattern of line ends inside a word, which are not read as blanks; None where
            words are only divided with a hyphen.
    """

    cuts: Callable[[str, Quotes, str | None], list[int]]
    backends: tuple[str, ...] = ()
    backend_in_use: Callable[[str], str] = lambda wanted: wanted
    continues: Callable[[str, str], bool] = lambda line, following: False
    inside_word: Callable[[], re.Pattern[str]] | None = None


@dataclass(frozen=True)
class Comparing:
    """Traits of a language that the comparison of its quantities with those of another language needs.

    Attributes:
        changes: Matches a word for a change, a limit or a denial, which may tell one number by two others:
            `up by 58`, `only 8 percent`.
        day_lost: Matches the text after a bare number that must be a day of the month whose unit word got
            lost; None where days have no unit word.
        denies: Matches a word that negates or excludes, which with a bound says the opposite bound: `no item
            costs more`, `except under the age of 8`.
        dozens: Words for dozens.
        half_day: Matches in a time of day with a word for before or after noon.
        is_day_of_report: Whether a date in a sentence only says on which day something was reported.
        loses_characters: Whether pages of the language may have lost characters inside numbers.
        meant: The meanings of an ambiguous unit in this language, likeliest first, by the code of the unit.
        noun_before: Whether a counted noun may come directly before its number.
        part_of_period: Whether a date says the `early` or the `late` part of a month, year or decade; None
            where it says neither.
        rest: Matches a word for what is left of a whole, or added to it: `six of nine`, `the other three`.
        turned: Matches the text after a bound that is negated, which turns at least into at most and at most
            into at least.
        unit_lost: Matches the text after a bare number whose counter got lost; None where numbers need no
            counter.
    """

    changes: re.Pattern[str] | None = None
    day_lost: re.Pattern[str] | None = None
    denies: re.Pattern[str] | None = None
    dozens: tuple[str, ...] = ()
    half_day: re.Pattern[str] | None = None
    is_day_of_report: Callable[[Quantity, str], bool] = lambda quantity, text: False
    loses_characters: bool = False
    meant: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    noun_before: bool = False
    part_of_period: Callable[[Quantity, str], str | None] = lambda quantity, text: None
    rest: re.Pattern[str] | None = None
    turned: re.Pattern[str] | None = None
    unit_lost: re.Pattern[str] | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Language:
    """What is true of one language.

    Attributes:
        code: As in ISO 639-1, lower case.
        name: In English.
        checking: What checks ask about its texts.
        comparing: What the comparison of quantities has to know.
        edge: Pattern of a word border; empty if particles are attached to words.
        extras: Optional dependencies (extras) of the package for this language, and the purpose of each.
        fonts: Which fonts show it; None if all do.
        headers: What its words mean as the header of a column of text, lower case: `source`, `target`, or the
            code of a language.
        labels: What a report calls its parts in this language, by key; empty if no report is shown in it.
        names: Finds the words of a text that are certainly names, left to right, not overlapping. Gets the
            lexicon, since a word that it explains need not be a name.
        page: How pages of news look.
        read_quantities: Finds the quantities of a text that `aligner.characters` has folded, left to right,
            not overlapping.
        script: How it is recognised.
        slips: Patterns of what can be damaged on purpose in its sentences, for tests.
        splitting: How a text is cut into sentences.
        tokens: What the ladder reads in a sentence.
        words: Stems, function words, endings.

    Examples:
        >>> from aligner.languages import language
        >>> [(quantity.value, quantity.unit) for quantity in language("ko").read_quantities("배 두 척")]
        [(2, 'ship')]
    """

    code: str
    name: str
    checking: Checking = NO_CHECKING
    comparing: Comparing = Comparing()
    edge: str = r"\b"
    extras: Mapping[str, str] = field(default_factory=dict, hash=False)
    fonts: Fonts | None = None
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    labels: Callable[[], Mapping[str, str]] = no_labels
    names: Callable[[str, Lexicon], list[Mention]]
    page: PageManners
    read_quantities: Callable[[str], list[Quantity]]
    script: Script
    slips: Slips = NO_SLIPS
    splitting: Splitting
    tokens: Tokens
    words: Words
