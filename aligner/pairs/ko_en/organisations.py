"""Parties, media, companies, universities and offices, by a table of their names in both languages.

An organisation became another one if the translation lacks it and has another one of its group that no Korean
word names: 조선일보 and `Hankyoreh`. One of these facts alone is common in correct translations (`the
newspaper`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from aligner.expressions import compiled, expression
from aligner.languages.ko.stems import HANGUL_WORD, is_particle, words_where
from aligner.model.errors import TableError
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.acronyms import LETTERS
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import times_heard
from aligner.pairs.ko_en.strangers import is_translated
from aligner.pairs.names import ChangedName, NamedTexts
from aligner.tables import read_table

# It begins with a set of letters, which the regex engine finds fast.
_LETTERED = expression(r"(?P<letters>[A-Z](?<![A-Za-z\d].)[A-Z]{1,2})(?P<word>[가-힣]{2,12})")
_GOES_ON = compiled(r"[\w-]")
# Korean words for parties without a name; the translation may name them: 여당이 / the Democratic Party.
ANY_PARTY = expression("여당|야당|여야|집권당|제1당|양당|각 당")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A row of the table.

    Attributes:
        group: Its kind: a party, a newspaper ...
        hangul, english: Its names in each language.
    """

    group: str
    hangul: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """The table of organisations, with indexes for a quick search.

    Attributes:
        by_hangul, by_english: Its rows by the names of each language.
        hangul: Hangul names by their first two letters, the longest first.
        latin_opening: Pattern of the first letters of all English names, at the beginning of a word.
        english: English names by their first two letters, the longest first.
    """

    by_hangul: dict[str, Organisation]
    by_english: dict[str, tuple[Organisation, ...]]
    hangul: dict[str, tuple[str, ...]]
    latin_opening: re.Pattern[str]
    english: dict[str, tuple[str, ...]]


@cache
def _table() -> _Table:
    by_hangul: dict[str, Organisation] = {}
    by_english: dict[str, list[Organisation]] = defaultdict(list)
    for place, row in read_table("ko_en/organisations.tsv"):
        known = Organisation(row["group"], tuple(row["hangul"].split("|")), tuple(row["english"].split("|")))
        for form in known.hangul:
            if not HANGUL_WORD.fullmatch(form):  # names are looked for in runs of Hangul
                raise TableError(f"{place}: name {form!r} is not written in Hangul alone")
        by_hangul |= dict.fromkeys(known.hangul, known)
        for form in known.english:
            by_english[form].append(known)
    english = {form: tuple(rows) for form, rows in by_english.items()}
    return _Table(
        by_hangul,
        english,
        _by_beginning(by_hangul),
        expression(rf"[{re.escape(''.join(sorted({form[0] for form in english})))}](?<![\w-].)"),
        _by_beginning(english),
    )


