"""Compare the quantities of a pair of sentences by value, and report the differences.

The quantities of the two sides are assigned to each other with minimal total cost: equal quantities cost
little, a wrong number or unit costs more, and an unmatched quantity has a cost too. If something differs,
the texts are searched for quantities that they express in another form (copied signs, `a mile`, 1~9월). The
remaining differences are classified, one for each cause. Inside this module, a quantity is identified by its
place: its index among the quantities of its side.
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
from aligner.quantities.difference import Comparison, Difference, ends_a_word
from aligner.quantities.equality import relate
from aligner.quantities.keys import keys
from aligner.quantities.known import Likeness, is_number
from aligner.quantities.lone import is_free, lone
from aligner.quantities.reading import Reading, reading
from aligner.quantities.reckoned import reckoned
from aligner.quantities.restated import Restated, restated
from aligner.quantities.roles import exchanged, roles

__all__ = ["Comparison", "Difference", "compare", "keys"]

# Cost of a quantity without a partner; two of them cost a little more than two different numbers of one role.
_ALONE = 0.85
# Cost of a distance in the sentence, as a share of its quantities; it decides between equal values.
POSITION = 0.1
# At most this many quantities of one side are assigned in one piece. No sentence of the development news
# holds more than 20, but a table read as one line may hold thousands, and the time of the assignment grows
# with their cube.
_LONGEST = 60
# Longer lists are cut into stretches of this many quantities.
_STRETCH = 20
LOW = ("less_than", "at_most")
HIGH = ("more_than", "at_least")
_AGREE = ("equal", "converted")
# Counters that say little about the thing counted: 두 개 is translated as "both", "twice", "a pair".
_LOOSE_COUNTERS = (None, "ordinal", "item", "times", "kind")


class _Sides(NamedTuple):
    """The readings of both sides of a pair of sentences, and the record of their languages."""

    source: Reading
    target: Reading
    pair: LanguagePair


class _Assigned(NamedTuple):
    """The places of two quantities that are assigned to each other, and their relation."""

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
    """Assign the quantities of the two sides to each other, and classify the differences.

    Args:
        source: Quantities of `source_text`, from left to right.
        target: Quantities of `target_text`, from left to right.
        source_text: The source sentence. It is searched for words that imply a number (양국, both) and for
            numbers that were not read.
        target_text: The target sentence, searched likewise.
        languages: Codes of the languages of the source and the target.

    Returns:
        Empty if neither side has quantities, or if both texts are equal.
    """
    if (not source and not target) or source_text == target_text:
        return Comparison((), ())
    sides = _Sides(
        reading(source_text, language(languages[0]), source),
        reading(target_text, language(languages[1]), target),
        pair_of(*languages),
    )
    comparison = _compare(sides, Restated())
    if not comparison.differing:
        return comparison
    spans = (
        {quantity.span for difference in comparison.differing for quantity in difference.source},
        {quantity.span for difference in comparison.differing for quantity in difference.target},
    )
    other_forms = restated(sides.source, sides.target, sides.pair, spans)
    return _compare(sides, other_forms) if other_forms else comparison


def _compare(sides: _Sides, other_forms: Restated) -> Comparison:
    if max(len(sides.source.quantities), len(sides.target.quantities)) > _LONGEST:
        return _stretch_by_stretch(sides, other_forms)
    source, target = sides.source, sides.target
    pairs, lone_source, lone_target = _assign(
        sides, source.without(other_forms.source), target.without(other_forms.target)
    )
    equal = list(other_forms.equal)
    equal += [(pair.source, pair.target) for pair in pairs if pair.how.relation in _AGREE]
    differing = [*_of_equal(pairs, sides), *_exchanged(equal, sides)]
    if len(equal) == len(source.quantities) == len(target.quantities):
        return _agreed(equal, sides, differing)
    damaged = lost_characters(source, target, equal)
    differing += damaged.found
    wrong: list[_Assigned] = []
    free = _reckoned(equal, pairs, lone_source, lone_target, sides)
    for pair in pairs:
        if pair.how.relation in _AGREE:
            continue
        damage = pair.source in damaged.source or pair.target in damaged.target
        if damage or _of_two_sorts(pair, sides) or _repeats(pair, sides, equal):
            lone_source.append(pair.source)
            lone_target.append(pair.target)
        elif _said_otherwise(pair, sides, equal):
            equal.append((pair.source, pair.target))
        else:
            wrong.append(pair)
            by_sum = pair.source in free[0] and pair.target in free[1]
            differing.append(_wrong(pair, sides, len(equal), is_reckoned=by_sum))
    matched = equal + [(pair.source, pair.target) for pair in wrong]
    for place in _once_a_word(lone_source, source):
        if place not in damaged.source:
            by_sum = place in free[0]
            differing += lone(
                place, source, target, sides.pair, matched, len(equal), missing=True, is_reckoned=by_sum
            )
    turned = [(target_place, source_place) for source_place, target_place in matched]
    for place in _once_a_word(lone_target, target):
        if place not in damaged.target:
            by_sum = place in free[1]
            differing += lone(
                place, target, source, sides.pair, turned, len(equal), missing=False, is_reckoned=by_sum
            )
    return _agreed(equal, sides, differing)


def _once_a_word(places: Sequence[int], side: Reading) -> list[int]:
    """Return the places without the second number of a word whose first is among them: 서너, goalless."""
    return [place for place in places if place - 1 not in places or not ends_a_word(side.quantities[place])]


def _agreed(equal: list[tuple[int, int]], sides: _Sides, differing: Sequence[Difference]) -> Comparison:
    """Make a comparison of the places that agree, sorted by source place, and of the differences."""
    source, target = sides.source.quantities, sides.target.quantities
    return Comparison(
        tuple((source[source_place], target[target_place]) for source_place, target_place in sorted(equal)),
        tuple(differing),
    )


def _stretch_by_stretch(sides: _Sides, other_forms: Restated) -> Comparison:
    """Compare very long lists of numbers in stretches at corresponding places of both sides."""
    parts = -(-max(len(sides.source.quantities), len(sides.target.quantities)) // _STRETCH)
    equal: list[tuple[Quantity, Quantity]] = []
    differing: list[Difference] = []
    for part in range(parts):
        source, taken_source = _stretch(sides.source, other_forms.source, part, parts)
        target, taken_target = _stretch(sides.target, other_forms.target, part, parts)
        comparison = _compare(
            sides._replace(source=source, target=target), Restated(taken_source, taken_target, ())
        )
        equal += comparison.equal
        differing += comparison.differing
    return Comparison(tuple(equal), tuple(differing))


def _stretch(whole: Reading, taken: frozenset[int], part: int, parts: int) -> tuple[Reading, frozenset[int]]:
    count = len(whole.quantities)
    begin, end = part * count // parts, (part + 1) * count // parts
    stretch = replace(whole, quantities=whole.quantities[begin:end], known=whole.known[begin:end])
    return stretch, frozenset(place - begin for place in taken if begin <= place < end)


def _assign(sides: _Sides, source: Sequence[int], target: Sequence[int]) -> tuple[
        list[_Assigned], list[int], list[int]]:  # fmt: skip
    """Find the cheapest assignment of these places; returns pairs and the unmatched places of each side."""
    if not source or not target:
        return [], list(source), list(target)
    source_known, target_known = sides.source.known, sides.target.known
    if len(source) == len(target) == 1:  # most pairs have one number on either side
        how = relate(source_known[source[0]], target_known[target[0]])
        if how.cost < 2 * _ALONE:
            return [_Assigned(source[0], target[0], how)], [], []
        return [], list(source), list(target)
    table = [[relate(source_known[row], target_known[column]) for column in target] for row in source]
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


def _quantities(pair: _Assigned, sides: _Sides) -> tuple[Quantity, Quantity]:
    return sides.source.quantities[pair.source], sides.target.quantities[pair.target]


def _reckoned(
    equal: Sequence[tuple[int, int]],
    pairs: Sequence[_Assigned],
    lone_source: Sequence[int],
    lone_target: Sequence[int],
    sides: _Sides,
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the places of each side whose numbers follow from others by arithmetic."""
    source, target = sides.source.known, sides.target.known
    differing = [pair for pair in pairs if pair.how.relation not in _AGREE]
    places = (
        [*lone_source, *(pair.source for pair in differing)],
        [*lone_target, *(pair.target for pair in differing)],
    )
    found = reckoned(
        [(source[left], target[right]) for left, right in equal],
        [source[place] for place in places[0]],
        [target[place] for place in places[1]],
        least=_least_whole(sides),
    )
    return (
        frozenset(places[0][number] for number in found[0]),
        frozenset(places[1][number] for number in found[1]),
    )


