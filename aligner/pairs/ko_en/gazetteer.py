"""Names of places in both languages, and other words that refer to these places.

Countries and the cities of time zones come from CLDR (Babel), in both languages. Korean and world places of
the news are in `ko_en/places.tsv`. Words that refer to a country without being its name (`Dutch`, `Seoul` for
the government, `U.S.`) are in `ko_en/place_words.tsv`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from aligner import cldr
from aligner.characters import without_accents
from aligner.expressions import expression
from aligner.kept import kept
from aligner.languages.en.names import possessor
from aligner.languages.ko.stems import is_particle, words_where
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.remembered import remembered
from aligner.tables import read_table, table_file

_PLACES, _PLACE_WORDS = _TABLES = "ko_en/places.tsv", "ko_en/place_words.tsv"

_HANGUL = expression(r"[가-힣]+")
CAPITALISED = expression(
    r"[A-Z](?<![\w\N{RIGHT SINGLE QUOTATION MARK}'-].)"  # the letter comes first, since a search looks for it
    r"(?:\.(?:[A-Z]\.)*|[A-Za-z]*(?:[\N{RIGHT SINGLE QUOTATION MARK}'-][A-Za-z]+)*)"
)
LETTERS = expression(r"[^\W\d_]+")
# Words in names of places that do not identify the place: another gulf is no evidence for 멕시코만.
KINDS = frozenset(
    ["bay", "canal", "city", "gulf", "island", "islands", "lake", "mount", "ocean", "peninsula", "port",
     "province", "river", "strait"]
)  # fmt: skip
# An English word that begins like the name of a place refers to that place: Iraq, Iraqi, Iraqis.
PREFIX = 4
_UNIT = expression(
    r"(?<=[a-z]{4})-(?:si|gun|gu)$"
)  # of a city, a county, a district; Seo-gu is in six cities
_DEMONYM = expression(r"(?:ian|ean|an|ese|ish|ss|ch|i)$")
# English names that are no evidence of a place: 서구 is a district and also the West; CLDR lists the UN.
NO_EVIDENCE = frozenset({"western", "eastern", "southern", "northern", "central", "united nations", "world"})
# `SEDONA, Arizona (CNN)`, `LONDON (AP) -`: the dateline of an agency, which translations leave out.
DATELINE = expression(
    r"\W*[A-Z][A-Z.' -]{2,30}(?:, [A-Z][A-Za-z. ]{2,20})?\s?(?:\([A-Za-z /]{2,20}\)|[-\N{EN DASH}—]{1,2} )"
)
# Shorter Hangul names of CLDR are also everyday words (수단: Sudan or means; 오만: Oman or arrogance).
LEAST_SYLLABLES = 3


@dataclass(frozen=True)
class Places:
    """The gazetteer: names of places in both languages.

    Attributes:
        english: English names (lower case) of each Hangul name.
        hangul: Hangul names of each English name (lower case).
        other_words: Other words that refer to the place, by its Hangul name.
        country: Hangul names of the country of each city (English name, lower case).
        news: Hangul names from our own table, which holds no everyday words.
        longest: Syllables of the longest Hangul name, by the first two syllables of the name.
        first_words: First words of the English names, lower case.
        countries: Hangul names of the countries of CLDR.
    """

    english: Mapping[str, frozenset[str]]
    hangul: Mapping[str, frozenset[str]]
    other_words: Mapping[str, re.Pattern[str]]
    country: Mapping[str, frozenset[str]]
    news: frozenset[str]
    longest: Mapping[str, int]
    first_words: frozenset[str]
    countries: frozenset[str]


_Names = dict[str, frozenset[str]]
# What the gazetteer is made from: its fields as plain values, with the words of places instead of patterns.
_Plain = tuple[
    _Names,
    _Names,
    dict[str, list[str]],
    _Names,
    frozenset[str],
    dict[str, int],
    frozenset[str],
    frozenset[str],
]


@cache
def gazetteer() -> Places:
    """Return the gazetteer made of all tables; they are read at the first use."""
    english, hangul, other_words, country, news, longest, first_words, countries = _read()
    patterns = {form: _pattern(words) for form, words in other_words.items()}
    return Places(english, hangul, patterns, country, news, longest, first_words, countries)


@cache
def _read() -> _Plain:
    files = [*map(table_file, _TABLES), *cldr.sources("ko", "en"), Path(__file__)]
    return kept(__file__, files, "", _worked_out)


def _worked_out() -> _Plain:
    english: dict[str, set[str]] = defaultdict(set)
    country: dict[str, set[str]] = defaultdict(set)
    territories: set[str] = set()
    for name, hangul, of_country in _cldr():
        if not of_country:
            territories.add(hangul)
        english[hangul].add(name)
        country[name] |= of_country
    news = {row["hangul"]: row["english"].lower().split("|") for _, row in read_table(_PLACES)}
    for form, names in news.items():
        english[form] |= set(names)
    other_words = {row["hangul"]: row["english"].split("|") for _, row in read_table(_PLACE_WORDS)}
    for form in other_words:
        english.setdefault(form, set())
    forms_of: dict[str, set[str]] = defaultdict(set)
    for form, called in english.items():
        for name in called:
            forms_of[name].add(form)
    longest: dict[str, int] = {}
    for form in english:
        longest[form[:2]] = max(len(form), longest.get(form[:2], 0))
    return (
        {form: frozenset(called) for form, called in english.items()},
        {name: frozenset(forms) for name, forms in forms_of.items()},
        other_words,
        {name: frozenset(forms) for name, forms in country.items()},
        frozenset(news),
        longest,
        frozenset(first.lower() for name in forms_of for first in CAPITALISED.findall(name.title())[:1]),
        frozenset(territories),
    )


def _cldr() -> Iterator[tuple[str, str, set[str]]]:
    """Yield English name, Hangul name and the country's Hangul names, for countries and time zone cities."""
    korean, english = cldr.names("ko"), cldr.names("en")
    for code, name in english.territories.items():
        form = _closed(korean.territories.get(code, ""))
        if len(code) == 2 and _HANGUL.fullmatch(form):
            yield without_accents(name.lower()), form, set()
    zones = cldr.zone_territories()
    for zone, city in korean.cities.items():
        form = _closed(city)
        if "/" in zone and _HANGUL.fullmatch(form) and len(form) > 1:
            name = without_accents(english.cities.get(zone) or zone.split("/")[-1].replace("_", " "))
            yield name.lower(), form, {_closed(korean.territories.get(zones.get(zone, ""), ""))} - {""}


