"""Finder of Korean words that the tables of opposites lack, by their translations in the lexicon.

The tables list the Korean forms of a pole. Beyond these, a Korean word means a pole if the lexicon translates
it by English forms of that pole and of no other pole of the field. Closed sets are left out, because the
lexicon also has translations that are merely related (부하: load, subordinate).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from aligner.expressions import expression
from aligner.kept import kept
from aligner.languages.en import stems as english_stems
from aligner.languages.en.stems import english_stem, function_words
from aligner.model.text import Span
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.poles import Heard, Pole, fields_by_name, forms_of, sources
from aligner.remembered import remembered
from aligner.tables import table_file

_HANGUL = expression("(?<![A-Za-z가-힣])[가-힣]{2,}")  # not 자를 of V자를
# Syllables of a stem; shorter stems are also beginnings of other words (모: all; 모르다).
_SHORTEST = 2
# At least this share of the translations must belong to the field. Of 2,089 words of development data that
# were replaced by their opposites .33 finds 951, .4 901 and .5 892; of 1,159 right pairs of news three were
# reported with .33, for words such as 이후 (after, since, later).
_LEAST_SHARE = 0.4


def heard_in_lexicon(text: str) -> Iterator[Heard]:
    """Yield the words of a Korean text that mean a pole by their translations, left to right."""
    for match in _HANGUL.finditer(text):
        poles = poles_of_word(match[0])
        if poles:
            yield Heard(Span(*match.span()), poles)


@remembered
def poles_of_word(word: str) -> tuple[Pole, ...]:
    """Return the poles that a word means; none for a compound of several stems of the lexicon."""
    stems = news_lexicon().stems(word)
    if len(stems) != 1 or stems[0][0] != 0 or stems[0][1] < _SHORTEST:
        return ()
    return _poles_of(news_lexicon().translations[word[: stems[0][1]]])


@remembered
def _poles_of(meanings: frozenset[str]) -> tuple[Pole, ...]:
    """Return the only pole of each field to which enough of the English stems belong."""
    known = meanings & _forms_of_stems().keys()
    if len(known) < _LEAST_SHARE * len(meanings):
        return ()
    of_field: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    sure: set[tuple[str, str]] = set()
    for stem in sorted(known):
        for pole in _poles_of_stem(stem):
            of_field[pole.field][pole.name].add(stem)
            if pole.is_sure:
                sure.add((pole.field, pole.name))
    found = []
    for field, names in of_field.items():
        ((name, stems), *others) = names.items()
        if not others and (field, name) in sure and len(stems) >= _LEAST_SHARE * len(meanings):
            found.append(Pole(field, name, is_sure=True))
    return tuple(found)


@cache
def _forms_of_stems() -> Mapping[str, Sequence[str]]:
    """Return the forms of poles that an English stem is by itself.

    An exact form counts if it is its own stem: the stem of `left` is that of `leave`.
    """
    modules = Path(__file__), Path(english_stems.__file__)
    return kept(__file__, [*sources(), *map(table_file, english_stems.TABLES), *modules], "", _worked_out)


def _worked_out() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for form in forms_of("english"):
        word = form.removeprefix("=")
        stem = english_stem(word)
        if word.isalpha() and word not in function_words() and word in (stem, f"{stem}e", form):
            found[stem].append(form)
    return dict(found)


def _poles_of_stem(stem: str) -> Iterator[Pole]:
    for form in _forms_of_stems()[stem]:
        yield from (pole for pole in forms_of("english")[form] if not fields_by_name()[pole.field].is_set)
