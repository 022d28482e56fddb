"""Runs one task over many items in worker processes; results come in the order of the items.

A worker is a new Python process that reads pickled batches from its standard input and writes results to its
standard output; a thread of the main process waits for it. So it works under every start method, in
notebooks, threads and daemons, needs no `if __name__ == "__main__"`, inherits neither locks nor files, and
ends with the main process, even if that is killed.

`concurrent.futures.ProcessPoolExecutor` is not used: one killed worker breaks the whole pool and the results
of all others (apscheduler#362, airflow#67400); spawned workers import the user's script again; forked ones
inherit the threads of numpy and of the user in any state. With `Workers`, only the batch of a killed worker
is affected, and its items are tried again one by one. Limits for an item are in
`aligner.pipelines.bounds`.

Workers are not forked from a server that has loaded all tables either. It was tried: a worker then has 53 MB
of its own instead of 77, as counting references writes to most of the shared memory, but the server takes 64
MB itself, and a worker starts with .36 s less of processor time. This is no gain for two workers.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from multiprocessing import spawn
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from aligner.collector import paused, search_less
from aligner.kept import keep_gathered
from aligner.model.errors import TOO_LARGE, AlignerError, InputError, SettingsError
from aligner.pipelines.bounds import Bounds, OutOfTime, in_memory, in_time, too_slow

Item = TypeVar("Item")
Result = TypeVar("Result")

# Batches prepared for each worker beyond the one it works on: the next batch is ready when a worker is done,
# and memory stays flat however fast the items come.
AHEAD = 2

# One core for each worker, since the threads of matrix products would compete for cores. These variables are
# read when numpy is loaded.
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

_SIZE = 8  # bytes of the length that precedes an answer

_NO_BOUNDS = Bounds()

# The pickled results of a batch, or the results of its items that were tried one by one.
_Answer = bytes | list[Result | Exception]

_SERVE = "from aligner.pipelines.workers import serve; serve()"


class Workers(Generic[Item, Result]):
    """Processes that all run one task; use it in a `with` statement.

    Args:
        task: Picklable; gets an item and returns a result that pickles. If it raises, the exception is the
            result.
        count: How many processes; each starts when there is work for it.
        bounds: Limits for each process. An item that takes longer has an `AlignerError` as its result.

    Examples:
        >>> with Workers(str.upper, 2) as workers:
        ...     list(workers.run([["page", "pair"], ["sentence"]]))
        ['PAGE', 'PAIR', 'SENTENCE']
    """

    def __init__(self, task: Callable[[Item], Result], count: int, bounds: Bounds = _NO_BOUNDS) -> None:
        self._task = (*_picklable(task), bounds)
        self._bounds = bounds
        self._count = count
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="aligner")
        self._of_thread = threading.local()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Workers[Item, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers, even if they are working."""
        with self._lock:
            self._closed = True
            for process in self._processes:
                process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            _reap(process)

    def run(self, batches: Iterable[Sequence[Item]]) -> Iterator[Result | Exception]:
        """Yield one result for each item, in order.

        If the worker of an item was killed twice, the result is an `AlignerError`. If `batches` raises, the
        exception comes after the results of the batches before.
        """
        waiting: deque[tuple[Sequence[Item], Future[_Answer[Result]]]] = deque()
        source = iter(batches)
        ended: BaseException | None = None
        while ended is None or waiting:
            while ended is None and len(waiting) <= AHEAD * self._count:
                try:
                    batch = next(source)
                    waiting.append((batch, self._threads.submit(self._done, batch)))
                except Exception as error:
                    ended = error
            if waiting:
                batch, future = waiting.popleft()
                yield from self._results(batch, future.result())
        if not isinstance(ended, StopIteration):
            raise ended

    def _results(self, batch: Sequence[Item], answer: _Answer[Result]) -> list[Result | Exception]:
        """Return the results of an answer; all of them at once may be too large for this process."""
        if isinstance(answer, list):
            return answer
        try:
            return _of_answer(answer)
        except MemoryError:
            return self._threads.submit(self._one_by_one, batch).result()

    def _done(self, batch: Sequence[Item]) -> _Answer[Result]:
        """Return the answer to a batch. If its worker dies, the items are tried one by one.

        The answer is not unpickled here but where the results are needed, so that the worker gets its next
        batch at once.
        """
        try:
            return self._asked(batch)
        except _WorkerDied as death:
            if death.out_of_time and len(batch) == 1:
                return [InputError(too_slow(self._bounds.seconds))]
            return self._one_by_one(batch)

    def _one_by_one(self, batch: Sequence[Item]) -> list[Result | Exception]:
        return [result for item in batch for result in self._alone(item)]

    def _alone(self, item: Item) -> list[Result | Exception]:
        try:
            return _of_answer(self._asked([item]))
        except MemoryError:
            return [InputError(TOO_LARGE)]
        except _WorkerDied as death:
            if death.out_of_time:
                return [InputError(too_slow(self._bounds.seconds))]
            return [AlignerError(f"{death} twice, the second time with nothing else to do; out of memory?")]

    def _asked(self, batch: Sequence[Item]) -> bytes:
        process = getattr(self._of_thread, "process", None) or self._started()
        try:
            return _exchanged(process, batch)
        # An answer may need more memory than this process has.
        except (OSError, EOFError, MemoryError) as error:
            with self._lock:
                self._processes.discard(process)
            self._of_thread.process = None
            raise _WorkerDied(_reap(process)) from error

    def _started(self) -> subprocess.Popen[bytes]:
        """Start a worker for this thread and give it the task."""
        path = os.pathsep.join(folder or str(Path.cwd()) for folder in sys.path)
        with self._lock:
            if self._closed:
                raise _WorkerDied(0)
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", _SERVE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | _ONE_THREAD | {"PYTHONPATH": path},
                # Ctrl-C goes to all processes of the terminal's group; the main process ends the workers.
                process_group=0 if os.name == "posix" else None,
            )
            self._processes.add(process)
        try:
            problem = pickle.loads(_exchanged(process, self._task))
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            if self._closed:
                raise _WorkerDied(0) from error
            raise AlignerError(
                f"{_WorkerDied(_reap(process))} at its start; its error message is above"
            ) from error
        if problem:
            raise SettingsError(problem)
        self._of_thread.process = process
        return process


