"""Ordered lists of named rules: the list is the configuration of a reader.

A reader of quantities tries its rules in order at one place of a text; the first that reads something wins.
A rule has a name, so that a reading can say which rule made it, and so that a test can switch one off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aligner.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Rule:
    """A form in which quantities are written.

    Attributes:
        name: What the form is called; unique within its list.
        read: Takes a text, a position in it, and what the rules of a list share besides (a numeral read
            before). Gives the quantities that start there (several for a range or a list), `[]` where the
            characters are no quantity and no later rule may read them, None where the form is not met.
        starts: Characters that the form may start with; empty if that tells nothing.
        behind: Characters of which one stands behind the digits that the form starts with; empty likewise.
    """

    name: str
    read: Callable[..., list[Quantity] | None]
    starts: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()


def rules_at(rules: Sequence[Rule], first: str, behind: str = "") -> tuple[Rule, ...]:
    """The rules that may read what starts with `first`, in their order.

    Args:
        behind: The character behind the digits that start there; empty at the end of the text.
    """
    return tuple(
        rule
        for rule in rules
        if (not rule.starts or first in rule.starts) and (not rule.behind or behind in rule.behind)
    )


def first_reading(
    rules: Sequence[Rule], text: str, start: int, *shared: object
) -> tuple[str, list[Quantity]]:
    """The name of the first rule that reads `text` at `start`, and what it read; `("", [])` if none does."""
    for rule in rules:
        found = rule.read(text, start, *shared)
        if found is not None:
            return rule.name, found
    return "", []
