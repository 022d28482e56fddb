"""The files of `bitext_files.py`, made where a test asks for one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from bitext_files import FILES, ROWS

NEEDS = {".po": "polib", ".xlsx": "openpyxl"}


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str], Path]:
    """Makes the file of a name; the test is skipped where the library that reads it is not installed."""

    def make(name: str) -> Path:
        needed = NEEDS.get(Path(name).suffix)
        if needed:
            pytest.importorskip(needed, reason=f"needs {needed}, extra `qa`")
        path = tmp_path / name
        FILES[name](path)
        return path

    return make


@pytest.fixture
def rows() -> list[tuple[str, str]]:
    """The pairs that every file holds."""
    return ROWS
