"""What the README shows is what the library prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import aligner
from aligner.installation import PURPOSES

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


def kinds() -> dict[str, tuple[str, list[str]]]:
    """Severity and example of each kind in the table, the example as the texts that stand as code."""
    table = README.split("## What it finds")[1].split("\n## ")[0]
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| `")]
    return {
        kind: (severity, re.findall("`([^`]+)`", example))
        for names, severity, _, example, _ in rows
        for kind in re.findall(r"`(\w+)`", names)
    }


def test_the_table_of_kinds_is_that_of_the_library() -> None:
    assert {kind: severity for kind, (severity, _) in kinds().items()} == {
        name: kind.severity for name, kind in aligner.KINDS.items()
    }


@pytest.mark.parametrize("kind", [kind for kind, (_, texts) in kinds().items() if len(texts) == 2])
def test_examples_in_the_table_of_kinds_are_found(kind: str) -> None:
    source, target = kinds()[kind][1]
    assert [mismatch.kind for mismatch in aligner.check([(source, target)])[0]] == [kind]


def test_extras_of_the_table_exist_and_are_all_there_are() -> None:
    assert set(re.findall(r"\| `aligner\[(\w+)\]` \|", README)) == set(PURPOSES)


def test_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures and all((ROOT / picture).stat().st_size < 200_000 for picture in pictures)


def test_there_are_exactly_two_commands_to_set_everything_up() -> None:
    setup = [block for block in blocks("console") if "pip install" in block]
    assert len(setup) == 3  # install and run, install and test, and the developers' three lines
    assert all(block.count("\n") == 1 for block in setup[:2])
