"""Reports inconsistencies over a document: one name or term in two forms, one person who becomes another.

The rules belong to the language pair (`aligner.pairs.drift`): they know which words are names or terms, and
when two forms mean one thing. This module turns what they find into findings with places.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.check import Check, Scope
from aligner.checks.documents import INCONSISTENT
from aligner.checks.finding import Finding, Place
from aligner.checks.view import DocumentView, named
from aligner.model.mismatch import Kind
from aligner.pairs.drift import Drift, Spot, Texts


def _texts(view: DocumentView) -> list[Texts]:
    return [
        Texts(pair.first.text, pair.second.text, pair.has_both, pair.is_prose, pair.once(named))
        for pair in view.pairs
    ]


def _places(drift: Drift, view: DocumentView) -> tuple[Place | None, Place | None]:
    """Return the source place and the target place of a drift."""
    places = _place(drift.first, view, is_first=True), _place(drift.second, view, is_first=False)
    return places if view.in_order else places[::-1]


def _place(spot: Spot | None, view: DocumentView, *, is_first: bool) -> Place | None:
    if spot is None:
        return None
    pair = view.pairs[spot.pair]
    passage = pair.first if is_first else pair.second
    return passage.whole() if spot.span is None else passage.place(spot.span)


def name_variants(view: DocumentView) -> Iterator[Finding]:
    """Report a name that is spelt differently from the rest of the document; info if only in the source.

    Right:
        `김민서 시장이 왔다.` / `Mayor Kim Min-seo came.` then `김민서 시장은 웃었다.` / `Mayor Kim laughed.`
    Wrong (name_variant):
        `군산은 크다.` / `Gunsan is large.` then `군산에 비가 왔다.` / `It rained in Gunsen.`
        `댈러스는 크다.` / `Dallas is large.` then `달라스에 비가 왔다.` / `It rained in Dallas.`
    """
    for drift in view.languages.drifts.names(view.once(_texts)):
        source, target = _places(drift, view)
        yield Finding(
            "name_variant",
            source,
            target,
            fields=drift.fields,
            severity=None if target else "info",
            strength=drift.strength,
        )


def two_place_names(view: DocumentView) -> Iterator[Finding]:
    """Report a place for which the translation uses another of its names than in most sentences.

    Right:
        `부산은 크다.` / `Busan is large.` then `부산에 비가 왔다.` / `It rained in Busan.`
    Wrong (name_variant):
        `부산은 크다.` / `Busan is large.` then `부산에 비가 왔다.` / `It rained in Busan.`
            then `부산에서 열렸다.` / `It was held in Pusan.`
    """
    for drift in view.languages.drifts.places(view.once(_texts)):
        yield Finding(
            "name_variant",
            *_places(drift, view),
            key="place_name",
            fields=drift.fields,
            severity="info",
            strength=drift.strength,
        )


def two_terms(view: DocumentView) -> Iterator[Finding]:
    """Report a term that is translated differently from the rest of the document.

    Right:
        `창업지원관이 문을 열었다.` / `The Startup Support Hall opened.`
            then `창업지원관은 크다.` / `The hall is large.`
    Wrong (inconsistent):
        `창업지원관이 문을 열었다.` / `The Startup Support Hall opened.`
            then `창업지원관은 크다.` / `The Founding Aid Center is large.`
    """
    for drift in view.languages.drifts.terms(view.once(_texts)):
        places = _places(drift, view)
        yield Finding("inconsistent", *places, key="two_terms", fields=drift.fields, strength=drift.strength)


def drifting_subjects(view: DocumentView) -> Iterator[Finding]:
    """Report a subject that the source leaves out and for which the translation uses a wrong pronoun.

    Right:
        `시장은 군산을 찾았다.` / `The mayor visited Gunsan.`
            then `이어 주민들을 만났다.` / `He then met residents.`
            then `도서관도 둘러봤다.` / `He also looked around the library.`
    Wrong (pronoun):
        `시장은 군산을 찾았다.` / `The mayor visited Gunsan.`
            then `도서관도 둘러봤다.` / `He looked around the library.`
            then `이어 주민들을 만났다.` / `They then met residents.`
    """
    for drift in view.languages.drifts.subjects(view.once(_texts)) if view.in_order else ():
        places = _places(drift, view)
        yield Finding(
            "pronoun", *places, key="drifting_subject", fields=drift.fields, strength=drift.strength
        )


def changing_gender(view: DocumentView) -> Iterator[Finding]:
    """Report a person who is `she` in most sentences of the translation and `he` in one, or the reverse.

    Right:
        `봉 씨는 상인이다.` / `Bong is a merchant; she sells fish.` then `봉 씨는 웃었다.` / `She laughed.`
    Wrong (pronoun):
        `봉 씨는 상인이다.` / `Bong is a merchant; she sells fish.` then `봉 씨는 웃었다.` / `He laughed.`
    """
    for drift in view.languages.drifts.genders(view.once(_texts)) if view.in_order else ():
        places = _places(drift, view)
        yield Finding("pronoun", *places, key="changed_gender", fields=drift.fields, strength=drift.strength)


NAME_VARIANT = Kind(
    "name_variant", "terminology/inconsistent", "warning", "one name spelt in two ways", found="14 of 15"
)
PRONOUN = Kind("pronoun", "accuracy/mistranslation", "info", "the subject drifts between he, they and we")

VARIANTS = Check(
    name_variants,
    kinds=(NAME_VARIANT,),
    messages={"name_variant": "{here} is spelt {other} elsewhere; both are {both}."},
    scope=Scope.DOCUMENT,
)
PLACE_NAMES = Check(
    two_place_names,
    kinds=(NAME_VARIANT,),
    messages={"place_name": "{place} is {here} here, {other} elsewhere."},
    scope=Scope.DOCUMENT,
)
TERMINOLOGY = Check(
    two_terms,
    kinds=(INCONSISTENT,),
    messages={"two_terms": "{term} is {other} elsewhere, and {here} here."},
    scope=Scope.DOCUMENT,
)
SUBJECTS = Check(
    drifting_subjects,
    kinds=(PRONOUN,),
    messages={"drifting_subject": "The source leaves the subject of {target} out; nearby it is {nearby}."},
    scope=Scope.DOCUMENT,
)
GENDERS = Check(
    changing_gender,
    kinds=(PRONOUN,),
    messages={"changed_gender": "{person} is {here} here, {elsewhere} elsewhere."},
    scope=Scope.DOCUMENT,
)
