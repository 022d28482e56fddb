"""What a number is said of: killed or hurt, men or women, for or against.

`한 명이 숨지고 세 명이 다쳤다` and "three were killed and one was injured" hold the same numbers in
exchanged roles. A role is the nearest of a small table of words behind the number, up to the next number or
the end of the clause; a role before it (killing three) counts only if none follows. Only a full exchange
between two numbers is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligner.model.quantity import Quantity, Value

_WINDOW = 45  # characters behind a number; a clause of news English is about that long
_NOUN = 5  # characters directly before a number that may hold the noun it counts
_CLAUSE_END = re.compile(r"[,.;:!?]")


def roles(
    quantities: Sequence[Quantity], text: str, pattern: re.Pattern[str], noun_before: bool
) -> list[str | None]:
    """The role of each quantity of a sentence, None where no word for one is near.

    Args:
        pattern: Words for roles, in groups named after them.
        noun_before: Whether the noun that a number counts may stand directly before it.
    """
    found: list[str | None] = []
    for index, quantity in enumerate(quantities):
        before = text[max(0, quantity.span.start - _NOUN) : quantity.span.start]
        if noun_before and (noun := _last(pattern, before)):
            found.append(noun)  # 남성 두 명, 찬성 210표
            continue
        following = quantities[index + 1].span.start if index + 1 < len(quantities) else len(text)
        end = min(following, quantity.span.end + _WINDOW)
        clause = _CLAUSE_END.search(text, quantity.span.end, end)
        match = pattern.search(text, quantity.span.start, clause.start() if clause else end)
        found.append(match.lastgroup if match else None)
    return found


def _last(pattern: re.Pattern[str], before: str) -> str | None:
    """The role word that the text before a number ends with."""
    for match in pattern.finditer(before):
        if not before[match.end() :].strip():
            return match.lastgroup
    return None


def exchanged(
    pairs: Sequence[tuple[int, int]],
    source_roles: Sequence[str | None],
    target_roles: Sequence[str | None],
    values: Sequence[Value],
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Two equal pairs of different values whose roles are crossed, as places of their quantities.

    Args:
        pairs: Places of quantities that agree, on the two sides.
        source_roles, target_roles: By place.
        values: Of the quantities of the source, by place.
    """
    crossed = []
    for one, two in pairs:
        here, there = source_roles[one], target_roles[two]
        if here and there and here != there:
            crossed.append((one, two, here, there))
    for index, (one, two, here, there) in enumerate(crossed):
        for other, another, other_here, other_there in crossed[index + 1 :]:
            if (here, there) == (other_there, other_here) and values[one] != values[other]:
                return (one, two), (other, another)
    return None
