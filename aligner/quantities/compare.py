"""Compares the quantities of a pair of sentences by value and tells what differs.

Quantities of the two sides are assigned to each other so that the total cost is minimal: equal ones cost
little, a wrong number or unit more, and leaving one unmatched costs as well. Where something differs, the
texts are looked at once more for what they say in another form (the same signs, `a mile`, 1~9월), and what
is left is classified: one cause, one difference. Quantities are known by their place in the row of their
side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from aligner.languages import language
from aligner.model.quantity import Quantity
from aligner.model.text import LanguageCode
from aligner.numerals.units import unit
from aligner.pairs import LanguagePair, pair_of
from aligner.quantities import strength
from aligner.quantities.assignment import cheapest
from aligner.quantities.damage import lost_characters, lost_unit
from aligner.quantities.difference import Comparison, Difference
from aligner.quantities.equality import relate
from aligner.quantities.keys import keys
from aligner.quantities.known import Likeness, is_number
from aligner.quantities.lone import is_free, lone
from aligner.quantities.reading import Reading, reading
from aligner.quantities.restated import Restated, restated
from aligner.quantities.roles import exchanged, roles

__all__ = ["Comparison", "Difference", "compare", "keys"]

# Leaving a quantity without a partner; two of them cost a little more than a wrong number of the same role.
_ALONE = 0.85
# Quantities far apart in the sentence pair less readily; breaks ties between equal values.
POSITION = 0.1
# Quantities of one side that are assigned in one piece; no sentence of the development news holds more than
# 20, but a table read as one line may hold thousands, and the assignment takes their cube.
_LONGEST = 60
# What longer rows are cut into: the cost of a quantity grows with it.
_STRETCH = 20
LOW = ("less_than", "at_most")
HIGH = ("more_than", "at_least")
_AGREE = ("equal", "converted")
# Counters that say little of what is counted: 두 개 is rendered as "both", "twice", "a pair".
_LOOSE_COUNTERS = (None, "ordinal", "item", "times", "kind")


class _Sides(NamedTuple):
    """Both readings of a pair of sentences, and the record of their languages."""

    source: Reading
    target: Reading
    pair: LanguagePair


class _Assigned(NamedTuple):
    """Places of two quantities that go together, and how they relate."""

    source: int
    target: int
    how: Likeness


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
    if (not source and not target) or source_text == target_text:
        return Comparison((), ())
    sides = _Sides(
        reading(source_text, language(languages[0]), source),
        reading(target_text, language(languages[1]), target),
        pair_of(*languages),
    )
    found = _compare(sides, Restated())
    if not found.differing:
        return found
    spans = (
        {quantity.span for one in found.differing for quantity in one.source},
        {quantity.span for one in found.differing for quantity in one.target},
    )
    said = restated(sides.source, sides.target, sides.pair, spans)
    return _compare(sides, said) if said else found


def _compare(sides: _Sides, said: Restated) -> Comparison:
    if max(len(sides.source.quantities), len(sides.target.quantities)) > _LONGEST:
        return _stretch_by_stretch(sides, said)
    source, target = sides.source, sides.target
    pairs, lone_source, lone_target = _assign(sides, source.without(said.source), target.without(said.target))
    equal = list(said.equal)
    equal += [(one.source, one.target) for one in pairs if one.how.relation in _AGREE]
    differing = [*_of_equal(pairs, sides), *_exchanged(equal, sides)]
    if len(equal) == len(source.quantities) == len(target.quantities):
        return _agreed(equal, sides, differing)
    damaged = lost_characters(source, target, equal)
    differing += damaged.found
    wrong: list[_Assigned] = []
    for one in pairs:
        if one.how.relation in _AGREE:
            continue
        damage = one.source in damaged.source or one.target in damaged.target
        if damage or _of_two_sorts(one, sides) or _repeats(one, sides, equal):
            lone_source.append(one.source)
            lone_target.append(one.target)
        elif _said_otherwise(one, sides, equal):
            equal.append((one.source, one.target))
        else:
            wrong.append(one)
            differing.append(_wrong(one, sides, len(equal)))
    matched = equal + [(one.source, one.target) for one in wrong]
    for place in lone_source:
        if place not in damaged.source:
            differing += lone(place, source, target, sides.pair, matched, len(equal), missing=True)
    turned = [(there, here) for here, there in matched]
    for place in lone_target:
        if place not in damaged.target:
            differing += lone(place, target, source, sides.pair, turned, len(equal), missing=False)
    return _agreed(equal, sides, differing)


def _agreed(equal: list[tuple[int, int]], sides: _Sides, differing: Sequence[Difference]) -> Comparison:
    """What agrees, in order of the source, beside what differs."""
    here, there = sides.source.quantities, sides.target.quantities
    return Comparison(tuple((here[one], there[two]) for one, two in sorted(equal)), tuple(differing))


def _stretch_by_stretch(sides: _Sides, said: Restated) -> Comparison:
    """A list of numbers, not a sentence: compared in stretches that lie at the same place on both sides."""
    parts = -(-max(len(sides.source.quantities), len(sides.target.quantities)) // _STRETCH)
    equal: list[tuple[Quantity, Quantity]] = []
    differing: list[Difference] = []
    for part in range(parts):
        source, taken_source = _stretch(sides.source, said.source, part, parts)
        target, taken_target = _stretch(sides.target, said.target, part, parts)
        found = _compare(
            sides._replace(source=source, target=target), Restated(taken_source, taken_target, ())
        )
        equal += found.equal
        differing += found.differing
    return Comparison(tuple(equal), tuple(differing))


def _stretch(whole: Reading, taken: frozenset[int], part: int, parts: int) -> tuple[Reading, frozenset[int]]:
    count = len(whole.quantities)
    begin, end = part * count // parts, (part + 1) * count // parts
    stretch = replace(whole, quantities=whole.quantities[begin:end], known=whole.known[begin:end])
    return stretch, frozenset(place - begin for place in taken if begin <= place < end)


def _assign(sides: _Sides, source: Sequence[int], target: Sequence[int]) -> tuple[
        list[_Assigned], list[int], list[int]]:  # fmt: skip
    """The cheapest pairing of the places given, and what stays alone on either side."""
    if not source or not target:
        return [], list(source), list(target)
    here, there = sides.source.known, sides.target.known
    if len(source) == len(target) == 1:  # most pairs have one number on either side
        how = relate(here[source[0]], there[target[0]])
        if how.cost < 2 * _ALONE:
            return [_Assigned(source[0], target[0], how)], [], []
        return [], list(source), list(target)
    table = [[relate(here[one], there[two]) for two in target] for one in source]
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
        [_Assigned(source[row], target[column], table[row][column]) for row, column in pairs],
        [place for row, place in enumerate(source) if row not in taken_source],
        [place for column, place in enumerate(target) if column not in taken_target],
    )


def _quantities(one: _Assigned, sides: _Sides) -> tuple[Quantity, Quantity]:
    return sides.source.quantities[one.source], sides.target.quantities[one.target]


def _wrong(one: _Assigned, sides: _Sides, agreeing: int) -> Difference:
    """The difference of two quantities of one role."""
    source, target = _quantities(one, sides)
    distance = abs(one.source / len(sides.source.quantities) - one.target / len(sides.target.quantities))
    strong = strength.of_pair(source, target, distance, agreeing)
    relation = one.how.relation
    if relation == "percent_points":
        return Difference(relation, (source,), (target,), strong, "warning")
    if relation in ("magnitude", "unit", "date"):
        return Difference(relation, (source,), (target,), strong, "error")
    if is_free(source) and is_free(target) and not _count_the_same(source, target):
        return Difference("number", (source,), (target,), strength.FREE, "info")  # they come and go
    return Difference("number", (source,), (target,), strong, "error")


def _count_the_same(source: Quantity, target: Quantity) -> bool:
    """Whether two small numbers count one thing: 1분기 and second quarter, 두 명 and "one lawmaker"."""
    if source.unit == target.unit:
        return source.unit not in _LOOSE_COUNTERS[:3]
    counter = target.unit if source.unit is None else source.unit if target.unit is None else None
    return (
        counter not in _LOOSE_COUNTERS and source.kind == target.kind == "cardinal"
        and 0 not in (source.value, target.value)
    )  # fmt: skip


def _of_equal(pairs: Sequence[_Assigned], sides: _Sides) -> list[Difference]:
    """What differs between quantities whose values agree: a lost unit, an opposed bound, early and late."""
    found = []
    for one in pairs:
        if one.how.relation not in _AGREE:
            continue
        source, target = _quantities(one, sides)
        if lost := lost_unit(source, target, sides.source, sides.target):
            found.append(lost)
        if source.kind == "date" and _of_other_parts(source, target, sides):
            found.append(Difference("date", (source,), (target,), strength.BOUND, "warning"))
        if one.how.relation == "equal" and _opposed(source, target, sides):
            found.append(Difference("bound", (source,), (target,), strength.BOUND, "warning"))
    return found


def _of_other_parts(source: Quantity, target: Quantity, sides: _Sides) -> bool:
    """Whether one side says the early part of a month or year and the other the late one."""
    here = sides.source.language.comparing.part_of_period(source, sides.source.text)
    if here is None:
        return False
    there = sides.target.language.comparing.part_of_period(target, sides.target.text)
    return there is not None and here != there


def _opposed(source: Quantity, target: Quantity, sides: _Sides) -> bool:
    """Whether one side says at least and the other at most; 5g을 넘지 않는 is at most."""
    one, two = source.bound, target.bound
    if not ((one in HIGH and two in LOW) or (one in LOW and two in HIGH)):
        return False
    return not any(
        side.follows(side.language.comparing.turned, quantity)
        for quantity, side in ((source, sides.source), (target, sides.target))
    )


def _exchanged(equal: Sequence[tuple[int, int]], sides: _Sides) -> list[Difference]:
    """The same numbers in exchanged roles: one killed and three hurt, three killed and one hurt."""
    if len(equal) < 2:
        return []
    found = []
    for side in (sides.source, sides.target):
        words = sides.pair.role_words(side.language.code)
        said = roles(side.quantities, side.text, words, side.language.comparing.noun_before)
        if len({role for role in said if role}) < 2:
            return []
        found.append(said)
    values = [known.quantity.value for known in sides.source.known]
    crossed = exchanged(equal, found[0], found[1], values)
    if crossed is None:
        return []
    source = tuple(sides.source.quantities[place] for place, _ in crossed)
    target = tuple(sides.target.quantities[place] for _, place in crossed)
    return [Difference("number", source, target, strength.EXCHANGED, "error")]


def _said_otherwise(one: _Assigned, sides: _Sides, equal: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers that differ say the same in the words of their languages."""
    source, target = _quantities(one, sides)
    others = [(sides.source.quantities[here], sides.target.quantities[there]) for here, there in equal]
    if sides.source.language.code == sides.pair.first.code:
        return sides.pair.said_otherwise(source, target, sides.source.text, sides.target.text, others)
    turned = [pair[::-1] for pair in others]
    return sides.pair.said_otherwise(target, source, sides.target.text, sides.source.text, turned)


def _repeats(one: _Assigned, sides: _Sides, equal: Sequence[tuple[int, int]]) -> bool:
    """Whether one of two counts of other things repeats what agrees: flew three times, cried three times."""
    source, target = _quantities(one, sides)
    if None in (source.unit, target.unit) or source.unit == target.unit:
        return False
    if unit(source.unit) is not None or unit(target.unit) is not None:
        return False
    said = [(sides.source.quantities[here], sides.target.quantities[there]) for here, there in equal]
    return any(
        (own.value, own.unit) == (other.value, other.unit)
        for pair in said
        for own, other in zip((source, target), pair, strict=True)
    )


def _of_two_sorts(one: _Assigned, sides: _Sides) -> bool:
    """Whether one is a date and the other a number in words, which tell nothing of each other (21일, two)."""
    source, target = _quantities(one, sides)
    number, other = (source, target) if is_number(source) else (target, source)
    return other.kind == "date" and is_number(number) and not strength.in_digits(number)
