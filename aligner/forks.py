"""A process may be forked while other threads are at work: the child finds nothing locked.

A lock that a thread holds at that moment stays locked in the child, where the thread is not. Two kinds of
them are met here. Python locks each module while it is imported, and our modules are imported at their first
use, for seconds: so a fork waits until no thread is importing anything for us. And up to Python 3.11 a
`cached_property` has a lock, which is made anew in the child.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from functools import cached_property
from types import FrameType

# Seconds that a fork waits at the most, many times what the imports take on a busy machine. A thread that
# waits for the one that forks would never be done.
LONGEST = 30.0
_PAUSE = 0.002  # seconds between two looks
_IMPORTING = "<frozen importlib"  # begins the names of the files of Python's own import


# Held by whoever loads a module in a way of its own, past the import of Python.
LOADING = threading.RLock()


def keep_forks_whole() -> None:
    """Have every fork of this process wait for imports; once, when the library is imported."""
    # `logging` locks itself for a fork, and is needed by imports. Of the hooks that run before a fork the
    # last one that was registered runs first, so it has to be there before ours.
    assert logging
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_wait, after_in_parent=LOADING.release, after_in_child=_free)


def _wait() -> None:
    """Come back with `LOADING` held, while nobody imports; or when it takes too long."""
    end = time.monotonic() + LONGEST
    while LOADING.acquire() and _someone_imports() and time.monotonic() < end:
        LOADING.release()
        time.sleep(_PAUSE)


def _someone_imports() -> bool:
    own = threading.get_ident()
    return any(thread != own and _imports(frame) for thread, frame in sys._current_frames().items())


def _imports(frame: FrameType | None) -> bool:
    """Whether a thread imports a module of ours, or any module on our behalf."""
    importing = ours = False
    while frame is not None:
        is_import = frame.f_code.co_filename.startswith(_IMPORTING)
        importing |= is_import
        name = frame.f_locals.get("name") if is_import else frame.f_globals.get("__name__")
        ours |= isinstance(name, str) and name.partition(".")[0] == __name__.partition(".")[0]
        if importing and ours:
            return True
        frame = frame.f_back
    return False


def _free() -> None:
    """Give the cached properties of our classes locks that nobody holds."""
    LOADING.release()
    prefix = f"{__name__.partition('.')[0]}."
    for name, module in list(sys.modules.items()):
        if name.startswith(prefix):
            for held in list(vars(module).values()):
                if isinstance(held, type) and held.__module__ == name:
                    for attribute in vars(held).values():
                        if isinstance(attribute, cached_property) and hasattr(attribute, "lock"):
                            attribute.lock = threading.RLock()