def _closed(name: str) -> str:
    return name.replace(" ", "")


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Compile a pattern of words for lower-case text; a word that ends in a hyphen matches as a prefix.

    The first letter comes before its word border in the pattern, because a search looks for literals first.
    """
    forms = (
        rf"{word[0]}(?<!\w{word[0]})"
        + re.escape(word[1:].rstrip("-"))
        + ("" if word.endswith("-") else r"(?![a-z])")
        for word in map(str.lower, words)
    )
    return expression("|".join(forms))


def korean_places(text: str) -> list[Mention]:
    """Find gazetteer names at the beginning of words, if only a particle or another name follows.

    Examples:
        >>> [place.form for place in korean_places("레바논에서 온 대표단은 이집트 수단을 썼다.")]
        ['레바논', '이집트']
    """
    return [
        Mention(form, Span(begin + start, begin + start + len(form)))
        for word, begin in words_where(text, places_in)
        for form, start in places_in(word)
    ]


@remembered
def places_in(word: str) -> tuple[tuple[str, int], ...]:
    """Return the places at the beginning of a Hangul word, each with its offset."""
    places = gazetteer()
    found = []
    start = 0
    while form := _name_at(word, start, places):
        end = start + len(form)
        alone = form in places.news and is_particle(word[end:])
        if _is_longer_word(word[start:], form, places):
            break
        if len(form) >= LEAST_SYLLABLES or form in places.other_words or alone:
            found.append((form, start))
        start = end
    return tuple(found)


def _is_longer_word(word: str, name: str, places: Places) -> bool:
    """Whether the lexicon has a longer word here that does not mean the place: 그리스도, not 그리스."""
    lexicon = news_lexicon()
    stems = lexicon.stems(word)
    if not stems or stems[0][0] or stems[0][1] <= len(name):
        return False
    meanings = lexicon.translations[word[: stems[0][1]]]
    return not any(meaning[:PREFIX] in called for called in places.english[name] for meaning in meanings)


def _name_at(word: str, start: int, places: Places) -> str:
    """Return the longest name that begins at an offset of a word; empty if there is none."""
    longest = places.longest.get(word[start : start + 2], 0)
    for end in range(min(len(word), start + longest), start + 1, -1):
        if word[start:end] in places.english:
            return word[start:end]
    return ""


def english_places(text: str) -> list[Mention]:
    """Find gazetteer names in an English text; longer names win, and a dateline is skipped.

    Examples:
        >>> [place.form for place in english_places("Delegates from Lebanon met in New Zealand.")]
        ['Lebanon', 'New Zealand']
    """
    places = gazetteer()
    dateline = DATELINE.match(text)
    begin = dateline.end() if dateline else 0
    words = list(CAPITALISED.finditer(text, begin))
    found: list[Mention] = []
    for number, word in enumerate(words):
        if found and word.start() < found[-1].span.end:
            continue
        if not _begins_name(word[0]):
            continue
        for last in words[number : number + 3][::-1]:
            form = _UNIT.sub("", possessor(text[word.start() : last.end()]))
            if form.lower() in places.hangul and form.lower() not in NO_EVIDENCE:
                found.append(Mention(form, Span(word.start(), word.start() + len(form))))
                break
    return found


def english_demonyms(text: str) -> list[tuple[Mention, frozenset[str]]]:
    """Find words made of the name of a country, each with the Hangul names of the country: `Brazilian`.

    Examples:
        >>> [(word.form, sorted(forms)) for word, forms in english_demonyms("Swiss and Iraqi banks in Chad")]
        [('Swiss', ['스위스']), ('Iraqi', ['이라크'])]
    """
    return [
        (Mention(match[0], Span(*match.span())), forms)
        for match in CAPITALISED.finditer(text)
        if (forms := countries_of(match[0].lower()))
    ]


@remembered
def countries_of(word: str) -> frozenset[str]:
    """Return the Hangul names of the country of which a word is made; empty for its name itself."""
    places = gazetteer()
    if word in places.hangul or not _DEMONYM.search(word):
        return frozenset()
    near = [
        (shared, name)
        for name in _names_of_one_word().get(word[:PREFIX], ())
        if (shared := _letters_shared(word, name)) >= len(name) - 1
    ]
    called = places.hangul[max(near)[1]] if near else frozenset()
    derived = {form for form, words in places.other_words.items() if words.match(word)}
    return (called | derived) & places.countries


@remembered
def _begins_name(word: str) -> bool:
    """Whether an English name of a place begins with a word."""
    return _UNIT.sub("", possessor(word)).lower() in gazetteer().first_words


@lru_cache(maxsize=4096)
def is_name_of(hangul: str, english: str) -> bool:
    """Whether the English name of some place refers to this place, so that each text with it speaks of it."""
    return speaks_of(hangul, english) > 0


@lru_cache(maxsize=256)
def speaks_of(hangul: str, text: str) -> int:
    """Count the words of an English text that may refer to a place: its names, derivatives, other words.

    The result is cached, because several rules ask in turn.
    """
    beginnings, short_names = _beginnings(hangul)
    lowered = text.lower()
    starts = {
        start
        for beginning in beginnings
        for start in _starts(beginning, lowered)
        if not _is_of_another(hangul, LETTERS.match(lowered, start)[0])  # type: ignore[index]
    }
    pattern = gazetteer().other_words.get(hangul)
    starts |= {match.start() for match in pattern.finditer(lowered)} if pattern else set()
    return len(starts) + sum(name in lowered for name in short_names)


@lru_cache(maxsize=4096)
def _is_of_another(hangul: str, word: str) -> bool:
    """Whether a word is of another place whose name begins alike: Australian, for 오스트리아."""
    own = {part for name in names_of(hangul) for part in name.split()}
    nearest = max(_letters_shared(word, name) for name in own)
    return any(
        nearest < _letters_shared(word, name) >= len(name) - 1
        for name in _names_of_one_word().get(word[:PREFIX], ())
    )


def _letters_shared(one: str, other: str) -> int:
    """Return how many letters two words share at their beginning."""
    return next(
        (number for number, letters in enumerate(zip(one, other, strict=False)) if len(set(letters)) > 1),
        min(len(one), len(other)),
    )


@cache
def _names_of_one_word() -> dict[str, tuple[str, ...]]:
    """Return the English names of one word, by the letters with which they begin."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in gazetteer().hangul:
        if name.isalpha():
            found[name[:PREFIX]].append(name)
    return {beginning: tuple(names) for beginning, names in found.items()}


