"""Compares the quantities of a pair of sentences by value and tells what differs.

Quantities of the two sides are assigned to each other so that the total cost is minimal: equal ones cost
little, a wrong number or unit more, and leaving one unmatched costs as well. What stays different is
classified: one cause, one difference. Where pages lose characters, a number that is exactly the digits of
several unmatched quantities of the other side in a row lost some on its way; that is not the translation's
fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from aligner.languages import Language, language
from aligner.model.quantity import Quantity
from aligner.model.text import LanguageCode
from aligner.numerals.units import unit
from aligner.pairs import LanguagePair, pair_of
from aligner.quantities.assignment import cheapest
from aligner.quantities.equality import Likeness, is_number, keys, likeness
from aligner.quantities.implied import implied_by_words, months_so_far
from aligner.quantities.roles import exchanged, roles

__all__ = ["Comparison", "Difference", "compare", "keys"]

_Severity = Literal["error", "warning", "info"]
DifferenceKind = Literal[
    "number", "magnitude", "unit", "date", "bound", "number_missing", "number_added", "source_damage"
]
# Leaving a quantity without a partner; two of them cost a little more than a wrong number of the same role.
_ALONE = 0.85
# Quantities far apart in the sentence pair less readily; breaks ties between equal values.
POSITION = 0.1
# Quantities of one side that are assigned in one piece; no sentence of the development news holds more than
# 20, but a table read as one line may hold thousands, and the assignment takes their cube.
_LONGEST = 60
# Share of findings of a kind that were the seeded error, (right + 1) / (all + 2), on the seeded pairs, their
# originals and the clean pairs of flags-dev (examples/measure/quantities.py flags). Bounds
# and damaged sources are
# not seeded there: their figures are set by hand.
CONFIDENCE: dict[str, float] = {
    "number": 0.91,
    "magnitude": 0.92,
    "unit": 0.94,
    "date": 0.95,
    "number_missing": 0.75,
    "number_added": 0.73,
    "bound": 0.7,
    "source_damage": 0.8,
}
LOW = ("less_than", "at_most")
HIGH = ("more_than", "at_least")
BARE = re.compile(r"\d+(?:[,.]\d+)*")
_DIGIT = re.compile(r"[0-9]")
FREE_VALUES = (0, 1, 2)
BRACKET_BETWEEN = re.compile(r"[^\d()]{0,12}\((?:[^\d()]{0,16})")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the quantities of a pair.

    Attributes:
        source, target: The quantities concerned; empty where a side says nothing.
        confidence: Probability in [0, 1] that an editor agrees.
    """

    kind: DifferenceKind
    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    confidence: float
    severity: _Severity


