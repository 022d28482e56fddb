"""One name spelt in two ways, over the whole document and across scripts.

Three tables are built from the beads: each Hangul name of a person (found by its title, `김민서 시장`) with
its romanisations in the same beads; capitalised English words that differ by one letter, with a Hangul word
that is in the beads of both; Hangul words that sound like one English name. Either spelling may be right; the
rarer one is reported, at each place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from aligner.expressions import compiled
from aligner.languages.en.names import possessor
from aligner.languages.en.stems import english_stem, function_words
from aligner.languages.ko.stems import without_particle, words_where
from aligner.languages.ko.surnames import surname_spellings, surnames
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.drift import Drift, Spot, Texts
from aligner.pairs.ko_en.cover import korean_words
from aligner.pairs.ko_en.gazetteer import gazetteer
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import ALIKE, sound_likeness, sounds_alike, word_likeness
from aligner.pairs.ko_en.links import hangul_reading, link_probability
from aligner.pairs.ko_en.romanised import halves, is_person, romanised_persons
from aligner.pairs.ko_en.sounds import hangul_sounds, skeleton
from aligner.pairs.ko_en.strangers import HANGUL_WORD, NAME_WORD
from aligner.pairs.ko_en.surnames import titled_surnames
from aligner.pairs.names import NamedTexts

# Probability from which a romanisation belongs to a Hangul name: nine in ten links near it are right.
LIKELY = 0.7
# Two similar Hangul forms that link to one Latin name need less: half of the links near it are right.
POSSIBLE = 0.4
LONGEST_NAME = 4  # words of a personal name in English
# Words that differ in one letter are spellings of one word only if they are long: Iran and Iraq are not.
LEAST_LETTERS, LEAST_SYLLABLES = 5, 3
LEAST_SURNAME = 3  # letters: So and No are words
LETTERS = compiled(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One occurrence of a spelling: its form, the number of the bead, and the span."""

    form: str
    pair: int
    span: Span


_Sides = Sequence[NamedTexts | None]


def spelling_drifts(texts: Sequence[Texts]) -> Iterator[Drift]:
    """Yield a name that is spelt differently from the rest of the document.

    Two Hangul spellings are a warning in a translation, and info in a source.

    Right:
        `김민서 시장이 왔다.` / `Mayor Kim Min-seo came.`
            then `김민서 시장은 웃었다.` / `Mayor Kim Minseo laughed.`,
                `Mayor Min-seo Kim laughed.`, `Mayor Kim laughed.`
        `서울시는 크다.` / `Seoul is large.` then `서울에 비가 왔다.` / `It rained in Seoul.`
        `코루틴을 쓴다.` / `Coroutines are used.` then `코루틴은 고 언어의 고루틴과 비슷하다.` /
            `Coroutines are like Goroutines of the Go language.`
        `그는 새를 보호하는 분이다.` / `He is the Preserver of birds.`
            then `새를 보호한다.` / `Preserves birds, he does.`
    Wrong (name_variant):
        `김민서 시장이 왔다.` / `Mayor Kim Min-seo came.`
            then `김민서 시장은 웃었다.` / `Mayor Kim Min-suh laughed.`
        `변상우 사장이 왔다.` / `President Byeon Sang-woo came.`
            then `변 사장은 웃었다.` / `President Byun laughed.`
        `군산은 크다.` / `Gunsan is large.` then `군산에 비가 왔다.` / `It rained in Gunsen.`
        `Dallas is large.` / `댈러스는 크다.` then `It rained in Dallas.` / `달라스에 비가 왔다.`
        `댈러스는 크다.` / `Dallas is large.` then `달라스에 비가 왔다.` / `It rained in Dallas.`

    Measured: 14 of the 15 of flags-dev, the 4 of our articles; no warning in 19 clean documents of
    flags-dev, 35 of Park's news and 9 clean articles, and four pieces of info, all right (토쿠다, 도쿠다).
    Limits: persons need a title in Korean somewhere in the document; words need five letters.
    """
    sides = [pair.named if pair.is_prose else None for pair in texts]
    reported: set[Spot] = set()
    persons = _persons(sides)
    spelt = (
        *(one for name in sorted(persons) for one in _minority(name, persons[name])),
        *_surnames_alone(sides, persons),
        *_words_one_letter_apart(sides),
    )
    for usual, spelling, hangul in spelt:
        spot = Spot(spelling.pair, spelling.span)
        if spot in reported:
            continue
        reported.add(spot)
        both = sides[spelling.pair]
        found = _span_of(hangul, both.first) if both else None
        fields = {"here": spelling.form, "other": usual, "both": hangul}
        yield Drift(Spot(spelling.pair, found) if found else None, spot, fields, 0.85)
    yield from _hangul_spellings(sides)


def _span_of(form: str, text: str) -> Span | None:
    start = text.find(form)
    return Span(start, start + len(form)) if start >= 0 else None


def _normal(form: str) -> str:
    """Return a romanised name in lower case without hyphens and spaces, its parts sorted."""
    return "".join(sorted(LETTERS.findall(form.lower().replace("-", ""))))


