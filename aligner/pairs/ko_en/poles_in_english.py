"""Finder of the forms of opposite words and closed sets in an English text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple

from aligner.expressions import expression
from aligner.kept import kept
from aligner.languages.en import stems as english_stems
from aligner.languages.en.stems import english_stem, small_words
from aligner.model.text import Span
from aligner.pairs.ko_en.poles import Heard, Pole, SaidPoles, forms_of, sources, sure_poles
from aligner.remembered import remembered
from aligner.tables import table_file

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"),
)
_TOKEN = expression(r"[A-Za-z]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][A-Za-z]+)?|\d[\d.,]*|[^\sA-Za-z\d]")
_POSSESSIVE = expression("['\N{RIGHT SINGLE QUOTATION MARK}]s$")
_LONGEST_GAP = 3  # words that a star may match
# The currency, which is also the past of `win`, and the words behind which it is one, besides numbers.
_CURRENCY = "won"
_BEFORE_CURRENCY = frozenset(
    ["hundred", "thousand", "million", "billion", "trillion", "korean", "the", "strong", "weak"]
)


class _Phrase(NamedTuple):
    """An English phrase; a word is given as its stem, or after `=` as its exact form.

    In some phrases (`high temperature`, but not `fall asleep`) the first word means what it means alone.
    """

    words: tuple[str, ...]
    poles: tuple[Pole, ...]
    is_literal: bool


class _Group(NamedTuple):
    """Phrases with one beginning.

    Attributes:
        longer: The phrases of several words, the longest first.
        poles: The poles of the first word alone.
    """

    longer: tuple[_Phrase, ...]
    poles: tuple[Pole, ...]


_Openings = Mapping[str, Sequence[tuple[str, str]]]


@cache
def _openings_of_forms() -> tuple[_Openings, _Openings]:
    """Return the forms by the stem of their first word, and exact forms, which begin with `=`, by that word.

    Each form is given as it is written and as it is in the table, which has one form for all months. Phrases
    are made of the forms when a text has their first word: few texts have more than a tenth of them.
    """
    modules = Path(__file__), Path(english_stems.__file__)
    files = [*sources(), *map(table_file, english_stems.TABLES), *modules]
    return kept(__file__, files, "", _worked_out)


def _worked_out() -> tuple[_Openings, _Openings]:
    by_stem: dict[str, list[tuple[str, str]]] = defaultdict(list)
    by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form in _forms():
        for written in [form.replace("{month}", name) for name in _MONTHS] if "{month}" in form else [form]:
            first = _words_of(written)[0]
            if _is_exact(written):
                by_word[first].append((written, form))
            else:
                by_stem[_stem_in_form(first)].append((written, form))
    # Tuples of texts, unlike lists, are nothing that the garbage collector has to look through.
    return _in_tuples(by_stem), _in_tuples(by_word)


def _in_tuples(forms: Mapping[str, list[tuple[str, str]]]) -> _Openings:
    return {first: tuple(of_first) for first, of_first in forms.items()}


@cache
def _forms() -> Mapping[str, tuple[Pole, ...]]:
    return forms_of("english")


def _is_literal(form: str) -> bool:
    return form.startswith("+")


def _is_exact(form: str) -> bool:
    return form.removeprefix("+").startswith("=")


def _words_of(form: str) -> list[str]:
    return form.removeprefix("+").removeprefix("=").replace("-", " - ").split()


def _stem_in_form(word: str) -> str:
    """Return the stem of a word of a form; signs (`*`, `#`, `-`) and exact words are returned unchanged."""
    return word if word[0] in "=*#-" else english_stem(word)


@cache
def _phrases(opening: str, *, exact: bool) -> Mapping[str, _Group]:
    """Return the phrases that begin with a stem, or with an exact word, by the stem of their second word.

    That stem is empty if the second word is missing or no stem.
    """
    phrases: dict[str, list[_Phrase]] = defaultdict(list)
    for written, form in _openings_of_forms()[exact][opening]:
        words = _words_of(written)
        stems = tuple(f"={word}" if exact else _stem_in_form(word) for word in words)
        second = stems[1] if len(stems) > 1 and stems[1][0] not in "=*#" else ""
        phrases[second].append(_Phrase(stems, _forms()[form], _is_literal(form)))
    return {second: _group(of_second) for second, of_second in phrases.items()}


def _group(phrases: Iterable[_Phrase]) -> _Group:
    longest_first = sorted(phrases, key=lambda phrase: -len(phrase.words))
    return _Group(
        tuple(phrase for phrase in longest_first if len(phrase.words) > 1),
        tuple(pole for phrase in longest_first if len(phrase.words) == 1 for pole in phrase.poles),
    )


def _words(text: str) -> list[str]:
    """Return the lower-case tokens; some letters become two in lower case, so these are found before."""
    words = _TOKEN.findall(text.lower()) if text.isascii() else list(map(str.lower, _TOKEN.findall(text)))
    if _CURRENCY in words:
        for number, before in enumerate(words[:-1], 1):
            if words[number] == _CURRENCY and (before[0].isdigit() or before in _BEFORE_CURRENCY):
                words[number] = "-"  # 3,000 won, not the past of `win`
    return words


def possible_in_english(text: str) -> frozenset[Pole]:
    """Return the poles that forms beginning with a word of an English text mean for sure."""
    return frozenset().union(*filter(None, map(_sure_of, _openings_in(text))))


def _openings_in(text: str) -> Sequence[str]:
    """Return the lower-case words of a text that may open a form."""
    if text.isascii() and not any(map(text.__contains__, _odd_signs())):
        words = small_words(text.lower())  # which other readers have read, too
        if _CURRENCY not in words:
            return words
    return _words(text)


@cache
def _odd_signs() -> tuple[str, ...]:
    """Return signs; an ASCII text with a token that opens a form and is no mere word holds one of them."""
    known = _openings_of_forms()
    odd = {opening for of_form in known for opening in of_form if not opening.isalpha()}
    return ("'", *sorted(opening for opening in odd if opening.isascii() and "'" not in opening))


@remembered
def _sure_of(word: str) -> frozenset[Pole]:
    """Return the poles that phrases opened by a lower-case word mean for sure."""
    by_stem, by_word = _openings_of_forms()
    forms = (*by_stem.get(_stem(word), ()), *by_word.get(_exact(word), ()))
    return sure_poles(pole for _, form in forms for pole in _forms()[form])


def heard_in_english(text: str, said: Mapping[str, SaidPoles]) -> list[Heard]:
    """Find the phrases in an English text, the longest at each place, left to right, not overlapping.

    Args:
        text: English.
        said: The poles of the Korean text, by field. Phrases of other fields are left out. The result is
            empty if no pole can be more frequent here than in the Korean, because then nothing is swapped.
    """
    words = _words(text)
    if not _may_say_more(words, said):
        return []
    return phrases_in_english(text, said.keys())


def phrases_in_english(text: str, fields: Set[str]) -> list[Heard]:
    """Find the phrases of some fields in an English text, each with all its poles, of other fields too."""
    words = _words(text)
    heads = [(number, head) for number, head in enumerate(map(_head, words)) if head]
    stems = list(map(_stem, words))
    places: list[re.Match[str]] = []
    found = []
    end = 0
    for number, groups in _openings(heads, words):
        if number < end:
            continue
        end, poles = _longest(groups, words, stems, number)
        if not fields.isdisjoint([pole.field for pole in poles]):
            places = places or list(_TOKEN.finditer(text))
            found.append(Heard(Span(places[number].start(), places[end - 1].end()), poles))
    return found


def _longest(
    groups: Sequence[_Group], words: Sequence[str], stems: Sequence[str], number: int
) -> tuple[int, tuple[Pole, ...]]:
    """Return the number of the token after the longest phrase that begins at `number`, and its poles."""
    end, poles, is_literal = number + 1, list[Pole](), True
    for group in groups:
        for phrase in group.longer:
            stop = _phrase_end(phrase.words, words, stems, number)
            if stop > end:
                end, poles, is_literal = stop, list(phrase.poles), phrase.is_literal
            elif stop == end:
                poles += phrase.poles
                is_literal |= phrase.is_literal
    if is_literal:
        poles += [pole for group in groups for pole in group.poles]
    return end, tuple(poles)


def _may_say_more(words: Iterable[str], said: Mapping[str, SaidPoles]) -> bool:
    """Whether the phrases that words may open can have a pole more often than the Korean has it."""
    seen = Counter(pole for word in words for pole in _sure_of(word) if pole.field in said)
    return any(times > len(said[pole.field].sure.get(pole.name, ())) for pole, times in seen.items())


@remembered
def _stem(token: str) -> str:
    """Return the stem of a lower-case word; a sign or a number is returned as it is."""
    return english_stem(token) if token[0].isalpha() else token


def _exact(word: str) -> str:
    """Return the exact word that a form may have for a lower-case word: `today` for `today's`."""
    return word if word in _openings_of_forms()[1] else _POSSESSIVE.sub("", word)


_Head = tuple[Mapping[str, _Group], ...]


@remembered
def _head(word: str) -> _Head:
    """Return the phrases that a lower-case word may open, in maps by the stem of the second word.

    There is a map for phrases that begin with the stem of the word, and one for phrases that begin with its
    exact form. The stem of the second word is empty if there is none.
    """
    by_stem, by_word = _openings_of_forms()
    stem = _stem(word)
    known = [_phrases(stem, exact=False)] if stem in by_stem else []
    if _exact(word) in by_word:
        known.append(_phrases(_exact(word), exact=True))
    return tuple(known)


def _openings(heads: Iterable[tuple[int, _Head]], words: Sequence[str]) -> Iterator[tuple[int, list[_Group]]]:
    """Yield the number of each word with which phrases may begin, and these phrases."""
    last = len(words) - 1
    for number, head in heads:
        following = _stem(words[number + 1]) if number < last else ""
        groups: list[_Group] = []
        for of_second in head:
            if "" in of_second:
                groups.append(of_second[""])
            if following in of_second and following:
                groups.append(of_second[following])
        if groups:
            yield number, groups


def _phrase_end(words: Sequence[str], tokens: Sequence[str], stems: Sequence[str], number: int) -> int:
    """Return the number of the token after a phrase that begins at `number`; 0 if the phrase is not there."""
    for place, word in enumerate(words):
        if word == "*":
            rest = words[place + 1 :]
            ends = (_phrase_end(rest, tokens, stems, number + gap) for gap in range(1, _LONGEST_GAP + 1))
            return next(filter(None, ends), 0)
        if number >= len(tokens) or not _is_word(word, tokens[number], stems[number]):
            return 0
        number += 1
    return number


def _is_word(wanted: str, token: str, stem: str) -> bool:
    if wanted == "#":
        return token[0].isdigit()
    return token == wanted[1:] if wanted[0] == "=" else stem == wanted