class _WorkerDied(Exception):
    """A worker ended during its work; the argument is the exit code of the process."""

    @property
    def out_of_time(self) -> bool:
        """Return whether the system ended the worker because it took too long."""
        return hasattr(signal, "SIGXCPU") and bool(self.args[0] == -signal.SIGXCPU)

    def __str__(self) -> str:
        code = self.args[0]
        return f"the worker process ended with {signal.Signals(-code).name if code < 0 else f'code {code}'}"


def _picklable(task: object) -> tuple[bytes, dict[str, Any]]:
    """Return the pickled task and the data needed to import the user's script if the task refers to it."""
    try:
        pickled = pickle.dumps(task)
    except Exception as error:
        raise SettingsError(f"can't be handed to other processes: {error}; take n_process=1") from error
    if b"__main__" not in pickled and b"__mp_main__" not in pickled:
        return pickled, {}
    preparation = spawn.get_preparation_data("aligner")
    return pickled, {key: value for key, value in preparation.items() if key.startswith("init_main")}


def _exchanged(process: subprocess.Popen[bytes], message: object) -> bytes:
    """Send a message to a worker and return its answer, still pickled.

    Raises:
        OSError, EOFError: The worker has ended.
    """
    assert process.stdin is not None and process.stdout is not None
    pickle.dump(message, process.stdin)
    process.stdin.flush()
    size = int.from_bytes(process.stdout.read(_SIZE), "big")
    answer = process.stdout.read(size)
    if len(answer) < size or not size:
        raise EOFError
    return answer


def _of_answer(answer: bytes) -> list[Any]:
    """Unpickle an answer; the collector, which finds no garbage in it, would run again and again."""
    with paused():
        results: list[Any] = pickle.loads(answer)
        return results


def _reap(process: subprocess.Popen[bytes]) -> int:
    """End a process if it still runs; return its exit code."""
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):  # data that was not flushed is not needed any more
                stream.close()
    return process.wait()


def serve() -> None:
    """Run a worker: read the task, then batches, until the other side closes the pipe."""
    search_less()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # output of the user's own code goes to stderr, not between the answers
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a worker may be killed
    try:
        pickled, main, bounds = pickle.load(requests)
        task = _unpickled(pickled, main)
    except Exception as error:
        problem = (
            f"{error!r} in a worker process; put what the settings name into a module, or take n_process=1"
        )
        _answer(answers, problem)
        return
    _answer(answers, "")
    with in_memory(bounds.memory):
        _serve(requests, answers, task, bounds)


def _serve(requests: BinaryIO, answers: BinaryIO, task: Callable[[Any], Any], bounds: Bounds) -> None:
    for served in count(1):
        try:
            batch = pickle.load(requests)
            _answer(answers, [_result(task, item, bounds.seconds) for item in batch])
        except (EOFError, pickle.UnpicklingError, BrokenPipeError):  # the process that asked has ended
            return
        except MemoryError:  # for a batch or its answer; the main process then tries the items one by one
            return
        if served.bit_count() == 1:  # 1, 2, 4, 8 ...: what comes late is rare, but need not be in the first
            # The tables that were loaded are permanent; without this the garbage collector searches them
            # again and again, which costs 4 % of the time.
            gc.freeze()
            keep_gathered()  # a worker is killed in the end


def _unpickled(task: bytes, main: dict[str, Any]) -> Callable[[Any], Any]:
    if main:
        spawn.prepare(main)
    made: Callable[[Any], Any] = pickle.loads(task)
    return made


def _result(task: Callable[[Any], Any], item: object, seconds: float | None) -> object:
    try:
        with in_time(seconds):
            return task(item)
    except OutOfTime:
        return InputError(too_slow(seconds))
    except Exception as error:
        return error


def _answer(answers: BinaryIO, message: object) -> None:
    content = pickle.dumps(message)
    answers.write(len(content).to_bytes(_SIZE, "big"))
    answers.write(content)
    answers.flush()
