"""What checks ask about the texts of one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import numeric

from aligner.expressions import expression
from aligner.model.errors import TableError
from aligner.model.quantity import Value
from aligner.model.text import Span
from aligner.tables import read_table


def _has_question_mark(text: str) -> bool:
    return "?" in text or "\N{FULLWIDTH QUESTION MARK}" in text


def _ends_there(text: str, end: int) -> bool:
    return not text[end : end + 1].isalnum()


class ListLabel(NamedTuple):
    """What an item of a list begins with.

    Attributes:
        span: Where it stands.
        numbers: Which items it may be of: `i` is the ninth and, as a Roman number, the first.
        is_figure: Whether it is an everyday number, which other checks read.
    """

    span: Span
    numbers: frozenset[int]
    is_figure: bool


_LABEL = expression(
    r"\s*(?P<label>[\u2460-\u2473]|\(?(?P<mark>\d{1,2}|[ivx]{1,4}|[a-zA-Z]|[\uac00-\ud7a3])[.)])\s+(?=[^\W\d_])"
)
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def list_label(text: str, letters: str = "abcdefghijklmnopqrstuvwxyz") -> ListLabel | None:
    """The label of an item of a list, by its place among the letters of the language.

    Examples:
        >>> list_label("b. Bring an umbrella.").numbers, list_label("\N{CIRCLED DIGIT TWO} Umbrellas").numbers
        (frozenset({2}), frozenset({2}))
        >>> list_label("Bring an umbrella.")
    """
    found = _LABEL.match(text)
    if found is None:
        return None
    mark = (found["mark"] or "").lower()
    if found["mark"] is None:
        numbers = {int(numeric(found["label"]))}
    elif mark.isdecimal():
        numbers = {int(mark)}
    else:
        numbers = {_ROMAN.index(mark)} if mark in _ROMAN else set()
        numbers |= {letters.index(mark) + 1} if len(mark) == 1 and mark in letters else set()
    if not numbers:
        return None
    return ListLabel(Span(*found.span("label")), frozenset(numbers), mark.isdecimal())


class Chat(NamedTuple):
    """What a program says besides its task.

    Attributes:
        topic: What it is about; the same in all languages.
        says: Matches where a text in the language says it.
        about: Matches in a text in the language that is itself about it.
        opens: Whether a text says it at its beginning or not at all.
        signs: In small letters; a text without any of them does not say it. None for what opens a text.
    """

    topic: str
    says: re.Pattern[str]
    about: re.Pattern[str]
    opens: bool
    signs: frozenset[str]


class Chats(NamedTuple):
    """What programs say besides their task in one language.

    Attributes:
        rows: Each of what they may say, in the order in which it is looked for.
        opening: Matches where a text begins with any of what opens one.
        signs: Of all the others; a text without any of them says none.
    """

    rows: tuple[Chat, ...] = ()
    opening: re.Pattern[str] = expression("(?!)")
    signs: tuple[str, ...] = ()

    def said_in(self, text: str) -> Iterator[tuple[Chat, re.Match[str]]]:
        """What a text says of it, and where."""
        lowered = text.lower()
        opens = self.opening.match(text) is not None
        signs = [sign for sign in self.signs if sign in lowered]
        for row in self.rows if opens or signs else ():
            if row.opens:
                found = row.says.match(text) if opens else None
            else:
                found = None if row.signs.isdisjoint(signs) else row.says.search(text)
            if found:
                yield row, found


def chats_of(table: str) -> Chats:
    """The rows of a table with the columns topic, says, about, signs.

    Raises:
        TableError: A row that may stand anywhere in a text has no sign.
    """
    rows = []
    for place, row in read_table(table):
        opens = row["says"].removeprefix("(?i:").startswith("^")
        signs = frozenset(filter(None, row["signs"].split("|")))
        if not opens and not signs:
            raise TableError(f"{place}: {row['says']!r} may stand anywhere and needs signs")
        rows.append(Chat(row["topic"], expression(row["says"]), expression(row["about"]), opens, signs))
    opening = "|".join(f"(?:{row.says.pattern})" for row in rows if row.opens)
    signs = frozenset[str]().union(*(row.signs for row in rows))
    return Chats(tuple(rows), expression(opening or "(?!)"), tuple(sorted(signs)))


@dataclass(frozen=True)
class Checking:
    """Traits of a language by which slips are told from translation.

    Attributes:
        asks: Whether a text asks something.
        has_capitals: Whether names begin with a capital letter.
        clause_border: Matches the borders at which a sentence can be divided.
        ends_word: Whether a form that stands in a text up to a position is whole there, with at most an
            ending behind it.
        is_indirect: Whether a text reports speech in indirect words, which need no marks; words that are no
            names are given.
        is_speech: Whether a quotation in a text is speech; else it may be a phrase in marks.
        chats: What a program says about translating besides a translation, each with what a text in this
            language holds that is itself about that.
        foreign_letters: Matches runs of letters that texts of the language are not written in; none of ASCII.
        is_foreign: Whether a sentence is in another language of the same letters.
        left_over: Runs of the language in a text of another one that look untranslated.
        list_label: The letter or number by which a text begins as an item of a list.
        letter_words: Capital letters that are words by themselves.
        opening_letters: Capital letters that are words where a sentence begins.
        orders: Whether a sentence is a call to do something.
        describes: Whether a sentence tells what is or was.
        states: Whether a sentence is a statement, with nothing in it that could be asked.
        said_twice: Where a text has the same word twice and should not.
        with_value: What a quantity would read with another value in the place of its own; gets the surface
            form and both values. Empty where that can't be said.
    """

    asks: Callable[[str], bool] = _has_question_mark
    has_capitals: bool = False
    clause_border: re.Pattern[str] = re.compile("(?!)")
    ends_word: Callable[[str, int], bool] = _ends_there
    is_indirect: Callable[[str, Container[str]], bool] = lambda text, known: False
    is_speech: Callable[[str, Span], bool] = lambda text, quotation: True
    chats: Callable[[], Chats] = Chats
    foreign_letters: re.Pattern[str] = re.compile("(?!)")
    is_foreign: Callable[[str], bool] = lambda text: False
    left_over: Callable[[str], Iterator[Span]] = lambda text: iter(())
    list_label: Callable[[str], ListLabel | None] = list_label
    letter_words: str = ""
    opening_letters: str = ""
    orders: Callable[[str], bool] = lambda text: False
    describes: Callable[[str], bool] = lambda text: False
    states: Callable[[str], bool] = lambda text: False
    said_twice: Callable[[str], Iterator[Span]] = lambda text: iter(())
    with_value: Callable[[str, Value, Value], str] = lambda surface, value, wanted: ""


# Of languages of which nothing is known.
NO_CHECKING = Checking()
