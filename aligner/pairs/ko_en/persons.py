"""Korean persons in both scripts: a Hangul name by its title or age, a romanised one by its surname.

A Korean name has a surname of one or two syllables in front; English news writes `Yang Si-on`,
`Si-on Yang` or `Yang Sion`. Both halves are compared by themselves, which tells another person from
another spelling.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from aligner.languages.ko.names import LONGEST, titles
from aligner.languages.ko.stems import is_particle, without_particle
from aligner.languages.ko.surnames import surname_spellings, surnames
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.halves import is_name
from aligner.pairs.ko_en.likeness import ALIKE, HEARD, resemblance, sound_likeness, spoken_names, times_heard
from aligner.pairs.ko_en.strangers import HANGUL_WORD, NAME_BEFORE, unlike_common_words
from aligner.pairs.names import ChangedName, NamedTexts

ROMAN_WORD = re.compile(r"(?<![\w-])[A-Z][a-z]+(?:-[A-Za-z]?[a-z]+)*")
PARTICLES = frozenset("은는이가을를의와과")  # what has one is no name before a title
PLACE_AFTER = re.compile(r" (?:[A-Z]|of )")  # `the Hall Okonkwo City`: no person
# Given names of one or two syllables: likeness from which they are the same.
SAME_GIVEN = 0.75


@dataclass(frozen=True, slots=True)
class Roman:
    """A romanised name: its halves and the place of the whole."""

    surname: str
    given: str
    mention: Mention


@cache
def _surnames_of() -> dict[str, frozenset[str]]:
    """The Hangul surnames of every Latin spelling, lower case."""
    found: dict[str, set[str]] = defaultdict(set)
    for hangul, spellings in surname_spellings().items():
        for spelling in spellings:
            found[spelling].add(hangul)
    return {spelling: frozenset(names) for spelling, names in found.items()}


def titled_surnames(text: str) -> list[Mention]:
    """Surnames with nothing but a title, as in the second mention of a person; `halves` gives the surname.

    Examples:
        >>> [name.form for name in titled_surnames("김 지사는 봉씨와 만났다.")]
        ['김 지사', '봉씨']
    """
    return [Mention(match["name"], Span(*match.span("name"))) for match in _titled_surname().finditer(text)]


@cache
def _titled_surname() -> re.Pattern[str]:
    family = "|".join(sorted(surnames(), key=lambda name: (-len(name), name)))
    title = "|".join(sorted(titles() - {"씨"}, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?<![가-힣])(?P<name>(?:{family})(?: (?:{title})| ?씨))(?:[은는이가의도]|에게|와|과|$|[ ,])"
    )


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
        if one.form.lower() in _surnames_of() and (
            "-" in other.form
            or unlike_common_words(other.form)
            or any(sound_likeness(name, other.form) >= SAME_GIVEN for name in given)
        ):
            found.append(Roman(one.form, other.form, whole))
        elif other.form.lower() in _surnames_of() and "-" in one.form:
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
    same_surname = surname in _surnames_of()[roman.surname.lower()]
    return same_surname, sound_likeness(given, roman.given) >= SAME_GIVEN


def changed_person(texts: NamedTexts) -> Iterator[ChangedName]:
    """A Korean person who became another one, in one half of the name or in both.

    Right:
        `양시온 군수가 연설했다.` / `County Governor Yang Si-on gave a speech.`,
            `Governor Yang gave a speech.`, `Sion Yang gave a speech.`, `The governor gave a speech.`
    Wrong (name):
        `양시온 군수가 연설했다.` / `County Governor Yang Do-hyun gave a speech.`
        `남궁솔 교장이 연설했다.` / `Principal Hwang Sol gave a speech.`
        `박도윤 씨가 연설했다.` / `Choi Su-bin gave a speech.`
        `김철수 시장이 연설했다.` / `Mayor Tom Okonkwo gave a speech.`

    Measured: 26 of 120 synthetic names; none of 859 trusted pairs in vain.
    Limits: the Hangul name needs a title or an age. Where nothing of it is left, the other name must be built
    like a Korean one, or be two words that no lexicon knows.
    """
    korean, english, names = texts.first, texts.second, texts.first_names
    given = {halves(name.form)[1] for name in names}
    romans = romanised_persons(english, given) if names else []
    unknown = _unknown(romans, korean)
    for name in names:
        agreements = [_agree(name.form, roman) for roman in romans]
        if (True, True) in agreements:
            continue
        half = [roman.mention for roman in unknown if any(_agree(name.form, roman))]
        if half or _is_gone(name.form, texts):
            others = half or _strange_persons(texts)
            for other in others[:1]:
                yield ChangedName(name, other, 0.85 if romans else 0.7)


def changed_foreigner(texts: NamedTexts) -> Iterator[ChangedName]:
    """A foreign name of two words with a title that is gone as a whole, and another person.

    Right:
        `토머스 해리슨 감독이 왔다.` / `Coach Thomas Harrison came.`, `Coach Harrison came.`,
            `The coach came.`
    Wrong (name):
        `토머스 해리슨 감독이 연설했다.` / `Coach Peter Kowalski gave a speech.`,
            `Coach Park Young-ho gave a speech.`

    Measured: none of 859 trusted pairs in vain; neither flags-dev nor `aligner.stress` has such names, of our
    own cases (`tests/cases/mismatches/made.tsv`) all are found.
    Limits: the title must be one of the table, both halves of the name two syllables (no 크리스 홀 감독).
    """
    for name in _foreign_persons(texts.first):
        if not any(times_heard(half, texts.second_spoken) for half in name.form.split()):
            for other in _strange_persons(texts)[:1]:
                yield ChangedName(name, other, 0.7)


def _foreign_persons(text: str) -> Iterator[Mention]:
    """Two words that the lexicon does not explain, before a title: 크리스 홀 감독."""
    for match in _two_words_and_title().finditer(text):
        first, last = match["first"], match["last"]
        if last[-1] not in PARTICLES and is_particle(match["rest"]) and is_name(first) and is_name(last):
            yield Mention(f"{first} {last}", Span(match.start(), match.end("last")))


@cache
def _two_words_and_title() -> re.Pattern[str]:
    title = "|".join(sorted(titles(), key=lambda name: (-len(name), name)))
    return re.compile(
        r"(?<![가-힣\d\N{RIGHT SINGLE QUOTATION MARK}”)])"
        rf"(?P<first>[가-힣]{{2,7}}) (?P<last>[가-힣]{{2,7}}) (?:{title})(?P<rest>[가-힣]*)"
    )


def _unknown(romans: Sequence[Roman], korean: str) -> list[Roman]:
    """Those that no Hangul word names."""
    words = {without_particle(word) for word in HANGUL_WORD.findall(korean)} if romans else set()
    return [roman for roman in romans if not any(is_person(word, roman) for word in words)]


def _strange_persons(texts: NamedTexts) -> list[Mention]:
    """Persons of the translation whom the source does not name: Korean ones, and pairs with a stranger."""
    korean, english = texts.first, texts.second
    found = [
        roman.mention
        for roman in _unknown(romanised_persons(english), korean)
        if not any(_sounds_alike(word, roman) for word in HANGUL_WORD.findall(korean))
    ]
    for name in texts.unmatched:
        before = NAME_BEFORE.search(english, 0, name.span.start)
        if before and unlike_common_words(before[1]) and not PLACE_AFTER.match(english, name.span.end):
            span = Span(before.start(1), name.span.end)
            found.append(Mention(span.of(english), span))
    return found


def _sounds_alike(word: str, roman: Roman) -> bool:
    return (
        max(resemblance(word, roman.mention.form), resemblance(without_particle(word), roman.mention.form))
        >= HEARD
    )


def _is_gone(name: str, texts: NamedTexts) -> bool:
    """Whether nothing of a name is left: no surname, no given name, nothing that sounds like the whole."""
    surname, given = halves(name)
    english = texts.second
    for place in texts.second_places[::-1]:
        english = english[: place.span.start] + english[place.span.end :]
    if any(surname in _surnames_of().get(word.lower(), ()) for word in ROMAN_WORD.findall(english)):
        return False
    spoken = spoken_names(english) if texts.second_places else texts.second_spoken
    return not any(times_heard(form, spoken) for form in (name, given))


def is_person(word: str, roman: Roman) -> bool:
    """Whether a Hangul word is this person's name."""
    if not 2 <= len(word) <= LONGEST:
        return False
    return all(_agree(word, roman)) or sound_likeness(word, roman.mention.form) >= ALIKE
