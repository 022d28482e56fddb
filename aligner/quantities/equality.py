"""When two quantities of different languages mean the same.

A quantity is a name with digits, a number, or a moment (a date, a time, a rough amount). For each two of
these families there is an ordered list of named rules, each with examples that run as tests; the first
rule that has something to say of two quantities decides. The lists are the configuration: what is not in
them is not compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aligner.model.quantity import Quantity
from aligner.quantities.identifiers import NAME_AND_OTHER, NAMES
from aligner.quantities.known import NONE, Family, Known, Likeness, Rule
from aligner.quantities.moments import MOMENTS, NUMBER_AND_MOMENT
from aligner.quantities.numbers import NUMBERS

SAME = Likeness("equal", 0.0)
# The rules of two families, in this order of the families.
RELATIONS: Mapping[tuple[Family, Family], Sequence[Rule]] = {
    ("name", "name"): NAMES,
    ("name", "number"): NAME_AND_OTHER,
    ("name", "moment"): NAME_AND_OTHER,
    ("number", "number"): NUMBERS,
    ("number", "moment"): NUMBER_AND_MOMENT,
    ("moment", "moment"): MOMENTS,
}


def likeness(source: Quantity, target: Quantity) -> Likeness:
    """How the two relate; symmetric.

    Examples:
        >>> from aligner.quantities import read_quantities
        >>> (korean,), (english,) = read_quantities("24개월", "ko"), read_quantities("two years", "en")
        >>> likeness(korean, english).relation
        'equal'
    """
    return relate(Known(source), Known(target))


def relate(source: Known, target: Known) -> Likeness:
    """How two quantities relate of which what they come to is already worked out."""
    one, two = source.quantity, target.quantity
    if source.family == target.family != "name" and (one.value, one.unit, one.kind) == (
        two.value,
        two.unit,
        two.kind,
    ):
        return SAME  # whatever rule would say so
    return decided(source, target)[1]


def decided(source: Known, target: Known) -> tuple[str, Likeness]:
    """The name of the rule that decides how two quantities relate, and how they do."""
    rules = RELATIONS.get((source.family, target.family))
    if rules is None:
        source, target = target, source
        rules = RELATIONS[source.family, target.family]
    for rule in rules:
        found = rule(source, target)
        if found is not None:
            return rule.__name__, found
    return "", NONE
