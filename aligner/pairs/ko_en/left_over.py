"""Names that are left over in one text of a pair: the other text has neither their sound nor their meaning.

In Korean these are words that are certainly foreign names, by the tables, by their syllables
(`transliterated`) or by the title behind them. In English they are capitalised words that no Korean word
explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from aligner.expressions import expression
from aligner.languages.en.names import possessor
from aligner.languages.ko.names import LONGEST as LONGEST_KOREAN
from aligner.languages.ko.names import holds_title, not_persons, titles
from aligner.languages.ko.stems import without_particle
from aligner.languages.ko.surnames import surnames
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.companions import SURE_HALF
from aligner.pairs.ko_en.gazetteer import explains, gazetteer, speaks_of
from aligner.pairs.ko_en.halves import NO_NAME
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import (
    HEARD,
    MOST_LONGER,
    likeness_of,
    resemblance,
    sounds_alike,
    times_heard,
)
from aligner.pairs.ko_en.links import latin_form
from aligner.pairs.ko_en.persons import latin_names
from aligner.pairs.ko_en.romanised import Roman, halves, is_like_given, surnames_of
from aligner.pairs.ko_en.single_names import is_known_name, is_there, known_words
from aligner.pairs.ko_en.strangers import (
    HANGUL_WORD,
    LEAST_LETTERS,
    NAME_WORD,
    SMALL_BEFORE,
    UNCOUNTED_WORD,
    beginnings,
    is_label,
    is_translated,
    is_word_here,
    may_be_unknown,
    plain_words,
    unlike_common_words,
    verbatim,
)
from aligner.pairs.ko_en.surnames import unnamed
from aligner.pairs.ko_en.transliterated import loan_nats, transliterated
from aligner.pairs.names import NamedTexts
from aligner.remembered import remembered
from aligner.tables import read_table

LONGEST = 300  # characters; longer texts have too many names and pronouns to tell what is left over
LEAST_SYLLABLES = 2  # of a lost name
# A name before a title may be any unknown word whose syllables are not clearly Korean. Of words of two
# syllables 93 in 100 transliterations and 18 Korean words of the tables have this number of nats or more.
LEAST_TITLED = -1.0
ATTRIBUTIVE = frozenset("던는은운른을할한된될인")  # ends of verbs before a noun: 뛰던 선수
# Words before a name, and feasts, that translate Korean words of another sound.
TRANSLATED = frozenset(
    [
        "Aunt", "Brother", "Count", "Duke", "Emperor", "Empress", "Frau", "Herr", "Imam", "King", "Lady",
        "Lord", "Madame", "Monsieur", "Prince", "Princess", "Prophet", "Queen", "Rabbi", "Saint", "Senor",
        "Signor", "Sister", "Sultan", "Uncle",
        "Christmas", "Diwali", "Easter", "Halloween", "Hanukkah", "Passover", "Ramadan", "Thanksgiving",
    ]
)  # fmt: skip
CODE = expression(r"-|[a-z]{3}[A-Z]")  # Vue-based, PascalCase; no McCain
GLOSS = expression(r"\([A-Za-z]")  # rules for names with their original behind them are in `halves`
SMALL_WORD = expression(r"\b[a-z]{4,}")  # an English word that may translate a loanword
WORD_BEHIND = expression(r" ([가-힣]{1,7})")
NAME_BEFORE = expression(r"(?<![\w'-])([A-Z][\w'-]+) (?:[A-Z]\. )?$")
NAME_BEHIND = expression(r" ([A-Z][\w'-]+)")
FAR = 30  # characters before a name in which the word before it stands
CLEARLY = 0.1  # by how much the resemblance to another name must be greater


def strange_names(texts: NamedTexts) -> list[Mention]:
    """Return the names of the English text that nothing in the Korean text explains, left to right."""
    return [name for name in texts.second_said.once(possible_names) if is_unexplained(name.form, texts)]


def foreign_names(korean: Said) -> list[Mention]:
    """Return the words of a Korean text that are certainly foreign names, left to right."""
    names = (*korean.once(transliterated), *_titled(korean.text), *korean.once(known_words))
    by_start = {name.span.start: name for name in names if not GLOSS.match(korean.text, name.span.end)}
    return [name for _, name in sorted(by_start.items())]


def second_halves(korean: str, names: Iterable[Mention]) -> Iterator[Mention]:
    """Yield unknown words behind a foreign name, with a particle that they lose: 마르코 쿠르츠는."""
    for name in names:
        first = HANGUL_WORD.match(korean, name.span.start)  # 리카르도 could end in a particle
        behind = WORD_BEHIND.match(korean, first.end()) if first else None
        half = without_particle(behind[1]) if behind else ""
        if not behind or half == behind[1] or len(half) < LEAST_SYLLABLES or NO_NAME.search(half):
            continue
        if not news_lexicon().explains(half) and not news_lexicon().explains(behind[1]):
            yield Mention(half, Span(behind.start(1), behind.start(1) + len(half)))


def _titled(korean: str) -> tuple[Mention, ...]:
    """Return words before a title that the lexicon does not have: 벨러 주지사."""
    if not holds_title(korean):
        return ()
    return tuple(
        Mention(match["name"], Span(*match.span("name")))
        for match in _name_and_title().finditer(korean)
        if _may_be_titled(match["name"])
    )


@remembered
def _may_be_titled(word: str) -> bool:
    surname, given = halves(word)
    if len(word) <= LONGEST_KOREAN and surname in surnames() and is_like_given(given):
        return False
    if word[-1] in ATTRIBUTIVE or word in not_persons() or word in titles() or NO_NAME.search(word):
        return False
    if without_particle(word) != word:
        return False
    meanings = news_lexicon().translations.get(word, frozenset())
    if meanings:
        return all(sounds_alike(word, meaning) and unlike_common_words(meaning) for meaning in meanings)
    return not news_lexicon().stems(word) and loan_nats(word) >= LEAST_TITLED


@cache
def _name_and_title() -> re.Pattern[str]:
    title = "|".join(sorted(titles() - {"씨"}, key=lambda name: (-len(name), name)))
    return expression(
        r"(?<![가-힣\d\")\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}])"
        rf"(?P<name>[가-힣]{{2,7}}) [가-힣]{{0,2}}(?:{title})(?![가-힣]{{3}})"
    )


def is_kept(name: Mention, texts: NamedTexts) -> bool:
    """Whether the English has a Korean name by its sound, its meaning, or as a place."""
    if is_there(name.form, texts) or (
        name.form in gazetteer().english and speaks_of(name.form, texts.second)
    ):
        return True
    word = HANGUL_WORD.match(texts.first, name.span.start)
    whole = word[0] if word else name.form
    # The last syllable of a long name may be part of the next word: 로도스섬.
    shortest = len(name.form) - (len(name.form) > 3)
    forms = (whole[:size] for size in range(shortest, len(whole) + 1))
    return any(times_heard(form, texts.second_spoken) for form in forms)


def is_loanword(name: Mention, texts: NamedTexts) -> bool:
    """Whether a Hangul word is a loanword, not a name: a small English word sounds like it (to render)."""
    small = {word.removesuffix("s") for word in SMALL_WORD.findall(texts.second)}
    if any(resemblance(name.form, word) >= HEARD for word in small):
        return True
    parts = [name.form[:size] for size in range(max(LEAST_SYLLABLES, len(name.form) - 2), len(name.form))]
    return any(resemblance(part, word) >= SURE_HALF for part in parts for word in small)


def possible_names(english: str) -> list[Mention]:
    """Return the capitalised words of an English text that may be names of persons."""
    found = []
    for match in NAME_WORD.finditer(english):
        form = possessor(match[0])
        name = Mention(form, Span(match.start(), match.start() + len(form)))
        if _may_be_name(name, match, english):
            found.append(name)
    return found


def _may_be_name(name: Mention, match: re.Match[str], english: str) -> bool:
    """Whether a word is a name: unknown to the lexicon, or a name of the table and used like a person."""
    form = name.form
    if (
        form.lower() in plain_words()
        or form in TRANSLATED
        or SMALL_BEFORE.search(english, 0, name.span.start)
        or CODE.search(form)
        or form.lower() in gazetteer().hangul
    ):
        return False
    if unlike_common_words(form):
        return form.lower() in latin_names() or not (
            len(form) < LEAST_LETTERS
            or not may_be_unknown(form)
            or is_label(match, english)
            or is_word_here(name, english)
        )
    if form.lower() not in latin_names() or len(form) < LEAST_LETTERS:
        return False
    before = english[max(0, name.span.start - FAR) : name.span.start]
    return bool(
        speaks().match(english, name.span.end)
        or NAME_BEFORE.search(before)
        or NAME_BEHIND.match(english, name.span.end)
    )


def is_unexplained(form: str, texts: NamedTexts) -> bool:
    """Whether no Korean word means an English name, quotes it or sounds like it."""
    korean = texts.first
    roman = Roman(form, "", Mention(form, Span(0, len(form))))
    if form.lower() in surnames_of() and not unnamed([roman], korean):
        return False
    if (
        any(one in korean.lower() for one in verbatim(form.lower()))
        or is_translated(form, texts.first_said)
        or explains(korean, form)
    ):
        return False
    return not is_heard_in(UNCOUNTED_WORD.findall(korean), form, texts.second)


def is_heard_in(words: Iterable[str], form: str, english: str) -> bool:
    """Whether one of the Hangul words sounds like a name of the English text, and like no other better."""
    return any(_may_mean(word, form, english) for word in words)


def _may_mean(word: str, form: str, english: str) -> bool:
    """Whether a Hangul word sounds like a name; a word of the lexicon must do so nearly perfectly.

    A word that is certainly another name of the English text does not mean this one: 페레이라 beside
    `Ferreira`.
    """
    best = _best(word, form)
    if best < HEARD or (best < SURE_HALF and _is_word(word)):
        return False
    return not any(
        _best(word, other) >= max(SURE_HALF, best + CLEARLY)
        for other in NAME_WORD.findall(english)
        if other != form
    )


@remembered
def _is_word(word: str) -> bool:
    """Whether the lexicon explains a word, or has a stem at its beginning that is no name."""
    lexicon = news_lexicon()
    if lexicon.explains(word):
        return True
    start, end = next(iter(lexicon.stems(word)), (0, 0))
    return start == 0 and end >= LEAST_SYLLABLES and not is_known_name(word[:end])


@lru_cache(maxsize=16384)
def _best(word: str, form: str) -> float:
    """Return the greatest resemblance of a name to a beginning of a Hangul word that is about as long."""
    known = latin_form(form)
    length = max(len(sounds) for _, sounds in known.readings)
    best = 0.0
    for sounds, reading in beginnings(word)[min(len(word), LEAST_SYLLABLES) - 1 :]:
        if sounds > length * MOST_LONGER:
            break
        if sounds * MOST_LONGER >= length:
            best = max(best, likeness_of(reading, known.spoken))
    return best


@cache
def speaks() -> re.Pattern[str]:
    verbs = "|".join(sorted(row["surface"] for _, row in read_table("en/reporting_verbs.tsv")))
    return expression(rf",? (?:(?:also|later) )?(?:{verbs}|who)\b|'s [a-z]")
