"""Find quantities that one side expresses in another form than the other; used only if something differs.

Three forms are common to all languages: copied signs (`24/7`), months counted from January (1~9월, the first
nine months), and a product (`4x100` for 400). Words for a measure without a number (a mile) are in the
record of the language pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from aligner.expressions import compiled
from aligner.model.text import Span
from aligner.numerals.units import unit
from aligner.pairs import LanguagePair
from aligner.quantities.copied import copied
from aligner.quantities.known import Known, near
from aligner.quantities.numbers import CONVERTED, of_two_systems
from aligner.quantities.reading import Reading

# 4x100 of a relay. The lengths are bounded, so that a long row of digits is not tried at each digit.
_TIMES = "x\N{MULTIPLICATION SIGN}"
_PRODUCT = compiled(rf"(?<!\d)(\d{{1,3}}) ?[{_TIMES}] ?(\d{{1,6}})(?!\d)")
# 2m35 of a jump.
_METERS = compiled(r"(?<![\w.])(\d{1,2})m(\d\d)(?!\d)")
_FIGURES = compiled(r"[0-9]+")
_NTH, _PERCENT = "ordinal", "%"
ROUNDED = Fraction(1, 2)  # percent: one in three is 33 or 33.3 percent


@dataclass(frozen=True, slots=True)
class Restated:
    """Quantities that the two sides express in different forms.

    Attributes:
        source: Places of these quantities on the source side.
        target: Places of these quantities on the target side.
        equal: Pairs of these places that agree one to one.
    """

    source: frozenset[int] = frozenset()
    target: frozenset[int] = frozenset()
    equal: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.source or self.target)


def restated(
    source: Reading, target: Reading, pair: LanguagePair, spans: tuple[set[Span], set[Span]]
) -> Restated:
    """Find the quantities that the two sides express in different forms.

    Args:
        source: The source side.
        target: The target side.
        pair: Their languages.
        spans: Spans of the quantities of the source and of the target that differ; words for a measure are
            searched only for these.
    """
    taken_source: set[int] = set()
    taken_target: set[int] = set()
    equal: list[tuple[int, int]] = []
    for source_places, target_places in _copied(source, target):
        taken_source.update(source_places)
        taken_target.update(target_places)
        if len(source_places) == len(target_places):
            equal += zip(source_places, target_places, strict=True)
    for side, other_side, taken, taken_other, differing in (
        (source, target, taken_source, taken_target, spans[0]),
        (target, source, taken_target, taken_source, spans[1]),
    ):
        for places, other_places in (
            *_months_so_far(side, other_side),
            *_quarters(side, other_side),
            *_sums(side, other_side),
            *_sizes(side, other_side, pair, differing),
        ):
            if not taken.intersection(places) and not taken_other.intersection(other_places):
                taken.update(places)
                taken_other.update(other_places)
    return Restated(frozenset(taken_source), frozenset(taken_target), tuple(equal))


_Places = tuple[list[int], list[int]]


def _copied(source: Reading, target: Reading) -> Iterator[_Places]:
    """Yield the places of quantities in stretches that both sides write identically."""
    figures = _FIGURES.findall(source.text)
    if not figures or set(figures).isdisjoint(_FIGURES.findall(target.text)):
        return
    for source_span, target_span in copied(source.text, target.text):
        source_places, target_places = source.inside(source_span), target.inside(target_span)
        if source_places is not None and target_places is not None:
            yield source_places, target_places


def _months_so_far(source: Reading, target: Reading) -> Iterator[_Places]:
    """Yield months from January on that the other side counts: 1~9월, the first nine months."""
    for begin, (january, last) in enumerate(pairwise(source.quantities)):
        if january.value != "XXXX-01" or january.partner != last.span or last.unit != "month":
            continue
        for place, (first, count) in enumerate(pairwise(target.quantities)):
            months = (count.value, count.unit) == (int(str(last.value)[-2:]), "month")
            if months and (first.value, first.unit) == (1, "ordinal"):
                yield [begin, begin + 1], [place, place + 1]


def _quarters(source: Reading, target: Reading) -> Iterator[_Places]:
    """Yield the months of a quarter: January to March, the first quarter."""
    quarters = [place for place, quantity in enumerate(target.quantities) if quantity.unit == "quarter"]
    for begin, (first, last) in enumerate(pairwise(source.quantities) if quarters else ()):
        if not first.unit == last.unit == "month" or first.kind != "date":
            continue
        months = [int(str(month.value)[-2:]) for month in (first, last)]
        for place in quarters:
            value = target.quantities[place].value
            if isinstance(value, int) and months == [3 * value - 2, 3 * value]:
                yield [begin, begin + 1], [place]


def _sums(source: Reading, target: Reading) -> Iterator[_Places]:
    """Yield parts of an amount that the other side adds up: fifty dollars and twenty cents, $50.20."""
    for begin, (large, small) in enumerate(pairwise(source.known)):
        if large.unit == small.unit == "times":  # "once in May and once in June" is "twice"
            for place, known in enumerate(target.known):
                if known.unit == "times" and known.value == large.value + small.value:
                    yield [begin, begin + 1], [place]
            continue
        if large.measured is None or small.measured is None or large.unit == small.unit:
            continue
        (large_unit, size), (small_unit, part) = large.measured, small.measured
        if large_unit.dimension != small_unit.dimension or large_unit.factor <= small_unit.factor:
            continue
        whole = large_unit.dimension, size + part
        for place, known in enumerate(target.known):
            if any((unit.dimension, held) == whole for unit, held in known.sizes):
                yield [begin, begin + 1], [place]


def _sizes(source: Reading, target: Reading, pair: LanguagePair, differing: set[Span]) -> Iterator[_Places]:
    """Yield measures of the source that the target expresses in words or signs which were not read as one."""
    wanted = [
        (place, known)
        for place, known in enumerate(source.known)
        if known.family == "number" and known.quantity.span in differing
    ]
    if not wanted:
        return
    named = [*_written(target.text), *pair.named_sizes(target.language.code, target.text)]
    for place, known in wanted:
        for span, value, code in named:
            if _is_size(known, value, code):
                yield [place], target.touching(span)


def _written(text: str) -> Iterator[tuple[Span, Fraction, str | None]]:
    """Yield products and lengths in signs (`4x100`, `2m35`): span, value and unit code."""
    if any(sign in text for sign in _TIMES):
        for match in _PRODUCT.finditer(text):
            yield Span(*match.span()), Fraction(int(match[1]) * int(match[2])), None
    for match in _METERS.finditer(text):
        yield Span(*match.span()), Fraction(int(match[1]) * 100 + int(match[2]), 100), "m"


def _is_size(known: Known, value: Fraction, code: str | None) -> bool:
    """Whether a quantity has this value, in this unit, in one that it is converted to, or without a unit."""
    if code == _NTH:
        return known.quantity.kind == code and known.value == value
    if code == _PERCENT:
        return known.unit == code and abs(known.value - value) < ROUNDED
    named = unit(code)
    if named is None or not known.sizes:
        return known.family == "number" and known.value == value
    size = value * named.factor
    return any(
        own.dimension == named.dimension
        and (near(held, size, CONVERTED) if of_two_systems(own, named) else held == size)
        for own, held in known.sizes
    )
