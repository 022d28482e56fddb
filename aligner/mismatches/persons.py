"""Korean persons in both scripts: a Hangul name by its title or age, a romanised one by its surname.

A Korean name has a surname of one or two syllables in front; English news writes `Yang Si-on`,
`Si-on Yang` or `Yang Sion`. Both halves are compared by themselves, which tells another person from
another spelling.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from aligner.article import Article
from aligner.data import read_table
from aligner.ladder.bead import Bead
from aligner.lexicon import without_particle
from aligner.mismatches.finding import Finding, are_sentences, korean_and_english
from aligner.mismatches.names import name_finding
from aligner.mismatches.strangers import (
    ALIKE,
    APART,
    HANGUL_WORD,
    likeness,
    resemblance,
    times_heard,
    unlike_common_words,
)
from aligner.names.links import surnames
from aligner.names.mentions import Mention, korean_names
from aligner.span import Span

# `방울찬(61)씨`, `방울찬씨`: an age in brackets follows a person, or the address is written on to the name.
AGED = re.compile(r"(?<![가-힣])([가-힣]{2,4})(?:\(\d{1,2}세?[,)]|\(\d{1,2}·|씨(?![가-힣]{3}))")
ROMAN_WORD = re.compile(r"(?<![\w-])[A-Z][a-z]+(?:-[A-Za-z]?[a-z]+)*")
LONGEST = 4  # syllables of a Korean name
# Given names of one or two syllables: likeness from which they are the same.
SAME_GIVEN = 0.75


@dataclass(frozen=True, slots=True)
class Roman:
    """A romanised name: its halves and the place of the whole."""

    surname: str
    given: str
    mention: Mention


@cache
def _surname_spellings() -> dict[str, frozenset[str]]:
    """The Hangul surnames of every Latin spelling, lower case."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, row in read_table("ko/surnames.tsv"):
        for spelling in row["latin"].split("|"):
            found[spelling.lower()].add(row["hangul"])
    return {spelling: frozenset(names) for spelling, names in found.items()}


def korean_persons(text: str) -> list[Mention]:
    """Korean personal names that are sure to be names: with a title, or with an age in brackets.

    Examples:
        >>> [name.form for name in korean_persons("김민수 시장과 방울찬(61)씨가 왔다.")]
        ['김민수', '방울찬']
    """
    found = {mention.span: mention for mention in korean_names(text) if HANGUL_WORD.fullmatch(mention.form)}
    for match in AGED.finditer(text):
        span = Span(*match.span(1))
        if match[1][0] in surnames() or len(match[1]) == LONGEST - 1:
            found.setdefault(span, Mention(match[1], span))
    return [mention for _, mention in sorted(found.items()) if len(mention.form) <= LONGEST]


def romanised_persons(text: str, given: Collection[str] = ()) -> list[Roman]:
    """Capitalised words that are built like a Korean name: a surname and a given name, in either order.

    Args:
        text: English.
        given: Hangul given names that are looked for; what sounds like one is a name, also if it is a word
            (`Sol`).

    Examples:
        >>> [(name.surname, name.given) for name in romanised_persons("Mayor Yang Si-on met Han-gyeol Park.")]
        [('Yang', 'Si-on'), ('Park', 'Han-gyeol')]
    """
    words = [Mention(match[0], Span(*match.span())) for match in ROMAN_WORD.finditer(text)]
    found: list[Roman] = []
    for one, other in pairwise(words):
        if other.span.start - one.span.end != 1 or (found and found[-1].mention.span.overlaps(one.span)):
            continue
        whole = Mention(f"{one.form} {other.form}", Span(one.span.start, other.span.end))
        if one.form.lower() in _surname_spellings() and (
            unlike_common_words(other.form) or any(likeness(name, other.form) >= SAME_GIVEN for name in given)
        ):
            found.append(Roman(one.form, other.form, whole))
        elif other.form.lower() in _surname_spellings() and "-" in one.form:
            found.append(Roman(other.form, one.form, whole))
    return found


def halves(name: str) -> tuple[str, str]:
    """Surname and given name: the longest known surname that leaves a syllable, else the first syllable."""
    for size in (2, 1):
        if len(name) > size and name[:size] in surnames():
            return name[:size], name[size:]
    return name[:1], name[1:]


def _agree(name: str, roman: Roman) -> tuple[bool, bool]:
    """Whether surnames and whether given names agree."""
    surname, given = halves(name)
    same_surname = surname in _surname_spellings()[roman.surname.lower()]
    return same_surname, likeness(given, roman.given) >= SAME_GIVEN


def changed_person(bead: Bead, article: Article) -> Iterator[Finding]:
    """A Korean person who became another one, in one half of the name or in both.

    Right: `양시온 군수` / `County Governor Yang Si-on`, `Governor Yang`, `Sion Yang`, `the governor`.
    Wrong: `양시온 군수` / `County Governor Yang Do-hyun`; `남궁솔 교장` / `Principal Hwang Sol`;
    `박도윤 씨` / `Choi Su-bin`.

    Limits: the Hangul name needs a title or an age. Where nothing of it is left, the other name must be built
    like a Korean one.
    """
    korean, english = korean_and_english(bead, article)
    if not are_sentences(korean, english):
        return
    names = korean_persons(korean.text)
    given = {halves(name.form)[1] for name in names}
    romans = romanised_persons(english.text, given) if names else []
    words = {without_particle(word) for word in HANGUL_WORD.findall(korean.text)} if romans else set()
    unknown = [roman for roman in romans if not any(is_person(word, roman) for word in words)]
    for name in names if unknown else ():
        agreements = [_agree(name.form, roman) for roman in romans]
        if (True, True) in agreements:
            continue
        for roman in unknown:
            agreed = _agree(name.form, roman)
            if any(agreed) or _is_gone(name.form, roman, english.text):
                yield name_finding(article, korean, name, english, roman.mention, 0.85)
                break


def _is_gone(name: str, roman: Roman, english: str) -> bool:
    """Whether nothing of a name is left: no surname, no given name, nothing that sounds like the whole."""
    surname, given = halves(name)
    if any(surname in _surname_spellings().get(word.lower(), ()) for word in ROMAN_WORD.findall(english)):
        return False
    return resemblance(given, roman.given) < APART and not any(
        times_heard(form, english) for form in (name, given)
    )


def is_person(word: str, roman: Roman) -> bool:
    """Whether a Hangul word is this person's name."""
    if not 2 <= len(word) <= LONGEST:
        return False
    return all(_agree(word, roman)) or likeness(word, roman.mention.form) >= ALIKE
