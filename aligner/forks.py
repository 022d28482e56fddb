"""Make forks safe while other threads are at work, so that no lock of ours stays locked in the child.

A lock that a thread holds during a fork stays locked in the child, which does not have this thread. Four
kinds of locks are concerned. Python locks each module while it is imported, and our modules are imported at
their first use, which takes seconds: so a fork waits until no thread is importing anything for us, and from
then on no thread can begin an import. Code that loads a module itself holds our own lock `LOADING`, for which
a fork waits as well. Libraries that lock a cache get a new lock in the child. And up to Python 3.11 a
`cached_property` has a lock, which is replaced in the child, too.

No other library that we load has a lock that matters: numpy has some for random numbers, which we don't use,
and OpenBLAS frees its own.
"""

from __future__ import annotations

import _imp
import logging
import os
import sys
import threading
import time
from contextlib import suppress
from functools import cached_property, reduce
from types import FrameType

from aligner.collector import resume_in_child

# Most seconds that a fork waits, many times the duration of the imports on a busy machine. The limit is
# needed because an importing thread may itself wait for the forking one.
LONGEST = 30.0
_PAUSE = 0.002  # seconds between two tests whether a thread imports
_IMPORTING = "<frozen importlib"  # beginning of the file names of Python's import system


# Locks of libraries that guard a dictionary while a locale, a pattern (of nltk) or the lexer of a template is
# cached: module, and the way to the lock. What another thread was about to add is read again in the child.
_LOCKS = (
    ("babel.localedata", "_cache_lock"),
    ("regex._main", "_cache_lock"),
    ("jinja2.lexer", "_lexer_cache._wlock"),
)
_LOGGING: threading.RLock = logging._lock  # type: ignore[attr-defined]  # 3.11 to 3.14

# Held by code that loads a module itself, without Python's import system.
LOADING = threading.RLock()


def keep_forks_whole() -> None:
    """Make every fork of this process wait for imports; called once, when the library is imported."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_wait, after_in_parent=_release, after_in_child=_free)


def _wait() -> None:
    """Wait until no other thread imports, or until the limit is reached; returns with all locks held.

    Python locks all imports during a fork, but only after this function. A thread could begin an import in
    between, so the same lock is taken before the look: who begins to import needs it for a moment.
    """
    end = time.monotonic() + LONGEST
    _acquire()
    while _someone_imports() and time.monotonic() < end:
        _release()
        time.sleep(_PAUSE)
        _acquire()


def _acquire() -> None:
    LOADING.acquire()
    # `logging` locks itself before a fork, after this function, and `logging.config` imports with this lock
    # held. So it must be taken before imports are locked.
    _LOGGING.acquire()
    _imp.acquire_lock()


def _release() -> None:
    _imp.release_lock()
    with suppress(RuntimeError):  # in the child, `logging` has a new lock already
        _LOGGING.release()
    LOADING.release()


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
    """Release the locks of `_wait`, and replace those that a thread of the parent may have held."""
    _release()
    resume_in_child()
    for library, way in _LOCKS:
        *owners, name = way.split(".")
        owner = reduce(lambda held, part: getattr(held, part, None), owners, sys.modules.get(library))
        if hasattr(owner, name):
            setattr(owner, name, threading.RLock())
    prefix = f"{__name__.partition('.')[0]}."
    for name, module in list(sys.modules.items()):
        if name.startswith(prefix):
            for held in list(vars(module).values()):
                if isinstance(held, type) and held.__module__ == name:
                    for attribute in vars(held).values():
                        if isinstance(attribute, cached_property) and hasattr(attribute, "lock"):
                            attribute.lock = threading.RLock()
