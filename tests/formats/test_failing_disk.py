"""Whatever write, flush, move or close fails: the old file is there whole, or the new one is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.formats.whole import whole_files, write_whole
from aligner.model.alignment import Alignment
from aligner.model.errors import AlignerError
from aligner.model.mismatch import Mismatch

MARK = b'{"schema": 1, "aligner": "0.1.0", '  # begins a file that may be replaced


# Each writes a first state of its files into a folder, and then a second one over it.


def one_write(folder: Path, library: Alignment, state: int) -> None:
    write_whole(folder / "x.json", MARK + b"%d" % state * 9_000 * state)


def many_writes(folder: Path, library: Alignment, state: int) -> None:
    with whole_files(folder / "x.json") as (file,):
        file.write(MARK)
        for _ in range(4 * state):
            file.write(b"%d" % state * 5_000)


def three_files(folder: Path, library: Alignment, state: int) -> None:
    replace(library, pairs=library.pairs[state:]).save(folder / "x.moses")


def a_baseline(folder: Path, library: Alignment, state: int) -> None:
    found = [
        Mismatch("number", "accuracy", "error", f"{number} became another.", id=f"{number * state:012x}")
        for number in range(400 * state)
    ]
    aligner.write_baseline(folder / "accepted.tsv", found)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".part")}


@pytest.mark.parametrize("failing", ["once", "full", "power"])
@pytest.mark.parametrize("write", [one_write, many_writes, three_files, a_baseline])
def test_the_old_file_is_whole_or_the_new_one_is(
    write: Callable[[Path, Alignment, int], None],
    failing: str,
    disk: Callable[..., Any],
    library: Alignment,
    tmp_path: Path,
) -> None:
    """After a failure at any moment; and nobody is told that it worked when it did not."""
    write(tmp_path, library, 1)
    old = contents(tmp_path)
    write(tmp_path, library, 2)
    new = contents(tmp_path)
    assert all(old[name] != new[name] for name in old)
    for moment in count(1):
        folder = tmp_path / str(moment)
        folder.mkdir()
        write(folder, library, 1)
        told = False
        with disk(moment, failing).mounted() as mounted:
            try:
                write(folder, library, 2)
            except AlignerError:
                told = True
        now = contents(folder)
        assert now.keys() == old.keys()
        assert all(now[name] in (old[name], new[name]) for name in now), moment
        assert told or now == new
        write(folder, library, 2)
        assert contents(folder) == new
        if not mounted.failed:
            break
    assert not told
    assert moment > 4  # a write, a flush to the disk, a close and a move at the least
