"""Cache values that are computed from tables, in files beside the compiled modules, for the next start.

A cached file is never out of date: its first line has a digest of the version, of size and time of change of
everything that its value was made from, and a digest of the value itself. If the file is missing, outdated or
broken, the value is made again. If nothing can be written (or Python must not write,
`PYTHONDONTWRITEBYTECODE`), the value is made at every start. Files hold values in the format of compiled
modules (`marshal`), which is read fastest, and stand in the same folder.
"""

from __future__ import annotations

import atexit
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, Generic, TypeVar

from aligner.collector import paused
from aligner.model.version import __version__

# Strings, bytes, numbers, code, None, and tuples, lists, dicts and frozensets of them.
Value = TypeVar("Value")
Key = TypeVar("Key")


def kept(
    module: str, sources: Iterable[Path], facts: str, make: Callable[[], Value], part: str = ""
) -> Value:
    """Read a cached value of a module, or make it and write it to the cache.

    Args:
        module: The `__file__` of the module.
        sources: The files that the value depends on: tables and modules.
        facts: Everything else that it depends on.
        make: Makes the value, of plain types; a table that is returned may be changed by nobody.
        part: Name of the value, if the module has several.
    """
    try:
        cache = Cache(module, [facts, *map(_state, sources)], part)
    except OSError:  # modules without their source
        return make()
    value: Value | None = cache.read()
    if value is None:
        value = make()
        cache.write(value)
    return value


class Cache:
    """One cached file.

    Args:
        module: The `__file__` of the module that owns the file.
        facts: Everything that the value depends on, the version of the library aside.
        part: Name of the value, if the module has several.
    """

    def __init__(self, module: str, facts: Iterable[str], part: str = "") -> None:
        self._key = _digest(fact.encode("utf-8") for fact in (__version__, *facts))
        self._path = _place(module, part)

    @property
    def is_writable(self) -> bool:
        """Whether Python may write such files at all; the disk may still refuse it."""
        return self._path is not None and not sys.dont_write_bytecode

    def read(self) -> Any:
        """Return the value; None if the file is missing, broken or made from something else."""
        try:
            head, _, content = self._path.read_bytes().partition(b"\n") if self._path else (b"", b"", b"")
        except OSError:
            return None
        return _loaded(content) if head == self._head(content) else None

    def write(self, value: Any) -> None:
        """Write the whole file in one step; if that fails, nothing is changed."""
        if self._path is None or not self.is_writable:
            return
        content = marshal.dumps(value)
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(b"%s\n%s" % (self._head(content), content))
            beside.replace(self._path)
        except OSError:
            with suppress(OSError):
                beside.unlink()

    def _head(self, content: bytes) -> bytes:
        return f"{self._key} {_digest([content])}".encode("ascii")


class Gathered(Generic[Key, Value]):
    """A dictionary that processes fill together: what one of them adds, later ones find.

    A process writes what it has added when it ends, or earlier by `keep_gathered`. What another adds at the
    same moment is lost, and added again by the next process that needs it.

    Args:
        module: The `__file__` of the module that owns the dictionary.
        facts: Everything that the values depend on beside their keys.
        most: Most values of the file; when there are more, only those of the last process stay.
    """

    def __init__(self, module: str, facts: Iterable[str], most: int) -> None:
        self._cache, self._most = Cache(module, facts), most
        self._found: dict[Key, Value] = self._cache.read() or {}
        self._added: dict[Key, Value] = {}
        self._written = 0  # number of added values that are in the file

    def take(self, key: Key) -> Value | None:
        """Return the value of an earlier process, which this process asks for once."""
        return self._found.pop(key, None)

    @property
    def is_open(self) -> bool:
        """Whether a value that is added will be kept, unless the disk refuses it."""
        return self._cache.is_writable and len(self._added) < self._most

    def add(self, key: Key, value: Value) -> None:
        if not self._added:
            _GATHERED.append(self)
        self._added[key] = value

    def write(self) -> None:
        """Add the new values to the file."""
        if len(self._added) == self._written:
            return
        self._written = len(self._added)
        values = (self._cache.read() or {}) | self._added
        self._cache.write(values if len(values) <= self._most else self._added)


_GATHERED: list[Gathered[Any, Any]] = []  # those to which this process has added something


@atexit.register
def keep_gathered() -> None:
    """Write what this process has added to dictionaries; called at its end, but not if it is killed."""
    for gathered in _GATHERED:
        gathered.write()


def _loaded(content: bytes) -> Any:
    """Read a value; the collector, which finds no garbage in it, would take half of the time again."""
    with paused():
        return marshal.loads(content)


def _state(source: Path) -> str:
    """Return what changes whenever a file changes; Python itself tells in this way that a module changed."""
    found = source.stat()
    return f"{source.name} {found.st_size} {found.st_mtime_ns}"


def _place(module: str, part: str) -> Path | None:
    """Return the path of the cached file; None if Python writes no compiled modules."""
    try:
        compiled = Path(cache_from_source(module))  # its name says for which version of Python it is
    except NotImplementedError:
        return None
    return compiled.with_suffix(f".{part}.kept" if part else ".kept")


def _digest(parts: Iterable[bytes]) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
