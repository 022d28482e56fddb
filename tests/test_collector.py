"""The collector is off while rows are checked, gets its turns meanwhile, and is as before afterwards."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest

import aligner
from aligner.collector import TOGETHER, breathe, breathing, paused
from aligner.model.errors import CheckError


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    assert gc.isenabled()
    yield
    assert gc.isenabled()


@pytest.fixture
def turns() -> Iterator[list[int]]:
    """The generations that are searched during a test."""
    searched: list[int] = []

    def note(phase: str, told: dict[str, Any]) -> None:
        if phase == "start":
            searched.append(told["generation"])

    gc.callbacks.append(note)
    yield searched
    gc.callbacks.remove(note)


def test_nothing_is_searched_in_a_pause(turns: list[int]) -> None:
    gc.collect()
    turns.clear()
    with paused():
        held = [[number] for number in range(20_000)]
        assert turns == []
        breathe()
        assert len(turns) == 1
        assert not gc.isenabled()
    assert len(held) == 20_000


def test_a_long_loop_gives_turns(turns: list[int]) -> None:
    with paused():
        held = [[[number], [number], [number]] for number in breathing(range(4 * TOGETHER))]
        assert len(turns) >= 3
    assert [one[0][0] for one in held] == list(range(4 * TOGETHER))


def test_what_was_off_stays_off() -> None:
    gc.disable()
    try:
        with paused():
            breathe()
            assert not gc.isenabled()
        assert not gc.isenabled()
        aligner.check([("비가 왔다.", "It rained.")])
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_an_inner_pause_ends_with_the_outer() -> None:
    with paused():
        with paused():
            pass
        assert not gc.isenabled()


def test_it_is_on_after_a_check_that_fails() -> None:
    seen = []

    def fails(pair: object) -> None:
        seen.append(gc.isenabled())
        raise ValueError("no")

    check = aligner.Check(fails, (aligner.Kind("nothing"),), {"nothing": "{target}"})  # type: ignore[arg-type]
    with pytest.raises(CheckError):
        aligner.Aligner(checks=[check]).check([("비가 왔다.", "It rained.")])
    assert seen == [False]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks on this system")
def test_a_child_that_is_forked_in_a_pause_collects() -> None:
    with paused():
        child = os.fork()
        if not child:
            os._exit(0 if gc.isenabled() else 1)
        _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
