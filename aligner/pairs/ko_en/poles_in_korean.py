"""Finder of the forms of opposite words and closed sets in a Korean text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from aligner.expressions import expression
from aligner.languages.ko.predicates import predicate_forms
from aligner.languages.ko.stems import is_particle
from aligner.model.text import Span
from aligner.pairs.ko_en.poles import Heard, Pole, forms_of

# The literal letters with which a pattern begins, and the words behind them, with or without a blank.
_BEGINNING = expression(r"(?:\d|[가-힣])(?:[가-힣](?![?*]))*")
_WORDS_BEHIND = expression(r"(?: \?(?:[가-힣](?![?*]))+)*")
_WORD_REST = "[가-힣]*"
_LITERAL = expression(r"(?:[가-힣](?![?*]))+")
_CHOICE = expression(r"[(\[]")
_MOST_BEGINNINGS = 20_000  # beginnings in the cache; a language has a few thousand


class _Form(NamedTuple):
    """A Korean form and the poles that it means; it has no poles if it only looks like a form.

    The letters of a form are separate from the pattern of its rest. Many forms share a rest, so few patterns
    are compiled.

    Attributes:
        letters: The letters with which it begins.
        words: The words that follow, each with or without a blank before it.
        literal: Letters that every match of the rest has; a text without them need not be searched.
        rest: Pattern of what must follow the words; None if nothing must.
        goes_on: Whether the form has more than its letters.
        poles: The poles that the form means.
    """

    letters: str
    words: tuple[str, ...]
    literal: str
    rest: re.Pattern[str] | None
    goes_on: bool
    poles: tuple[Pole, ...]

    def end(self, text: str, start: int) -> int:
        """Return the end of a form that has more than its letters; 0 if the text continues differently."""
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


@cache
def _korean_forms(*, inside: bool) -> Mapping[str, tuple[_Form, ...]]:
    """Return Korean forms by their first one or two letters: all, or those that may be inside a word."""
    found: dict[str, list[_Form]] = defaultdict(list)
    rests: dict[str, re.Pattern[str]] = {}
    for form, poles in forms_of("korean").items():
        if inside and not form.startswith("~"):
            continue
        for pattern in _korean_patterns(form.lstrip("~="), whole=form.startswith("=")):
            letters: str = _BEGINNING.match(pattern)[0]  # type: ignore[index]
            words: str = _WORDS_BEHIND.match(pattern, len(letters))[0]  # type: ignore[index]
            rest = pattern[len(letters) + len(words) :]
            if rest and rest not in rests:
                rests[rest] = expression(rest)
            behind = tuple(words.split(" ?")[1:])
            goes_on = len(letters) < len(pattern)
            found[letters[:2]].append(_Form(letters, behind, _literal(rest), rests.get(rest), goes_on, poles))
    return {beginning: tuple(forms) for beginning, forms in found.items()}


@cache
def _literal(rest: str) -> str:
    """Return the longest run of literal letters in a pattern before its first choice."""
    needed = _CHOICE.split(rest.replace(_WORD_REST, " "), maxsplit=1)[0]
    return max(_LITERAL.findall(needed), key=len, default="")


@cache
def _places_of_forms() -> re.Pattern[str]:
    """Return a pattern of places where a form may begin: a word, a digit before it, letters within a word."""
    inside = "".join(sorted({beginning[0] for beginning in _korean_forms(inside=True)}))
    opening = "".join(sorted({beginning[0] for beginning in _korean_forms(inside=False)} - set("0123456789")))
    # The look-behind comes after the letter, because a search for a letter of a class is fast.
    return expression(rf"[{opening}](?<![가-힣].)|\d(?=[가-힣])|(?P<inside>[{inside}])")


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
    of_words, of_parts = _beginnings(inside=False), _beginnings(inside=True)
    end = 0
    for place in _places_of_forms().finditer(text):
        position = place.start()
        if position < end:
            continue
        known = of_parts if place.lastgroup else of_words
        forms = known[text[position : position + 2]]
        heard = _longest(text, position, forms) if forms else None
        if heard:
            found.append(heard)
            end = heard.span.end
    return found


class _Beginnings(dict[str, tuple[_Form, ...]]):
    """The forms that may begin with two letters, cached for all pairs of letters seen so far."""

    def __init__(self, known: Mapping[str, tuple[_Form, ...]]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, letters: str) -> tuple[_Form, ...]:
        forms = self._known.get(letters, ())
        if len(letters) > 1:
            forms += self._known.get(letters[0], ())
        if len(self) < _MOST_BEGINNINGS:
            self[letters] = forms
        return forms


@cache
def _beginnings(*, inside: bool) -> _Beginnings:
    return _Beginnings(_korean_forms(inside=inside))


def _longest(text: str, start: int, forms: Iterable[_Form]) -> Heard | None:
    end, poles = start, list[Pole]()
    for form in forms:
        if not text.startswith(form.letters, start):
            continue
        stop = form.end(text, start) if form.goes_on else start + len(form.letters)
        if stop > end:
            end, poles = stop, []
        if stop == end:
            poles += form.poles
    return Heard(Span(start, end), tuple(poles)) if end > start else None
