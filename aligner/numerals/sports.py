"""Notations of sport that are the same in all languages: 2m35, 4x100."""

from __future__ import annotations

import re
from decimal import Decimal

from aligner.numerals.exact import Number, tidy

# Metres and centimetres of a jump or throw; nothing may touch them.
_JUMP = re.compile(r"(\d{1,2})m(\d\d)(?![A-Za-z\d.,:])")
# Runners and the metres of each.
_RELAY = re.compile(r"(\d)[x\N{MULTIPLICATION SIGN}](\d{2,4})(?: ?m(?![A-Za-z\d]))?(?!\d|[.,]\d)")


def jump(text: str, start: int) -> tuple[Number, int] | None:
    """A jump in metres, and where it ends.

    Examples:
        >>> jump("2m35", 0), jump("2m3500", 0)
        ((Decimal('2.35'), 4), None)
    """
    match = _JUMP.match(text, start)
    return (tidy(Decimal(f"{match[1]}.{match[2]}")), match.end()) if match else None


def relay(text: str, start: int) -> tuple[int, int] | None:
    """What a relay runs together, and where its figures end; the unit is there only where it is the letter m.

    Examples:
        >>> relay("4x100m", 0), relay("2x4", 0)
        ((400, 6), None)
    """
    match = _RELAY.match(text, start)
    return (int(match[1]) * int(match[2]), match.end()) if match else None
