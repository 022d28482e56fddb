"""A process may be forked at any moment, whatever other threads are doing."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cached_property
from pathlib import Path
from threading import RLock, Thread
from time import monotonic

import pytest

from aligner import forks

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


def told_by(program: str, *arguments: str, seconds: float = 60) -> tuple[str, str]:
    """What a program says and complains of; one that hangs is an error."""
    command = [sys.executable, "-W", "ignore", "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=True)
    return done.stdout, done.stderr


# Another thread begins the first imports; the child is made some moments later, and needs them all.
PROGRAM = """
import os, sys, threading, time
import aligner

def work():
    return [pair.target_text for pair in aligner.align("비가 왔다. 눈도 왔다.", "It rained. It snowed.")]

other = threading.Thread(target=work)
other.start()
time.sleep(float(sys.argv[1]))
child = os.fork()
if not child:
    os._exit(0 if work() == ["It rained.", "It snowed."] else 1)
print(os.waitpid(child, 0)[1])
other.join()
"""


@pytest.mark.parametrize("moment", [0, 0.03, 0.1, 0.3, 0.6])
def test_a_child_made_in_the_middle_of_imports_is_whole(moment: float) -> None:
    """Each of these hung: the lock of a module stayed with a thread that the child has not."""
    assert told_by(PROGRAM, str(moment), seconds=120) == ("0\n", "")


# Another thread is in the middle of reading Babel's data, which Babel locks; the child reads them too.
READING = """
import os, pickle, threading, time
import babel.localedata
from aligner import cldr

began = threading.Event()

class Slow:
    def load(self, file):
        began.set()
        time.sleep(0.5)
        return pickle.load(file)

babel.localedata.pickle = Slow()
other = threading.Thread(target=cldr._names, args=("en",))
other.start()
began.wait()
child = os.fork()
if not child:
    os._exit(0 if cldr._names("en")[0]["KR"] == "South Korea" else 1)
print(os.waitpid(child, 0)[1])
other.join()
"""


def test_a_child_made_while_babel_reads_its_data_is_whole() -> None:
    assert told_by(READING, seconds=120) == ("0\n", "")


# Just when no thread is importing any more and the process is about to be forked, another thread begins to.
BETWEEN = """
import os, sys, threading, time
from pathlib import Path
import aligner
from aligner import forks

Path(sys.argv[1], "slow.py").write_text("import time; time.sleep(1); word = 'rain'")
aligner.__path__.append(sys.argv[1])
look = forks._someone_imports

def look_and_be_late():
    found = look()
    if not found:
        other.start()
        time.sleep(0.2)
    return found

def work():
    from aligner import slow
    return slow.word

other = threading.Thread(target=work)
forks._someone_imports = look_and_be_late
child = os.fork()
forks._someone_imports = look
if not child:
    os._exit(0 if work() == "rain" else 1)
print(os.waitpid(child, 0)[1], work())
other.join()
"""


def test_no_import_begins_between_the_look_and_the_fork(tmp_path: Path) -> None:
    """It did once in many forks: the child waited for the lock of the module without end."""
    assert told_by(BETWEEN, str(tmp_path)) == ("0 rain\n", "")


# Another thread is in the middle of configuring a log, which imports with the lock of `logging` held.
CONFIGURING = """
import logging, os, sys, threading, time
from pathlib import Path
import aligner

Path(sys.argv[1], "own_handler.py").write_text("import time; time.sleep(0.5); word = 'rain'")
sys.path.append(sys.argv[1])
began = threading.Event()

def configure():
    with logging._lock:
        began.set()
        time.sleep(0.2)
        import own_handler

other = threading.Thread(target=configure)
other.start()
began.wait()
child = os.fork()
if not child:
    logging.getLogger("child").info("a lock of its own")
    import own_handler
    os._exit(0 if own_handler.word == "rain" else 1)
print(os.waitpid(child, 0)[1])
other.join()
"""


def test_a_log_may_be_configured_while_a_process_is_forked(tmp_path: Path) -> None:
    assert told_by(CONFIGURING, str(tmp_path)) == ("0\n", "")


# Other threads hold the locks of libraries, which the child needs to read a page and to write its report.
OF_LIBRARIES = """
import os, threading
import aligner
from babel import Locale, localedata
import jinja2.lexer, regex._main
from aligner import forks

held, done = threading.Barrier(2), threading.Event()

def hold():
    with localedata._cache_lock, regex._main._cache_lock, jinja2.lexer._lexer_cache._wlock:
        held.wait()
        done.wait()

other = threading.Thread(target=hold)
other.start()
held.wait()
child = os.fork()
if not child:
    Locale("fi").territories
    page = aligner.align("비가 왔다. 눈도 왔다.", "It rained. It snowed.").to_html()
    regex.compile("a+b")
    os._exit(0 if "It snowed." in page else 1)
print(os.waitpid(child, 0)[1])
done.set()
other.join()
"""


def test_locks_of_libraries_are_free_in_the_child() -> None:
    pytest.importorskip("regex")
    assert told_by(OF_LIBRARIES) == ("0\n", "")


class Held:
    @cached_property
    def value(self) -> int:
        return 7


def test_a_cached_property_that_another_thread_was_in_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Python 3.11 has it; later ones have no such lock."""
    prefix = forks.__name__.partition(".")[0]
    Held.__module__ = f"{prefix}.held"
    monkeypatch.setitem(sys.modules, Held.__module__, type("Module", (), {"Held": Held}))  # type: ignore[arg-type]
    lock = Held.__dict__["value"].lock = RLock()
    thread = Thread(target=lock.acquire)
    thread.start()
    thread.join()
    forks._acquire()
    forks._free()
    assert Held.__dict__["value"].lock is not lock
    assert Held().value == 7


def test_who_waits_for_the_fork_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "LONGEST", 0.01)
    monkeypatch.setattr(forks, "_someone_imports", lambda: True)
    began = monotonic()
    forks._wait()
    assert monotonic() - began < 5
    forks._release()
