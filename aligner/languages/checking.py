"""The traits of a language that checks ask for: its list labels, chat phrases, speech, capitals and so on."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aligner.expressions import expression
from aligner.model.errors import TableError
from aligner.model.lexicon import Lexicon
from aligner.model.quantity import Value
from aligner.model.text import Span
from aligner.remembered import remembered
from aligner.tables import read_table

_NOTHING = expression("(?!)")


def _has_question_mark(text: str) -> bool:
    return "?" in text or "\N{FULLWIDTH QUESTION MARK}" in text


def _ends_there(text: str, end: int) -> bool:
    return not text[end : end + 1].isalnum()


class ListLabel(NamedTuple):
    """The number or letter that an item of a list begins with.

    Attributes:
        span: Its place in the text, without the blanks around it.
        numbers: The item numbers it may mean: `i` is the ninth letter and also the Roman number one.
        is_figure: Whether it is written in ordinary digits, which other checks read as a quantity.
    """

    span: Span
    numbers: frozenset[int]
    is_figure: bool


# Circled numbers, numbers and letters in brackets, Roman numbers, circled letters.
_SIGNS = r"[\u2460-\u2487\u2160-\u216b\u2170-\u217b\u249c-\u24b5\u24b6-\u24e9\u3260-\u327b]"
_FIRST_OF_SIGNS = "\u2460\u2474\u2160\u2170\u249c\u24b6\u24d0\u3260\u326e"
_LABEL = expression(
    rf"\s*(?P<label>{_SIGNS}[.)]?|\(?(?P<mark>\d{{1,2}}|[ivx]{{1,4}}|[IVX]{{1,4}}|[a-zA-Z]|[\u3131-\u314e\uac00-\ud7a3])[.)])"
    r"\s+(?=[^\W\d_])"
)
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def list_label(text: str, letters: str = "abcdefghijklmnopqrstuvwxyz") -> ListLabel | None:
    """Read the label of a list item at the start of a text; a letter counts by its place in `letters`.

    Examples:
        >>> list_label("b. Bring an umbrella.").numbers, list_label("\N{CIRCLED DIGIT TWO} Umbrellas").numbers
        (frozenset({2}), frozenset({2}))
        >>> list_label("Bring an umbrella.")
    """
    match = _LABEL.match(text)
    if match is None:
        return None
    mark = (match["mark"] or "").lower()
    if match["mark"] is None:
        sign = match["label"][0]
        numbers = {ord(sign) - ord(max(first for first in _FIRST_OF_SIGNS if first <= sign)) + 1}
    elif mark.isdecimal():
        numbers = {int(mark)}
    else:
        numbers = {_ROMAN.index(mark)} if mark in _ROMAN else set()
        numbers |= {letters.index(mark) + 1} if len(mark) == 1 and mark in letters else set()
    if not numbers:
        return None
    return ListLabel(Span(*match.span("label")), frozenset(numbers), mark.isdecimal())


_RUN = expression("[a-z]+")
_LEAST_RUN = 3  # letters; shorter runs are in too many words


class Chat(NamedTuple):
    """A kind of phrase that a translation program adds to its output, such as a greeting or a refusal.

    Attributes:
        topic: What the phrase is about; each topic has one name in all languages.
        says: Matches the phrase in a text of this language.
        about: Matches a text of this language that is itself about the topic, so that the phrase belongs
            there.
        opens: Whether the phrase can only stand at the beginning of a text.
        signs: Lower-case strings, at least one of which is in any text that holds the phrase. Empty if
            `opens`.
    """

    topic: str
    says: re.Pattern[str]
    about: re.Pattern[str]
    opens: bool
    signs: frozenset[str]


class Chats(NamedTuple):
    """All phrases that translation programs add to their output, in one language.

    Attributes:
        rows: The phrases, in the order in which they are searched for.
        opening: Matches a text that begins with any of the phrases with `opens`.
        signs: The signs of all other phrases; a text without any of these signs holds none of them.
        may_hold: A quick test whether a lower-case text may hold a sign.
    """

    rows: tuple[Chat, ...] = ()
    opening: re.Pattern[str] = _NOTHING
    signs: tuple[str, ...] = ()
    may_hold: Callable[[str], bool] = bool

    def said_in(self, text: str) -> Iterator[tuple[Chat, re.Match[str]]]:
        """Yield each phrase that a text holds, with its match."""
        lowered = text.lower()
        opens = self.opening.match(text) is not None
        if not opens and not self.may_hold(lowered):
            return
        signs = list(filter(lowered.__contains__, self.signs))
        if not opens and not signs:
            return
        for row in self.rows:
            if row.opens:
                match = row.says.match(text) if opens else None
            else:
                match = None if row.signs.isdisjoint(signs) else row.says.search(text)
            if match:
                yield row, match


def chats_of(table: str, words: Callable[[str], Sequence[str]] | None = None) -> Chats:
    """Read the phrases of a table with the columns topic, says, about, signs.

    Args:
        table: Path of the table, in the folder of a language.
        words: Returns the runs of the letters a to z in a lower-case text; in a language of these letters the
            runs, which other readers have read, are asked one by one whether they may be part of a sign.

    Raises:
        TableError: The phrase of a row may be anywhere in a text, and the row has no sign.
    """
    rows = []
    for place, row in read_table(table):
        opens = row["says"].removeprefix("(?i:").startswith("^")
        signs = frozenset(filter(None, row["signs"].split("|")))
        if not opens and not signs:
            raise TableError(f"{place}: {row['says']!r} may be anywhere in a text and needs signs")
        rows.append(Chat(row["topic"], expression(row["says"]), expression(row["about"]), opens, signs))
    opening = "|".join(f"(?:{row.says.pattern})" for row in rows if row.opens)
    all_signs = tuple(sorted(frozenset[str]().union(*(row.signs for row in rows))))
    may_hold = _sign_finder(all_signs, words) if words else bool
    return Chats(tuple(rows), expression(opening or "(?!)"), all_signs, may_hold)


def _sign_finder(signs: Sequence[str], words: Callable[[str], Sequence[str]]) -> Callable[[str], bool]:
    """Return a test whether a text may hold a sign, by the longest run of letters of each sign."""
    short, parts = list[str](), set[str]()
    for sign in signs:
        run = max(_RUN.finditer(sign), key=_size, default=None)
        if run is None or _size(run) < _LEAST_RUN:
            short.append(sign)
            continue
        # Other signs beside the run mean that a word ends there.
        begins = r"\A" if run.start() else ""
        ends = r"\Z" if run.end() < len(sign) else ""
        parts.add(f"{begins}{run[0]}{ends}")
    part = expression("|".join(sorted(parts)))

    @remembered
    def may_be_part(word: str) -> bool:
        return part.search(word) is not None

    def may_hold(lowered: str) -> bool:
        return any(map(may_be_part, words(lowered))) or any(map(lowered.__contains__, short))

    return may_hold


def _size(match: re.Match[str]) -> int:
    return len(match[0])


@dataclass(frozen=True)
class Checking:
    """Traits of a language that let checks distinguish errors from legitimate translation.

    Attributes:
        asks: Whether a text asks something.
        has_capitals: Whether names begin with a capital letter.
        clause_border: Matches the borders between the clauses of a sentence.
        ends_word: Whether a form that ends at an offset of a text ends its word there, inflectional endings
            aside.
        is_indirect: Whether a text reports speech indirectly, which needs no quotation marks. Gets the text
            and the stems that are known to be no names.
        is_speech: Whether a quotation in a text is speech, rather than a phrase in quotation marks.
        chats: Phrases that a translation program adds to its output, each with a pattern for texts that are
            themselves about its topic.
        foreign_letters: Matches runs of letters that the language is not written in, ASCII letters excepted.
        is_foreign: Whether a sentence is in another language that is written in the same script.
        is_unknown: Whether a sentence has hardly any word of a lexicon and looks foreign.
        left_over: Yields the stretches of a text in another language that are in this language and look
            untranslated.
        list_label: Reads the letter or number of a list item that a text begins with; None if there is none.
        letter_words: Capital letters that are words by themselves.
        opening_letters: Capital letters that are words where a sentence begins.
        orders: Whether a sentence is an imperative.
        describes: Whether a sentence describes a present or past state or event.
        states: Whether a sentence is a statement without any word of asking or wondering.
        said_twice: Yields the places where a text has a word or phrase twice in a row by mistake.
        with_value: Writes a quantity with another value. Gets the surface form, its value and the wanted
            value; returns an empty string where that can't be written.
    """

    asks: Callable[[str], bool] = _has_question_mark
    has_capitals: bool = False
    clause_border: re.Pattern[str] = _NOTHING
    ends_word: Callable[[str, int], bool] = _ends_there
    is_indirect: Callable[[str, Container[str]], bool] = lambda text, known: False
    is_speech: Callable[[str, Span], bool] = lambda text, quotation: True
    chats: Callable[[], Chats] = Chats
    foreign_letters: re.Pattern[str] = _NOTHING
    is_foreign: Callable[[str], bool] = lambda text: False
    is_unknown: Callable[[str, Callable[[], Lexicon]], bool] = lambda text, lexicon: False
    left_over: Callable[[str], Iterator[Span]] = lambda text: iter(())
    list_label: Callable[[str], ListLabel | None] = list_label
    letter_words: str = ""
    opening_letters: str = ""
    orders: Callable[[str], bool] = lambda text: False
    describes: Callable[[str], bool] = lambda text: False
    states: Callable[[str], bool] = lambda text: False
    said_twice: Callable[[str], Iterator[Span]] = lambda text: iter(())
    with_value: Callable[[str, Value, Value], str] = lambda surface, value, wanted: ""


# Traits of a language of which nothing is known.
NO_CHECKING = Checking()