def _persons(sides: _Sides) -> dict[str, list[Spelling]]:
    """Return, for each Hangul name of a person, the occurrences of its full romanisations."""
    names = _hangul_names(sides)
    spellings: dict[str, list[Spelling]] = defaultdict(list)
    for number, both in enumerate(sides):
        if both is None:
            continue
        korean, english = both.first, both.second
        here = [name for name in names if name in korean]
        runs = both.second_names if here else []
        for name in here:
            for run in runs:
                found = _romanisation(name, run, english)
                if found:
                    spellings[name].append(Spelling(found.form, number, found.span))
    return spellings


def _surnames_alone(sides: _Sides, persons: dict[str, list[Spelling]]) -> Iterator[tuple[str, Spelling, str]]:
    """Yield a surname with a title (변 사장, Byun) that is spelt differently in the full name (Byeon)."""
    usual: dict[str, set[str]] = defaultdict(set)
    for name, spellings in persons.items():
        surname = halves(name)[0]
        for one in spellings:
            usual[surname] |= {word for word in one.form.split() if _is_spelling(word, surname)}
    for number, both in enumerate(sides):
        if both is None:
            continue
        words = [(match[0], Span(*match.span())) for match in NAME_WORD.finditer(both.second)]
        for mention in titled_surnames(both.first):
            surname = halves(mention.form)[0]
            here = [(word, span) for word, span in words if _is_spelling(word, surname)]
            if len(here) == len(usual[surname]) == 1 and here[0][0] not in usual[surname]:
                word, span = here[0]
                yield min(usual[surname]), Spelling(word, number, span), mention.form


def _is_spelling(word: str, surname: str) -> bool:
    return len(word) >= LEAST_SURNAME and word.lower() in surname_spellings().get(surname, ())


def _hangul_names(sides: _Sides) -> set[str]:
    """Return names with a title or an age, and words that a romanised name of the bead spells."""
    names: set[str] = set()
    for both in sides:
        if both is None:
            continue
        korean, english = both.first, both.second
        names |= {name.form for name in both.first_names}
        romans = romanised_persons(english)
        for word in {without_particle(word) for word in HANGUL_WORD.findall(korean)} if romans else ():
            if len(word) == 3 and word[0] in surnames() and any(is_person(word, roman) for roman in romans):
                names.add(word)
    return names


def _romanisation(hangul: str, run: Mention, text: str) -> Mention | None:
    """Return the words of a capitalised run that are the full romanisation of a name, or None."""
    words = [
        Span(run.span.start + m.start(), run.span.start + m.end()) for m in re.finditer(r"\S+", run.form)
    ]
    best: tuple[float, int, Mention] | None = None
    for first in range(len(words)):
        for last in range(first + 1, min(len(words), first + LONGEST_NAME)):
            span = Span(words[first].start, words[last].end)
            form = possessor(span.of(text))
            if sound_likeness(hangul, form) < ALIKE:
                continue
            probability = link_probability(hangul, form)
            if probability >= LIKELY and (best is None or (probability, first - last) > best[:2]):
                best = (probability, first - last, Mention(form, Span(span.start, span.start + len(form))))
    return best[2] if best else None


def _minority(name: str, spellings: Sequence[Spelling]) -> Iterator[tuple[str, Spelling, str]]:
    counts = Counter(_normal(spelling.form) for spelling in spellings)
    usual = max(counts, key=lambda normal: counts[normal])  # the first one of the document on a tie
    shown = next(spelling.form for spelling in spellings if _normal(spelling.form) == usual)
    for spelling in spellings:
        if _normal(spelling.form) != usual:
            yield shown, spelling, name


def _words_one_letter_apart(sides: _Sides) -> Iterator[tuple[str, Spelling, str]]:
    """Yield rare spellings of single capitalised words: `Gunsen` for `Gunsan`, both in beads with 군산."""
    places: dict[str, list[Spelling]] = defaultdict(list)
    for number, both in enumerate(sides):
        if both:
            for match in NAME_WORD.finditer(both.second):
                form = possessor(match[0])
                if len(form) >= LEAST_LETTERS and form.isalpha() and not _is_common(form, both.second):
                    span = Span(match.start(), match.start() + len(form))
                    places[form].append(Spelling(form, number, span))
    for one, other in _one_letter_apart(list(places)):
        rare, usual = sorted((one, other), key=lambda form: (len(places[form]), _is_known(form)))
        if _is_known(rare) or _is_inflected(rare.lower(), usual.lower()):
            continue
        for spelling in places[rare]:
            hangul = _shared_hangul(usual, spelling, places[usual], sides)
            if hangul:
                yield usual, spelling, hangul


def _is_common(form: str, text: str) -> bool:
    """Whether a form is a function word or occurs in lower case, so that it is no name."""
    return form.lower() in function_words() or form.lower() in text


