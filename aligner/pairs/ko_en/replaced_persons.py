"""Persons whose name became a word for anybody: `a defender` for 수비수 하준서, or nobody in a passive.

A pronoun or `the defender` may stand for a name that the reader knows from the sentence before. `A
defender` may not: it introduces somebody, and Korean would have said so (한 수비수). Nor may a passive
without an agent, if the Korean names the agent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.left_over import LONGEST
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.persons import VERBAL, is_gone
from aligner.pairs.ko_en.romanised import halves, is_like_given, romanised_persons, titled_romans
from aligner.pairs.ko_en.strangers import is_translated
from aligner.pairs.ko_en.surnames import is_built_like_person, is_spelt
from aligner.pairs.names import MissingName, NamedTexts
from aligner.tables import read_table

# 수비수 하준서는, 배우 문가온이: a word, and a subject of three syllables.
_OFFICE_AND_NAME = expression(r"(?<![가-힣])(?P<office>[가-힣]{2,6}) (?P<name>[가-힣]{3})(?=[은는이가] )")
_AGENT = expression(r"..(?:er|or|ist|ian|man|ress)$")
_OCCUPATION = expression(r"[자수가사인원관장생]$")  # usual endings of occupations: 과학자, 가수, 화가
_GLOSS = expression(r" ?\([A-Za-z]")  # a foreign name, or a term with its original
_INDEFINITE = expression(r"\b[Aa]n? (?P<words>[A-Za-z-]+(?: [A-Za-z-]+){0,3})")
LEAST_SYLLABLES = 3  # of a name; shorter ones may be words: 마음씨
_PRONOUN = expression(
    r"\b(?:he|she|they|him|her|his|hers|them|their|I|we|us|our|you|your|who|whose|one)\b", re.IGNORECASE
)
_PASSIVE = expression(
    r"\b(?:was|were|is|are|been|being) (?:[a-z]+ly )?"
    r"(?:[a-z]{2,}ed|made|built|held|written|found|given|taken|sent|shown|drawn|done|put|set|begun)\b"
)
_BY = expression(r"\bby\b")


def replaced_persons(texts: NamedTexts, stand_ins: re.Pattern[str]) -> Iterator[MissingName]:
    """Yield the only person of a text, if it became `a defender` or a passive lost its agent.

    Args:
        texts: The two texts.
        stand_ins: English words that may stand for a name, `leader`.
    """
    if len(texts.first) > LONGEST or not (_INDEFINITE.search(texts.second) or _PASSIVE.search(texts.second)):
        return
    persons = list(_persons(texts))
    if len(persons) != 1:
        return
    name, offices = persons[0]
    if not is_gone(name.form, texts) or is_spelt(halves(name.form)[0], texts.second):
        return
    if texts.unmatched or romanised_persons(texts.second) or titled_romans(texts.second):
        return
    meanings = frozenset().union(
        *(news_lexicon().translations.get(office, frozenset()) for office in offices)
    )
    for noun in _introduced(texts.second):
        if english_stem(noun) in meanings or (
            noun in _somebody() and not is_translated(noun, texts.first_said)
        ):
            yield MissingName(name, 0.6)
            return
    if (
        any(map(_OCCUPATION.search, offices))
        and _PASSIVE.search(texts.second)
        and not _BY.search(texts.second)
        and not _PRONOUN.search(texts.second)
        and not stand_ins.search(texts.second)
        and meanings.isdisjoint(texts.second_said.content.words)
    ):
        yield MissingName(name, 0.5)


def _introduced(english: str) -> Iterator[str]:
    """Yield the small words behind `a` or `an`, up to the fourth one or a function word."""
    for match in _INDEFINITE.finditer(english):
        for word in match["words"].split():
            if word in function_words():
                break
            if word.islower():
                yield word


def _persons(texts: NamedTexts) -> Iterator[tuple[Mention, frozenset[str]]]:
    """Yield the Korean persons of a text, each with the words for its office beside it."""
    korean = texts.first
    seen: set[int] = set()
    for name in texts.first_names:
        seen.add(name.span.start)
        if len(name.form) < LEAST_SYLLABLES or _GLOSS.match(korean, name.span.end):
            continue
        before = re.search(r"([가-힣]{2,6}) $", korean[: name.span.start])
        behind = re.match(r"(?:\([^()]*\))? (?:[가-힣]+ )?([가-힣]{2,8})", korean[name.span.end :])
        words = {match[1] for match in (before, behind) if match}
        yield name, frozenset(words)
    for match in _OFFICE_AND_NAME.finditer(korean):
        if match.start("name") not in seen and _is_occupation(match["office"]) and _is_person(match["name"]):
            yield Mention(match["name"], Span(*match.span("name"))), frozenset([match["office"]])


@lru_cache(maxsize=16384)
def _is_occupation(word: str) -> bool:
    """Whether a word of the lexicon names what a person does, by its ending or that of its translation."""
    meanings = news_lexicon().translations.get(word, frozenset())
    return bool(meanings) and (_OCCUPATION.search(word) is not None or any(map(_AGENT.search, meanings)))


@lru_cache(maxsize=16384)
def _is_person(word: str) -> bool:
    return (
        is_built_like_person(word)
        and is_like_given(halves(word)[1])
        and word[-1] not in VERBAL
        and not news_lexicon().explains(word)
    )


@cache
def _somebody() -> frozenset[str]:
    return frozenset(row["word"] for _, row in read_table("en/stand_ins.tsv") if row["of"] == "somebody")
