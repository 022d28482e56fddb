"""Unmatched names: names of one side that no word of the other side sounds like or means.

A changed name leaves two traces: a Hangul name without a match in the English, and an English name without a
match in the Korean (a stranger). Either trace alone is common in correct translations (`the minister` for a
name, a name for `he`). A check needs both, and evidence that one name replaced the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import compress, islice, pairwise
from operator import not_

from aligner import cldr
from aligner.expressions import expression
from aligner.languages.en.names import possessor
from aligner.languages.en.stems import english_stem, function_words
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.gazetteer import NO_EVIDENCE, explains, gazetteer
from aligner.pairs.ko_en.lexicon import news_lexicon, translated_by
from aligner.pairs.ko_en.likeness import MOST_LONGER, is_heard, sounds_alike
from aligner.pairs.ko_en.links import hangul_reading, latin_form
from aligner.pairs.ko_en.sounds import first_sound
from aligner.pairs.links import Reading
from aligner.remembered import remembered
from aligner.tables import read_table

HANGUL_WORD = expression(r"[가-힣]+")
UNCOUNTED_WORD = expression(r"(?<![가-힣\d])[가-힣]+")  # no `명이` of 30명이
WHOLE_WORD = expression(
    r"(?<![가-힣\d\N{RIGHT SINGLE QUOTATION MARK}”)])[가-힣]{2,}"
)  # nor a particle behind a quotation or bracket
# Order of the syllables in Unicode: each initial and vowel has 28 finals, of which ㅆ is number 20.
FIRST_SYLLABLE, FINALS, SS = 0xAC00, 28, 20
# A name with a letter that `without_accents` leaves (Jarosław) is spelt unlike its sounds and tells nothing.
NAME_WORD = expression(
    r"[A-Z](?![A-Za-z]*[\u010d-\u017e])[A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}]*[a-z](?:-[A-Za-z]+)*"
)
LATIN_WORD = expression(r"[A-Za-z]{2,}(?:['\N{RIGHT SINGLE QUOTATION MARK}-][A-Za-z]+)*")
LEAST_LETTERS, MOST_NAMES = 4, 60  # a text with more names is a list
LEAST_PART, LEAST_LONGER = 3, 5  # letters of the two words of a compound (Moonlight, Daybreak)
CONTRACTED = expression(r"['\N{RIGHT SINGLE QUOTATION MARK}](?:ve|ll|re|m|d|t)$")
NUMBERED = expression(r"s? \d")  # Chapter 3, Lines 72
# Endings of common nouns that names of persons and places do not have.
ABSTRACT = expression(r"(?:[ts]ion|ment|ness|ship|ology|[ae]nce|ity)s?$")
SMALL_BEFORE = expression(r"(?<!\w)(?:(?:da|de|del|der|di|do|dos|du|la|van|von) )+$")  # von der Leyen
NAME_BEFORE = expression(r"\b([A-Z][a-z]+) $")
# Minimum share of content words without a capital in running text; a headline has fewer, and no full stop.
LEAST_SMALL = 0.25
LONGEST_NAME = 7  # syllables of a name at the beginning of a Hangul word


def is_unmatched(name: Mention, korean: Said, english: Said) -> bool:
    """Whether no Korean word explains an unknown name of the English text.

    Examples:
        >>> from aligner.pairs.ko_en.cover import COVER
        >>> korean = Said("강나루시는 보스턴과 손잡았다.", "ko", COVER)
        >>> english = Said("Ferreira City joined Boston.", "en", COVER)
        >>> [name.form for name in first_unknown_names(english.text) if is_unmatched(name, korean, english)]
        ['Ferreira']
    """
    lowered = korean.once(str.lower)
    if any(form in lowered for form in verbatim(name.form.lower())) or is_translated(name.form, korean):
        return False
    if explains(korean.text, name.form) or not english.once(is_running_text):
        return False
    words = korean.once(_sounding_words)
    is_said = any(_begins_like(words, form, english) for form in _forms(name, english.text))
    return not is_said and not is_word_here(name, english.text)


def first_unknown_names(text: str) -> tuple[Mention, ...]:
    """Return the first `MOST_NAMES` unknown names of a text; a text with more is a list."""
    return tuple(islice(unknown_names(text), MOST_NAMES))


def unknown_names(text: str) -> Iterator[Mention]:
    """Yield capitalised words of four letters or more that the lexicon does not have as words."""
    for word in name_words(text):
        form = _unknown_form(word[0])
        if form and (not is_label(word, text) or _is_place(form)):
            yield Mention(form, Span(word.start(), word.start() + len(form)))


@remembered
def _unknown_form(word: str) -> str:
    """Return a capitalised word without its possessive 's if it may be an unknown name; else ''."""
    form = possessor(word)
    return form if may_be_unknown(form) else ""