def _least_whole(sides: _Sides) -> int | None:
    """Return the size from which numbers of both sides may make a whole; None if no word speaks of one."""
    readings = (sides.source, sides.target)
    if any(side.has(side.language.comparing.rest) for side in readings):
        return 0
    return strength.SMALL + 1 if any(side.has(side.language.comparing.changes) for side in readings) else None


def _wrong(pair: _Assigned, sides: _Sides, agreeing: int, *, is_reckoned: bool) -> Difference:
    """Classify the difference of two quantities that are assigned to each other but are not equal."""
    source, target = _quantities(pair, sides)
    distance = abs(pair.source / len(sides.source.quantities) - pair.target / len(sides.target.quantities))
    strong = strength.of_pair(source, target, distance, agreeing)
    relation = pair.how.relation
    if relation == "percent_points":
        return Difference(relation, (source,), (target,), strong, "warning")
    if relation == "unit" and (is_free(source) or is_free(target)):
        # A count beside a measure, often of two things: 1회 이용, a one-day pass.
        return Difference(relation, (source,), (target,), strength.FREE, "info")
    if relation in ("magnitude", "unit", "date"):
        return Difference(relation, (source,), (target,), strong, "error")
    small = is_free(source) and is_free(target) and not _count_the_same(source, target)
    if is_reckoned or small:
        return Difference("number", (source,), (target,), strength.FREE, "info")
    return Difference("number", (source,), (target,), strong, "error")


