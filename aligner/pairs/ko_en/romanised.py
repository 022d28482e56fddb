"""Korean persons in Latin letters: finding them in English, and comparing them with Hangul names.

A romanised person is a known spelling of a surname with something beside it: a given name of two syllables
(`Do-hyun`, `Dohyun`, `Do Hyun`), initials (`D.H.`), or a title (`Mayor Kim`), in either order, in any case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from aligner.expressions import compiled
from aligner.languages.en.names import possessor
from aligner.languages.en.stems import english_stem, function_words
from aligner.languages.ko.names import LONGEST
from aligner.languages.ko.surnames import surname_spellings, surnames
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.gazetteer import gazetteer
from aligner.pairs.ko_en.lexicon import news_lexicon, translated_by
from aligner.pairs.ko_en.likeness import sound_likeness, sounds_alike
from aligner.pairs.ko_en.spellings import (
    HYPHENS,
    INITIALS,
    LETTERS,
    SAME_GIVEN,
    SYLLABLE,
    is_given,
    syllables,
)
from aligner.pairs.ko_en.strangers import unlike_common_words
from aligner.tables import read_table

ROMAN_WORD = compiled(
    rf"(?<![\w{HYPHENS}])(?:(?:[A-Z]\.[ {HYPHENS}]?)+|"
    rf"[A-Z][A-Za-z]*(?:[\N{{RIGHT SINGLE QUOTATION MARK}}'][a-z]{{3,}})?(?:[{HYPHENS}][A-Za-z]+)*)"
)
CAPITALISED = compiled("[A-Z][A-Za-z]*")
_ONE_INITIAL = compiled(r"[A-Z]\.")
NO_INITIALS = frozenset({"U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "N.Y.", "L.A."})
PLACE = compiled(rf"[{HYPHENS}](?:do|si|gun|gu|eup|myeon|dong|ri|ro|gil)$")
_KOREAN_GIVEN = compiled(rf"(?:{SYLLABLE.pattern}){{1,3}}")
# In North Korea surnames keep a first sound that the South drops.
_NORTHERN = {"리": "이", "류": "유", "로": "노", "림": "임", "량": "양", "려": "여", "렴": "염", "라": "나"}
# Syllables of given names; from general knowledge. Left out: those of which everyday words of two syllables
# are made far more often (것, 녀, 리, 말, 무, 신, 체).
OF_GIVEN = frozenset(
    "가강건겸경광교국권규균근금기길나남다단달대덕도동두득란람랑례록롬률린림만명모문미민배백범별병보복봄봉분빈빛상새서석선설섭성세소솔"
    "송수숙순슬승시식실아안애양언엽영예오옥온완용우욱운웅원월유윤율은을의이익인일임자재정제조종주준중지진찬창채천철춘충칠탁태택하학"
    "한해향헌혁현형혜호홍화환효후훈휘희흥"
)


@dataclass(frozen=True, slots=True)
class Roman:
    """A romanised name: its two halves and its place in the text.

    Attributes:
        surname: The surname as it is spelt.
        given: The given name as it is spelt, initials with their dots; empty for a surname with only a title.
        mention: The whole name and its span, without the title.
    """

    surname: str
    given: str
    mention: Mention

    @property
    def has_initials(self) -> bool:
        """Whether the given name is initials."""
        return INITIALS.match(self.given) is not None


@cache
def surnames_of() -> dict[str, frozenset[str]]:
    """Return the Hangul surnames of every Latin spelling (lower case)."""
    found: dict[str, set[str]] = defaultdict(set)
    for hangul, spellings in surname_spellings().items():
        for spelling in spellings:
            found[spelling].add(hangul)
    return {spelling: frozenset(names) for spelling, names in found.items()}


def halves(name: str) -> tuple[str, str]:
    """Split a Hangul name after the longest known surname that leaves a syllable, else after one syllable."""
    for size in (2, 1):
        if len(name) > size and name[:size] in surnames():
            return name[:size], name[size:]
    return name[:1], name[1:]


def is_surname(hangul: str, latin: str) -> bool:
    """Whether a Latin word is a South or North Korean spelling of a Hangul surname."""
    known = surnames_of().get(latin.lower(), frozenset())
    return hangul in known or _NORTHERN.get(hangul) in known


def is_like_given(word: str) -> bool:
    """Whether all syllables of a word are usual in given names."""
    return OF_GIVEN.issuperset(word)


def is_person(word: str, roman: Roman) -> bool:
    """Whether a Hangul word may be this person's name, also if the romanisation is unusual."""
    if not 2 <= len(word) <= LONGEST:
        return False
    surname, given = halves(word)
    if is_surname(surname, roman.surname) and is_given(given, roman.given):
        return True
    if surname in surnames() and not is_surname(surname, roman.surname):
        return False
    return not roman.has_initials and sounds_alike(word, roman.mention.form)


