"""Decide whether two quantities of different languages have equal meaning.

A quantity is a name with digits, a number, or a moment (a date, a time, a rough amount). For every two of
these families there is an ordered list of named rules, each with examples that run as tests. The first rule
that returns a relation decides. The lists are the configuration: only rules in a list are applied.

In the docstring of a rule, a word before the example names its result: Alike (equal or converted), Differ
(the quantities belong together, but one is wrong) or Apart (they do not belong together).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aligner.model.quantity import Quantity
from aligner.quantities.identifiers import NAME_AND_OTHER, NAMES
from aligner.quantities.known import NONE, Family, Known, Likeness, Rule
from aligner.quantities.moments import MOMENTS, NUMBER_AND_MOMENT
from aligner.quantities.numbers import NUMBERS

SAME = Likeness("equal", 0.0)
# The rules for two families; a pair of quantities is brought into this order of families.
RELATIONS: Mapping[tuple[Family, Family], Sequence[Rule]] = {
    ("name", "name"): NAMES,
    ("name", "number"): NAME_AND_OTHER,
    ("name", "moment"): NAME_AND_OTHER,
    ("number", "number"): NUMBERS,
    ("number", "moment"): NUMBER_AND_MOMENT,
    ("moment", "moment"): MOMENTS,
}


def likeness(source: Quantity, target: Quantity) -> Likeness:
    """Return the relation of two quantities; exchanging them gives an equal result.

    Examples:
        >>> from aligner.quantities import read_quantities
        >>> (korean,), (english,) = read_quantities("24개월", "ko"), read_quantities("two years", "en")
        >>> likeness(korean, english).relation
        'equal'
    """
    return relate(Known(source), Known(target))


def relate(source: Known, target: Known) -> Likeness:
    """Return the relation of two quantities, as `likeness` does, without computing their sizes again."""
    left, right = source.quantity, target.quantity
    if source.family == target.family != "name" and (left.value, left.unit, left.kind) == (
        right.value,
        right.unit,
        right.kind,
    ):
        return SAME  # without searching the rule that decides it
    return decided(source, target)[1]


def decided(source: Known, target: Known) -> tuple[str, Likeness]:
    """Return the name of the rule that decides about two quantities, and their relation."""
    rules = RELATIONS.get((source.family, target.family))
    if rules is None:
        source, target = target, source
        rules = RELATIONS[source.family, target.family]
    for rule in rules:
        relation = rule(source, target)
        if relation is not None:
            return rule.__name__, relation
    return "", NONE
