"""Korean persons in Latin letters: finding them in English, and comparing them with Hangul names.

A romanised person is a known spelling of a surname with something beside it: a given name of two syllables
(`Do-hyun`, `Dohyun`, `Do Hyun`), initials (`D.H.`), or a title (`Mayor Kim`), in either order, in any case.

Given names are compared syllable by syllable: a pattern lists the usual spellings of each Hangul letter. This
distinguishes `Min-jun` from `Min-jae`, whose consonants are alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from aligner.languages.en.names import possessor
from aligner.languages.en.stems import english_stem, function_words
from aligner.languages.ko.names import LONGEST
from aligner.languages.ko.surnames import surname_spellings, surnames
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.gazetteer import gazetteer
from aligner.pairs.ko_en.lexicon import news_lexicon, translated_by
from aligner.pairs.ko_en.likeness import sound_likeness, sounds_alike
from aligner.pairs.ko_en.strangers import unlike_common_words
from aligner.tables import read_table

HYPHENS = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}-"  # the last one must end a character class
ROMAN_WORD = re.compile(
    rf"(?<![\w{HYPHENS}])(?:(?:[A-Z]\.[ {HYPHENS}]?)+|"
    rf"[A-Z][A-Za-z]*(?:[\N{{RIGHT SINGLE QUOTATION MARK}}'][a-z]{{3,}})?(?:[{HYPHENS}][A-Za-z]+)*)"
)
CAPITALISED = re.compile("[A-Z][A-Za-z]*")
INITIALS = re.compile(rf"(?:[A-Z]\.[ {HYPHENS}]?)+$")
NO_INITIALS = frozenset({"U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "N.Y.", "L.A."})
PLACE = re.compile(rf"[{HYPHENS}](?:do|si|gun|gu|eup|myeon|dong|ri|ro|gil)$")
LETTERS = re.compile(r"[a-z]+")
_VOWEL_LETTERS = re.compile(r"[wy]?[aeiou]+h?")
# Order of the Unicode jamo tables. The usual spellings of each, by the Revised Romanization, by McCune and
# Reischauer, and by custom in names (`Young`, `Woo`, `Hyun`); from general knowledge.
_FIRST, _VOWELS, _FINALS = 0xAC00, 21, 28
_INITIAL = (
    "g|k|q", "kk|gg|k", "n", "d|t", "tt|dd|t", "r|l|n", "m", "b|p|v", "pp|bb|p", "s|sh", "ss|s", "",
    "j|ch|z", "jj|ch|tch|j", "ch|tch", "k|c|kh", "t|th", "p|ph|f", "h|wh",
)  # fmt: skip
_VOWEL = (
    "a|ah|aa", "ae|ai|ay|a|e", "ya|yah|ia", "yae", "eo|u|o|uh|e|ou|er|ur|eu", "e|eh|ei|ay",
    "yeo|yu|yo|you|yuh|ye|eo|u|ou", "ye|e|yeh|yae|ae|ay", "o|oh|oe", "wa|oa|ua|a", "wae|oae|ae",
    "oe|oi|we|oy", "yo|yoh|io", "u|oo|ou|wu|woo", "wo|weo|uo|o|wu", "we|ue", "wi|ui|we|uy|ee",
    "yu|yoo|you|yew|u", "eu|u|oo|e", "ui|eui|i|ee|ie|yi|uy|ey", "i|ee|ie|yi|ea|y",
)  # fmt: skip
_FINAL = (
    "|h", "k|g|ck|c", "k|g|ck|c", "k|g", "n|hn", "n", "n", "t|d", "l|r|ll", "k|lk|lg", "m|lm", "l|lb|p",
    "l", "l", "p", "l", "m", "p|b", "p", "t|s", "t", "ng", "t", "t", "k", "t", "p", "t|h|",
)  # fmt: skip
_LAST_LETTERS = re.compile(r"[^aeiouwy]*(?=e?$)")
_SILENT = frozenset(["h", "r"])  # Noh, Burn
_VOWEL_SIGNS = frozenset("aeiouyw")
# Consonants for which custom writes each other: Gina or Jina, Ryu or Lyu or Nyu.
_ALIKE = {"g": "gj", "l": "lrn", "r": "lrn", "n": "lrn", "f": "fp", "x": "xs"}
_LONGEST_SPELLING = sum(max(map(len, "|".join(all_).split("|"))) for all_ in (_INITIAL, _VOWEL, _FINAL))
_SYLLABLE = re.compile(
    r"(?:gg?|kk?|n|dd?|tt?h?|r|l|m|bb?|pp?h?|s[sh]?|jj?|ch|h|w|y|wh)?(?:y|w)?"
    r"(?:ae|eo|eu|oe|ui|oo|ou|ee|ie|ai|ay|uh|oh|ah|[aeiou])(?:ng|ck|k|g|n|l|m|p|b|t|h)?"
)
_KOREAN_GIVEN = re.compile(rf"(?:{_SYLLABLE.pattern}){{1,3}}")
# In North Korea surnames keep a first sound that the South drops.
_NORTHERN = {"리": "이", "류": "유", "로": "노", "림": "임", "량": "양", "려": "여", "렴": "염", "라": "나"}
# Syllables that only Chinese names have (양제츠, Yang Jiechi); these are not romanised as Korean.
CHINESE = frozenset("츠쩌샤샹핑칭커쥔쥐취닝웨펑캉둥쉬쉐슝룽룬촨촹줘")
# Syllables of given names; from general knowledge. Left out: those of which everyday words of two syllables
# are made far more often (것, 녀, 리, 말, 무, 신, 체).
OF_GIVEN = frozenset(
    "가강건겸경광교국권규균근금기길나남다단달대덕도동두득란람랑례록롬률린림만명모문미민배백범별병보복봄봉분빈빛상새서석선설섭성세소솔"
    "송수숙순슬승시식실아안애양언엽영예오옥온완용우욱운웅원월유윤율은을의이익인일임자재정제조종주준중지진찬창채천철춘충칠탁태택하학"
    "한해향헌혁현형혜호홍화환효후훈휘희흥"
)
# Likeness of sounds from which given names of one or two syllables count as one name.
SAME_GIVEN = 0.75


@dataclass(frozen=True, slots=True)
class Roman:
    """A romanised name: its two halves and its place in the text.

    Attributes:
        surname: The surname as it is spelt.
        given: The given name as it is spelt, initials with their dots; empty for a surname with only a title.
        mention: The whole name and its span, without the title.
    """

    surname: str
    given: str
    mention: Mention

    @property
    def has_initials(self) -> bool:
        """Whether the given name is initials."""
        return INITIALS.match(self.given) is not None


@cache
def surnames_of() -> dict[str, frozenset[str]]:
    """Return the Hangul surnames of every Latin spelling (lower case)."""
    found: dict[str, set[str]] = defaultdict(set)
    for hangul, spellings in surname_spellings().items():
        for spelling in spellings:
            found[spelling].add(hangul)
    return {spelling: frozenset(names) for spelling, names in found.items()}


def halves(name: str) -> tuple[str, str]:
    """Split a Hangul name after the longest known surname that leaves a syllable, else after one syllable."""
    for size in (2, 1):
        if len(name) > size and name[:size] in surnames():
            return name[:size], name[size:]
    return name[:1], name[1:]


def is_surname(hangul: str, latin: str) -> bool:
    """Whether a Latin word is a South or North Korean spelling of a Hangul surname."""
    known = surnames_of().get(latin.lower(), frozenset())
    return hangul in known or _NORTHERN.get(hangul) in known


@lru_cache(maxsize=16384)
def is_given(hangul: str, latin: str) -> bool:
    """Whether a Latin given name, or initials, can be the Hangul one.

    Examples:
        >>> is_given("민재", "Minjae"), is_given("민재", "M.J."), is_given("민재", "Min-jun")
        (True, True, False)
    """
    if INITIALS.match(latin):
        letters = [letter for letter in latin.lower() if letter.isalpha()]
        return all(_begins(one, letter) for one, letter in zip(hangul, letters, strict=False))
    parts = LETTERS.findall(latin.lower())
    if _spells(hangul, "".join(parts)):
        return True
    if len(hangul) == 2 and CHINESE.isdisjoint(hangul) and len(syllables("".join(parts))) == 2:
        return False
    return sound_likeness(hangul, latin) >= SAME_GIVEN


def is_like_given(word: str) -> bool:
    """Whether all syllables of a word are usual in given names."""
    return OF_GIVEN.issuperset(word)


def differs_clearly(hangul: str, latin: str) -> bool:
    """Whether a Latin given name has a vowel with which one of the two Hangul syllables is never spelt.

    If a hyphen divides the syllables, their consonants tell as well.

    Examples:
        >>> differs_clearly("서준", "Seo-jin"), differs_clearly("서준", "Suh-june")
        (True, False)
        >>> [differs_clearly("수진", latin) for latin in ("Su-min", "Soo-gin")]
        [True, False]
    """
    halves_ = re.split(f"[{HYPHENS}]", latin.lower())
    if len(hangul) == len(halves_) == 2:
        for syllable, letters in zip(hangul, halves_, strict=True):
            if _begins_otherwise(syllable, letters) or _ends_otherwise(syllable, letters):
                return True
    parts = syllables("".join(LETTERS.findall(latin.lower())))
    if len(hangul) != 2 or len(parts) != 2:
        return False
    return any(
        not _spells(one, part) and _vowels_of(part) not in _jamo(one)[1].split("|")
        for one, part in zip(hangul, parts, strict=True)
    )


def _begins_otherwise(syllable: str, letters: str) -> bool:
    """Whether letters begin with a consonant with which a Hangul syllable is never spelt."""
    first = letters[:1]
    known = {spelling[:1] for spelling in _jamo(syllable)[0].split("|")}
    if "" in known or first in _VOWEL_SIGNS:  # 영 is `Young` or `Yeong`; 리 is `Ri` or `Yi`
        return "" in known and first not in _VOWEL_SIGNS and first != ""
    return known.isdisjoint(_ALIKE.get(first, first))


def _ends_otherwise(syllable: str, letters: str) -> bool:
    """Whether letters end in a consonant with which a Hangul syllable never ends: 준, `joo`; not `june`."""
    ending = _LAST_LETTERS.search(letters)
    final = ending[0] if ending else ""
    return final not in _jamo(syllable)[2].split("|") and final not in _SILENT


def _vowels_of(letters: str) -> str:
    """Return the vowel letters in the middle of a romanised syllable: `hyun`, yu."""
    found = _VOWEL_LETTERS.search(letters)
    return found[0] if found else ""


def _jamo(syllable: str) -> tuple[str, str, str]:
    code = ord(syllable) - _FIRST
    initial, rest = divmod(code, _VOWELS * _FINALS)
    return _INITIAL[initial], _VOWEL[rest // _FINALS], _FINAL[rest % _FINALS]


def _spells(hangul: str, letters: str) -> bool:
    """Whether Latin letters are a usual spelling of all Hangul syllables, in order."""
    ends = {0}
    for syllable in hangul:
        known = _spellings(syllable)
        ends = {
            end
            for start in ends
            for end in range(start, min(len(letters), start + _LONGEST_SPELLING) + 1)
            if letters[start:end] in known
        }
    return len(letters) in ends


@cache
def _spellings(syllable: str) -> frozenset[str]:
    """Return the usual spellings of a Hangul syllable."""
    return frozenset(map("".join, product(*(letters.split("|") for letters in _jamo(syllable)))))


def _begins(syllable: str, letter: str) -> bool:
    initial, vowel, _ = _jamo(syllable)
    letters = {spelling[:1] for spelling in (initial or vowel).split("|")}
    # Other spellings leave out `Y` and `W` before a vowel; `E` is an English custom (Eun).
    return letter in letters or (not initial and letter in "yweu" and not letters.isdisjoint("ywueo"))


def syllables(letters: str) -> list[str]:
    """Split a romanised given name into its two Korean syllables; None if it is built otherwise.

    Examples:
        >>> syllables("dohyun"), syllables("ferdinand")
        (['do', 'hyun'], [])
    """
    for size in range(1, len(letters)):
        if _SYLLABLE.fullmatch(letters, 0, size) and _SYLLABLE.fullmatch(letters, size):
            return [letters[:size], letters[size:]]
    return []


def is_person(word: str, roman: Roman) -> bool:
    """Whether a Hangul word may be this person's name, also if the romanisation is unusual."""
    if not 2 <= len(word) <= LONGEST:
        return False
    surname, given = halves(word)
    if is_surname(surname, roman.surname) and is_given(given, roman.given):
        return True
    if surname in surnames() and not is_surname(surname, roman.surname):
        return False
    return not roman.has_initials and sounds_alike(word, roman.mention.form)