def _by_beginning(forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the forms by their first two letters, the longest first."""
    alike: dict[str, list[str]] = defaultdict(list)
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        alike[form[:2]].append(form)
    return {beginning: tuple(same) for beginning, same in alike.items()}


def organisation_beginnings() -> Collection[str]:
    """Return the first two letters of all Hangul names."""
    return _table().hangul.keys()


def organisation_in(word: str) -> str:
    """Return the Hangul name with which a word begins, if a particle or a word follows; else ''."""
    for name in _table().hangul.get(word[:2], ()):
        if word.startswith(name):
            rest = word[len(name) :]
            return name if is_particle(rest) or (len(rest) > 1 and news_lexicon().explains(rest)) else ""
    return ""


def _english_organisations(text: str) -> tuple[Mention, ...]:
    """Find the English names of the table as whole words, left to right, not overlapping."""
    table = _table()
    found = []
    end = 0
    for place in table.latin_opening.finditer(text):
        start = place.start()
        if start < end:
            continue
        for name in table.english.get(text[start : start + 2], ()):
            if text.startswith(name, start) and not _GOES_ON.match(text, start + len(name)):
                end = start + len(name)
                found.append(Mention(name, Span(start, end)))
                break
    return tuple(found)


def korean_organisations(text: str) -> tuple[tuple[Mention, Organisation], ...]:
    """Find organisations of the table at the beginning of words: 국방부는, LG전자는; not 애플리케이션.

    Examples:
        >>> [name.form for name, _ in korean_organisations("국방부와 애플은 애플리케이션을 만들었다.")]
        ['국방부', '애플']
    """
    found = [
        (Mention(name, Span(start, start + len(name))), _table().by_hangul[name])
        for word, start in words_where(text, organisation_in)
        for name in [organisation_in(word)]
    ]
    for letters, word in lettered_words(text):
        spelt = "".join(_name_of_letter(letter) for letter in letters.form)
        name = organisation_in(spelt + word)
        if len(name) > len(spelt):
            span = Span(letters.span.start, letters.span.end + len(name) - len(spelt))
            found.append((Mention(span.of(text), span), _table().by_hangul[name]))
    return tuple(found)


def lettered_words(text: str) -> Iterator[tuple[Mention, str]]:
    """Yield capital letters with the Hangul that they are joined to: LG전자.

    Examples:
        >>> [(letters.form, word) for letters, word in lettered_words("LG전자는 SK하이닉스를 이겼다.")]
        [('LG', '전자는'), ('SK', '하이닉스를')]
    """
    for match in _LETTERED.finditer(text):
        yield Mention(match["letters"], Span(*match.span("letters"))), match["word"]


@cache
def _name_of_letter(letter: str) -> str:
    """Return the usual Hangul name of a Latin letter."""
    return re.sub(r"\[(.).*?\]", r"\1", LETTERS[letter]).removesuffix("르?")


def is_named(organisation: Organisation, texts: NamedTexts) -> bool:
    """Whether the English text has a name of the organisation in the table, or a name that sounds like it."""
    forms = {name.form for name in texts.second_said.once(_english_organisations)}
    return not forms.isdisjoint(organisation.english) or any(
        times_heard(name, texts.second_spoken) for name in organisation.hangul
    )


def changed_organisation(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a party, a newspaper or a company that became another one of its kind.

    Right:
        `조선일보가 보도했다.` / `The Chosun Ilbo reported it.`, `The newspaper reported it.`
        `여당은 민주당과 맞섰다.` / `The People Power Party faced the opposition.`
        `애플리케이션을 받으세요.` / `Get the app from Google.`
    Wrong (name):
        `조선일보가 보도했다.` / `The Hankyoreh reported it.`
        `삼성전자는 새 공장을 짓는다.` / `Hyundai Motor will build a new plant.`
        `국방부는 밝혔다.` / `The Foreign Ministry said.`

    Limits: only organisations of the table; Latin names in the Korean text are judged by `markers`.
    """
    korean = texts.first
    there = texts.first_said.once(korean_organisations)
    if not there:
        return
    gone = [(name, known) for name, known in there if not is_named(known, texts)]
    if not gone:
        return
    foreign = [
        (name, groups)
        for name in texts.second_said.once(_english_organisations)
        if not _is_explained(name.form, texts.first_said)
        and (groups := {known.group for known in _table().by_english[name.form]})
    ]
    for name, known in gone:
        if known.group == "party" and ANY_PARTY.search(korean):
            continue
        for other, groups in foreign:
            if known.group in groups:
                yield ChangedName(name, other, 0.8)
                return


def _is_explained(form: str, korean: Said) -> bool:
    """Whether the Korean has an English name: in Hangul, in Latin letters, or translated word by word."""
    names = (name for known in _table().by_english[form] for name in (*known.hangul, *known.english))
    if any(name in korean.text for name in names):
        return True
    words = [word for word in form.split() if word[0].isupper()]
    return all(is_translated(word, korean) for word in words)
