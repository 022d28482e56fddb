"""Ordered lists of named rules, by which a reader of quantities is configured.

At each place of a text, the reader tries its rules in order; the first one that reads something is used.
A rule has a name, so that a reading can report which rule made it, and so that a test can switch it off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aligner.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Rule:
    """A form in which quantities are written.

    Attributes:
        name: Name of the form; unique within its list.
        read: Takes a text, a position in it, and further arguments that all rules of a list share (such as a
            numeral that was read before). Returns the quantities that start there (several for a range or a
            list); `[]` if the characters are no quantity, and no later rule may read them; None if the text
            there does not have this form.
        starts: Characters of which one begins the form; empty if it may begin with any.
        behind: Characters of which one follows the digits that begin the form; empty if any may follow.
    """

    name: str
    read: Callable[..., list[Quantity] | None]
    starts: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()


def rules_at(rules: Sequence[Rule], first: str, behind: str = "") -> tuple[Rule, ...]:
    """Return the rules that may read a form beginning with the character `first`, in their order.

    Args:
        behind: The character after the digits that begin the form; empty at the end of the text.
    """
    return tuple(
        rule
        for rule in rules
        if (not rule.starts or first in rule.starts) and (not rule.behind or behind in rule.behind)
    )


def first_reading(
    rules: Sequence[Rule], text: str, start: int, *shared: object
) -> tuple[str, list[Quantity]]:
    """Return name and result of the first rule that reads `text` at `start`; `("", [])` if none does."""
    for rule in rules:
        quantities = rule.read(text, start, *shared)
        if quantities is not None:
            return rule.name, quantities
    return "", []
