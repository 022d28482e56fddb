"""What a document may take: seconds and memory; what takes more is a failure, and the worker goes on."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner import Aligner, Alignment, Failure, SettingsError
from aligner.corpus.request import Corpus
from aligner.corpus.run import run
from aligner.pipelines.bounds import LEAST_MEMORY, Bounds, in_memory
from aligner.pipelines.workers import Workers

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")

GIGABYTE = 10**9


@pytest.fixture
def greedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A module of tasks that take too much, which worker processes can import too."""
    (tmp_path / "greedy.py").write_text(
        textwrap.dedent("""
            import os
            from collections import deque
            from itertools import count
            from aligner.model.text import Span
            from aligner.pipelines import bounds

            bounds.GRACE = 0
            held = []

            def task(what):
                if what == "python":
                    for _ in count():
                        try:
                            pass
                        except Exception:
                            pass
                if what == "swallow":
                    while True:
                        try:
                            for _ in count():
                                pass
                        except Exception:
                            pass
                if what == "native":
                    deque(count(), maxlen=0)
                if what == "memory":
                    held.append(bytearray(3 * 10**9))
                return what, os.getpid()

            def split(text):
                if "느리게" in text:
                    task("python")
                if "크게" in text:
                    task("memory")
                return [Span(0, len(text))]
            """)
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    import greedy as module  # type: ignore[import-not-found]

    yield module
    del sys.modules["greedy"]


def done(greedy: Any, items: list[str], bounds: Bounds) -> list[Any]:
    with Workers(greedy.task, 1, bounds) as workers:
        return list(workers.run([items]))


@pytest.mark.parametrize("what", ["python", "swallow"])
def test_an_item_that_takes_too_long_is_broken_off(greedy: Any, what: str) -> None:
    """And the worker goes on with the next, whatever the item does with exceptions."""
    first, slow, last = done(greedy, ["a", what, "b"], Bounds(seconds=0.5))
    assert (first[0], last[0]) == ("a", "b") and first[1] == last[1]
    assert isinstance(slow, aligner.InputError) and "took more than 0.5 s" in str(slow)


def test_a_worker_that_no_exception_reaches_is_replaced(greedy: Any) -> None:
    first, slow, last = done(greedy, ["a", "native", "b"], Bounds(seconds=1))
    assert (first[0], last[0]) == ("a", "b")
    assert isinstance(slow, aligner.InputError) and "took more than 1 s" in str(slow)


def test_memory_beyond_the_bound_is_refused(greedy: Any) -> None:
    first, large, last = done(greedy, ["a", "memory", "b"], Bounds(memory=2 * GIGABYTE))
    assert (first[0], last[0]) == ("a", "b") and first[1] == last[1]
    assert isinstance(large, MemoryError)


def test_within_the_bounds_nothing_changes(greedy: Any) -> None:
    bounds = Bounds(seconds=60, memory=2 * GIGABYTE)
    assert [item for item, _ in done(greedy, list("abc"), bounds)] == list("abc")


def test_documents_of_a_pipe_have_bounds(greedy: Any) -> None:
    """Also with one process; those on both sides of a failure are what they are without bounds."""
    docs = [
        ("비가 왔다.", "It rained."),
        ("느리게 왔다.", "Slow."),
        ("크게 왔다.", "Large."),
        ("눈이 왔다.", "It snowed."),
    ]
    made = Aligner(splitter=greedy.split)
    usual = list(made.pipe([docs[0], docs[3]]))
    first, slow, large, last = made.pipe(docs, seconds=3, memory=2 * GIGABYTE)
    assert [first, last] == usual
    assert isinstance(slow, Failure) and "took more than 3 s" in str(slow.error)
    assert isinstance(large, Failure) and "too large for the memory" in str(large.error)


@pytest.mark.parametrize(
    "bounds", [{"seconds": 0}, {"seconds": -1}, {"seconds": float("nan")}, {"memory": 10}]
)
def test_bounds_without_room_for_work_are_refused(bounds: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=next(iter(bounds))):
        aligner.pipe([("", "")], **bounds)
    assert Bounds(seconds=0.01, memory=LEAST_MEMORY).any
    assert not Bounds().any


def test_the_bound_of_this_process_is_given_back() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with in_memory(50 * GIGABYTE):
        assert resource.getrlimit(resource.RLIMIT_AS) != before
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert next(count()) == 0


def test_a_corpus_with_bad_documents_among_good_ones(tmp_path: Path) -> None:
    """A list of numbers that takes gigabytes as values is a failure in the process that hands out."""
    pairs = '{"source": "비가 왔다.", "target": "It rained."}\n' * 3
    (tmp_path / "a.jsonl").write_text(pairs, encoding="utf-8")
    (tmp_path / "b.json").write_text(f"[{'0.5,' * 25_000_000}1]")
    (tmp_path / "c.jsonl").write_text(pairs, encoding="utf-8")
    inputs = tuple(str(tmp_path / name) for name in ("a.jsonl", "b.json", "c.jsonl"))
    corpus = Corpus(inputs, tmp_path / "out.jsonl", memory=GIGABYTE)
    summary = run(corpus, lambda *_: None)
    assert (summary.documents, summary.failed) == (7, 1)
    ((reason, (_, place)),) = summary.failures.items()
    assert "too large for the memory" in reason and place.startswith(str(tmp_path / "b.json"))
    assert isinstance(aligner.formats.load_all(corpus.output)[5], Alignment)