@cache
def title_words() -> re.Pattern[str]:
    """Return a pattern of an English title, with the dot of its short form, at the end of a text."""
    words = {word for _, row in read_table("ko/titles.tsv") for word in row["english"].split("|")}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})\.? $", re.IGNORECASE)


def romanised_persons(text: str, given: Collection[str] = ()) -> list[Roman]:
    """Find romanised persons in an English text: surname and given name or initials, in either order.

    Args:
        text: English.
        given: Hangul given names to look for; a word that sounds like one of them counts as a name (`Sol`).

    Examples:
        >>> [(name.surname, name.given) for name in romanised_persons("Mayor Yang Si-on met Han-gyeol Park.")]
        [('Yang', 'Si-on'), ('Park', 'Han-gyeol')]
        >>> text = "D.H. Kim met KIM MIN-JAE and Min Ho Lee."  # which may be 이민호 or 민호이
        >>> [(name.surname, name.given) for name in romanised_persons(text)]
        [('Kim', 'D.H.'), ('KIM', 'MIN-JAE'), ('Min', 'Ho Lee'), ('Lee', 'Min Ho')]
    """
    places = gazetteer().hangul
    return [
        name for name in _read(text, tuple(given)) if name.given and name.mention.form.lower() not in places
    ]


def titled_romans(text: str) -> list[Roman]:
    """Find surnames with only a title before them and no other name behind them: `Mayor Kim`.

    Examples:
        >>> [name.surname for name in titled_romans("Mayor Kim met Rep. Lee and President Park Ji-min.")]
        ['Kim', 'Lee']
    """
    return [name for name in _read(text, ()) if not name.given]


