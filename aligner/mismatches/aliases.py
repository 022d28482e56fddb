"""Two names for one place: 전북 is Jeonbuk in one sentence and North Jeolla in the next.

Both are right, so it is told as info. The gazetteer knows the names; part of a name (Seorak of Seoraksan) is
the same one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from aligner.mismatches.finding import Finding, Place, are_sentences, korean_and_english, quoted
from aligner.model.article import Article
from aligner.model.bead import Bead
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.gazetteer import korean_places, names_of


@dataclass(frozen=True, slots=True)
class Naming:
    """One name of a place, in both texts of a bead."""

    name: str
    hangul: Place
    english: Place


def two_place_names(beads: Sequence[Bead], article: Article) -> Iterator[Finding]:
    """A place that the translation calls by another of its names than in most sentences.

    Right: `전북` / `Jeonbuk` throughout; `설악산` / `Seorak`, `Seoraksan`.
    Told: `전북` / `Jeonbuk Province` here and `Jeollabuk-do` there; `부산` / `Busan` and `Pusan`.

    Measured: none in 19 clean documents of flags-dev, 35 of Park's news and 9 clean articles.
    Limits: places of the gazetteer; once for each further name, at its first place.
    """
    seen: dict[frozenset[str], list[Naming]] = defaultdict(list)
    for bead in beads:
        korean, english = korean_and_english(bead, article)
        if not are_sentences(korean, english):
            continue
        of_group: dict[frozenset[str], list[Mention]] = defaultdict(list)
        for place in korean_places(korean.text):
            of_group[names_of(place.form)].append(place)
        for names, places in of_group.items():
            matches = _pattern(names).finditer(english.text) if len(names) > 1 else ()
            for place, match in zip(places, matches, strict=False):
                spelt = english.place(Span(*match.span()))
                seen[names].append(Naming(match[0].lower(), korean.place(place.span), spelt))
    for namings in seen.values():
        for usual, other in _other_names(namings):
            both_sides = (other.hangul, other.english)
            source, target = both_sides if article.source.language == "ko" else both_sides[::-1]
            both = f"{quoted(other.english.surface)} here, {quoted(usual.english.surface)} elsewhere"
            message = f"{quoted(other.hangul.surface)} is {both}."
            yield Finding("name_variant", message, source, target, severity="info", confidence=0.6)


def _other_names(namings: Sequence[Naming]) -> Iterator[tuple[Naming, Naming]]:
    """The most frequent name of a place, the first one on a tie, with the first place of each other name."""
    counts = Counter(naming.name for naming in namings)
    usual = max(namings, key=lambda naming: counts[naming.name])
    told = [usual.name]
    for naming in namings:
        if not any(_are_one(naming.name, name) for name in told):
            told.append(naming.name)
            yield usual, naming


def _are_one(one: str, other: str) -> bool:
    """Whether a name is part of the other: Seorak and Seoraksan, Rome and Roman."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short.removesuffix("e"))


@cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?![a-z])", re.IGNORECASE)
