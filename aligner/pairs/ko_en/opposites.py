"""One side says the opposite of the other: up and down, guilty and acquitted, this month and next month.

A table (`ko_en/tables/opposites.tsv`) holds fields, each with its poles, and the Korean and English forms of
each pole. A pair of texts is judged in a field where both sides speak and each has one pole only. Four things
make such a difference no swap, and then nothing is said: a negation on either side, which turns the word; a
longer phrase that the word is part of (`fall asleep`, 평가를 내리다); a word elsewhere in the other text that
the lexicon gives for it, so that it translates that one; a passage of many sentences.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from aligner.languages.en.stems import english_stem, function_words
from aligner.languages.ko.predicates import predicate_forms
from aligner.languages.ko.stems import is_particle
from aligner.model.errors import TableError
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.cover import translations_of
from aligner.pairs.ko_en.negated_words import denies
from aligner.pairs.ko_en.negation import sentences
from aligner.pairs.opposites import Opposed
from aligner.tables import read_table

TABLE = "ko_en/opposites.tsv"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"),
)
# Passages of more sentences are told too freely, as in `negation`.
_MOST_SENTENCES = 2
# Characters of a Korean sentence that says one thing, so that no other party's view of it is told.
_LONGEST_CONVERSE = 36
_HANGUL = re.compile(r"\d?[가-힣]+")
_TOKEN = re.compile(r"[A-Za-z]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][A-Za-z]+)?|\d[\d.,]*|[^\sA-Za-z\d]")
# The letters with which a pattern begins in any case.
_BEGINNING = re.compile(r"(?:\d|[가-힣])(?:[가-힣](?![?*]))*")
_NEXT_WORD = re.compile(r"[ -][A-Za-z]+")
# Words that turn what stands behind them without a negation: `less frequently`, `no push required`.
_TURNS_ENGLISH = re.compile(
    r"\b(?:less|least|no|without|nor|neither|hardly|barely|scarcely|stop|stopped)\b", re.IGNORECASE
)
# ... 관계자 외 출입 금지, `authorized personnel only`.
_TURNS_KOREAN = re.compile(r"(?<![가-힣])(?:덜|불필요|이?외 |제외)")
_TURNS_BEFORE = 24  # characters
_OTHER_PARTY = re.compile(r"\b(?:from|to|by)\b")
_WORD_BEFORE = re.compile(r"[A-Za-z]+[ -]$")
_MOST_BEGINNINGS = 20_000  # that are kept; a language has some thousand
_LONGEST_GAP = 3  # words that a star stands for
_WORD_REST = "[가-힣]*"


class Sort(Enum):
    """What can make two opposite words both right."""

    NOUN = "noun"  # nothing
    PREDICATE = "predicate"  # a negation
    CONVERSE = "converse"  # also the view of the other party: A buys, B sells


class Field(NamedTuple):
    """What a swap is reported as, and the sort of the words."""

    kind: str
    sort: Sort


class Pole(NamedTuple):
    """What a form says: a pole of a field, for sure or perhaps."""

    field: str
    name: str
    is_sure: bool


class _Form(NamedTuple):
    """A Korean form and the poles that it says; none: it only looks like one.

    Its letters are told from what may follow them, which many forms share: few patterns need be made.
    """

    letters: str
    rest: re.Pattern[str]
    goes_on: bool
    poles: tuple[Pole, ...]

    def end(self, text: str, start: int) -> int:
        """Where a form ends that goes on behind its letters; 0 if it goes on otherwise in this place."""
        match = self.rest.match(text, start + len(self.letters))
        if match is None:
            return 0
        if not self.rest.groups:
            return match.end()
        return match.start("ending") if is_particle(match["ending"]) else 0


class _Phrase(NamedTuple):
    """An English phrase: its words as stems or, behind `=`, as they are."""

    words: tuple[str, ...]
    poles: tuple[Pole, ...]


class _Group(NamedTuple):
    """Phrases that begin alike, and the fields of which they speak.

    Attributes:
        longer: Those of several words, the longest first.
        poles: What the first word says alone.
        fields: Of all of them.
        sure: Field and name of each pole that one of them says for sure.
    """

    longer: tuple[_Phrase, ...]
    poles: tuple[Pole, ...]
    fields: tuple[str, ...]
    sure: tuple[tuple[str, str], ...]


class _Heard(NamedTuple):
    """A form in a text and the poles that it says."""

    span: Span
    poles: tuple[Pole, ...]


@cache
def _rows() -> tuple[tuple[str, dict[str, str]], ...]:
    rows = tuple(read_table(TABLE))
    for place, row in rows:
        if row["field"] != "-" and not (row["kind"] and row["pole"]):
            raise TableError(f"{place}: the field {row['field']!r} needs a kind and a pole")
    return rows


@cache
def _fields() -> Mapping[str, Field]:
    """The fields by name."""
    fields: dict[str, Field] = {}
    for place, row in _rows():
        if row["field"] == "-":
            continue
        try:
            field = Field(row["kind"], Sort(row["sort"]))
        except ValueError as error:
            raise TableError(f"{place}: {error}") from error
        if fields.setdefault(row["field"], field) != field:
            raise TableError(f"{place}: the field {row['field']!r} has another kind or sort above")
    return fields


_pole = cache(Pole)


def _forms(column: str) -> Mapping[str, tuple[Pole, ...]]:
    """The forms of a column of the table, each with all its poles."""
    found: dict[str, list[Pole]] = defaultdict(list)
    shared: dict[tuple[Pole, ...], tuple[Pole, ...]] = {}  # most forms say what others say
    for _, row in _rows():
        for written in filter(None, map(str.strip, row[column].split(","))):
            poles = found[written.removesuffix("?")]
            if row["field"] != "-":
                poles.append(_pole(row["field"], row["pole"], not written.endswith("?")))
    return {form: shared.setdefault(tuple(poles), tuple(poles)) for form, poles in found.items()}


@cache
def _korean_forms(*, inside: bool) -> Mapping[str, tuple[_Form, ...]]:
    """Korean forms by their first two letters, or one: all, or those that may stand inside of a word."""
    found: dict[str, list[_Form]] = defaultdict(list)
    rests: dict[str, re.Pattern[str]] = {}
    for form, poles in _forms("korean").items():
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


@cache
def _english_phrases() -> tuple[Mapping[str, Mapping[str, _Group]], ...]:
    """All English phrases by the stem of their first word, and those by the word itself, as it is.

    Below that by the stem of the second word; empty where that is none.
    """
    by_stem: dict[str, dict[str, list[_Phrase]]] = defaultdict(lambda: defaultdict(list))
    by_word: dict[str, dict[str, list[_Phrase]]] = defaultdict(lambda: defaultdict(list))
    for form, poles in _forms("english").items():
        for written in [form.replace("{month}", name) for name in _MONTHS] if "{month}" in form else [form]:
            exact = written.startswith("=")
            words = written.removeprefix("=").replace("-", " - ").split()
            if exact:
                words = [f"={word}" for word in words]
            stems = tuple(word if word[0] in "=*#-" else english_stem(word) for word in words)
            second = stems[1] if len(stems) > 1 and stems[1][0] not in "=*#" else ""
            known = by_word if exact else by_stem
            known[stems[0].removeprefix("=")][second].append(_Phrase(stems, poles))
    return tuple(
        {first: {second: _group(phrases) for second, phrases in of.items()} for first, of in known.items()}
        for known in (by_stem, by_word)
    )


def _group(phrases: Iterable[_Phrase]) -> _Group:
    longest_first = sorted(phrases, key=lambda phrase: -len(phrase.words))
    poles = [pole for phrase in longest_first for pole in phrase.poles]
    return _Group(
        tuple(phrase for phrase in longest_first if len(phrase.words) > 1),
        tuple(pole for phrase in longest_first if len(phrase.words) == 1 for pole in phrase.poles),
        tuple(dict.fromkeys(pole.field for pole in poles)),
        tuple(dict.fromkeys((pole.field, pole.name) for pole in poles if pole.is_sure)),
    )


def _heard_in_korean(text: str) -> list[_Heard]:
    """The forms of a Korean text, the longest of those that begin in one place, not overlapping."""
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
    """The forms that may stand where two letters stand, for all letters that were met."""

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


def _longest(text: str, start: int, forms: Iterable[_Form]) -> _Heard | None:
    end, poles = start, list[Pole]()
    for form in forms:
        if not text.startswith(form.letters, start):
            continue
        stop = form.end(text, start) if form.goes_on else start + len(form.letters)
        if stop > end:
            end, poles = stop, []
        if stop == end:
            poles += form.poles
    return _Heard(Span(start, end), tuple(poles)) if end > start else None


def _heard_in_english(text: str, said: Mapping[str, _Said]) -> list[_Heard]:
    """The phrases of an English text, the one with the most words in each place, not overlapping.

    Args:
        text: English.
        said: What the Korean text says, by field. Phrases of other fields are left out, and all of them
            where none can say a pole more often than the Korean does: then nothing is swapped.
    """
    words = list(map(str.lower, _TOKEN.findall(text)))
    heads = [(number, head) for number, head in enumerate(map(_head, words)) if head]
    if all(said.keys().isdisjoint(head.fields) for _, head in heads):
        return []
    openings = list(_openings(heads, words))
    if not _may_say_more(openings, said):
        return []
    stems = list(map(_stem, words))
    places: list[re.Match[str]] = []
    found = []
    end = 0
    for number, groups in openings:
        if number < end:
            continue
        end, poles = number + 1, list[Pole]()
        for group in groups:
            for phrase in group.longer:
                stop = _phrase_end(phrase.words, words, stems, number)
                if stop > end:
                    end, poles = stop, list(phrase.poles)
                elif stop == end:
                    poles += phrase.poles
            if end == number + 1:
                poles += group.poles
        if poles and any(pole.field in said for pole in poles):
            places = places or list(_TOKEN.finditer(text))
            found.append(_Heard(Span(places[number].start(), places[end - 1].end()), tuple(poles)))
    return found


def _may_say_more(openings: Iterable[tuple[int, Sequence[_Group]]], said: Mapping[str, _Said]) -> bool:
    """Whether the phrases that may begin somewhere can say a pole more often than the Korean says it."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for _, groups in openings:
        for group in groups:
            for pole in group.sure:
                if pole[0] in said:
                    seen[pole] += 1
                    if seen[pole] > len(said[pole[0]].sure.get(pole[1], ())):
                        return True
    return False