@lru_cache(maxsize=4096)
def _read(text: str, given: tuple[str, ...]) -> tuple[Roman, ...]:
    if surnames_of().keys().isdisjoint(map(str.lower, CAPITALISED.findall(text))):
        return ()
    runs: list[list[Mention]] = []
    for word in map(_word, ROMAN_WORD.finditer(text)):
        if runs and word.span.start - runs[-1][-1].span.end == 1 and text[word.span.start - 1] == " ":
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(name for run in runs for name in _of_run(run, text, given))


def _word(match: re.Match[str]) -> Mention:
    form = possessor(match[0].rstrip(" " + HYPHENS))
    return Mention(form, Span(match.start(), match.start() + len(form)))


def _of_run(run: Sequence[Mention], text: str, given: tuple[str, ...]) -> Iterator[Roman]:
    """Yield the persons in a run of capitalised words, left to right, not overlapping."""
    taken = -1
    for number, word in enumerate(run):
        if number <= taken or word.form.lower() not in surnames_of() or word.form == "I":
            continue
        for size, is_behind in ((2, True), (1, True), (2, False), (1, False)):
            first = number + 1 if is_behind else number - size
            beside = run[first : first + size] if first > taken else ()
            if word.form.lower() in function_words() and not _is_joined_name(beside):  # In Lebanon
                continue
            if len(beside) == size and _is_given(beside, given, is_behind=is_behind):
                span = Span(
                    min(word.span.start, beside[0].span.start), max(word.span.end, beside[-1].span.end)
                )
                whole = Mention(span.of(text), span)
                yield Roman(word.form, Span(beside[0].span.start, beside[-1].span.end).of(text), whole)
                if size == 2 and is_behind and beside[1].form.lower() in surnames_of():  # Min Ho Lee
                    yield Roman(beside[1].form, f"{word.form} {beside[0].form}", whole)
                taken = max(number, first + size - 1)
                break
        else:
            before = title_words().search(text[max(0, word.span.start - 40) : word.span.start])
            if before and (number + 1 == len(run) or _is_word(run[number + 1].form)):
                yield Roman(word.form, "", word)
                taken = number