@cache
def title_words() -> re.Pattern[str]:
    """Return a pattern of an English title, with the dot of its short form, at the end of a text."""
    words = {word for _, row in read_table("ko/titles.tsv") for word in row["english"].split("|")}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return compiled(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})\.? $", re.IGNORECASE)


def romanised_persons(text: str, given: Collection[str] = ()) -> list[Roman]:
    """Find romanised persons in an English text: surname and given name or initials, in either order.

    Args:
        text: English.
        given: Hangul given names to look for; a word that sounds like one of them counts as a name (`Sol`).

    Examples:
        >>> [(name.surname, name.given) for name in romanised_persons("Mayor Yang Si-on met Han-gyeol Park.")]
        [('Yang', 'Si-on'), ('Park', 'Han-gyeol')]
        >>> text = "D.H. Kim met KIM MIN-JAE and Min Ho Lee."  # which may be 이민호 or 민호이
        >>> [(name.surname, name.given) for name in romanised_persons(text)]
        [('Kim', 'D.H.'), ('KIM', 'MIN-JAE'), ('Min', 'Ho Lee'), ('Lee', 'Min Ho')]
    """
    places = gazetteer().hangul
    return [
        name for name in _read(text, tuple(given)) if name.given and name.mention.form.lower() not in places
    ]


def titled_romans(text: str) -> list[Roman]:
    """Find surnames with only a title before them and no other name behind them: `Mayor Kim`.

    Examples:
        >>> [name.surname for name in titled_romans("Mayor Kim met Rep. Lee and President Park Ji-min.")]
        ['Kim', 'Lee']
    """
    return [name for name in _read(text, ()) if not name.given]


@lru_cache(maxsize=4096)
def _read(text: str, given: tuple[str, ...]) -> tuple[Roman, ...]:
    if surnames_of().keys().isdisjoint(map(str.lower, CAPITALISED.findall(text))):
        return ()
    runs: list[list[Mention]] = []
    for word in map(_word, ROMAN_WORD.finditer(text)):
        if runs and word.span.start - runs[-1][-1].span.end == 1 and text[word.span.start - 1] == " ":
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(name for run in runs for name in _of_run(run, text, given))


def _word(match: re.Match[str]) -> Mention:
    form = possessor(match[0].rstrip(" " + HYPHENS))
    return Mention(form, Span(match.start(), match.start() + len(form)))