@lru_cache(maxsize=65536)
def _stem(token: str) -> str:
    """The stem of a word in small letters; a sign or a figure is its own."""
    return english_stem(token) if token[0].isalpha() else token


class _Head(NamedTuple):
    """Phrases that a word may open.

    Attributes:
        by_second: By the stem of their second word, empty where that is none: those that begin with the stem
            of the word, and those that begin with the word as it is.
        fields: Of all of them.
    """

    by_second: tuple[Mapping[str, _Group], ...]
    fields: frozenset[str]


@lru_cache(maxsize=65536)
def _head(word: str) -> _Head | None:
    """The phrases that a word in small letters may open; None if there are none."""
    by_stem, by_word = _english_phrases()
    known = tuple(filter(None, (by_stem.get(_stem(word)), by_word.get(word))))
    if not known:
        return None
    return _Head(known, frozenset(field for of in known for group in of.values() for field in group.fields))


def _openings(heads: Iterable[tuple[int, _Head]], words: Sequence[str]) -> Iterator[tuple[int, list[_Group]]]:
    """The numbers of words with which phrases may begin, and these phrases."""
    last = len(words) - 1
    for number, head in heads:
        following = _stem(words[number + 1]) if number < last else ""
        groups: list[_Group] = []
        for of_second in head.by_second:
            if "" in of_second:
                groups.append(of_second[""])
            if following in of_second and following:
                groups.append(of_second[following])
        if groups:
            yield number, groups


