"""The reference: every public name says what it is, explains its arguments and has an example that runs."""

from __future__ import annotations

import inspect
import re
import runpy
import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PROGRAM = runpy.run_path(str(Path(__file__).parents[1] / "examples" / "reference.py"))
# The engines of Spark and spaCy are not in every environment; tests/pipelines run them.
MODULES = [name for name in PROGRAM["MODULES"] if name not in PROGRAM["ENGINES"]]
# Reads as a call of another function whose docstring has the arguments.
ELSEWHERE = re.compile(r"\b(?:see|as|As in) `[\w.]+`")


@cache
def module(name: str) -> ModuleType:
    return import_module(name)


def public() -> Iterator[tuple[str, str]]:
    for name in MODULES:
        yield from ((name, public_name) for public_name in module(name).__all__)


def is_documented_itself(value: Any) -> bool:
    return inspect.isclass(value) or inspect.isroutine(value) or hasattr(value, "cache_info")


def members(value: type) -> Iterator[tuple[str, Any]]:
    """Public methods and properties that a class defines; fields may have functions for defaults."""
    fields = getattr(value, "__dataclass_fields__", {})
    for name, member in vars(value).items():
        if name.startswith("_") or name in fields:
            continue
        if inspect.isroutine(member) or isinstance(member, (property, staticmethod)):
            yield name, member


PUBLIC = [pytest.param(module, name, id=f"{module}.{name}") for module, name in public()]


@pytest.mark.parametrize(("home", "name"), PUBLIC)
def test_every_public_name_has_an_example(home: str, name: str) -> None:
    """A class may have it in one of its methods; a constant is named by the docstring of its module."""
    value = getattr(module(home), name)
    if not is_documented_itself(value):
        doc = module(home).__doc__ or ""
        assert f"`{name}`" in doc or name in _examples(doc)
        return
    docs = [inspect.getdoc(value) or ""]
    if inspect.isclass(value):
        docs += [inspect.getdoc(member) or "" for _, member in members(value)]
    assert any(map(_examples, docs)), f"{value.__module__}.{name} has no example"


def _examples(doc: str | None) -> str:
    return "".join(re.findall(r"^\s*>>> .*\n?", doc or "", re.MULTILINE))


@pytest.mark.parametrize(("home", "name"), PUBLIC)
def test_every_public_name_begins_with_a_sentence(home: str, name: str) -> None:
    value = getattr(module(home), name)
    if not is_documented_itself(value):
        return
    documented = [(name, value), *(members(value) if inspect.isclass(value) else ())]
    for called, member in documented:
        first = (inspect.getdoc(member) or "").partition("\n")[0]
        assert re.fullmatch(r".{9,}[.?!:]", first), f"{name}.{called}: {first!r}"


@pytest.mark.parametrize(("home", "name"), PUBLIC)
def test_every_argument_is_explained(home: str, name: str) -> None:
    value = getattr(module(home), name)
    if not inspect.isfunction(value):
        return
    doc = inspect.getdoc(value) or ""
    arguments = [argument for argument in inspect.signature(value).parameters if not argument.startswith("_")]
    if ELSEWHERE.search(doc) or len(arguments) < 2:
        return
    unexplained = [argument for argument in arguments if not re.search(rf"\b{argument}\b", doc)]
    assert unexplained == []


def test_the_reference_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("pdoc", reason="needs the extra `dev`")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        PROGRAM["build"](tmp_path)
    page = (tmp_path / "aligner.html").read_text(encoding="utf-8")
    assert 'id="align_page"' in page and "object at 0x" not in page
    assert (tmp_path / "aligner" / "checks.html").is_file()
