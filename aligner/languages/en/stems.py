"""English stems, by which words are looked up in the lexicon.

The stemmer is crude on purpose. The lexicon and the text are stemmed by one function, so a stem need not be a
word; it must only be equal for all forms of a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from aligner.expressions import compiled
from aligner.languages.words import Words
from aligner.remembered import remembered
from aligner.tables import read_table

# An English word: letters, perhaps single ones with dots between them (`U.S.`, `p.m.`). A compound is one
# word (`long-term`), because its parts alone seldom match anything (the fit lost 4 nats of 302 on development
# news). The pattern begins with a single letter, which the regex engine finds much faster.
ENGLISH_WORD = compiled(r"[A-Za-z](?:\.(?:[A-Za-z]\.)+|[A-Za-z0-9&'\N{RIGHT SINGLE QUOTATION MARK}-]*)")

# Regular endings and their replacements, in the order in which they are removed: possessive, then plural or
# third person, adverb, participle (`reportedly` loses two endings). In each group the first ending that fits
# is removed; at least three letters must remain (`bring`, `bed`).
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
# Letters; longer words have a final ll from doubling (`controll`), not from their stem (`call`).
_LONGEST_CALL = 5

_IRREGULAR, _FUNCTION_WORDS = "en/irregular.tsv", "en/function_words.tsv"
TABLES = (_IRREGULAR, _FUNCTION_WORDS)  # the tables that the stems of a text depend on

_SHORTEST = 3  # letters of a word that a lexicon may be learnt from

_VOWEL = compiled(r"[aeiouy]")

# One short syllable: it keeps its final e and gets it back when the participle ending is removed, so that
# `plane` is not `plan` nor `hoping` `hop` (Porter 1980, steps 1b and 5a).
_SHORT = compiled(r"[^aeiou]*[aeiouy][^aeiouwxy]")


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    return {row["form"]: row["lemma"] for _, row in read_table(_IRREGULAR)}


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Return the English function words, in lower case."""
    return frozenset(row["word"] for _, row in read_table(_FUNCTION_WORDS))


@remembered
def english_stem(word: str) -> str:
    """Return a lower-case English word without its regular ending; irregular forms are looked up in a table.

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
        bare = bare if _VOWEL.search(bare) else lowered  # keeps `spring`
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
    """Reduce a doubled final letter (`plann`, `controll`), but keep it in `pass`, `buzz`, `call`, `agree`."""
    kept = "aeiousz" if len(bare) > _LONGEST_CALL else "aeiouszl"
    doubled = len(bare) > _LEAST_STEM and bare[-1] == bare[-2] and bare[-1] not in kept
    return bare[:-1] if doubled else bare


_SMALL_LETTERS = compiled("[a-z]+")
_LONGEST_KEPT = 2000  # characters; nearly all sentences are shorter


def small_words(lowered: str) -> Sequence[str]:
    """Return the runs of the letters a to z in a lower-case text.

    Several readers first test these runs for the words without which they have nothing to read.

    Examples:
        >>> list(small_words("they don't say long-term."))
        ['they', 'don', 't', 'say', 'long', 'term']
    """
    return _kept_words(lowered) if len(lowered) <= _LONGEST_KEPT else _SMALL_LETTERS.findall(lowered)


@lru_cache(maxsize=1024)
def _kept_words(lowered: str) -> tuple[str, ...]:
    return tuple(_SMALL_LETTERS.findall(lowered))


def first_runs(words: Iterable[str]) -> frozenset[str]:
    """Return the first run of letters of each word; a text without any of the runs has none of the words."""
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
