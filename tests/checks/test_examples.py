"""What checks give as examples, right and wrong, is what they find: `aligner.checks.examples` tells the form.

Rules of a pair of languages, which checks ask, have examples in their docstrings too.
"""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import aligner
from aligner.checks import CHECKS, KINDS, Check, Scope
from aligner.checks.examples import SENTENCES, Example, examples_of

PACKAGE = Path(aligner.__file__).parent
PROGRAMS = Path(__file__).parents[2] / "examples"


def found_in(example: Example, checks: Iterable[Check] = CHECKS, *, scope: Scope = Scope.PAIR) -> set[str]:
    """Kinds that are found in a single pair or rows by themselves, in others as beads of a document."""
    settings = aligner.Settings(glossary=example.terms)
    own = aligner.Aligner(settings, checks=checks)
    if example.page:
        return {mismatch.kind for mismatch in own.align_page(example.page).mismatches}
    if scope is Scope.ROWS or (Scope.PAIR in scope and not example.is_document):
        return {mismatch.kind for row in own.check(example.pairs) for mismatch in row}
    source: list[str] = []
    target: list[str] = []
    beads = []
    for pair in example.pairs:
        ranges = []
        for text, side in zip(pair, (source, target), strict=True):
            start = len(side)
            side += text.split(SENTENCES) if text else []
            ranges.append(range(start, len(side)))
        beads.append(aligner.Bead(*ranges))
    return {mismatch.kind for mismatch in own.align(source, target, locked=beads).mismatches}


def examples_hold(check: Check) -> None:
    """By itself a check finds something in wrong examples and nothing in right ones; with all others too."""
    kinds = {kind.name for kind in check.kinds}
    for example in check.examples(right=False):
        wanted = {example.kind} if example.kind else kinds
        assert found_in(example, [check], scope=check.scope) & wanted, example
        assert found_in(example, {*CHECKS, check}, scope=check.scope) & wanted, example
    for example in check.examples(right=True):
        assert not found_in(example, [check], scope=check.scope), example


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_examples_of_a_check_are_right_and_wrong(check: Check) -> None:
    examples_hold(check)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_check_has_a_right_example_and_a_wrong_one_of_each_kind(check: Check) -> None:
    """In the docstring of its function, or in the `Check`."""
    wrong = {example.kind or check.kinds[0].name for example in check.examples(right=False)}
    assert check.right and wrong == {kind.name for kind in check.kinds}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_example_in_the_readme_shows_this_kind_alone(kind: aligner.Kind) -> None:
    """One cause, one mismatch."""
    (example, *_) = runpy.run_path(str(PROGRAMS / "kinds.py"))["examples_of"](kind)
    scope = next(check.scope for check in CHECKS if kind in check.kinds)
    found = found_in(example, scope=Scope.ROWS if scope is Scope.ROWS else Scope.PAIR)
    assert found - {"split", "merge"} == {kind.name} - {"split", "merge"}


def test_the_example_of_ones_own_check_runs(capsys: pytest.CaptureFixture[str]) -> None:
    program = runpy.run_path(str(PROGRAMS / "own_check.py"))
    program["main"]()
    printed = capsys.readouterr().out
    assert re.search(
        r"^info: “HUGE CROWD” shouts, “축제에 3만 명이 왔다\.” does not\.$", printed, re.MULTILINE
    )
    assert re.search(r"^error: “3만 명” \(30,000\) is rendered as “300,000”", printed, re.MULTILINE)
    examples_hold(program["SHOUTING"])


# ---------------------------------------------------------------- rules that checks ask


def rules() -> Iterator[tuple[str, str]]:
    """Functions of the rooms below the checks with examples in their docstrings."""
    for path in sorted((PACKAGE / "pairs").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                docstring = ast.get_docstring(node) or ""
                if re.search(r"^(Right|Wrong .*):", docstring, re.MULTILINE):
                    yield getattr(node, "name", path.stem), docstring


RULES = list(rules())


@pytest.mark.parametrize("docstring", [pytest.param(docstring, id=name) for name, docstring in RULES])
def test_examples_are_what_the_docstring_says(docstring: str) -> None:
    right, wrong = examples_of(docstring)
    assert right and wrong
    for example in wrong:
        assert example.kind in found_in(example), example
    for example in right:
        assert not found_in(example) & {one.kind for one in wrong}, example


def test_rules_are_found() -> None:
    assert len(RULES) > 10


# ---------------------------------------------------------------- how they are written


def test_a_text_may_go_on_in_the_next_line() -> None:
    right, wrong = examples_of(
        "Right: `하나` / `one`\nWrong (number):\n    `하나` / `two\n        and a half`, `ten`"
    )
    assert [example.pairs for example in (*right, *wrong)] == [
        (("하나", "one"),),
        (("하나", "two and a half"),),
        (("하나", "ten"),),
    ]


@pytest.mark.parametrize("body", ["nothing", "`하나` / two", "`하나` / `one` and so on"])
def test_what_is_no_example_is_refused_with_the_name_of_the_check(body: str) -> None:
    def find_nothing(pair: aligner.checks.PairView) -> Iterator[aligner.checks.Finding]:
        return iter(())

    find_nothing.__doc__ = f"Wrong (number): {body}"
    with pytest.raises(aligner.CheckError, match="find_nothing: examples: "):
        Check(find_nothing, (aligner.Kind("number"),), {})
    find_nothing.__doc__ = f"Right: {body}"  # says nothing of a kind: no examples are meant
    assert Check(find_nothing, (aligner.Kind("number"),), {}).wrong == ()


def test_examples_may_be_given_as_plain_pairs() -> None:
    check = Check(lambda pair: (), (), {}, wrong=((("하나", "ten"),),))
    assert check.examples(right=False) == (Example((("하나", "ten"),)),)