@dataclass(frozen=True, slots=True)
class Comparison:
    """Quantities that agree, in source order, and the differences."""

    equal: tuple[tuple[Quantity, Quantity], ...]
    differing: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text, what it is written in, and some of the quantities that were read from it."""

    text: str
    language: Language
    quantities: Sequence[Quantity]


def compare(
    source: Sequence[Quantity],
    target: Sequence[Quantity],
    *,
    source_text: str,
    target_text: str,
    languages: tuple[LanguageCode, LanguageCode],
) -> Comparison:
    """Assign the quantities of the two sides to each other and classify what is left.

    Args:
        source: Quantities of `source_text`.
        target: Those of `target_text`.
        source_text: Needed for words that imply a number (양국, both) and for numbers that were not read.
        target_text: Likewise.
        languages: Of the source and of the target.
    """
    if not source and not target:
        return Comparison((), ())
    return _compare(
        _Reading(source_text, language(languages[0]), source),
        _Reading(target_text, language(languages[1]), target),
        pair_of(*languages),
    )


def _compare(source: _Reading, target: _Reading, pair: LanguagePair) -> Comparison:
    if max(len(source.quantities), len(target.quantities)) > _LONGEST:
        return _stretch_by_stretch(source, target, pair)
    alike = months_so_far(source.quantities, target.quantities)
    alike = alike or months_so_far(target.quantities, source.quantities)
    pairs, lone_source, lone_target = _assign(
        [quantity for quantity in source.quantities if id(quantity) not in alike],
        [quantity for quantity in target.quantities if id(quantity) not in alike],
    )
    equal: list[tuple[Quantity, Quantity]] = []
    differing: list[Difference] = []
    wrong: list[tuple[Quantity, Quantity, Likeness]] = []
    for one, two, how in pairs:
        if how.relation in ("equal", "converted"):
            equal.append((one, two))
            if lost := _lost_unit(one, two, source, target):
                differing.append(lost)
            if how.relation == "equal" and _opposed(one, two, source, target):
                differing.append(_difference("bound", (one,), (two,), "warning"))
        else:
            wrong.append((one, two, how))
    if swap := _exchanged(equal, source, target, pair):
        differing.append(swap)
    damage = _damaged(source, target, equal)
    damaged = {id(quantity) for difference in damage for quantity in (*difference.source, *difference.target)}
    differing += damage
    for one, two, how in wrong:
        if _said_otherwise(one, two, source, target, equal, pair):
            equal.append((one, two))
        elif id(one) in damaged or id(two) in damaged or _of_two_sorts(one, two):
            lone_source += [quantity for quantity in (one,) if id(quantity) not in damaged]
            lone_target += [quantity for quantity in (two,) if id(quantity) not in damaged]
        else:
            differing.append(_wrong(one, two, how))
    matched = equal + [(one, two) for one, two, _ in wrong if not _of_two_sorts(one, two)]
    for quantity in lone_source:
        if id(quantity) not in damaged:
            lone = _lone(quantity, source, target, pair, [two for _, two in matched], missing=True)
            differing += _told_twice(lone, quantity, source)
    for quantity in lone_target:
        if id(quantity) not in damaged:
            lone = _lone(quantity, target, source, pair, [one for one, _ in matched], missing=False)
            differing += _told_twice(lone, quantity, target)
    return Comparison(tuple(sorted(equal, key=lambda pair: pair[0].span)), tuple(differing))


def _stretch_by_stretch(source: _Reading, target: _Reading, pair: LanguagePair) -> Comparison:
    """A list of numbers, not a sentence: compared in stretches that lie at the same place on both sides."""
    parts = -(-max(len(source.quantities), len(target.quantities)) // _LONGEST)
    found = [
        _compare(_stretch(source, part, parts), _stretch(target, part, parts), pair) for part in range(parts)
    ]
    return Comparison(
        tuple(equal for comparison in found for equal in comparison.equal),
        tuple(difference for comparison in found for difference in comparison.differing),
    )


def _stretch(reading: _Reading, part: int, parts: int) -> _Reading:
    count = len(reading.quantities)
    stretch = slice(part * count // parts, (part + 1) * count // parts)
    return replace(reading, quantities=reading.quantities[stretch])


def _assign(source: Sequence[Quantity], target: Sequence[Quantity]) -> tuple[
        list[tuple[Quantity, Quantity, Likeness]], list[Quantity], list[Quantity]]:  # fmt: skip
    """The cheapest pairing, and what stays alone on either side."""
    if not source or not target:
        return [], list(source), list(target)
    table = [[likeness(one, two) for two in target] for one in source]
    costs = [
        [
            how.cost + POSITION * abs(row / len(source) - column / len(target))
            for column, how in enumerate(line)
        ]
        for row, line in enumerate(table)
    ]
    pairs = cheapest(costs, _ALONE)
    taken_source, taken_target = {row for row, _ in pairs}, {column for _, column in pairs}
    return (
        [(source[row], target[column], table[row][column]) for row, column in pairs],
        [quantity for row, quantity in enumerate(source) if row not in taken_source],
        [quantity for column, quantity in enumerate(target) if column not in taken_target],
    )


def _difference(
    kind: DifferenceKind,
    source: tuple[Quantity, ...],
    target: tuple[Quantity, ...],
    severity: _Severity,
    confidence: float | None = None,
) -> Difference:
    return Difference(kind, source, target, CONFIDENCE[kind] if confidence is None else confidence, severity)


def _wrong(one: Quantity, two: Quantity, how: Likeness) -> Difference:
    """The difference of two quantities of one role."""
    if how.relation in ("magnitude", "unit", "date"):
        return _difference(how.relation, (one,), (two,), "error")
    same_unit = one.unit == two.unit and one.unit not in (None, "ordinal", "item")  # 1분기, second quarter
    if _is_free(one) and _is_free(two) and not same_unit:
        return _difference("number", (one,), (two,), "info", 0.3)  # such small numbers come and go
    return _difference("number", (one,), (two,), "error")


def _exchanged(
    equal: list[tuple[Quantity, Quantity]], source: _Reading, target: _Reading, pair: LanguagePair
) -> Difference | None:
    """The same numbers in exchanged roles: one killed and three hurt, three killed and one hurt."""
    if len(equal) < 2:
        return None
    sides: list[dict[int, str]] = []
    for side in (source, target):
        words = pair.role_words(side.language.code)
        found = roles(side.quantities, side.text, words, side.language.comparing.noun_before)
        of_side = zip(side.quantities, found, strict=True)
        sides.append({id(quantity): role for quantity, role in of_side if role})
        if len(set(sides[-1].values())) < 2:
            return None
    crossed = exchanged(equal, sides[0], sides[1])
    if crossed is None:
        return None
    (one, two), (other, another) = crossed
    return _difference("number", (one, other), (two, another), "error", 0.8)


def _said_otherwise(
    one: Quantity,
    two: Quantity,
    source: _Reading,
    target: _Reading,
    equal: Sequence[tuple[Quantity, Quantity]],
    pair: LanguagePair,
) -> bool:
    """Whether numbers that differ say the same in the words of their languages."""
    if source.language.code == pair.first.code:
        return pair.said_otherwise(one, two, source.text, equal)
    return pair.said_otherwise(two, one, target.text, [others[::-1] for others in equal])


def _lost_unit(one: Quantity, two: Quantity, source: _Reading, target: _Reading) -> Difference | None:
    """A bare number that agrees with one that has a unit: 20 간격, 20-minute intervals.

    An info, as the value arrived. A day of the month that lost its sign (10CES, 14헬싱키) can mean nothing
    else.
    """
    for bare, other, reading in ((one, two, source), (two, one, target)):
        if bare.unit is not None or bare.partner or not BARE.fullmatch(bare.surface):
            continue
        manner = reading.language.comparing
        found = unit(other.unit)
        measured = found is not None and not found.is_currency and found.dimension != "point"
        day = other.kind == "date" and other.unit == "day"
        counted = measured or other.kind in ("time", "age")
        if (day and _follows(manner.day_lost, bare, reading.text)) or (
            counted and _follows(manner.unit_lost, bare, reading.text)
        ):
            return _difference("source_damage", (one,), (two,), "info", 0.6)
    return None


def _follows(pattern: re.Pattern[str] | None, quantity: Quantity, text: str) -> bool:
    return pattern is not None and pattern.match(text, quantity.span.end) is not None


def _of_two_sorts(one: Quantity, two: Quantity) -> bool:
    """Whether one is a date and the other a number in words, which tell nothing of each other (21일, two)."""
    number, other = (one, two) if is_number(one) else (two, one)
    return other.kind == "date" and is_number(number) and not _DIGIT.search(number.surface)


def _opposed(one: Quantity, two: Quantity, source: _Reading, target: _Reading) -> bool:
    """Whether one side says at least and the other at most; 5g을 넘지 않는 is at most."""
    for quantity, reading in ((one, source), (two, target)):
        if _follows(reading.language.comparing.turned, quantity, reading.text):
            return False
    return (one.bound in HIGH and two.bound in LOW) or (one.bound in LOW and two.bound in HIGH)


def _is_free(quantity: Quantity) -> bool:
    """Whether languages drop such a number freely: 0, 1, 2 without a unit of measure."""
    return (
        is_number(quantity)
        and quantity.value in FREE_VALUES
        and unit(quantity.unit) is None
        and quantity.kind not in ("ratio", "score")
    )


def _lone(
    quantity: Quantity,
    reading: _Reading,
    other: _Reading,
    pair: LanguagePair,
    matched: list[Quantity],
    *,
    missing: bool,
) -> list[Difference]:
    """The difference that a quantity of a text without a partner in the other makes, if any."""
    if quantity.kind == "identifier" or implied_by_words(quantity, other.text, other.language.code, pair):
        return []
    kind: DifferenceKind = "number_missing" if missing else "number_added"
    one: tuple[Quantity, ...] = (quantity,) if missing else ()
    two: tuple[Quantity, ...] = () if missing else (quantity,)
    repeated = any(likeness(quantity, held).relation in ("equal", "converted") for held in matched)
    vague = str(quantity.value).startswith("X0")
    if (
        repeated
        or vague
        or _is_free(quantity)
        or quantity.unit in ("weekday", "half")
        or quantity.kind == "time"
        or reading.language.comparing.is_day_of_report(quantity, reading.text)
    ):
        return [_difference(kind, one, two, "info", 0.3)]
    return [_difference(kind, one, two, "warning")]


def _told_twice(lone: list[Difference], quantity: Quantity, reading: _Reading) -> list[Difference]:
    """Only an info where brackets say the same amount in another unit: 50억 달러(약 6조원)."""
    here = unit(quantity.unit)
    if not lone or here is None:
        return lone
    for other in reading.quantities:
        there = unit(other.unit)
        if there is None or there.code == here.code:
            continue
        if there.dimension != here.dimension and not (there.is_currency and here.is_currency):
            continue
        first, second = sorted((quantity, other), key=lambda one: one.span)
        if BRACKET_BETWEEN.fullmatch(reading.text, first.span.end, second.span.start):
            return [replace(difference, severity="info", confidence=0.3) for difference in lone]
    return lone


def _digits(quantity: Quantity) -> str:
    return str(quantity.value) if isinstance(quantity.value, int) and quantity.value >= 0 else ""


def _rows(target: Sequence[Quantity], taken: set[int]) -> Iterator[tuple[Quantity, ...]]:
    """Two or three neighbouring quantities that equal nothing."""
    for size in (2, 3):
        for begin in range(len(target) - size + 1):
            row = tuple(target[begin : begin + size])
            if all(id(quantity) not in taken and _digits(quantity) for quantity in row):
                yield row


def _damaged(source: _Reading, target: _Reading, equal: list[tuple[Quantity, Quantity]]) -> list[Difference]:
    """Numbers that lost characters: 57일 for "7-day, 5-night" (5박 7일), 11 for "one-on-one" (1:1)."""
    taken = {id(quantity) for pair in equal for quantity in pair}
    found = []
    for reading, other in ((source, target), (target, source)):
        if not reading.language.comparing.loses_characters:
            continue
        for quantity in reading.quantities:
            printed = _digits(quantity)
            if not printed and quantity.unit == "day" and quantity.kind == "date":
                printed = str(quantity.value)[-2:]
            if len(printed) < 2 or id(quantity) in taken:
                continue
            for row in _rows(other.quantities, taken):
                parts = [_digits(part) for part in row]
                if printed in ("".join(parts), "".join(reversed(parts))):
                    taken |= {id(part) for part in row}
                    one, two = ((quantity,), row) if reading is source else (row, (quantity,))
                    found.append(_difference("source_damage", one, two, "warning"))
                    break
    return found
