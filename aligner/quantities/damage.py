"""Find numbers that lost characters before they reached us, which is no error of the translation.

Some pages lose characters. If the digits of a number are exactly those of several neighbouring unmatched
quantities of the other side, the number lost the characters between them (57일 for "7-day, 5-night"). A
number without a unit may have lost the unit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from aligner.expressions import compiled
from aligner.model.quantity import Quantity
from aligner.numerals.units import unit
from aligner.quantities import strength
from aligner.quantities.difference import Difference, Severity
from aligner.quantities.reading import Reading

THOUSANDS = compiled(r", \d{3}")
BARE = compiled(r"\d+(?:[,.]\d+)*")


@dataclass(frozen=True, slots=True)
class Damage:
    """Numbers that lost characters.

    Attributes:
        found: A difference for each of them.
        source: Places of all quantities of the source that are concerned.
        target: Places of all quantities of the target that are concerned.
    """

    found: list[Difference] = field(default_factory=list)
    source: set[int] = field(default_factory=set)
    target: set[int] = field(default_factory=set)


def lost_unit(source: Quantity, target: Quantity, here: Reading, there: Reading) -> Difference | None:
    """Return a difference if a number without a unit agrees with one that has a unit: 20 간격, 20-minute.

    The difference is only an info, since the value is right. A day of the month without its sign (10CES,
    14헬싱키) can have no other meaning.

    Args:
        here: The source side.
        there: The target side.
    """
    for bare, other, side in ((source, target, here), (target, source, there)):
        if bare.unit is not None or bare.partner or not BARE.fullmatch(bare.surface):
            continue
        manner = side.language.comparing
        if (_is_day(other) and side.follows(manner.day_lost, bare)) or (
            _is_counted(other) and side.follows(manner.unit_lost, bare)
        ):
            return Difference("source_damage", (source,), (target,), strength.LOST_UNIT, "info")
    return None


def _is_day(quantity: Quantity) -> bool:
    return quantity.kind == "date" and quantity.unit == "day"


def _is_counted(quantity: Quantity) -> bool:
    known = unit(quantity.unit)
    measured = known is not None and not known.is_currency and known.dimension != "point"
    return measured or quantity.kind in ("time", "age")


def lost_characters(source: Reading, target: Reading, equal: Sequence[tuple[int, int]]) -> Damage:
    """Find numbers that lost characters: 57일 for "7-day, 5-night" (5박 7일), 11 for "one-on-one" (1:1).

    Args:
        equal: Places of quantities that agree; these lost nothing.
    """
    damage = Damage()
    used_source, used_target = {place for place, _ in equal}, {place for _, place in equal}
    for side, other_side, used, used_other in (
        (source, target, used_source, used_target),
        (target, source, used_target, used_source),
    ):
        if not side.language.comparing.loses_characters:
            continue
        for place, quantity in enumerate(side.quantities):
            if place in used or quantity.surface in other_side.text:
                continue  # a number that the other side has letter by letter lost nothing
            row = _pieces(_printed(quantity), other_side, used_other)
            if row is None:
                continue
            used_other.update(row)
            parts = tuple(other_side.quantities[part] for part in row)
            of_source, of_target = ((quantity,), parts) if side is source else (parts, (quantity,))
            severity: Severity = "info" if _one_number(parts, other_side.text) else "warning"
            damage.found.append(Difference("source_damage", of_source, of_target, strength.DAMAGE, severity))
            damage.source.update((place,) if side is source else row)
            damage.target.update(row if side is source else (place,))
    return damage


def _one_number(parts: Sequence[Quantity], text: str) -> bool:
    """Whether the parts are one number with a space after each comma of thousands: 3, 200."""
    return all(
        THOUSANDS.fullmatch(text, part.span.end, following.span.start + 3) is not None
        for part, following in pairwise(parts)
    )


def _digits(quantity: Quantity) -> str:
    return str(quantity.value) if isinstance(quantity.value, int) and quantity.value >= 0 else ""


def _printed(quantity: Quantity) -> str:
    return _digits(quantity) or (str(quantity.value)[-2:] if _is_day(quantity) else "")


def _pieces(printed: str, side: Reading, used: Collection[int]) -> range | None:
    """Return the places of neighbouring unmatched quantities whose digits make up `printed`; None if none."""
    if len(printed) < 2:
        return None
    for row in _rows(side, used):
        parts = [_digits(side.quantities[place]) for place in row]
        if printed in ("".join(parts), "".join(reversed(parts))):
            return row
    return None


def _rows(side: Reading, used: Collection[int]) -> Iterator[range]:
    """Yield the places of two or three neighbouring whole numbers that are unmatched."""
    for size in (2, 3):
        for begin in range(len(side.quantities) - size + 1):
            row = range(begin, begin + size)
            if all(place not in used and _digits(side.quantities[place]) for place in row):
                yield row
