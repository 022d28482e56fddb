"""The sounds of a name, in an alphabet that Hangul and Latin spellings share.

Knight & Graehl (1998) transliterate back and forth with cascades of finite-state models. We only
need to know whether two forms *can* be the same name, so both are mapped onto one coarse alphabet
in which the choices that transliteration makes freely (voiced or not, aspirated or not, l or r,
f or p) fall together:

    consonants  K N T L M P S J H      vowels  a e i o u O (ㅓ, ㅕ, ㅝ)      ㅡ is silent

A Latin form has up to two readings: as an English word (`George` begins with J) and as romanised
Korean (`Gyeonggi` begins with K), in Revised Romanization, McCune-Reischauer and the customary
spellings of personal names (`Young`, `Woo`, `Hyun`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.expressions import compiled

_FIRST_HANGUL, _LAST_HANGUL = 0xAC00, 0xD7A3

# Order of the Unicode jamo tables: initials ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ, and so on.
_INITIALS = ("K", "K", "N", "T", "T", "L", "M", "P", "P", "S", "S", "", "J", "J", "J", "K", "T", "P", "H")
_VOWELS = (
    "a", "e", "a", "e", "O", "e", "O", "e", "o", "a", "e", "e", "o", "u", "O", "e", "i", "u", "", "i", "i",
)  # fmt: skip
_FINALS = (
    "", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "L", "L", "L", "P", "L",
    "M", "P", "P", "T", "T", "N", "T", "T", "K", "T", "P", "",
)  # fmt: skip

# English letter groups to sounds, longest first; the right column is the spelling of Korean loanwords
# (Rules of Loanword Orthography, Ministry of Culture, 1986, table 1, folded onto our alphabet).
_ENGLISH = (
    (r"tch|t[sz]\b", "J"), (r"[st]ion\b", "SON"), (r"sch", "S"), (r"sh", "S"), (r"ch", "J"), (r"ph", "P"),
    (r"ck", "K"), (r"\bth", "T"), (r"th", "S"), (r"qu", "Ku"), (r"\bx", "S"), (r"x", "KS"),
    (r"c(?=[eiy])", "S"), (r"c", "K"), (r"dg(?=[eiy])", "J"), (r"g(?=[eiy])", "J"), (r"gh", ""),
    (r"ng", "N"), (r"\bkn", "N"), (r"\bwr", "L"), (r"(?<=[aeiou])r(?![aeiouy])", ""),
    (r"(?<=[^aeiou\W])e\b", ""), (r"(?<=[bcdgklmnprstvz])h", ""), (r"h\b|(?<=o)h(?=n)", ""),
    (r"ee|ea|ie", "i"), (r"oo|ou", "u"), (r"ai|ay|ei|ey", "ei"), (r"au|aw", "o"), (r"u(?=[nmpt])", "O"),
    (r"(?:[eiu]r|or\b)(?![aeiouy])", "O"), (r"y\b", "i"), (r"[yw]", ""),
)  # fmt: skip

# Romanised Korean: National Institute of Korean Language (2000), McCune & Reischauer (1939), and
# the spellings of names that follow English habits.
_ROMANISED = (
    (r"young|yeong|yŏng|yung", "ON"), (r"hyun|hyeon|hyŏn|hyoun", "HON"), (r"sung|seong|sŏng", "SON"),
    (r"jung|jeong|chung|chŏng|joung", "JON"), (r"kyung|gyeong|kyŏng|kyoung", "KON"), (r"myung", "MON"),
    (r"hyung", "HON"), (r"byung|pyung", "PON"), (r"suk\b", "SOK"), (r"oi\b|oe|ae|ai|ay", "e"),
    (r"eo|ŏ|u(?=n\b)", "O"), (r"eu|ŭ", ""), (r"ui|wi", "i"), (r"oo|ou", "u"), (r"ee", "i"),
    (r"ch|tch", "J"), (r"sh", "S"), (r"ng", "N"), (r"(?<=[aeiouO])r(?![aeiouO])", ""),
    (r"(?<=[aeiouO])h(?![aeiouO])", ""), (r"[yw]", ""),
)  # fmt: skip

# Letters that the rules above leave over: one letter, one sound.
_LETTERS = str.maketrans(
    {
        "b": "P", "c": "K", "d": "T", "f": "P", "g": "K", "h": "H", "j": "J", "k": "K", "l": "L", "m": "M",
        "n": "N", "p": "P", "q": "K", "r": "L", "s": "S", "t": "T", "v": "P", "x": "KS", "z": "J",
        "w": "", "y": "i", "'": "", "-": "", "\N{RIGHT SINGLE QUOTATION MARK}": "", ".": "", " ": "",
    }
    | {sound: sound for sound in "aeiouKNTLMPSJHO"}  # these stay; str.translate is slower without an entry
)  # fmt: skip

_REPEATED = compiled(r"(.)\1+", re.DOTALL)


def _compiled(rules: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Compile all rules to one pattern, in which an empty n-th group follows the n-th rule.

    A group around the rule would hide its first letter, by which a search skips most rules.
    """
    return compiled("|".join(f"(?:{pattern})()" for pattern, _ in rules))


