"""Results of workers come out of their packing as they were, whatever classes they have."""

from __future__ import annotations

import gc
import pickle
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import aligner
from aligner.pipelines.batches import batches
from aligner.pipelines.wire import packed, unpacked
from aligner.pipelines.workers import Workers

PAIR = ("누리시는 3만 명이 왔다고 밝혔다. 비가 왔다.", "Nuri City said 300,000 people came. It rained.")


@dataclass(frozen=True, slots=True)
class Two:
    first: int
    second: Any


@dataclass(frozen=True, slots=True)
class One:
    only: Any


@dataclass(frozen=True, slots=True)
class Checked:
    """Its values were doubled when they were made; made again by a call, they would be doubled twice."""

    first: int
    second: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", 2 * self.first)


@dataclass(frozen=True, slots=True)
class Counted:
    first: int
    second: int = 0
    count: int = field(default=7, init=False)


@dataclass(frozen=True, slots=True, init=False)
class Own:
    first: int
    second: int

    def __init__(self, both: int) -> None:
        object.__setattr__(self, "first", both)
        object.__setattr__(self, "second", both)


class Loose(Two):
    """A class below a dataclass that is none itself."""


@dataclass(frozen=True, slots=True)
class Reduced:
    first: int
    second: int

    def __reduce__(self) -> tuple[Any, ...]:
        return Reduced, (self.first, 5)


@dataclass
class Open:
    first: int
    second: int


class Failed(Exception):
    pass


VALUES = [
    Two(1, Two(2, None)),
    One((1, 2)),
    Checked(1, 2),
    Counted(1),
    Own(4),
    Reduced(1, 5),
    Loose(1, 2),
    Open(1, 2),
    [re.compile("a+"), range(3), Decimal("1.50"), {"b": frozenset({1})}, None, 1.5, b"\0"],
    [int, Two, Mapping, Fraction, Fraction(1, 3), re.RegexFlag, re.IGNORECASE, len, packed],
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_comes_back_equal(value: Any) -> None:
    assert unpacked(packed(value)) == value == pickle.loads(pickle.dumps(value))


def test_a_value_that_occurs_twice_is_still_one() -> None:
    value = Two(1, 2)
    first, second = unpacked(packed([value, value]))
    assert first is second


def test_an_error_keeps_its_notes() -> None:
    error = Failed("so", 3)
    error.add_note("more")
    again = unpacked(packed(error))
    assert again.args == ("so", 3) and again.__notes__ == ["more"]


def test_an_alignment_comes_back_equal() -> None:
    alignment = aligner.align(*PAIR)
    again = unpacked(packed(alignment))
    assert again == alignment and again.to_dict() == alignment.to_dict()
    assert again.mismatches[0] is again[0].mismatches[0]  # as `document_mismatches` needs it


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_is_left_as_it_was(collects: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        unpacked(packed([1]))
        assert gc.isenabled() == collects
        with pytest.raises(pickle.UnpicklingError):
            unpacked(b"no pickle")
        assert gc.isenabled() == collects
    finally:
        (gc.enable if was else gc.disable)()


def test_results_too_large_for_this_process_are_taken_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three at once are too many; a single one is refused if it is too large by itself."""

    def little(content: bytes) -> Any:
        results = unpacked(content)
        if isinstance(results, list) and (len(results) > 2 or "huge" in results):
            raise MemoryError
        return results

    monkeypatch.setattr("aligner.pipelines.workers.unpacked", little)
    with Workers(str.lower, 1) as workers:
        small, refused, last = workers.run([["A", "HUGE", "B"]])
    assert (small, last) == ("a", "b")
    assert isinstance(refused, aligner.InputError) and "too large" in str(refused)


@pytest.mark.parametrize(("count", "total"), [(0, 0), (1, 1), (70, 0), (70, 70), (70, 5), (70, 900)])
@pytest.mark.parametrize("most", [1, 3, 32])
@pytest.mark.parametrize("workers", [1, 2, 7])
def test_batches_hold_every_item_once_in_order(count: int, total: int, most: int, workers: int) -> None:
    """Whatever is said about their number."""
    made = list(batches(range(count), most, workers, total))
    assert [item for batch in made for item in batch] == list(range(count))
    assert all(1 <= len(batch) <= most for batch in made)


@pytest.mark.parametrize(
    ("count", "most", "made"),
    [(7, 32, [[0], [1], [2, 3], [4, 5, 6]]), (8, 3, [[0], [1], [2, 3], [4, 5, 6], [7]])],
)
def test_what_came_before_an_error_is_given_first(count: int, most: int, made: list[list[int]]) -> None:
    """Also if it fills no batch."""

    def items() -> Iterator[int]:
        yield from range(count)
        raise LookupError("gone")

    given = []
    with pytest.raises(LookupError, match="gone"):
        given.extend(batches(items(), most, 1))
    assert given == made


def test_batches_are_small_at_both_ends() -> None:
    sizes = [len(batch) for batch in batches(range(2_000), 32, 2, 2_000)]
    assert sizes[:2] == sizes[-2:] == [1, 1] and sizes[len(sizes) // 2] == 32
