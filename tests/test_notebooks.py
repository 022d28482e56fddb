"""Notebooks are stored with their outputs, and these are what a run from a clean kernel gives."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

nbformat = pytest.importorskip("nbformat", reason="needs the extra `test`")
pytest.importorskip("nbclient", reason="needs the extra `test`")
pytest.importorskip("PIL", reason="needs the extra `plot`")

EXAMPLES = Path(__file__).parent.parent / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))
LARGEST = 250_000  # bytes of a notebook
LARGEST_PICTURE = 150_000
program = SimpleNamespace(**runpy.run_path(str(EXAMPLES / "notebooks.py")))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_stored_with_its_outputs(path: Path) -> None:
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert any(cell.outputs for cell in code)
    assert path.stat().st_size < LARGEST


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path) -> None:
    """To renew what is stored: `python examples/notebooks.py NAME`."""
    kept, made = nbformat.read(path, as_version=4), program.run(path)
    for before, after in zip(kept.cells, made.cells, strict=True):
        if before.cell_type == "code":
            one, other = program.shown(before), program.shown(after)
            left_out = any(program.LEFT_OUT in text for text in (*one, *other))
            assert left_out or one == other, before.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_pictures_that_a_notebook_shows_are_there_and_small(path: Path) -> None:
    text = "".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
    for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text):
        assert 0 < (EXAMPLES / name).stat().st_size <= LARGEST_PICTURE, name


def test_pictures_are_compared_by_being_there() -> None:
    def cell(*data: dict[str, str]) -> object:
        outputs = [nbformat.v4.new_output("display_data", one) for one in data]
        return nbformat.v4.new_code_cell("show()", outputs=outputs)

    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    assert program.shown(cell({"image/png": dot, "text/plain": "<Figure>"})) == ["image/png"]
    assert program.shown(cell({"text/plain": "a\n b"})) == ["a b"]
    link = '<p>3 pairs <a download="report.html" href="data:text/html;base64,QQ==">Save</a></p>'
    assert program.shown(cell({"text/html": link})) == ["<p>3 pairs </p>"]