def _count_the_same(source: Quantity, target: Quantity) -> bool:
    """Whether two small numbers count one kind of thing: 1분기 and second quarter, 두 명 and "one man"."""
    if source.unit == target.unit:
        return source.unit not in _LOOSE_COUNTERS[:3]
    counter = target.unit if source.unit is None else source.unit if target.unit is None else None
    return (
        counter not in _LOOSE_COUNTERS and source.kind == target.kind == "cardinal"
        and 0 not in (source.value, target.value)
    )  # fmt: skip


def _of_equal(pairs: Sequence[_Assigned], sides: _Sides) -> list[Difference]:
    """Find the differences of quantities with equal values: a lost unit, opposite bounds, early and late."""
    differences = []
    for pair in pairs:
        if pair.how.relation not in _AGREE:
            continue
        source, target = _quantities(pair, sides)
        if lost := lost_unit(source, target, sides.source, sides.target):
            differences.append(lost)
        if source.kind == "date" and _of_other_parts(source, target, sides):
            differences.append(Difference("date", (source,), (target,), strength.BOUND, "warning"))
        if pair.how.relation == "equal" and _opposed(source, target, sides):
            differences.append(Difference("bound", (source,), (target,), strength.BOUND, "warning"))
    return differences


def _of_other_parts(source: Quantity, target: Quantity, sides: _Sides) -> bool:
    """Whether the two sides name different parts of a month or year, such as early and late."""
    source_part = sides.source.language.comparing.part_of_period(source, sides.source.text)
    if source_part is None:
        return False
    target_part = sides.target.language.comparing.part_of_period(target, sides.target.text)
    return target_part is not None and source_part != target_part


def _opposed(source: Quantity, target: Quantity, sides: _Sides) -> bool:
    """Whether the bounds of the two sides are opposite, at least and at most.

    False if a bound is negated (5g을 넘지 않는 is at most), or if one side alone has a negation: `no item
    costs more than 10,000 won`.
    """
    source_bound, target_bound = source.bound, target.bound
    opposite = (source_bound in HIGH and target_bound in LOW) or (
        source_bound in LOW and target_bound in HIGH
    )
    if not opposite:
        return False
    if any(
        side.follows(side.language.comparing.turned, quantity)
        for quantity, side in ((source, sides.source), (target, sides.target))
    ):
        return False
    source_side, target_side = sides.source, sides.target
    return source_side.has(source_side.language.comparing.denies) == target_side.has(
        target_side.language.comparing.denies
    )


def _exchanged(equal: Sequence[tuple[int, int]], sides: _Sides) -> list[Difference]:
    """Find equal numbers in exchanged roles: one killed and three hurt, three killed and one hurt."""
    if len(equal) < 2:
        return []
    of_sides = []
    for side in (sides.source, sides.target):
        words = sides.pair.role_words(side.language.code)
        of_side = roles(side.quantities, side.text, words, side.language.comparing.noun_before)
        if len({role for role in of_side if role}) < 2:
            return []
        of_sides.append(of_side)
    values = [known.quantity.value for known in sides.source.known]
    crossed = exchanged(equal, of_sides[0], of_sides[1], values)
    if crossed is None:
        return []
    source = tuple(sides.source.quantities[place] for place, _ in crossed)
    target = tuple(sides.target.quantities[place] for _, place in crossed)
    return [Difference("number", source, target, strength.EXCHANGED, "error")]


def _said_otherwise(pair: _Assigned, sides: _Sides, equal: Sequence[tuple[int, int]]) -> bool:
    """Whether two different numbers are equal in the usage of their languages."""
    source, target = _quantities(pair, sides)
    others = [(sides.source.quantities[left], sides.target.quantities[right]) for left, right in equal]
    if sides.source.language.code == sides.pair.first.code:
        return sides.pair.said_otherwise(source, target, sides.source.text, sides.target.text, others)
    turned = [other[::-1] for other in others]
    return sides.pair.said_otherwise(target, source, sides.target.text, sides.source.text, turned)


def _repeats(pair: _Assigned, sides: _Sides, equal: Sequence[tuple[int, int]]) -> bool:
    """Whether one of two counts of different things repeats a number that agrees.

    An example is the second number of "flew three times and cried three times".
    """
    source, target = _quantities(pair, sides)
    if None in (source.unit, target.unit) or source.unit == target.unit:
        return False
    if unit(source.unit) is not None or unit(target.unit) is not None:
        return False
    agreeing = [(sides.source.quantities[left], sides.target.quantities[right]) for left, right in equal]
    return any(
        (own.value, own.unit) == (other.value, other.unit)
        for quantities in agreeing
        for own, other in zip((source, target), quantities, strict=True)
    )


def _of_two_sorts(pair: _Assigned, sides: _Sides) -> bool:
    """Whether one is a date and the other a number in words (21일, two).

    Such a pair is no evidence of an error.
    """
    source, target = _quantities(pair, sides)
    number, other = (source, target) if is_number(source) else (target, source)
    return other.kind == "date" and is_number(number) and not strength.in_digits(number)