def _of_run(run: Sequence[Mention], text: str, given: tuple[str, ...]) -> Iterator[Roman]:
    """Yield the persons in a run of capitalised words, left to right, not overlapping."""
    taken = -1
    for number, word in enumerate(run):
        if number <= taken:
            continue
        if _is_given_first(run[number : number + 3]):
            span = Span(word.span.start, run[number + 2].span.end)
            given_name = Span(word.span.start, run[number + 1].span.end).of(text)
            yield Roman(run[number + 2].form, given_name, Mention(span.of(text), span))
            taken = number + 2
            continue
        if word.form.lower() not in surnames_of() or word.form == "I":
            continue
        if number - 2 > taken and _is_english_given(run[number - 2], run[number - 1]):
            span = Span(run[number - 2].span.start, word.span.end)
            yield Roman(word.form, "", Mention(span.of(text), span))
            taken = number
            continue
        for size, is_behind in ((2, True), (1, True), (2, False), (1, False)):
            first = number + 1 if is_behind else number - size
            beside = run[first : first + size] if first > taken else ()
            if word.form.lower() in function_words() and not _is_joined_name(beside):  # In Lebanon
                continue
            if len(beside) == size and _is_given(beside, given, is_behind=is_behind):
                span = Span(
                    min(word.span.start, beside[0].span.start), max(word.span.end, beside[-1].span.end)
                )
                whole = Mention(span.of(text), span)
                yield Roman(word.form, Span(beside[0].span.start, beside[-1].span.end).of(text), whole)
                if size == 2 and is_behind and beside[1].form.lower() in surnames_of():  # Min Ho Lee
                    yield Roman(beside[1].form, f"{word.form} {beside[0].form}", whole)
                taken = max(number, first + size - 1)
                break
        else:
            before = title_words().search(text[max(0, word.span.start - 40) : word.span.start])
            if before and (number + 1 == len(run) or _is_word(run[number + 1].form)):
                yield Roman(word.form, "", word)
                taken = number


def _is_given_first(words: Sequence[Mention]) -> bool:
    """Whether three words are a given name in two words, and a surname: `Se Ri Pak`, not `Kim Se Ri`."""
    if len(words) < 3:
        return False
    first, second, surname = (word.form.lower() for word in words)
    if surname not in surnames_of() or surname in function_words():
        return False
    if first in surnames_of() and SYLLABLE.fullmatch(surname):  # which of the two is the surname is open
        return False
    if first in function_words() and second in surnames_of():  # So Kim Min ...
        return False
    return second not in function_words() and all(map(SYLLABLE.fullmatch, (first, second)))


def _is_english_given(name: Mention, initial: Mention) -> bool:
    """Whether an English given name and an initial stand before a surname: `Jay Y.`, no `Chairman Y.`.

    Such a name says nothing of the Korean given name.
    """
    return (
        _ONE_INITIAL.fullmatch(initial.form) is not None
        and CAPITALISED.fullmatch(name.form) is not None
        and len(name.form) > 1
        and name.form.lower() not in surnames_of()
        and not title_words().search(f"{name.form} ")
        and unlike_common_words(name.form)
    )


def _is_joined_name(words: Sequence[Mention]) -> bool:
    """Whether words are hyphenated like a given name (So Ji-sub), not like a place (In Jung-gu)."""
    return any(hyphen in word.form and not PLACE.search(word.form) for word in words for hyphen in HYPHENS)


def _is_given(words: Sequence[Mention], looked_for: Collection[str], *, is_behind: bool) -> bool:
    """Whether words beside a surname are a given name: `Do-hyun`, `Dohyun`, `Do Hyun`, `D.H.`."""
    forms = [word.form for word in words]
    if len(forms) == 2:
        return all(SYLLABLE.fullmatch(form.lower()) for form in forms) and any(
            form.lower() not in function_words() for form in forms
        )
    (form,) = forms
    if INITIALS.match(form):
        return not is_behind and form not in NO_INITIALS
    if not is_behind and title_words().search(f"{form} "):  # Madam Park
        return False
    letters = "".join(LETTERS.findall(form.lower()))
    if any(hyphen in form for hyphen in HYPHENS):
        return _KOREAN_GIVEN.fullmatch(letters) is not None
    if form.lower() in function_words():
        return False
    if is_behind:
        return _KOREAN_GIVEN.fullmatch(letters) is not None and (
            unlike_common_words(form)
            or not _is_word(form)
            or any(sound_likeness(name, form) >= SAME_GIVEN for name in looked_for)
        )
    return bool(syllables(letters)) and not _is_word(form)


@lru_cache(maxsize=4096)
def _is_word(form: str) -> bool:
    """Whether it is a function word, or a lexicon word not only from Korean persons' names (김연아)."""
    stem = english_stem(form)
    if form.lower() in function_words():
        return True
    lexicon = news_lexicon()
    return any(
        lexicon.translations[known].isdisjoint(surname_spellings().get(known[0], ()))
        for known in translated_by().get(stem, ())
    )
