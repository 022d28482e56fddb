"""Find the role of a number: whether it counts killed or injured people, men or women, votes for or against.

`한 명이 숨지고 세 명이 다쳤다` and "three were killed and one was injured" hold equal numbers in exchanged
roles. The role is the nearest word of a small table after the number, up to the next number or
the end of the clause. A noun directly before the number comes first in languages that put it
there. Only a full exchange between two numbers is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligner.expressions import compiled
from aligner.model.quantity import Quantity, Value

_WINDOW = 45  # characters after a number; a clause of news English has about this length
_NOUN = 5  # characters directly before a number that may hold the noun it counts
_CLAUSE_END = compiled(r"[,.;:!?]")


def roles(
    quantities: Sequence[Quantity], text: str, pattern: re.Pattern[str], noun_before: bool
) -> list[str | None]:
    """Find the role of each quantity of a sentence; None if no word for a role is near.

    Args:
        quantities: The quantities, from left to right.
        text: The sentence.
        pattern: Words for roles, in groups named after the roles.
        noun_before: Whether the language may put the counted noun directly before the number.
    """
    result: list[str | None] = []
    for index, quantity in enumerate(quantities):
        before = text[max(0, quantity.span.start - _NOUN) : quantity.span.start]
        if noun_before and (noun := _last(pattern, before)):
            result.append(noun)  # 남성 두 명, 찬성 210표
            continue
        following = quantities[index + 1].span.start if index + 1 < len(quantities) else len(text)
        end = min(following, quantity.span.end + _WINDOW)
        clause = _CLAUSE_END.search(text, quantity.span.end, end)
        match = pattern.search(text, quantity.span.start, clause.start() if clause else end)
        result.append(match.lastgroup if match else None)
    return result


def _last(pattern: re.Pattern[str], before: str) -> str | None:
    """Return the role of the last word before a number; None if it is no word for a role."""
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
    """Find two pairs of equal quantities, with different values, whose roles are exchanged.

    Args:
        pairs: Places of quantities that agree, as (source, target).
        source_roles: Roles of the source quantities, by place.
        target_roles: Roles of the target quantities, by place.
        values: Values of the source quantities, by place.

    Returns:
        The two pairs of places; None if no roles are exchanged.
    """
    crossed = []
    for source, target in pairs:
        roles_of_pair = source_roles[source], target_roles[target]
        if all(roles_of_pair) and roles_of_pair[0] != roles_of_pair[1]:
            crossed.append(((source, target), roles_of_pair))
    for index, (pair, (source_role, target_role)) in enumerate(crossed):
        for other_pair, other_roles in crossed[index + 1 :]:
            if (target_role, source_role) == other_roles and values[pair[0]] != values[other_pair[0]]:
                return pair, other_pair
    return None
