"""What language a text is written in, read off its script: Hangul for Korean, Latin letters for English."""

from __future__ import annotations

import re

from aligner.model.text import Language

_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+")
_LATIN = re.compile(r"[A-Za-z]+")

# Letters of a text enough to tell; a book need not be read to its end.
_SAMPLE = 20_000


def hangul_share(text: str) -> float | None:
    """Share of Hangul among the letters of either script, in [0, 1]; None without letters."""
    sample = text[:_SAMPLE]
    hangul, latin = (sum(map(len, script.findall(sample))) for script in (_HANGUL, _LATIN))
    return hangul / (hangul + latin) if hangul or latin else None


def languages_of(source: str, target: str) -> tuple[Language, Language]:
    """Languages of a text and its translation: the side with more Hangul is Korean.

    The side that was left untranslated is still the English one. If nothing tells, the source is Korean.

    Examples:
        >>> languages_of("Rain fell.", "비가 왔다."), languages_of("", "Rain fell."), languages_of("12", "12")
        (('en', 'ko'), ('ko', 'en'), ('ko', 'en'))
    """
    left, right = hangul_share(source), hangul_share(target)
    if left is None and right is None:
        return "ko", "en"
    if left is None:
        left = 1 - (right or 0.0)
    if right is None:
        right = 1 - left
    return ("ko", "en") if left >= right else ("en", "ko")
