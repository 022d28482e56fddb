"""Shows the progress of a long loop on stderr: with tqdm if it is installed, else as a line of text."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

Item = TypeVar("Item")

# Seconds between two lines: on a terminal each line overwrites the one before, in the log of a job all stay.
_ON_TERMINAL, _IN_LOG = 0.5, 60.0


def shown(items: Iterable[Item], given: object) -> Iterator[Item]:
    """Pass on the items and show the progress on stderr.

    Args:
        items: One for each of `given`, in order.
        given: The input of which the items are the results; its length, if it has one, is the total.
    """
    total = len(given) if isinstance(given, Sized) else None
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return _lines(items, total)
    bar: Iterable[Item] = tqdm(items, total=total, unit=" documents", file=sys.stderr)
    return iter(bar)


def _lines(items: Iterable[Item], total: int | None) -> Iterator[Item]:
    terminal = sys.stderr.isatty()
    start = last = time.monotonic()
    number = 0
    for number, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if now - last >= (_ON_TERMINAL if terminal else _IN_LOG):
            last = now
            _write(number, total, now - start, "\r" if terminal else "\n")
    _write(number, total, time.monotonic() - start, "\n")


def _write(number: int, total: int | None, seconds: float, end: str) -> None:
    of = f" of {total:,}" if total is not None else ""
    rate = number / max(seconds, 0.001)
    sys.stderr.write(f"{number:,}{of} documents, {rate:.1f} a second{end}")
    sys.stderr.flush()
