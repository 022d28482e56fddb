"""When Python collects garbage: not during work that makes none, and seldom in processes that belong to us.

The collector starts after so many new objects and searches all that exist, now and then even the half a
million of our tables. What we make for some texts has no circles, which are all that it looks for.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TypeVar

Item = TypeVar("Item")

# Number of new objects after which Python collects garbage. Tables and modules have half a million objects
# that stay until the end. With the default of 700, the first page takes a tenth more CPU time for nothing.
OBJECTS = 50_000

# Sentences or rows, about a tenth of a second of work, after which the collector may run.
TOGETHER = 256

_state = SimpleNamespace(is_paused=False)  # whether we have switched the collector off


def search_less() -> None:
    """Make the collector of this process search less often; only for a process that no user's code owns."""
    gc.set_threshold(OBJECTS)
    # Otherwise Python searches all that exists at the end, a twentieth of the time of a short command.
    atexit.register(gc.freeze)


@contextmanager
def paused() -> Iterator[None]:
    """Switch the collector off for some work, of which every long loop is to call `breathe`.

    It is off for the whole process. If other threads pause it meanwhile, it is on again when the first of
    them has finished, so that it never stays off for long. A collector that is off already stays off.

    Examples:
        >>> with paused():
        ...     gc.isenabled()
        False
        >>> gc.isenabled()
        True
    """
    if not gc.isenabled():
        yield
        return
    try:
        _state.is_paused = True
        gc.disable()
        yield
    finally:
        _state.is_paused = False
        gc.enable()


def breathe() -> None:
    """Let the collector run if we have paused it and enough objects are new; it is paused again afterwards.

    In this way it looks at new objects once in some hundred rows, instead of at every tenth row, and searches
    the tables so much more seldom.
    """
    if _state.is_paused:
        gc.enable()
        for _ in range(2):  # a new object starts the collector, from Python 3.12 on at the end of a round
            SimpleNamespace()
        gc.disable()
        if not _state.is_paused:  # another thread has ended its pause meanwhile
            gc.enable()


def breathing(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items of a long loop and let the collector run now and then."""
    for start in range(0, len(items), TOGETHER):
        yield from items[start : start + TOGETHER]
        breathe()


def resume_in_child() -> None:
    """Switch the collector on in a forked process that was forked during a pause, by any thread."""
    if _state.is_paused:
        _state.is_paused = False
        gc.enable()
