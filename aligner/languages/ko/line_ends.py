"""Recognition of Korean lines whose sentence plainly goes on in the next line."""

from __future__ import annotations

import re
from functools import cache

from aligner.expressions import expression
from aligner.languages.ko.continuations import quotation_goes_on
from aligner.tables import read_table

_LAST_WORD = expression(r"([가-힣]+)[,\"'”’)]?$")
_FIRST_WORD = expression(r"([가-힣]+)")
_STOPPED = expression(r"[.?!…:][\"”’')\]]*$")
_QUOTATION = expression(r"[\"”’]$")
_OPENING = ("“", "‘", '"')
# Particles inside a line. A line with two of them and without a verb at its end goes on; titles leave out
# particles.
_PARTICLE = expression(r"[가-힣](?:은|는|을|를|에서|에게|라서|어서|아서|여서|으로|며|면서|지만)[,\s]")
_FEWEST_WORDS = 3


def continues(line: str, following: str) -> bool:
    """Return whether `following` goes on with the sentence of `line`.

    Examples:
        >>> continues("배가 늦게 들어와 시장이", "조용했다."), continues("개관 안내", "도서관은 9시에 연다.")
        (True, False)
        >>> continues("그림 한 장을 마치", "는 데 석 달이 걸린다."), continues("“보았소?”", "하고 묻자")
        (True, True)
    """
    if _QUOTATION.search(line) and quotation_goes_on(following):
        return True
    if _STOPPED.search(line):
        return False
    first, last = _FIRST_WORD.match(following), _LAST_WORD.search(line)
    if len(line.split()) < _FEWEST_WORDS:  # a title, unless it names a speaker: 원장은 / “...”
        return following[:1] in _OPENING and last is not None and _is_open(last.group(1))
    if first is not None and first.group(1) in (*_open()["begin"], *_open()["rest"]):
        return True
    if last is not None and _is_open(last.group(1)):
        return True
    return len(_PARTICLE.findall(line)) > 1 and not line.endswith(("다", "요", "죠", "까"))


@cache
def inside_word() -> re.Pattern[str]:
    """Return the pattern of a line end inside a word, before text that is never a word by itself.

    Examples:
        >>> inside_word().sub("", "그림을 마치\\n는 데"), inside_word().sub("", "새로\\n한 다리").split()
        ('그림을 마치는 데', ['새로', '한', '다리'])
    """
    return expression(
        rf"(?<=[가-힣A-Za-z0-9])[^\S\n]*\n[^\S\n]*(?=(?:{'|'.join(_open()['rest'])})(?![가-힣]))"
    )


def _is_open(word: str) -> bool:
    table = _open()
    return word in table["word"] or (word.endswith(table["ending"]) and word not in table["ending"])


@cache
def _open() -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {"word": [], "ending": [], "begin": [], "rest": []}
    for _, row in read_table("ko/open_words.tsv"):
        forms[row["match"]].append(row["surface"])
    return {match: tuple(surfaces) for match, surfaces in forms.items()}
