"""How often Python collects garbage in the processes that belong to us: the command and the workers."""

from __future__ import annotations

import atexit
import gc

# Number of new objects after which Python collects garbage. Tables and modules have half a million objects
# that stay until the end. With the default of 700, the first page takes a tenth more CPU time for nothing.
OBJECTS = 50_000


def search_less() -> None:
    """Make the collector of this process search less often; only for a process that no user's code owns."""
    gc.set_threshold(OBJECTS)
    atexit.register(
        gc.freeze
    )  # or Python searches all that exists at the end, a twentieth of a short command
