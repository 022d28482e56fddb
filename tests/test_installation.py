"""What `aligner doctor` says."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError

import pytest

from aligner import __version__, installation
from aligner.cli import run
from aligner.installation import PURPOSES, description, parts


def test_core_and_extras_are_told_apart() -> None:
    found = {part.package: part for part in parts()}
    assert found["kss"].extra == "" and found["kss"].version
    assert found["pandas"].extra == "frame"
    assert {part.extra for part in found.values()} == {"", *PURPOSES}


def test_a_missing_extra_comes_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: Callable[[str], str] = installation.version

    def version(package: str) -> str:
        if package == "pandas":
            raise PackageNotFoundError(package)
        return installed(package)

    monkeypatch.setattr(installation, "version", version)
    assert 'missing, get it with: pip install "aligner[frame]"' in description()
    assert "aligner[web]" not in description()


def test_doctor_is_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    assert capsys.readouterr().out.startswith(f"aligner {__version__}, Python ")