def _is_joined_name(words: Sequence[Mention]) -> bool:
    """Whether words are hyphenated like a given name (So Ji-sub), not like a place (In Jung-gu)."""
    return any(hyphen in word.form and not PLACE.search(word.form) for word in words for hyphen in HYPHENS)


def _is_given(words: Sequence[Mention], looked_for: Collection[str], *, is_behind: bool) -> bool:
    """Whether words beside a surname are a given name: `Do-hyun`, `Dohyun`, `Do Hyun`, `D.H.`."""
    forms = [word.form for word in words]
    if len(forms) == 2:
        return all(_SYLLABLE.fullmatch(form.lower()) for form in forms) and any(
            form.lower() not in function_words() for form in forms
        )
    (form,) = forms
    if INITIALS.match(form):
        return not is_behind and form not in NO_INITIALS
    if not is_behind and title_words().search(f"{form} "):  # Madam Park
        return False
    letters = "".join(LETTERS.findall(form.lower()))
    if any(hyphen in form for hyphen in HYPHENS):
        return _KOREAN_GIVEN.fullmatch(letters) is not None
    if form.lower() in function_words():
        return False
    if is_behind:
        return _KOREAN_GIVEN.fullmatch(letters) is not None and (
            unlike_common_words(form)
            or not _is_word(form)
            or any(sound_likeness(name, form) >= SAME_GIVEN for name in looked_for)
        )
    return bool(syllables(letters)) and not _is_word(form)


@lru_cache(maxsize=4096)
def _is_word(form: str) -> bool:
    """Whether it is a function word, or a lexicon word not only from Korean persons' names (김연아)."""
    stem = english_stem(form)
    if form.lower() in function_words():
        return True
    lexicon = news_lexicon()
    return any(
        lexicon.translations[known].isdisjoint(surname_spellings().get(known[0], ()))
        for known in translated_by().get(stem, ())
    )
