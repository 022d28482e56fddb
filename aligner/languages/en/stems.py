"""English words without their endings: what the lexicon is looked up by.

Crude on purpose. The rows of the lexicon pass through the same function as the text, so a stem need not
be a word; it must only be the same for the forms of one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from aligner.languages.words import Words
from aligner.tables import read_table

# An English word: letters, also with dots between single ones (`U.S.`, `p.m.`). A compound is one word
# (`long-term`): its parts alone find a partner too seldom (the fit lost 4 nats of 302 on development news).
# The first letter stands alone in front, as the engine then looks for it much faster.
ENGLISH_WORD = re.compile(r"[A-Za-z](?:\.(?:[A-Za-z]\.)+|[A-Za-z0-9&'\N{RIGHT SINGLE QUOTATION MARK}-]*)")

# Regular endings and what replaces them, in the order they are taken off: possessive, then plural or third
# person, adverb, participle (`reportedly` loses two). Of one group the first that fits counts; at least
# three letters must stay (`bring`, `bed`).
_POSSESSIVES = (
    ("'s", ""),
    ("\N{RIGHT SINGLE QUOTATION MARK}s", ""),
    ("s'", "s"),
    ("s\N{RIGHT SINGLE QUOTATION MARK}", "s"),
)
_PLURALS = (
    ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"),
    ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""),
)  # fmt: skip
_ADVERBS = (("ily", "y"), ("ly", ""))
_PARTICIPLES = (("ied", "y"), ("eed", "eed"), ("ing", ""), ("ed", ""))
_LEAST_STEM = 3
_LONGEST_CALL = 5  # letters of words that end in two l of their own; others have them from `controlled`

_IRREGULAR, _FUNCTION_WORDS = "en/irregular.tsv", "en/function_words.tsv"
TABLES = (_IRREGULAR, _FUNCTION_WORDS)  # what the stems of a text depend on

_SHORTEST = 3  # letters of a word that a lexicon may be learnt from

_VOWEL = re.compile(r"[aeiouy]")

# What loses no final e, and gets it back from its participle: `plane` is not `plan`, `hoping` not `hop`
# (Porter 1980, steps 1b and 5a, for one syllable).
_SHORT = re.compile(r"[^aeiou]*[aeiouy][^aeiouwxy]")


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    return {row["form"]: row["lemma"] for _, row in read_table(_IRREGULAR)}


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """English words without content of their own, lower case."""
    return frozenset(row["word"] for _, row in read_table(_FUNCTION_WORDS))


@lru_cache(maxsize=65536)
def english_stem(word: str) -> str:
    """An English word in lower case without its regular ending; irregular forms by table.

    Examples:
        >>> [english_stem(word) for word in ("Companies", "announced", "announces", "said", "city's")]
        ['company', 'announc', 'announc', 'say', 'city']
        >>> [english_stem(word) for word in ("planning", "planes", "reportedly", "meetings")]
        ['plan', 'plane', 'report', 'meet']
    """
    lowered = word.lower().rstrip(".")
    if "'" in lowered or "\N{RIGHT SINGLE QUOTATION MARK}" in lowered:
        lowered = _without(lowered, _POSSESSIVES)
    lemma = _irregular().get(lowered)
    if lemma is not None:
        lemma = _single(lemma)
    else:
        if lowered.endswith("s"):
            lowered = _without(lowered, _PLURALS)
        if lowered.endswith("ly"):
            lowered = _without(lowered, _ADVERBS)
        bare = _without(lowered, _PARTICIPLES) if lowered.endswith(("d", "g")) else lowered
        bare = bare if _VOWEL.search(bare) else lowered  # spring
        lemma = _single(bare)
        if lemma == bare != lowered and _SHORT.fullmatch(bare):
            lemma += "e"
    mute = lemma.endswith("e") and len(lemma) > _LEAST_STEM and not _SHORT.fullmatch(lemma[:-1])
    return lemma[:-1] if mute else lemma


def _without(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, replacement in endings:
        if word.endswith(ending) and len(word) - len(ending) + len(replacement) >= _LEAST_STEM:
            return word[: -len(ending)] + replacement
    return word


def _single(bare: str) -> str:
    """One consonant for the two of `plann` or `controll`; `pass`, `buzz`, `call` and `agree` keep theirs."""
    kept = "aeiousz" if len(bare) > _LONGEST_CALL else "aeiouszl"
    doubled = len(bare) > _LEAST_STEM and bare[-1] == bare[-2] and bare[-1] not in kept
    return bare[:-1] if doubled else bare


_SMALL_LETTERS = re.compile("[a-z]+")
_LONGEST_KEPT = 2000  # characters; nearly all sentences are shorter


def small_words(lowered: str) -> Sequence[str]:
    """The runs of the letters a to z in a text in small letters.

    Several readers look here first for the words without which they have nothing to read.

    Examples:
        >>> list(small_words("they don't say long-term."))
        ['they', 'don', 't', 'say', 'long', 'term']
    """
    return _kept_words(lowered) if len(lowered) <= _LONGEST_KEPT else _SMALL_LETTERS.findall(lowered)


@lru_cache(maxsize=1024)
def _kept_words(lowered: str) -> tuple[str, ...]:
    return tuple(_SMALL_LETTERS.findall(lowered))


def first_runs(words: Iterable[str]) -> frozenset[str]:
    """The first run of letters of each word in small letters: `small_words` has it where the word stands."""
    return frozenset(run for word in words for run in _SMALL_LETTERS.findall(word)[:1])


def _content(text: str) -> set[str]:
    words = {word.lower() for word in ENGLISH_WORD.findall(text)}
    return {english_stem(word) for word in words - function_words() if len(word) >= _SHORTEST}


WORDS = Words(
    pattern=ENGLISH_WORD,
    stem=english_stem,
    function_words=function_words,
    endings=frozenset,
    content=_content,
)
