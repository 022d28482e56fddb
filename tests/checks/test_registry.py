"""The checks as values: what the registry makes of them, and the examples that they bring along."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

import aligner
from aligner.checks import CHECKS, KINDS, Check, Scope
from aligner.checks.check import Example
from aligner.checks.kinds import KINDS_OF_LIBRARY
from aligner.checks.messages import fields_of, read_back, render

EXAMPLES = Path(__file__).parents[2] / "examples"


def found_in(check: Check, example: Example) -> list[str]:
    """Kinds that a check finds in an example: in a pair by itself, or in the pairs of a document."""
    document = len(example) > 1 or Scope.DOCUMENT in check.scope
    found = aligner.Aligner(checks=[check]).check(example, document=document)
    return [mismatch.kind for of_pair in found for mismatch in of_pair]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_examples_of_a_check_are_right_and_wrong(check: Check) -> None:
    assert all(found_in(check, example) for example in check.wrong)
    assert not any(found_in(check, example) for example in check.right)


def test_kinds_are_those_of_the_checks() -> None:
    of_checks = {kind.name: kind for check in CHECKS for kind in check.kinds}
    assert dict(KINDS) == of_checks
    assert list(KINDS)[: len(KINDS_OF_LIBRARY)] == [kind.name for kind in KINDS_OF_LIBRARY]
    causes = {cause for kind in KINDS.values() for cause in kind.explained_by}
    assert causes <= KINDS.keys()


def test_a_key_names_one_message() -> None:
    templates = {(key, template) for check in CHECKS for key, template in check.messages.items()}
    assert Counter(key for key, _ in templates).most_common(1)[0][1] == 1


def test_every_message_can_be_read_back() -> None:
    for check in CHECKS:
        for template in check.messages.values():
            fields = {name: f"{name} here" for name in fields_of(template)}
            said = render(template, fields)
            assert read_back(said, [template]) == fields, template


def test_the_example_of_ones_own_check_runs(capsys: pytest.CaptureFixture[str]) -> None:
    program = runpy.run_path(str(EXAMPLES / "own_check.py"))
    program["main"]()
    printed = capsys.readouterr().out
    assert re.search(
        r"^info: “HUGE CROWD” shouts, “축제에 3만 명이 왔다\.” does not\.$", printed, re.MULTILINE
    )
    assert re.search(r"^error: “3만 명” \(30,000\) is rendered as “300,000”", printed, re.MULTILINE)
    test_examples_of_a_check_are_right_and_wrong(program["SHOUTING"])
