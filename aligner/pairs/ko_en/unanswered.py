"""Opposites among the words that nothing in the other text of a short pair answers.

In `관객이 적었다.` and `The audience was large.` each word has its counterpart, except 적었다 and `large`. So
these two translate each other, and it is enough that `large` may mean the opposite of 적다, though elsewhere
it may also mean wide, much or major: the tables need to be sure of one of the two words only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.cover import translations_of
from aligner.pairs.ko_en.negated_words import everyday_meanings
from aligner.pairs.ko_en.poles import Heard, Pole, fields_by_name
from aligner.pairs.ko_en.poles_in_english import phrases_in_english
from aligner.pairs.ko_en.poles_in_korean import WORD, heard_in_korean
from aligner.pairs.ko_en.poles_in_lexicon import poles_of_word
from aligner.remembered import remembered

# Words of a text so short that few of its words lack a counterpart. Of 15,527 right pairs of development
# data these limits report none; 20 words, of which 3 may be left in English, reported 102 in a trial.
_MOST_WORDS = 12
_MOST_KOREAN_LEFT = 2
_ENGLISH_WORD = expression(r"[A-Za-z]+")
# `came in the second half`: the preposition belongs to the noun, not to the verb.
_BEFORE_NOUN = expression(r"(?<=in|on|at|to|by) (?:the|an?|\d)")
# Verbs and adverbs of so little meaning that Korean often has no word for them.
_LIGHT = frozenset(
    map(english_stem, ["get", "become", "come", "go", "take", "make", "very", "too", "so", "also"])
)


def unanswered_opposites(korean: Said, english: Said) -> Iterator[tuple[str, Span, Span]]:
    """Yield the field and both words of an opposite, if no other English word lacks a counterpart.

    Examples:
        >>> from aligner.pairs.ko_en.cover import COVER
        >>> korean = Said("관객이 적었다.", "ko", COVER)
        >>> list(unanswered_opposites(korean, Said("The audience was large.", "en", COVER)))
        [('comparison', Span(start=4, end=7), Span(start=17, end=22))]
        >>> list(unanswered_opposites(korean, Said("The audience was small.", "en", COVER)))
        []
    """
    if max(korean.text.count(" "), english.text.count(" ")) >= _MOST_WORDS:
        return
    said = [(match, _meanings(match[0])) for match in WORD.finditer(korean.text)]
    answered = frozenset().union(*(meanings for _, meanings in said))
    left: list[Span] = []
    for span in _english_left(english.text, answered):
        if left and span.of(english.text) != left[0].of(english.text):
            return
        left.append(span)
    words = [
        match
        for match, meanings in said
        if len(match[0]) > 1 and meanings.isdisjoint(english.content.stems)  # not 그, 이, 한
    ]
    if not 0 < len(words) <= _MOST_KOREAN_LEFT:
        return
    heard = heard_in_korean(korean.text)
    of_korean = [(Span(*word.span()), _poles(Span(*word.span()), word[0], heard)) for word in words]
    anywhere = _by_field(tuple(pole for form in heard for pole in form.poles))
    fields = {field for _, poles in of_korean for field in poles}
    if not fields:
        return
    for span, poles in phrases_in_english(english.text, fields):
        is_left = any(map(span.overlaps, left))
        is_phrase = " " in span.of(english.text) and not _BEFORE_NOUN.match(english.text, span.end)
        if not is_left and (left or not is_phrase):
            continue
        of_english = _by_field(poles)
        if _have_common_pole(anywhere, of_english):
            continue
        for word, of_word in of_korean:
            field = _opposed_field(of_word, of_english)
            if field:
                yield field, word, span
                return


@remembered
def _meanings(word: str) -> frozenset[str]:
    return translations_of(word) | everyday_meanings(word)


def _english_left(text: str, answered: frozenset[str]) -> Iterator[Span]:
    """Yield the content words that no Korean word of the text means."""
    small = function_words()
    for match in _ENGLISH_WORD.finditer(text):
        word = match[0]
        stem = english_stem(word)
        if stem not in answered and stem not in _LIGHT and word.lower() not in small:
            yield Span(*match.span())


_Poles = Mapping[str, Mapping[str, bool]]


def _poles(span: Span, word: str, heard: list[Heard]) -> _Poles:
    """Return the poles of a Korean word by field: those of the tables, or else those of the lexicon.

    What the tables are not sure of counts only if the lexicon has it, too.
    """
    forms = [form for form in heard if form.span.overlaps(span)]
    of_lexicon = poles_of_word(word)
    if not forms:
        return _by_field(of_lexicon)
    known = {(pole.field, pole.name) for pole in of_lexicon}
    poles = [pole for form in forms for pole in form.poles]
    return _by_field(tuple(pole for pole in poles if pole.is_sure or (pole.field, pole.name) in known))


@remembered
def _by_field(poles: tuple[Pole, ...]) -> _Poles:
    """Return for each field its poles, and whether one of the forms means it for sure."""
    found: dict[str, dict[str, bool]] = {}
    for pole in poles:
        names = found.setdefault(pole.field, {})
        names[pole.name] = names.get(pole.name, False) or pole.is_sure
    return found


def _opposed_field(source: _Poles, target: _Poles) -> str | None:
    """Return a field of which the words have one pole each, another one; None if they share any pole."""
    if _have_common_pole(source, target):
        return None
    for field in sorted(source.keys() & target.keys()):
        known = fields_by_name()[field]
        if known.is_set or known.kind != "opposite" or len(source[field]) + len(target[field]) > 2:
            continue
        if any(source[field].values()) or any(target[field].values()):
            return field
    return None


def _have_common_pole(source: _Poles, target: _Poles) -> bool:
    return any(not source[field].keys().isdisjoint(target[field]) for field in source.keys() & target.keys())
