"""What the README shows is what the library prints, and its snippets run as they stand."""

from __future__ import annotations

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import aligner
from aligner.installation import purposes

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_the_report_is_the_one_that_the_command_prints() -> None:
    """Every line of the report stands, in this order, in the golden report of the same page."""
    golden = (ROOT / "tests/golden/harbour_festival.txt.report").read_text(encoding="utf-8").splitlines()
    (report,) = blocks("text")
    lines = iter(golden)
    missing = [line for line in report.splitlines() if line not in lines]
    assert missing == []


def test_every_name_in_the_snippets_exists() -> None:
    names = {name for block in blocks("python") for name in re.findall(r"aligner\.(\w+)\(", block)}
    assert names
    assert names <= set(aligner.__all__)


def test_the_table_of_kinds_is_what_the_checks_say_of_themselves() -> None:
    table = runpy.run_path(str(ROOT / "examples" / "kinds.py"))["table"]()
    assert table in README, "write it anew: python examples/kinds.py --write"


def test_extras_of_the_table_exist_and_are_all_there_are() -> None:
    assert set(re.findall(r"\| `ko-en-aligner\[(\w+)\]` \|", README)) == set(purposes())


def test_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures and all((ROOT / picture).stat().st_size < 200_000 for picture in pictures)


def test_there_are_exactly_two_commands_to_set_everything_up() -> None:
    setup = [block for block in blocks("console") if "pip install" in block]
    assert len(setup) == 3  # install and run, install and test, and the developers' three lines
    assert all(block.count("\n") == 1 for block in setup[:2])


SNIPPETS = re.findall(r"```(python|console)\n(.*?)```", README, flags=re.DOTALL)

# What a line of a snippet needs besides the modules that it imports.
NEEDS = {"to_frame": "pandas", "plot(": "matplotlib", "pyspark": "java", ".parquet": "pyarrow"}
SET_UP = re.compile(r"pip install|ruff|pytest")


def missing(language: str, snippet: str) -> str:
    """Why a snippet can't be run here; empty if it can."""
    if language == "console":
        return "it sets up an environment" if SET_UP.search(snippet) else ""
    names = {tool for sign, tool in NEEDS.items() if sign in snippet}
    for node in ast.walk(ast.parse(snippet)):
        if isinstance(node, ast.Import):
            names |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module).split(".")[0])
    absent = sorted(
        name for name in names if not (shutil.which("java") if name == "java" else find_spec(name))
    )
    return f"needs {', '.join(absent)}" if absent else ""


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each snippet had to complain about, run one after the other in one fresh folder."""
    folder, home = tmp_path_factory.mktemp("fresh"), tmp_path_factory.mktemp("home")
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | {
        "PYTHONPATH": path,
        "PYTHONUTF8": "1",
        "HF_HOME": str(home),
        "HF_HUB_OFFLINE": "1",
    }
    told = []
    for number, (language, snippet) in enumerate(SNIPPETS):
        if missing(language, snippet):
            told.append("")
            continue
        if language == "python":
            script = home / f"snippet_{number}.py"
            script.write_text(snippet, encoding="utf-8")
            arguments = [sys.executable, str(script)]
        else:
            (home / "aligner").write_text(f'#!/bin/sh\nexec {sys.executable} -m aligner "$@"\n')
            (home / "aligner").chmod(0o755)
            environment["PATH"] = f"{home}{os.pathsep}{os.environ['PATH']}"
            arguments = ["bash", "-euo", "pipefail", "-c", snippet]
        before = {place: place.read_bytes() for place in folder.iterdir() if place.is_file()}
        done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True)
        told.append(done.stderr if done.returncode else "")
        changed = [place.name for place, content in before.items() if place.read_bytes() != content]
        if changed:
            told[-1] += f"wrote over {changed}"
    return told


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_every_snippet_runs_in_one_fresh_folder(number: int, complaints: list[str]) -> None:
    """And writes over no file that another one made."""
    if reason := missing(*SNIPPETS[number]):
        pytest.skip(reason)
    assert complaints[number] == ""


def test_only_what_sets_up_an_environment_is_no_snippet_to_run() -> None:
    assert [missing("console", snippet) for language, snippet in SNIPPETS if language == "console"] == [
        *["it sets up an environment"] * 2,
        "",
        "it sets up an environment",
    ]
