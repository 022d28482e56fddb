"""Cache values that are computed from tables, in files beside the compiled modules, for the next start.

A cached file is never out of date: its first line has the digest of everything that its value was made from,
and of the value itself. If the file is missing, outdated or broken, the value is made again. If nothing can
be written (or Python must not write, `PYTHONDONTWRITEBYTECODE`), the value is made at every start. Files hold
values in the format of compiled modules (`marshal`), which is read fastest, and stand in the same folder.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from importlib.resources.abc import Traversable
from importlib.util import cache_from_source
from pathlib import Path
from typing import TypeVar

# Strings, numbers, None, and tuples, lists, dicts and frozensets of them.
Value = TypeVar("Value")


def kept(
    module: str, sources: Iterable[Traversable], facts: str, make: Callable[[], Value], part: str = ""
) -> Value:
    """Read a cached value of a module, or make it and write it to the cache.

    Args:
        module: The `__file__` of the module.
        sources: The files that the value depends on: tables and modules.
        facts: Everything else that it depends on.
        make: Makes the value, of plain types; a table that is returned may be changed by nobody.
        part: Name of the value, if the module has several.
    """
    path = _place(module, part)
    try:
        wanted = _digest([facts.encode("utf-8"), *(source.read_bytes() for source in sources)])
    except OSError:  # modules without their source
        return make()
    content = _read(path, wanted) if path else None
    if content is not None:
        return marshal.loads(content)  # type: ignore[no-any-return]
    value = make()
    if path and not sys.dont_write_bytecode:
        content = marshal.dumps(value)  # type: ignore[arg-type]
        _write(path, b"%s\n%s" % (_head(wanted, content), content))
    return value


def _head(wanted: str, content: bytes) -> bytes:
    return f"{wanted} {_digest([content])}".encode("ascii")


def _read(path: Path, wanted: str) -> bytes | None:
    """Read the value in a file, not yet decoded; None if it is missing, broken or made from other sources."""
    try:
        head, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if head == _head(wanted, content) else None


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


def _write(path: Path, content: bytes) -> None:
    """Write the whole file in one step; if that fails, nothing is changed."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
