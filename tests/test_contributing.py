"""The pages of CONTRIBUTING are typed into a copy of the project, file by file and command by command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / ".github" / "CONTRIBUTING.md"
SECTIONS = ("a check", "a counter", "a manner of pages", "a language")

# `New file PATH` or `At the end of PATH` in the paragraph above a block; a block of commands has none.
_BLOCK = re.compile(r"^```(?P<form>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_PLACE = re.compile(r"(?P<way>New file|At the end of)\s+`(?P<path>[^`]+)`[^`]*:\s*\Z")
# What looks like a path of the project; the folders of its languages and pairs are written with xx and yy.
_PATH = re.compile(r"`((?:aligner|tests|examples|\.ci)/[\w./-]+)`|\]\(((?:\.\./)?[\w./]+)\)")


def section(title: str) -> str:
    """The text below a heading, up to the next of its rank."""
    text = GUIDE.read_text(encoding="utf-8")
    below = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL | re.IGNORECASE)
    assert below is not None, title
    return below[1]


def steps(title: str) -> Iterator[tuple[str, str, str]]:
    """What to do, where, and the text of the block: `New file`, `At the end of`, or `run`."""
    text = section(title)
    for block in _BLOCK.finditer(text):
        if block["form"] == "console":
            for line in block["body"].splitlines():
                yield "run", "", line.removeprefix("$ ")
        else:
            place = _PLACE.search(text[: block.start()])
            assert place is not None, block[0]
            yield place["way"], place["path"], block["body"]


def new_files() -> set[str]:
    return {path for title in SECTIONS for way, path, _ in steps(title) if way == "New file"}


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_all_that_is_named_exists(name: str) -> None:
    text = (GUIDE.parent / name).read_text(encoding="utf-8")
    inside = {path for path, _ in _PATH.findall(text) if path and "xx" not in path}
    assert name == "CHANGELOG.md" or len(inside) > 8
    assert [path for path in sorted(inside - new_files()) if not (ROOT / path).exists()] == []
    beside = {link for _, link in _PATH.findall(text) if link}
    assert [link for link in sorted(beside) if not (GUIDE.parent / link).resolve().exists()] == []


def test_every_row_of_the_guide_is_new() -> None:
    """What is in the tables already would be no example."""
    for title in SECTIONS:
        for way, path, body in steps(title):
            if way == "At the end of":
                there = (ROOT / path).read_text(encoding="utf-8").splitlines()
                assert set(there).isdisjoint(body.splitlines()), path
            elif way == "New file":
                assert not (ROOT / path).exists()


@pytest.mark.parametrize("title", SECTIONS)
def test_the_steps_lead_where_they_say(title: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "dist")
    shutil.copytree(ROOT, project, ignore=left_out)
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": tools, "PYTHONPATH": str(project)}
    for way, path, body in steps(title):
        file = project / path
        if way == "New file":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body, encoding="utf-8")
        elif way == "At the end of":
            before = file.read_text(encoding="utf-8")
            file.write_text(before + body, encoding="utf-8")
        else:
            done = subprocess.run(
                body, shell=True, cwd=project, env=environment, capture_output=True, text=True, timeout=600
            )
            assert done.returncode == 0, f"$ {body}\n{done.stdout}{done.stderr}"


def test_without_its_row_the_case_of_the_counter_fails() -> None:
    """The guide says so of its case."""
    from aligner import read_quantities

    assert [found.unit for found in read_quantities("밧줄 세 가닥을 엮었다", "ko")] != ["strand"]
