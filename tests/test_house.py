"""Imports run one way, in the order in which text flows: values on the ground, faces on top."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import aligner

ROOT = Path(aligner.__file__).parent

# The rooms (folders and files of `aligner/`), from the ground up; each may import from those before it.
ROOMS = (
    "collector", "forks", "model", "kept", "remembered", "expressions", "characters", "tables", "cldr",
    "marks", "numerals", "languages", "pairs", "sentences", "page", "quantities", "sides", "rows", "lexicon",
    "ladder", "counterparts", "landmarks", "articles", "checks", "aligner", "interface", "evaluate",
    "synthetic", "corrections", "formats", "report", "pipelines", "corpus", "__init__", "installation",
    "review", "cli", "__main__",
)  # fmt: skip


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Modules of the library that a module imports anywhere, for types too, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            yield from ((name, node.lineno) for name in names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)


@cache
def arrows() -> tuple[tuple[str, str, str], ...]:
    """From which room to which, and the place in the code."""
    return tuple(_arrows())


def _arrows() -> Iterator[tuple[str, str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        for name, line in imported(ast.parse(path.read_text(encoding="utf-8"))):
            package, _, rest = name.partition(".")
            room = rest.split(".")[0]
            if package == "aligner" and room:
                here = (ROOT / room).is_dir() or (ROOT / f"{room}.py").is_file()
                yield room_of(path), room if here else "__init__", f"{path.relative_to(ROOT)}:{line}"


def test_every_room_has_its_floor() -> None:
    found = {room_of(path) for path in ROOT.rglob("*.py")}
    assert found == set(ROOMS)


def test_no_arrow_runs_uphill() -> None:
    """So there is no circle either."""
    floor = {room: number for number, room in enumerate(ROOMS)}
    uphill = [
        f"{place} imports {target}"
        for source, target, place in arrows()
        if source != target and floor[target] > floor[source]
    ]
    assert uphill == []


def test_values_know_nothing_but_each_other() -> None:
    assert {target for source, target, _ in arrows() if source == "model"} == {"model"}


def test_no_shared_room_names_a_language_or_a_pair() -> None:
    """They ask the records; what is inside a folder of a language or a pair is its own."""
    wings = {
        f"aligner.{room}.{folder.name}"
        for room in ("languages", "pairs")
        for folder in (ROOT / room).iterdir()
        if folder.is_dir() and (folder / "__init__.py").is_file()
    }
    named = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in sorted(ROOT.rglob("*.py"))
        if room_of(path) not in {"languages", "pairs"}
        for name, line in imported(ast.parse(path.read_text(encoding="utf-8")))
        if any(name == wing or name.startswith(f"{wing}.") for wing in wings)
    ]
    assert wings and named == []


def test_nobody_asks_what_time_it_is() -> None:
    """A clock that is set back while we work changes nothing; `time.monotonic` tells how long things take."""
    wall = {("time", "time"), ("time", "time_ns"), ("datetime", "now"), ("datetime", "utcnow")}
    asked = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and (getattr(node.value, "id", ""), node.attr) in wall)
        or (isinstance(node, ast.ImportFrom) and {(node.module, one.name) for one in node.names} & wall)
    ]
    assert asked == []


def test_caches_end() -> None:
    """What is known of a word is cached for 16,384 words at most, in some twenty caches.

    With 65,536, rows in which each has two new words had taken 189 MB after 25,000 of them and rising, with
    16,384 they take 151 MB; text whose words repeat is checked as fast.
    """
    sizes = [
        (int(size), f"{path.relative_to(ROOT)}")
        for path in ROOT.rglob("*.py")
        for size in re.findall(r"lru_cache\(maxsize=(\d+)", path.read_text(encoding="utf-8"))
    ]
    assert sizes and max(sizes)[0] <= 16384
    unbounded = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if "maxsize=None" in path.read_text(encoding="utf-8")
    ]
    assert unbounded == []
