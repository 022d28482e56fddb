"""Before and after: 저녁을 먹은 뒤 beside `before dinner`.

Korean `먹은 뒤에 산책했다` is as well `ate before taking a walk`, so the two words alone prove nothing. They
are opposites if the words behind `before` translate those before 뒤, and none of those behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words, small_words
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.cover import translations_of
from aligner.pairs.ko_en.everyday import everyday_translations
from aligner.pairs.ko_en.negated_words import everyday_meanings
from aligner.pairs.opposites import Opposed

# The event, a noun or a predicate with its object, and the word for before or after. 뒤 and 다음 are also a
# place and `next`, so these two need a predicate.
_EVENT = r"(?<![가-힣\d])(?:[가-힣]+[을를이가]? )?(?P<event>[가-힣]+?)"
_HOW_LONG = r"(?:(?:[\d.]+|반|한|두|세|몇) ?(?:분|시간|일|주일?|개월|달|년|초)(?: |(?=[전후])))?"
_PARTICLE = r"(?:에는|에야|에도|에|의|로|부터|까지|,)?(?= |$)"
_AFTER = expression(
    _EVENT
    + r"(?:고 나서|(?<=[은한된간온난본낸친진긴운]) ?(?:뒤|후|다음|이후|직후)"
    + rf"|(?<![은는]) {_HOW_LONG}(?:이후|직후|후))"
    + _PARTICLE
)
_BEFORE = expression(
    _EVENT + rf"(?:기 ?(?:이전|직전|전)| {_HOW_LONG}(?:이전|직전|전)(?=에|부터|까지))" + _PARTICLE
)
_ENGLISH = {
    "after": expression(r"\b(?:after|following)\b", re.IGNORECASE),
    "before": expression(r"\b(?:before|prior to|ahead of)\b", re.IGNORECASE),
}
_FIRST_WORDS = frozenset(["after", "following", "before", "prior", "ahead"])  # of what stands there
_WORD = expression(r"[A-Za-z]+")
_NEAR = 3  # content words behind `before` among which its event is expected
_HANGUL = expression("[가-힣]+")
_ENDING = expression(r"(?:(?: ?(?:뒤|후|다음|이후|직후|이전|직전|전))|고 나서)[가-힣,]{0,3}$")
_CLAUSE = expression(r"[,.;:!?]")
_LENGTH_OF_TIME = expression(r"(?:년|월|일|주|시간|분|초|달|하루|이틀|사흘|얼마|조금|오래|잠시)$")


def sequence_words(korean: Said, english: Said) -> Iterator[Opposed]:
    """Yield a Korean word for before or after, and the English for the other one, with the same event.

    Examples:
        >>> from aligner.pairs.ko_en.cover import COVER
        >>> korean = Said("저녁 식사 후에 산책했다.", "ko", COVER)
        >>> list(map(bool, sequence_words(korean, Said("We took a walk before dinner.", "en", COVER))))
        [True]
        >>> list(sequence_words(korean, Said("We had dinner before taking a walk.", "en", COVER)))
        []
    """
    if _FIRST_WORDS.isdisjoint(small_words(english.text.lower())):  # decides most texts
        return
    for said, rendered, pattern in (("after", "before", _AFTER), ("before", "after", _BEFORE)):
        places = list(_ENGLISH[rendered].finditer(english.text))
        if not places or _ENGLISH[said].search(english.text):
            continue
        for event in pattern.finditer(korean.text):
            if _LENGTH_OF_TIME.search(event["event"]):
                continue
            others = _behind(korean.text, event.end())
            stems = _meanings(event[0]) - others
            for place in places:
                behind = _content_behind(english.text, place.end())
                if others.isdisjoint(behind) and not stems.isdisjoint(behind[:_NEAR]):
                    yield Opposed("opposite", Span(*event.span()), Span(*place.span()), is_turned=False)
                    return


def _meanings(words: str) -> frozenset[str]:
    """Return the stems that translate a predicate or noun with the word before it, without its ending."""
    bare = _ENDING.sub("", words)
    alone = (*map(translations_of, bare.split()), *map(everyday_meanings, bare.split()))
    return frozenset().union(everyday_translations(bare, bare.rfind(" ") + 1), *alone)


def _behind(korean: str, end: int) -> frozenset[str]:
    """Return the stems that translate the Korean words behind the event, among them the main verb."""
    words = _HANGUL.findall(korean, end)
    return frozenset().union(*map(translations_of, words), *map(everyday_meanings, words))


def _content_behind(english: str, start: int) -> list[str]:
    """Return the stems of the content words behind `before` or `after`, within its clause."""
    end = _CLAUSE.search(english, start)
    words = _WORD.findall(english, start, end.start() if end else len(english))
    return [english_stem(word) for word in words if word.lower() not in function_words()]