def _is_inflected(one: str, other: str) -> bool:
    """Whether two words are forms of one: Texas and Texan, Preserver and Preserves."""
    if one[:-1] != other[:-1]:
        return False
    return one[-1] == "n" or (one[-2] == "e" and {one[-1], other[-1]} <= set("drs"))


def _is_known(word: str) -> bool:
    return english_stem(word) in news_lexicon().covered


def _one_letter_apart(forms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of forms that differ in one letter, found by removing each letter in turn."""
    holders: dict[str, str] = {}  # most rests belong to a single form
    groups: dict[str, list[str]] = {}
    for form in forms:
        small = form.lower()
        for position in range(len(small)):
            rest = f"{small[:position]} {small[position + 1 :]}"
            holder = holders.setdefault(rest, form)
            if holder is not form:
                groups.setdefault(rest, [holder]).append(form)
    for rest in filter(groups.__contains__, holders) if groups else ():
        for one, other in combinations(groups[rest][:10], 2):
            if one.lower() != other.lower():
                yield one, other


def _shared_hangul(usual: str, spelling: Spelling, others: Sequence[Spelling], sides: _Sides) -> str | None:
    """Return the first Hangul word, stems first, that means the usual form and is beside both spellings."""
    both = sides[spelling.pair]
    if both is None:
        return None
    text = both.first
    lexicon = news_lexicon().translations
    stem = english_stem(usual)
    # If another Hangul word sounds like the rare spelling, that is a name of its own.
    words = [without_particle(word) for word in HANGUL_WORD.findall(text)]
    strangers = [
        word
        for word in words
        if word_likeness(word, spelling.form) >= ALIKE and sound_likeness(word, usual) < ALIKE
    ]
    if strangers or _names_both(words, usual, spelling.form, both.second):
        return None
    there = [side.first for other in others if (side := sides[other.pair]) is not None]
    in_order = sorted(korean_words(text), key=lambda word: (text.find(word), word))
    for word in (*in_order, *words):
        means = stem in lexicon.get(word, ()) or (len(word) > 1 and sounds_alike(word, usual))
        if means and word in text and any(word in other for other in there):
            return word
    return None


def _names_both(words: Sequence[str], usual: str, form: str, english: str) -> bool:
    """Whether a passage names two things that sound alike: 코루틴, 고루틴 with coroutines, Goroutines."""
    if usual.lower() not in english.lower():
        return False
    alike = {word for word in words if max(sound_likeness(word, usual), sound_likeness(word, form)) >= ALIKE}
    return len(alike) > 1


def _is_linked(word: str, name: str) -> bool:
    return link_probability(word, name) >= POSSIBLE or name.lower() in gazetteer().english.get(word, ())


def _hangul_spellings(sides: _Sides) -> Iterator[Drift]:
    """Yield a second Hangul form, of equal length and consonants, for one English name: 댈러스, 달라스."""
    twins = _words_with_twins(sides)
    of_twins = _forms_of_names(sides, twins) if twins else {}
    names = {name for name, forms in of_twins.items() if len(forms) > 1}
    found = _forms_of_names(sides) if names else {}
    for name in sorted(names):
        (usual, _), *others = found[name].items()
        for form, spot in others:
            if len(form) == len(usual) and skeleton(hangul_sounds(form)) == skeleton(hangul_sounds(usual)):
                yield Drift(spot, None, {"here": form, "other": usual, "both": name}, 0.75)


def _long_words(korean: str) -> Iterator[tuple[str, int]]:
    """Yield the Hangul words of a text without their particles, if they are long, each with its offset."""
    for word, start in words_where(korean, lambda word: len(word) >= LEAST_SYLLABLES):
        stem = without_particle(word)
        if len(stem) >= LEAST_SYLLABLES:
            yield stem, start


def _words_with_twins(sides: _Sides) -> Set[str]:
    """Return the long Hangul words that share their length and their consonants with another word."""
    alike: dict[tuple[int, str], set[str]] = defaultdict(set)
    for both in sides:
        for word, _ in _long_words(both.first) if both else ():
            alike[len(word), hangul_reading(word)[0]].add(word)
    return {word for words in alike.values() if len(words) > 1 for word in words}


def _forms_of_names(sides: _Sides, words: Set[str] | None = None) -> dict[str, dict[str, Spot]]:
    """Return the Hangul forms of each English name, only `words` if given, where each first occurs."""
    forms: dict[str, dict[str, Spot]] = defaultdict(dict)
    for number, both in enumerate(sides):
        if both is None:
            continue
        meant = [(word, start) for word, start in _long_words(both.first) if words is None or word in words]
        latin = {possessor(match[0]) for match in NAME_WORD.finditer(both.second)} if meant else set()
        names = [name for name in latin if len(name) >= LEAST_LETTERS]
        for word, start in meant:
            alike = [name for name in names if sounds_alike(word, name)]
            for name in alike if len({name.lower() for name in alike}) == 1 else ():
                if _is_linked(word, name):
                    forms[name].setdefault(word, Spot(number, Span(start, start + len(word))))
    return forms
