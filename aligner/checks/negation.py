"""Reports clauses that are negated on one side only."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.check import Check
from aligner.checks.finding import Finding
from aligner.checks.opposites import opposed
from aligner.checks.view import PairView
from aligner.model.mismatch import Kind


def flipped_negation(view: PairView) -> Iterator[Finding]:
    """Report a clause that is negated on one side only, by the rules of the language pair.

    A negated word and its opposite on the other side mean the same, so these are not reported.

    Right:
        `행사는 열리지 않았다.` / `The event was cancelled.`
        `문을 닫지 않았다.` / `The door was left open.`
    Wrong (negation):
        `마당은 열지 않는다.` / `The yard will be opened.`
        `시장은 안건에 동의했다.` / `The mayor did not agree to the agenda.`
        `회의실 온도가 불균형하다.` / `The temperature in the meeting room is balanced.`
    """
    negation = view.languages.negated(view.first.text, view.second.text) if view.is_prose else None
    if negation is None or any(swap.is_turned for swap in view.once(opposed)):
        return
    negated, other = (view.first, view.second) if negation.is_first else (view.second, view.first)
    place = negated.place(negation.span)
    places = (place, other.whole()) if negated.is_source else (other.whole(), place)
    key = "negated_source" if negated.is_source else "negated_target"
    yield Finding("negation", *places, key=key, strength=0.75)


NEGATION = Kind(
    "negation",
    "accuracy/mistranslation",
    "warning",
    "one side says not, the other does not",
    found="32 of 42",
)

NEGATIONS = Check(
    flipped_negation,
    kinds=(NEGATION,),
    messages={
        "negated_source": "The source says {source}, the translation has no negation.",
        "negated_target": "The translation says {target}, the source has no negation.",
    },
)