def _phrase_end(words: Sequence[str], tokens: Sequence[str], stems: Sequence[str], number: int) -> int:
    """Behind which token a phrase ends that begins at a number; 0 if it does not stand there."""
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


def opposites(first: Said, second: Said) -> Iterator[Opposed]:
    """Words of a Korean and an English text of which one is the opposite of the other.

    Right:
        `물가가 3% 올랐다.` / `Prices rose 3 percent.`
        `물가가 오르지 않았다.` / `Prices fell.`
        `그는 뛰어내렸다.` / `He raised his arms and jumped.`
    Wrong (opposite):
        `물가가 3% 올랐다.` / `Prices fell 3 percent.`
        `항소심은 무죄로 봤다.` / `The appeals court found him guilty.`
    Wrong (date):
        `다음 달 요금이 오른다.` / `Fares will rise this month.`
    """
    korean, english = first.text, second.text
    said = {name: one for name, one in _by_field(_heard_in_korean(korean)).items() if one.sure}
    if not said or max(map(sentences, (korean, english))) > _MOST_SENTENCES:
        return
    answered = _heard_in_english(english, said)
    for field, of_korean, of_english in _opposed(said, _by_field(answered)) if answered else ():
        if not _is_explained(first, of_korean, second, of_english):
            is_turned = _is_turned(field, first, of_korean, second, of_english)
            yield Opposed(field.kind, of_korean, of_english, is_turned)


