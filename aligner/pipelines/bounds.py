"""Limits the resources of a process: seconds of processor time for one item, bytes of memory in all.

The operating system enforces both. When the seconds are over, an exception interrupts the item; the timer
counts processor time, so a busy machine changes nothing. C code that the exception does not reach gets
`GRACE` seconds more; then its process is ended. A request for memory beyond the limit fails with a
`MemoryError`.

Systems without these calls (Windows) have no limits.
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

# The longest single call into C that was measured takes a second: a page of 5 MB read as HTML.
GRACE = 10  # seconds

# A worker that has read its tables takes some 200 MB of address space, a process with pyarrow 400.
LEAST_MEMORY = 10**9


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of the resources of a process; None is no limit.

    Attributes:
        seconds: Processor time for one item.
        memory: Bytes of address space for each process.

    Raises:
        SettingsError: A limit is too low for any work.
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
        """Return whether there is a limit."""
        return self.seconds is not None or self.memory is not None


def too_slow(seconds: float | None) -> str:
    """Return the message for an item that took too long."""
    return f"took more than {seconds:g} s of the processor; cut it, or allow more seconds"


class OutOfTime(BaseException):
    """The seconds are over. It is no `Exception`, so that no code inside the item catches it by accident."""


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise OutOfTime


@contextmanager
def in_time(seconds: float | None) -> Iterator[None]:
    """Interrupt the work inside after so many seconds of processor time; for the main thread of a worker.

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
    _lower(resource.RLIMIT_CORE, 0)  # a process ended at the limit would write a core dump
    signal.signal(ring, _interrupt)
    try:
        # Again each second, in case nothing could be raised at the first moment.
        signal.setitimer(timer, seconds, 1)
        yield
    finally:
        signal.setitimer(timer, 0)


@contextmanager
def in_memory(memory: int | None) -> Iterator[None]:
    """Limit the memory that this process may take in addition while the work inside lasts.

    Memory that the process already has is not counted: libraries reserve addresses that they never use, and
    without room for its stack no thread can start.

    Raises:
        MemoryError: The work needed more than `memory` bytes.
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
    """Return the bytes of address space that this process has; 0 if the system does not report them."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf(
            "SC_PAGE_SIZE"
        )
    except (OSError, ValueError, IndexError):
        return 0


def _lower(kind: int, limit: int) -> None:
    """Set a limit of this process, at most to its hard limit."""
    import resource

    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        limit = hard if limit == resource.RLIM_INFINITY else min(limit, hard)
    with suppress(OSError, ValueError):  # a system that has the call but not this limit
        resource.setrlimit(kind, (limit, hard))
