"""Usual spellings of Korean given names in Latin letters.

Given names are compared syllable by syllable: a pattern lists the usual spellings of each Hangul letter. This
distinguishes `Min-jun` from `Min-jae`, whose consonants are alike.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product

from aligner.expressions import compiled
from aligner.pairs.ko_en.likeness import sound_likeness

HYPHENS = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}-"  # the last one must end a character class
_SYLLABLES = compiled("[가-힣]*")
INITIALS = compiled(rf"(?:[A-Z]\.[ {HYPHENS}]?)+$")
LETTERS = compiled(r"[a-z]+")
_VOWEL_LETTERS = compiled(r"[wy]?[aeiou]+h?")
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
_LAST_LETTERS = compiled(r"[^aeiouwy]*(?=e?$)")
_SILENT = frozenset(["h", "r"])  # Noh, Burn
_VOWEL_SIGNS = frozenset("aeiouyw")
# Consonants for which custom writes each other: Gina or Jina, Ryu or Lyu or Nyu.
_ALIKE = {"g": "gj", "l": "lrn", "r": "lrn", "n": "lrn", "f": "fp", "x": "xs"}
_LONGEST_SPELLING = sum(max(map(len, "|".join(all_).split("|"))) for all_ in (_INITIAL, _VOWEL, _FINAL))
SYLLABLE = compiled(
    r"(?:gg?|kk?|n|dd?|tt?h?|r|l|m|bb?|pp?h?|s[sh]?|jj?|ch|h|w|y|wh)?(?:y|w)?"
    r"(?:ae|eo|eu|oe|ui|oo|ou|ee|ie|ai|ay|uh|oh|ah|[aeiou])(?:ng|ck|k|g|n|l|m|p|b|t|h)?"
)
# Syllables that only Chinese names have (양제츠, Yang Jiechi); these are not romanised as Korean.
CHINESE = frozenset("츠쩌샤샹핑칭커쥔쥐취닝웨펑캉둥쉬쉐슝룽룬촨촹줘")
# Likeness of sounds from which given names of one or two syllables count as one name.
SAME_GIVEN = 0.75


@lru_cache(maxsize=16384)
def is_given(hangul: str, latin: str) -> bool:
    """Whether a Latin given name, or initials, can be the Hangul one.

    Examples:
        >>> is_given("민재", "Minjae"), is_given("민재", "M.J."), is_given("민재", "Min-jun")
        (True, True, False)
    """
    if not _SYLLABLES.fullmatch(hangul):  # two names that were read as one: 가온 준서
        return False
    if INITIALS.match(latin):
        letters = [letter for letter in latin.lower() if letter.isalpha()]
        return all(_begins(one, letter) for one, letter in zip(hangul, letters, strict=False))
    parts = LETTERS.findall(latin.lower())
    if _spells(hangul, "".join(parts)):
        return True
    if len(hangul) == 2 and CHINESE.isdisjoint(hangul) and len(syllables("".join(parts))) == 2:
        return False
    return sound_likeness(hangul, latin) >= SAME_GIVEN


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
        if SYLLABLE.fullmatch(letters, 0, size) and SYLLABLE.fullmatch(letters, size):
            return [letters[:size], letters[size:]]
    return []
