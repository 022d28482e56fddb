"""Whatever write, flush, move or close fails: the old file is there whole, or the new one is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.formats.baseline import prune_baseline
from aligner.formats.bitexts.written import annotated
from aligner.formats.whole import whole_files, write_whole
from aligner.model.alignment import Alignment
from aligner.model.errors import AlignerError
from aligner.model.lexicon import Lexicon
from aligner.model.mismatch import Mismatch
from aligner.review.desk import Desk
from aligner.review.documents import work_file

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


def a_pruned_baseline(folder: Path, library: Alignment, state: int) -> None:
    a_baseline(folder, library, 1)
    if state == 2:
        prune_baseline(folder / "accepted.tsv", {f"{number:012x}" for number in range(200)})


def a_lexicon(folder: Path, library: Alignment, state: int) -> None:
    words = {f"stem{number}": frozenset({f"word{state}"}) for number in range(400 * state)}
    Lexicon(words).save(folder / "words.tsv")


def notes(folder: Path, library: Alignment, state: int) -> None:
    """A file of another program with what was found in it."""
    path = folder / "memory.tmx"
    replace(library, pairs=library.pairs[state:]).save(path)
    write_whole(folder / "checked.tmx", annotated(path, aligner.check_file(path)))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".part")}


@pytest.mark.parametrize("failing", ["once", "full", "power"])
@pytest.mark.parametrize(
    "write", [one_write, many_writes, three_files, a_baseline, a_pruned_baseline, a_lexicon, notes]
)
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


@pytest.mark.parametrize("failing", ["once", "full", "power"])
def test_no_change_of_a_review_is_half_written(
    failing: str, disk: Callable[..., Any], library: Alignment, tmp_path: Path
) -> None:
    """A change is in the file, or it is told and not shown as done; then the desk goes on."""

    def edit(text: str) -> dict[str, object]:
        return {"do": "edit", "side": "target", "sentence": 1, "text": text}

    for moment in count(1):
        path = tmp_path / f"{moment}.json"
        library.save(path)
        desk = Desk([path])
        (key,) = desk.paths
        desk.change(key, 0, edit("The city of the moon runs them."))
        told = ""
        with disk(moment, failing).mounted() as mounted:
            try:
                desk.change(key, 1, edit("The city runs 3 of them."))
            except AlignerError as error:
                told = str(error)
        assert desk.open(key).work.done == (1 if told else 2)
        assert not told or (work_file(path).name in told and "can't be written" in told)
        again = Desk([path]).open(key)
        assert again.work.done in (1, 2)
        assert told or again.work.done == 2
        opened = desk.change(key, desk.open(key).work.revision, edit("It is 3 of them."))
        assert Desk([path]).open(key).work == opened.work
        if not mounted.failed:
            break
    assert not told
    assert moment > 4


@pytest.mark.parametrize("failing", ["once", "full"])
def test_what_is_dropped_on_the_desk_is_there_or_not(
    failing: str, disk: Callable[..., Any], tmp_path: Path
) -> None:
    page = "비가 왔다.\n\nIt rained.\n".encode()
    for moment in count(1):
        folder = tmp_path / str(moment)
        folder.mkdir()
        desk = Desk([folder])
        told = False
        with disk(moment, failing).mounted() as mounted:
            try:
                desk.add("rain.txt", page)
            except AlignerError:
                told = True
        assert told or contents(folder) == {"rain.txt": page}
        assert contents(folder) in ({}, {"rain.txt": page})
        assert len(desk.paths) == (not told)
        if not mounted.failed:
            break
    assert not told
    assert moment > 3
