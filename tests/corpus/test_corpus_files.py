"""Which files of a folder are read: links, circles of links, folders that nobody may read."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.corpus.files import find_files
from aligner.corpus.inputs import entries
from aligner.corpus.request import Corpus
from aligner.corpus.run import run
from aligner.formats import load_all
from aligner.model.errors import AlignerError

PAGE = "비가 왔다.\n\nIt rained.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pages, and links: to a page outside, to a folder outside, to itself twice, to nothing, hidden."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    (inside / "sub").mkdir(parents=True)
    outside.mkdir()
    for path in (inside / "a.txt", inside / "sub" / "b.txt", inside / "README", outside / "secret.txt"):
        path.write_text(PAGE, encoding="utf-8")
    links = {"link.txt": outside / "secret.txt", "folder": outside, "x": inside, "y": inside}
    links |= {"gone.html": outside / "gone", "LICENSE": outside / "secret.txt", ".z.txt": inside / "a.txt"}
    for name, place in links.items():
        (inside / name).symlink_to(place)
    return inside


def found(name: str, folder: Path, *, follow_links: bool = False) -> list[str]:
    """Paths in the folder; of those that are not read with a mark."""
    files = find_files([name], follow_links=follow_links)
    return [f"{'!' if file.problem else ''}{Path(file.path).relative_to(folder)}" for file in files]


@pytest.mark.parametrize("pattern", ["", "**/*.txt"])
def test_links_in_a_folder_are_read_only_by_option(pattern: str, folder: Path) -> None:
    name = str(folder / pattern)
    broken = [] if pattern else ["!gone.html"]
    assert found(name, folder) == ["a.txt", "!folder", *broken, "!link.txt", "sub/b.txt", "!x", "!y"]
    followed = ["a.txt", "folder/secret.txt", "link.txt", "sub/b.txt"]
    assert found(name, folder, follow_links=True) == followed


def test_a_link_that_is_named_is_followed(folder: Path) -> None:
    assert found(str(folder / "link.txt"), folder) == ["link.txt"]
    assert found(str(folder / "folder"), folder) == ["folder/secret.txt"]
    assert found(str(folder / "x" / "*.txt"), folder) == ["x/a.txt", "!x/link.txt"]


def test_each_link_is_a_failure_that_names_the_option(folder: Path, tmp_path: Path) -> None:
    summary = run(Corpus((str(folder),), tmp_path / "out.jsonl"), lambda *_: None)
    assert (summary.documents, summary.failed) == (7, 5)
    assert any("--follow-links" in reason for reason in summary.failures)
    assert len(load_all(tmp_path / "out.jsonl")) == 2
    followed = run(Corpus((str(folder),), tmp_path / "out.jsonl", follow_links=True), lambda *_: None)
    assert (followed.documents, followed.failed) == (4, 0)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights that root does not need")
def test_a_folder_that_may_not_be_read_is_a_failure(folder: Path) -> None:
    (folder / "sub").chmod(0)
    try:
        (entry,) = [entry for entry in entries(find_files([str(folder)]), 1000) if "sub" in entry.place]
        assert isinstance(entry.content, AlignerError) and "can't be read" in str(entry.content)
    finally:
        (folder / "sub").chmod(0o700)


NAMES = ("a", "b.txt", ".c", "d.txt", "[e]", "한")
PARTS = ("a", "*", "**", "*.txt", "?", ".c", "[ab]*", ".*", "b.txt")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    paths=st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), max_size=6),
    pattern=st.lists(st.sampled_from(PARTS), min_size=1, max_size=4),
)
def test_patterns_fit_what_the_shell_says(
    paths: list[list[str]], pattern: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Compared with `glob`, which follows links without end and so is not used."""
    root = tmp_path_factory.mktemp("tree")
    for parts in paths:
        path = root.joinpath(*parts)
        if not any(parent.is_file() for parent in path.parents) and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    name = str(root.joinpath(*pattern))
    if Path(name).exists():
        return
    expected = sorted({path for path in glob.glob(name, recursive=True) if Path(path).is_file()})  # noqa: PTH207
    try:
        read = sorted(file.path for file in find_files([name]))
    except AlignerError:
        read = []
    assert read == [str(Path(path)) for path in expected]


def test_a_pattern_ends_where_links_go_in_a_circle(folder: Path, no_circle: Callable[[], None]) -> None:
    """Two links to the folder they stand in are 2^40 paths for who follows them all."""
    no_circle()
    assert len(find_files([str(folder / "**" / "*.txt")], follow_links=True)) == 4


@pytest.fixture
def no_circle(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes a walk fail that goes on and on."""

    def limit() -> None:
        walked = iter(range(100))
        walk = os.walk

        def counted(*given: object, **named: object) -> object:
            for step in walk(*given, **named):  # type: ignore[call-overload]
                next(walked)
                yield step

        monkeypatch.setattr(os, "walk", counted)

    return limit