@cache
def _beginnings(hangul: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the beginnings of words that refer to a place, and its shorter names, which match anywhere."""
    names = gazetteer().english.get(hangul, frozenset())
    words = (word for name in names for word in name.split() if len(word) >= PREFIX and word not in KINDS)
    return frozenset(word[:PREFIX] for word in words), tuple(name for name in names if len(name) < PREFIX)


def _starts(beginning: str, lowered: str) -> Iterator[int]:
    """Yield the offsets of words that start with a beginning."""
    start = lowered.find(beginning)
    while start >= 0:
        if not start or not LETTERS.match(lowered, start - 1):
            yield start
        start = lowered.find(beginning, start + 1)


def explains(korean: str, name: str) -> bool:
    """Whether a Korean text refers to a place by any of its names, or by its country.

    Args:
        korean: The text.
        name: English name of the place.
    """
    places = gazetteer()
    lowered = name.lower()
    closed = _closed(korean)
    forms = (*places.hangul.get(lowered, ()), *places.country.get(lowered, ()))
    if any(form in closed for form in forms):
        return True
    return any(words.search(lowered) for words in _other_words_of(closed))


@lru_cache(maxsize=64)
def _other_words_of(closed: str) -> tuple[re.Pattern[str], ...]:
    """Return the words that refer to places of a text without blanks and are not their names. Cached."""
    first_letters = set(closed)
    return tuple(
        words
        for form, words in gazetteer().other_words.items()
        if form[0] in first_letters and form in closed
    )


@cache
def first_letters() -> frozenset[str]:
    """Return the letters, up to the first other sign, with which the English names begin, lower case."""
    return frozenset(LETTERS.match(first)[0] for first in gazetteer().first_words)  # type: ignore[index]


@cache
def names_of(hangul: str) -> frozenset[str]:
    """Return the English names of a place under any of its Hangul names: 전북 and 전라북도 share theirs."""
    places = gazetteer()
    own = places.english.get(hangul, frozenset())
    forms = {form for name in own for form in places.hangul.get(name, ())}
    return frozenset(name for form in forms if places.english[form] & own for name in places.english[form])
