"""A process may be forked at any moment, whatever other threads are doing."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cached_property
from threading import RLock, Thread
from time import monotonic

import pytest

from aligner import forks

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")

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
    arguments = [sys.executable, "-W", "ignore", "-c", PROGRAM, str(moment)]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=120, check=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


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
    arguments = [sys.executable, "-W", "ignore", "-c", READING]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=120, check=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


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
    forks.LOADING.acquire()
    forks._free()
    assert Held.__dict__["value"].lock is not lock
    assert Held().value == 7


def test_who_waits_for_the_fork_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "LONGEST", 0.01)
    monkeypatch.setattr(forks, "_someone_imports", lambda: True)
    began = monotonic()
    forks._wait()
    assert monotonic() - began < 5
    forks.LOADING.release()