@remembered
def may_be_unknown(form: str) -> bool:
    """Whether a capitalised word of at least four letters is either no word of the lexicon or a place."""
    if (
        max(map(len, form.split("-"))) < LEAST_LETTERS
        or form.lower() in plain_words()
        or CONTRACTED.search(form)
    ):
        return False
    return unlike_common_words(form) or _is_place(form)


@lru_cache(maxsize=64)
def name_words(text: str) -> tuple[re.Match[str], ...]:
    """Return the capitalised words of a text; cached, since several rules ask in turn."""
    return tuple(NAME_WORD.finditer(text))


def name_pairs(text: str) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Return neighbouring capitalised words; the first one has no possessive 's."""
    return [
        (one, other)
        for one, other in pairwise(name_words(text))
        if other.start() == one.end() + 1 and text[one.end()] == " " and possessor(one[0]) == one[0]
    ]


def name_of(word: re.Match[str]) -> Mention:
    """Return a capitalised word without its possessive 's."""
    form = possessor(word[0])
    return Mention(form, Span(word.start(), word.start() + len(form)))


def is_label(word: re.Match[str], text: str) -> bool:
    """Whether a capitalised word is a label, not a name: `Chapter 3`, `Configuration`, `Single-File`."""
    return NUMBERED.match(text, word.end()) is not None or _is_common_noun(word[0])


@remembered
def _is_common_noun(word: str) -> bool:
    """Whether a word has the ending of a common noun, or consists of words with a hyphen between them."""
    return ABSTRACT.search(word) is not None or ("-" in word and all(map(_is_word, word.lower().split("-"))))


def verbatim(form: str) -> Iterator[str]:
    """Yield the forms in which Korean may quote a lower-case word: plural and singular (APIs, API)."""
    yield form
    for ending in ("es", "s"):
        if form.endswith(ending):
            yield form[: -len(ending)]


def _forms(name: Mention, text: str) -> Iterator[str]:
    """Yield the name alone, its part before the hyphen, and the name together with what stands before it."""
    yield name.form
    first, *rest = name.form.split("-")
    if rest:
        yield first
    before = NAME_BEFORE.search(text, 0, name.span.start)
    if before:
        yield f"{before[1]} {name.form}"
    small = SMALL_BEFORE.search(text, 0, name.span.start)
    if small:
        yield small[0].replace(" ", "") + name.form


def is_running_text(english: str) -> bool:
    """Whether capitals mark names; False for headlines, where nearly every word has a capital."""
    words: list[str] = [word for word in LATIN_WORD.findall(english) if word.lower() not in function_words()]
    small = sum(word[0].islower() for word in words)
    return small >= LEAST_SMALL * len(words) or (small > 0 and english.rstrip().endswith((".", "!", "?")))


