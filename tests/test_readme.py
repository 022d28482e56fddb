"""What the README shows is what the library prints."""

from __future__ import annotations

import re
from pathlib import Path

import aligner

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


def test_there_are_exactly_two_commands_to_set_everything_up() -> None:
    setup = [block for block in blocks("console") if "pip install" in block]
    assert len(setup) == 3  # install and run, install and test, and the developers' three lines
    assert all(block.count("\n") == 1 for block in setup[:2])
