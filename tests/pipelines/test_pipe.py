"""Many documents through one aligner: order, metadata, failures, workers that die."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner import Aligner, Alignment, Failure, InputError, Settings, SettingsError
from aligner.pipelines.workers import Workers

PAIR = ("누리시는 3만 명이 왔다고 밝혔다. 비가 왔다.", "Nuri City said 30,000 people came. It rained.")
PAGE = "비가 왔다.\n아래는 구글 번역이 번역한 영문 기사의 전문입니다.\nIt rained."
DOCS: list[Any] = [
    PAIR,
    PAGE,
    PAGE.encode("cp949"),
    b"\x89PNG",
    {"source": "눈이 왔다.", "target": "It snowed.", "id": 7, "tags": {"weather", "winter"}},
    ("", ""),
    {"page": PAGE, "source": "둘 다"},
    3,
    (["비가 왔다.", "눈이 왔다."], ["It rained.", "It snowed."]),
] * 3

posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def shown(results: list[Alignment | Failure]) -> list[str]:
    """What tells results apart, errors included."""
    return [repr(one if isinstance(one, Failure) else (one.pairs, one.document)) for one in results]


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module `own_parts` of a user, which worker processes can import too."""
    path = tmp_path / "own_parts.py"
    path.write_text(
        textwrap.dedent("""
            import os, signal
            from pathlib import Path
            from aligner.model.text import Span

            class Fatal:
                '''A splitter that kills its process at the word 총, as often as the file has characters.'''
                def __init__(self, lives):
                    self.lives = lives
                def __call__(self, text):
                    if "총" in text:
                        path = Path(self.lives)
                        if left := path.read_text():
                            path.write_text(left[1:])
                            os.kill(os.getpid(), signal.SIGKILL)
                    return [Span(0, len(text))]

            def talkative(text):
                print("a word that must not get between the answers")
                return [Span(0, len(text))]

            def broken(text):
                raise RuntimeError("boom")
        """)
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "own_parts", raising=False)
    return path


def test_one_process_and_two_give_the_same_in_any_batch() -> None:
    """Also for documents that are none; settings, name and metadata included."""
    one = list(aligner.pipe(DOCS))
    for batch_size in (1, 4, 1000):
        two = list(aligner.pipe(DOCS, n_process=2, batch_size=batch_size))
        assert shown(two) == shown(one)
        assert [each for each in two if isinstance(each, Alignment)] == [
            each for each in one if isinstance(each, Alignment)
        ]


def test_results_are_those_of_the_single_calls() -> None:
    of_pair, of_page = itertools.islice(aligner.pipe([PAIR, PAGE], source_language="ko"), 2)
    assert of_pair == aligner.align(*PAIR, source_language="ko")
    assert of_page == aligner.align_page(PAGE, source_language="ko")


@pytest.mark.parametrize("n_process", [1, 2])
def test_metadata_comes_back_untouched(n_process: int) -> None:
    """Even the same object, so it need not pickle."""
    known = {"source": "비가 왔다.", "target": "It rained.", "id": 3, "open": (n for n in range(3))}
    (alignment,) = aligner.pipe([known], n_process=n_process)
    assert isinstance(alignment, Alignment)
    assert alignment.document == "3"
    assert alignment.metadata == {"id": 3, "open": known["open"]}


@pytest.mark.parametrize("n_process", [1, 2])
def test_failures_are_values_that_name_their_document(n_process: int) -> None:
    failure, alignment = aligner.pipe([{"page": b"\x89PNG", "id": "photo"}, PAIR], n_process=n_process)
    assert isinstance(failure, Failure) and isinstance(alignment, Alignment)
    assert failure.document.identifier == "photo"
    assert isinstance(failure.error, InputError) and "PNG" in str(failure.error)