@lru_cache(maxsize=1)
def _readings() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return, for the English and the romanised rules, the compiled pattern and the sound of each rule."""
    return tuple((_compiled(rules), tuple(sound for _, sound in rules)) for rules in (_ENGLISH, _ROMANISED))


def _single(sounds: str) -> str:
    """Return sounds without doubled ones, so that `Harris` and 해리스 agree."""
    # Few forms have doubled sounds, and a replacement without a match is five times as slow as a search.
    return _REPEATED.sub(r"\1", sounds) if _REPEATED.search(sounds) else sounds


class _SoundsOf(dict[int, str]):
    """The sounds of each syllable seen so far, for `str.translate`; other characters have none."""

    def __missing__(self, code: int) -> str:
        sounds = ""
        if _FIRST_HANGUL <= code <= _LAST_HANGUL:
            initial, rest = divmod(code - _FIRST_HANGUL, 588)
            vowel, final = divmod(rest, 28)
            sounds = _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
        self[code] = sounds
        return sounds


_SOUNDS_OF = _SoundsOf()


def hangul_sounds(form: str) -> str:
    """Return the sounds of a Hangul form; other characters than Hangul syllables are skipped.

    Examples:
        >>> hangul_sounds("보스턴")
        'PoSTON'
    """
    return _single(form.translate(_SOUNDS_OF))


def first_sound(form: str) -> str:
    """Return the first sound of a Hangul form, without reading the rest."""
    return _SOUNDS_OF[ord(form[0])][:1]


def latin_sounds(form: str) -> tuple[str, ...]:
    """Return the readings of a Latin form, the English one first, each once.

    Examples:
        >>> latin_sounds("Boston")
        ('PoSToN',)
        >>> latin_sounds("Kwan-young")
        ('KaNuN', 'KaNON')
    """
    lowered = form.lower()
    readings: dict[str, None] = {}
    for pattern, sounds in _readings():
        replaced = pattern.sub(lambda match, sounds=sounds: sounds[match.lastindex - 1], lowered)  # type: ignore[misc]
        readings[_single(replaced.translate(_LETTERS))] = None
    return tuple(readings)


class _Consonants(dict[int, int | None]):
    """Table for `str.translate` (three times as fast as `re`) that keeps consonants and drops all else."""

    def __missing__(self, code: int) -> None:
        self[code] = None


_CONSONANTS = _Consonants({ord(letter): ord(letter) for letter in "KNTLMPSJH"})


def skeleton(sounds: str) -> str:
    """Return the consonants of a reading; transliterations agree least on the vowels."""
    return sounds.translate(_CONSONANTS)
