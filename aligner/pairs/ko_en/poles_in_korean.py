"""Finder of the forms of opposite words and closed sets in a Korean text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from aligner.expressions import expression
from aligner.kept import kept
from aligner.languages.ko import predicates
from aligner.languages.ko.predicates import predicate_forms
from aligner.languages.ko.stems import is_particle
from aligner.model.text import Span
from aligner.pairs.ko_en.poles import Heard, Pole, forms_of, sources
from aligner.remembered import remembered

# The literal letters with which a pattern begins, and the words behind them, with or without a blank.
_BEGINNING = expression(r"(?:\d|[가-힣])(?:[가-힣](?![?*]))*")
_WORDS_BEHIND = expression(r"(?: \?(?:[가-힣](?![?*]))+)*")
_WORD_REST = "[가-힣]*"
_LITERAL = expression(r"(?:[가-힣](?![?*]))+")
_CHOICE = expression(r"[(\[]")
# Not what follows Latin letters: 자를 of V자를 is no form of 자르다.
WORD = expression(r"(?<![A-Za-z가-힣])\d?[가-힣]+")


class _Form(NamedTuple):
    """A Korean form and the poles that it means; it has no poles if it only looks like a form.

    The letters of a form are separate from the pattern of its rest. Many forms share a rest, so few patterns
    are compiled.

    Attributes:
        letters: The letters with which it begins.
        words: The words that follow, each with or without a blank before it.
        literal: Letters that every match of the rest has; a text without them need not be searched.
        rest: Pattern of what must follow the words; None if nothing must.
        has_blank: Whether the rest may have a blank.
        goes_on: Whether the form has more than its letters.
        poles: The poles that the form means.
        number: Its place among all forms, in which forms of one length are listed.
    """

    letters: str
    words: tuple[str, ...]
    literal: str
    rest: re.Pattern[str] | None
    has_blank: bool
    goes_on: bool
    poles: tuple[Pole, ...]
    number: int

    def end(self, text: str, start: int) -> int:
        """Return the end of the form, whose letters are at `start`; 0 if the text continues differently."""
        position = start + len(self.letters)
        for word in self.words:
            if text.startswith(" ", position):
                position += 1
            if not text.startswith(word, position):
                return 0
            position += len(word)
        if self.rest is None:
            return position
        match = self.rest.match(text, position) if self.literal in text else None
        if match is None:
            return 0
        if not self.rest.groups:
            return match.end()
        return match.start("ending") if is_particle(match["ending"]) else 0

    def reaches_on(self, word: str, start: int) -> bool:
        """Whether the text behind a word decides if the form, whose letters are at `start`, is there."""
        position = start + len(self.letters)
        for behind in self.words:
            if position == len(word):
                return True
            if not word.startswith(behind, position):
                return False
            position += len(behind)
        return self.has_blank


_Row = tuple[str, str, int]  # pattern of a form, the form in the table, its place among all forms


class _Beginnings(NamedTuple):
    """Forms by the letters with which they begin, and the numbers of these letters by the first of them."""

    rows: Mapping[str, Sequence[_Row]]
    sizes: Mapping[str, Sequence[int]]


@cache
def _beginnings() -> tuple[_Beginnings, ...]:
    """Return the beginnings of all forms, and of those that may be inside a word."""
    files = [*sources(), Path(__file__), Path(predicates.__file__)]
    return tuple(_Beginnings(*each) for each in kept(__file__, files, "", _worked_out))


def _worked_out() -> tuple[tuple[dict[str, tuple[_Row, ...]], dict[str, tuple[int, ...]]], ...]:
    return tuple(_by_letters(inside=inside) for inside in (False, True))


def _by_letters(*, inside: bool) -> tuple[dict[str, tuple[_Row, ...]], dict[str, tuple[int, ...]]]:
    patterns = [
        (_letters_of(pattern), pattern, form)
        for form in _forms()
        if form.startswith("~") or not inside
        for pattern in _korean_patterns(form.lstrip("~="), whole=form.startswith("="))
    ]
    patterns.sort(key=lambda row: len(row[0]) == 1)  # those that begin with one letter are last
    rows: dict[str, list[_Row]] = defaultdict(list)
    sizes: dict[str, set[int]] = defaultdict(set)
    for number, (letters, pattern, form) in enumerate(patterns):
        rows[letters].append((pattern, form, number))
        sizes[letters[0]].add(len(letters))
    # Tuples of texts, unlike lists, are nothing that the garbage collector has to look through.
    return (
        {letters: tuple(of_letters) for letters, of_letters in rows.items()},
        {first: tuple(sorted(of_first)) for first, of_first in sizes.items()},
    )


def _letters_of(pattern: str) -> str:
    letters: str = _BEGINNING.match(pattern)[0]  # type: ignore[index]
    return letters


@cache
def _forms() -> Mapping[str, tuple[Pole, ...]]:
    return forms_of("korean")


@cache
def _korean_forms(letters: str, *, inside: bool) -> tuple[_Form, ...]:
    """Return the forms that begin with just these letters, made when a text has the letters."""
    made = []
    for pattern, form, number in _beginnings()[inside].rows[letters]:
        words: str = _WORDS_BEHIND.match(pattern, len(letters))[0]  # type: ignore[index]
        rest = pattern[len(letters) + len(words) :]
        behind = tuple(words.split(" ?")[1:])
        goes_on = len(letters) < len(pattern)
        form_rest = _literal(rest), _rest(rest), " " in rest, goes_on
        made.append(_Form(letters, behind, *form_rest, _forms()[form], number))
    return tuple(made)


@cache
def _rest(rest: str) -> re.Pattern[str] | None:
    return expression(rest) if rest else None


@cache
def _literal(rest: str) -> str:
    """Return the longest run of literal letters in a pattern before its first choice."""
    needed = _CHOICE.split(rest.replace(_WORD_REST, " "), maxsplit=1)[0]
    return max(_LITERAL.findall(needed), key=len, default="")


def _korean_patterns(form: str, *, whole: bool) -> Iterator[str]:
    *before, last = form.split(" ")
    lead = "".join(word.replace("*", _WORD_REST) + " ?" for word in before)
    ends = "(?P<ending>[가-힣]*)" if whole else ""
    if last.endswith("다") and len(last) > 1 and not whole:
        yield from (lead + pattern for pattern in predicate_forms(last))
    else:
        yield lead + last.replace("*", _WORD_REST) + ends


def heard_in_korean(text: str) -> list[Heard]:
    """Find the forms in a Korean text, the longest at each place, left to right, not overlapping."""
    found = []
    end = 0
    for word in WORD.finditer(text):
        for opening in _openings(word[0]):
            start = word.start() + opening.offset
            if start < end:
                continue
            stop, poles = start + opening.size, opening.poles
            if opening.forms:
                stop, poles = _longest(text, start, opening.forms)
            if stop > start:
                found.append(Heard(Span(start, stop), poles))
                end = stop
    return found


def possible_in_word(word: str) -> Iterator[Pole]:
    """Yield the poles of all forms that begin, or may begin, in a word of Hangul, perhaps behind a digit."""
    for opening in _openings(word):
        yield from opening.poles
        for form in opening.forms:
            yield from form.poles


class _Opening(NamedTuple):
    """The longest form at one place of a word, as far as the word alone can tell.

    Attributes:
        offset: The place.
        size: Length of the form; 0 if it depends on the text behind the word.
        poles: The poles that the form means.
        forms: The forms to compare with the text, if one of them may reach beyond the word; else empty.
    """

    offset: int
    size: int
    poles: tuple[Pole, ...]
    forms: tuple[_Form, ...] = ()


@remembered
def _openings(word: str) -> tuple[_Opening, ...]:
    """Return the places of a word, of Hangul or a digit and Hangul, at which a form begins or may begin."""
    behind = 2 if word[0].isdecimal() else 1  # the first Hangul
    openings = [_opening(word, start, inside=False) for start in range(behind)]
    first_letters = _beginnings()[True].sizes
    if not first_letters.keys().isdisjoint(word):
        places = (start for start in range(behind, len(word)) if word[start] in first_letters)
        openings += [_opening(word, start, inside=True) for start in places]
    return tuple(filter(None, openings))


def _opening(word: str, start: int, *, inside: bool) -> _Opening | None:
    known = _beginnings()[inside]
    written: list[_Form] = []
    for size in known.sizes.get(word[start], ()):
        letters = word[start : start + size]
        if len(letters) == size and letters in known.rows:
            written += _korean_forms(letters, inside=inside)
    if not written:
        return None
    if len(written) > 1:
        written.sort(key=_number)
    reaching = [form for form in written if form.goes_on and form.reaches_on(word, start)]
    if reaching:
        near = [form for form in written if form in reaching or form.end(word, start)]
        return _Opening(start, 0, (), tuple(near))
    end, poles = _longest(word, start, written)
    return _Opening(start, end - start, poles) if end > start else None


def _number(form: _Form) -> int:
    return form.number


def _longest(text: str, start: int, forms: Iterable[_Form]) -> tuple[int, tuple[Pole, ...]]:
    """Return the end of the longest form at a place, and its poles; the place itself if no form is there."""
    end, poles = start, list[Pole]()
    for form in forms:
        stop = form.end(text, start) if form.goes_on else start + len(form.letters)
        if stop > end:
            end, poles = stop, []
        if stop == end:
            poles += form.poles
    return end, tuple(poles)
