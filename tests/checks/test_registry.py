"""The checks as values: how the registry finds them, and what it makes of them."""

from __future__ import annotations

from collections import Counter

from aligner.checks import CHECKS, KINDS
from aligner.checks.kinds import known_order
from aligner.checks.messages import fields_of, read_back, render


def test_kinds_are_those_of_the_checks() -> None:
    of_checks = {kind.name: kind for check in CHECKS for kind in check.kinds}
    assert dict(KINDS) == of_checks
    assert list(KINDS) == list(known_order())
    causes = {cause for kind in KINDS.values() for cause in (*kind.explained_by, *kind.explains)}
    assert causes <= KINDS.keys()


def test_checks_are_found_in_a_stated_order() -> None:
    """Modules by name, in each the checks as they are written."""
    modules = [check.find.__module__ for check in CHECKS]
    assert modules == sorted(modules) and "aligner.checks.quantities" in modules
    in_content = [check.name for check in CHECKS if check.find.__module__ == "aligner.checks.content"]
    assert in_content == ["unpaired_sentences", "untranslated_words", "repeated_words", "uneven_beads"]


def test_a_key_names_one_message() -> None:
    templates = {(key, template) for check in CHECKS for key, template in check.messages.items()}
    assert Counter(key for key, _ in templates).most_common(1)[0][1] == 1


def test_every_message_can_be_read_back() -> None:
    for check in CHECKS:
        for template in check.messages.values():
            fields = {name: f"{name} here" for name in fields_of(template)}
            said = render(template, fields)
            assert read_back(said, [template]) == fields, template
