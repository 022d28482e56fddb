"""Finds repeated pairs in a corpus of any size, as `aligner.pipelines.repeats` does, but on the disk.

Rows with equal keys have to be brought together. Each key is written, with the number and the position of its
row, to one of several buckets; these are unnamed files that disappear with the process. Each bucket is then
sorted in memory by itself. So memory holds one bucket, and one byte for each row.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, BinaryIO

import numpy as np

from aligner.pipelines.repeats import SKETCH, blocks, exact_key, letters, near_in_block
from aligner.pipelines.training import REPEATS, Dedup

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The fields of an entry in a bucket.
_ENTRY = np.dtype([("key", "<u8"), ("row", "<u8"), ("place", "<u8")])

# Entries of a bucket: 48 MB, and as much again while they are sorted. Then the number of buckets, which are
# open files.
_MOST_ENTRIES = 2_000_000
_MOST_BUCKETS = 200
_WRITTEN_AT_ONCE = 4096  # entries
_LEAST_ROW = 60  # bytes, for an upper guess at the number of rows of a file; short rows have 100


def repeated(rows: Path, dedup: Dedup | None) -> NDArray[np.uint8]:
    """Return for each row 0 if it is kept, or the number, from 1, of the step of `REPEATS` that drops it.

    Args:
        rows: A file of rows as JSON; the texts of the pair come first in each row.
        dedup: Which repeats to look for. Exact ones are always dropped before near ones.
    """
    dropped = np.zeros(_count(rows), np.uint8)
    wanted = list(REPEATS)[: list(REPEATS).index(dedup) + 1] if dedup else []
    if "exact" in wanted:
        with _Buckets(rows, 1) as buckets:
            for number, place, (first, second, *_) in _read(rows):
                buckets.add(exact_key(first, second), number, place)
            for entries in buckets.sorted():
                again = entries["key"][1:] == entries["key"][:-1]
                dropped[entries["row"][1:][again]] = 1
    if "near" in wanted:
        with _Buckets(rows, SKETCH) as buckets, rows.open("rb") as file:
            for number, place, (first, *_) in _read(rows):
                if not dropped[number]:
                    for block in blocks(letters(first)):
                        buckets.add(block, number, place)
            for entries in buckets.sorted():
                for members in _together(entries):
                    for number in near_in_block(_sides(file, members)):
                        dropped[number] = 2
    return dropped


def _count(rows: Path) -> int:
    with rows.open("rb") as file:
        return sum(1 for _ in file)


def _read(rows: Path) -> Iterator[tuple[int, int, list[Any]]]:
    """Yield the number, the position and the content of each row."""
    place = 0
    with rows.open("rb") as file:
        for number, line in enumerate(file):
            yield number, place, json.loads(line)
            place += len(line)


def _together(entries: NDArray[np.void]) -> Iterator[NDArray[np.void]]:
    """Yield the entries of each key that has more than one."""
    borders = np.flatnonzero(entries["key"][1:] != entries["key"][:-1]) + 1
    starts, ends = np.append(0, borders), np.append(borders, len(entries))
    for number in np.flatnonzero(ends - starts > 1):
        yield entries[starts[number] : ends[number]]


def _sides(file: BinaryIO, entries: NDArray[np.void]) -> Iterator[tuple[int, str, str]]:
    for entry in entries:
        file.seek(int(entry["place"]))
        first, second, *_ = json.loads(file.readline())
        yield int(entry["row"]), letters(first), letters(second)


class _Buckets:
    """Entries, divided by ranges of their keys; use it in a `with` statement.

    Args:
        rows: The file whose rows are entered; the buckets are made beside it.
        each: How many entries a row has at most.
    """

    def __init__(self, rows: Path, each: int) -> None:
        entries = each * rows.stat().st_size // _LEAST_ROW
        count = min(entries // _MOST_ENTRIES + 1, _MOST_BUCKETS)
        self._stack = ExitStack()
        self._files: list[IO[bytes]] = []
        for _ in range(count):
            file = TemporaryFile(dir=rows.parent, prefix=".aligner-")  # noqa: SIM115  closed by the stack
            self._files.append(self._stack.enter_context(file))
        self._waiting: list[list[tuple[int, int, int]]] = [[] for _ in range(count)]

    def __enter__(self) -> _Buckets:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, key: int, row: int, place: int) -> None:
        """Add an entry for a row."""
        bucket = key % len(self._files)
        self._waiting[bucket].append((key, row, place))
        if len(self._waiting[bucket]) >= _WRITTEN_AT_ONCE:
            self._flush(bucket)

    def sorted(self) -> Iterator[NDArray[np.void]]:
        """Yield the entries of each bucket, sorted by key and then by row."""
        for bucket, file in enumerate(self._files):
            self._flush(bucket)
            file.seek(0)
            entries = np.frombuffer(file.read(), _ENTRY)
            yield entries[np.lexsort((entries["row"], entries["key"]))]

    def _flush(self, bucket: int) -> None:
        self._files[bucket].write(np.array(self._waiting[bucket], _ENTRY).tobytes())
        self._waiting[bucket].clear()
