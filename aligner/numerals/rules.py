"""Ordered lists of named rules: the list is the configuration of a reader.

A reader of quantities tries its rules in order at one place of a text; the first that reads something wins.
A rule has a name, so that a reading can say which rule made it, and so that a test can switch one off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aligner.model.quantity import Quantity

# Characters whose rules are kept; a text in a foreign script may hold any.
MOST_SIGNS = 512


@dataclass(frozen=True, slots=True)
class Rule:
    """A form in which quantities are written.

    Attributes:
        name: What the form is called; unique within its list.
        read: Takes a text, a position in it, and what a list of rules shares besides (a numeral read before).
            Gives the quantities that start there (several for a range or a list), `[]` where the characters
            are no quantity and no later rule may read them, and None where the form is not met.
    """

    name: str
    read: Callable[..., list[Quantity] | None]


@dataclass(frozen=True, slots=True)
class SignRule(Rule):
    """A rule that is worth a try only where one of a few characters stands behind the figures.

    Attributes:
        signs: The characters; empty where any may stand there, or none.
    """

    signs: str = ""


class RulesBySign(dict[str, tuple[SignRule, ...]]):
    """A list of rules by the character behind the figures: those worth a try there, in their order."""

    def __init__(self, rules: Sequence[SignRule]) -> None:
        self.rules = rules

    def __missing__(self, sign: str) -> tuple[SignRule, ...]:
        found = tuple(rule for rule in self.rules if not rule.signs or (sign and sign in rule.signs))
        if len(self) < MOST_SIGNS:
            self[sign] = found
        return found


def first_reading(
    rules: Sequence[Rule], text: str, start: int, *shared: object
) -> tuple[str, list[Quantity]]:
    """The name of the first rule that reads `text` at `start`, and what it read; `("", [])` if none does."""
    for rule in rules:
        found = rule.read(text, start, *shared)
        if found is not None:
            return rule.name, found
    return "", []