def _is_turned(field: Field, first: Said, of_korean: Span, second: Said, of_english: Span) -> bool:
    """Whether another wording may make both words right: a negation, or the view of the other party."""
    if field.sort is Sort.NOUN:
        return False
    if field.sort is Sort.CONVERSE and (
        len(first.text) > _LONGEST_CONVERSE or _OTHER_PARTY.search(second.text, of_english.end)
    ):
        return True
    if denies(first.text, "ko", of_korean) or denies(second.text, "en", of_english):
        return True
    return any(
        turns.search(text, max(0, span.start - _TURNS_BEFORE), span.start)
        for turns, text, span in (
            (_TURNS_KOREAN, first.text, of_korean),
            (_TURNS_ENGLISH, second.text, of_english),
        )
    )


class _Said(NamedTuple):
    """What a side says in a field: where it says each pole for sure, and the poles that it may say."""

    sure: dict[str, list[Span]]
    perhaps: set[str]

    def more_of(self, other: _Said) -> str | None:
        """The one pole that this side says more often than the other side, which does not hint at it."""
        more = [name for name, spans in self.sure.items() if len(spans) > len(other.sure.get(name, ()))]
        return more[0] if len(more) == 1 and more[0] not in other.perhaps else None


def _opposed(
    of_korean: Mapping[str, _Said], of_english: Mapping[str, _Said]
) -> Iterator[tuple[Field, Span, Span]]:
    """The fields in which the sides differ in one pole.

    Each says a single pole; or both say poles equally often, so that one of them stands in place of another.
    """
    for name in of_korean.keys() & of_english.keys():
        said, rendered = of_korean[name], of_english[name]
        swapped = _swapped(said, rendered)
        if swapped:
            lost, put = swapped
            yield _fields()[name], said.sure[lost][-1], rendered.sure[put][-1]


def _swapped(said: _Said, rendered: _Said) -> tuple[str, str] | None:
    """The pole that one side lost and the one that stands in its place."""
    lost, put = said.more_of(rendered), rendered.more_of(said)
    if lost is None or put is None:
        return None
    if len(said.sure) == len(rendered.sure) == 1:
        return None if said.perhaps & rendered.perhaps else (lost, put)
    return (lost, put) if _mentions(said) == _mentions(rendered) else None


def _mentions(said: _Said) -> int:
    return sum(map(len, said.sure.values()))


def _by_field(heard: Iterable[_Heard]) -> dict[str, _Said]:
    found: dict[str, _Said] = {}
    for span, poles in heard:
        for pole in poles:
            said = found.setdefault(pole.field, _Said({}, set()))
            if not pole.is_sure:
                said.perhaps.add(pole.name)
            elif span not in said.sure.setdefault(pole.name, []):
                said.sure[pole.name].append(span)
    return found


def _is_explained(first: Said, of_korean: Span, second: Said, of_english: Span) -> bool:
    """Whether either word has another counterpart than the opposite one, as far as the lexicon can tell."""
    said = _stems(of_english.of(second.text))
    # 왼손 is also a hand and 여동생 younger, which says nothing of the opposite.
    last_word = first.text.rfind(" ", of_korean.start, of_korean.end) + 1
    word = _HANGUL.match(first.text, max(of_korean.start, last_word))
    beside = (
        _NEXT_WORD.match(second.text, of_english.end),
        _WORD_BEFORE.search(second.text, 0, of_english.start),
    )
    near = frozenset().union(*(_stems(match[0]) for match in beside if match))
    own = translations_of(word[0] if word else "") - said - near
    others = Counter[str]()
    for span, meanings in first.cover.located(first.text, "ko"):
        if not span.overlaps(of_korean):
            others.update(frozenset().union(*meanings))
    if (own - others.keys()) & second.content.stems:
        return True
    if not said or not said <= others.keys():
        return False
    # What the other Korean word is translated by may stand elsewhere: `northern Gaul ... in the north`.
    elsewhere = Counter[str]()
    for span, meanings in second.cover.located(second.text, "en"):
        if not span.overlaps(of_english):
            elsewhere.update(frozenset().union(*meanings))
    return all(others[stem] > elsewhere[stem] for stem in said)


def _stems(english: str) -> frozenset[str]:
    """Stems of the content words of a form; of all its words if it has no content word."""
    words = re.findall(r"[a-z]+", english.lower())
    content = frozenset(english_stem(word) for word in words if word not in function_words())
    return content or frozenset(map(english_stem, words))
