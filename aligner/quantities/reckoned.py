"""Numbers that follow from others by arithmetic: from 210 to 268, up by 58; six of nine, the other three.

A translator may leave a sum to the reader, or do it for him. So a number that one side lacks is no sure error
if it is the sum, the difference, the rest or the multiple of numbers that agree and of one that the other
side lacks. By chance this is so for few errors, and for more of the small ones: it turns a finding into an
info, never into nothing. Sums of numbers that news writes in words (`SMALL`) are what they are by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations, product

from aligner.quantities.known import Exact, Known
from aligner.quantities.strength import SMALL, in_digits

# Among more numbers any one follows from two others by chance.
MOST = 6
_NO_AMOUNTS = ("ordinal", "ratio", "score")
_TIMES = ("times", "times-as-many")
_SHARES = ("%", "%p")
_AGES = ("year", "year-old")


def reckoned(
    equal: Sequence[tuple[Known, Known]],
    source: Sequence[Known],
    target: Sequence[Known],
    *,
    least: int | None,
) -> tuple[frozenset[int], frozenset[int]]:
    """Find the numbers that follow from others.

    Args:
        equal: Quantities that agree, each with its counterpart.
        source: Quantities of the source without an equal counterpart.
        target: Quantities of the target without an equal counterpart.
        least: Numbers that are all less make no whole; None if no word of the texts speaks of a rest or a
            change.

    Returns:
        Their places in `source` and in `target`.
    """
    if not (source or target) or len(equal) + len(source) + len(target) > MOST:
        return frozenset(), frozenset()
    sides: tuple[set[int], set[int]] = set(), set()
    known = [_number(one, other) for one, other in equal]
    agreed = [one for one in known if one is not None]
    for (place, one), (other_place, other) in product(enumerate(source), enumerate(target)):
        if _answer(one, other, agreed, least=least):
            sides[0].add(place)
            sides[1].add(other_place)
    for places, lone in zip(sides, (source, target), strict=True):
        places.update(place for place, one in enumerate(lone) if _is_of_two(one, agreed))
    return frozenset(sides[0]), frozenset(sides[1])


def _number(source: Known, target: Known) -> Known | None:
    """Return the side with a unit of two numbers that agree; None for dates and names."""
    if not _counts(source) or source.value != target.value:
        return None
    return source if source.unit is not None else target


def _answer(source: Known, target: Known, agreed: Sequence[Known], *, least: int | None) -> bool:
    """Whether a number of each side make one that agrees: six of nine beside the other three."""
    if not (_counts(source) and _counts(target)):
        return False
    if source.unit in _TIMES or target.unit in _TIMES:
        times, other = (source, target) if source.unit in _TIMES else (target, source)
        return any(_is_multiple(other, times, whole) for whole in agreed)
    if least is None or not _are_alike(source, target):
        return False
    wholes: Iterator[Exact] = (
        whole.value for whole in agreed if _are_alike(source, whole) and _are_alike(target, whole)
    )
    total, step = source.value + target.value, abs(source.value - target.value)
    if source.unit in _SHARES and total == 100:
        return True
    is_exact = not isinstance(step, int)  # 6.7 and 5.0 percent, 1.7 points apart, are no chance
    largest = max(source.value, target.value)
    return any(whole in (step, total) for whole in wholes if is_exact or max(whole, largest) >= least)


def _counts(number: Known) -> bool:
    """Whether a number is an amount of anything, not a place in a row, a result or a ratio."""
    return number.family == "number" and number.quantity.kind not in _NO_AMOUNTS


def _is_multiple(own: Known, times: Known, whole: Known) -> bool:
    """Whether a number is one that agrees, divided: 30 days are missing beside `doubled to 60 days`."""
    if times.unit not in _TIMES or times.value in (0, 1):
        return False
    return _are_alike(own, whole) and Fraction(own.value) * Fraction(times.value) == whole.value


def _is_of_two(own: Known, agreed: Sequence[Known]) -> bool:
    """Whether a number is the sum, difference, product or ratio of two that agree: 900 to 1,500, by 600."""
    if not _counts(own) or (own.unit is None and own.value <= SMALL):
        return False
    if own.unit in _TIMES:
        return any(_is_multiple(one, own, other) for one, other in permutations(agreed, 2))
    if any(_is_multiple(own, times, whole) for times, whole in permutations(agreed, 2)):
        return True
    alike = [one for one in agreed if _are_alike(own, one) and (in_digits(own.quantity) or one.value > SMALL)]
    if any(
        own.value in (one.value + other.value, abs(one.value - other.value))
        for one, other in combinations(alike, 2)
    ):
        return True
    products = (one.value * other.value for one, other in combinations(agreed, 2))
    return own.value > SMALL and own.value in products  # five tables of four: 20 seats


def _are_alike(one: Known, other: Known) -> bool:
    """Whether two numbers may count the same; a number without a unit may count anything."""
    units = {one.unit, other.unit}
    return None in units or len(units) == 1 or units <= set(_SHARES) or units <= set(_AGES)
