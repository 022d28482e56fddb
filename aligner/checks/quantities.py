"""Reports numbers, dates and units that differ between the two sides of a pair.

`aligner.quantities.compare` decides by value which quantities differ. This module gives each difference its
place and its message. A number that seems to be lost may be in the neighbouring pair; `find_mismatches`,
which sees all pairs, looks there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import log10
from unicodedata import numeric

from aligner.checks.check import Check
from aligner.checks.damage import SOURCE_DAMAGE
from aligner.checks.documents import MOVED
from aligner.checks.finding import Finding, Place
from aligner.checks.view import PairView, Passage, quantities_of
from aligner.expressions import compiled
from aligner.languages import Language
from aligner.model.mismatch import Kind
from aligner.model.quantity import Quantity, Value
from aligner.model.text import Span
from aligner.quantities.compare import Comparison, Difference, compare
from aligner.quantities.difference import in_words

_DIGITS = compiled(r"[0-9](?:[0-9,]*[0-9])?")
EXPECTED = "magnitude_expected"  # key of the message that also gives the correct translation
_CIRCLED = compiled(r"[\u2460-\u2473]")
POWERS = {
    1: "ten", 2: "a hundred", 3: "a thousand", 4: "ten thousand", 5: "a hundred thousand", 6: "a million",
    7: "ten million", 8: "a hundred million", 9: "a billion", 12: "a trillion",
}  # fmt: skip
BOUNDS = {
    None: "exactly", "about": "about", "at_least": "at least", "more_than": "more than",
    "at_most": "at most", "less_than": "less than",
}  # fmt: skip


def unequal_quantities(view: PairView) -> Iterator[Finding]:
    """Report quantities of one side that are equal to no quantity of the other side.

    Kinds: number, magnitude, number_missing, number_added, unit, percent_points, date and bound. The kind is
    source_damage where the Korean number consists of the digits of several English numbers run together.

    Right:
        `3만 명이 왔다.` / `30,000 people came.`
        `넓이는 100평이다.` / `It covers 330 square meters.`
        `양국이 만났다.` / `The two countries met.`
        `지지율은 5%p 내렸다.` / `Approval fell by 5 points.`
    Wrong (number):
        `축제에 48개 단체가 참여했다.` / `A total of 84 groups took part in the festival.`
        `공장에는 직원 240명이 일한다.` / `The factory employs 420 workers.`
    Wrong (magnitude):
        `매출은 12억 5천만 원이다.` / `Sales were 125 million won.`
        `3만 명이 왔다.` / `300,000 people came.`
    Wrong (number_missing): `버스 18대가 새로 들어왔다.` / `New buses have arrived.`
    Wrong (number_added): `주민들이 공원을 청소했다.` / `A total of 35 residents cleaned the park.`
    Wrong (source_damage): `마을 학교 1827곳이 열린다.` / `Some 18 to 27 village schools open.`
    Wrong (moved):
        `비가 왔다.` / `It rained in all 36 villages.` then `마을 36곳이 젖었다.` / `The villages got wet.`
    Wrong (unit): `그는 100만 달러를 기부했다.` / `He donated £1 million.`
    Wrong (percent_points):
        `실업률은 0.3%포인트 올랐다.` / `The jobless rate rose 0.3 percent.`
        `물가는 2.1% 올랐다.` / `Prices rose 2.1 percentage points.`
    Wrong (date): `행사는 14일 열렸다.` / `The event was held on the 15th.`
    Wrong (bound): `회원은 70명 이상이다.` / `There are at most 70 members.`

    Measured: 43 of 43 changed numbers and magnitudes, 42 of 43 dates, 34 of 36 units, 39 of 43 dropped and
    43 of 43 added numbers found; 268 of 272 reports right. The other four are "hundreds of millions" for
    수십억, which is the translator's own error, and three numbers that the English really adds (`the
    seven-year talks`).

    Limits: quantities that can't be read are not compared. `first`, `one` and `two` are often left out or
    added in correct translations, so they are at most info.
    """
    if not view.has_both:
        return
    for difference in view.once(compared).differing:
        source, target = _place(view.source, difference.source), _place(view.target, difference.target)
        fields = _fields(difference, source, view.target_language)
        kind = difference.kind if source and target else "number_missing" if source else "number_added"
        yield Finding(
            difference.kind,
            source,
            target,
            _value(difference.source),
            _value(difference.target),
            key=EXPECTED if "expected" in fields else kind,
            fields=fields,
            severity=difference.severity,
            strength=difference.strength,
        )


def compared(view: PairView) -> Comparison:
    """Return the comparison of the quantities of both sides, by value or else by their digits."""
    source, target = view.source, view.target
    comparison = compare(
        source.once(quantities_of),
        target.once(quantities_of),
        source_text=source.text,
        target_text=target.text,
        languages=(source.language, target.language),
    )
    if not comparison.differing:
        return comparison
    in_source, in_target = _digits(source.text), _digits(target.text)
    differing = [
        difference
        for difference in comparison.differing
        if not _is_written_on_both_sides(difference, in_source, in_target)
        and not _is_item_number(difference, source.text)
    ]
    return Comparison(comparison.equal, tuple(differing))


def _digits(text: str) -> Counter[str]:
    """Return how often each number in digits occurs in a text, with commas removed."""
    return Counter(number.replace(",", "") for number in _DIGITS.findall(text))


def _is_written_on_both_sides(difference: Difference, source: Counter[str], target: Counter[str]) -> bool:
    """Return whether a number without counterpart is written with these digits in the other text.

    Then the other text has the number, but it was read as another quantity (`1600년 전`, `1,600-year-old`).

    Args:
        difference: A difference between the two sides.
        source, target: The numbers in digits of each text, see `_digits`.
    """
    if difference.kind not in ("number_missing", "number_added"):
        return False
    own, other = (source, target) if difference.source else (target, source)
    numbers = _digits((*difference.source, *difference.target)[0].surface)
    return bool(numbers) and all(len(number) > 1 and 0 < own[number] <= other[number] for number in numbers)


def _is_item_number(difference: Difference, source: str) -> bool:
    """Return whether a number is added that the source has as a circled number: `①`, `(1)`."""
    if source.isascii() or not difference.target or difference.source:
        return False
    value = difference.target[0].value
    return isinstance(value, int) and any(numeric(sign) == value for sign in _CIRCLED.findall(source))


def _place(passage: Passage, quantities: Sequence[Quantity]) -> Place | None:
    if not quantities:
        return None
    words = [in_words(quantity) for quantity in quantities]
    return passage.place(Span(min(word.start for word in words), max(word.end for word in words)))


def _value(quantities: Sequence[Quantity]) -> Value | None:
    return quantities[0].value if len(quantities) == 1 else None


def _fields(difference: Difference, source: Place | None, language: Language) -> dict[str, str]:
    """Return the fields of the message, in addition to the two places."""
    if not (difference.source and difference.target and source):
        return {}
    source_quantity, target_quantity = difference.source[0], difference.target[0]
    fields = {"value": _shown_value(source, difference.source)}
    match difference.kind:
        case "magnitude":
            fields["times"] = _times(source_quantity.value, target_quantity.value)
            wanted = language.checking.with_value(
                target_quantity.surface, target_quantity.value, source_quantity.value
            )
            is_one_to_one = len(difference.source) == len(difference.target) == 1
            if wanted and source_quantity.unit == target_quantity.unit and is_one_to_one:
                fields["expected"] = wanted
        case "bound":
            fields |= {"said": BOUNDS[source_quantity.bound], "rendered": BOUNDS[target_quantity.bound]}
    return fields


def _shown_value(place: Place, quantities: Sequence[Quantity]) -> str:
    """Return the value for a message: ` (30,000)` for 3만 명; empty if the form shows its digits."""
    value = _value(quantities)
    if value is not None and in_words(quantities[0]) != quantities[0].span:
        return ""  # 서너 has two values
    if isinstance(value, int) and str(value) not in place.surface.replace(",", ""):
        return f" ({value:,})"
    return ""


def _times(source: Value, target: Value) -> str:
    """Return in words how wrong the target is (`ten times too large`), for values a power of ten apart."""
    if isinstance(source, str) or isinstance(target, str) or not source or not target:
        return "off by a power of ten"
    ratio = abs(Fraction(target) / Fraction(source))
    power = round(log10(ratio.numerator) - log10(ratio.denominator))
    size = "large" if power > 0 else "small"
    words = POWERS.get(abs(power))
    return f"{words} times too {size}" if words else f"too {size} by {abs(power)} powers of ten"


NUMBER = Kind(
    "number",
    "accuracy/mistranslation/number",
    "error",
    "both sides state a number, the values differ",
    explained_by=("source_damage", "magnitude", "date"),
    found="43 of 43",
)
MAGNITUDE = Kind(
    "magnitude",
    "accuracy/mistranslation/number",
    "error",
    "same digits, off by a power of ten",
    explained_by=("source_damage",),
    found="43 of 43",
)
NUMBER_MISSING = Kind(
    "number_missing",
    "accuracy/omission",
    "warning",
    "a number of the source is not in the target",
    explained_by=(
        "source_damage",
        "magnitude",
        "date",
        "number",
        "unit",
        "sentence_dropped",
        "bracket",
        "clause_dropped",
    ),
    found="39 of 43",
)
NUMBER_ADDED = Kind(
    "number_added",
    "accuracy/addition",
    "warning",
    "a number of the target is not in the source",
    explained_by=("source_damage", "magnitude", "date", "number", "unit", "sentence_added", "clause_added"),
    found="43 of 43",
)
UNIT = Kind(
    "unit",
    "accuracy/mistranslation/unit-conversion",
    "error",
    "same number, another unit or currency",
    explained_by=("source_damage", "magnitude"),
    found="34 of 36",
)
PERCENT_POINTS = Kind(
    "percent_points",
    "accuracy/mistranslation/number",
    "warning",
    "percent on one side, percentage points on the other",
    explained_by=("source_damage", "magnitude"),
    found="5 of 5",
)
DATE = Kind(
    "date",
    "accuracy/mistranslation/date-time",
    "error",
    "another day, month, year, weekday or time",
    explained_by=("source_damage", "magnitude"),
    found="42 of 43",
)
BOUND = Kind(
    "bound",
    "accuracy/mistranslation/number",
    "warning",
    "same number, other bound: at least, about",
    explained_by=("source_damage", "magnitude"),
)

_RENDERED = "{source}{value:plain} is rendered as {target}"
QUANTITIES = Check(
    unequal_quantities,
    # The judge reports a number that is missing in one bead and added in the next as `moved`.
    kinds=(
        NUMBER,
        MAGNITUDE,
        NUMBER_MISSING,
        NUMBER_ADDED,
        UNIT,
        PERCENT_POINTS,
        DATE,
        BOUND,
        SOURCE_DAMAGE,
        MOVED,
    ),
    messages={
        "number": f"{_RENDERED}.",
        EXPECTED: f"{_RENDERED}: {{times:plain}}; {{expected}} was expected.",
        "magnitude": f"{_RENDERED}: {{times:plain}}.",
        "number_missing": "{source} has no counterpart in the translation.",
        "number_added": "{target} has no counterpart in the source.",
        "unit": f"{_RENDERED}: the number agrees, the unit does not.",
        "percent_points": f"{_RENDERED}: percent is not percentage points.",
        "date": f"{_RENDERED}.",
        "bound": f"{_RENDERED}: the source says {{said}}, the translation {{rendered}}.",
        "source_damage": "The source number {source} seems to have lost characters: "
        "the translation has {target}.",
        "moved_number": "{source} is rendered in the neighbouring sentence, as {target}.",
    },
)
