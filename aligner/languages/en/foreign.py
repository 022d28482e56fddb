"""Sentences in Latin letters that are not English: seen by the small words of other languages.

Small words are a third to a half of any running text, and the first thing by which a reader knows a language.
A title or a name (`La Casa Blanca`, `Die Welt`) has them too, so a sentence must hold a word of content in
small letters as well, and hardly a small word of English.
"""

from __future__ import annotations

import re
from functools import cache

from aligner.languages.en.stems import first_runs, function_words, small_words
from aligner.tables import read_table

WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W\d_]+)*")
LEAST_WORDS = 4
# Of a sentence of the other language: its own small words, and the most English ones for each of them.
LEAST_SMALL, LEAST_SHARE, MOST_ENGLISH = 2, 0.25, 1 / 3
LONGEST_SMALL = 3  # letters of the small words that names have
MANY_ACCENTED = 3  # words with marks on letters, at least half of a sentence: no English
# English has these letters in loan words only, of which a sentence has one or two.
FOREIGN_LETTER = re.compile("[\\u00c0-\\u024f\\u1e00-\\u1eff]")


@cache
def _small_words() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row["words"].split()) for _, row in read_table("en/foreign_words.tsv"))


@cache
def _telling_words() -> frozenset[str]:
    """Small words of any other language that English does not have."""
    return frozenset().union(*_small_words()) - function_words()


@cache
def _first_runs() -> frozenset[str]:
    """Of the telling words in ASCII: those with other letters are not in a text without such letters."""
    return first_runs(filter(str.isascii, _telling_words()))


def is_foreign(text: str) -> bool:
    """Whether a sentence is in another language.

    Examples:
        >>> is_foreign("La route était bloquée toute la journée."), is_foreign("He sang La Vie en Rose.")
        (True, False)
    """
    if text.isascii() or FOREIGN_LETTER.search(text) is None:
        lowered_text = text.lower()
        if _first_runs().isdisjoint(small_words(lowered_text)):
            return False
        if _telling_words().isdisjoint(
            WORD.findall(lowered_text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
        ):
            return False
    words = WORD.findall(text)
    if len(words) < LEAST_WORDS:
        return False
    # A capital inside is part of a name: Oscar De La Hoya.
    words = [
        word for number, word in enumerate(words) if not number or word.islower() or len(word) > LONGEST_SMALL
    ]
    lowered = [word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for word in words]
    accented = sum(FOREIGN_LETTER.search(word) is not None for word in words)
    if accented >= max(MANY_ACCENTED, len(words) / 2) and function_words().isdisjoint(lowered):
        return True
    return any(_is_of(small, words, lowered, accented) for small in _small_words())


def _is_of(small: frozenset[str], words: list[str], lowered: list[str], accented: int) -> bool:
    """Whether a sentence is in the language of these small words, some of which English may have too."""
    english = function_words()
    hits = [word for word in lowered if word in small and word not in english]
    others = sum(word in english and word not in small for word in lowered)
    content = any(word.islower() and word not in small and word not in english for word in words)
    if not hits or not content:
        return False
    if accented >= LEAST_SMALL and not others:
        return True
    enough = len(set(hits)) >= LEAST_SMALL or (len(hits) >= LEAST_SMALL and accented)
    return bool(enough and len(hits) >= LEAST_SHARE * len(words) and others <= MOST_ENGLISH * len(hits))
