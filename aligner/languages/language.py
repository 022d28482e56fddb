"""The record of a language: everything that shared code may ask about it.

A language is a folder of `aligner/languages/` with a module for each trait, and its `__init__` puts them
together in one value, `LANGUAGE`. Shared rooms take that value, or its code, and never a language by name.
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
        telling: What one letter counts in telling which language a text is in: more than 1 where texts are
            full of names in the letters of other languages, which don't return the favour.
    """

    letters: re.Pattern[str]
    telling: float = 1.0


@dataclass(frozen=True)
class Splitting:
    """How a text of a language is cut into sentences.

    Attributes:
        cuts: Offsets at which a new sentence begins in one paragraph, the first one left out. Gets the
            paragraph, whether quotations stay whole, and the backend in use; None for a title, which has
            no clauses to be decided on.
        backends: What a user may choose to decide where rules can't; empty where rules decide all.
        backend_in_use: Which backend a choice means on this machine.
        continues: Whether a line plainly goes on in the line below it; gets both.
        inside_word: Gives a pattern of line ends inside a word, which are no blanks; None where words are not
            cut without a hyphen.
    """

    cuts: Callable[[str, Quotes, str | None], list[int]]
    backends: tuple[str, ...] = ()
    backend_in_use: Callable[[str], str] = lambda wanted: wanted
    continues: Callable[[str, str], bool] = lambda line, following: False
    inside_word: Callable[[], re.Pattern[str]] | None = None


@dataclass(frozen=True)
class Comparing:
    """What the comparison of quantities has to know of the language that one of them is written in.

    Attributes:
        day_lost: Matches behind a bare number that can only be a day of the month without its sign; None
            where days are written without one.
        dozens: Words for twelves.
        half_day: Matches in a time of day that says whether it is before or after noon.
        is_day_of_report: Whether a day of a sentence says no more than when something was said.
        loses_characters: Whether pages lose characters inside of numbers on their way here.
        meant: What a unit that may mean several things can mean here, likeliest first, by its code.
        noun_before: Whether the noun that a number counts may stand directly before it.
        part_of_period: Whether a date says the `early` or the `late` part of a month, year or decade; None
            where it says neither.
        turned: Matches behind a bound that is denied, so that at least is at most.
        unit_lost: Matches behind a bare number whose counter got lost; None where numbers do without.
    """

    day_lost: re.Pattern[str] | None = None
    dozens: tuple[str, ...] = ()
    half_day: re.Pattern[str] | None = None
    is_day_of_report: Callable[[Quantity, str], bool] = lambda quantity, text: False
    loses_characters: bool = False
    meant: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    noun_before: bool = False
    part_of_period: Callable[[Quantity, str], str | None] = lambda quantity, text: None
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
        edge: Pattern of the edge of a word; empty if words grow together with what follows them.
        extras: Extras of the package that are for this language, and what each is for.
        fonts: Which fonts show it; None if all do.
        headers: What its words mean as the header of a column of text, lower case: `source`, `target`, or the
            code of a language.
        labels: What a report calls its parts in this language, by key; empty if no report is shown in it.
        names: Names in a text that are sure to be names, left to right, not overlapping. A word that the
            lexicon knows need not be one.
        page: How pages of news look.
        read_quantities: Quantities in a text as `aligner.characters` folds it, left to right, not
            overlapping.
        script: How it is recognised.
        slips: Where its sentences can be damaged on purpose.
        splitting: How a text is cut into sentences.
        tokens: What the ladder reads in a sentence.
        words: Stems, function words, endings.

    Examples:
        >>> from aligner.languages import language
        >>> [(found.value, found.unit) for found in language("ko").read_quantities("배 두 척")]
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