@pytest.mark.parametrize("n_process", [1, 2])
def test_raise_ends_at_the_first_failure(n_process: int) -> None:
    results = aligner.pipe([PAIR, {"page": b"\x89PNG", "id": "photo"}], n_process=n_process, on_error="raise")
    assert isinstance(next(results), Alignment)
    with pytest.raises(InputError, match=r"^document 2 \(photo\): this is a PNG image"):
        next(results)


@pytest.mark.parametrize("n_process", [1, 2])
def test_an_endless_generator_is_read_a_little_ahead(n_process: int) -> None:
    taken = itertools.count()
    docs = (PAIR for _ in taken)
    results = aligner.pipe(docs, n_process=n_process, batch_size=4)
    assert sum(isinstance(one, Alignment) for one in itertools.islice(results, 40)) == 40
    assert next(taken) <= 40 + 4 * (2 * n_process + 2)


def test_an_error_of_the_generator_comes_after_what_it_gave() -> None:
    def docs() -> Iterator[tuple[str, str]]:
        yield from [PAIR] * 5
        raise LookupError("the database went away")

    seen = 0
    with pytest.raises(LookupError, match="went away"):
        for _ in aligner.pipe(docs(), n_process=2, batch_size=5):
            seen += 1
    assert seen == 5


def test_arguments_out_of_range_are_told_at_once() -> None:
    for wrong in ({"n_process": 0}, {"n_process": -2}, {"batch_size": 0}, {"on_error": "ignore"}):
        with pytest.raises(SettingsError, match=next(iter(wrong))):
            aligner.pipe([PAIR], **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("one", [PAGE, PAGE.encode(), {"page": PAGE}])
def test_one_document_is_no_collection(one: Any) -> None:
    with pytest.raises(InputError, match="put it into a list"):
        aligner.pipe(one)


def test_every_core_is_meant_by_minus_one() -> None:
    assert len(list(aligner.pipe([PAIR] * 3, n_process=-1, batch_size=1))) == 3


def test_settings_go_along() -> None:
    settings = Settings(ignore=frozenset({"magnitude"}), least_severity="error")
    docs = [("3만 명이 왔다.", "300,000 people came.")] * 2
    for result in aligner.pipe(docs, settings, n_process=2, batch_size=1):
        assert isinstance(result, Alignment)
        assert result.settings == settings and not result.mismatches


@posix
def test_a_killed_worker_costs_nothing_the_second_time(module: Path, tmp_path: Path) -> None:
    from own_parts import Fatal  # type: ignore[import-not-found]

    lives = tmp_path / "lives"
    lives.write_text("x")
    docs = [("비가 왔다.", "It rained."), ("총성이 울렸다.", "A shot rang out.")] * 2
    results = list(Aligner(splitter=Fatal(str(lives))).pipe(docs, n_process=2, batch_size=4))
    assert [isinstance(one, Alignment) for one in results] == [True] * 4


@posix
def test_a_document_that_kills_two_workers_is_recorded(module: Path, tmp_path: Path) -> None:
    from own_parts import Fatal

    lives = tmp_path / "lives"
    lives.write_text("x" * 1000)
    docs = [("비가 왔다.", "It rained."), ("총성이 울렸다.", "A shot rang out.")] * 2
    results = list(Aligner(splitter=Fatal(str(lives))).pipe(docs, n_process=2, batch_size=3))
    assert [isinstance(one, Alignment) for one in results] == [True, False, True, False]
    assert isinstance(results[1], Failure)
    assert "SIGKILL" in str(results[1].error) and results[1].document.source == docs[1][0]


def test_what_own_parts_print_does_not_get_between_the_answers(
    module: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from own_parts import talkative

    (result,) = Aligner(splitter=talkative).pipe([PAIR], n_process=2)
    assert isinstance(result, Alignment) and len(result) == 1
    assert "a word" in capfd.readouterr().err


@pytest.mark.parametrize("n_process", [1, 2])
def test_a_mistake_is_recorded_with_its_traceback(module: Path, n_process: int) -> None:
    from own_parts import broken

    (failure,) = Aligner(splitter=broken).pipe([PAIR], n_process=n_process)
    assert isinstance(failure, Failure)
    assert "RuntimeError('boom')" in str(failure.error)
    assert "own_parts.py" in "".join(failure.error.__notes__)


def test_what_does_not_pickle_is_named_at_once() -> None:
    with pytest.raises(SettingsError, match="n_process=1"):
        next(Aligner(splitter=lambda text: []).pipe([PAIR], n_process=2))


SCRIPT = """
import multiprocessing, sys
import aligner
from aligner.model.text import Span

def whole(text):  # lives in the script itself
    return [Span(0, len(text))]

def work():
    docs = [("비가 왔다. 눈이 왔다.", "It rained. It snowed.")] * 3
    results = aligner.Aligner(splitter=whole).pipe(docs, n_process=2, batch_size=1)
    print([len(one) for one in results], flush=True)  # the pool ends its processes without a flush

if __name__ == "__main__":
    if sys.argv[1] == "bare":
        work()
    else:
        multiprocessing.set_start_method(sys.argv[1])
        with multiprocessing.Pool(1) as pool:  # its processes are daemons, which may have no children
            pool.apply(work)
"""


@pytest.mark.parametrize("method", ["bare", "spawn", *(["fork", "forkserver"] if os.name == "posix" else [])])
def test_it_works_from_scripts_and_from_the_processes_of_others(tmp_path: Path, method: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), method], capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.returncode) == ("[1, 1, 1]\n", 0), done.stderr


