"""What `aligner doctor` says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from aligner import __version__, installation
from aligner.cli import run
from aligner.installation import PartState, description, findings, parts, purposes
from aligner.model.version import DISTRIBUTION

# Extras for those who work on the library; users need none of them.
OF_DEVELOPERS = {"test", "dev", "browser", "recipes"}


def finding(name: str) -> PartState:
    return next(one for one in findings() if one.name == name)


def without(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a package were not installed."""
    installed: Callable[[str], str] = installation.version

    def version(wanted: str) -> str:
        if wanted == package:
            raise PackageNotFoundError(package)
        return installed(wanted)

    monkeypatch.setattr(installation, "version", version)


def saying(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every program were there and said this about itself."""

    def ran(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 0, "", text)

    monkeypatch.setattr(installation.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(installation.subprocess, "run", ran)


def test_core_and_extras_are_told_apart() -> None:
    found = {part.package: part for part in parts()}
    assert found["kss"].extra == "" and found["kss"].version
    assert found["pandas"].extra == "frame"
    assert found["matplotlib"].extra == "plot"


def test_every_extra_for_users_says_what_it_is_for() -> None:
    declared = set(metadata(DISTRIBUTION).get_all("Provides-Extra") or ()) - OF_DEVELOPERS
    assert declared <= set(purposes())


def test_what_is_part_of_python_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "zstd" in {one.name for one in findings()} or sys.version_info >= (3, 14)
    monkeypatch.setattr(installation.sys, "version_info", (3, 14, 0))
    assert "zstd" not in {one.name for one in findings()}


def test_a_missing_extra_comes_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    without("pandas", monkeypatch)
    assert finding("frame") == PartState(
        "frame",
        False,
        'data frames (Alignment.to_frame); get it with pip install ".[frame]" in a clone of aligner',
    )
    assert ".[frame]" in description()


def test_a_folder_that_is_not_installed_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clone on PYTHONPATH has no metadata that could name its packages."""

    def requires(distribution: str) -> list[str]:
        raise PackageNotFoundError(distribution)

    monkeypatch.setattr(installation, "requires", requires)
    core = finding("core")
    assert not core.works
    assert core.detail.startswith("ko-en-aligner is not installed; get it with pip install .")
    assert list(parts()) == []


def test_a_missing_part_of_the_core_is_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    without("kss", monkeypatch)
    assert not finding("core").works and "kss MISSING" in finding("core").detail


@pytest.mark.parametrize(
    ("said", "works"),
    [
        ('openjdk version "17.0.15" 2025-04-15\nmore', True),
        ('java version "21" 2023-09-19', True),
        ('openjdk version "1.8.0_402"', False),
        ('openjdk version "11.0.22" 2024-01-16', False),
        ("The operation couldn't be completed.", False),
    ],
)
def test_only_a_java_that_spark_takes_works(said: str, works: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    saying(said, monkeypatch)
    assert finding("Java").works is works
    assert works or "Java 17 or newer" in finding("Java").detail


def test_what_is_not_there_or_does_not_run_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(command: list[str], **options: object) -> None:
        raise subprocess.TimeoutExpired(command, 20)

    saying("", monkeypatch)
    monkeypatch.setattr(installation.subprocess, "run", broken)
    assert not finding("Java").works
    monkeypatch.setattr(installation.shutil, "which", lambda program: None)
    assert not finding("browser tests").works


def test_without_a_font_or_matplotlib_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.report.plot.font_for", lambda fonts: None)
    if installation._version("matplotlib"):
        assert "fonts-noto-cjk" in finding("font with Hangul").detail
    without("matplotlib", monkeypatch)
    assert "plot" in finding("font with Hangul").detail and not finding("plot").works


def test_doctor_is_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"aligner {__version__}, Python ")
    assert "Korean sentences  works" in printed
