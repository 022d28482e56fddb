"""Make forks safe while other threads are at work, so that no lock of ours stays locked in the child.

A lock that a thread holds during a fork stays locked in the child, which does not have this thread. Three
kinds of locks are concerned. Python locks each module while it is imported, and our modules are imported at
their first use, which takes seconds: so a fork waits until no thread is importing anything for us. Libraries
that lock themselves while they load are called with our own lock `LOADING` held, for which a fork waits as
well. And up to Python 3.11 a `cached_property` has a lock, which is replaced in the child.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from functools import cached_property
from types import FrameType

from aligner.collector import resume_in_child

# Most seconds that a fork waits, many times the duration of the imports on a busy machine. The limit is
# needed because an importing thread may itself wait for the forking one.
LONGEST = 30.0
_PAUSE = 0.002  # seconds between two tests whether a thread imports
_IMPORTING = "<frozen importlib"  # beginning of the file names of Python's import system


# Held by code that loads a module itself, without Python's import system, and by calls that lock a library.
LOADING = threading.RLock()


def keep_forks_whole() -> None:
    """Make every fork of this process wait for imports; called once, when the library is imported."""
    # `logging` locks itself before a fork, and imports need it. The hook that was registered last runs first,
    # so the hook of `logging` must be registered before ours.
    assert logging
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_wait, after_in_parent=LOADING.release, after_in_child=_free)


def _wait() -> None:
    """Wait until no other thread imports, or until the limit is reached; returns with `LOADING` held."""
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
    """Release `LOADING`, and give the cached properties of our classes new locks that no thread holds."""
    LOADING.release()
    resume_in_child()
    prefix = f"{__name__.partition('.')[0]}."
    for name, module in list(sys.modules.items()):
        if name.startswith(prefix):
            for held in list(vars(module).values()):
                if isinstance(held, type) and held.__module__ == name:
                    for attribute in vars(held).values():
                        if isinstance(attribute, cached_property) and hasattr(attribute, "lock"):
                            attribute.lock = threading.RLock()
