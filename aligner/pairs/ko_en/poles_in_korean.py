"""Where a Korean text says a pole of a field of opposite words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from aligner.languages.ko.predicates import predicate_forms
from aligner.languages.ko.stems import is_particle
from aligner.model.text import Span
from aligner.pairs.ko_en.poles import Heard, Pole, forms_of

# The letters with which a pattern begins in any case.
_BEGINNING = re.compile(r"(?:\d|[가-힣])(?:[가-힣](?![?*]))*")
_WORD_REST = "[가-힣]*"


class _Form(NamedTuple):
    """A Korean form and the poles that it says; none: it only looks like one.

    Its letters are told from what may follow them, which many forms share: few patterns need be made.
    """

    letters: str
    rest: re.Pattern[str]
    goes_on: bool
    poles: tuple[Pole, ...]

    def end(self, text: str, start: int) -> int:
        """Where the form ends whose letters stand in a place; 0 if it goes on otherwise there."""
        end = start + len(self.letters)
        if not self.goes_on:
            return end
        match = self.rest.match(text, end)
        if match is None:
            return 0
        if not self.rest.groups:
            return match.end()
        return match.start("ending") if is_particle(match["ending"]) else 0


@cache
def _korean_forms(*, inside: bool) -> Mapping[str, tuple[_Form, ...]]:
    """Korean forms by their first two letters, or one: all, or those that may stand inside of a word."""
    found: dict[str, list[_Form]] = defaultdict(list)
    rests: dict[str, re.Pattern[str]] = {}
    for form, poles in forms_of("korean").items():
        if inside and not form.startswith("~"):
            continue
        for pattern in _korean_patterns(form.lstrip("~="), whole=form.startswith("=")):
            letters: str = _BEGINNING.match(pattern)[0]  # type: ignore[index]
            rest = pattern[len(letters) :]
            if rest not in rests:
                rests[rest] = re.compile(rest)
            found[letters[:2]].append(_Form(letters, rests[rest], bool(rest), poles))
    return {beginning: tuple(forms) for beginning, forms in found.items()}


@cache
def _places_of_forms() -> re.Pattern[str]:
    """Where a form may begin: the beginning of a word, the digit before it, some letters inside of one."""
    inside = "".join(sorted({beginning[0] for beginning in _korean_forms(inside=True)}))
    opening = "".join(sorted({beginning[0] for beginning in _korean_forms(inside=False)} - set("0123456789")))
    # Behind the letter, where the search for one of so many is quick.
    return re.compile(rf"[{opening}](?<![가-힣].)|\d(?=[가-힣])|(?P<inside>[{inside}])")


def _korean_patterns(form: str, *, whole: bool) -> Iterator[str]:
    *before, last = form.split(" ")
    lead = "".join(word.replace("*", _WORD_REST) + " ?" for word in before)
    ends = "(?P<ending>[가-힣]*)" if whole else ""
    if last.endswith("다") and len(last) > 1 and not whole:
        yield from (lead + pattern for pattern in predicate_forms(last))
    else:
        yield lead + last.replace("*", _WORD_REST) + ends


def heard_in_korean(text: str) -> list[Heard]:
    """The forms of a Korean text, the longest of those that begin in one place, not overlapping."""
    found = []
    of_words, of_parts = _korean_forms(inside=False), _korean_forms(inside=True)
    end = 0
    for place in _places_of_forms().finditer(text):
        position = place.start()
        if position < end:
            continue
        known = of_parts if place.lastgroup else of_words
        of_two, of_one = known.get(text[position : position + 2]), known.get(text[position])
        forms = of_two + of_one if of_two and of_one else of_two or of_one
        heard = _longest(text, position, forms) if forms else None
        if heard:
            found.append(heard)
            end = heard.span.end
    return found


def _longest(text: str, start: int, forms: Iterable[_Form]) -> Heard | None:
    end, poles = start, list[Pole]()
    for form in forms:
        if not text.startswith(form.letters, start):
            continue
        stop = form.end(text, start)
        if stop > end:
            end, poles = stop, []
        if stop == end:
            poles += form.poles
    return Heard(Span(start, end), tuple(poles)) if end > start else None
