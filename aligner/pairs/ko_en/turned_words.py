"""English words that negate a Korean word: `unpleasant` for 즐거운, `less smoothly` for 원활히.

No table can list them all, but the lexicon has the plain word (`pleasant`). The English says the opposite if
a Korean word means the plain word, nothing in the Korean negates it, and no Korean word means the negated
word (`unpleasant`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words, small_words
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import HEARD, resemblance
from aligner.pairs.ko_en.negated_words import denies
from aligner.pairs.opposites import Opposed
from aligner.remembered import remembered

# `in` and `dis` begin other words far more often (inform, discover), so they count only before these words.
_IN = (
    "accura|activ|adequa|appropria|capab|complet|conven|correct|defin|depend|direct|effect|effic|elig|equal|exact"
    "|experienc|flexib|formal|frequen|just|secur|sensitiv|signific|stabil|suffic|toler|valid|visib"
    "|sincer|consist|curab|edib|discre|tang|audib|conclus|consider|human|organic|divid"
)
_DIS = (
    "advantag|agre|appear|approv|belie|comfort|connect|content|continu"
    "|courag|honest|lik|loyal|obe|qualif|respect|satisf|trust"
)
# The words that the two patterns below may find begin in this way.
_BEGINNING = expression(rf"(?:un|im|ir|il)[a-z]{{4}}|non|in(?:{_IN})|dis(?:{_DIS})|less$")
_PREFIXED = expression(
    rf"(?<![\w-])(?:un|im|ir|il|non-?|in(?={_IN})|dis(?={_DIS}))(?P<word>[a-z]{{4,}})(?![\w-])", re.IGNORECASE
)
# Behind `less` and `non-` the plain word is a word of its own.
_PREFIX = expression(r"(?:un|im|ir|il|in|dis|non(?=[a-z]))")
_LATIN = expression("[A-Za-z]")
_HANGUL_WORD = expression("[가-힣]+")
_LESS = expression(r"(?<![\w-])less (?P<word>[a-z]{4,})(?![\w-])", re.IGNORECASE)
_MORE_OR_LESS = expression(r"(?:more or|no|not|nothing|none the|much|any|even) $", re.IGNORECASE)
# Korean words that mean less of something, or that it is not so.
_KOREAN_LESS = expression(
    r"덜|적|낮|줄|작|약|떨어|감소|못|안 |않|없|아니|불|부|비|미|무|반|싫|어렵|어려|힘들|말"
    r"|해제|제거|밖|예외|뜻외|금[연주식기지어]|풀|취소|반대|거부|끊|빼|잃|벗|사라|넘[기길긴겼]"
)


def turned_words(korean: Said, english: Said) -> Iterator[Opposed]:
    """Yield English words with a negative prefix or behind `less` whose plain word the Korean has.

    Examples:
        >>> from aligner.pairs.ko_en.cover import COVER
        >>> korean = Said("사생활은 중요하다.", "ko", COVER)
        >>> [found.second for found in turned_words(korean, Said("Privacy is unimportant.", "en", COVER))]
        [Span(start=11, end=22)]
        >>> list(turned_words(korean, Said("Privacy is important.", "en", COVER)))
        []
    """
    turned = [word for word in small_words(english.text.lower()) if _may_be_turned(word)]
    if not turned or not (any(map(_is_translated, turned)) or _LATIN.search(korean.text)):
        return
    for pattern in (_PREFIXED, _LESS):
        for match in pattern.finditer(english.text):
            plain = english_stem(match["word"].lower())
            whole = english_stem(match[0].lower())
            if match["word"].lower() in function_words() or whole in korean.content.stems:
                continue
            if pattern is _LESS and _MORE_OR_LESS.search(english.text, 0, match.start()):
                continue
            span = _where(plain, korean)
            if span is None or _is_denied(korean.text, span) or _is_heard(match[0], korean.text):
                continue
            if denies(english.text, "en", Span(*match.span())) or _says(plain, english, Span(*match.span())):
                continue
            yield Opposed("opposite", span, Span(*match.span()), is_turned=False)


@remembered
def _may_be_turned(word: str) -> bool:
    return _BEGINNING.match(word) is not None


@remembered
def _is_translated(word: str) -> bool:
    """Whether the plain word may be a translation of a Hangul word: not that of `until`."""
    prefix = _PREFIX.match(word)
    return prefix is None or english_stem(word[prefix.end() :]) in news_lexicon().covered


def _where(plain: str, korean: Said) -> Span | None:
    """Return the span of the only Korean word that means an English stem; None if there are several."""
    spans = [
        span
        for span, meanings in korean.cover.located(korean.text, "ko")
        if any(plain in meaning for meaning in meanings)
    ]
    return spans[0] if len(spans) == 1 else None


def _is_heard(english: str, korean: str) -> bool:
    """Whether the Korean transliterates the negated word: 언마운트."""
    return any(resemblance(word, english) >= HEARD for word in _HANGUL_WORD.findall(korean))


def _is_denied(korean: str, span: Span) -> bool:
    return denies(korean, "ko", span) or _KOREAN_LESS.search(korean) is not None


def _says(plain: str, english: Said, word: Span) -> bool:
    """Whether the English also has the plain word elsewhere."""
    around = f"{english.text[: word.start]} {english.text[word.end :]}".lower()
    return any(english_stem(other) == plain for other in re.findall(r"[a-z]+", around))
