"""Two names for one place: 전북 is Jeonbuk in one sentence and North Jeolla in the next.

Both names are right, so the finding is reported as info. The names come from the gazetteer. Part of a name
(Seorak of Seoraksan) counts as the whole name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from aligner.expressions import compiled
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.drift import Drift, Spot, Texts
from aligner.pairs.ko_en.gazetteer import names_of


@dataclass(frozen=True, slots=True)
class Naming:
    """One name of a place, in both texts of a bead."""

    name: str
    hangul: str
    english: str
    spots: tuple[Spot, Spot]


def place_drifts(texts: Sequence[Texts]) -> Iterator[Drift]:
    """Yield places that the translation calls by another of their names than in most sentences.

    Right:
        `부산은 크다.` / `Busan is large.` then `부산에 비가 왔다.` / `It rained in Busan.`
        `설악산은 높다.` / `Seorak is high.` then `설악산에 눈이 왔다.` / `It snowed on Seoraksan.`
    Wrong (name_variant):
        `전북은 넓다.` / `Jeonbuk Province is wide.`
            then `전북은 곡창이다.` / `Jeonbuk Province is a granary.`
            then `전북에 비가 왔다.` / `It rained in Jeollabuk-do.`
        `부산은 크다.` / `Busan is large.` then `부산에 비가 왔다.` / `It rained in Busan.`
            then `부산에서 열렸다.` / `It was held in Pusan.`

    Measured: none in 19 clean documents of flags-dev, 35 of Park's news and 9 clean articles.
    Limits: only places of the gazetteer; each further name is reported once, where it first occurs.
    """
    seen: dict[frozenset[str], list[Naming]] = defaultdict(list)
    for number, (korean, english, _, is_prose, named) in enumerate(texts):
        if not is_prose:
            continue
        of_group: dict[frozenset[str], list[Mention]] = defaultdict(list)
        for place in named.first_places:
            of_group[names_of(place.form)].append(place)
        for names, places in of_group.items():
            matches = _pattern(names).finditer(english) if len(names) > 1 else ()
            for place, match in zip(places, matches, strict=False):
                spots = Spot(number, place.span), Spot(number, Span(*match.span()))
                seen[names].append(Naming(match[0].lower(), place.span.of(korean), match[0], spots))
    for namings in seen.values():
        for usual, other in _other_names(namings):
            fields = {"place": other.hangul, "here": other.english, "other": usual.english}
            yield Drift(*other.spots, fields, 0.6)


def _other_names(namings: Sequence[Naming]) -> Iterator[tuple[Naming, Naming]]:
    """Yield the most frequent naming of a place (the first if tied) and the first use of each other name."""
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
    return compiled(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?![a-z])", re.IGNORECASE)
