"""Reports a word that was translated by its opposite: up for down, guilty for acquitted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.checks.check import Check
from aligner.checks.finding import Finding, Place
from aligner.checks.quantities import DATE, compared
from aligner.checks.view import PairView, Passage
from aligner.model.mismatch import Kind
from aligner.model.quantity import Quantity
from aligner.pairs.opposites import Opposed
from aligner.quantities.compare import Comparison

# Strength of an opposite word beside a number that agrees, in a short sentence, and elsewhere.
BESIDE_NUMBER, IN_SHORT, ELSEWHERE = 0.9, 0.8, 0.7
# A sentence of at most so many words, on its shorter side, can hardly contain a second predicate.
SHORT = 12


def opposed(view: PairView) -> tuple[Opposed, ...]:
    """Return the opposite words of the two texts, including those that a negation turns round."""
    said = view.languages.cover.said
    return tuple(view.languages.opposites(view.first.once(said), view.second.once(said)))


def opposite_words(view: PairView) -> Iterator[Finding]:
    """Report a word whose opposite is on the other side, by the rules of the language pair.

    Right:
        `물가가 3% 올랐다.` / `Prices rose 3 percent.`
        `물가가 오르지 않았다.` / `Prices fell.`
        `법원은 중형의 판결을 내렸다.` / `The court raised the sentence.`
        `그는 다리에서 뛰어내렸다.` / `He jumped up from the bridge.`
        `경찰 조사를 받은 뒤 귀가했다.` / `He was questioned by police before going home.`
    Wrong (opposite):
        `물가가 3% 올랐다.` / `Prices fell 3 percent.`
        `항소심은 무죄로 봤다.` / `The appeals court found him guilty.`
        `수출은 4% 늘었다.` / `Exports fell 4 percent.`
        `관객이 적었다.` / `The audience was large.`
        `우리는 저녁을 먹은 뒤에 산책했다.` / `We took a walk before dinner.`
    Wrong (date):
        `다음 달 요금이 오른다.` / `Fares will rise this month.`
        `어제 눈이 왔다.` / `It will snow tomorrow.`

    Limits: words of a table, and those that the lexicon translates by these. A pair is not judged where one
    side has both opposites.
    """
    if not view.is_prose:
        return
    first, second = view.first, view.second
    for swap in view.once(opposed):
        if swap.is_turned:
            continue
        places = (first.place(swap.first), second.place(swap.second))
        source, target = places if first.is_source else places[::-1]
        if swap.kind == DATE.name and _is_seen(source, target, view):
            continue
        numbers_agree = _holds_number(view.once(compared))
        strength = BESIDE_NUMBER if numbers_agree else IN_SHORT if _is_short(view) else ELSEWHERE
        yield Finding(
            swap.kind,
            source,
            target,
            key="opposite",
            severity="error" if numbers_agree else "warning",
            strength=strength,
        )


def _is_seen(source: Place, target: Place, view: PairView) -> bool:
    """Return whether the comparison of quantities already reports that these dates differ."""
    return any(
        difference.kind == DATE.name
        and _touches(view.source, source, difference.source)
        and _touches(view.target, target, difference.target)
        for difference in view.once(compared).differing
    )


def _touches(passage: Passage, place: Place, quantities: Sequence[Quantity]) -> bool:
    """Return whether a place overlaps one of the quantities of a passage."""
    places = [passage.place(quantity.span) for quantity in quantities]
    return any(other.sentence == place.sentence and other.span.overlaps(place.span) for other in places)


def _holds_number(comparison: Comparison) -> bool:
    return bool(comparison.equal) and not comparison.differing


def _is_short(view: PairView) -> bool:
    return min(len(view.first.text.split()), len(view.second.text.split())) <= SHORT


OPPOSITE = Kind(
    "opposite",
    "accuracy/mistranslation",
    "warning",
    "one side says the opposite of the other: rose and fell, guilty and acquitted",
    explained_by=("bound", "name", "negation", "moved", "duplicate", "sentence_dropped", "sentence_added"),
    found="13 of 23",
)

OPPOSITES = Check(
    opposite_words,
    kinds=(OPPOSITE, DATE),
    messages={
        "opposite": "The source says {source}, the translation says the opposite or another one: {target}."
    },
)
