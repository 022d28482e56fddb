"""With and without: 예약 없이 beside `with a reservation`, 예약하고 beside `without a reservation`.

`negation` leaves adverbs out, since most are translated freely. Here both sides name the thing, one with 없이
or `without`, and nothing else on the other side says no.
"""

from __future__ import annotations

import re

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem
from aligner.model.text import Span
from aligner.pairs.ko_en.cover import translations_of
from aligner.pairs.ko_en.negation_forms import Passage, may_say_no, negations, says_no
from aligner.pairs.negation import Negated

_KOREAN_WITHOUT = expression(r"(?P<thing>[가-힣]+?)[은는도이가을를]? ?없이(?![가-힣])")
_THING = r"(?:(?:an?|the|any|his|her|their|its|my|your|our|prior|proper|valid) )*(?P<thing>[a-z]+)"
_WITH = expression(rf"\bwith {_THING}", re.IGNORECASE)
_WITHOUT = expression(rf"\bwithout {_THING}\b(?<!ing)", re.IGNORECASE)
# `can't drive without a license`: 면허가 있어야 운전한다.
_NOT = expression(r"\b(?:not|no|never|cannot)\b|n['\N{RIGHT SINGLE QUOTATION MARK}]t\b", re.IGNORECASE)
# Without the negative prefixes of 불구속 and 무면허.
_HANGUL = expression("(?<![가-힣])(?![불무미비부])[가-힣]+")


def with_for_without(korean: Passage, english: Passage) -> Negated | None:
    """Find a thing that one side has and the other side is without.

    Examples:
        >>> from aligner.pairs.ko_en.negation_forms import read_passage
        >>> korean = read_passage("예약 없이 방문했다.", "ko")
        >>> with_for_without(korean, read_passage("He visited with a reservation.", "en"))
        Negated(is_first=True, span=Span(start=0, end=5))
        >>> with_for_without(korean, read_passage("He visited without a reservation.", "en"))
    """
    if "없이" in korean.text:
        if len(negations(korean)) > 1 or says_no(english):
            return None
        things = {english_stem(match["thing"]) for match in _WITH.finditer(english.text)}
        for match in _KOREAN_WITHOUT.finditer(korean.text):
            if not things.isdisjoint(translations_of(match["thing"])):
                return Negated(True, Span(*match.span()))
        return None
    without = _WITHOUT.search(english.text)
    if without is None or says_no(korean) or may_say_no(korean) or _NOT.search(english.text):
        return None
    thing = english_stem(without["thing"])
    said = any(thing in translations_of(word) for word in _HANGUL.findall(korean.text))
    return Negated(False, Span(*without.span())) if said else None