def test_no_guard_is_needed_where_nothing_of_the_script_is() -> None:
    """As from a notebook or a shell: there is no file to import."""
    program = "import aligner; print(sum(1 for _ in aligner.pipe([('비', 'Rain')] * 3, n_process=2)))"
    done = subprocess.run([sys.executable, "-"], input=program, capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.returncode) == ("3\n", 0), done.stderr


INTERRUPTED = """
import itertools, sys, aligner
done = 0
try:
    for result in aligner.pipe(itertools.repeat(("비가 왔다.", "It rained.")), n_process=2, batch_size=4):
        done += 1
        if done == 10:
            print("ready", flush=True)
except KeyboardInterrupt:
    print(done >= 10, flush=True)
"""


@posix
def test_interrupt_ends_quietly_with_what_was_done() -> None:
    """As a terminal does it: the signal goes to the whole group."""
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        assert running.stdout.readline() == "ready\n"
        os.killpg(running.pid, signal.SIGINT)
        assert running.stdout.read() == "True\n"
        assert running.wait(20) == 0
        assert running.stderr.read() == ""


def test_workers_end_when_the_results_are_left() -> None:
    with Workers(str.upper, 2) as workers:
        results = workers.run([["a"]] * 20)
        assert next(results) == "A"
        start = time.monotonic()
    assert time.monotonic() - start < 2
    assert all(process.poll() is not None for process in workers._processes)


KEEPING = """
import sys
sys.dont_write_bytecode = False
from aligner.kept import Gathered
gathered = Gathered(__file__, [], 10)

def work(word):
    gathered.add(word, len(word))
    return gathered.take(word)
"""


def test_what_workers_learn_for_the_next_start_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Although they are killed in the end: each start of a pool compiled the same expressions again."""
    (tmp_path / "keeping.py").write_text(KEEPING, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    import keeping  # type: ignore[import-not-found]

    with Workers(keeping.work, 1) as workers:
        assert list(workers.run([["rain"], ["snow"], [""]])) == [None, None, None]
    with Workers(keeping.work, 1) as workers:
        assert list(workers.run([["rain", "snow", "wind"]])) == [4, 4, None]


def test_the_result_of_a_task_that_raises_is_its_error() -> None:
    with Workers(int, 1) as workers:
        one, two = workers.run([["1", "x"]])
    assert one == 1 and isinstance(two, ValueError)
