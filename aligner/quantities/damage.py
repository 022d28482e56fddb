"""Numbers that lost characters on their way here, which is not the translation's fault.

Where pages lose characters, a number that is exactly the digits of several unmatched quantities of the
other side in a row lost some on its way (57일 for "7-day, 5-night"), and a bare number may have lost its
unit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from aligner.model.quantity import Quantity
from aligner.numerals.units import unit
from aligner.quantities import strength
from aligner.quantities.difference import Difference, Severity
from aligner.quantities.reading import Reading

THOUSANDS = re.compile(r", \d{3}")
BARE = re.compile(r"\d+(?:[,.]\d+)*")


@dataclass(frozen=True, slots=True)
class Damage:
    """Numbers that lost characters, and the places of all quantities concerned."""

    found: list[Difference] = field(default_factory=list)
    source: set[int] = field(default_factory=set)
    target: set[int] = field(default_factory=set)


def lost_unit(source: Quantity, target: Quantity, here: Reading, there: Reading) -> Difference | None:
    """A bare number that agrees with one that has a unit: 20 간격, 20-minute intervals.

    An info, as the value arrived. A day of the month that lost its sign (10CES, 14헬싱키) can mean nothing
    else.
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
    found = unit(quantity.unit)
    measured = found is not None and not found.is_currency and found.dimension != "point"
    return measured or quantity.kind in ("time", "age")


def lost_characters(source: Reading, target: Reading, equal: Sequence[tuple[int, int]]) -> Damage:
    """Numbers that lost characters: 57일 for "7-day, 5-night" (5박 7일), 11 for "one-on-one" (1:1)."""
    damage = Damage()
    used_source, used_target = {here for here, _ in equal}, {there for _, there in equal}
    for here, there, used_here, used_there in (
        (source, target, used_source, used_target),
        (target, source, used_target, used_source),
    ):
        if not here.language.comparing.loses_characters:
            continue
        for place, quantity in enumerate(here.quantities):
            if place in used_here or quantity.surface in there.text:
                continue  # what stands there letter by letter lost nothing
            row = _pieces(_printed(quantity), there, used_there)
            if row is None:
                continue
            used_there.update(row)
            parts = tuple(there.quantities[part] for part in row)
            one, two = ((quantity,), parts) if here is source else (parts, (quantity,))
            severity: Severity = "info" if _one_number(parts, there.text) else "warning"
            damage.found.append(Difference("source_damage", one, two, strength.DAMAGE, severity))
            damage.source.update((place,) if here is source else row)
            damage.target.update(row if here is source else (place,))
    return damage


def _one_number(parts: Sequence[Quantity], text: str) -> bool:
    """Whether only a blank behind the comma of thousands parts a number: 3, 200."""
    return all(
        THOUSANDS.fullmatch(text, one.span.end, two.span.start + 3) is not None
        for one, two in pairwise(parts)
    )


def _digits(quantity: Quantity) -> str:
    return str(quantity.value) if isinstance(quantity.value, int) and quantity.value >= 0 else ""


def _printed(quantity: Quantity) -> str:
    return _digits(quantity) or (str(quantity.value)[-2:] if _is_day(quantity) else "")


def _pieces(printed: str, side: Reading, used: Collection[int]) -> range | None:
    """The neighbouring quantities that equal nothing and whose digits, in a row, are those printed."""
    if len(printed) < 2:
        return None
    for row in _rows(side, used):
        parts = [_digits(side.quantities[place]) for place in row]
        if printed in ("".join(parts), "".join(reversed(parts))):
            return row
    return None


def _rows(side: Reading, used: Collection[int]) -> Iterator[range]:
    """Two or three neighbouring whole numbers that equal nothing."""
    for size in (2, 3):
        for begin in range(len(side.quantities) - size + 1):
            row = range(begin, begin + size)
            if all(place not in used and _digits(side.quantities[place]) for place in row):
                yield row
