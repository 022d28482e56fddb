"""One result in every way to call: threads, tasks, processes, and in the poorest surroundings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import aligner

PROGRAM = Path(__file__).with_name("ways.py")
posix = pytest.mark.skipif(os.name == "nt", reason="of POSIX")
ROOT = Path(aligner.__file__).parents[1]


def told(way: str, environment: dict[str, str] | None = None, folder: Path | None = None) -> set[str]:
    """The digests that a process prints, which has to end in time."""
    run = subprocess.run(
        [sys.executable, str(PROGRAM), way],
        env=(os.environ if environment is None else environment) | {"PYTHONPATH": str(ROOT)},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


@pytest.fixture(scope="module")
def plain() -> set[str]:
    found = told("plain")
    assert len(found) == 1
    return found


@pytest.mark.parametrize(
    "way",
    ["threads", "asyncio", "spawn", "pipe", pytest.param("fork", marks=posix)],
)
def test_every_way_gives_the_same(way: str, plain: set[str]) -> None:
    assert told(way) == plain


@posix
@pytest.mark.parametrize("locale", ["C", "POSIX", "ko_KR.EUC-KR"])
def test_no_locale_changes_anything(locale: str, plain: set[str], tmp_path: Path) -> None:
    """Nor does a folder that nobody may write to, or that there is no home."""
    folder = tmp_path / "읽기"
    folder.mkdir()
    folder.chmod(0o500)
    environment = {"LC_ALL": locale, "PATH": os.environ["PATH"], "PYTHONUTF8": "0"}
    assert told("threads", environment, folder) == plain
