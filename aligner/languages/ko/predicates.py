"""The forms of a Korean verb or adjective, as beginnings of words: 오르다 has 오르고, 올랐, 오른, 오를, 오름.

A stem and its ending are joined in three ways: the ending has its own syllables (오르고, 닫으며), or the stem
takes the vowel 아 or 어 (올라, 닫아), with or without the past (올랐), or a final consonant (오른, 닫을).
Stems that change before a vowel are recognised by their last letters; those that don't change are listed.
Forms are patterns, so that other words that begin like a stem don't match: 오르막, 오른쪽.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

_FIRST, _FINALS, _VOWELS = 0xAC00, 28, 21
_NO_FINAL, _N, _D, _L, _B, _S, _M, _SS, _H = 0, 4, 7, 8, 17, 19, 16, 20, 27
_A, _AE, _YA, _EO, _E, _YEO, _O, _OE, _U, _WEO, _EU, _I = 0, 1, 2, 4, 5, 6, 8, 11, 13, 14, 18, 20
_WA, _WAE = 9, 10
# The vowel that the last vowel of a stem and 아 or 어 contract to: 보아 봐, 주어 줘, 이기어 이겨, 되어 돼,
# 크어 커.
_CONTRACTED = {
    _O: _WA,
    _U: _WEO,
    _I: _YEO,
    _OE: _WAE,
    _EU: _EO,
    _A: _A,
    _EO: _EO,
    _AE: _AE,
    _E: _E,
    _YEO: _YEO,
}

# Last syllables of stems that keep their final ㄷ, ㅂ or ㅅ before a vowel; other stems change: 걸어, 더워,
# 나아.
_KEEP_D = frozenset("닫받믿얻묻쏟굳뻗돋뜯걷")
_KEEP_B = frozenset("좁입잡뽑씹접집업굽")
_KEEP_S = frozenset("웃벗씻빗솟앗")

# The beginnings of endings: after a bare stem, a stem in ㄹ with and without its ㄹ, a stem that ends in a
# consonant. Any text may follow them.
_PLAIN = (
    "(?:고|며|면|자|지|기|는|던|도록|려|러|게|거|겠|니|나|다|더|네|세|셨|신|실|십|시|느|든|라|므|므로|구)"
)
_AFTER_L = "(?:고|며|면|자|지|기|던|도록|려|러|게|거|겠|다|더|든|라|므|구|어|었|아|았)"
_WITHOUT_L = "(?:는|니|네|세|셨|신|실|십|시|느)"
_CLOSED = (
    "(?:고|자|지|기|는|던|도록|게|거|겠|다|더|네|느|든|구|소|습|은|을|음|읍시"
    "|으[며면니려러므세시셨신실십라나])"
)
_AFTER_N = "(?:다|단|답|대|데|지|가|바|$|(?![가-힣]))"
_AFTER_FINAL_L = "(?:지|까|수|게|걸|것|만|때|듯|(?![가-힣]))"


def _split(syllable: str) -> tuple[int, int, int]:
    """Return the Unicode numbers of the lead, vowel and final consonant of a syllable."""
    number = ord(syllable) - _FIRST
    return number // (_FINALS * _VOWELS), number // _FINALS % _VOWELS, number % _FINALS


def _join(lead: int, vowel: int, final: int) -> str:
    return chr(_FIRST + (lead * _VOWELS + vowel) * _FINALS + final)


def _with_final(syllable: str, final: int) -> str:
    lead, vowel, _ = _split(syllable)
    return _join(lead, vowel, final)


# The vowel of a stem, by the vowel of its contracted past: 왔 오, 줬 주, 가졌 가지, 됐 되.
_APART = {_WA: _O, _WEO: _U, _YEO: _I, _WAE: _OE}


def without_past(word: str) -> str:
    """Return a word with the first past syllable (갔, 왔, 했) replaced by that of the stem; others unchanged.

    Examples:
        >>> [without_past(word) for word in ("가져갔어", "왔다", "말했지만", "먹었다", "간다")]
        ['가져가어', '오다', '말하지만', '먹어다', '간다']
    """
    for position, syllable in enumerate(word):
        if not "가" <= syllable <= "힣":
            continue
        lead, vowel, final = _split(syllable)
        if final == _SS and syllable not in "있겠":
            vowel = _A if syllable == "했" else _APART.get(vowel, vowel)
            return word[:position] + _join(lead, vowel, _NO_FINAL) + word[position + 1 :]
    return word


@cache
def predicate_forms(dictionary_form: str) -> tuple[str, ...]:
    """Return patterns of the beginnings of all forms of a predicate, each starting with letters.

    Args:
        dictionary_form: The form that ends in 다.

    Examples:
        >>> import re
        >>> pattern = re.compile("|".join(predicate_forms("오르다")))
        >>> [bool(pattern.match(word)) for word in ("올랐다", "오르며", "오른다", "오를", "오른쪽", "오르막")]
        [True, True, True, True, False, False]
    """
    stem = dictionary_form.removesuffix("다")
    before, last = stem[:-1], stem[-1]
    return tuple(dict.fromkeys(before[: len(before) - cut] + form for cut, form in _forms(before, last)))


def _forms(before: str, last: str) -> Iterator[tuple[int, str]]:
    """Yield the forms of the last syllable, each with the number of syllables before it that it includes."""
    lead, vowel, final = _split(last)
    if final == _NO_FINAL:
        yield from _open(before, last)
    elif final == _L:
        bare = _join(lead, vowel, _NO_FINAL)
        yield 0, last + _AFTER_L
        yield 0, last + _AFTER_FINAL_L
        if before:
            yield 0, bare + _WITHOUT_L
        # 는, 준 and 판 alone are other words; 주는 and 주시 are forms of 주다.
        yield 0, _join(lead, vowel, _N) + (_AFTER_N if before else "다")
        yield 0, _join(lead, vowel, _B) + "니"
    elif final == _B and last not in _KEEP_B:
        bare = _join(lead, vowel, _NO_FINAL)
        yield 0, last + _CLOSED
        yield 0, bare + "[우워웠운울움웁]"
        yield 0, bare + "[와왔]"
    elif final == _D and last not in _KEEP_D:
        yield 0, last + _CLOSED
        yield 0, _join(lead, vowel, _L) + "(?:[어었아았은을음]|으)"
    elif final == _S and last not in _KEEP_S:
        yield 0, last + _CLOSED
        yield 0, _join(lead, vowel, _NO_FINAL) + "(?:[어었아았은을음]|으)"
    else:
        yield 0, last + _CLOSED
        yield 0, last + "[아어았었]"


def _open(before: str, last: str) -> Iterator[tuple[int, str]]:
    """Yield the forms of a stem that ends in a vowel."""
    lead, vowel, _ = _split(last)
    yield 0, last + _PLAIN
    yield 0, _with_final(last, _N) + _AFTER_N
    yield 0, _with_final(last, _L) + _AFTER_FINAL_L
    yield 0, _with_final(last, _M)
    yield 0, _with_final(last, _B) + "[니시]"
    if last == "하":
        yield 0, "[해했]"
        yield 0, "하[여였]"
    elif last == "르" and before:
        doubled = _with_final(before[-1], _L)
        bright = _split(before[-1])[1] in (_A, _O, _YA)
        yield 1, doubled + ("[라랐]" if bright else "[러렀]")
    else:
        if vowel in (_OE, _I, _O, _U) or vowel not in _CONTRACTED:
            yield 0, last + "[아어았었]"
        if vowel in _CONTRACTED:
            joined = _join(lead, _vowel_joined(before, vowel), _NO_FINAL)
            # A form like 나가 is also the beginning of other words, so a word border or an ending must
            # follow.
            yield 0, joined + ("(?:서|도|야|요|(?![가-힣]))" if joined == last else "")
            yield 0, _with_final(joined, _SS)


def _vowel_joined(before: str, vowel: int) -> int:
    """Return the vowel of a stem contracted with 아 or 어: 크다 커, 바쁘다 바빠."""
    if vowel == _EU and before and _split(before[-1])[1] in (_A, _O, _YA):
        return _A
    return _CONTRACTED[vowel]
