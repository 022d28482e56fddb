"""The same documents give the same bits in every process, whatever its threads, workers and hashes are."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aligner
from aligner.ladder.grid import on_grid

PROGRAM = Path(__file__).with_name("results.py")
CORES = Path("/proc/cpuinfo")

# What a process may have been told, each next to one worker, one thread and one order of hashes.
PLAIN = ({"OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "1"}, 1)
OTHERS: dict[str, tuple[dict[str, str], int]] = {
    "two threads in two workers": ({"OPENBLAS_NUM_THREADS": "2", "PYTHONHASHSEED": "random"}, 2),
    "another core": ({"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "3"}, 1),
}
if not (CORES.exists() and "avx2" in CORES.read_text(encoding="utf-8")):
    del OTHERS["another core"]


def digests(settings: tuple[dict[str, str], int]) -> dict[str, str]:
    """The digest of every document, by its name."""
    changes, workers = settings
    environment = {name: value for name, value in os.environ.items() if name not in PLAIN[0]}
    environment["PYTHONPATH"] = str(Path(aligner.__file__).parents[1])
    run = subprocess.run(
        [sys.executable, str(PROGRAM), "--workers", str(workers)],
        env=environment | changes,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return dict(reversed(line.split("\t")) for line in run.stdout.splitlines())


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, str]]:
    with ThreadPoolExecutor(2) as threads:
        found = threads.map(digests, (PLAIN, *OTHERS.values()))
        return dict(zip(("plain", *OTHERS), found, strict=True))


@pytest.mark.parametrize("way", OTHERS)
def test_every_process_gives_the_same_bits(told: dict[str, dict[str, str]], way: str) -> None:
    plain, other = told["plain"], told[way]
    assert len(plain) > 180
    assert [name for name in plain if other.get(name) != plain[name]] == []


@given(
    st.lists(st.lists(st.floats(-4, 4), min_size=40, max_size=40), min_size=2, max_size=2),
    st.permutations(range(40)),
)
def test_sums_of_products_on_the_grid_do_not_depend_on_their_order(
    rows: list[list[float]], order: list[int]
) -> None:
    """A product of two vectors is the same number whichever components are added first."""
    left, right = on_grid(np.array(rows))
    assert float(left @ right) == float(sum((left * right)[order])) == float(left[order] @ right[order])
