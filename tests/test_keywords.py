"""Keywords that change single settings: an editor completes them, a type checker refuses a misspelt one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import aligner
from aligner.interface import align, align_page, check, pipe, split_sentences
from aligner.model.lexicon import Term
from aligner.model.mismatch import Severity
from aligner.model.settings import Changes, Settings

# Types of fields that are made of any collection, and what may be given for them.
GIVEN_AS = {
    tuple[tuple[int, int], ...]: Iterable[tuple[int, int]],
    tuple[Term, ...]: Iterable[Term],
    frozenset[str]: Iterable[str],
    tuple[tuple[str, float], ...]: Mapping[str, float] | Iterable[tuple[str, float]],
    tuple[tuple[str, Severity], ...]: Mapping[str, Severity] | Iterable[tuple[str, Severity]],
}

PROGRAM = """\
import aligner

aligner.align("", "", ignore={"split"}, beads=[(1, 1)], source_language="ko")
aligner.check([], None, document=True, least_severity="warning")
aligner.align("", "", ignor={"split"})  # misspelt
aligner.check([], quotes="cutt")  # no such value
aligner.align_page("", ignore=3)  # another type
"""


def test_the_keywords_are_the_settings() -> None:
    settings, changes = get_type_hints(Settings), get_type_hints(Changes)
    assert changes == {name: GIVEN_AS.get(kind, kind) for name, kind in settings.items()}
    assert list(changes) == list(settings)  # as an editor shows them
    assert Changes.__required_keys__ == frozenset()


@pytest.mark.parametrize("function", [align, align_page, check, pipe, split_sentences])
def test_every_function_takes_them(function: Callable[..., Any]) -> None:
    assert inspect.signature(function).parameters["changes"].annotation == "Unpack[Changes]"


def test_a_misspelt_keyword_is_an_error_to_a_type_checker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines with a comment are those that mypy refuses."""
    api = pytest.importorskip("mypy.api")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    monkeypatch.setenv("MYPYPATH", str(Path(aligner.__file__).parents[1]))
    options = ["--config-file=", "--follow-imports=silent", "--ignore-missing-imports"]
    told, errors, _ = api.run([*options, f"--cache-dir={tmp_path}", str(program)])
    refused = [line.split(":")[1] for line in told.splitlines() if ": error:" in line]
    expected = [str(number) for number, line in enumerate(PROGRAM.splitlines(), 1) if "#" in line]
    assert refused == expected, told + errors
