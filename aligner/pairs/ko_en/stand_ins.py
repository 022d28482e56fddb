"""English words that may stand for a name which the translation does not repeat: `she`, `the company`.

Good translators write them for names that the reader knows. So a name that is missing counts as lost only
if the translation has no such word, or only words that another word of the source explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.expressions import expression
from aligner.languages.en.stems import function_words
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.gazetteer import explains
from aligner.pairs.ko_en.strangers import is_translated
from aligner.tables import read_table

_PRONOUN = expression(
    r"\b(?:he|she|they|him|her|his|hers|them|their|I|my|me|we|us|our|you|your|who|whose|one|\d+-year-olds?)\b",
    re.IGNORECASE,
)
_PHRASE = expression(
    r"(?:\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ii]ts)|'s) (?P<words>[\w'-]+(?: [\w'-]+){0,4})"
)
_PLURAL_OPENING = expression(r"(?:^|[.!?\"\N{RIGHT DOUBLE QUOTATION MARK}] )(?P<words>[A-Z][a-z]+s) [a-z]")
# Endings of nouns for persons and of adjectives for nations: lawyer, politician, chairwoman, Italian.
_AGENT = expression(r"..(?:er|or|ist|[ai]an|man|men|ress|ese)s?$")
# Words behind `the` that name no person and no body: the first time, the end of the year.
_NOBODY = frozenset(
    [
        "beginning", "city", "day", "end", "fact", "future", "month", "morning", "next",
        "night", "number", "past", "rest", "same", "time", "times", "way", "week", "world", "year",
    ]
)  # fmt: skip
_NO_EXPLETIVE = r"(?!there (?:is|are|was|were|has|have|had|will|would|may|can)\b)"
# Adjectives that tell nothing of what follows them.
_PLAIN = frozenset(["current", "entire", "final", "first", "key", "last", "latest", "main", "new", "whole"])


@cache
def stand_ins(*kinds: str) -> re.Pattern[str]:
    """Return a pattern of the words of the table that stand for names of these kinds.

    Examples:
        >>> stand_ins("place").findall("They met there."), stand_ins("several").findall("Both met there.")
        (['there'], ['Both'])
    """
    words = sorted(row["word"] for _, row in read_table("en/stand_ins.tsv") if row["of"] in kinds)
    return expression(rf"\b{_NO_EXPLETIVE}(?:{'|'.join(words)})\b", re.IGNORECASE)


def has_pronoun(english: str) -> bool:
    """Whether a pronoun or an age may stand for a person: she, the 47-year-old."""
    return _PRONOUN.search(english) is not None


def may_be_described(name: Span, korean: Said, english: str) -> bool:
    """Whether the English has a description that no Korean word but the name explains: `the star`.

    Args:
        name: The name in the Korean text, with its title.
        korean: The Korean text.
        english: The English text.
    """
    rest = f"{korean.text[: name.start]} {korean.text[name.end :]}"
    others = Said(rest, korean.language, korean.cover)
    return any(
        not _is_explained(words[0], others)
        or any(_AGENT.search(word) and not _is_explained(word, others) for word in words)
        for words in _descriptions(english)
    )


def _descriptions(english: str) -> Iterator[list[str]]:
    """Yield the words of phrases with `the`, up to a function word, and of plurals that open a sentence."""
    for match in _PHRASE.finditer(english):
        words = []
        for word in match["words"].split():
            if word.lower() in function_words():
                break
            if word not in _PLAIN:
                words.append(word)
        if words and _NOBODY.isdisjoint(word.lower() for word in words):
            yield words
    for match in _PLURAL_OPENING.finditer(english):
        if match["words"].lower() not in function_words():
            yield [match["words"]]


def _is_explained(word: str, korean: Said) -> bool:
    return (
        any(letter.isdigit() for letter in word)
        or word.lower() in korean.text.lower()
        or any(is_translated(part, korean) for part in word.split("-"))
        or explains(korean.text, word)
    )
