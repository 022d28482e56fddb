"""What one side says in another form than the other, looked for only where something differs.

Three forms are the same in all languages: signs that were copied (`24/7`), months counted from January on
(1~9월, the first nine months), and a product (`4x100` for 400). Words for a measure without a number (a
mile) the pair of languages knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from aligner.model.text import Span
from aligner.numerals.units import unit
from aligner.pairs import LanguagePair
from aligner.quantities.copied import copied
from aligner.quantities.known import Known, near
from aligner.quantities.numbers import CONVERTED, of_two_systems
from aligner.quantities.reading import Reading

# 4x100 of a relay. Bounded, so that a row of digits is not tried at each of them.
_TIMES = "x\N{MULTIPLICATION SIGN}"
_PRODUCT = re.compile(rf"(?<!\d)(\d{{1,3}}) ?[{_TIMES}] ?(\d{{1,6}})(?!\d)")
# 2m35 of a jump.
_METERS = re.compile(r"(?<![\w.])(\d{1,2})m(\d\d)(?!\d)")
_FIGURES = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Restated:
    """Places of quantities that the other side says in another form, and pairs of places that agree."""

    source: frozenset[int] = frozenset()
    target: frozenset[int] = frozenset()
    equal: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.source or self.target)


def restated(
    source: Reading, target: Reading, pair: LanguagePair, spans: tuple[set[Span], set[Span]]
) -> Restated:
    """What the two sides say of one thing in two forms.

    Args:
        source, target: The two sides.
        pair: Their languages.
        spans: Where quantities of either side stand that differ; no others are looked for in words.
    """
    taken_source: set[int] = set()
    taken_target: set[int] = set()
    equal: list[tuple[int, int]] = []
    for here, there in _copied(source, target):
        taken_source.update(here)
        taken_target.update(there)
        if len(here) == len(there):
            equal += zip(here, there, strict=True)
    for one, two, taken_one, taken_two, differing in (
        (source, target, taken_source, taken_target, spans[0]),
        (target, source, taken_target, taken_source, spans[1]),
    ):
        for here, there in (
            *_months_so_far(one, two),
            *_quarters(one, two),
            *_sums(one, two),
            *_sizes(one, two, pair, differing),
        ):
            if not taken_one.intersection(here) and not taken_two.intersection(there):
                taken_one.update(here)
                taken_two.update(there)
    return Restated(frozenset(taken_source), frozenset(taken_target), tuple(equal))


_Places = tuple[list[int], list[int]]


def _copied(source: Reading, target: Reading) -> Iterator[_Places]:
    """Quantities that lie in signs which both sides write alike."""
    figures = _FIGURES.findall(source.text)
    if not figures or set(figures).isdisjoint(_FIGURES.findall(target.text)):
        return
    for one, two in copied(source.text, target.text):
        here, there = source.inside(one), target.inside(two)
        if here is not None and there is not None:
            yield here, there


def _months_so_far(source: Reading, target: Reading) -> Iterator[_Places]:
    """The months from January on that the other side counts: 1~9월, the first nine months."""
    for begin, (january, last) in enumerate(pairwise(source.quantities)):
        if january.value != "XXXX-01" or january.partner != last.span or last.unit != "month":
            continue
        for place, (first, count) in enumerate(pairwise(target.quantities)):
            months = (count.value, count.unit) == (int(str(last.value)[-2:]), "month")
            if months and (first.value, first.unit) == (1, "ordinal"):
                yield [begin, begin + 1], [place, place + 1]


def _quarters(source: Reading, target: Reading) -> Iterator[_Places]:
    """The months of a quarter: January to March, the first quarter."""
    quarters = [place for place, found in enumerate(target.quantities) if found.unit == "quarter"]
    for begin, (first, last) in enumerate(pairwise(source.quantities) if quarters else ()):
        if not first.unit == last.unit == "month" or first.kind != "date":
            continue
        months = [int(str(month.value)[-2:]) for month in (first, last)]
        for place in quarters:
            value = target.quantities[place].value
            if isinstance(value, int) and months == [3 * value - 2, 3 * value]:
                yield [begin, begin + 1], [place]


def _sums(source: Reading, target: Reading) -> Iterator[_Places]:
    """Parts of one amount that stand apart: fifty dollars and coins of twenty cents, $50.20."""
    for begin, (large, small) in enumerate(pairwise(source.known)):
        if large.unit == small.unit == "times":  # once here and once more there: twice
            for place, known in enumerate(target.known):
                if known.unit == "times" and known.value == large.value + small.value:
                    yield [begin, begin + 1], [place]
            continue
        if large.measured is None or small.measured is None or large.unit == small.unit:
            continue
        (one, size), (other, part) = large.measured, small.measured
        if one.dimension != other.dimension or one.factor <= other.factor:
            continue
        for place, known in enumerate(target.known):
            if any(unit.dimension == one.dimension and held == size + part for unit, held in known.sizes):
                yield [begin, begin + 1], [place]


def _sizes(source: Reading, target: Reading, pair: LanguagePair, differing: set[Span]) -> Iterator[_Places]:
    """Measures of the source that words or signs of the target say without being read as one."""
    asked = [
        (place, known)
        for place, known in enumerate(source.known)
        if known.family == "number" and known.quantity.span in differing
    ]
    if not asked:
        return
    named = [*_written(target.text), *pair.named_sizes(target.language.code, target.text)]
    for place, known in asked:
        for span, value, code in named:
            if _is_size(known, value, code):
                yield [place], target.touching(span)


def _written(text: str) -> Iterator[tuple[Span, Fraction, str | None]]:
    """Products and lengths in signs: `4x100`, `2m35`."""
    if any(sign in text for sign in _TIMES):
        for match in _PRODUCT.finditer(text):
            yield Span(*match.span()), Fraction(int(match[1]) * int(match[2])), None
    for match in _METERS.finditer(text):
        yield Span(*match.span()), Fraction(int(match[1]) * 100 + int(match[2]), 100), "m"


def _is_size(known: Known, value: Fraction, code: str | None) -> bool:
    """Whether a quantity is that value, in a unit that is said, converted or left open."""
    named = unit(code)
    if named is None or not known.sizes:
        return known.family == "number" and known.value == value
    size = value * named.factor
    return any(
        own.dimension == named.dimension
        and (near(held, size, CONVERTED) if of_two_systems(own, named) else held == size)
        for own, held in known.sizes
    )
