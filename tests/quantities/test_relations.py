"""Each rule of equality has a pair of examples in its docstring, and decides this pair itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from aligner.languages import language
from aligner.quantities import read_quantities
from aligner.quantities.equality import RELATIONS, decided
from aligner.quantities.known import Known, Likeness, Rule

EXAMPLE = re.compile(r"(Alike|Differ|Apart): `([^`]+)`\s*/\s*`([^`]+)`")
RULES = {rule.__name__: rule for rules in RELATIONS.values() for rule in rules}
# What the word before an example says of the two quantities.
SAYS = {
    "Alike": ("equal", "converted"),
    "Differ": ("unit", "percent_points", "magnitude", "number", "date"),
    "Apart": ("none",),
}


def known(text: str, code: str) -> list[Known]:
    meant = language(code).comparing.meant
    return [Known(quantity, meant) for quantity in read_quantities(text, code)]


def decisions(korean: str, english: str) -> Iterator[tuple[str, Likeness]]:
    for source in known(korean, "ko"):
        for target in known(english, "en"):
            yield decided(source, target)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_decides_its_example(rule: Rule) -> None:
    examples = EXAMPLE.findall(rule.__doc__ or "")
    assert examples, "a rule without an example"
    for word, korean, english in examples:
        by_rule = [how.relation for name, how in decisions(korean, english) if name == rule.__name__]
        assert by_rule, list(decisions(korean, english))
        assert by_rule[0] in SAYS[word]


def test_names_of_rules_are_unique() -> None:
    assert len(RULES) == len({rule for rules in RELATIONS.values() for rule in rules})