def is_word_here(name: Mention, text: str) -> bool:
    """Whether a name is really a word: lower-case elsewhere, opening the text, or a compound of two words."""
    form = name.form.lower()
    if form in text or (name.span.start == 0 and form.endswith(("ly", "ing", "ed"))):
        return True
    parts = ((form[:n], form[n:]) for n in range(LEAST_PART, len(form) - LEAST_PART + 1))
    return any(max(map(len, two)) >= LEAST_LONGER and all(map(_is_word, two)) for two in parts)


def _is_place(name: str) -> bool:
    return name.lower() in gazetteer().hangul and name.lower() not in NO_EVIDENCE


def _is_word(word: str) -> bool:
    return english_stem(word) in news_lexicon().covered and not unlike_common_words(word)


def _sounding_words(korean: str) -> list[tuple[str, str]]:
    """Return the Hangul words of a text, each with its first sound."""
    return [(word, first_sound(word)) for word in UNCOUNTED_WORD.findall(korean)]


def _begins_like(words: Sequence[tuple[str, str]], name: str, english: Said) -> bool:
    """Whether a Hangul word begins like a name in sound; words with its first sound are tried first.

    A word whose meaning is in the translation sounds like a name only by chance. A word is read up to a
    syllable that ends in ㅆ: the past tense has this final everywhere (했, 였), and no name has it.

    Args:
        words: The Hangul words, each with its first sound.
        name: A name in Latin letters.
        english: The English text that has the name.
    """
    known = latin_form(name)
    length = max(len(sounds) for _, sounds in known.readings)
    initials = {sounds[:1] for _, sounds in known.readings}
    likely = [initial in initials for _, initial in words]
    longest = length * MOST_LONGER
    for word, _ in (*compress(words, likely), *compress(words, map(not_, likely))):
        for sounds, reading in beginnings(word):
            if sounds > longest:
                break
            if sounds * MOST_LONGER < length or not is_heard(reading, known.spoken):
                continue
            if _is_said(word, english):
                break
            return True
    return False


@remembered
def beginnings(word: str) -> tuple[tuple[int, Reading], ...]:
    """Return number of sounds and reading of each beginning of a word that may be a name, shortest first."""
    found = []
    for size in range(1, min(len(word), LONGEST_NAME) + 1):
        if (ord(word[size - 1]) - FIRST_SYLLABLE) % FINALS == SS:
            break
        reading = hangul_reading(word[:size])
        found.append((len(reading[1]), reading))
    return tuple(found)


def _is_said(word: str, english: Said) -> bool:
    """Whether the English translates the stem at the beginning of a Hangul word."""
    lexicon = news_lexicon()
    stems = lexicon.stems(word)
    if not stems or stems[0][0]:
        return False
    return not english.content.words.isdisjoint(lexicon.translations[word[: stems[0][1]]])


def is_translated(word: str, korean: Said) -> bool:
    """Whether an English word translates a Korean word, so that it is no name or a matched one."""
    return not korean.content.words.isdisjoint(translated_by().get(english_stem(word), ()))


@cache
def plain_words() -> frozenset[str]:
    """Return lower-case words that are no names: function words, numerals, months, commands of programs."""
    months = cldr.names("en").months
    commands = {row["word"] for _, row in read_table("en/commands.tsv")}
    return (
        function_words()
        | commands
        | {row["surface"] for _, row in read_table("en/number_words.tsv")}
        | {name.lower() for width in ("wide", "abbreviated") for name in months[width].values()}
    )


@remembered
def unlike_common_words(word: str) -> bool:
    """Whether the lexicon lacks a word (it has `island`, 섬), or has it only as a name that sounds alike.

    A longer Korean name that contains such a name is ignored: 캠프데이비드, beside 데이비드.
    """
    stem = english_stem(word)
    known = translated_by().get(stem, ())
    for form in known:
        if sounds_alike(form, stem):
            continue
        parts = (name for name in known if len(name) >= LEAST_PART and name != form and name in form)
        if not any(sounds_alike(name, stem) for name in parts):
            return False
    return True
