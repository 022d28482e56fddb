"""Recognition of Korean sentence ends without a blank: `귀국했다.이번`, `열렸다.She came in.불이 켜졌다`."""

from __future__ import annotations

from functools import cache

from aligner.expressions import expression
from aligner.tables import read_table

_LATIN_WORD = expression(r"([A-Za-z]+)\.$")
# The start of a sentence in Latin letters after a Korean one (열렸다.She), not the end of an address
# (했다.Com).
_LATIN_OPENING = expression(r"[\"“‘]?[A-Z](?!(?:om|et|rg|o|r)\b)[A-Za-z'’&-]*+(?=[\s,가-힣])")
# Words in Latin letters between the end of a Korean sentence and the place that is examined (in.불이).
_LATIN_SENTENCE = expression(r"[가-힣][.?!][\"”’)]?\s*[\"“‘]?[A-Z][^.?!가-힣]*\s[^.?!가-힣]*[a-z)]$")
_OPENERS = frozenset("“‘\"'[(<【「『《〈▲△■□○●◇◆")
# Numbers of the final consonants ㄴ and ㅆ in a Hangul syllable (Unicode).
_FINAL_N, _FINAL_SS = 4, 20


def is_glued_end(text: str, stop: int, start: int) -> bool:
    """Return whether a sentence ends at `stop` although the text at `start` follows without a blank.

    Examples:
        >>> is_glued_end("회의는 끝났다.모두 갔다.", 7, 8), is_glued_end("한빛군.솔내시가", 3, 4)
        (True, False)
    """
    if stop < 2:
        return False
    last, after = text[stop - 1], text[start]
    hangul = "가" <= after <= "힣"
    if hangul and "a" <= last <= "z" and _LATIN_SENTENCE.search(text, max(0, stop - 200), stop):
        return not is_abbreviated(text, stop)
    if not (hangul or after.isdigit() or after in _OPENERS or _LATIN_OPENING.match(text, start)):
        return False
    return last in "요죠까" or (last == "다" and is_verbal(text[stop - 2]))


def is_verbal(before: str) -> bool:
    """Return whether 다 after this character is a verb ending: 했다, 한다, 이다, 3㎞다; not 바다, 마다."""
    if "가" <= before <= "힣":
        return (ord(before) - 0xAC00) % 28 in (_FINAL_N, _FINAL_SS) or before in "이니하되"
    return not before.isspace() and before not in "\"'”’(.,"


def is_abbreviated(text: str, stop: int) -> bool:
    """Return whether the word before a full stop is an abbreviation in Latin letters."""
    word = _LATIN_WORD.search(text, max(0, stop - 12), stop + 1)
    return word is not None and word.group(1).lower() in _latin_abbreviations()


@cache
def _latin_abbreviations() -> frozenset[str]:
    return frozenset(row["surface"] for _, row in read_table("en/abbreviations.tsv"))
