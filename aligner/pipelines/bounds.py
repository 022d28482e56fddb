"""What a process may spend: seconds of its processor for one item, bytes of memory in all.

Both are kept by the operating system, so nothing has to think of them. When the seconds are over, the item
is broken off by an exception (a timer of the process, not of the clock on the wall, so a busy machine changes
nothing). Code of C that no exception reaches is given `GRACE` more and then ended with its process. Memory
beyond the bound is refused when it is asked for, which is a `MemoryError` in Python.

Systems without these calls (Windows) have no bounds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from types import FrameType

from aligner.model.errors import SettingsError

# A single call into C takes a second at the most in what was measured: a page of 5 MB read as HTML.
GRACE = 10  # seconds

# A worker that has read its tables takes some 200 MB of address space, a process with pyarrow 400.
LEAST_MEMORY = 10**9


@dataclass(frozen=True, slots=True)
class Bounds:
    """What may be spent; None is as much as there is.

    Attributes:
        seconds: Of the processor, for one item.
        memory: Bytes of address space, for each process.

    Raises:
        SettingsError: There is too little of it for any work.
    """

    seconds: float | None = None
    memory: int | None = None

    def __post_init__(self) -> None:
        if self.seconds is not None and not 0 < self.seconds < 1e9:
            raise SettingsError(f"seconds={self.seconds!r}: a positive number was expected, or None")
        if self.memory is not None and self.memory < LEAST_MEMORY:
            raise SettingsError(
                f"memory={self.memory!r}: at least {LEAST_MEMORY:,} bytes were expected, or None"
            )

    @property
    def any(self) -> bool:
        """Whether anything is bounded."""
        return self.seconds is not None or self.memory is not None


def too_slow(seconds: float | None) -> str:
    """What is said of an item that was broken off."""
    return f"took more than {seconds:g} s of the processor; cut it, or allow more seconds"


class OutOfTime(BaseException):
    """The seconds are over. No `Exception`, so that no reader on the way takes it for one of its own."""


def _ring(number: int, frame: FrameType | None) -> None:
    raise OutOfTime


@contextmanager
def in_time(seconds: float | None) -> Iterator[None]:
    """Work that ends after so many seconds of the processor; for the main thread of a process of its own.

    Raises:
        OutOfTime: The work took longer.
    """
    if seconds is None:
        yield
        return
    try:
        import resource
        import signal

        timer, ring = signal.ITIMER_PROF, signal.SIGPROF
    except (ImportError, AttributeError):  # Windows
        yield
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime + seconds) + GRACE)
    _lower(resource.RLIMIT_CORE, 0)  # the end at that limit would write one
    signal.signal(ring, _ring)
    try:
        signal.setitimer(timer, seconds, 1)  # once more each second, if it rang where nothing can be raised
        yield
    finally:
        signal.setitimer(timer, 0)


@contextmanager
def in_memory(memory: int | None) -> Iterator[None]:
    """Work in a process that gets so many bytes and no more, until it is done.

    What the process holds when it begins is not counted: libraries take addresses that they never use, and
    without room for a stack no thread can begin.

    Raises:
        MemoryError: The work asked for more.
    """
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    before, _ = resource.getrlimit(resource.RLIMIT_AS)
    if memory is not None:
        _lower(resource.RLIMIT_AS, _taken() + memory)
    try:
        yield
    finally:
        if memory is not None:
            _lower(resource.RLIMIT_AS, before)


def _taken() -> int:
    """Bytes of addresses that this process has; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf(
            "SC_PAGE_SIZE"
        )
    except (OSError, ValueError, IndexError):
        return 0


def _lower(kind: int, limit: int) -> None:
    """Set a limit of this process, to what its hard one allows."""
    import resource

    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        limit = hard if limit == resource.RLIM_INFINITY else min(limit, hard)
    with suppress(OSError, ValueError):  # a system that has the call and not this limit
        resource.setrlimit(kind, (limit, hard))
