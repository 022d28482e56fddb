"""Laws of reading characters: a sign in another form changes nothing but the places."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

import aligner
from aligner.characters import fold
from aligner.model.mismatch import Mismatch
from aligner.model.text import Span
from aligner.quantities import read_quantities

WORDS = (
    "시는", "군수는", "김민서", "박서윤 시장이", "관람객", "3만", "5천", "8천 명", "2조", "1,870억원",
    "5월", "3일", "열두", "스무", "않았다.", "밝혔다.", "못했다.", "무료다.", "“간다”고", "12%", "7도",
    "100만 달러", "Kim", "Min-seo", "Park", "said", "not", "38,000", "visitors", "$1.5", "million", "won",
    "May", "3,", "twelve", "percent", "“Go.”", "Mayor", "It", "rained.", "2024",
)  # fmt: skip
ODD = (
    "\u00a0",
    "\u202f",
    "\u2009",
    "\u2007",
    "\u3000",
    "\t",
    "\n",
    "  ",
    "&nbsp;",
    "\u200b \u2060",
    "\u2003",
)
UNSEEN = ("\u200b", "\u200d", "\u2060", "\ufeff", "\xad", "\ufe0f", "&shy;", "\u200e")
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)
pairs = st.tuples(sentences, sentences)


def check(source: str, target: str) -> list[Mismatch]:
    return aligner.check([(source, target)])[0]


def told(found: list[Mismatch]) -> list[tuple[object, ...]]:
    """What is reported of the pair itself; markup is about the file."""
    return [
        (one.kind, one.severity, one.source_value, one.target_value, one.confidence)
        for one in found
        if one.kind != "markup"
    ]


def surfaces(found: list[Mismatch]) -> list[tuple[str | None, str | None]]:
    return [(one.source_surface, one.target_surface) for one in found if one.kind != "markup"]


def stand_in(found: list[Mismatch], source: str, target: str) -> bool:
    """Whether the characters at each span are the surface form."""
    return all(
        span is None or span.of(text) == surface
        for one in found
        for span, surface, text in (
            (one.source_span, one.source_surface, source),
            (one.target_span, one.target_surface, target),
        )
    )


@given(pair=pairs)
@settings(max_examples=150, deadline=None)
def test_letters_apart_are_letters(pair: tuple[list[str], list[str]]) -> None:
    """NFD gives the mismatches of NFC, in the places that are the same characters taken apart."""
    source, target = (" ".join(words) for words in pair)
    apart = normalize("NFD", source), normalize("NFD", target)
    one, two = check(source, target), check(*apart)
    assert told(one) == told(two)
    assert surfaces(one) == [
        tuple(form and normalize("NFC", form) for form in forms) for forms in surfaces(two)
    ]
    assert stand_in(two, *apart)


@given(pair=pairs, blank=st.sampled_from(ODD))
@settings(max_examples=200, deadline=None)
def test_any_blank_is_a_blank(pair: tuple[list[str], list[str]], blank: str) -> None:
    """Of groups of three digits, which such a blank holds together, none are among the words."""
    plain = [" ".join(words) for words in pair]
    odd = [text.replace(" ", blank) for text in plain]
    one, two = check(*plain), check(*odd)
    assert told(one) == told(two)
    assert stand_in(two, *odd)


@given(pair=pairs, sign=st.sampled_from(UNSEEN), place=st.integers(0, 200))
@settings(max_examples=200, deadline=None)
def test_a_sign_without_width_is_nothing(pair: tuple[list[str], list[str]], sign: str, place: int) -> None:
    """Inside a word or a number, behind a letter or a digit."""
    plain = [" ".join(words) for words in pair]
    odd = []
    for text in plain:
        inside = [at + 1 for at in range(len(text) - 1) if text[at].isalnum() and not text[at + 1].isspace()]
        at = inside[place % len(inside)] if inside else 0
        odd.append(text[:at] + sign + text[at:])
    one, two = check(*plain), check(*odd)
    assert told(one) == told(two)
    assert stand_in(two, *odd)


@given(
    text=st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            (*WORDS, *ODD, *UNSEEN, "e\u0301", "\u1100", "\u1161", "&#39;", "&amp;", "&", "\uff0e", "\u20135")
        ),
        max_size=14,
    ).map("".join)
)
@settings(max_examples=400, deadline=None)
def test_places_go_there_and_back(text: str) -> None:
    """Each character of a folded text stands for a stretch of the text as given, in order."""
    folded = fold(text)
    if folded is None:
        return
    assert folded.given == text
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert all(one <= two for places in (folded.starts, folded.ends) for one, two in pairwise(places))
    for at in range(len(folded.text)):
        place = Span(at, at + 1)
        there = folded.forth(folded.back(place))
        assert there.start <= at < there.end


@given(text=sentences.map(" ".join), language=st.sampled_from(("ko", "en")), sign=st.sampled_from(UNSEEN))
@settings(max_examples=150, deadline=None)
def test_quantities_keep_the_characters_as_given(text: str, language: str, sign: str) -> None:
    odd = normalize("NFD", text).replace(" ", f"\u00a0{sign}")
    one, two = read_quantities(text, language), read_quantities(odd, language)
    assert [(q.value, q.unit, q.kind, q.bound) for q in one] == [
        (q.value, q.unit, q.kind, q.bound) for q in two
    ]
    assert all(quantity.span.of(odd) == quantity.surface for quantity in two)
