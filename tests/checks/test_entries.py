"""What packages add is found wherever `importlib.metadata` finds it, and else that is not imported."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from aligner.model.entries import entries

POINTS = "[aligner.checks]\nsnow = weather:snow\nrain = weather:rain\n[other]\nx = y:z\n"
ABOUT = "Metadata-Version: 2.1\nName: weather\nVersion: 1\n"


def package(folder: Path, points: str = POINTS) -> None:
    folder.mkdir(parents=True)
    (folder / ("PKG-INFO" if "egg" in folder.name.lower() else "METADATA")).write_text(ABOUT)
    (folder / "entry_points.txt").write_text(points)


@pytest.mark.parametrize(
    ("on_path", "about"),
    [
        (".", "weather-1.dist-info"),
        (".", "weather.egg-info"),
        ("weather-1.egg", "EGG-INFO"),
        (".", "Weather-1.DIST-INFO"),
    ],
)
def test_entries_are_found_in_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_path: str, about: str
) -> None:
    package(tmp_path / on_path / about)
    monkeypatch.syspath_prepend(str(tmp_path / on_path))
    assert [entry.name for entry in entries("nobody", "aligner.checks")] == ["rain", "snow"]
    assert {entry.name for entry in entry_points(group="aligner.checks")} == {"rain", "snow"}


def test_entries_are_found_in_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("weather-1.dist-info/METADATA", ABOUT)
        archive.writestr("weather-1.dist-info/entry_points.txt", POINTS)
    monkeypatch.syspath_prepend(str(tmp_path / "all.zip"))
    assert [entry.name for entry in entries("aligner.checks")] == ["rain", "snow"]


def test_other_finders_of_packages_are_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package(tmp_path / "weather-1.dist-info")

    class Finder:
        @staticmethod
        def find_distributions(context: object) -> list[object]:
            from importlib.metadata import Distribution

            return [Distribution.at(tmp_path / "weather-1.dist-info")]

        find_spec = staticmethod(lambda *given: None)

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder])
    assert [entry.name for entry in entries("aligner.checks")] == ["rain", "snow"]


def test_the_current_folder_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path / "weather-1.dist-info")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", "no such folder", *sys.path])
    assert [entry.name for entry in entries("aligner.checks")] == ["rain", "snow"]


def test_folders_without_our_names_are_not_read_by_importlib() -> None:
    program = (
        "import sys; from aligner.model.entries import entries;"
        "print(entries('aligner.no_such_group'), 'importlib.metadata' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "[] False\n"
